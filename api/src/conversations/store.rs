//! All queries of conversations.

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, ConnectionTrait, QueryOrder, QuerySelect};

use super::entity::{message, read_mark};
use crate::platform::clock::Instant;
use crate::platform::db::insert_if_new;
use crate::platform::ids::{MessageId, PersonId, TaskId};
use crate::platform::page::PageRequest;

/// Writes a message down.
///
/// # Errors
/// The database's.
pub async fn insert<C: ConnectionTrait>(
    txn: &C,
    row: message::ActiveModel,
) -> Result<message::Model, DbErr> {
    row.insert(txn).await
}

/// A page of a conversation, newest first; with `since` only what was said from then on.
///
/// # Errors
/// The database's.
pub async fn page<C: ConnectionTrait>(
    db: &C,
    task: TaskId,
    since: Option<Instant>,
    page: PageRequest,
) -> Result<Vec<message::Model>, DbErr> {
    let mut query = message::Entity::find().filter(message::Column::TaskId.eq(task));
    if let Some(since) = since {
        query = query.filter(message::Column::CreatedAt.gte(since));
    }
    if let Some(after) = page.after {
        query = query.filter(message::Column::Id.lt(after));
    }
    query
        .order_by_desc(message::Column::Id)
        .limit(page.limit + 1)
        .all(db)
        .await
}

/// A message of a conversation.
///
/// # Errors
/// The database's.
pub async fn find<C: ConnectionTrait>(
    db: &C,
    task: TaskId,
    id: MessageId,
) -> Result<Option<message::Model>, DbErr> {
    message::Entity::find_by_id(id)
        .filter(message::Column::TaskId.eq(task))
        .one(db)
        .await
}

/// How many messages of others somebody has not marked as read; with `since` only of those said from then on.
///
/// # Errors
/// The database's.
pub async fn count_unread<C: ConnectionTrait>(
    db: &C,
    task: TaskId,
    person: PersonId,
    since: Option<Instant>,
) -> Result<u64, DbErr> {
    let mark = read_mark::Entity::find_by_id((task, person))
        .one(db)
        .await?;
    let mut query = message::Entity::find()
        .filter(message::Column::TaskId.eq(task))
        .filter(message::Column::AuthorPersonId.ne(person));
    if let Some(mark) = mark {
        query = query.filter(message::Column::Id.gt(mark.message_id));
    }
    if let Some(since) = since {
        query = query.filter(message::Column::CreatedAt.gte(since));
    }
    query.count(db).await
}

/// Marks a conversation as read up to a message; a mark further on stays.
///
/// # Errors
/// The database's.
pub async fn mark_read<C: ConnectionTrait>(
    txn: &C,
    task: TaskId,
    person: PersonId,
    up_to: MessageId,
    now: Instant,
) -> Result<(), DbErr> {
    let row = read_mark::ActiveModel {
        task_id: Set(task),
        person_id: Set(person),
        message_id: Set(up_to),
        read_at: Set(now),
    };
    if insert_if_new(txn, row).await? {
        return Ok(());
    }
    read_mark::Entity::update_many()
        .col_expr(read_mark::Column::MessageId, Expr::value(up_to))
        .col_expr(read_mark::Column::ReadAt, Expr::value(now))
        .filter(read_mark::Column::TaskId.eq(task))
        .filter(read_mark::Column::PersonId.eq(person))
        .filter(read_mark::Column::MessageId.lt(up_to))
        .exec(txn)
        .await?;
    Ok(())
}

/// The marks of a conversation.
///
/// # Errors
/// The database's.
pub async fn marks<C: ConnectionTrait>(
    db: &C,
    task: TaskId,
) -> Result<Vec<read_mark::Model>, DbErr> {
    read_mark::Entity::find()
        .filter(read_mark::Column::TaskId.eq(task))
        .all(db)
        .await
}
