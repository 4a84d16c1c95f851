//! All queries of consents.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Condition;
use sea_orm::{ConnectionTrait, QueryOrder as _, QuerySelect as _};

use super::entity::{ConsentState, consent};
use crate::platform::access::Reach;
use crate::platform::clock::Instant;
use crate::platform::ids::{PersonId, StreetConsentId};
use crate::platform::page::PageRequest;

/// Consents that one of the reach's streets gives or asks for.
fn within(reach: &Reach) -> Condition {
    let any = Condition::any();
    if reach.any || reach.areas.all {
        return any.add(Expr::value(true));
    }
    let streets = &reach.areas.streets;
    any.add(consent::Column::GivingStreet.is_in(streets))
        .add(consent::Column::AskingStreet.is_in(streets))
}

/// Writes a consent down.
///
/// # Errors
/// The database's.
pub async fn insert<C: ConnectionTrait>(
    txn: &C,
    row: consent::ActiveModel,
) -> Result<consent::Model, DbErr> {
    row.insert(txn).await
}

/// A page of consents within reach, newest first.
///
/// # Errors
/// The database's.
pub async fn list<C: ConnectionTrait>(
    db: &C,
    reach: &Reach,
    state: Option<ConsentState>,
    page: PageRequest,
) -> Result<Vec<consent::Model>, DbErr> {
    let mut query = consent::Entity::find().filter(within(reach));
    if let Some(state) = state {
        query = query.filter(consent::Column::State.eq(state));
    }
    if let Some(after) = page.after {
        query = query.filter(consent::Column::Id.lt(after));
    }
    query
        .order_by_desc(consent::Column::Id)
        .limit(page.limit + 1)
        .all(db)
        .await
}

/// A consent within reach.
///
/// # Errors
/// The database's.
pub async fn find_within<C: ConnectionTrait>(
    db: &C,
    reach: &Reach,
    id: StreetConsentId,
) -> Result<Option<consent::Model>, DbErr> {
    consent::Entity::find_by_id(id)
        .filter(within(reach))
        .one(db)
        .await
}

/// A consent.
///
/// # Errors
/// The database's.
pub async fn find<C: ConnectionTrait>(
    db: &C,
    id: StreetConsentId,
) -> Result<Option<consent::Model>, DbErr> {
    consent::Entity::find_by_id(id).one(db).await
}

/// Brings a consent from one state to another; answers whether it was in the first. Of two who decide at once one does.
///
/// # Errors
/// The database's.
pub async fn advance<C: ConnectionTrait>(
    txn: &C,
    id: StreetConsentId,
    (from, to): (ConsentState, ConsentState),
    reason: Option<String>,
    (by, at): (PersonId, Instant),
) -> Result<bool, DbErr> {
    let mut update = consent::Entity::update_many()
        .col_expr(consent::Column::State, Expr::value(to))
        .col_expr(consent::Column::DecidedBy, Expr::value(by))
        .col_expr(consent::Column::DecidedAt, Expr::value(at))
        .filter(consent::Column::Id.eq(id))
        .filter(consent::Column::State.eq(from));
    if let Some(reason) = reason {
        update = update.col_expr(consent::Column::Reason, Expr::value(reason));
    }
    Ok(update.exec(txn).await?.rows_affected == 1)
}

/// The consents that hold for a street's needs at an instant.
///
/// # Errors
/// The database's.
pub async fn held_for<C: ConnectionTrait>(
    db: &C,
    asking_street: &str,
    at: Instant,
) -> Result<Vec<consent::Model>, DbErr> {
    consent::Entity::find()
        .filter(consent::Column::AskingStreet.eq(asking_street))
        .filter(consent::Column::State.eq(ConsentState::Given))
        .filter(consent::Column::FromAt.lte(at))
        .filter(consent::Column::UntilAt.gt(at))
        .all(db)
        .await
}
