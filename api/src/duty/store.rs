//! All queries of duty.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Condition;
use sea_orm::{ConnectionTrait, QueryOrder, QuerySelect};

use super::entity::{CallBackOutcome, CallBackState, call_back, shift};
use crate::platform::access::Reach;
use crate::platform::clock::Instant;
use crate::platform::ids::{CallBackId, NeedId, PersonId, ShiftId};
use crate::platform::page::PageRequest;

fn within<C: ColumnTrait>(reach: &Reach, (person, street, community): (C, C, C)) -> Condition {
    let mut any = Condition::any();
    if reach.any {
        return any.add(Expr::value(true));
    }
    if reach.own {
        any = any.add(person.eq(reach.person));
    }
    any.add(reach.areas.condition(street, community))
}

fn shifts_within(reach: &Reach) -> Condition {
    let columns = (
        shift::Column::PersonId,
        shift::Column::StreetCode,
        shift::Column::CommunityCode,
    );
    within(reach, columns)
}

fn call_backs_within(reach: &Reach) -> Condition {
    let columns = (
        call_back::Column::PersonId,
        call_back::Column::StreetCode,
        call_back::Column::CommunityCode,
    );
    within(reach, columns)
}

/// Writes a shift down.
///
/// # Errors
/// The database's.
pub async fn insert_shift<C: ConnectionTrait>(
    txn: &C,
    row: shift::ActiveModel,
) -> Result<shift::Model, DbErr> {
    row.insert(txn).await
}

/// A page of shifts within reach that were not taken back, newest first.
///
/// # Errors
/// The database's.
pub async fn list_shifts<C: ConnectionTrait>(
    db: &C,
    reach: &Reach,
    page: PageRequest,
) -> Result<Vec<shift::Model>, DbErr> {
    let mut query = shift::Entity::find()
        .filter(shifts_within(reach))
        .filter(shift::Column::CancelledAt.is_null());
    if let Some(after) = page.after {
        query = query.filter(shift::Column::Id.lt(after));
    }
    query
        .order_by_desc(shift::Column::Id)
        .limit(page.limit + 1)
        .all(db)
        .await
}

/// Takes a shift within reach back; answers it, if there was one.
///
/// # Errors
/// The database's.
pub async fn cancel_shift<C: ConnectionTrait>(
    txn: &C,
    reach: &Reach,
    id: ShiftId,
    now: Instant,
) -> Result<Option<shift::Model>, DbErr> {
    let cancelled = shift::Entity::update_many()
        .col_expr(shift::Column::CancelledAt, Expr::value(now))
        .col_expr(shift::Column::CancelledBy, Expr::value(reach.person))
        .filter(shift::Column::Id.eq(id))
        .filter(shift::Column::CancelledAt.is_null())
        .filter(shifts_within(reach))
        .exec(txn)
        .await?;
    if cancelled.rows_affected == 0 {
        return Ok(None);
    }
    shift::Entity::find_by_id(id).one(txn).await
}

/// The shifts of a community or street that run at an instant, the oldest first.
///
/// # Errors
/// The database's.
pub async fn shifts_at<C: ConnectionTrait>(
    db: &C,
    division: &str,
    at: Instant,
) -> Result<Vec<shift::Model>, DbErr> {
    shift::Entity::find()
        .filter(shift::Column::DivisionCode.eq(division))
        .filter(shift::Column::FromAt.lte(at))
        .filter(shift::Column::UntilAt.gt(at))
        .filter(shift::Column::CancelledAt.is_null())
        .order_by_asc(shift::Column::Id)
        .all(db)
        .await
}

/// Writes a call-back down.
///
/// # Errors
/// The database's.
pub async fn insert_call_back<C: ConnectionTrait>(
    txn: &C,
    row: call_back::ActiveModel,
) -> Result<call_back::Model, DbErr> {
    row.insert(txn).await
}

/// A page of call-backs within reach, newest first.
///
/// # Errors
/// The database's.
pub async fn list_call_backs<C: ConnectionTrait>(
    db: &C,
    reach: &Reach,
    state: Option<CallBackState>,
    page: PageRequest,
) -> Result<Vec<call_back::Model>, DbErr> {
    let mut query = call_back::Entity::find().filter(call_backs_within(reach));
    if let Some(state) = state {
        query = query.filter(call_back::Column::State.eq(state));
    }
    if let Some(after) = page.after {
        query = query.filter(call_back::Column::Id.lt(after));
    }
    query
        .order_by_desc(call_back::Column::Id)
        .limit(page.limit + 1)
        .all(db)
        .await
}

/// A call-back by id, for whoever tells of it.
///
/// # Errors
/// The database's.
pub async fn find_call_back<C: ConnectionTrait>(
    db: &C,
    id: CallBackId,
) -> Result<Option<call_back::Model>, DbErr> {
    call_back::Entity::find_by_id(id).one(db).await
}

/// A call-back to the caller.
///
/// # Errors
/// The database's.
pub async fn find_own_call_back<C: ConnectionTrait>(
    db: &C,
    reach: &Reach,
    id: CallBackId,
) -> Result<Option<call_back::Model>, DbErr> {
    call_back::Entity::find_by_id(id)
        .filter(call_back::Column::PersonId.eq(reach.person))
        .one(db)
        .await
}

/// All call-backs about a need, the first asked first.
///
/// # Errors
/// The database's.
pub async fn call_backs_of<C: ConnectionTrait>(
    db: &C,
    need: NeedId,
) -> Result<Vec<call_back::Model>, DbErr> {
    call_back::Entity::find()
        .filter(call_back::Column::NeedId.eq(need))
        .order_by_asc(call_back::Column::Attempt)
        .all(db)
        .await
}

/// Whether somebody is or was asked to call back about a need and has not passed it on: then they may read it.
///
/// # Errors
/// The database's.
pub async fn may_read<C: ConnectionTrait>(
    db: &C,
    need: NeedId,
    person: PersonId,
) -> Result<bool, DbErr> {
    let holds = [
        CallBackState::Open,
        CallBackState::Taken,
        CallBackState::Done,
    ];
    let asked = call_back::Entity::find()
        .filter(call_back::Column::NeedId.eq(need))
        .filter(call_back::Column::PersonId.eq(person))
        .filter(call_back::Column::State.is_in(holds));
    Ok(asked.count(db).await? > 0)
}

/// Open call-backs that nobody took in time.
///
/// # Errors
/// The database's.
pub async fn overdue_call_backs<C: ConnectionTrait>(
    db: &C,
    now: Instant,
    limit: u64,
) -> Result<Vec<call_back::Model>, DbErr> {
    call_back::Entity::find()
        .filter(call_back::Column::State.eq(CallBackState::Open))
        .filter(call_back::Column::DueAt.lte(now))
        .order_by_asc(call_back::Column::DueAt)
        .limit(limit)
        .all(db)
        .await
}

/// Call-backs that were taken by `before` and not ended, of which nobody was reminded.
///
/// # Errors
/// The database's.
pub async fn forgotten_call_backs<C: ConnectionTrait>(
    db: &C,
    before: Instant,
    limit: u64,
) -> Result<Vec<call_back::Model>, DbErr> {
    call_back::Entity::find()
        .filter(call_back::Column::State.eq(CallBackState::Taken))
        .filter(call_back::Column::TakenAt.lte(before))
        .filter(call_back::Column::RemindedAt.is_null())
        .order_by_asc(call_back::Column::TakenAt)
        .limit(limit)
        .all(db)
        .await
}

/// Notes that somebody is reminded of a call-back; answers whether nobody did before and it still goes on.
///
/// # Errors
/// The database's.
pub async fn note_reminded<C: ConnectionTrait>(
    txn: &C,
    id: CallBackId,
    now: Instant,
) -> Result<bool, DbErr> {
    let reminded = call_back::Entity::update_many()
        .col_expr(call_back::Column::RemindedAt, Expr::value(now))
        .filter(call_back::Column::Id.eq(id))
        .filter(call_back::Column::State.eq(CallBackState::Taken))
        .filter(call_back::Column::RemindedAt.is_null())
        .exec(txn)
        .await?;
    Ok(reminded.rows_affected == 1)
}

/// Moves a call-back from one state to another; answers whether it still stood there.
///
/// # Errors
/// The database's.
pub async fn change_call_back<C: ConnectionTrait>(
    txn: &C,
    id: CallBackId,
    (from, to): (CallBackState, CallBackState),
    outcome: Option<CallBackOutcome>,
    now: Instant,
) -> Result<bool, DbErr> {
    let mut update = call_back::Entity::update_many()
        .col_expr(call_back::Column::State, Expr::value(to))
        .filter(call_back::Column::Id.eq(id))
        .filter(call_back::Column::State.eq(from));
    update = match to {
        CallBackState::Taken => update.col_expr(call_back::Column::TakenAt, Expr::value(now)),
        CallBackState::Open => update,
        CallBackState::Done | CallBackState::Missed | CallBackState::Withdrawn => {
            update.col_expr(call_back::Column::EndedAt, Expr::value(now))
        }
    };
    if let Some(outcome) = outcome {
        update = update.col_expr(call_back::Column::Outcome, Expr::value(outcome));
    }
    Ok(update.exec(txn).await?.rows_affected == 1)
}
