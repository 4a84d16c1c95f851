//! Visits that last: the visitor is asked, then others are alerted. In real time, day and night; each step once, whoever's job comes first.

use std::time::Duration;

use sea_orm::{ActiveValue::Set, ConnectionTrait};

use super::entity::visit;
use super::model::{AlarmKind, AlarmOutcome, Patience};
use super::{alarms, store};
use crate::platform::clock::Instant;
use crate::platform::ids::{MemberId, PersonId, TaskId};
use crate::platform::outbox::{self, EventKind, NewEvent};
use crate::platform::problem::{ErrorCode, FieldCode, Problem};
use crate::state::AppState;
use crate::tasks::entity::{member, task};

/// How many visits one pass looks at.
const BATCH: u64 = 200;
/// How long a visit of an unknown category takes, minutes.
const USUAL_MINUTES: u32 = 60;

fn minutes(count: u32) -> Duration {
    Duration::from_secs(60 * u64::from(count))
}

fn patience(state: &AppState) -> Patience {
    let policy = state.policy();
    Patience {
        ask: policy.duration("task.overtime_ask_minutes", 60, 15),
        alert: policy.duration("task.overtime_alert_minutes", 60, 30),
    }
}

/// Begins the visit of a member who has arrived: it lasts as long as the category says.
///
/// # Errors
/// The database's.
pub async fn begin<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    task: &task::Model,
    member: &member::Model,
) -> Result<(), Problem> {
    let now = state.clock.now();
    let category = state.reference.taxonomy.category(&task.category);
    let lasts = minutes(category.map_or(USUAL_MINUTES, |category| category.duration_minutes));
    let row = visit::ActiveModel {
        member_id: Set(member.id),
        task_id: Set(task.id),
        person_id: Set(member.person_id),
        begun_at: Set(now),
        expected_end: Set(now.plus(lasts)),
        asked_at: Set(None),
        alarmed_at: Set(None),
        ended_at: Set(None),
    };
    Ok(store::begin(txn, row).await?)
}

/// The visitor needs more time: counted from the expected end, or from now where that is over.
///
/// # Errors
/// 409 when they are not there; 422 `minutes` when it is more than the policy gives at a time.
pub async fn extend<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    member: &member::Model,
    more: u32,
) -> Result<visit::Model, Problem> {
    let most = state.policy().number("visit.extend_max_minutes", 240);
    if !(1..=most).contains(&i64::from(more)) {
        return Err(Problem::field("minutes", FieldCode::Range));
    }
    move_end(txn, state, member, minutes(more)).await
}

/// The visitor is fine and says no more: they are asked again after the same time.
///
/// # Errors
/// 409 when they are not there.
pub async fn reassure<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    member: &member::Model,
) -> Result<visit::Model, Problem> {
    move_end(txn, state, member, Duration::ZERO).await
}

async fn move_end<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    member: &member::Model,
    by: Duration,
) -> Result<visit::Model, Problem> {
    let row = store::running(txn, member.id).await?;
    let mut row =
        row.ok_or_else(|| Problem::new(ErrorCode::WrongState).with("state", "not_checked_in"))?;
    let until = row.expected_end.max(state.clock.now()).plus(by);
    if !store::extend(txn, &row, until).await? {
        return Err(ErrorCode::Conflict.into());
    }
    calm(txn, state, member.id, Some(member.person_id)).await?;
    row.expected_end = until;
    (row.asked_at, row.alarmed_at) = (None, None);
    Ok(row)
}

/// The visit is over, however that came about.
///
/// # Errors
/// The database's.
pub async fn end<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    member: MemberId,
) -> Result<(), Problem> {
    if store::end(txn, member, state.clock.now()).await? {
        calm(txn, state, member, None).await?;
    }
    Ok(())
}

/// The visitor has been heard of: nobody has to look for them any more. Who asked for help is another matter: somebody says how that ended.
async fn calm<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    member: MemberId,
    by: Option<PersonId>,
) -> Result<(), Problem> {
    if let Some(alarm) = store::open_alarm(txn, member, AlarmKind::Overtime).await? {
        alarms::close(txn, state, &alarm, AlarmOutcome::Safe, by).await?;
    }
    Ok(())
}

/// One pass over all visits that last too long; answers how many steps it took.
///
/// # Errors
/// The database's.
pub async fn look_after(state: &AppState) -> Result<usize, Problem> {
    let (patience, now) = (patience(state), state.clock.now());
    let mut steps = 0;
    let due = (
        now.minus(patience.ask),
        now.minus(patience.alert),
        now.minus(patience.to_answer()),
    );
    for row in store::overdue(state.db.read(), due, BATCH).await? {
        let step = state
            .db
            .write_txn(async |txn| step(txn, state, patience, &row, now).await)
            .await;
        match step {
            Ok(stepped) => steps += usize::from(stepped),
            // One visit that cannot be looked after must not keep the others waiting.
            Err(problem) => {
                tracing::error!(task.id = %row.task_id, error = ?problem, "a visit was not looked after");
            }
        }
    }
    Ok(steps)
}

async fn step<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    patience: Patience,
    row: &visit::Model,
    now: Instant,
) -> Result<bool, Problem> {
    if patience.is_to_ask(row.expected_end, row.asked_at, now) {
        let asked = store::note_asked(txn, row, now).await?;
        if asked {
            ask(txn, state, row.task_id, row.person_id, "overtime").await?;
        }
        return Ok(asked);
    }
    let alarmed = patience.is_to_alert(row.expected_end, row.asked_at, now)
        && store::note_alarmed(txn, row, now).await?;
    if alarmed {
        alarms::raise_for_overtime(txn, state, row).await?;
    }
    Ok(alarmed)
}

/// Asks a visitor: `overtime` whether they are well, `late` whether they come.
///
/// # Errors
/// The database's.
pub async fn ask<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    task: TaskId,
    person: PersonId,
    kind: &'static str,
) -> Result<(), Problem> {
    let event = NewEvent {
        kind: EventKind::VisitAsked,
        entity_id: task.0,
        community_code: None,
        payload: serde_json::json!({ "kind": kind }),
        recipients: vec![person],
    };
    Ok(outbox::append(txn, &state.clock, vec![event]).await?)
}
