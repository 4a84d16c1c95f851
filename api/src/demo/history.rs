//! A fortnight of needs in all states, with teams, records and ratings, so that every list and figure has something in it.

use std::collections::HashMap;
use std::time::Duration;

use jinlin_matcher::Cell;
use sea_orm::ActiveValue::Set;

use super::people::{Helper, People, Resident};
use super::random::Random;
use crate::needs::entity::{need, transition};
use crate::needs::model::{NeedState, Outcome};
use crate::needs::{numbers, view};
use crate::platform::clock::Instant;
use crate::platform::crypto::Cell as Address;
use crate::platform::ids::{MemberId, NeedId, PersonId, ProviderId, RatingId, TaskId};
use crate::platform::problem::Problem;
use crate::providers::entity::provider;
use crate::ratings::entity as rating;
use crate::ratings::model::Resolved;
use crate::reference::demo::Demo;
use crate::reference::taxonomy::{Category, Triage, Urgency};
use crate::state::AppState;
use crate::tasks::entity::{member, record, task};
use crate::tasks::model::{MemberRole, MemberState, TaskState};

/// How many needs the fortnight had: some 200 a day.
const NEEDS: i64 = 2_800;
const FORTNIGHT: Duration = Duration::from_secs(14 * 86_400);
const MINUTE: u64 = 60;

/// The rows of the fortnight, and what it left with the providers.
#[derive(Default)]
pub struct History {
    /// Needs.
    pub needs: Vec<need::ActiveModel>,
    /// Their steps.
    pub steps: Vec<transition::ActiveModel>,
    /// Tasks.
    pub tasks: Vec<task::ActiveModel>,
    /// Members of teams.
    pub members: Vec<member::ActiveModel>,
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
        self.push_need(id, resident, category, fate, times)?;
        self.push_steps(
            id,
            resident.key.person(),
            lead.as_ref().map(|lead| lead.person),
            fate,
            times,
        );
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

    fn text(&mut self, category: &str) -> Option<String> {
        let texts = self
            .demo
            .descriptions
            .iter()
            .find(|entry| entry.category == category)?;
        self.random.pick(&texts.texts).cloned()
    }

    fn push_need(
        &mut self,
        id: NeedId,
        resident: &Resident,
        category: &Category,
        fate: Fate,
        times: Times,
    ) -> Result<(), Problem> {
        self.history.last_short_number += 1;
        let key = &resident.key;
        let seal = |column, text: &str| key.seal(view::cell(column, id), text.as_bytes());
        let description = self
            .text(&category.code)
            .map(|text| seal("description", &text));
        let compound = self
            .random
            .pick(&self.demo.compounds)
            .cloned()
            .unwrap_or_default();
        let (block, floor) = (self.random.between(1, 12), self.random.between(1, 7));
        let opened = fate != Fate::Draft && fate != Fate::Referred;
        let accepted = matches!(
            fate,
            Fate::Matched | Fate::InService | Fate::Done | Fate::Closed
        );
        let over = match fate {
            Fate::Closed => Some(times.confirmed),
            Fate::Referred => Some(times.made),
            Fate::Cancelled | Fate::Expired => Some(times.held),
            _ => None,
        };
        let outcome = match fate {
            Fate::Closed | Fate::Done => Some(self.choose_outcome()),
            Fate::Referred => Some(Outcome::Referred),
            Fate::Cancelled => Some(Outcome::Withdrawn),
            _ => None,
        };
        let accept_by = times.made.plus(Duration::from_secs(
            u64::from(category.accept_within_minutes) * MINUTE,
        ));
        let groups: Vec<&str> = if category.group == "elderly_care" {
            vec!["elderly"]
        } else {
            Vec::new()
        };
        let reference = &self.state.reference;
        self.history.needs.push(need::ActiveModel {
            id: Set(id),
            short_number: Set(numbers::with_check_digit(self.history.last_short_number)),
            person_id: Set(key.person()),
            posted_by: Set(key.person()),
            on_behalf_relation: Set(None),
            category: Set(category.code.clone()),
            category_group: Set(category.group.clone()),
            taxonomy_version: Set(reference.taxonomy.version.clone()),
            policy_version: Set(reference.policy.version.clone()),
            target_groups: Set(serde_json::to_string(&groups).map_err(Problem::internal)?),
            description: Set(description),
            address: Set(Some(seal(
                "address",
                &format!("{compound}{block}栋{floor}楼"),
            ))),
            place: Set(seal("place", &view::place_text(resident.place))),
            cell: Set(Cell::of(resident.place).to_string()),
            community_code: Set(resident.community.clone()),
            street_code: Set(resident.community.get(..9).unwrap_or_default().to_owned()),
            division_year: Set(self.state.divisions().year()),
            compound_id: Set(None),
            window_from: Set(None),
            window_until: Set(None),
            channel: Set("mini_program".to_owned()),
            preferences: Set("{}".to_owned()),
            urgency: Set(category.urgency.as_str().to_owned()),
            sensitive: Set(category.sensitive),
            triage: Set(match category.triage {
                Triage::SocialWork => "social_work",
                Triage::Administrative => "administrative",
                Triage::Emergency => "emergency",
            }
            .to_owned()),
            referral: Set(category.refer_to.clone()),
            screening: Set("pass".to_owned()),
            volunteers_wanted: Set(i32::from(category.volunteers)),
            state: Set(fate.need_state()),
            outcome: Set(outcome),
            tracking_hash: Set(numbers::code_hash(&format!(
                "{:016X}",
                self.random.number()
            ))),
            accept_by: Set(opened.then_some(accept_by)),
            opened_at: Set(opened.then_some(times.made)),
            accepted_at: Set(accepted.then_some(times.held)),
            closed_at: Set(over),
            closed_by: Set(over.map(|_| key.person())),
            version: Set(1),
            created_at: Set(times.made),
            updated_at: Set(over.unwrap_or(times.made)),
        });
        Ok(())
    }

    fn choose_outcome(&mut self) -> Outcome {
        match self.random.below(100) {
            0..78 => Outcome::Resolved,
            78..92 => Outcome::Partly,
            92..97 => Outcome::Referred,
            _ => Outcome::Unreachable,
        }
    }

    fn push_steps(
        &mut self,
        id: NeedId,
        resident: PersonId,
        lead: Option<PersonId>,
        fate: Fate,
        times: Times,
    ) {
        let mut way = vec![(NeedState::Draft, times.made, Some(resident))];
        if fate == Fate::Referred {
            way.push((NeedState::Closed, times.made, Some(resident)));
        } else if fate != Fate::Draft {
            way.push((NeedState::Open, times.made, Some(resident)));
        }
        if lead.is_some()
            && matches!(
                fate,
                Fate::Matched | Fate::InService | Fate::Done | Fate::Closed
            )
        {
            way.push((NeedState::Matched, times.held, lead));
        }
        if lead.is_some() && matches!(fate, Fate::InService | Fate::Done | Fate::Closed) {
            way.push((NeedState::InService, times.came, lead));
        }
        if lead.is_some() && matches!(fate, Fate::Done | Fate::Closed) {
            way.push((NeedState::Done, times.finished, lead));
        }
        match fate {
            Fate::Closed => way.push((NeedState::Closed, times.confirmed, Some(resident))),
            Fate::Cancelled => way.push((NeedState::Cancelled, times.held, Some(resident))),
            Fate::Expired => way.push((NeedState::Expired, times.held, None)),
            _ => {}
        }
        let mut before = None;
        for (state, at, actor) in way {
            self.history.steps.push(transition::ActiveModel {
                id: Set(self.random.uuid(at)),
                need_id: Set(id),
                from_state: Set(before),
                to_state: Set(state),
                actor_person_id: Set(actor),
                reason: Set(None),
                at: Set(at),
            });
            before = Some(state);
        }
    }

    fn push_task(
        &mut self,
        need: NeedId,
        resident: &Resident,
        category: &Category,
        lead: Option<Helper>,
        (fate, state): (Fate, TaskState),
        times: Times,
    ) -> Result<(), Problem> {
        let id = TaskId(self.random.uuid(times.made));
        let led = lead.filter(|_| !matches!(state, TaskState::Open | TaskState::Cancelled));
        let mut joined = 0;
        if let Some(lead) = &led {
            self.push_member(id, lead, MemberRole::Lead, (fate, state), times);
            let street = resident.community.get(..9).unwrap_or_default();
            let near = self.volunteers.get(street).cloned().unwrap_or_default();
            if category.volunteers > 0
                && self.random.percent(70)
                && let Some(volunteer) = self.random.pick(&near)
            {
                self.push_member(id, volunteer, MemberRole::Volunteer, (fate, state), times);
                joined = 1;
            }
        }
        let served = matches!(state, TaskState::Finished | TaskState::Confirmed);
        let came = served || state == TaskState::InService;
        self.history.tasks.push(task::ActiveModel {
            id: Set(id),
            need_id: Set(need),
            visit_no: Set(1),
            category: Set(category.code.clone()),
            community_code: Set(resident.community.clone()),
            street_code: Set(resident.community.get(..9).unwrap_or_default().to_owned()),
            cell: Set(Cell::of(resident.place).to_string()),
            urgent: Set(category.urgency >= Urgency::Urgent),
            state: Set(state),
            lead_provider_id: Set(led.as_ref().map(|lead| lead.id)),
            volunteers_wanted: Set(i32::from(category.volunteers)),
            volunteers_joined: Set(joined),
            sensitive: Set(category.sensitive),
            window_from: Set(None),
            window_until: Set(None),
            ring: Set(0),
            round: Set(0),
            // Spread, as if they had come one after the other: whoever posts first finds the dispatcher idle.
            next_round_at: Set(
                (state == TaskState::Open && category.triage == Triage::SocialWork).then(|| {
                    self.now
                        .plus(Duration::from_secs(30 + self.random.below(600)))
                }),
            ),
            held_at: Set(led.as_ref().map(|_| times.held)),
            checked_in_at: Set(came.then_some(times.came)),
            finished_at: Set(served.then_some(times.finished)),
            confirmed_at: Set((state == TaskState::Confirmed).then_some(times.confirmed)),
            briefing: Set(None),
            version: Set(1),
            created_at: Set(times.made),
            updated_at: Set(times.made),
        });
        if let (Some(lead), true) = (led, served) {
            self.push_record(id, resident, category, &lead, times);
            if fate == Fate::Closed && self.random.percent(75) {
                self.push_rating(id, resident, &lead, times);
            }
        }
        Ok(())
    }

    fn push_member(
        &mut self,
        task: TaskId,
        helper: &Helper,
        role: MemberRole,
        (_, state): (Fate, TaskState),
        times: Times,
    ) {
        let came = matches!(
            state,
            TaskState::InService | TaskState::Finished | TaskState::Confirmed
        );
        let served = matches!(state, TaskState::Finished | TaskState::Confirmed);
        let minutes =
            i32::try_from(times.finished.since(times.came).as_secs() / MINUTE).unwrap_or(60);
        let distance = i32::try_from(self.random.between(5, 200)).unwrap_or(0);
        self.history.members.push(member::ActiveModel {
            id: Set(MemberId(self.random.uuid(times.held))),
            task_id: Set(task),
            provider_id: Set(helper.id),
            person_id: Set(helper.person),
            role: Set(role),
            state: Set(MemberState::Confirmed),
            joined_at: Set(times.held),
            left_at: Set(None),
            leave_reason: Set(None),
            checked_in_at: Set(came.then_some(times.came)),
            check_in_distance_m: Set(came.then_some(distance)),
            check_in_reason: Set(None),
            check_in_place: Set(None),
            checked_out_at: Set(served.then_some(times.finished)),
            minutes: Set(served.then_some(minutes)),
        });
        let mark = self.history.marks.entry(helper.id).or_default();
        // Nobody of the demo holds more than fits: capacities are 5 and 2.
        if !served && mark.load < 2 {
            mark.load += 1;
        }
        if times.held >= self.now.minus(FORTNIGHT / 2) {
            mark.recent += 1;
        }
    }

    fn push_record(
        &mut self,
        task: TaskId,
        resident: &Resident,
        category: &Category,
        lead: &Helper,
        times: Times,
    ) {
        let texts = self
            .demo
            .records
            .iter()
            .find(|entry| entry.group == category.group);
        let usual = texts
            .and_then(|entry| self.random.pick(&entry.texts))
            .cloned()
            .unwrap_or_default();
        let note = if category.sensitive {
            self.demo.sensitive_record.clone()
        } else {
            usual
        };
        let outcome = self.choose_outcome();
        let minutes =
            i32::try_from(times.finished.since(times.came).as_secs() / MINUTE).unwrap_or(60);
        self.history.records.push(record::ActiveModel {
            task_id: Set(task),
            author_person_id: Set(lead.person),
            note: Set(resident.key.seal(
                Address::new("service_records", "note", task.0),
                note.as_bytes(),
            )),
            outcome: Set(outcome),
            minutes: Set(minutes.clamp(1, 1_440)),
            verification_code: Set(format!("{:016X}", self.random.number())),
            created_at: Set(times.finished),
        });
    }

    fn push_rating(&mut self, task: TaskId, resident: &Resident, lead: &Helper, times: Times) {
        let overall: i32 = match self.random.below(100) {
            0..58 => 5,
            58..85 => 4,
            85..94 => 3,
            94..98 => 2,
            _ => 1,
        };
        let near = |random: &mut Random| {
            overall
                .saturating_add(i32::try_from(random.between(-1, 1)).unwrap_or(0))
                .clamp(1, 5)
        };
        let said = self
            .demo
            .comments
            .iter()
            .find(|entry| i32::from(entry.overall) == overall);
        let comment = said
            .and_then(|entry| self.random.pick(&entry.texts))
            .cloned()
            .filter(|text| !text.is_empty());
        let id = RatingId(self.random.uuid(times.confirmed));
        let seal = |text: String| {
            resident
                .key
                .seal(Address::new("ratings", "comment", id.0), text.as_bytes())
        };
        self.history.ratings.push(rating::ActiveModel {
            id: Set(id),
            task_id: Set(task),
            rater_person_id: Set(resident.key.person()),
            provider_id: Set(lead.id),
            community_code: Set(resident.community.clone()),
            street_code: Set(resident.community.get(..9).unwrap_or_default().to_owned()),
            overall: Set(overall),
            attitude: Set(Some(near(&mut self.random))),
            professionalism: Set(Some(near(&mut self.random))),
            timeliness: Set(Some(near(&mut self.random))),
            effect: Set(Some(near(&mut self.random))),
            resolved: Set(if overall >= 4 {
                Resolved::Yes
            } else {
                Resolved::Partly
            }),
            comment: Set(comment.map(seal)),
            channel: Set("mini_program".to_owned()),
            formula: Set(jinlin_matcher::QUALITY_FORMULA.to_owned()),
            version: Set(1),
            created_at: Set(times.confirmed),
            updated_at: Set(times.confirmed),
            editable_until: Set(times.confirmed.plus(Duration::from_secs(48 * 3_600))),
        });
        let mark = self.history.marks.entry(lead.id).or_default();
        mark.ratings += 1;
        mark.stars += i64::from(overall);
    }
}
