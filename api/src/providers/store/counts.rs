//! Queries of what is counted: tasks held, tasks of the last days, ratings.

use std::collections::HashMap;

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::SimpleExpr;
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
    /// The provider's switch is off, or they are on leave.
    OffDuty,
    /// There is no such provider.
    Unknown,
}

/// What proposals hold of one provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reserved {
    /// Who.
    pub id: ProviderId,
    /// How many units.
    pub units: u8,
    /// Whether nothing is left for another proposal.
    pub full: bool,
}

/// Counts one task more, if the provider is on duty, not on leave, and has room: one conditional update, so that of two simultaneous claims
/// for the last place one is told [`TakeLoad::AtCapacity`]. In a claim it comes after the task's row, always in that order.
///
/// # Errors
/// The database's.
pub async fn take_load<C: ConnectionTrait>(
    txn: &C,
    id: ProviderId,
    now: Instant,
) -> Result<TakeLoad, DbErr> {
    let taken = count(
        now,
        &[
            (provider::Column::Load, 1),
            (provider::Column::RecentLoad, 1),
        ],
    )
    .filter(provider::Column::Id.eq(id))
    .filter(provider::Column::OnDuty.eq(true))
    .filter(provider::Column::OnLeave.eq(false))
    .filter(has_room())
    .exec(txn)
    .await?;
    answer(txn, id, taken.rows_affected).await
}

/// The same for whoever accepts an exclusive offer: the unit that it reserved becomes a task held.
///
/// # Errors
/// The database's.
pub async fn take_reserved<C: ConnectionTrait>(
    txn: &C,
    id: ProviderId,
    now: Instant,
) -> Result<TakeLoad, DbErr> {
    let taken = count(
        now,
        &[
            (provider::Column::Load, 1),
            (provider::Column::RecentLoad, 1),
            (provider::Column::Reserved, -1),
        ],
    )
    .filter(provider::Column::Id.eq(id))
    .filter(provider::Column::OnDuty.eq(true))
    .filter(provider::Column::OnLeave.eq(false))
    .filter(provider::Column::Reserved.gt(0))
    .exec(txn)
    .await?;
    answer(txn, id, taken.rows_affected).await
}

/// Reserves a unit of capacity for an exclusive offer, under the conditions of [`take_load`].
///
/// # Errors
/// The database's.
pub async fn reserve<C: ConnectionTrait>(
    txn: &C,
    id: ProviderId,
    now: Instant,
) -> Result<TakeLoad, DbErr> {
    let reserved = count(now, &[(provider::Column::Reserved, 1)])
        .filter(provider::Column::Id.eq(id))
        .filter(provider::Column::OnDuty.eq(true))
        .filter(provider::Column::OnLeave.eq(false))
        .filter(has_room())
        .exec(txn)
        .await?;
    answer(txn, id, reserved.rows_affected).await
}

/// Gives a reserved unit back; answers whether there was one.
///
/// # Errors
/// The database's.
pub async fn release_reserved<C: ConnectionTrait>(
    txn: &C,
    id: ProviderId,
    now: Instant,
) -> Result<bool, DbErr> {
    let released = count(now, &[(provider::Column::Reserved, -1)])
        .filter(provider::Column::Id.eq(id))
        .filter(provider::Column::Reserved.gt(0))
        .exec(txn)
        .await?;
    Ok(released.rows_affected == 1)
}

/// An update of counts by these differences: what another transaction counted meanwhile stays counted.
fn count(
    now: Instant,
    differences: &[(provider::Column, i64)],
) -> sea_orm::UpdateMany<provider::Entity> {
    let by = |update: sea_orm::UpdateMany<_>, (column, difference): &(provider::Column, i64)| {
        update.col_expr(*column, Expr::col(*column).add(*difference))
    };
    differences.iter().fold(bump(now), by)
}

fn has_room() -> SimpleExpr {
    let used = Expr::col(provider::Column::Load).add(Expr::col(provider::Column::Reserved));
    used.lt(Expr::col(provider::Column::Capacity))
}

async fn answer<C: ConnectionTrait>(
    txn: &C,
    id: ProviderId,
    changed: u64,
) -> Result<TakeLoad, DbErr> {
    if changed == 1 {
        return Ok(TakeLoad::Taken);
    }
    Ok(match find(txn, id).await? {
        None => TakeLoad::Unknown,
        Some(row) if !row.on_duty || row.on_leave => TakeLoad::OffDuty,
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
    let released = count(now, &[(provider::Column::Load, -1)])
        .filter(provider::Column::Id.eq(id))
        .filter(provider::Column::Load.gt(0))
        .exec(txn)
        .await?;
    Ok(released.rows_affected == 1)
}

/// Units that proposals hold, of those of these streets' providers who have any.
///
/// # Errors
/// The database's.
pub async fn reserved_in<C: ConnectionTrait>(
    db: &C,
    streets: &[String],
) -> Result<Vec<Reserved>, DbErr> {
    let rows: Vec<(ProviderId, i32, i32, i32)> = provider::Entity::find()
        .select_only()
        .columns([
            provider::Column::Id,
            provider::Column::Capacity,
            provider::Column::Load,
            provider::Column::Reserved,
        ])
        .filter(provider::Column::Reserved.gt(0))
        .filter(provider::Column::StreetCode.is_in(streets))
        .into_tuple()
        .all(db)
        .await?;
    let reserved = rows
        .into_iter()
        .map(|(id, capacity, load, units)| Reserved {
            id,
            units: u8::try_from(units).unwrap_or(u8::MAX),
            full: load + units >= capacity,
        });
    Ok(reserved.collect())
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
    let applied = count(
        now,
        &[
            (provider::Column::RatingsCount, delta_count),
            (provider::Column::RatingsSum, delta_sum),
        ],
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
