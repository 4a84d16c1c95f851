//! Queries of the lines of volunteers who wait for a place. Whoever changes a line holds its task's row ([`lock`]).

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, ConnectionTrait, QueryOrder as _, QuerySelect as _};

use super::super::entity::{task, waiting};
use super::super::model::{TaskState, WaitingState};
use crate::platform::clock::Instant;
use crate::platform::ids::{PersonId, ProviderId, TaskId, WaitingId};
use crate::platform::page::PageRequest;

/// The states in which somebody stands in a line.
const STANDING: [WaitingState; 2] = [WaitingState::Waiting, WaitingState::Called];

/// Holds a task's row until the transaction ends, so that of all who change its team or its line one is at it; answers whether it runs.
///
/// # Errors
/// The database's.
pub async fn lock<C: ConnectionTrait>(txn: &C, id: TaskId, now: Instant) -> Result<bool, DbErr> {
    let held = task::Entity::update_many()
        .col_expr(task::Column::UpdatedAt, Expr::value(now))
        .filter(task::Column::Id.eq(id))
        .filter(task::Column::State.is_in([TaskState::Held, TaskState::InService]))
        .exec(txn)
        .await?;
    Ok(held.rows_affected == 1)
}

/// Puts somebody at the end of a line.
///
/// # Errors
/// The database's; a conflict when they stand in it already.
pub async fn append<C: ConnectionTrait>(
    txn: &C,
    id: WaitingId,
    task: TaskId,
    (provider, person): (ProviderId, PersonId),
    now: Instant,
) -> Result<(), DbErr> {
    let last: Option<Option<i32>> = waiting::Entity::find()
        .select_only()
        .column_as(waiting::Column::Number.max(), "last")
        .filter(waiting::Column::TaskId.eq(task))
        .into_tuple()
        .one(txn)
        .await?;
    waiting::Entity::insert(waiting::ActiveModel {
        id: Set(id),
        task_id: Set(task),
        provider_id: Set(provider),
        person_id: Set(person),
        number: Set(last.flatten().unwrap_or(0) + 1),
        state: Set(WaitingState::Waiting),
        since: Set(now),
        answer_by: Set(None),
    })
    .exec_without_returning(txn)
    .await?;
    Ok(())
}

/// Who stands in a line, in its order.
///
/// # Errors
/// The database's.
pub async fn line<C: ConnectionTrait>(db: &C, task: TaskId) -> Result<Vec<waiting::Model>, DbErr> {
    waiting::Entity::find()
        .filter(waiting::Column::TaskId.eq(task))
        .filter(waiting::Column::State.is_in(STANDING))
        .order_by_asc(waiting::Column::Number)
        .all(db)
        .await
}

/// Moves somebody in a line from one state to another; answers whether they still stood there.
///
/// # Errors
/// The database's.
pub async fn change<C: ConnectionTrait>(
    txn: &C,
    id: WaitingId,
    (from, to): (WaitingState, WaitingState),
    answer_by: Option<Instant>,
) -> Result<bool, DbErr> {
    let mut update = waiting::Entity::update_many()
        .col_expr(waiting::Column::State, Expr::value(to))
        .filter(waiting::Column::Id.eq(id))
        .filter(waiting::Column::State.eq(from));
    if answer_by.is_some() {
        update = update.col_expr(waiting::Column::AnswerBy, Expr::value(answer_by));
    }
    Ok(update.exec(txn).await?.rows_affected == 1)
}

/// For whom a place was kept in vain.
///
/// # Errors
/// The database's.
pub async fn overdue<C: ConnectionTrait>(
    db: &C,
    now: Instant,
    limit: u64,
) -> Result<Vec<waiting::Model>, DbErr> {
    waiting::Entity::find()
        .filter(waiting::Column::State.eq(WaitingState::Called))
        .filter(waiting::Column::AnswerBy.lte(now))
        .order_by_asc(waiting::Column::AnswerBy)
        .limit(limit)
        .all(db)
        .await
}

/// A page of the lines that a person stands or stood in, newest first.
///
/// # Errors
/// The database's.
pub async fn of_person<C: ConnectionTrait>(
    db: &C,
    person: PersonId,
    page: PageRequest,
) -> Result<Vec<waiting::Model>, DbErr> {
    let mut query = waiting::Entity::find().filter(waiting::Column::PersonId.eq(person));
    if let Some(after) = page.after {
        query = query.filter(waiting::Column::Id.lt(after));
    }
    query
        .order_by_desc(waiting::Column::Id)
        .limit(page.limit + 1)
        .all(db)
        .await
}
