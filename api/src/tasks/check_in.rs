//! Arriving: by place and time, with a reason when the place is off; by the code on the resident's phone; by the resident's word.

use jinlin_matcher::{Wgs84, distance};
use sea_orm::ConnectionTrait;

use super::dto::CheckIn;
use super::entity::{member, task};
use super::model::{ArrivedBy, TaskState};
use super::{check_in_code, late_leaves, members, service, store};
use crate::needs::{self, hooks, view};
use crate::platform::audit::Reading;
use crate::platform::crypto::Cell;
use crate::platform::ids::MemberId;
use crate::platform::problem::{ErrorCode, FieldCode, FieldErrors, Problem};
use crate::state::AppState;
use crate::visits::{overtime, pairing};

/// The largest accuracy that means anything, metres: beyond it the phone knows no place.
const ACCURACY_SENT_MAX_M: u32 = 10_000;
/// How unsure a phone may be and still count in full, metres.
const ACCURACY_MAX_M: u32 = 500;

/// Notes in `errors` an accuracy that means nothing.
pub(crate) fn check_accuracy(accuracy_m: Option<u32>, errors: &mut FieldErrors) {
    errors.check(
        accuracy_m.is_none_or(|accuracy| accuracy <= ACCURACY_SENT_MAX_M),
        "accuracy_m",
        FieldCode::Range,
    );
}

/// Notes that a member has arrived; the lead's arrival begins the service.
///
/// # Errors
/// 422 `reason` when the place is farther than the policy allows and no reason is given (with `distance_m`), `code` when it is not the task's
/// code of these two minutes; 409 when they are there already, the task is over, or two have to go.
pub async fn arrive<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    reading: &mut Reading,
    (task, member): (&task::Model, member::Model),
    input: &CheckIn,
) -> Result<(), Problem> {
    let mut errors = FieldErrors::default();
    let place = input
        .place
        .as_ref()
        .and_then(|place| place.parse(&mut errors, "place"));
    let reason = errors.text("reason", input.reason.as_deref(), 200);
    check_accuracy(input.accuracy_m, &mut errors);
    match (&input.place, &input.code) {
        (None, None) => errors.add("place", FieldCode::Required),
        (Some(_), Some(_)) => errors.add("code", FieldCode::Contradiction),
        _ => {}
    }
    errors.finish()?;
    require_awaited(task, &member)?;
    pairing::require(txn, state, reading, (task, &member)).await?;
    let now = state.clock.now();
    let arrival = match place {
        Some(place) => {
            let away =
                by_place(txn, state, reading, (task, place), input, reason.is_some()).await?;
            let key = state.vault.person_key(txn, member.person_id).await?;
            let seal = |column, text: &str| key.seal(cell(column, member.id), text.as_bytes());
            members::Arrival {
                at: now,
                by: ArrivedBy::Place,
                distance_m: Some(i32::try_from(away).unwrap_or(i32::MAX)),
                place: Some(seal("check_in_place", &crate::divisions::place_text(place))),
                reason: reason.map(|text| seal("check_in_reason", &text)),
            }
        }
        None => {
            let code = input.code.as_deref().unwrap_or_default();
            if !check_in_code::is_valid(state, task.id, code) {
                return Err(Problem::field("code", FieldCode::Unknown));
            }
            members::Arrival::without_place(now, ArrivedBy::Code)
        }
    };
    note(txn, state, (task, &member), arrival).await
}

/// The resident confirms that a member has arrived.
///
/// # Errors
/// 422 `member_id` for somebody who is not on the team; 409 when they are there already, the task is over, or two have to go.
pub async fn confirm<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    reading: &mut Reading,
    task: &task::Model,
    id: MemberId,
) -> Result<(), Problem> {
    let team = members::active_members(txn, task.id).await?;
    let member = team.iter().find(|member| member.id == id);
    let member = member.ok_or_else(|| Problem::field("member_id", FieldCode::Unknown))?;
    require_awaited(task, member)?;
    pairing::require(txn, state, reading, (task, member)).await?;
    let arrival = members::Arrival::without_place(state.clock.now(), ArrivedBy::Confirmation);
    note(txn, state, (task, member), arrival).await
}

fn require_awaited(task: &task::Model, member: &member::Model) -> Result<(), Problem> {
    let allowed = matches!(task.state, TaskState::Held | TaskState::InService);
    if !allowed
        || member.checked_in_at.is_some()
        || (task.state == TaskState::InService && member.role.is_lead())
    {
        return Err(Problem::new(ErrorCode::WrongState).with("state", task.state.as_str()));
    }
    Ok(())
}

/// How far away a phone is, metres, when that is near enough or there is a reason.
async fn by_place<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    reading: &mut Reading,
    (task, place): (&task::Model, Wgs84),
    input: &CheckIn,
    has_reason: bool,
) -> Result<i64, Problem> {
    let need = needs::store::find(txn, task.need_id)
        .await?
        .ok_or_else(|| Problem::new(ErrorCode::NotFound))?;
    let away = distance(place, view::exact_place(txn, state, reading, &need).await?).whole();
    let radius = state.policy().number("checkin.radius_metres", 300);
    let slack = i64::from(input.accuracy_m.unwrap_or(0).min(ACCURACY_MAX_M));
    if away > radius + slack && !has_reason {
        return Err(Problem::field("reason", FieldCode::Required).with("distance_m", away));
    }
    Ok(away)
}

async fn note<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    (task, member): (&task::Model, &member::Model),
    arrival: members::Arrival,
) -> Result<(), Problem> {
    let now = arrival.at;
    if !member.role.is_lead() {
        late_leaves::require_confirmed(txn, state, member).await?;
    }
    if !members::arrive(txn, member.id, arrival).await? {
        return Err(ErrorCode::Conflict.into());
    }
    if member.role.is_lead() {
        if !store::change_state(txn, task.id, (TaskState::Held, TaskState::InService), now).await? {
            return Err(ErrorCode::Conflict.into());
        }
        hooks::on_task_started(txn, state, task.need_id, member.person_id).await?;
    }
    overtime::begin(txn, state, task, member).await?;
    service::announce(txn, state, task.id).await
}

const fn cell(column: &'static str, member: MemberId) -> Cell {
    Cell::new("task_members", column, member.0)
}
