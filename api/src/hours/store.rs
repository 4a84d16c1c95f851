//! All queries of the ledger and of slips.

use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, QueryOrder, QuerySelect};

use super::dto::EntryKind;
use super::entity::{certificate, entry};
use crate::platform::clock::Instant;
use crate::platform::ids::{HourCertificateId, MemberId, PersonId, TaskId};
use crate::platform::page::PageRequest;

/// Writes an entry.
///
/// # Errors
/// The database's; a conflict when the member was counted already.
pub async fn append<C: ConnectionTrait>(txn: &C, row: entry::ActiveModel) -> Result<(), DbErr> {
    entry::Entity::insert(row)
        .exec_without_returning(txn)
        .await?;
    Ok(())
}

/// When the first entry of a member says that they served.
///
/// # Errors
/// The database's.
pub async fn served_at<C: ConnectionTrait>(
    db: &C,
    member: MemberId,
) -> Result<Option<Instant>, DbErr> {
    entry::Entity::find()
        .select_only()
        .column(entry::Column::ServedAt)
        .filter(entry::Column::MemberId.eq(member))
        .order_by_asc(entry::Column::CreatedAt)
        .limit(1)
        .into_tuple()
        .one(db)
        .await
}

/// All minutes of a person.
///
/// # Errors
/// The database's.
pub async fn minutes<C: ConnectionTrait>(db: &C, person: PersonId) -> Result<i64, DbErr> {
    let sum: Option<Option<i64>> = entry::Entity::find()
        .select_only()
        .column_as(entry::Column::Minutes.sum(), "sum")
        .filter(entry::Column::PersonId.eq(person))
        .into_tuple()
        .one(db)
        .await?;
    Ok(sum.flatten().unwrap_or(0))
}

/// The minutes of a person by task, of services from `from` to before `until`; of tasks that came to nothing none.
///
/// # Errors
/// The database's.
pub async fn minutes_by_task<C: ConnectionTrait>(
    db: &C,
    person: PersonId,
    (from, until): (Instant, Instant),
) -> Result<Vec<i64>, DbErr> {
    let sums: Vec<(TaskId, i64)> = entry::Entity::find()
        .select_only()
        .column(entry::Column::TaskId)
        .column_as(entry::Column::Minutes.sum(), "sum")
        .filter(entry::Column::PersonId.eq(person))
        .filter(entry::Column::ServedAt.gte(from))
        .filter(entry::Column::ServedAt.lt(until))
        .group_by(entry::Column::TaskId)
        .into_tuple()
        .all(db)
        .await?;
    let sums = sums.into_iter().map(|(_, sum)| sum);
    Ok(sums.filter(|sum| *sum > 0).collect())
}

/// The corrections of members, in order.
///
/// # Errors
/// The database's.
pub async fn corrections<C: ConnectionTrait>(
    db: &C,
    members: &[MemberId],
) -> Result<Vec<entry::Model>, DbErr> {
    if members.is_empty() {
        return Ok(Vec::new());
    }
    entry::Entity::find()
        .filter(entry::Column::MemberId.is_in(members.iter().copied()))
        .filter(entry::Column::Kind.eq(EntryKind::Corrected))
        .order_by_asc(entry::Column::Id)
        .all(db)
        .await
}

/// Writes a slip down.
///
/// # Errors
/// The database's.
pub async fn insert_certificate<C: ConnectionTrait>(
    txn: &C,
    row: certificate::ActiveModel,
) -> Result<certificate::Model, DbErr> {
    row.insert(txn).await
}

/// A person's own slip.
///
/// # Errors
/// The database's.
pub async fn find_certificate<C: ConnectionTrait>(
    db: &C,
    person: PersonId,
    id: HourCertificateId,
) -> Result<Option<certificate::Model>, DbErr> {
    certificate::Entity::find_by_id(id)
        .filter(certificate::Column::PersonId.eq(person))
        .one(db)
        .await
}

/// A page of a person's slips, newest first.
///
/// # Errors
/// The database's.
pub async fn certificates<C: ConnectionTrait>(
    db: &C,
    person: PersonId,
    page: PageRequest,
) -> Result<Vec<certificate::Model>, DbErr> {
    let mut query = certificate::Entity::find().filter(certificate::Column::PersonId.eq(person));
    if let Some(after) = page.after {
        query = query.filter(certificate::Column::Id.lt(after));
    }
    query
        .order_by_desc(certificate::Column::Id)
        .limit(page.limit + 1)
        .all(db)
        .await
}

/// A slip by the hash of its code.
///
/// # Errors
/// The database's.
pub async fn find_certificate_by_code<C: ConnectionTrait>(
    db: &C,
    hash: Vec<u8>,
) -> Result<Option<certificate::Model>, DbErr> {
    certificate::Entity::find()
        .filter(certificate::Column::CodeHash.eq(hash))
        .one(db)
        .await
}
