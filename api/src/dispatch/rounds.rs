//! Rounds of offers: the best few are asked; when nobody answers in time, the next ring is.
//!
//! Every replica runs this loop. A round begins with a conditional update of the task's row, so of two replicas that work
//! on a task at the same moment one finds its round begun and leaves it alone.

use std::time::Duration;

use jinlin_matcher::{Candidate, Ring, Role, best_candidates};
use sea_orm::ActiveValue::Set;
use sea_orm::{DatabaseTransaction, EntityTrait as _};

use super::entity::{OfferKind, OfferState, offer};
use super::matching::{options, question, row_id, shown};
use super::{service, store};
use crate::needs;
use crate::needs::entity::need;
use crate::platform::ids::{OfferId, TaskId};
use crate::platform::outbox::{self, EventKind, NewEvent};
use crate::platform::problem::Problem;
use crate::providers;
use crate::state::AppState;
use crate::tasks;
use crate::tasks::entity::task;
use crate::tasks::model::TaskState;

/// How many tasks and offers one pass looks at.
const BATCH: u64 = 200;
/// When nobody is found in any ring, the task is looked at again after this: somebody may have come on duty.
const AGAIN: Duration = Duration::from_secs(120);

/// One pass: ends offers that were not answered in time, and begins the rounds that are due. Answers how much it did.
///
/// # Errors
/// The database's.
pub async fn run_once(state: &AppState) -> Result<usize, Problem> {
    let mut done = 0;
    for offer in store::overdue(state.db.read(), state.clock.now(), BATCH).await? {
        done += 1;
        state
            .db
            .write_txn(async |txn| {
                if service::close(txn, state, &offer, OfferState::Expired, None).await? {
                    let none_left = store::open_of_task(txn, offer.task_id, None)
                        .await?
                        .is_empty();
                    if none_left {
                        tasks::store::set_next_round(txn, offer.task_id, state.clock.now()).await?;
                    }
                }
                Ok::<_, Problem>(())
            })
            .await?;
    }
    for task in tasks::store::due_for_round(state.db.read(), state.clock.now(), BATCH).await? {
        done += 1;
        if let Err(problem) = run_round(state, task).await {
            // One task that cannot be matched must not keep the others waiting.
            tracing::error!(task.id = %task, error = ?problem, "a round of offers failed");
        }
    }
    Ok(done)
}

/// Begins the next round of one task.
///
/// # Errors
/// The database's.
pub async fn run_round(state: &AppState, id: TaskId) -> Result<(), Problem> {
    state
        .db
        .write_txn(async |txn| begin_round(txn, state, id).await)
        .await
}

async fn begin_round(
    txn: &DatabaseTransaction,
    state: &AppState,
    id: TaskId,
) -> Result<(), Problem> {
    let now = state.clock.now();
    let Some(task) = tasks::store::find(txn, id).await? else {
        return Ok(());
    };
    let role = match task.state {
        TaskState::Open => Role::SocialWorker,
        TaskState::Held if task.volunteers_joined < task.volunteers_wanted && !task.sensitive => {
            Role::Volunteer
        }
        _ => {
            tasks::store::begin_round(txn, &task, 0, None).await?;
            return Ok(());
        }
    };
    let Some(need) = needs::store::find(txn, task.need_id).await? else {
        return Ok(());
    };
    let question = question(txn, state, &need, &task, role).await?;
    let policy = state.policy();
    let per_round = usize::try_from(policy.number("offers.per_round", 3)).unwrap_or(3);
    let missing = usize::try_from(task.volunteers_wanted - task.volunteers_joined).unwrap_or(0);
    let k = if role == Role::Volunteer {
        per_round.max(missing * 2)
    } else {
        per_round
    };
    let first = if task.round == 0 || role == Role::Volunteer {
        0
    } else {
        u8::try_from(task.ring).unwrap_or(0)
    };
    let last = Ring::last(role);
    let (ring, candidates) = search(state, &question, k, (first, last));
    if candidates.is_empty() {
        tasks::store::begin_round(txn, &task, last, Some(now.plus(AGAIN))).await?;
        return Ok(());
    }
    let key = format!("offers.expiry_seconds.{}", need.urgency);
    let expires_at = now.plus(policy.duration(&key, 1, 1_800));
    if !tasks::store::begin_round(txn, &task, ring, Some(expires_at)).await? {
        return Ok(());
    }
    send(txn, state, (&need, &task), role, &candidates, expires_at).await
}

/// The nearest ring in which somebody can be asked.
fn search(
    state: &AppState,
    question: &super::matching::Question,
    k: usize,
    rings: (u8, u8),
) -> (u8, Vec<Candidate>) {
    let (first, last) = rings;
    let mut ring = first;
    loop {
        let options = options(state, k, ring, &question.asked);
        let candidates = state
            .directory
            .with(|index| best_candidates(index, &question.need, &options));
        if !candidates.is_empty() || ring >= last {
            return (ring, candidates);
        }
        ring += 1;
    }
}

async fn send(
    txn: &DatabaseTransaction,
    state: &AppState,
    (need, task): (&need::Model, &task::Model),
    role: Role,
    candidates: &[Candidate],
    expires_at: crate::platform::clock::Instant,
) -> Result<(), Problem> {
    let now = state.clock.now();
    let ids: Vec<_> = candidates
        .iter()
        .map(|candidate| row_id(candidate.id))
        .collect();
    let rows = providers::store::find_many(txn, &ids).await?;
    let kind = if role == Role::Volunteer {
        OfferKind::Invitation
    } else {
        OfferKind::Instant
    };
    let mut offers = Vec::new();
    let mut events = Vec::new();
    for (candidate, rank) in candidates.iter().zip(1_i32..) {
        // The tree may be a moment behind the rows: who is gone is not asked.
        let Some(provider) = rows.iter().find(|row| row.id == row_id(candidate.id)) else {
            continue;
        };
        let id = OfferId(state.clock.new_uuid());
        offers.push(offer::ActiveModel {
            id: Set(id),
            task_id: Set(task.id),
            provider_id: Set(provider.id),
            person_id: Set(provider.person_id),
            kind: Set(kind),
            state: Set(OfferState::Open),
            round: Set(task.round + 1),
            ring: Set(i32::from(candidate.ring.index())),
            rank: Set(rank),
            distance_m: Set(shown(candidate.distance)),
            cost: Set(candidate.cost.total),
            terms: Set(serde_json::to_string(&candidate.cost.terms).map_err(Problem::internal)?),
            decline_reason: Set(None),
            created_at: Set(now),
            expires_at: Set(expires_at),
            answered_at: Set(None),
        });
        events.push(NewEvent {
            kind: EventKind::OfferOpened,
            entity_id: id.0,
            community_code: (!need.sensitive).then(|| task.community_code.clone()),
            payload: serde_json::json!({ "task_id": task.id, "kind": kind, "expires_at": expires_at }),
            recipients: vec![provider.person_id],
        });
    }
    if offers.is_empty() {
        return Ok(());
    }
    state.metrics.offers_sent.inc_by(offers.len() as u64);
    offer::Entity::insert_many(offers)
        .exec_without_returning(txn)
        .await?;
    outbox::append(txn, &state.clock, events).await?;
    Ok(())
}
