//! Leaves begin and end by the clock.

use sea_orm::ConnectionTrait;

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
    for id in due {
        let done = state
            .db
            .write_txn(async |txn| turn(txn, state, id).await)
            .await?;
        turned += usize::from(done);
    }
    Ok(turned)
}

/// The same for one provider, within the transaction that changed a leave of theirs; answers whether there was anything to do.
///
/// # Errors
/// The database's.
pub async fn turn<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    id: ProviderId,
) -> Result<bool, Problem> {
    let now = state.clock.now();
    let away = store::not_over(txn, &[id], now).await?;
    let on_leave = away.iter().any(|leave| leave.from_at <= now);
    if !providers::store::set_leave(txn, id, on_leave, now).await? {
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
