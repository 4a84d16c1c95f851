//! All queries of compounds.

use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, QueryOrder, QuerySelect};

use super::entity::{ActiveModel, Column, Entity, Model};
use crate::platform::access::Reach;
use crate::platform::ids::{CompoundId, OrganisationId};
use crate::platform::page::PageRequest;

/// A compound by id; everybody may see it.
///
/// # Errors
/// The database's.
pub async fn find<C: ConnectionTrait>(db: &C, id: CompoundId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).one(db).await
}

/// A compound within the divisions of a caller who would change it.
///
/// # Errors
/// The database's.
pub async fn find_within<C: ConnectionTrait>(
    db: &C,
    reach: &Reach,
    id: CompoundId,
) -> Result<Option<Model>, DbErr> {
    let mut query = Entity::find_by_id(id);
    if !reach.any {
        let areas = &reach.areas;
        query = query.filter(areas.condition(Column::StreetCode, Column::CommunityCode));
    }
    query.one(db).await
}

/// A page of a community's compounds, newest first.
///
/// # Errors
/// The database's.
pub async fn list<C: ConnectionTrait>(
    db: &C,
    community: &str,
    page: PageRequest,
) -> Result<Vec<Model>, DbErr> {
    let mut query = Entity::find().filter(Column::CommunityCode.eq(community));
    if let Some(after) = page.after {
        query = query.filter(Column::Id.lt(after));
    }
    query
        .order_by_desc(Column::Id)
        .limit(page.limit + 1)
        .all(db)
        .await
}

/// The compounds that a property company manages.
///
/// # Errors
/// The database's.
pub async fn managed_by<C: ConnectionTrait>(
    db: &C,
    organisation: OrganisationId,
) -> Result<Vec<CompoundId>, DbErr> {
    Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::PropertyOrganisationId.eq(organisation))
        .into_tuple()
        .all(db)
        .await
}

/// Writes a compound down.
///
/// # Errors
/// The database's.
pub async fn insert<C: ConnectionTrait>(txn: &C, row: ActiveModel) -> Result<Model, DbErr> {
    row.insert(txn).await
}

/// Writes changes to a compound; answers whether it still was of that version.
///
/// # Errors
/// The database's.
pub async fn update<C: ConnectionTrait>(
    txn: &C,
    row: &Model,
    changes: Vec<(Column, sea_orm::Value)>,
) -> Result<bool, DbErr> {
    let mut update = Entity::update_many()
        .col_expr(Column::Version, Expr::value(row.version + 1))
        .filter(Column::Id.eq(row.id))
        .filter(Column::Version.eq(row.version));
    for (column, value) in changes {
        update = update.col_expr(column, Expr::value(value));
    }
    Ok(update.exec(txn).await?.rows_affected == 1)
}
