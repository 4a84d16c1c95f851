//! Rounds of offers for urgent tasks, and of invitations: the best few are asked; when nobody answers in time, the next ring is.
//! What is not urgent is solved together, a county at a time ([`super::batch`]).
//!
//! Every replica runs this loop. A round begins with a conditional update of the task's row, so of two replicas that work
//! on a task at the same moment one finds its round begun and leaves it alone.

use std::time::Duration;

use jinlin_matcher::{Candidate, Ring, Role, best_candidates};
use sea_orm::DatabaseTransaction;

use super::entity::{OfferKind, OfferState};
use super::matching::{options, question};
use super::offering::Offering;
use super::{service, store};
use crate::needs;
use crate::platform::audit::{Actor, Reading};
use crate::platform::ids::TaskId;
use crate::platform::problem::Problem;
use crate::reference::taxonomy::Urgency;
use crate::state::AppState;
use crate::tasks;
use crate::tasks::model::TaskState;

/// How many tasks and offers one pass looks at.
const BATCH: u64 = 200;
/// When nobody is found in any ring, the task is looked at again after this: somebody may have come on duty.
pub(super) const AGAIN: Duration = Duration::from_secs(120);

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
                        tasks::store::rounds::set_next_round(txn, offer.task_id, state.clock.now())
                            .await?;
                    }
                }
                Ok::<_, Problem>(())
            })
            .await?;
    }
    for task in
        tasks::store::rounds::due_for_round(state.db.read(), state.clock.now(), BATCH).await?
    {
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
            tasks::store::rounds::begin_round(txn, &task, 0, None).await?;
            return Ok(());
        }
    };
    let Some(need) = needs::store::find(txn, task.need_id).await? else {
        return Ok(());
    };
    let mut reading = Reading::new(Actor::system("dispatch_round"));
    let question = question(txn, state, &need, &task, role, &mut reading).await?;
    reading.write(txn, &state.clock).await?;
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
        tasks::store::rounds::begin_round(txn, &task, last, Some(now.plus(AGAIN))).await?;
        return Ok(());
    }
    let key = format!("offers.expiry_seconds.{}", need.urgency);
    let wait = policy.duration(&key, 1, 1_800);
    let expires_at = state.deadline(Urgency::of_row(&need.urgency), now, wait);
    if !tasks::store::rounds::begin_round(txn, &task, ring, Some(expires_at)).await? {
        return Ok(());
    }
    let kind = match role {
        Role::Volunteer => OfferKind::Invitation,
        Role::SocialWorker => OfferKind::Instant,
    };
    let asked = candidates.iter().zip(1..);
    let offering = Offering {
        need: &need,
        task: &task,
        kind,
        expires_at,
    };
    offering.send(txn, state, asked).await
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
        let options = options(state, question, (k, ring), &question.asked);
        let candidates = state
            .directory
            .with(|index| best_candidates(index, &question.need, &options));
        if !candidates.is_empty() || ring >= last {
            return (ring, candidates);
        }
        ring += 1;
    }
}
