//! Queries of what is counted: tasks held, tasks of the last days, ratings.

use std::collections::HashMap;

use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, ExprTrait as _, QuerySelect};

use super::super::entity::provider;
use super::{bump, find, set};
use crate::platform::clock::Instant;
use crate::platform::ids::ProviderId;

/// What became of the wish to hold one task more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakeLoad {
    /// Counted.
    Taken,
    /// The provider holds as many as they may.
    AtCapacity,
    /// The provider's switch is off.
    OffDuty,
    /// There is no such provider.
    Unknown,
}

/// Counts one task more, if the provider is on duty and has room: one conditional update, so that of two simultaneous claims
/// for the last place one is told [`TakeLoad::AtCapacity`]. In a claim it comes after the task's row, always in that order.
///
/// # Errors
/// The database's.
pub async fn take_load<C: ConnectionTrait>(
    txn: &C,
    id: ProviderId,
    now: Instant,
) -> Result<TakeLoad, DbErr> {
    let taken = bump(now)
        .col_expr(
            provider::Column::Load,
            Expr::col(provider::Column::Load).add(1),
        )
        .col_expr(
            provider::Column::RecentLoad,
            Expr::col(provider::Column::RecentLoad).add(1),
        )
        .filter(provider::Column::Id.eq(id))
        .filter(provider::Column::OnDuty.eq(true))
        .filter(Expr::col(provider::Column::Load).lt(Expr::col(provider::Column::Capacity)))
        .exec(txn)
        .await?;
    if taken.rows_affected == 1 {
        return Ok(TakeLoad::Taken);
    }
    Ok(match find(txn, id).await? {
        None => TakeLoad::Unknown,
        Some(row) if !row.on_duty => TakeLoad::OffDuty,
        Some(_) => TakeLoad::AtCapacity,
    })
}

/// Counts one task less; answers whether there was one to give back.
///
/// # Errors
/// The database's.
pub async fn release_load<C: ConnectionTrait>(
    txn: &C,
    id: ProviderId,
    now: Instant,
) -> Result<bool, DbErr> {
    let released = bump(now)
        .col_expr(
            provider::Column::Load,
            Expr::col(provider::Column::Load).sub(1),
        )
        .filter(provider::Column::Id.eq(id))
        .filter(provider::Column::Load.gt(0))
        .exec(txn)
        .await?;
    Ok(released.rows_affected == 1)
}

/// Counts a rating in (`1, stars`), changes one (`0, difference`) or takes one out (`-1, -stars`); answers whether the provider
/// was there. Deltas, not totals, so that two ratings at the same time both count.
///
/// # Errors
/// The database's.
pub async fn apply_rating<C: ConnectionTrait>(
    txn: &C,
    id: ProviderId,
    delta_count: i64,
    delta_sum: i64,
    now: Instant,
) -> Result<bool, DbErr> {
    let applied = bump(now)
        .col_expr(
            provider::Column::RatingsCount,
            Expr::col(provider::Column::RatingsCount).add(delta_count),
        )
        .col_expr(
            provider::Column::RatingsSum,
            Expr::col(provider::Column::RatingsSum).add(delta_sum),
        )
        .filter(provider::Column::Id.eq(id))
        .exec(txn)
        .await?;
    Ok(applied.rows_affected == 1)
}

/// Providers whose count of the last days is above zero, with that count.
///
/// # Errors
/// The database's.
pub async fn recent_loads<C: ConnectionTrait>(db: &C) -> Result<HashMap<ProviderId, i32>, DbErr> {
    let rows: Vec<(ProviderId, i32)> = provider::Entity::find()
        .select_only()
        .columns([provider::Column::Id, provider::Column::RecentLoad])
        .filter(provider::Column::RecentLoad.gt(0))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}

/// Replaces a count of the last days, unless a claim has changed it meanwhile; answers whether it was replaced.
///
/// # Errors
/// The database's.
pub async fn replace_recent_load<C: ConnectionTrait>(
    txn: &C,
    id: ProviderId,
    before: i32,
    after: i32,
    now: Instant,
) -> Result<bool, DbErr> {
    let replaced = set(provider::Column::RecentLoad, after.into(), now)
        .filter(provider::Column::Id.eq(id))
        .filter(provider::Column::RecentLoad.eq(before))
        .exec(txn)
        .await?;
    Ok(replaced.rows_affected == 1)
}
