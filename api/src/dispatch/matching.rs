//! From rows to the matcher's question.

use jinlin_matcher::{
    Cell, Clearance, ClearanceSet, CommunityCode, DialectSet, Metres, Need,
    NeedId as MatcherNeedId, ProviderId, RankOptions, RingLimits, Role, SkillSet, Window,
};
use sea_orm::ConnectionTrait;

use crate::consents;
use crate::leaves;
use crate::needs;
use crate::needs::entity::need;
use crate::needs::wishes::{self, Wishes};
use crate::platform::audit::Reading;
use crate::platform::ids::ProviderId as RowId;
use crate::platform::problem::Problem;
use crate::reference::taxonomy::Category;
use crate::state::AppState;
use crate::tasks;
use crate::tasks::entity::task;

/// Distances that are shown before a task is held are rounded to this many metres.
pub const SHOWN_STEP_M: u32 = 100;

/// A question for the matcher, with everything that the tables know.
#[derive(Debug)]
pub struct Question {
    /// The need as the matcher sees it: at the centre of its cell.
    pub need: Need,
    /// Who was asked already.
    pub asked: Vec<ProviderId>,
    /// The streets that have consented to their workers being asked.
    pub other_streets: Vec<u64>,
    /// Who stands in for workers of the need's community who are away.
    pub stand_ins: Vec<ProviderId>,
}

/// Asks for the lead (or for volunteers) of a task; the look at what the resident wishes is noted in `reading`.
///
/// # Errors
/// The database's; 500 when a row holds what it cannot.
pub async fn question<C: ConnectionTrait>(
    db: &C,
    state: &AppState,
    need: &need::Model,
    task: &task::Model,
    role: Role,
    reading: &mut Reading,
) -> Result<Question, Problem> {
    let taxonomy = &state.reference.taxonomy;
    let street = need.community_code.get(..9).unwrap_or_default();
    let other_streets = consents::service::streets_for(db, state, street, &need.category).await?;
    let stand_ins = leaves::service::stand_ins_for(db, state, &need.community_code).await?;
    let category = taxonomy.category(&need.category).ok_or_else(|| {
        Problem::internal(format!(
            "need {} has the unknown category {}",
            need.id, need.category
        ))
    })?;
    let cell: Cell = need.cell.parse().map_err(Problem::internal)?;
    let community: CommunityCode = need.community_code.parse().map_err(Problem::internal)?;
    let Wishes {
        target_groups,
        preferences,
    } = wishes::read(db, state, reading, need).await?;
    let now = state.clock.now();
    let before = needs::store::own_ids(db, need.person_id).await?;
    let served_before = tasks::store::leads_of_needs(db, &before).await?;
    let mut dialect_wanted = DialectSet::EMPTY;
    if let Some(index) = preferences
        .dialect
        .as_deref()
        .and_then(|dialect| taxonomy.dialect_index(dialect))
    {
        dialect_wanted = u8::try_from(index)
            .ok()
            .and_then(|index| dialect_wanted.with(index))
            .unwrap_or(dialect_wanted);
    }
    let window = task
        .window_from
        .zip(task.window_until)
        .map(|(from, until)| Window {
            start_week_minute: state.clock.week_minute(from),
            duration_minutes: u16::try_from(until.since(from).as_secs() / 60).unwrap_or(u16::MAX),
        });
    let mut asked = super::store::asked(db, task.id).await?;
    // Nor is asked who is on the team, was refused, left, or gave the task back.
    let team = tasks::members::members(db, task.id).await?;
    asked.extend(team.iter().map(|member| member.provider_id));
    // Nobody serves themselves, or what they posted.
    let concerned = [need.person_id, need.posted_by];
    asked.extend(crate::providers::store::ids_of_persons(db, &concerned).await?);
    Ok(Question {
        need: Need {
            id: MatcherNeedId(need.id.as_u128()),
            place: cell.centre(),
            community,
            role,
            skills: skills_of(state, category, role),
            certificate: if role == Role::SocialWorker {
                category.certificate
            } else {
                None
            },
            clearance: clearance_of(taxonomy.clearances(category, &target_groups)),
            window,
            urgent: task.urgent,
            waiting_minutes: u32::try_from(now.since(need.opened_at.unwrap_or(now)).as_secs() / 60)
                .unwrap_or(u32::MAX),
            gender_wanted: preferences.gender,
            dialect_wanted,
            exclude_compound: need
                .compound_id
                .filter(|_| preferences.not_own_compound)
                .map(|id| id.as_u128()),
            blocked: Vec::new(),
            served_before: served_before
                .into_iter()
                .map(|id| ProviderId(id.as_u128()))
                .collect(),
            sensitive: need.sensitive,
        },
        asked: asked
            .into_iter()
            .map(|id| ProviderId(id.as_u128()))
            .collect(),
        other_streets,
        stand_ins: stand_ins
            .into_iter()
            .map(|id| ProviderId(id.as_u128()))
            .collect(),
    })
}

/// The lead needs the category's skills; volunteers work under the lead.
fn skills_of(state: &AppState, category: &Category, role: Role) -> SkillSet {
    if role == Role::Volunteer {
        return SkillSet::EMPTY;
    }
    let taxonomy = &state.reference.taxonomy;
    taxonomy.known_skills(category.skills.iter().map(String::as_str))
}

fn clearance_of<'a>(words: impl Iterator<Item = &'a str>) -> ClearanceSet {
    words.fold(
        ClearanceSet::EMPTY,
        |set, word| match serde_json::from_value::<Clearance>(word.into()) {
            Ok(clearance) => set.union(clearance.into()),
            Err(_) => set,
        },
    )
}

/// How to rank the answers to a question, by the policy's numbers: the best `k` of the rings up to `widen`.
#[must_use]
pub fn options<'a>(
    state: &AppState,
    question: &'a Question,
    (k, widen): (usize, u8),
    exclude: &'a [ProviderId],
) -> RankOptions<'a> {
    let policy = state.policy();
    let metres = |key: &str, otherwise: i64| {
        Metres::new(f64::from(
            i32::try_from(policy.number(key, otherwise)).unwrap_or(i32::MAX),
        ))
    };
    let limits = RingLimits {
        neighbours: metres("rings.worker_near_metres", 2_000),
        volunteers: [
            metres("rings.volunteer_metres.1", 1_000),
            metres("rings.volunteer_metres.2", 3_000),
            metres("rings.volunteer_metres.3", 5_000),
        ],
        ..RingLimits::default()
    };
    RankOptions {
        k,
        widen,
        exclude,
        other_streets: &question.other_streets,
        stand_ins: &question.stand_ins,
        limits,
        ..RankOptions::default()
    }
}

/// The row id of a matcher's provider.
#[must_use]
pub fn row_id(id: ProviderId) -> RowId {
    RowId(uuid::Uuid::from_u128(id.0))
}

/// A distance as it is shown before acceptance.
#[must_use]
pub fn shown(distance: Metres) -> i32 {
    i32::try_from(distance.round_to(SHOWN_STEP_M).whole()).unwrap_or(i32::MAX)
}
