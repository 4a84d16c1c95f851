//! Leaves begin and end by the clock.

use sea_orm::{ConnectionTrait, DatabaseTransaction};

use super::store;
use crate::dispatch;
use crate::platform::ids::ProviderId;
use crate::platform::outbox;
use crate::platform::problem::Problem;
use crate::providers;
use crate::state::AppState;
use crate::tasks;

/// How many providers one pass turns.
const BATCH: u64 = 200;

/// Brings the shadows of leaves up to date: whoever goes is asked for nothing more, and what they were asked for is withdrawn, so that
/// others are asked at once; whoever is back is matched again. Answers how many. Any replica may do it, at any time.
///
/// # Errors
/// The database's.
pub async fn turn_due(state: &AppState) -> Result<usize, Problem> {
    let due = store::to_turn(state.db.read(), state.clock.now(), BATCH).await?;
    let mut turned = 0;
    for (id, on_leave) in due {
        let done = state
            .db
            .write_txn(async |txn| turn(txn, state, id, on_leave).await)
            .await?;
        turned += usize::from(done);
    }
    Ok(turned)
}

async fn turn(
    txn: &DatabaseTransaction,
    state: &AppState,
    id: ProviderId,
    on_leave: bool,
) -> Result<bool, Problem> {
    // Read again: the leave may have been ended since.
    let away = store::not_over(txn, &[id], state.clock.now()).await?;
    let now = state.clock.now();
    let is_away = away.iter().any(|leave| leave.from_at <= now);
    if is_away != on_leave || !providers::store::set_leave(txn, id, on_leave, now).await? {
        return Ok(false);
    }
    if let Some(row) = providers::store::find(txn, id).await? {
        let event = providers::model::changed_event(&row);
        outbox::append(txn, &state.clock, vec![event]).await?;
    }
    if on_leave {
        withdraw(txn, state, id).await?;
    }
    Ok(true)
}

async fn withdraw<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    id: ProviderId,
) -> Result<(), Problem> {
    for task in dispatch::service::withdraw_of_provider(txn, state, id).await? {
        tasks::store::rounds::set_next_round(txn, task, state.clock.now()).await?;
    }
    Ok(())
}
