//! Needs that nobody takes: past their deadline, or when everybody in reach was asked in vain, the community's officers are told,
//! then the street's.
//!
//! Every replica runs this; each change is conditional, so that only one of them makes it.

use sea_orm::ConnectionTrait;

use super::entity::need;
use super::store;
use crate::identity;
use crate::platform::outbox::{self, EventKind, NewEvent};
use crate::platform::problem::Problem;
use crate::reference::taxonomy::{Triage, Urgency};
use crate::state::AppState;
use crate::tasks;

/// How many needs one pass looks at.
const BATCH: u64 = 200;

/// How far a need was taken, as in the column `escalation`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// To the community's officers.
    Community,
    /// To the street's.
    Street,
}

impl Level {
    /// The number in the database; 0 is nobody.
    #[must_use]
    pub const fn number(self) -> i32 {
        match self {
            Self::Community => 1,
            Self::Street => 2,
        }
    }

    /// The level of a row.
    #[must_use]
    pub const fn of_row(number: i32) -> Option<Self> {
        match number {
            1 => Some(Self::Community),
            2 => Some(Self::Street),
            _ => None,
        }
    }
}

/// Tells whoever has to know next; answers of how many needs.
///
/// # Errors
/// The database's.
pub async fn escalate_due(state: &AppState) -> Result<usize, Problem> {
    let mut told = 0;
    for (row, to) in due(state).await? {
        let escalated = state
            .db
            .write_txn(async |txn| escalate(txn, state, &row, to).await)
            .await;
        match escalated {
            Ok(true) => told += 1,
            // Taken, ended or escalated meanwhile.
            Ok(false) => {}
            // One need that cannot be escalated must not keep the others waiting.
            Err(problem) => {
                tracing::error!(need.id = %row.id, error = ?problem, "a need was not escalated");
            }
        }
    }
    Ok(told)
}

async fn due(state: &AppState) -> Result<Vec<(need::Model, Level)>, Problem> {
    let (db, now, policy) = (state.db.read(), state.clock.now(), state.policy());
    // Administrative matters have no task, and an emergency has a call-back of its own.
    let triage = super::service::triage_word(Triage::SocialWork);
    let mut due: Vec<_> = store::overdue(db, triage, now, BATCH)
        .await?
        .into_iter()
        .map(|row| (row, Level::Community))
        .collect();
    let rounds = i32::try_from(policy.number("offers.escalate_after_rounds", 2)).unwrap_or(2);
    let in_vain = tasks::store::needs_asked_in_vain(db, rounds, BATCH).await?;
    let in_vain = store::find_many(db, &in_vain).await?;
    due.extend(
        in_vain
            .into_iter()
            .filter(|row| row.escalation == 0 && row.triage == triage)
            .map(|row| (row, Level::Community)),
    );
    due.sort_by_key(|(row, _)| row.id);
    due.dedup_by_key(|(row, _)| row.id);
    let wait = policy.duration("escalation.street_after_minutes", 60, 60);
    let waiting = store::escalated_to(db, Level::Community.number(), BATCH).await?;
    due.extend(
        waiting
            .into_iter()
            .filter(|row| {
                let urgency = Urgency::of_row(&row.urgency);
                row.escalated_at
                    .is_some_and(|at| state.deadline(urgency, at, wait) <= now)
            })
            .map(|row| (row, Level::Street)),
    );
    Ok(due)
}

async fn escalate<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    row: &need::Model,
    to: Level,
) -> Result<bool, Problem> {
    let change = (row.escalation, to.number());
    if !store::escalate(txn, row.id, change, state.clock.now()).await? {
        return Ok(false);
    }
    let recipients = match to {
        Level::Community => identity::officers::of_community(txn, &row.community_code).await?,
        Level::Street => identity::officers::of_street(txn, state, &row.street_code).await?,
    };
    if recipients.is_empty() {
        tracing::warn!(need.id = %row.id, level = ?to, "nobody holds the office that a need is taken to");
    }
    let event = NewEvent {
        kind: EventKind::NeedEscalated,
        entity_id: row.id.0,
        community_code: (!row.sensitive).then(|| row.community_code.clone()),
        payload: serde_json::json!({ "level": to.number() }),
        recipients,
    };
    outbox::append(txn, &state.clock, vec![event]).await?;
    Ok(true)
}
