//! What somebody on leave had promised, and handing it to whoever stands in.

use sea_orm::ConnectionTrait;

use super::dto::{HandOverDto, TouchedTask};
use super::entity::{LeaveState, leave};
use super::service;
use crate::dispatch::dto::Assigned;
use crate::dispatch::{claim, service as dispatching};
use crate::needs;
use crate::platform::access::Reach;
use crate::platform::ids::LeaveId;
use crate::platform::problem::{ErrorCode, FieldCode, Problem};
use crate::providers;
use crate::state::AppState;
use crate::tasks;
use crate::tasks::entity::task;
use crate::tasks::model::{LeaveReason, TaskState};

/// The tasks that a leave touches: led by whoever is away, not begun, and promised for a time within it, or for no time at all.
///
/// # Errors
/// The database's.
pub async fn touched<C: ConnectionTrait>(
    db: &C,
    row: &leave::Model,
) -> Result<Vec<TouchedTask>, Problem> {
    let held = tasks::store::held_by_lead(db, row.provider_id).await?;
    let mut found: Vec<task::Model> = held.into_iter().filter(|task| meets(row, task)).collect();
    found.sort_by_key(|task| (task.window_from.is_none(), task.window_from, task.id));
    Ok(found
        .into_iter()
        .map(|task| TouchedTask {
            task_id: task.id,
            need_id: task.need_id,
            category: task.category,
            window_from: task.window_from,
            window_until: task.window_until,
        })
        .collect())
}

fn meets(row: &leave::Model, task: &task::Model) -> bool {
    match task.window_from.zip(task.window_until) {
        Some((from, until)) => from < row.until_at && row.from_at < until,
        None => true,
    }
}

/// Gives a touched task back and to the stand-in, in one transaction: either they lead it, or nothing has changed.
///
/// # Errors
/// 404 out of reach; 422 `task_id` for a task that the leave does not touch; 409 when nobody stands in, or the stand-in has no room, lacks a
/// certificate, or promised that time elsewhere.
pub async fn hand_over(
    txn: &sea_orm::DatabaseTransaction,
    state: &AppState,
    reach: &Reach,
    (id, input): (LeaveId, &HandOverDto),
) -> Result<Assigned, Problem> {
    let row = service::find(txn, reach, id).await?;
    // Whoever goes gives tasks back; to whom they go instead, an officer says.
    if row.person_id == reach.person {
        return Err(ErrorCode::NotFound.into());
    }
    let wrong = || Problem::new(ErrorCode::WrongState).with("state", row.state.as_str());
    let stand_in = row
        .stand_in_provider_id
        .filter(|_| row.state == LeaveState::Approved);
    let stand_in = stand_in.ok_or_else(wrong)?;
    let task = tasks::store::find(txn, input.task_id).await?;
    let task = task.filter(|task| {
        task.lead_provider_id == Some(row.provider_id)
            && task.state == TaskState::Held
            && meets(&row, task)
    });
    let task = task.ok_or_else(|| Problem::field("task_id", FieldCode::Unknown))?;
    tasks::team::release(txn, state, &task, reach.person, LeaveReason::Other).await?;
    let not_found = || Problem::new(ErrorCode::NotFound);
    let task = tasks::store::find(txn, task.id)
        .await?
        .ok_or_else(not_found)?;
    let need = needs::store::find(txn, task.need_id)
        .await?
        .ok_or_else(not_found)?;
    let provider = providers::store::find(txn, stand_in)
        .await?
        .ok_or_else(wrong)?;
    dispatching::check_qualified(txn, state, &need, &task, &provider).await?;
    claim::hold(txn, state, &task, &provider, None, reach.person).await?;
    Ok(Assigned::of(&need, task.id, provider.id))
}
