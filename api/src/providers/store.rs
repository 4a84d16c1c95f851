//! All queries of providers and their certificates.

use std::collections::HashMap;

use jinlin_matcher::Role;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::SimpleExpr;
use sea_orm::{ConnectionTrait, ExprTrait as _, QueryOrder, QuerySelect};

use super::entity::{certificate, provider};
use crate::platform::access::{Areas, Reach};
use crate::platform::clock::Instant;
use crate::platform::ids::{PersonId, ProviderId};
use crate::platform::page::PageRequest;

/// Ids in one `in (…)`: below both databases' limit of bound parameters.
const CHUNK: usize = 5_000;

/// A provider by id, for code that has established the right to it; handlers use [`reachable`].
///
/// # Errors
/// The database's.
pub async fn find<C: ConnectionTrait>(db: &C, id: ProviderId) -> Result<Option<provider::Model>, DbErr> {
    provider::Entity::find_by_id(id).one(db).await
}

/// Providers by id, in no order to rely on.
///
/// # Errors
/// The database's.
pub async fn find_many<C: ConnectionTrait>(db: &C, ids: &[ProviderId]) -> Result<Vec<provider::Model>, DbErr> {
    let mut found = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(CHUNK) {
        let wanted = provider::Column::Id.is_in(chunk.iter().copied());
        found.extend(provider::Entity::find().filter(wanted).all(db).await?);
    }
    Ok(found)
}

/// Everything that one person is, at most one of each kind.
///
/// # Errors
/// The database's.
pub async fn find_by_person<C: ConnectionTrait>(db: &C, person: PersonId) -> Result<Vec<provider::Model>, DbErr> {
    provider::Entity::find()
        .filter(provider::Column::PersonId.eq(person))
        .order_by_asc(provider::Column::Kind)
        .all(db)
        .await
}

/// One person as one kind of provider.
///
/// # Errors
/// The database's.
pub async fn find_by_person_kind<C: ConnectionTrait>(
    db: &C,
    person: PersonId,
    kind: Role,
) -> Result<Option<provider::Model>, DbErr> {
    provider::Entity::find()
        .filter(provider::Column::PersonId.eq(person))
        .filter(provider::Column::Kind.eq(kind.as_str()))
        .one(db)
        .await
}

/// The condition for providers within reach: everything, one's own, those in the areas.
fn within(reach: &Reach) -> sea_orm::Condition {
    let mut any = sea_orm::Condition::any();
    if reach.any {
        return any.add(Expr::value(true));
    }
    if reach.own {
        any = any.add(provider::Column::PersonId.eq(reach.person));
    }
    any.add(reach.areas.condition(provider::Column::StreetCode, provider::Column::CommunityCode))
}

/// A provider within reach.
///
/// # Errors
/// The database's.
pub async fn reachable<C: ConnectionTrait>(
    db: &C,
    reach: &Reach,
    id: ProviderId,
) -> Result<Option<provider::Model>, DbErr> {
    provider::Entity::find_by_id(id).filter(within(reach)).one(db).await
}

/// What a list shows.
#[derive(Debug, Default)]
pub struct Filter {
    /// Only this kind.
    pub kind: Option<Role>,
    /// Only those who are on, or off, duty.
    pub on_duty: Option<bool>,
    /// Only within these divisions.
    pub areas: Option<Areas>,
}

/// Providers within reach, newest first, one more than the page has.
///
/// # Errors
/// The database's.
pub async fn list<C: ConnectionTrait>(
    db: &C,
    reach: &Reach,
    filter: &Filter,
    page: PageRequest,
) -> Result<Vec<provider::Model>, DbErr> {
    let mut query = provider::Entity::find().filter(within(reach));
    if let Some(kind) = filter.kind {
        query = query.filter(provider::Column::Kind.eq(kind.as_str()));
    }
    if let Some(on) = filter.on_duty {
        query = query.filter(provider::Column::OnDuty.eq(on));
    }
    if let Some(areas) = &filter.areas {
        query = query.filter(areas.condition(provider::Column::StreetCode, provider::Column::CommunityCode));
    }
    if let Some(after) = page.after {
        query = query.filter(provider::Column::Id.lt(after));
    }
    query.order_by_desc(provider::Column::Id).limit(page.limit.saturating_add(1)).all(db).await
}

/// The next rows by id, for reading all of them in pieces within one snapshot.
///
/// # Errors
/// The database's.
pub async fn read_after<C: ConnectionTrait>(
    db: &C,
    after: Option<ProviderId>,
    limit: u64,
) -> Result<Vec<provider::Model>, DbErr> {
    let mut query = provider::Entity::find();
    if let Some(after) = after {
        query = query.filter(provider::Column::Id.gt(after));
    }
    query.order_by_asc(provider::Column::Id).limit(limit).all(db).await
}

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
pub async fn take_load<C: ConnectionTrait>(txn: &C, id: ProviderId, now: Instant) -> Result<TakeLoad, DbErr> {
    let taken = bump(now)
        .col_expr(provider::Column::Load, Expr::col(provider::Column::Load).add(1))
        .col_expr(provider::Column::RecentLoad, Expr::col(provider::Column::RecentLoad).add(1))
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
pub async fn release_load<C: ConnectionTrait>(txn: &C, id: ProviderId, now: Instant) -> Result<bool, DbErr> {
    let released = bump(now)
        .col_expr(provider::Column::Load, Expr::col(provider::Column::Load).sub(1))
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
        .col_expr(provider::Column::RatingsCount, Expr::col(provider::Column::RatingsCount).add(delta_count))
        .col_expr(provider::Column::RatingsSum, Expr::col(provider::Column::RatingsSum).add(delta_sum))
        .filter(provider::Column::Id.eq(id))
        .exec(txn)
        .await?;
    Ok(applied.rows_affected == 1)
}

/// Sets the switch; answers whether it stood otherwise.
///
/// # Errors
/// The database's.
pub async fn set_duty<C: ConnectionTrait>(txn: &C, id: ProviderId, on: bool, now: Instant) -> Result<bool, DbErr> {
    let changed = set(provider::Column::OnDuty, on.into(), now)
        .filter(provider::Column::Id.eq(id))
        .filter(provider::Column::OnDuty.ne(on))
        .exec(txn)
        .await?;
    Ok(changed.rows_affected == 1)
}

/// Sets the certificate in force; answers whether it was another.
///
/// # Errors
/// The database's.
pub async fn set_certificate<C: ConnectionTrait>(
    txn: &C,
    id: ProviderId,
    level: Option<&str>,
    now: Instant,
) -> Result<bool, DbErr> {
    let other = match level {
        Some(level) => provider::Column::Certificate.ne(level).or(provider::Column::Certificate.is_null()),
        None => provider::Column::Certificate.is_not_null(),
    };
    let changed = set(provider::Column::Certificate, level.map(ToOwned::to_owned).into(), now)
        .filter(provider::Column::Id.eq(id))
        .filter(other)
        .exec(txn)
        .await?;
    Ok(changed.rows_affected == 1)
}

/// Sets what the provider has been cleared for.
///
/// # Errors
/// The database's.
pub async fn set_clearance<C: ConnectionTrait>(
    txn: &C,
    id: ProviderId,
    clearance: String,
    now: Instant,
) -> Result<(), DbErr> {
    set(provider::Column::Clearance, clearance.into(), now).filter(provider::Column::Id.eq(id)).exec(txn).await?;
    Ok(())
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

/// A change of the version and time that every change of a row carries with it.
fn bump(now: Instant) -> sea_orm::UpdateMany<provider::Entity> {
    provider::Entity::update_many()
        .col_expr(provider::Column::Version, Expr::col(provider::Column::Version).add(1))
        .col_expr(provider::Column::UpdatedAt, Expr::value(now))
}

fn set(column: provider::Column, value: sea_orm::Value, now: Instant) -> sea_orm::UpdateMany<provider::Entity> {
    bump(now).col_expr(column, SimpleExpr::from(Expr::value(value)))
}

/// The certificates of a provider, newest first.
///
/// # Errors
/// The database's.
pub async fn certificates_of<C: ConnectionTrait>(
    db: &C,
    provider: ProviderId,
) -> Result<Vec<certificate::Model>, DbErr> {
    certificate::Entity::find()
        .filter(certificate::Column::ProviderId.eq(provider))
        .order_by_desc(certificate::Column::Id)
        .all(db)
        .await
}

/// A page of a provider's certificates, newest first, one more than the page has. The provider must be within reach.
///
/// # Errors
/// The database's.
pub async fn list_certificates<C: ConnectionTrait>(
    db: &C,
    provider: &provider::Model,
    page: PageRequest,
) -> Result<Vec<certificate::Model>, DbErr> {
    let mut query = certificate::Entity::find().filter(certificate::Column::ProviderId.eq(provider.id));
    if let Some(after) = page.after {
        query = query.filter(certificate::Column::Id.lt(after));
    }
    query.order_by_desc(certificate::Column::Id).limit(page.limit.saturating_add(1)).all(db).await
}

/// Providers whose level in force is that of a certificate which ended before `today` (a civil `YYYY-MM-DD` of the city).
///
/// # Errors
/// The database's.
pub async fn with_expired_certificate<C: ConnectionTrait>(
    db: &C,
    today: &str,
    limit: u64,
) -> Result<Vec<ProviderId>, DbErr> {
    let expired = sea_orm::sea_query::Query::select()
        .expr(Expr::value(1))
        .from(certificate::Entity)
        .and_where(
            Expr::col((certificate::Entity, certificate::Column::ProviderId))
                .equals((provider::Entity, provider::Column::Id)),
        )
        .and_where(
            Expr::col((certificate::Entity, certificate::Column::Level))
                .equals((provider::Entity, provider::Column::Certificate)),
        )
        .and_where(certificate::Column::ExpiresOn.lt(today))
        .to_owned();
    let valid = sea_orm::sea_query::Query::select()
        .expr(Expr::value(1))
        .from(certificate::Entity)
        .and_where(
            Expr::col((certificate::Entity, certificate::Column::ProviderId))
                .equals((provider::Entity, provider::Column::Id)),
        )
        .and_where(
            Expr::col((certificate::Entity, certificate::Column::Level))
                .equals((provider::Entity, provider::Column::Certificate)),
        )
        .and_where(certificate::Column::IssuedOn.lte(today))
        .and_where(certificate::Column::ExpiresOn.is_null().or(certificate::Column::ExpiresOn.gte(today)))
        .to_owned();
    provider::Entity::find()
        .select_only()
        .column(provider::Column::Id)
        .filter(provider::Column::Certificate.is_not_null())
        .filter(Expr::exists(expired))
        .filter(Expr::exists(valid).not())
        .order_by_asc(provider::Column::Id)
        .limit(limit)
        .into_tuple()
        .all(db)
        .await
}
