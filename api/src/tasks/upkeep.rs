//! What time does to tasks: without the resident's word a finished one is confirmed by itself.

use super::{service, store};
use crate::platform::problem::{ErrorCode, Problem};
use crate::state::AppState;

/// How many tasks one pass looks at.
const BATCH: u64 = 200;

/// Confirms what was finished so long ago that the resident's silence counts as their word; answers how many. Every replica runs this; each
/// change is conditional, so that only one of them makes it.
///
/// # Errors
/// The database's.
pub async fn confirm_silent(state: &AppState) -> Result<usize, Problem> {
    let patience = state.policy().duration("task.auto_close_hours", 3_600, 72);
    let before = state.clock.now().minus(patience);
    let mut confirmed = 0;
    for task in store::finished_before(state.db.read(), before, BATCH).await? {
        let done = state
            .db
            .write_txn(async |txn| service::confirm(txn, state, &task, None).await)
            .await;
        match done {
            Ok(()) => confirmed += 1,
            // The resident, or another replica, was quicker.
            Err(problem) if problem.code() == ErrorCode::WrongState => {}
            // One task that cannot be confirmed must not keep the others waiting.
            Err(problem) => {
                tracing::error!(task.id = %task.id, error = ?problem, "a silent task was not confirmed");
            }
        }
    }
    Ok(confirmed)
}
