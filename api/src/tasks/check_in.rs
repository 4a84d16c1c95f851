//! Arriving: by place and time, with a reason when the place is off.

use jinlin_matcher::distance;
use sea_orm::ConnectionTrait;

use super::dto::CheckIn;
use super::entity::{member, task};
use super::model::TaskState;
use super::{members, service, store};
use crate::needs::{self, hooks, view};
use crate::platform::audit::Reading;
use crate::platform::crypto::Cell;
use crate::platform::ids::MemberId;
use crate::platform::problem::{ErrorCode, FieldCode, FieldErrors, Problem};
use crate::state::AppState;

/// The largest accuracy that means anything, metres: beyond it the phone knows no place.
const ACCURACY_SENT_MAX_M: u32 = 10_000;
/// How unsure a phone may be and still count in full, metres.
const ACCURACY_MAX_M: u32 = 500;

/// Notes that a member has arrived; the lead's arrival begins the service.
///
/// # Errors
/// 422 `reason` when the place is farther than the policy allows and no reason is given (with `distance_m`); 409 when they are there already
/// or the task is over.
pub async fn arrive<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    reading: &mut Reading,
    (task, member): (&task::Model, member::Model),
    input: &CheckIn,
) -> Result<(), Problem> {
    let mut errors = FieldErrors::default();
    let place = input.place.parse(&mut errors, "place");
    let reason = errors.text("reason", input.reason.as_deref(), 200);
    errors.check(
        input
            .accuracy_m
            .is_none_or(|accuracy| accuracy <= ACCURACY_SENT_MAX_M),
        "accuracy_m",
        FieldCode::Range,
    );
    errors.finish()?;
    let place = place.ok_or_else(|| Problem::field("place", FieldCode::Range))?;
    let allowed = matches!(task.state, TaskState::Held | TaskState::InService);
    if !allowed
        || member.checked_in_at.is_some()
        || (task.state == TaskState::InService && member.role.is_lead())
    {
        return Err(Problem::new(ErrorCode::WrongState).with("state", task.state.as_str()));
    }
    let need = needs::store::find(txn, task.need_id)
        .await?
        .ok_or_else(|| Problem::new(ErrorCode::NotFound))?;
    let away = distance(place, view::exact_place(txn, state, reading, &need).await?).whole();
    let radius = state.policy().number("checkin.radius_metres", 300);
    let slack = i64::from(input.accuracy_m.unwrap_or(0).min(ACCURACY_MAX_M));
    if away > radius + slack && reason.is_none() {
        return Err(Problem::field("reason", FieldCode::Required).with("distance_m", away));
    }
    let now = state.clock.now();
    let key = state.vault.person_key(txn, member.person_id).await?;
    let seal = |column, text: &str| key.seal(cell(column, member.id), text.as_bytes());
    let (place, reason) = (
        seal("check_in_place", &crate::divisions::place_text(place)),
        reason.map(|text| seal("check_in_reason", &text)),
    );
    let (lead, person) = (member.role.is_lead(), member.person_id);
    let arrival = members::Arrival {
        at: now,
        distance_m: i32::try_from(away).unwrap_or(i32::MAX),
        place,
        reason,
    };
    if !members::arrive(txn, member.id, arrival).await? {
        return Err(ErrorCode::Conflict.into());
    }
    if lead {
        if !store::change_state(txn, task.id, (TaskState::Held, TaskState::InService), now).await? {
            return Err(ErrorCode::Conflict.into());
        }
        hooks::on_task_started(txn, state, task.need_id, person).await?;
    }
    service::announce(txn, state, task.id).await
}

const fn cell(column: &'static str, member: MemberId) -> Cell {
    Cell::new("task_members", column, member.0)
}
