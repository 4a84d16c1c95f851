//! When the resident's contact closes again for the team: some days after the end, by the policy.

use std::time::Duration;

use sea_orm::ConnectionTrait;

use super::entity::task;
use super::model::TaskState;
use super::{members, store};
use crate::needs;
use crate::platform::clock::Instant;
use crate::platform::ids::{NeedId, PersonId, ProviderId, TaskId};
use crate::platform::problem::Problem;
use crate::state::AppState;

fn patience(state: &AppState) -> Duration {
    state
        .policy()
        .duration("contact.closes_after_days", 86_400, 7)
}

/// When a task was over for its team; none while it runs.
fn end(task: &task::Model) -> Option<Instant> {
    match task.state {
        TaskState::Open | TaskState::Held | TaskState::InService => None,
        TaskState::Finished | TaskState::Confirmed => task.finished_at,
        TaskState::Cancelled => Some(task.updated_at),
    }
}

/// Whether a task has been over for so long that its team needs nobody's contact any more.
#[must_use]
pub fn is_closed(state: &AppState, task: &task::Model) -> bool {
    end(task).is_some_and(|end| state.clock.now() >= end.plus(patience(state)))
}

/// Whether that is so of all tasks of a need.
///
/// # Errors
/// The database's.
pub async fn is_closed_for_need<C: ConnectionTrait>(
    db: &C,
    state: &AppState,
    need: NeedId,
) -> Result<bool, Problem> {
    let tasks = store::find_for_need(db, need).await?;
    Ok(!tasks.is_empty() && tasks.iter().all(|task| is_closed(state, task)))
}

/// Whether a provider and somebody else have to do with each other now: the provider is on the team of a task whose contact is open, and the
/// other one is on it, too, or is whom it serves or who posted its need.
///
/// # Errors
/// The database's.
pub async fn is_open_between<C: ConnectionTrait>(
    db: &C,
    state: &AppState,
    provider: ProviderId,
    other: PersonId,
) -> Result<bool, Problem> {
    // What ended before that is closed; what is left is asked as everywhere.
    let since = state.clock.now().minus(patience(state));
    let mut tasks = store::of_team_since(db, provider, since).await?;
    tasks.retain(|task| !is_closed(state, task));
    let ids: Vec<TaskId> = tasks.iter().map(|task| task.id).collect();
    if members::is_on_any(db, &ids, other).await? {
        return Ok(true);
    }
    let needs: Vec<NeedId> = tasks.iter().map(|task| task.need_id).collect();
    Ok(needs::store::is_any_own(db, &needs, other).await?)
}
