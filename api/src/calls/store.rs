//! All queries of calls.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, Condition, ConnectionTrait, QueryOrder as _};

use super::entity::{agreement, opening};
use crate::platform::clock::Instant;
use crate::platform::ids::{PersonId, TaskId};

/// Who of a task's people let the other side have their own number, and since when.
///
/// # Errors
/// The database's.
pub async fn agreements<C: ConnectionTrait>(
    db: &C,
    task: TaskId,
) -> Result<Vec<agreement::Model>, DbErr> {
    agreement::Entity::find()
        .filter(agreement::Column::TaskId.eq(task))
        .all(db)
        .await
}

/// Writes down that somebody agrees, or takes it back. Agreeing again renews the word: it then holds towards whoever joined since.
///
/// # Errors
/// The database's.
pub async fn set_agreed<C: ConnectionTrait>(
    txn: &C,
    task: TaskId,
    person: PersonId,
    agrees: bool,
    now: Instant,
) -> Result<(), DbErr> {
    if !agrees {
        agreement::Entity::delete_many()
            .filter(agreement::Column::TaskId.eq(task))
            .filter(agreement::Column::PersonId.eq(person))
            .exec(txn)
            .await?;
        return Ok(());
    }
    let row = agreement::ActiveModel {
        task_id: Set(task),
        person_id: Set(person),
        agreed_at: Set(now),
    };
    let key = [agreement::Column::TaskId, agreement::Column::PersonId];
    let newest = OnConflict::columns(key)
        .update_column(agreement::Column::AgreedAt)
        .to_owned();
    agreement::Entity::insert(row)
        .on_conflict(newest)
        .exec_without_returning(txn)
        .await?;
    Ok(())
}

/// The relay number that connects two people about a task at `now`, whoever of them asked for it.
///
/// # Errors
/// The database's.
pub async fn open_relay<C: ConnectionTrait>(
    db: &C,
    task: TaskId,
    (one, other): (PersonId, PersonId),
    now: Instant,
) -> Result<Option<opening::Model>, DbErr> {
    let between = |caller: PersonId, callee: PersonId| {
        Condition::all()
            .add(opening::Column::CallerPersonId.eq(caller))
            .add(opening::Column::CalleePersonId.eq(callee))
    };
    opening::Entity::find()
        .filter(opening::Column::TaskId.eq(task))
        .filter(opening::Column::UntilAt.gt(now))
        .filter(
            Condition::any()
                .add(between(one, other))
                .add(between(other, one)),
        )
        .order_by_desc(opening::Column::UntilAt)
        .one(db)
        .await
}

/// Writes an opening down.
///
/// # Errors
/// The database's.
pub async fn insert_opening<C: ConnectionTrait>(
    txn: &C,
    row: opening::ActiveModel,
) -> Result<opening::Model, DbErr> {
    row.insert(txn).await
}
