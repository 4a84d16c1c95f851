//! Leaving the place.

use jinlin_matcher::distance;
use sea_orm::ConnectionTrait;

use super::check_in::check_accuracy;
use super::dto::CheckOut;
use super::entity::{member, task};
use super::{members, service, team};
use crate::needs::{self, view};
use crate::platform::audit::Reading;
use crate::platform::crypto::Cell;
use crate::platform::problem::{ErrorCode, FieldErrors, Problem};
use crate::state::AppState;
use crate::visits::overtime;

/// Notes that a member has left the place: their hours end here, and not when the lead finishes.
///
/// # Errors
/// 409 when they have not arrived, have left already, or the task is over.
pub async fn depart<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    reading: &mut Reading,
    (task, member): (&task::Model, &member::Model),
    input: &CheckOut,
) -> Result<(), Problem> {
    let mut errors = FieldErrors::default();
    let place = input
        .place
        .as_ref()
        .and_then(|place| place.parse(&mut errors, "place"));
    check_accuracy(input.accuracy_m, &mut errors);
    errors.finish()?;
    team::require_running(task)?;
    if member.checked_in_at.is_none() || member.checked_out_at.is_some() {
        let state = if member.checked_in_at.is_none() {
            "not_checked_in"
        } else {
            "checked_out"
        };
        return Err(Problem::new(ErrorCode::WrongState).with("state", state));
    }
    let mut departure = members::Departure {
        at: state.clock.now(),
        distance_m: None,
        place: None,
    };
    if let Some(place) = place {
        let need = needs::store::find(txn, task.need_id)
            .await?
            .ok_or_else(|| Problem::new(ErrorCode::NotFound))?;
        let away = distance(place, view::exact_place(txn, state, reading, &need).await?).whole();
        let key = state.vault.person_key(txn, member.person_id).await?;
        let text = crate::divisions::place_text(place);
        let cell = Cell::new("task_members", "check_out_place", member.id.0);
        departure.distance_m = Some(i32::try_from(away).unwrap_or(i32::MAX));
        departure.place = Some(key.seal(cell, text.as_bytes()));
    }
    if !members::depart(txn, member.id, departure).await? {
        return Err(ErrorCode::Conflict.into());
    }
    overtime::end(txn, state, member.id).await?;
    service::announce(txn, state, task.id).await
}
