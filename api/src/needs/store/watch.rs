//! Queries of needs that time goes over: late ones, escalated ones, forgotten ones.

use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, QueryOrder as _, QuerySelect as _};

use super::super::entity::need;
use super::super::model::NeedState;
use crate::platform::clock::Instant;
use crate::platform::ids::NeedId;

/// Open needs of a triage that nobody accepted in time and nobody was told of.
///
/// # Errors
/// The database's.
pub async fn overdue<C: ConnectionTrait>(
    db: &C,
    triage: &str,
    now: Instant,
    limit: u64,
) -> Result<Vec<need::Model>, DbErr> {
    need::Entity::find()
        .filter(need::Column::State.eq(NeedState::Open))
        .filter(need::Column::AcceptBy.lte(now))
        .filter(need::Column::Escalation.eq(0))
        .filter(need::Column::Triage.eq(triage))
        .order_by_asc(need::Column::AcceptBy)
        .limit(limit)
        .all(db)
        .await
}

/// Open needs of an urgency that were taken so far and no farther, whoever waits longest first.
///
/// # Errors
/// The database's.
pub async fn escalated_to<C: ConnectionTrait>(
    db: &C,
    level: i32,
    urgency: &str,
    limit: u64,
) -> Result<Vec<need::Model>, DbErr> {
    need::Entity::find()
        .filter(need::Column::State.eq(NeedState::Open))
        .filter(need::Column::Escalation.eq(level))
        .filter(need::Column::Urgency.eq(urgency))
        .order_by_asc(need::Column::EscalatedAt)
        .limit(limit)
        .all(db)
        .await
}

/// Takes an open need from one level to the next; answers whether it still stood there.
///
/// # Errors
/// The database's.
pub async fn escalate<C: ConnectionTrait>(
    txn: &C,
    id: NeedId,
    (from, to): (i32, i32),
    now: Instant,
) -> Result<bool, DbErr> {
    let escalated = need::Entity::update_many()
        .col_expr(need::Column::Escalation, Expr::value(to))
        .col_expr(need::Column::EscalatedAt, Expr::value(now))
        .filter(need::Column::Id.eq(id))
        .filter(need::Column::State.eq(NeedState::Open))
        .filter(need::Column::Escalation.eq(from))
        .exec(txn)
        .await?;
    Ok(escalated.rows_affected == 1)
}

/// Drafts that nobody has touched since `before`.
///
/// # Errors
/// The database's.
pub async fn drafts_before<C: ConnectionTrait>(
    db: &C,
    before: Instant,
    limit: u64,
) -> Result<Vec<need::Model>, DbErr> {
    need::Entity::find()
        .filter(need::Column::State.eq(NeedState::Draft))
        .filter(need::Column::UpdatedAt.lt(before))
        .limit(limit)
        .all(db)
        .await
}

/// Needs that have been open since `before`, but for those of one triage.
///
/// # Errors
/// The database's.
pub async fn opened_before<C: ConnectionTrait>(
    db: &C,
    before: Instant,
    except_triage: &str,
    limit: u64,
) -> Result<Vec<need::Model>, DbErr> {
    need::Entity::find()
        .filter(need::Column::State.eq(NeedState::Open))
        .filter(need::Column::OpenedAt.lt(before))
        .filter(need::Column::Triage.ne(except_triage))
        .order_by_asc(need::Column::OpenedAt)
        .limit(limit)
        .all(db)
        .await
}
