//! A fortnight of needs in all states, with teams, records and ratings, so that every list and figure has something in it.

mod needs;
mod safety;
mod tasks;
mod voice;

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use sea_orm::ActiveValue::Set;

use super::people::{Helper, People, Resident};
use super::random::Random;
use crate::hours::entity::entry;
use crate::identity::entity::consent;
use crate::needs::entity::{need, transition, voice_note};
use crate::needs::model::NeedState;
use crate::platform::clock::Instant;
use crate::platform::ids::{NeedId, PersonId, ProviderId};
use crate::platform::problem::Problem;
use crate::providers::entity::provider;
use crate::ratings::entity as rating;
use crate::reference::demo::Demo;
use crate::reference::taxonomy::{Category, Triage};
use crate::state::AppState;
use crate::tasks::entity::{member, record, task};
use crate::tasks::model::TaskState;
use crate::visits::entity::{hazard, visit};

/// How many needs the fortnight had: some 200 a day.
const NEEDS: i64 = 2_800;
const FORTNIGHT: Duration = Duration::from_secs(14 * 86_400);
const MINUTE: u64 = 60;

/// The rows of the fortnight, and what it left with the providers.
#[derive(Default)]
pub struct History {
    /// Needs.
    pub needs: Vec<need::ActiveModel>,
    /// Consents of those who were posted for.
    pub consents: Vec<consent::ActiveModel>,
    /// Voice notes.
    pub voice_notes: Vec<voice_note::ActiveModel>,
    /// Their steps.
    pub steps: Vec<transition::ActiveModel>,
    /// Tasks.
    pub tasks: Vec<task::ActiveModel>,
    /// Members of teams.
    pub members: Vec<member::ActiveModel>,
    /// Their hours.
    pub hours: Vec<entry::ActiveModel>,
    /// The visit that goes on.
    pub visits: Vec<visit::ActiveModel>,
    /// What to mind there.
    pub hazards: Vec<hazard::ActiveModel>,
    /// Records.
    pub records: Vec<record::ActiveModel>,
    /// Ratings.
    pub ratings: Vec<rating::ActiveModel>,
    /// The last short number given, without its check digit.
    pub last_short_number: i64,
    marks: HashMap<ProviderId, Mark>,
}

#[derive(Default, Clone, Copy)]
struct Mark {
    load: i32,
    recent: i32,
    ratings: i64,
    stars: i64,
}

impl History {
    /// Puts what the fortnight left with a provider into their row.
    pub fn apply_to(&self, row: &mut provider::ActiveModel) {
        let Some(mark) = row.id.try_as_ref().and_then(|id| self.marks.get(id)) else {
            return;
        };
        row.load = Set(mark.load);
        row.recent_load = Set(mark.recent);
        row.ratings_count = Set(mark.ratings);
        row.ratings_sum = Set(mark.stars);
    }
}

/// How far a need got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Draft,
    Open,
    Matched,
    InService,
    Done,
    Closed,
    Cancelled,
    Expired,
    Referred,
}

impl Fate {
    const fn need_state(self) -> NeedState {
        match self {
            Self::Draft => NeedState::Draft,
            Self::Open => NeedState::Open,
            Self::Matched => NeedState::Matched,
            Self::InService => NeedState::InService,
            Self::Done => NeedState::Done,
            Self::Closed | Self::Referred => NeedState::Closed,
            Self::Cancelled => NeedState::Cancelled,
            Self::Expired => NeedState::Expired,
        }
    }

    const fn task_state(self) -> Option<TaskState> {
        match self {
            Self::Draft | Self::Referred => None,
            Self::Open => Some(TaskState::Open),
            Self::Matched => Some(TaskState::Held),
            Self::InService => Some(TaskState::InService),
            Self::Done => Some(TaskState::Finished),
            Self::Closed => Some(TaskState::Confirmed),
            Self::Cancelled | Self::Expired => Some(TaskState::Cancelled),
        }
    }
}

/// When things happened to one need.
#[derive(Debug, Clone, Copy)]
struct Times {
    made: Instant,
    held: Instant,
    came: Instant,
    finished: Instant,
    confirmed: Instant,
}

struct Writer<'a> {
    state: &'a AppState,
    demo: &'a Demo,
    random: Random,
    now: Instant,
    workers: HashMap<&'a str, Vec<&'a Helper>>,
    volunteers: HashMap<&'a str, Vec<&'a Helper>>,
    consented: HashSet<PersonId>,
    history: History,
}

/// Makes the fortnight before `now`.
///
/// # Errors
/// 500 when the demo's data does not fit the taxonomy.
pub fn make(
    state: &AppState,
    demo: &Demo,
    people: &People,
    now: Instant,
) -> Result<History, Problem> {
    let mut writer = Writer {
        state,
        demo,
        random: Random::new(20_261_123),
        now,
        workers: by_street(&people.workers),
        volunteers: by_street(&people.volunteers),
        consented: HashSet::new(),
        history: History {
            last_short_number: 100_000,
            ..History::default()
        },
    };
    let categories = &state.reference.taxonomy.categories;
    for _ in 0..NEEDS {
        // The named resident is left alone: their story is told live.
        let others = people.residents.get(1..).unwrap_or_default();
        let (Some(resident), Some(category)) =
            (writer.random.pick(others), writer.random.pick(categories))
        else {
            break;
        };
        writer.write_need(resident, category)?;
    }
    Ok(writer.history)
}

fn by_street(helpers: &[Helper]) -> HashMap<&str, Vec<&Helper>> {
    let mut streets: HashMap<&str, Vec<&Helper>> = HashMap::new();
    for helper in helpers {
        streets
            .entry(helper.community.get(..9).unwrap_or_default())
            .or_default()
            .push(helper);
    }
    streets
}

impl Writer<'_> {
    fn write_need(&mut self, resident: &Resident, category: &Category) -> Result<(), Problem> {
        let lead = self.find_lead(resident, category);
        let mut fate = self.choose_fate(category, lead.is_some());
        let long_ago = u64::try_from(self.random.between(0, 13 * 86_400)).unwrap_or(0);
        let ago = match fate {
            // What is still going on began today or yesterday.
            Fate::Draft | Fate::Open | Fate::Matched | Fate::InService => {
                Duration::from_secs(600 + long_ago % 40_000)
            }
            _ => Duration::from_secs(40_000 + long_ago).min(FORTNIGHT),
        };
        let times = self.choose_times(self.now.minus(ago));
        if fate == Fate::InService && times.came > self.now {
            fate = Fate::Matched;
        }
        let id = NeedId(self.random.uuid(times.made));
        let leading = lead.as_ref().map(|lead| lead.person);
        self.push_need(id, resident, category, leading, (fate, times))?;
        self.push_steps(id, resident.key.person(), leading, fate, times);
        if let Some(task_state) = fate.task_state() {
            self.push_task(id, resident, category, lead, (fate, task_state), times)?;
        }
        Ok(())
    }

    fn find_lead(&mut self, resident: &Resident, category: &Category) -> Option<Helper> {
        if category.triage != Triage::SocialWork {
            return None;
        }
        let needed = category.certificate.map_or(0, |level| level.rank() + 1);
        let street = resident.community.get(..9).unwrap_or_default();
        let able: Vec<_> = self
            .workers
            .get(street)?
            .iter()
            .filter(|worker| worker.rank >= needed)
            .filter(|worker| {
                category
                    .skills
                    .iter()
                    .all(|skill| worker.skills.contains(skill))
            })
            .filter(|worker| {
                category
                    .clearance
                    .iter()
                    .all(|word| worker.clearance.contains(word))
            })
            .copied()
            .collect();
        self.random.pick(&able).map(|worker| (*worker).clone())
    }

    fn choose_fate(&mut self, category: &Category, lead: bool) -> Fate {
        if category.triage == Triage::Administrative {
            return Fate::Referred;
        }
        let dice = self.random.below(100);
        if !lead || category.triage == Triage::Emergency {
            return match dice {
                0..50 => Fate::Cancelled,
                50..80 => Fate::Expired,
                _ => Fate::Open,
            };
        }
        match dice {
            0..1 => Fate::Draft,
            1..7 => Fate::Open,
            7..12 => Fate::Matched,
            12..15 => Fate::InService,
            15..22 => Fate::Done,
            22..28 => Fate::Cancelled,
            28..30 => Fate::Expired,
            _ => Fate::Closed,
        }
    }

    fn choose_times(&mut self, made: Instant) -> Times {
        let mut after = |from: Instant, low: i64, high: i64| {
            from.plus(Duration::from_secs(
                u64::try_from(self.random.between(low, high)).unwrap_or(0) * MINUTE,
            ))
        };
        let held = after(made, 1, 90);
        let came = after(held, 10, 180);
        let finished = after(came, 20, 120);
        let confirmed = after(finished, 5, 600);
        Times {
            made,
            held,
            came,
            finished,
            confirmed: confirmed.min(self.now),
        }
    }
}
