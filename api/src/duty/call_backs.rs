//! Call-backs about emergencies: asked of one person at a time, passed on when not taken in time.

use sea_orm::ActiveValue::Set;
use sea_orm::ConnectionTrait;

use super::dto::OnDuty;
use super::entity::{CallBackOutcome, CallBackState, call_back};
use super::{shifts, store};
use crate::identity;
use crate::needs;
use crate::needs::entity::need;
use crate::platform::access::Reach;
use crate::platform::ids::{CallBackId, NeedId, PersonId};
use crate::platform::outbox::{self, EventKind, NewEvent};
use crate::platform::problem::{ErrorCode, Problem};
use crate::state::AppState;

/// How many call-backs one pass looks at.
const BATCH: u64 = 200;

/// Asks the first who is to be called about a need.
///
/// # Errors
/// The database's.
pub async fn begin<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    need: &need::Model,
) -> Result<(), Problem> {
    ask_next(txn, state, need).await.map(drop)
}

/// What whoever posted a need is told of it.
///
/// # Errors
/// The database's.
pub async fn told<C: ConnectionTrait>(db: &C, need: NeedId) -> Result<OnDuty, Problem> {
    let asked = store::call_backs_of(db, need).await?;
    let current = asked
        .iter()
        .rev()
        .find(|call| !matches!(call.state, CallBackState::Missed));
    Ok(OnDuty {
        called: current.is_some(),
        due_at: current.map(|call| call.due_at),
    })
}

/// Asks the next who was not asked yet: those on duty, then the street's officers. Answers whether there was one.
async fn ask_next<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    need: &need::Model,
) -> Result<bool, Problem> {
    let now = state.clock.now();
    let asked = store::call_backs_of(txn, need.id).await?;
    let mut order = shifts::on_duty(txn, &need.community_code, now).await?;
    if !asked.is_empty() {
        // Somebody was there and did not answer: an officer is the last who is asked.
        order.extend(identity::officers::of_street(txn, state, &need.street_code).await?);
    }
    let next = order
        .into_iter()
        .find(|person| asked.iter().all(|call| call.person_id != *person));
    let Some(person) = next else {
        needs::escalation::escalate_emergency(txn, state, need).await?;
        return Ok(false);
    };
    let wait = state
        .policy()
        .duration("offers.expiry_seconds.emergency", 1, 180);
    let row = call_back::ActiveModel {
        id: Set(CallBackId(state.clock.new_uuid())),
        need_id: Set(need.id),
        street_code: Set(need.street_code.clone()),
        community_code: Set(need.community_code.clone()),
        person_id: Set(person),
        attempt: Set(i32::try_from(asked.len() + 1).unwrap_or(i32::MAX)),
        state: Set(CallBackState::Open),
        due_at: Set(now.plus(wait)),
        outcome: Set(None),
        created_at: Set(now),
        taken_at: Set(None),
        ended_at: Set(None),
        reminded_at: Set(None),
    };
    let row = store::insert_call_back(txn, row).await?;
    announce(txn, state, &row, EventKind::CallBackOpened).await?;
    Ok(true)
}

async fn announce<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    row: &call_back::Model,
    kind: EventKind,
) -> Result<(), Problem> {
    let mut recipients = vec![row.person_id];
    if let Some(need) = needs::store::find(txn, row.need_id).await? {
        recipients.extend([need.person_id, need.posted_by]);
    }
    let event = NewEvent {
        kind,
        entity_id: row.id.0,
        community_code: None,
        payload: serde_json::json!({ "need_id": row.need_id, "state": row.state, "due_at": row.due_at }),
        recipients,
    };
    outbox::append(txn, &state.clock, vec![event]).await?;
    Ok(())
}

/// Passes on what nobody took in time; answers how much.
///
/// # Errors
/// The database's.
pub async fn pass_on_overdue(state: &AppState) -> Result<usize, Problem> {
    let overdue = store::overdue_call_backs(state.db.read(), state.clock.now(), BATCH).await?;
    let passed = overdue.len();
    for row in overdue {
        let outcome = state
            .db
            .write_txn(async |txn| pass_on(txn, state, &row).await)
            .await;
        if let Err(problem) = outcome {
            // One call-back that cannot be passed on must not keep the others waiting.
            tracing::error!(call_back.id = %row.id, error = ?problem, "a call-back was not passed on");
        }
    }
    Ok(passed)
}

/// Reminds whoever took a call-back and never said what it came to, and tells its officers; once. Answers of how many.
///
/// # Errors
/// The database's.
pub async fn remind_forgotten(state: &AppState) -> Result<usize, Problem> {
    let patience = state.policy().duration("call_back.remind_minutes", 60, 30);
    let before = state.clock.now().minus(patience);
    let mut reminded = 0;
    for row in store::forgotten_call_backs(state.db.read(), before, BATCH).await? {
        let outcome = state
            .db
            .write_txn(async |txn| remind(txn, state, &row).await)
            .await;
        match outcome {
            Ok(done) => reminded += usize::from(done),
            // One call-back that cannot be reminded of must not keep the others waiting.
            Err(problem) => {
                tracing::error!(call_back.id = %row.id, error = ?problem, "nobody was reminded of a call-back");
            }
        }
    }
    Ok(reminded)
}

async fn remind<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    row: &call_back::Model,
) -> Result<bool, Problem> {
    if !store::note_reminded(txn, row.id, state.clock.now()).await? {
        return Ok(false);
    }
    let mut recipients = identity::officers::of_community(txn, &row.community_code).await?;
    if recipients.is_empty() {
        recipients = identity::officers::of_street(txn, state, &row.street_code).await?;
    }
    recipients.push(row.person_id);
    // Not for whoever posted it: they know whether they were called.
    let event = NewEvent {
        kind: EventKind::CallBackChanged,
        entity_id: row.id.0,
        community_code: None,
        payload: serde_json::json!({ "need_id": row.need_id, "state": row.state, "forgotten": true }),
        recipients,
    };
    outbox::append(txn, &state.clock, vec![event]).await?;
    Ok(true)
}

async fn pass_on<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    row: &call_back::Model,
) -> Result<(), Problem> {
    let Some(need) = needs::store::find(txn, row.need_id).await? else {
        return Ok(());
    };
    let now = state.clock.now();
    let missed = (CallBackState::Open, CallBackState::Missed);
    if store::change_call_back(txn, row.id, missed, None, now).await? {
        announce(txn, state, row, EventKind::CallBackChanged).await?;
        ask_next(txn, state, &need).await?;
    }
    Ok(())
}

/// Moves the caller's own call-back on.
async fn change<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    reach: &Reach,
    id: CallBackId,
    step: (CallBackState, CallBackState),
    outcome: Option<CallBackOutcome>,
) -> Result<call_back::Model, Problem> {
    let not_found = || Problem::new(ErrorCode::NotFound);
    let row = store::find_own_call_back(txn, reach, id)
        .await?
        .ok_or_else(not_found)?;
    if !store::change_call_back(txn, id, step, outcome, state.clock.now()).await? {
        return Err(Problem::new(ErrorCode::WrongState).with("state", row.state.as_str()));
    }
    let row = store::find_own_call_back(txn, reach, id)
        .await?
        .ok_or_else(not_found)?;
    announce(txn, state, &row, EventKind::CallBackChanged).await?;
    Ok(row)
}

/// Takes a call-back: the caller is calling.
///
/// # Errors
/// 404 for somebody else's; 409 when it was taken or passed on.
pub async fn take<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    reach: &Reach,
    id: CallBackId,
) -> Result<call_back::Model, Problem> {
    let step = (CallBackState::Open, CallBackState::Taken);
    change(txn, state, reach, id, step, None).await
}

/// Ends a call-back with what it came to. Nobody reached: the next is asked.
///
/// # Errors
/// 404 for somebody else's; 409 when it was not taken.
pub async fn end<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    reach: &Reach,
    id: CallBackId,
    outcome: CallBackOutcome,
) -> Result<call_back::Model, Problem> {
    let step = (CallBackState::Taken, CallBackState::Done);
    let row = change(txn, state, reach, id, step, Some(outcome)).await?;
    if outcome == CallBackOutcome::NotReached
        && let Some(need) = needs::store::find(txn, row.need_id).await?
    {
        ask_next(txn, state, &need).await?;
    }
    Ok(row)
}

/// Ends the call-backs of a need that is over.
///
/// # Errors
/// The database's.
pub async fn withdraw<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    need: NeedId,
) -> Result<(), Problem> {
    for row in store::call_backs_of(txn, need).await? {
        if matches!(row.state, CallBackState::Open | CallBackState::Taken) {
            let step = (row.state, CallBackState::Withdrawn);
            if store::change_call_back(txn, row.id, step, None, state.clock.now()).await? {
                announce(txn, state, &row, EventKind::CallBackChanged).await?;
            }
        }
    }
    Ok(())
}

/// Whether somebody may read a need because they are asked to call back about it.
///
/// # Errors
/// The database's.
pub async fn may_read<C: ConnectionTrait>(
    db: &C,
    need: NeedId,
    person: PersonId,
) -> Result<bool, Problem> {
    Ok(store::may_read(db, need, person).await?)
}
