//! The line of volunteers who wait for a place in a task.
//!
//! A place that becomes free is kept for the first who can still come: it stays counted as taken until they say yes (by joining) or no, or
//! their time is up. So nobody overtakes: there is no free place while somebody waits. Whoever changes the line holds the task's row.

use sea_orm::ConnectionTrait;

use super::dto::WaitingPlaceDto;
use super::entity::{task, waiting};
use super::model::WaitingState;
use super::store::{self, waiting as rows};
use super::{service, team};
use crate::dispatch;
use crate::needs;
use crate::platform::db::is_conflict;
use crate::platform::ids::{PersonId, TaskId, WaitingId};
use crate::platform::outbox::{self, EventKind, NewEvent};
use crate::platform::problem::{ErrorCode, Problem};
use crate::providers;
use crate::providers::entity::provider;
use crate::state::AppState;

/// How many kept places one pass looks at.
const BATCH: u64 = 200;

/// A volunteer waits for a place. When one is free after all, it is kept for them at once.
///
/// # Errors
/// 404 for a sensitive task; 409 when nobody leads it, they are on the team or in the line, or they cannot come.
pub async fn enter<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    task: &task::Model,
    volunteer: &provider::Model,
) -> Result<WaitingPlaceDto, Problem> {
    let now = state.clock.now();
    if !rows::lock(txn, task.id, now).await? {
        team::require_running(task)?;
        return Err(ErrorCode::Conflict.into());
    }
    team::check_may_join(txn, state, task, volunteer).await?;
    let id = WaitingId(state.clock.new_uuid());
    let who = (volunteer.id, volunteer.person_id);
    let appended = rows::append(txn, id, task.id, who, now).await;
    appended.map_err(|error| {
        if is_conflict(&error) {
            ErrorCode::AlreadyExists.into()
        } else {
            Problem::from(error)
        }
    })?;
    move_up(txn, state, task.id).await?;
    let line = rows::line(txn, task.id).await?;
    let own = line.iter().find(|waiting| waiting.id == id);
    own.map(|own| shown(own, &line))
        .ok_or_else(|| ErrorCode::NotEligible.into())
}

/// Keeps the free places of a task for the first in its line who can still come. The caller holds the task's row.
///
/// # Errors
/// The database's.
pub async fn move_up<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    id: TaskId,
) -> Result<(), Problem> {
    let now = state.clock.now();
    let line = rows::line(txn, id).await?;
    let waits = |waiting: &&waiting::Model| waiting.state == WaitingState::Waiting;
    for first in line.iter().filter(waits) {
        if !store::take_place(txn, id, now).await? {
            return Ok(());
        }
        if can_come(txn, state, first).await? {
            call(txn, state, first).await?;
        } else {
            let step = (WaitingState::Waiting, WaitingState::Passed);
            rows::change(txn, first.id, step, None).await?;
            store::give_place_back(txn, id, now).await?;
        }
    }
    Ok(())
}

async fn call<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    first: &waiting::Model,
) -> Result<(), Problem> {
    let kept = state
        .policy()
        .duration("volunteers.place_kept_minutes", 60, 60);
    let answer_by = state.clock.now().plus(kept);
    let step = (WaitingState::Waiting, WaitingState::Called);
    rows::change(txn, first.id, step, Some(answer_by)).await?;
    let event = NewEvent {
        kind: EventKind::PlaceOffered,
        entity_id: first.id.0,
        community_code: None,
        payload: serde_json::json!({ "task_id": first.task_id, "expires_at": answer_by }),
        recipients: vec![first.person_id],
    };
    outbox::append(txn, &state.clock, vec![event]).await?;
    Ok(())
}

/// Whether somebody who waited may still join.
async fn can_come<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    waiting: &waiting::Model,
) -> Result<bool, Problem> {
    let Some(task) = store::find(txn, waiting.task_id).await? else {
        return Ok(false);
    };
    let (Some(volunteer), Some(need)) = (
        providers::store::find(txn, waiting.provider_id).await?,
        needs::store::find(txn, task.need_id).await?,
    ) else {
        return Ok(false);
    };
    match dispatch::service::check_eligible(txn, state, &task, &need, &volunteer).await {
        Ok(()) => Ok(true),
        Err(problem) if matches!(problem.code(), ErrorCode::NotEligible | ErrorCode::NotFound) => {
            Ok(false)
        }
        Err(problem) => Err(problem),
    }
}

/// Whoever joins stands in the line no longer; answers whether a place was kept for them. The caller holds the task's row.
///
/// # Errors
/// 409 when the place was kept for them, and their time is up.
pub async fn take_kept<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    task: TaskId,
    person: PersonId,
) -> Result<bool, Problem> {
    let line = rows::line(txn, task).await?;
    let Some(own) = line.into_iter().find(|own| own.person_id == person) else {
        return Ok(false);
    };
    let now = state.clock.now();
    let called = own.state == WaitingState::Called;
    if called && own.answer_by.is_some_and(|until| until <= now) {
        return Err(ErrorCode::OfferClosed.into());
    }
    let step = (own.state, WaitingState::Joined);
    Ok(rows::change(txn, own.id, step, None).await? && called)
}

/// A volunteer leaves the line, or says no to the place that is kept for them: it goes to the next.
///
/// # Errors
/// 404 when they do not stand in it.
pub async fn leave<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    task: TaskId,
    person: PersonId,
) -> Result<(), Problem> {
    rows::lock(txn, task, state.clock.now()).await?;
    let line = rows::line(txn, task).await?;
    let own = line.iter().find(|own| own.person_id == person);
    let own = own.ok_or_else(|| Problem::new(ErrorCode::NotFound))?;
    step_out(txn, state, own, WaitingState::Left).await
}

/// Takes somebody out of a line; a place that was kept for them goes to the next. The caller holds the task's row.
async fn step_out<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    own: &waiting::Model,
    to: WaitingState,
) -> Result<(), Problem> {
    let called = own.state == WaitingState::Called;
    if !rows::change(txn, own.id, (own.state, to), None).await? || !called {
        return Ok(());
    }
    let now = state.clock.now();
    if store::give_place_back(txn, own.task_id, now).await? {
        move_up(txn, state, own.task_id).await?;
        service::announce(txn, state, own.task_id).await?;
    }
    Ok(())
}

/// The task is over, or without a lead: nobody waits for it any more. The caller changes the task's state, and thereby holds its row.
///
/// # Errors
/// The database's.
pub async fn close<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    task: TaskId,
) -> Result<(), Problem> {
    for own in rows::line(txn, task).await? {
        let step = (own.state, WaitingState::Passed);
        if rows::change(txn, own.id, step, None).await? && own.state == WaitingState::Called {
            // A place that was only kept was nobody's service. Of a task that runs no more nothing is counted back.
            store::give_place_back(txn, task, state.clock.now()).await?;
        }
    }
    Ok(())
}

/// Passes places on that were kept in vain; answers how many. Every replica runs this; the task's row lets one of them do it.
///
/// # Errors
/// The database's.
pub async fn pass_overdue_on(state: &AppState) -> Result<usize, Problem> {
    let overdue = rows::overdue(state.db.read(), state.clock.now(), BATCH).await?;
    let count = overdue.len();
    for own in overdue {
        let passed = state.db.write_txn(async |txn| {
            rows::lock(txn, own.task_id, state.clock.now()).await?;
            step_out(txn, state, &own, WaitingState::Passed).await
        });
        if let Err(error) = passed.await {
            // One place that cannot be passed on must not keep the others waiting.
            tracing::error!(task.id = %own.task_id, ?error, "a kept place was not passed on");
        }
    }
    Ok(count)
}

/// Somebody's place in a line.
#[must_use]
pub fn shown(own: &waiting::Model, line: &[waiting::Model]) -> WaitingPlaceDto {
    let standing = line.iter().position(|other| other.id == own.id);
    WaitingPlaceDto {
        id: own.id,
        task_id: own.task_id,
        state: own.state,
        position: standing.and_then(|before| i32::try_from(before + 1).ok()),
        since: own.since,
        answer_by: own.answer_by.filter(|_| own.state == WaitingState::Called),
    }
}
