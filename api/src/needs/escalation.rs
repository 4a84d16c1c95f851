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

/// What became of the wish to take a need further.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    /// Its officers know.
    Officers,
    /// Nobody holds the office.
    Nobody,
    /// Nothing to tell: taken, ended or escalated meanwhile.
    Over,
}

/// Tells whoever has to know next; answers of how many needs.
///
/// # Errors
/// The database's.
pub async fn escalate_due(state: &AppState) -> Result<usize, Problem> {
    let (mut told, mut nobody) = (0, 0);
    for (row, to) in due(state).await? {
        let escalated = state
            .db
            .write_txn(async |txn| escalate(txn, state, &row, to).await)
            .await;
        match escalated {
            Ok(Told::Officers) => told += 1,
            Ok(Told::Nobody) => nobody += 1,
            Ok(Told::Over) => {}
            // One need that cannot be escalated must not keep the others waiting.
            Err(problem) => {
                tracing::error!(need.id = %row.id, error = ?problem, "a need was not escalated");
            }
        }
    }
    if nobody > 0 {
        tracing::warn!(
            needs = nobody,
            "nobody holds the office that needs are taken to: grant community and street officers"
        );
    }
    Ok(told + nobody)
}

/// Takes an emergency to all its officers at once: nobody on duty is left who could be called.
///
/// # Errors
/// The database's.
pub async fn escalate_emergency<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    row: &need::Model,
) -> Result<(), Problem> {
    if escalate(txn, state, row, Level::Street).await? == Told::Nobody {
        tracing::error!(need.id = %row.id, "an emergency has nobody on duty and no officers");
    }
    Ok(())
}

async fn due(state: &AppState) -> Result<Vec<(need::Model, Level)>, Problem> {
    let (db, now, policy) = (state.db.read(), state.clock.now(), state.policy());
    // Administrative matters have no task, and an emergency has a call-back of its own.
    let triage = super::service::triage_word(Triage::SocialWork);
    let mut due: Vec<_> = store::watch::overdue(db, triage, now, BATCH)
        .await?
        .into_iter()
        .map(|row| (row, Level::Community))
        .collect();
    due.extend(
        asked_in_vain(state, triage)
            .await?
            .into_iter()
            .map(|row| (row, Level::Community)),
    );
    due.sort_by_key(|(row, _)| row.id);
    due.dedup_by_key(|(row, _)| row.id);
    let wait = policy.duration("escalation.street_after_minutes", 60, 60);
    // Within an urgency whoever waits longest is due first; routine needs wait in working time and must not hide the urgent ones.
    for urgency in Urgency::ALL {
        let level = Level::Community.number();
        let waiting = store::watch::escalated_to(db, level, urgency.as_str(), BATCH).await?;
        let late = |row: &need::Model| {
            row.escalated_at
                .is_some_and(|at| state.deadline(urgency, at, wait) <= now)
        };
        due.extend(
            waiting
                .into_iter()
                .filter(late)
                .map(|row| (row, Level::Street)),
        );
    }
    Ok(due)
}

/// Needs that nobody was told of although everybody in reach was asked in vain. Tasks do not know which needs were taken further:
/// they are gone through page by page, so that those do not hide the others.
async fn asked_in_vain(state: &AppState, triage: &str) -> Result<Vec<need::Model>, Problem> {
    let (db, policy) = (state.db.read(), state.policy());
    let rounds = i32::try_from(policy.number("offers.escalate_after_rounds", 2)).unwrap_or(2);
    let (mut found, mut after) = (Vec::new(), None);
    loop {
        let page = tasks::store::rounds::needs_asked_in_vain(db, rounds, (after, BATCH)).await?;
        let ids: Vec<_> = page.iter().map(|(_, need)| *need).collect();
        let rows = store::find_many(db, &ids).await?;
        let untold = |row: &need::Model| row.escalation == 0 && row.triage == triage;
        found.extend(rows.into_iter().filter(untold));
        after = page.last().map(|(task, _)| *task);
        let is_last = u64::try_from(page.len()).unwrap_or(u64::MAX) < BATCH;
        if is_last || u64::try_from(found.len()).unwrap_or(u64::MAX) >= BATCH {
            return Ok(found);
        }
    }
}

async fn escalate<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    row: &need::Model,
    to: Level,
) -> Result<Told, Problem> {
    let change = (row.escalation, to.number());
    if !store::watch::escalate(txn, row.id, change, state.clock.now()).await? {
        return Ok(Told::Over);
    }
    let recipients = match to {
        Level::Community => identity::officers::of_community(txn, &row.community_code).await?,
        Level::Street => {
            let mut officers = identity::officers::of_street(txn, state, &row.street_code).await?;
            if row.escalation == 0 {
                // The community's were passed over.
                let community = identity::officers::of_community(txn, &row.community_code);
                officers.extend(community.await?);
            }
            officers
        }
    };
    let told = if recipients.is_empty() {
        Told::Nobody
    } else {
        Told::Officers
    };
    let event = NewEvent {
        kind: EventKind::NeedEscalated,
        entity_id: row.id.0,
        community_code: (!row.sensitive).then(|| row.community_code.clone()),
        payload: serde_json::json!({ "level": to.number() }),
        recipients,
    };
    outbox::append(txn, &state.clock, vec![event]).await?;
    Ok(told)
}
