//! What time does to needs: drafts that were never sent and needs that nobody took in all that time expire.
//!
//! Every replica runs this; each change is conditional, so that only one of them makes it. Resident and poster are told by the event.

use super::entity::need;
use super::model::NeedState;
use super::service;
use super::store::{self, StateChange};
use crate::platform::problem::{ErrorCode, Problem};
use crate::reference::taxonomy::Triage;
use crate::state::AppState;

/// How many needs one pass looks at.
const BATCH: u64 = 200;
const DAY: u64 = 86_400;

/// Ends what has waited too long; answers how many. Emergencies never expire: an officer closes them.
///
/// # Errors
/// The database's.
pub async fn expire_stale(state: &AppState) -> Result<usize, Problem> {
    let now = state.clock.now();
    let policy = state.policy();
    let drafts = now.minus(policy.duration("need.draft_expiry_days", DAY, 30));
    let opened = now.minus(policy.duration("need.open_expiry_days", DAY, 30));
    let emergency = service::triage_word(Triage::Emergency);
    let mut stale = store::watch::drafts_before(state.db.read(), drafts, BATCH).await?;
    stale.extend(store::watch::opened_before(state.db.read(), opened, emergency, BATCH).await?);
    let mut expired = 0;
    for row in stale {
        match expire(state, &row).await {
            Ok(()) => expired += 1,
            // Taken, sent or ended meanwhile.
            Err(problem) if problem.code() == ErrorCode::Conflict => {}
            // One need that cannot be ended must not keep the others waiting.
            Err(problem) => {
                tracing::error!(need.id = %row.id, error = ?problem, "a need did not expire")
            }
        }
    }
    Ok(expired)
}

async fn expire(state: &AppState, row: &need::Model) -> Result<(), Problem> {
    let change = StateChange {
        reason: Some(if row.state == NeedState::Draft {
            "never_sent"
        } else {
            "nobody_came"
        }),
        ..StateChange::default()
    };
    state
        .db
        .write_txn(async |txn| service::end(txn, state, row, NeedState::Expired, change).await)
        .await
}
