//! All queries of organisations and memberships.

use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, QueryOrder, QuerySelect};

use super::entity::{membership, organisation};
use crate::platform::access::Reach;
use crate::platform::clock::Instant;
use crate::platform::ids::{MembershipId, OrganisationId, PersonId};
use crate::platform::page::PageRequest;

/// An organisation by id; everybody who is signed in may see it.
///
/// # Errors
/// The database's.
pub async fn find<C: ConnectionTrait>(
    db: &C,
    id: OrganisationId,
) -> Result<Option<organisation::Model>, DbErr> {
    organisation::Entity::find_by_id(id).one(db).await
}

/// An organisation with its seat in the divisions of a caller who would change it; one of the whole city only for the city.
///
/// # Errors
/// The database's.
pub async fn find_within<C: ConnectionTrait>(
    db: &C,
    reach: &Reach,
    id: OrganisationId,
) -> Result<Option<organisation::Model>, DbErr> {
    let mut query = organisation::Entity::find_by_id(id);
    if !reach.any {
        query = query.filter(reach.areas.condition(
            organisation::Column::StreetCode,
            organisation::Column::CommunityCode,
        ));
    }
    query.one(db).await
}

/// A page of organisations, newest first.
///
/// # Errors
/// The database's.
pub async fn list<C: ConnectionTrait>(
    db: &C,
    kind: Option<&str>,
    page: PageRequest,
) -> Result<Vec<organisation::Model>, DbErr> {
    let mut query = organisation::Entity::find();
    if let Some(kind) = kind {
        query = query.filter(organisation::Column::Kind.eq(kind));
    }
    if let Some(after) = page.after {
        query = query.filter(organisation::Column::Id.lt(after));
    }
    query
        .order_by_desc(organisation::Column::Id)
        .limit(page.limit + 1)
        .all(db)
        .await
}

/// Writes an organisation down.
///
/// # Errors
/// The database's.
pub async fn insert<C: ConnectionTrait>(
    txn: &C,
    row: organisation::ActiveModel,
) -> Result<organisation::Model, DbErr> {
    row.insert(txn).await
}

/// Writes changes to an organisation; answers whether it still was of that version.
///
/// # Errors
/// The database's.
pub async fn update<C: ConnectionTrait>(
    txn: &C,
    row: &organisation::Model,
    changes: Vec<(organisation::Column, sea_orm::Value)>,
) -> Result<bool, DbErr> {
    let mut update = organisation::Entity::update_many()
        .col_expr(organisation::Column::Version, Expr::value(row.version + 1))
        .filter(organisation::Column::Id.eq(row.id))
        .filter(organisation::Column::Version.eq(row.version));
    for (column, value) in changes {
        update = update.col_expr(column, Expr::value(value));
    }
    Ok(update.exec(txn).await?.rows_affected == 1)
}

/// Whether somebody belongs to an organisation now.
///
/// # Errors
/// The database's.
pub async fn is_member<C: ConnectionTrait>(
    db: &C,
    id: OrganisationId,
    person: PersonId,
) -> Result<bool, DbErr> {
    let open = membership::Entity::find()
        .filter(membership::Column::OrganisationId.eq(id))
        .filter(membership::Column::PersonId.eq(person))
        .filter(membership::Column::Until.is_null());
    Ok(open.count(db).await? > 0)
}

/// A page of an organisation's memberships, those that ended too, newest first.
///
/// # Errors
/// The database's.
pub async fn memberships<C: ConnectionTrait>(
    db: &C,
    id: OrganisationId,
    page: PageRequest,
) -> Result<Vec<membership::Model>, DbErr> {
    let mut query = membership::Entity::find().filter(membership::Column::OrganisationId.eq(id));
    if let Some(after) = page.after {
        query = query.filter(membership::Column::Id.lt(after));
    }
    query
        .order_by_desc(membership::Column::Id)
        .limit(page.limit + 1)
        .all(db)
        .await
}

/// A membership by id; whoever ends it has to reach its organisation.
///
/// # Errors
/// The database's.
pub async fn find_membership<C: ConnectionTrait>(
    db: &C,
    id: MembershipId,
) -> Result<Option<membership::Model>, DbErr> {
    membership::Entity::find_by_id(id).one(db).await
}

/// Writes a membership down.
///
/// # Errors
/// The database's; a unique violation when the person belongs to the organisation already.
pub async fn insert_membership<C: ConnectionTrait>(
    txn: &C,
    row: membership::ActiveModel,
) -> Result<membership::Model, DbErr> {
    row.insert(txn).await
}

/// Ends a membership; answers whether it had not ended before.
///
/// # Errors
/// The database's.
pub async fn end_membership<C: ConnectionTrait>(
    txn: &C,
    id: MembershipId,
    by: PersonId,
    at: Instant,
) -> Result<bool, DbErr> {
    let ended = membership::Entity::update_many()
        .col_expr(membership::Column::Until, Expr::value(at))
        .col_expr(membership::Column::EndedBy, Expr::value(by))
        .filter(membership::Column::Id.eq(id))
        .filter(membership::Column::Until.is_null())
        .exec(txn)
        .await?;
    Ok(ended.rows_affected == 1)
}
