//! All queries of providers and their certificates.

mod certificates;
mod counts;

use jinlin_matcher::Role;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Query, SelectStatement, SimpleExpr};
use sea_orm::{ConnectionTrait, ExprTrait as _, QueryOrder, QuerySelect};

use super::entity::provider;
pub use certificates::{
    certificates_of, insert_certificate, list_certificates, set_certificate,
    with_expired_certificate,
};
pub use counts::{
    Reserved, TakeLoad, apply_rating, recent_loads, release_load, release_reserved,
    replace_recent_load, reserve, reserved_in, take_load, take_reserved,
};

use crate::platform::access::{Areas, Reach};
use crate::platform::clock::Instant;
use crate::platform::ids::{PersonId, ProviderId};
use crate::platform::page::PageRequest;

/// Ids in one `in (…)`: below both databases' limit of bound parameters.
const CHUNK: usize = 5_000;
/// Rows of one `insert`, for the same reason.
const INSERT_CHUNK: usize = 500;

/// A provider by id, for code that has established the right to it; handlers use [`reachable`].
///
/// # Errors
/// The database's.
pub async fn find<C: ConnectionTrait>(
    db: &C,
    id: ProviderId,
) -> Result<Option<provider::Model>, DbErr> {
    provider::Entity::find_by_id(id).one(db).await
}

/// Providers by id, in no order to rely on.
///
/// # Errors
/// The database's.
pub async fn find_many<C: ConnectionTrait>(
    db: &C,
    ids: &[ProviderId],
) -> Result<Vec<provider::Model>, DbErr> {
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
pub async fn find_by_person<C: ConnectionTrait>(
    db: &C,
    person: PersonId,
) -> Result<Vec<provider::Model>, DbErr> {
    provider::Entity::find()
        .filter(provider::Column::PersonId.eq(person))
        .order_by_asc(provider::Column::Kind)
        .all(db)
        .await
}

/// The ids of everything that these persons are.
///
/// # Errors
/// The database's.
pub async fn ids_of_persons<C: ConnectionTrait>(
    db: &C,
    persons: &[PersonId],
) -> Result<Vec<ProviderId>, DbErr> {
    provider::Entity::find()
        .select_only()
        .column(provider::Column::Id)
        .filter(provider::Column::PersonId.is_in(persons.iter().copied()))
        .into_tuple()
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
    any.add(reach.areas.condition(
        provider::Column::StreetCode,
        provider::Column::CommunityCode,
    ))
}

/// The ids of the providers within reach, for the queries of other slices.
#[must_use]
pub fn ids_within(reach: &Reach) -> SelectStatement {
    Query::select()
        .column(provider::Column::Id)
        .from(provider::Entity)
        .cond_where(within(reach))
        .to_owned()
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
    provider::Entity::find_by_id(id)
        .filter(within(reach))
        .one(db)
        .await
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
        query = query.filter(areas.condition(
            provider::Column::StreetCode,
            provider::Column::CommunityCode,
        ));
    }
    if let Some(after) = page.after {
        query = query.filter(provider::Column::Id.lt(after));
    }
    query
        .order_by_desc(provider::Column::Id)
        .limit(page.limit.saturating_add(1))
        .all(db)
        .await
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
    query
        .order_by_asc(provider::Column::Id)
        .limit(limit)
        .all(db)
        .await
}

/// Writes providers down.
///
/// # Errors
/// The database's: a violated unique index when a person is one of that kind already.
pub async fn insert_many<C: ConnectionTrait>(
    db: &C,
    mut rows: Vec<provider::ActiveModel>,
) -> Result<(), DbErr> {
    while !rows.is_empty() {
        let rest = rows.split_off(rows.len().min(INSERT_CHUNK));
        provider::Entity::insert_many(rows)
            .exec_without_returning(db)
            .await?;
        rows = rest;
    }
    Ok(())
}

/// Changes columns of a profile, unless the row has another version meanwhile; answers whether it was changed.
///
/// # Errors
/// The database's.
pub async fn update_profile<C: ConnectionTrait>(
    txn: &C,
    row: &provider::Model,
    changes: Vec<(provider::Column, sea_orm::Value)>,
    now: Instant,
) -> Result<bool, DbErr> {
    let mut update = bump(now);
    for (column, value) in changes {
        update = update.col_expr(column, Expr::value(value));
    }
    let unchanged = provider::Column::Version.eq(row.version);
    let changed = update
        .filter(provider::Column::Id.eq(row.id))
        .filter(unchanged)
        .exec(txn)
        .await?;
    Ok(changed.rows_affected == 1)
}

/// Sets the switch; answers whether it stood otherwise.
///
/// # Errors
/// The database's.
pub async fn set_duty<C: ConnectionTrait>(
    txn: &C,
    id: ProviderId,
    on: bool,
    now: Instant,
) -> Result<bool, DbErr> {
    let changed = set(provider::Column::OnDuty, on.into(), now)
        .filter(provider::Column::Id.eq(id))
        .filter(provider::Column::OnDuty.ne(on))
        .exec(txn)
        .await?;
    Ok(changed.rows_affected == 1)
}

/// Sets the shadow of a leave; answers whether it stood otherwise.
///
/// # Errors
/// The database's.
pub async fn set_leave<C: ConnectionTrait>(
    txn: &C,
    id: ProviderId,
    on_leave: bool,
    now: Instant,
) -> Result<bool, DbErr> {
    let changed = set(provider::Column::OnLeave, on_leave.into(), now)
        .filter(provider::Column::Id.eq(id))
        .filter(provider::Column::OnLeave.ne(on_leave))
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
    set(provider::Column::Clearance, clearance.into(), now)
        .filter(provider::Column::Id.eq(id))
        .exec(txn)
        .await?;
    Ok(())
}

/// A change of the version and time that every change of a row carries with it.
pub(super) fn bump(now: Instant) -> sea_orm::UpdateMany<provider::Entity> {
    provider::Entity::update_many()
        .col_expr(
            provider::Column::Version,
            Expr::col(provider::Column::Version).add(1),
        )
        .col_expr(provider::Column::UpdatedAt, Expr::value(now))
}

pub(super) fn set(
    column: provider::Column,
    value: sea_orm::Value,
    now: Instant,
) -> sea_orm::UpdateMany<provider::Entity> {
    bump(now).col_expr(column, SimpleExpr::from(Expr::value(value)))
}
