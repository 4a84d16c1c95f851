//! Queries of certificates.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Query, SelectStatement};
use sea_orm::{ConnectionTrait, ExprTrait as _, QueryOrder, QuerySelect};

use super::super::entity::{certificate, provider};
use super::set;
use crate::platform::clock::Instant;
use crate::platform::ids::ProviderId;
use crate::platform::page::PageRequest;

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
        Some(level) => provider::Column::Certificate
            .ne(level)
            .or(provider::Column::Certificate.is_null()),
        None => provider::Column::Certificate.is_not_null(),
    };
    let changed = set(
        provider::Column::Certificate,
        level.map(ToOwned::to_owned).into(),
        now,
    )
    .filter(provider::Column::Id.eq(id))
    .filter(other)
    .exec(txn)
    .await?;
    Ok(changed.rows_affected == 1)
}

/// Writes a certificate down.
///
/// # Errors
/// The database's.
pub async fn insert_certificate<C: ConnectionTrait>(
    txn: &C,
    row: certificate::ActiveModel,
) -> Result<certificate::Model, DbErr> {
    row.insert(txn).await
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
    let mut query =
        certificate::Entity::find().filter(certificate::Column::ProviderId.eq(provider.id));
    if let Some(after) = page.after {
        query = query.filter(certificate::Column::Id.lt(after));
    }
    query
        .order_by_desc(certificate::Column::Id)
        .limit(page.limit.saturating_add(1))
        .all(db)
        .await
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
    let expired = of_level_in_force()
        .and_where(certificate::Column::ExpiresOn.lt(today))
        .to_owned();
    let valid = of_level_in_force()
        .and_where(certificate::Column::IssuedOn.lte(today))
        .and_where(
            certificate::Column::ExpiresOn
                .is_null()
                .or(certificate::Column::ExpiresOn.gte(today)),
        )
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

/// The outer query's provider's certificates of the level in force.
fn of_level_in_force() -> SelectStatement {
    let certificate = |column| Expr::col((certificate::Entity, column));
    Query::select()
        .expr(Expr::value(1))
        .from(certificate::Entity)
        .and_where(
            certificate(certificate::Column::ProviderId)
                .equals((provider::Entity, provider::Column::Id)),
        )
        .and_where(
            certificate(certificate::Column::Level)
                .equals((provider::Entity, provider::Column::Certificate)),
        )
        .to_owned()
}
