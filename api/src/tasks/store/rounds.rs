//! Queries of tasks that wait for a round of offers.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Condition;
use sea_orm::{ConnectionTrait, ExprTrait as _, QueryOrder as _, QuerySelect as _};

use super::super::entity::task;
use super::super::model::TaskState;
use crate::platform::clock::Instant;
use crate::platform::ids::{NeedId, TaskId};

fn due(now: Instant) -> sea_orm::Select<task::Entity> {
    task::Entity::find().filter(task::Column::NextRoundAt.lte(now))
}

/// What a batch round solves: open and not urgent.
fn for_a_batch() -> Condition {
    Condition::all()
        .add(task::Column::State.eq(TaskState::Open))
        .add(task::Column::Urgent.eq(false))
}

/// Tasks whose next round of instant offers (urgent ones) or of invitations is due: the urgent ones first, then whoever waits
/// longest.
///
/// # Errors
/// The database's.
pub async fn due_for_round<C: ConnectionTrait>(
    db: &C,
    now: Instant,
    limit: u64,
) -> Result<Vec<TaskId>, DbErr> {
    due(now)
        .select_only()
        .column(task::Column::Id)
        .filter(task::Column::State.is_in([TaskState::Open, TaskState::Held]))
        .filter(for_a_batch().not())
        .order_by_desc(task::Column::Urgent)
        .order_by_asc(task::Column::NextRoundAt)
        .limit(limit)
        .into_tuple()
        .all(db)
        .await
}

/// Streets with tasks that wait for a batch round.
///
/// # Errors
/// The database's.
pub async fn streets_due_for_batch<C: ConnectionTrait>(
    db: &C,
    now: Instant,
) -> Result<Vec<String>, DbErr> {
    due(now)
        .select_only()
        .column(task::Column::StreetCode)
        .distinct()
        .filter(for_a_batch())
        .into_tuple()
        .all(db)
        .await
}

/// The tasks of these streets that wait for a batch round, whoever waits longest first.
///
/// # Errors
/// The database's.
pub async fn due_for_batch<C: ConnectionTrait>(
    db: &C,
    streets: &[String],
    now: Instant,
    limit: u64,
) -> Result<Vec<task::Model>, DbErr> {
    due(now)
        .filter(for_a_batch())
        .filter(task::Column::StreetCode.is_in(streets))
        .order_by_asc(task::Column::Id)
        .limit(limit)
        .all(db)
        .await
}

/// A page of open tasks that have gone through so many rounds and found nobody in the last one, with their needs: those after a
/// task, at most so many.
///
/// # Errors
/// The database's.
pub async fn needs_asked_in_vain<C: ConnectionTrait>(
    db: &C,
    rounds: i32,
    (after, limit): (Option<TaskId>, u64),
) -> Result<Vec<(TaskId, NeedId)>, DbErr> {
    let last = i32::from(jinlin_matcher::Ring::last(
        jinlin_matcher::Role::SocialWorker,
    ));
    let mut query = task::Entity::find()
        .select_only()
        .columns([task::Column::Id, task::Column::NeedId])
        .filter(task::Column::State.eq(TaskState::Open))
        .filter(task::Column::Round.gte(rounds))
        .filter(task::Column::Ring.eq(last));
    if let Some(after) = after {
        query = query.filter(task::Column::Id.gt(after));
    }
    query
        .order_by_asc(task::Column::Id)
        .limit(limit)
        .into_tuple()
        .all(db)
        .await
}

/// Begins round number `round + 1` of a task; answers whether it is still what was read: no other replica began it, nobody took or
/// changed it. Sets ring and time of the next round.
///
/// # Errors
/// The database's.
pub async fn begin_round<C: ConnectionTrait>(
    txn: &C,
    row: &task::Model,
    ring: u8,
    next_round_at: Option<Instant>,
) -> Result<bool, DbErr> {
    let begun = task::Entity::update_many()
        .col_expr(task::Column::Round, Expr::value(row.round + 1))
        .col_expr(task::Column::Ring, Expr::value(i32::from(ring)))
        .col_expr(task::Column::NextRoundAt, Expr::value(next_round_at))
        .filter(task::Column::Id.eq(row.id))
        .filter(task::Column::Round.eq(row.round))
        .filter(task::Column::State.eq(row.state))
        .filter(task::Column::Version.eq(row.version))
        .exec(txn)
        .await?;
    Ok(begun.rows_affected == 1)
}

/// Gives the task of a need that has none its first volunteer place; where somebody leads it already, volunteers are invited at once.
///
/// # Errors
/// The database's.
pub async fn add_first_place<C: ConnectionTrait>(
    txn: &C,
    need: NeedId,
    now: Instant,
) -> Result<(), DbErr> {
    for state in [TaskState::Open, TaskState::Held] {
        let mut update = task::Entity::update_many()
            .col_expr(task::Column::VolunteersWanted, Expr::value(1))
            .col_expr(
                task::Column::Version,
                Expr::col(task::Column::Version).add(1),
            );
        if state == TaskState::Held {
            update = update.col_expr(task::Column::NextRoundAt, Expr::value(now));
        }
        update
            .filter(task::Column::NeedId.eq(need))
            .filter(task::Column::State.eq(state))
            .filter(task::Column::VolunteersWanted.eq(0))
            .filter(task::Column::Sensitive.eq(false))
            .exec(txn)
            .await?;
    }
    Ok(())
}

/// Makes the open task of a need urgent, and its next round due where one is to come.
///
/// # Errors
/// The database's.
pub async fn make_urgent<C: ConnectionTrait>(
    txn: &C,
    need: NeedId,
    now: Instant,
) -> Result<(), DbErr> {
    task::Entity::update_many()
        .col_expr(task::Column::Urgent, Expr::value(true))
        .col_expr(task::Column::NextRoundAt, Expr::value(now))
        .col_expr(
            task::Column::Version,
            Expr::col(task::Column::Version).add(1),
        )
        .filter(task::Column::NeedId.eq(need))
        .filter(task::Column::State.eq(TaskState::Open))
        .filter(task::Column::Urgent.eq(false))
        .filter(task::Column::NextRoundAt.is_not_null())
        .exec(txn)
        .await?;
    Ok(())
}

/// Brings the next round of a task forward.
///
/// # Errors
/// The database's.
pub async fn set_next_round<C: ConnectionTrait>(
    txn: &C,
    id: TaskId,
    at: Instant,
) -> Result<(), DbErr> {
    task::Entity::update_many()
        .col_expr(task::Column::NextRoundAt, Expr::value(at))
        .filter(task::Column::Id.eq(id))
        .filter(task::Column::NextRoundAt.gt(at))
        .exec(txn)
        .await?;
    Ok(())
}

/// Lets a task be offered to the best few at once, whatever its category.
///
/// # Errors
/// The database's.
pub async fn offer_at_once<C: ConnectionTrait>(txn: &C, id: TaskId) -> Result<(), DbErr> {
    task::Entity::update_many()
        .col_expr(task::Column::Urgent, Expr::value(true))
        .filter(task::Column::Id.eq(id))
        .exec(txn)
        .await?;
    Ok(())
}
