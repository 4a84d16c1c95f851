//! What tasks tell needs: the need's state follows its task's.

use sea_orm::ConnectionTrait;

use super::model::{NeedState, Outcome};
use super::service::transition;
use super::store::{self, StateChange};
use crate::platform::ids::{NeedId, PersonId};
use crate::platform::problem::{ErrorCode, Problem};
use crate::state::AppState;

async fn follow<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    id: NeedId,
    to: NeedState,
    change: StateChange,
) -> Result<(), Problem> {
    let row = store::find(txn, id)
        .await?
        .ok_or_else(|| Problem::new(ErrorCode::NotFound))?;
    transition(txn, state, &row, to, change).await
}

/// Somebody took the task.
///
/// # Errors
/// 409 when the need stands elsewhere.
pub async fn on_task_held<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    id: NeedId,
    actor: PersonId,
) -> Result<(), Problem> {
    follow(
        txn,
        state,
        id,
        NeedState::Matched,
        StateChange {
            actor: Some(actor),
            ..StateChange::default()
        },
    )
    .await
}

/// The lead gave the task back (`given_back`), or did not come (`not_arrived`; nobody did it).
///
/// # Errors
/// 409 when the need stands elsewhere.
pub async fn on_task_released<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    id: NeedId,
    (actor, reason): (Option<PersonId>, &'static str),
) -> Result<(), Problem> {
    let change = StateChange {
        actor,
        reason: Some(reason),
        ..StateChange::default()
    };
    follow(txn, state, id, NeedState::Open, change).await
}

/// The lead is there.
///
/// # Errors
/// 409 when the need stands elsewhere.
pub async fn on_task_started<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    id: NeedId,
    actor: PersonId,
) -> Result<(), Problem> {
    follow(
        txn,
        state,
        id,
        NeedState::InService,
        StateChange {
            actor: Some(actor),
            ..StateChange::default()
        },
    )
    .await
}

/// The lead has finished.
///
/// # Errors
/// 409 when the need stands elsewhere.
pub async fn on_task_finished<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    id: NeedId,
    actor: PersonId,
    outcome: Outcome,
) -> Result<(), Problem> {
    let change = StateChange {
        actor: Some(actor),
        outcome: Some(outcome),
        reason: None,
    };
    follow(txn, state, id, NeedState::Done, change).await
}

/// The resident has confirmed, or (`None`) was silent.
///
/// # Errors
/// 409 when the need stands elsewhere.
pub async fn on_task_confirmed<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    id: NeedId,
    actor: Option<PersonId>,
) -> Result<(), Problem> {
    let change = StateChange {
        actor,
        reason: actor.is_none().then_some("no_answer"),
        ..StateChange::default()
    };
    follow(txn, state, id, NeedState::Closed, change).await
}
