//! All queries of photos.

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, Condition, ConnectionTrait, QueryOrder, QuerySelect};

use super::entity::{photo, upload};
use crate::platform::clock::Instant;
use crate::platform::db::insert_if_new;
use crate::platform::ids::{NeedId, PhotoId};

/// Marks that files of a photo may be stored from now on.
///
/// # Errors
/// The database's.
pub async fn begin_upload<C: ConnectionTrait>(
    txn: &C,
    id: PhotoId,
    now: Instant,
) -> Result<(), DbErr> {
    upload::Entity::insert(upload::ActiveModel {
        id: Set(id),
        begun_at: Set(now),
        given_up: Set(false),
    })
    .exec_without_returning(txn)
    .await?;
    Ok(())
}

/// Takes the mark away; answers whether it was there and nobody has given the upload up.
///
/// # Errors
/// The database's.
pub async fn end_upload<C: ConnectionTrait>(txn: &C, id: PhotoId) -> Result<bool, DbErr> {
    let ended = upload::Entity::delete_many()
        .filter(upload::Column::Id.eq(id))
        .filter(upload::Column::GivenUp.eq(false))
        .exec(txn)
        .await?;
    Ok(ended.rows_affected == 1)
}

/// Gives an upload up: it can become no photo any more.
///
/// # Errors
/// The database's.
pub async fn give_up<C: ConnectionTrait>(txn: &C, id: PhotoId) -> Result<bool, DbErr> {
    let given_up = upload::Entity::update_many()
        .col_expr(upload::Column::GivenUp, Expr::value(true))
        .filter(upload::Column::Id.eq(id))
        .exec(txn)
        .await?;
    Ok(given_up.rows_affected == 1)
}

/// Marks the files of a picture whose row goes away as given up.
///
/// # Errors
/// The database's.
pub async fn discard<C: ConnectionTrait>(txn: &C, id: PhotoId, now: Instant) -> Result<(), DbErr> {
    let mark = upload::ActiveModel {
        id: Set(id),
        begun_at: Set(now),
        given_up: Set(true),
    };
    // Marked already: its files are on their way out.
    insert_if_new(txn, mark).await.map(drop)
}

/// Forgets an upload that was given up and whose files are gone.
///
/// # Errors
/// The database's.
pub async fn forget<C: ConnectionTrait>(txn: &C, id: PhotoId) -> Result<(), DbErr> {
    upload::Entity::delete_by_id(id).exec(txn).await?;
    Ok(())
}

/// Uploads that began before `before` and became nothing, and whatever is given up.
///
/// # Errors
/// The database's.
pub async fn uploads_before<C: ConnectionTrait>(
    db: &C,
    before: Instant,
    limit: u64,
) -> Result<Vec<PhotoId>, DbErr> {
    upload::Entity::find()
        .select_only()
        .column(upload::Column::Id)
        .filter(
            Condition::any()
                .add(upload::Column::BegunAt.lt(before))
                .add(upload::Column::GivenUp.eq(true)),
        )
        .order_by_asc(upload::Column::BegunAt)
        .limit(limit)
        .into_tuple()
        .all(db)
        .await
}

/// Writes a photo down.
///
/// # Errors
/// The database's.
pub async fn insert<C: ConnectionTrait>(
    txn: &C,
    row: photo::ActiveModel,
) -> Result<photo::Model, DbErr> {
    row.insert(txn).await
}

/// A photo by id; whoever shows it has decided that it may be shown.
///
/// # Errors
/// The database's.
pub async fn find<C: ConnectionTrait>(db: &C, id: PhotoId) -> Result<Option<photo::Model>, DbErr> {
    photo::Entity::find_by_id(id).one(db).await
}

/// Photos by id.
///
/// # Errors
/// The database's.
pub async fn find_many<C: ConnectionTrait>(
    db: &C,
    ids: &[PhotoId],
) -> Result<Vec<photo::Model>, DbErr> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    photo::Entity::find()
        .filter(photo::Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await
}

/// The photos of a need itself, in order.
///
/// # Errors
/// The database's.
pub async fn of_need<C: ConnectionTrait>(db: &C, need: NeedId) -> Result<Vec<photo::Model>, DbErr> {
    photo::Entity::find()
        .filter(photo::Column::NeedId.eq(need))
        .filter(photo::Column::TaskId.is_null())
        .order_by_asc(photo::Column::Id)
        .all(db)
        .await
}
