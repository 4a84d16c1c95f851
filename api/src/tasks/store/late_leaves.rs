//! Queries of the places that were left late.

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, ConnectionTrait, QueryOrder as _};

use super::super::entity::{late_leave, member};
use super::super::model::LeaveReason;
use crate::platform::clock::Instant;
use crate::platform::ids::{ProviderId, TaskId};

/// Notes that a place was left late.
///
/// # Errors
/// The database's.
pub async fn insert<C: ConnectionTrait>(
    txn: &C,
    member: &member::Model,
    reason: LeaveReason,
    now: Instant,
) -> Result<(), DbErr> {
    late_leave::Entity::insert(late_leave::ActiveModel {
        member_id: Set(member.id),
        task_id: Set(member.task_id),
        provider_id: Set(member.provider_id),
        reason: Set(reason),
        left_at: Set(now),
    })
    .exec_without_returning(txn)
    .await?;
    Ok(())
}

/// The places of a task that were left late, in order.
///
/// # Errors
/// The database's.
pub async fn of_task<C: ConnectionTrait>(
    db: &C,
    task: TaskId,
) -> Result<Vec<late_leave::Model>, DbErr> {
    late_leave::Entity::find()
        .filter(late_leave::Column::TaskId.eq(task))
        .order_by_asc(late_leave::Column::MemberId)
        .all(db)
        .await
}

/// What a provider left late since `since`, the last first.
///
/// # Errors
/// The database's.
pub async fn of_provider<C: ConnectionTrait>(
    db: &C,
    provider: ProviderId,
    since: Instant,
) -> Result<Vec<late_leave::Model>, DbErr> {
    late_leave::Entity::find()
        .filter(late_leave::Column::ProviderId.eq(provider))
        .filter(late_leave::Column::LeftAt.gte(since))
        .order_by_desc(late_leave::Column::LeftAt)
        .all(db)
        .await
}
