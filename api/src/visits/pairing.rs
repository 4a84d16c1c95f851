//! Two people: where nobody goes alone, and where no volunteer is alone.
//!
//! A home is a category that asks for the clearance `home_visit`; elsewhere there are others about. Sensitive categories are none, and no
//! volunteer joins them: how a colleague comes along is the lead's and the officers' matter.

use sea_orm::{ActiveValue::Set, ConnectionTrait};

use super::dto::{SecondPersonDto, WaiveSecondPerson};
use super::entity::waiver;
use super::model::{PairReason, is_night};
use super::store;
use crate::needs::entity::need;
use crate::needs::wishes;
use crate::platform::audit::{self, Actor, Reading};
use crate::platform::clock::Instant;
use crate::platform::crypto::{Cell, CryptoError};
use crate::platform::ids::{PersonId, TaskId};
use crate::platform::problem::{ErrorCode, FieldErrors, Problem};
use crate::state::AppState;
use crate::tasks::entity::{member, task};
use crate::tasks::members;
use crate::{needs, tasks};

/// The longest reason, in characters.
const REASON_MAX: usize = 200;
/// The `risk` of a need whose text calls for two.
pub const RISK_FOR_TWO: i32 = 2;

fn is_home(state: &AppState, need: &need::Model) -> bool {
    let category = state.reference.taxonomy.category(&need.category);
    category.is_some_and(|category| category.clearance.iter().any(|word| word == "home_visit"))
}

fn is_at_night(state: &AppState, at: Instant) -> bool {
    let policy = state.policy();
    let from = policy.number("visit.night_from_hour", 21);
    let until = policy.number("visit.night_until_hour", 7);
    let local = at.timestamp().to_zoned(state.clock.zone().clone());
    is_night(i64::from(local.hour()), from, until)
}

/// Whether nobody has finished a visit to this resident, for any of their needs.
async fn is_first<C: ConnectionTrait>(db: &C, need: &need::Model) -> Result<bool, Problem> {
    let needs = needs::store::ids_about(db, need.person_id).await?;
    Ok(tasks::store::leads_of_needs(db, &needs).await?.is_empty())
}

async fn has_risk<C: ConnectionTrait>(db: &C, need: &need::Model) -> Result<bool, Problem> {
    let hazards = store::hazards_of(db, need.id).await?;
    Ok(need.risk >= RISK_FOR_TWO || hazards.iter().any(|note| note.kind.wants_two()))
}

/// Why two go, of those who come at an instant; empty where one may.
///
/// # Errors
/// The database's.
pub async fn reasons<C: ConnectionTrait>(
    db: &C,
    state: &AppState,
    need: &need::Model,
    at: Instant,
) -> Result<Vec<PairReason>, Problem> {
    let mut reasons = Vec::new();
    if !is_home(state, need) {
        return Ok(reasons);
    }
    if state.policy().number("visit.two_on_first", 1) > 0 && is_first(db, need).await? {
        reasons.push(PairReason::FirstVisit);
    }
    if is_at_night(state, at) {
        reasons.push(PairReason::Night);
    }
    if has_risk(db, need).await? {
        reasons.push(PairReason::Risk);
    }
    Ok(reasons)
}

/// Why no volunteer is there without the lead.
async fn reasons_for_lead<C: ConnectionTrait>(
    db: &C,
    state: &AppState,
    reading: &mut Reading,
    need: &need::Model,
) -> Result<Vec<PairReason>, Problem> {
    let mut reasons = Vec::new();
    if is_home(state, need) && is_first(db, need).await? {
        reasons.push(PairReason::FirstVisit);
    }
    let taxonomy = &state.reference.taxonomy;
    let groups = wishes::read(db, state, reading, need).await?.target_groups;
    let with_child = taxonomy.category(&need.category).is_some_and(|category| {
        taxonomy
            .clearances(category, &groups)
            .any(|word| word == "children")
    });
    if with_child {
        reasons.push(PairReason::Child);
    }
    Ok(reasons)
}

/// Whether a member may arrive: enough of the team are coming, and no volunteer is the first where the lead has to be.
///
/// # Errors
/// 409 `second_person_needed` or `lead_first`, each with its `reasons`.
pub async fn require<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    reading: &mut Reading,
    (task, member): (&task::Model, &member::Model),
) -> Result<(), Problem> {
    let need = needs::store::find(txn, task.need_id)
        .await?
        .ok_or_else(|| Problem::new(ErrorCode::NotFound))?;
    let team = members::active_members(txn, task.id).await?;
    let is_there = |other: &member::Model| {
        other.role.is_lead() && other.checked_in_at.is_some() && other.checked_out_at.is_none()
    };
    if !member.role.is_lead() && !team.iter().any(is_there) {
        let reasons = reasons_for_lead(txn, state, reading, &need).await?;
        refuse(ErrorCode::LeadFirst, &reasons)?;
    }
    if team.len() >= 2 || store::is_waived(txn, task.id).await? {
        return Ok(());
    }
    let reasons = reasons(txn, state, &need, state.clock.now()).await?;
    refuse(ErrorCode::SecondPersonNeeded, &reasons)
}

fn refuse(code: ErrorCode, reasons: &[PairReason]) -> Result<(), Problem> {
    if reasons.is_empty() {
        return Ok(());
    }
    let words: Vec<_> = reasons.iter().map(|reason| reason.as_str()).collect();
    Err(Problem::new(code).with("reasons", words))
}

/// Gives a need for which two go, and that has no volunteer place, one: else nobody could ever check in. Its task is widened with it.
///
/// # Errors
/// The database's.
pub async fn give_second_place<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    need: &need::Model,
) -> Result<bool, Problem> {
    if need.volunteers_wanted > 0 || need.sensitive || !is_home(state, need) {
        return Ok(false);
    }
    let at = need.window_from.unwrap_or_else(|| state.clock.now());
    if reasons(txn, state, need, at).await?.is_empty() {
        return Ok(false);
    }
    needs::store::set_volunteers_wanted(txn, need.id, 1).await?;
    tasks::store::rounds::add_first_place(txn, need.id, state.clock.now()).await?;
    Ok(true)
}

/// An officer agrees that one goes alone on this task's visit.
///
/// # Errors
/// 422 `reason`; 409 when the task is over.
pub async fn waive<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    (actor, officer): (&Actor, PersonId),
    task: &task::Model,
    input: &WaiveSecondPerson,
) -> Result<(), Problem> {
    let mut errors = FieldErrors::default();
    let reason = errors.required_text("reason", &input.reason, REASON_MAX);
    errors.finish()?;
    tasks::team::require_running(task)?;
    let need = needs::store::find(txn, task.need_id)
        .await?
        .ok_or_else(|| Problem::new(ErrorCode::NotFound))?;
    let key = state.vault.person_key(txn, need.person_id).await?;
    let row = waiver::ActiveModel {
        task_id: Set(task.id),
        reason: Set(key.seal(cell(task.id), reason.as_bytes())),
        written_by: Set(officer),
        created_at: Set(state.clock.now()),
    };
    store::write_waiver(txn, row).await?;
    let about = ("visit_waivers", task.id.0, "reason");
    audit::record_change(txn, &state.clock, actor, Some(need.person_id), about).await?;
    tasks::service::announce(txn, state, task.id).await
}

/// What the team and officers see of it while somebody is still to come.
///
/// # Errors
/// The database's, or a value that does not open.
pub async fn show<C: ConnectionTrait>(
    db: &C,
    state: &AppState,
    reading: &mut Reading,
    need: &need::Model,
    task: TaskId,
) -> Result<Option<SecondPersonDto>, Problem> {
    let now = state.clock.now();
    let at = need.window_from.map_or(now, |from| from.max(now));
    let reasons = reasons(db, state, need, at).await?;
    if reasons.is_empty() {
        return Ok(None);
    }
    let waived = match store::find_waiver(db, task).await? {
        None => None,
        Some(row) => match state.vault.person_key(db, need.person_id).await {
            Ok(key) => Some(reading.open_text(&key, cell(task), &row.reason)?),
            Err(CryptoError::Erased) => None,
            Err(error) => return Err(error.into()),
        },
    };
    Ok(Some(SecondPersonDto { reasons, waived }))
}

const fn cell(task: TaskId) -> Cell {
    Cell::new("visit_waivers", "reason", task.0)
}
