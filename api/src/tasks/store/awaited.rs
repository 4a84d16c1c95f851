//! Queries of members who promised to be there and are not.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Condition, Expr as SeaExpr, Query};
use sea_orm::{ConnectionTrait, QueryOrder as _, QuerySelect as _};

use super::super::entity::{member, task};
use super::super::members::ACTIVE;
use super::super::model::TaskState;
use crate::platform::clock::Instant;
use crate::platform::ids::{MemberId, TaskId};

/// Active members who are not there although their task's promised time began by `before`, with their tasks: whom nobody asked, who were
/// asked by `asked` and said nothing, who said to come by `before`. Those who still have time to answer are not among them, so that they
/// hide nobody.
///
/// # Errors
/// The database's.
pub async fn late<C: ConnectionTrait>(
    db: &C,
    (before, asked): (Instant, Instant),
    limit: u64,
) -> Result<Vec<(task::Model, member::Model)>, DbErr> {
    let tasks = Query::select()
        .column(task::Column::Id)
        .from(task::Entity)
        .and_where(task::Column::State.is_in([TaskState::Held, TaskState::InService]))
        .and_where(task::Column::WindowFrom.lte(before))
        .to_owned();
    let silent = Condition::all()
        .add(member::Column::LateUntil.is_null())
        .add(member::Column::LateAskedAt.lte(asked));
    let due = Condition::any()
        .add(member::Column::LateAskedAt.is_null())
        .add(silent)
        .add(member::Column::LateUntil.lte(before));
    let members = member::Entity::find()
        .filter(member::Column::TaskId.in_subquery(tasks))
        .filter(member::Column::State.is_in(ACTIVE))
        .filter(member::Column::CheckedInAt.is_null())
        .filter(member::Column::JoinedAt.lte(before))
        .filter(due)
        .order_by_asc(member::Column::JoinedAt)
        .limit(limit)
        .all(db)
        .await?;
    let ids: Vec<TaskId> = members.iter().map(|member| member.task_id).collect();
    let tasks = super::find_many(db, &ids).await?;
    Ok(members
        .into_iter()
        .filter_map(|member| {
            let task = tasks.iter().find(|task| task.id == member.task_id)?;
            Some((task.clone(), member))
        })
        .collect())
}

fn awaited(id: MemberId) -> sea_orm::UpdateMany<member::Entity> {
    member::Entity::update_many()
        .filter(member::Column::Id.eq(id))
        .filter(member::Column::State.is_in(ACTIVE))
        .filter(member::Column::CheckedInAt.is_null())
}

/// Notes that a member is asked whether they come; answers whether nobody did before.
///
/// # Errors
/// The database's.
pub async fn note_asked<C: ConnectionTrait>(
    txn: &C,
    id: MemberId,
    now: Instant,
) -> Result<bool, DbErr> {
    let asked = awaited(id)
        .col_expr(member::Column::LateAskedAt, Expr::value(now))
        .filter(member::Column::LateAskedAt.is_null())
        .exec(txn)
        .await?;
    Ok(asked.rows_affected == 1)
}

/// Notes when a member who was asked comes; answers whether that was the first time.
///
/// # Errors
/// The database's.
pub async fn promise<C: ConnectionTrait>(
    txn: &C,
    id: MemberId,
    until: Instant,
) -> Result<bool, DbErr> {
    let promised = awaited(id)
        .col_expr(member::Column::LateUntil, Expr::value(until))
        .filter(member::Column::LateAskedAt.is_not_null())
        .filter(member::Column::LateUntil.is_null())
        .exec(txn)
        .await?;
    Ok(promised.rows_affected == 1)
}

/// Holds the row of a member who is awaited; answers whether they are still what was read: not there, not gone, nothing said meanwhile.
///
/// # Errors
/// The database's.
pub async fn hold<C: ConnectionTrait>(txn: &C, row: &member::Model) -> Result<bool, DbErr> {
    let mut update = awaited(row.id).col_expr(
        member::Column::LateAskedAt,
        SeaExpr::col(member::Column::LateAskedAt),
    );
    update = match row.late_until {
        Some(until) => update.filter(member::Column::LateUntil.eq(until)),
        None => update.filter(member::Column::LateUntil.is_null()),
    };
    Ok(update.exec(txn).await?.rows_affected == 1)
}
