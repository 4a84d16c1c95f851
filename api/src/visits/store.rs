//! All queries of visits.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Condition, OnConflict, Query};
use sea_orm::{ActiveValue::Set, ConnectionTrait, QueryOrder as _, QuerySelect as _};

use super::entity::{alarm, alerted, hazard, visit, waiver};
use super::model::{AlarmKind, AlarmOutcome, AlarmState, Capacity};
use crate::platform::access::Reach;
use crate::platform::clock::Instant;
use crate::platform::crypto::Sealed;
use crate::platform::db::insert_if_new;
use crate::platform::ids::{AlarmId, MemberId, NeedId, PersonId, TaskId};
use crate::platform::page::PageRequest;

/// Begins a visit.
///
/// # Errors
/// The database's.
pub async fn begin<C: ConnectionTrait>(txn: &C, row: visit::ActiveModel) -> Result<(), DbErr> {
    visit::Entity::insert(row)
        .exec_without_returning(txn)
        .await?;
    Ok(())
}

/// The visits of a task.
///
/// # Errors
/// The database's.
pub async fn of_task<C: ConnectionTrait>(db: &C, task: TaskId) -> Result<Vec<visit::Model>, DbErr> {
    visit::Entity::find()
        .filter(visit::Column::TaskId.eq(task))
        .all(db)
        .await
}

/// A member's visit that is not over.
///
/// # Errors
/// The database's.
pub async fn running<C: ConnectionTrait>(
    db: &C,
    member: MemberId,
) -> Result<Option<visit::Model>, DbErr> {
    visit::Entity::find_by_id(member)
        .filter(visit::Column::EndedAt.is_null())
        .one(db)
        .await
}

fn still(row: &visit::Model) -> sea_orm::UpdateMany<visit::Entity> {
    visit::Entity::update_many()
        .filter(visit::Column::MemberId.eq(row.member_id))
        .filter(visit::Column::ExpectedEnd.eq(row.expected_end))
        .filter(visit::Column::EndedAt.is_null())
}

/// Moves the expected end; the visitor was not asked about the new one. Answers whether it was still the one that was read.
///
/// # Errors
/// The database's.
pub async fn extend<C: ConnectionTrait>(
    txn: &C,
    row: &visit::Model,
    until: Instant,
) -> Result<bool, DbErr> {
    let moved = still(row)
        .col_expr(visit::Column::ExpectedEnd, Expr::value(until))
        .col_expr(visit::Column::AskedAt, Expr::value(None::<Instant>))
        .col_expr(visit::Column::AlarmedAt, Expr::value(None::<Instant>))
        .exec(txn)
        .await?;
    Ok(moved.rows_affected == 1)
}

/// Ends a member's visit; answers whether there was one.
///
/// # Errors
/// The database's.
pub async fn end<C: ConnectionTrait>(
    txn: &C,
    member: MemberId,
    now: Instant,
) -> Result<bool, DbErr> {
    let ended = visit::Entity::update_many()
        .col_expr(visit::Column::EndedAt, Expr::value(now))
        .filter(visit::Column::MemberId.eq(member))
        .filter(visit::Column::EndedAt.is_null())
        .exec(txn)
        .await?;
    Ok(ended.rows_affected == 1)
}

/// Visits with something to do, the oldest first: that were to end by `ask` and nobody asked about, or that were to end by `alert` and were
/// asked about by `asked`. Those that only wait for an answer are not among them, so that they hide nothing.
///
/// # Errors
/// The database's.
pub async fn overdue<C: ConnectionTrait>(
    db: &C,
    (ask, alert, asked): (Instant, Instant, Instant),
    limit: u64,
) -> Result<Vec<visit::Model>, DbErr> {
    let unanswered = Condition::all()
        .add(visit::Column::ExpectedEnd.lte(alert))
        .add(visit::Column::AskedAt.lte(asked));
    let due = Condition::any()
        .add(visit::Column::AskedAt.is_null())
        .add(unanswered);
    visit::Entity::find()
        .filter(visit::Column::ExpectedEnd.lte(ask))
        .filter(due)
        .filter(visit::Column::EndedAt.is_null())
        .filter(visit::Column::AlarmedAt.is_null())
        .order_by_asc(visit::Column::ExpectedEnd)
        .limit(limit)
        .all(db)
        .await
}

/// Notes that a visitor is asked; answers whether nobody did before.
///
/// # Errors
/// The database's.
pub async fn note_asked<C: ConnectionTrait>(
    txn: &C,
    row: &visit::Model,
    now: Instant,
) -> Result<bool, DbErr> {
    let asked = still(row)
        .col_expr(visit::Column::AskedAt, Expr::value(now))
        .filter(visit::Column::AskedAt.is_null())
        .exec(txn)
        .await?;
    Ok(asked.rows_affected == 1)
}

/// Notes that others are alerted; answers whether nobody did before.
///
/// # Errors
/// The database's.
pub async fn note_alarmed<C: ConnectionTrait>(
    txn: &C,
    row: &visit::Model,
    now: Instant,
) -> Result<bool, DbErr> {
    let alarmed = still(row)
        .col_expr(visit::Column::AlarmedAt, Expr::value(now))
        .filter(visit::Column::AskedAt.eq(row.asked_at))
        .filter(visit::Column::AlarmedAt.is_null())
        .exec(txn)
        .await?;
    Ok(alarmed.rows_affected == 1)
}

/// Writes an alarm down; answers whether the member had no open one of its kind.
///
/// # Errors
/// The database's.
pub async fn insert_alarm<C: ConnectionTrait>(
    txn: &C,
    row: alarm::ActiveModel,
) -> Result<bool, DbErr> {
    insert_if_new(txn, row).await
}

/// A member's open alarm of a kind.
///
/// # Errors
/// The database's.
pub async fn open_alarm<C: ConnectionTrait>(
    db: &C,
    member: MemberId,
    kind: AlarmKind,
) -> Result<Option<alarm::Model>, DbErr> {
    alarm::Entity::find()
        .filter(alarm::Column::MemberId.eq(member))
        .filter(alarm::Column::Kind.eq(kind))
        .filter(alarm::Column::State.eq(AlarmState::Open))
        .one(db)
        .await
}

/// Puts a newer fix in place of an open alarm's; answers whether it was still open.
///
/// # Errors
/// The database's.
pub async fn set_fix<C: ConnectionTrait>(
    txn: &C,
    id: AlarmId,
    (place, accuracy_m): (Sealed, Option<i32>),
    now: Instant,
) -> Result<bool, DbErr> {
    let set = alarm::Entity::update_many()
        .col_expr(alarm::Column::Place, Expr::value(place))
        .col_expr(alarm::Column::AccuracyM, Expr::value(accuracy_m))
        .col_expr(alarm::Column::PlaceAt, Expr::value(now))
        .filter(alarm::Column::Id.eq(id))
        .filter(alarm::Column::State.eq(AlarmState::Open))
        .exec(txn)
        .await?;
    Ok(set.rows_affected == 1)
}

/// Ends an alarm; answers whether it was open. The last place of the visitor's phone is not kept.
///
/// # Errors
/// The database's.
pub async fn end_alarm<C: ConnectionTrait>(
    txn: &C,
    id: AlarmId,
    outcome: AlarmOutcome,
    by: Option<PersonId>,
    now: Instant,
) -> Result<bool, DbErr> {
    let ended = alarm::Entity::update_many()
        .col_expr(alarm::Column::State, Expr::value(AlarmState::Ended))
        .col_expr(alarm::Column::Outcome, Expr::value(outcome))
        .col_expr(alarm::Column::EndedAt, Expr::value(now))
        .col_expr(alarm::Column::EndedBy, Expr::value(by))
        .col_expr(alarm::Column::Place, Expr::value(None::<Sealed>))
        .filter(alarm::Column::Id.eq(id))
        .filter(alarm::Column::State.eq(AlarmState::Open))
        .exec(txn)
        .await?;
    Ok(ended.rows_affected == 1)
}

/// Writes down who is alerted.
///
/// # Errors
/// The database's.
pub async fn insert_alerted<C: ConnectionTrait>(
    txn: &C,
    alarm: AlarmId,
    people: &[(PersonId, Capacity)],
) -> Result<(), DbErr> {
    if people.is_empty() {
        return Ok(());
    }
    let rows = people
        .iter()
        .map(|(person, capacity)| alerted::ActiveModel {
            alarm_id: Set(alarm),
            person_id: Set(*person),
            capacity: Set(*capacity),
        });
    alerted::Entity::insert_many(rows)
        .exec_without_returning(txn)
        .await?;
    Ok(())
}

/// Who was alerted.
///
/// # Errors
/// The database's.
pub async fn alerted_by<C: ConnectionTrait>(
    db: &C,
    alarm: AlarmId,
) -> Result<Vec<alerted::Model>, DbErr> {
    alerted::Entity::find()
        .filter(alerted::Column::AlarmId.eq(alarm))
        .order_by_asc(alerted::Column::PersonId)
        .all(db)
        .await
}

/// Own are the alarms that the caller raised or was alerted by.
fn alarms_within(reach: &Reach) -> Condition {
    let mut any = Condition::any();
    if reach.own {
        let told = Query::select()
            .column(alerted::Column::AlarmId)
            .from(alerted::Entity)
            .and_where(alerted::Column::PersonId.eq(reach.person))
            .to_owned();
        any = any
            .add(alarm::Column::PersonId.eq(reach.person))
            .add(alarm::Column::Id.in_subquery(told));
    }
    any.add(
        reach
            .areas
            .condition(alarm::Column::StreetCode, alarm::Column::CommunityCode),
    )
}

/// An alarm within reach.
///
/// # Errors
/// The database's.
pub async fn find_alarm<C: ConnectionTrait>(
    db: &C,
    reach: &Reach,
    id: AlarmId,
) -> Result<Option<alarm::Model>, DbErr> {
    alarm::Entity::find_by_id(id)
        .filter(alarms_within(reach))
        .one(db)
        .await
}

/// A page of alarms within reach, newest first.
///
/// # Errors
/// The database's.
pub async fn list_alarms<C: ConnectionTrait>(
    db: &C,
    reach: &Reach,
    state: Option<AlarmState>,
    page: PageRequest,
) -> Result<Vec<alarm::Model>, DbErr> {
    let mut query = alarm::Entity::find().filter(alarms_within(reach));
    if let Some(state) = state {
        query = query.filter(alarm::Column::State.eq(state));
    }
    if let Some(after) = page.after {
        query = query.filter(alarm::Column::Id.lt(after));
    }
    query
        .order_by_desc(alarm::Column::Id)
        .limit(page.limit + 1)
        .all(db)
        .await
}

/// Whether an officer has agreed that one goes alone.
///
/// # Errors
/// The database's.
pub async fn is_waived<C: ConnectionTrait>(db: &C, task: TaskId) -> Result<bool, DbErr> {
    Ok(waiver::Entity::find_by_id(task).count(db).await? > 0)
}

/// An officer's word that one goes alone.
///
/// # Errors
/// The database's.
pub async fn find_waiver<C: ConnectionTrait>(
    db: &C,
    task: TaskId,
) -> Result<Option<waiver::Model>, DbErr> {
    waiver::Entity::find_by_id(task).one(db).await
}

/// Writes a waiver down, in place of the one before.
///
/// # Errors
/// The database's.
pub async fn write_waiver<C: ConnectionTrait>(
    txn: &C,
    row: waiver::ActiveModel,
) -> Result<(), DbErr> {
    let columns = [
        waiver::Column::Reason,
        waiver::Column::WrittenBy,
        waiver::Column::CreatedAt,
    ];
    let newer = OnConflict::column(waiver::Column::TaskId)
        .update_columns(columns)
        .to_owned();
    waiver::Entity::insert(row)
        .on_conflict(newer)
        .exec_without_returning(txn)
        .await?;
    Ok(())
}

/// Writes a hazard down.
///
/// # Errors
/// The database's.
pub async fn insert_hazard<C: ConnectionTrait>(
    txn: &C,
    row: hazard::ActiveModel,
) -> Result<hazard::Model, DbErr> {
    row.insert(txn).await
}

/// The hazards of a need, the oldest first.
///
/// # Errors
/// The database's.
pub async fn hazards_of<C: ConnectionTrait>(
    db: &C,
    need: NeedId,
) -> Result<Vec<hazard::Model>, DbErr> {
    hazard::Entity::find()
        .filter(hazard::Column::NeedId.eq(need))
        .order_by_asc(hazard::Column::Id)
        .all(db)
        .await
}
