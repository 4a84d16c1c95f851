//! Queries of the inbox and of the notifier's cursor.

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, ConnectionTrait, QueryOrder as _, QuerySelect as _};

use super::entity::{consumer, notification};
use super::model::NotificationKind;
use crate::platform::clock::Instant;
use crate::platform::db::insert_if_new;
use crate::platform::ids::{NotificationId, PersonId};
use crate::platform::page::PageRequest;

/// The name of the notifier's cursor.
const NOTIFIER: &str = "notifier";

/// The last event that the notifier has.
///
/// # Errors
/// The database's.
pub async fn cursor<C: ConnectionTrait>(db: &C) -> Result<i64, DbErr> {
    let row = consumer::Entity::find_by_id(NOTIFIER).one(db).await?;
    Ok(row.map_or(0, |row| row.last_seq))
}

/// Moves the notifier's cursor; answers whether it stood where the caller thinks. Of several replicas that read the same events one
/// is told yes, and the others wait for its transaction and are told no.
///
/// # Errors
/// The database's.
pub async fn advance<C: ConnectionTrait>(txn: &C, from: i64, to: i64) -> Result<bool, DbErr> {
    let moved = consumer::Entity::update_many()
        .col_expr(consumer::Column::LastSeq, Expr::value(to))
        .filter(consumer::Column::Name.eq(NOTIFIER))
        .filter(consumer::Column::LastSeq.eq(from))
        .exec(txn)
        .await?;
    if moved.rows_affected == 1 || from != 0 {
        return Ok(moved.rows_affected == 1);
    }
    let first = consumer::ActiveModel {
        name: Set(NOTIFIER.to_owned()),
        last_seq: Set(to),
    };
    insert_if_new(txn, first).await
}

/// Writes a notification down, unless the person has it; answers whether it was written.
///
/// # Errors
/// The database's.
pub async fn insert<C: ConnectionTrait>(
    txn: &C,
    row: notification::ActiveModel,
) -> Result<bool, DbErr> {
    insert_if_new(txn, row).await
}

/// Whether somebody has an unread notification of a kind about something.
///
/// # Errors
/// The database's.
pub async fn has_unread<C: ConnectionTrait>(
    db: &C,
    person: PersonId,
    kind: NotificationKind,
    subject: Uuid,
) -> Result<bool, DbErr> {
    let unread = notification::Entity::find()
        .filter(notification::Column::PersonId.eq(person))
        .filter(notification::Column::Kind.eq(kind))
        .filter(notification::Column::SubjectId.eq(subject))
        .filter(notification::Column::ReadAt.is_null());
    Ok(unread.count(db).await? > 0)
}

/// Ends the time of what tells of a kind about something: it does not go out any more.
///
/// # Errors
/// The database's.
pub async fn expire<C: ConnectionTrait>(
    txn: &C,
    kind: NotificationKind,
    subject: Uuid,
    now: Instant,
) -> Result<(), DbErr> {
    notification::Entity::update_many()
        .col_expr(notification::Column::ExpiresAt, Expr::value(now))
        .filter(notification::Column::Kind.eq(kind))
        .filter(notification::Column::SubjectId.eq(subject))
        .filter(notification::Column::ReadAt.is_null())
        .filter(notification::Column::ExpiresAt.gt(now))
        .exec(txn)
        .await?;
    Ok(())
}

/// A notification by id, for whoever sends it.
///
/// # Errors
/// The database's.
pub async fn find<C: ConnectionTrait>(
    db: &C,
    id: NotificationId,
) -> Result<Option<notification::Model>, DbErr> {
    notification::Entity::find_by_id(id).one(db).await
}

/// Notifications by id.
///
/// # Errors
/// The database's.
pub async fn find_many<C: ConnectionTrait>(
    db: &C,
    ids: &[NotificationId],
) -> Result<Vec<notification::Model>, DbErr> {
    notification::Entity::find()
        .filter(notification::Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await
}

fn inbox(person: PersonId, unread_only: bool) -> sea_orm::Select<notification::Entity> {
    let query = notification::Entity::find().filter(notification::Column::PersonId.eq(person));
    if unread_only {
        query.filter(notification::Column::ReadAt.is_null())
    } else {
        query
    }
}

/// A page of somebody's inbox, newest first.
///
/// # Errors
/// The database's.
pub async fn list<C: ConnectionTrait>(
    db: &C,
    person: PersonId,
    unread_only: bool,
    page: PageRequest,
) -> Result<Vec<notification::Model>, DbErr> {
    let mut query = inbox(person, unread_only);
    if let Some(after) = page.after {
        query = query.filter(notification::Column::Id.lt(after));
    }
    query
        .order_by_desc(notification::Column::Id)
        .limit(page.limit + 1)
        .all(db)
        .await
}

/// How many notifications somebody has not read.
///
/// # Errors
/// The database's.
pub async fn count_unread<C: ConnectionTrait>(db: &C, person: PersonId) -> Result<u64, DbErr> {
    inbox(person, true).count(db).await
}

/// Marks somebody's notifications as read: those up to one, that one included. Answers how many were unread.
///
/// # Errors
/// The database's.
pub async fn mark_read<C: ConnectionTrait>(
    txn: &C,
    person: PersonId,
    up_to: NotificationId,
    now: Instant,
) -> Result<u64, DbErr> {
    let read = notification::Entity::update_many()
        .col_expr(notification::Column::ReadAt, Expr::value(now))
        .filter(notification::Column::PersonId.eq(person))
        .filter(notification::Column::Id.lte(up_to))
        .filter(notification::Column::ReadAt.is_null())
        .exec(txn)
        .await?;
    Ok(read.rows_affected)
}

/// Forgets what was made before an instant, deliveries included; answers how many.
///
/// # Errors
/// The database's.
pub async fn forget_before<C: ConnectionTrait>(txn: &C, before: Instant) -> Result<u64, DbErr> {
    let forgotten = notification::Entity::delete_many()
        .filter(notification::Column::CreatedAt.lt(before))
        .exec(txn)
        .await?;
    Ok(forgotten.rows_affected)
}
