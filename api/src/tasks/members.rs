//! All queries of teams: members, and the times that they promised.

use std::collections::HashMap;

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Query;
use sea_orm::{ActiveValue::Set, ConnectionTrait, QueryOrder, QuerySelect};

use super::entity::{commitment, member, task};
use super::model::{ArrivedBy, LeaveReason, MemberRole, MemberState};
use crate::platform::clock::Instant;
use crate::platform::crypto::Sealed;
use crate::platform::ids::{MemberId, NeedId, PersonId, ProviderId, TaskId};
use crate::platform::page::PageRequest;

/// The states in which a member counts.
pub(super) const ACTIVE: [MemberState; 2] = [MemberState::Joined, MemberState::Confirmed];

/// Adds a member.
///
/// # Errors
/// The database's; a conflict when they are a member already.
pub async fn insert_member<C: ConnectionTrait>(
    txn: &C,
    id: MemberId,
    task: TaskId,
    (provider, person): (ProviderId, PersonId),
    role: MemberRole,
    now: Instant,
) -> Result<(), DbErr> {
    let state = if role.is_lead() {
        MemberState::Confirmed
    } else {
        MemberState::Joined
    };
    member::Entity::insert(member::ActiveModel {
        id: Set(id),
        task_id: Set(task),
        provider_id: Set(provider),
        person_id: Set(person),
        role: Set(role),
        state: Set(state),
        joined_at: Set(now),
        left_at: Set(None),
        leave_reason: Set(None),
        checked_in_at: Set(None),
        check_in_distance_m: Set(None),
        check_in_reason: Set(None),
        check_in_place: Set(None),
        check_in_by: Set(None),
        checked_out_at: Set(None),
        check_out_place: Set(None),
        check_out_distance_m: Set(None),
        minutes: Set(None),
        late_asked_at: Set(None),
        late_until: Set(None),
    })
    .exec_without_returning(txn)
    .await?;
    Ok(())
}

/// Moves a member to another state; answers whether they still stood in one of `from`.
///
/// # Errors
/// The database's.
pub async fn change_member<C: ConnectionTrait>(
    txn: &C,
    id: MemberId,
    from: &[MemberState],
    to: MemberState,
    now: Instant,
) -> Result<bool, DbErr> {
    let mut update = member::Entity::update_many()
        .col_expr(member::Column::State, Expr::value(to))
        .filter(member::Column::Id.eq(id))
        .filter(member::Column::State.is_in(from.iter().copied()));
    if matches!(to, MemberState::Left | MemberState::Refused) {
        update = update.col_expr(member::Column::LeftAt, Expr::value(now));
    }
    Ok(update.exec(txn).await?.rows_affected == 1)
}

/// Everybody who is or was on a team, in order of joining.
///
/// # Errors
/// The database's.
pub async fn members<C: ConnectionTrait>(
    db: &C,
    task: TaskId,
) -> Result<Vec<member::Model>, DbErr> {
    member::Entity::find()
        .filter(member::Column::TaskId.eq(task))
        .order_by_asc(member::Column::Id)
        .all(db)
        .await
}

/// The active members of a team.
///
/// # Errors
/// The database's.
pub async fn active_members<C: ConnectionTrait>(
    db: &C,
    task: TaskId,
) -> Result<Vec<member::Model>, DbErr> {
    Ok(members(db, task)
        .await?
        .into_iter()
        .filter(|member| ACTIVE.contains(&member.state))
        .collect())
}

/// The active membership of a person in a task.
///
/// # Errors
/// The database's.
pub async fn membership<C: ConnectionTrait>(
    db: &C,
    task: TaskId,
    person: PersonId,
) -> Result<Option<member::Model>, DbErr> {
    member::Entity::find()
        .filter(member::Column::TaskId.eq(task))
        .filter(member::Column::PersonId.eq(person))
        .filter(member::Column::State.is_in(ACTIVE))
        .one(db)
        .await
}

/// Whether a person is an active member of any of these tasks' teams.
///
/// # Errors
/// The database's.
pub async fn is_on_any<C: ConnectionTrait>(
    db: &C,
    tasks: &[TaskId],
    person: PersonId,
) -> Result<bool, DbErr> {
    if tasks.is_empty() {
        return Ok(false);
    }
    let count = member::Entity::find()
        .filter(member::Column::TaskId.is_in(tasks.iter().copied()))
        .filter(member::Column::PersonId.eq(person))
        .filter(member::Column::State.is_in(ACTIVE))
        .count(db)
        .await?;
    Ok(count > 0)
}

/// What a person does in the team of a need's task; the lead's role wins.
///
/// # Errors
/// The database's.
pub async fn team_role<C: ConnectionTrait>(
    db: &C,
    need: NeedId,
    person: PersonId,
) -> Result<Option<MemberRole>, DbErr> {
    let tasks = Query::select()
        .column(task::Column::Id)
        .from(task::Entity)
        .and_where(task::Column::NeedId.eq(need))
        .to_owned();
    let roles: Vec<MemberRole> = member::Entity::find()
        .select_only()
        .column(member::Column::Role)
        .filter(member::Column::TaskId.in_subquery(tasks))
        .filter(member::Column::PersonId.eq(person))
        .filter(member::Column::State.is_in(ACTIVE))
        .into_tuple()
        .all(db)
        .await?;
    Ok(roles
        .iter()
        .find(|role| role.is_lead())
        .or(roles.first())
        .copied())
}

/// How many tasks each provider joined since `since`: what fairness counts.
///
/// # Errors
/// The database's.
pub async fn joined_since<C: ConnectionTrait>(
    db: &C,
    since: Instant,
    only: Option<ProviderId>,
) -> Result<HashMap<ProviderId, u16>, DbErr> {
    let mut query = member::Entity::find()
        .select_only()
        .column(member::Column::ProviderId)
        .column_as(member::Column::Id.count(), "count")
        .filter(member::Column::JoinedAt.gte(since))
        .filter(member::Column::State.is_in(ACTIVE))
        .group_by(member::Column::ProviderId);
    if let Some(provider) = only {
        query = query.filter(member::Column::ProviderId.eq(provider));
    }
    let rows: Vec<(ProviderId, i64)> = query.into_tuple().all(db).await?;
    Ok(rows
        .into_iter()
        .map(|(id, count)| (id, u16::try_from(count).unwrap_or(u16::MAX)))
        .collect())
}

/// Promises a time. A provider who promised an overlapping one already cannot.
///
/// # Errors
/// The database's; `db::is_conflict` for an overlap.
pub async fn commit_window<C: ConnectionTrait>(
    txn: &C,
    task: TaskId,
    provider: ProviderId,
    (from_at, until_at): (Instant, Instant),
) -> Result<(), DbErr> {
    commitment::Entity::insert(commitment::ActiveModel {
        task_id: Set(task),
        provider_id: Set(provider),
        from_at: Set(from_at),
        until_at: Set(until_at),
    })
    .exec_without_returning(txn)
    .await?;
    Ok(())
}

/// The times that these providers have promised to be somewhere else after `now`.
///
/// # Errors
/// The database's.
pub async fn promised<C: ConnectionTrait>(
    db: &C,
    providers: &[ProviderId],
    now: Instant,
) -> Result<Vec<(ProviderId, (Instant, Instant))>, DbErr> {
    let mut found = Vec::new();
    for chunk in providers.chunks(5_000) {
        let rows = commitment::Entity::find()
            .filter(commitment::Column::ProviderId.is_in(chunk.iter().copied()))
            .filter(commitment::Column::UntilAt.gt(now))
            .all(db)
            .await?;
        found.extend(
            rows.into_iter()
                .map(|row| (row.provider_id, (row.from_at, row.until_at))),
        );
    }
    Ok(found)
}

/// Takes promised times of a task back, of one provider or of all.
///
/// # Errors
/// The database's.
pub async fn drop_commitments<C: ConnectionTrait>(
    txn: &C,
    task: TaskId,
    provider: Option<ProviderId>,
) -> Result<(), DbErr> {
    let mut query = commitment::Entity::delete_many().filter(commitment::Column::TaskId.eq(task));
    if let Some(provider) = provider {
        query = query.filter(commitment::Column::ProviderId.eq(provider));
    }
    query.exec(txn).await?;
    Ok(())
}

/// Notes why a lead gave a task back.
///
/// # Errors
/// The database's.
pub async fn note_leave_reason<C: ConnectionTrait>(
    txn: &C,
    id: MemberId,
    reason: LeaveReason,
) -> Result<(), DbErr> {
    member::Entity::update_many()
        .col_expr(member::Column::LeaveReason, Expr::value(reason))
        .filter(member::Column::Id.eq(id))
        .exec(txn)
        .await?;
    Ok(())
}

/// Where and when somebody arrived.
#[derive(Debug)]
pub struct Arrival {
    /// When.
    pub at: Instant,
    /// How it is known.
    pub by: ArrivedBy,
    /// How far from the need's place, metres.
    pub distance_m: Option<i32>,
    /// Where, sealed with the member's key.
    pub place: Option<Sealed>,
    /// Why so far, sealed with the member's key.
    pub reason: Option<Sealed>,
}

impl Arrival {
    /// An arrival that is known by other means than a place.
    #[must_use]
    pub const fn without_place(at: Instant, by: ArrivedBy) -> Self {
        Self {
            at,
            by,
            distance_m: None,
            place: None,
            reason: None,
        }
    }
}

/// Notes that a member has arrived; answers whether they were still awaited.
///
/// # Errors
/// The database's.
pub async fn arrive<C: ConnectionTrait>(
    txn: &C,
    id: MemberId,
    arrival: Arrival,
) -> Result<bool, DbErr> {
    let arrived = member::Entity::update_many()
        .col_expr(member::Column::CheckedInAt, Expr::value(arrival.at))
        .col_expr(member::Column::CheckInBy, Expr::value(arrival.by))
        .col_expr(
            member::Column::CheckInDistanceM,
            Expr::value(arrival.distance_m),
        )
        .col_expr(member::Column::CheckInPlace, Expr::value(arrival.place))
        .col_expr(member::Column::CheckInReason, Expr::value(arrival.reason))
        .filter(member::Column::Id.eq(id))
        .filter(member::Column::State.is_in(ACTIVE))
        .filter(member::Column::CheckedInAt.is_null())
        .exec(txn)
        .await?;
    Ok(arrived.rows_affected == 1)
}

/// Where and when somebody left.
#[derive(Debug)]
pub struct Departure {
    /// When.
    pub at: Instant,
    /// How far from the need's place, metres.
    pub distance_m: Option<i32>,
    /// Where, sealed with the member's key.
    pub place: Option<Sealed>,
}

/// Notes that a member has left the place; answers whether they were still there.
///
/// # Errors
/// The database's.
pub async fn depart<C: ConnectionTrait>(
    txn: &C,
    id: MemberId,
    departure: Departure,
) -> Result<bool, DbErr> {
    let left = member::Entity::update_many()
        .col_expr(member::Column::CheckedOutAt, Expr::value(departure.at))
        .col_expr(
            member::Column::CheckOutDistanceM,
            Expr::value(departure.distance_m),
        )
        .col_expr(member::Column::CheckOutPlace, Expr::value(departure.place))
        .filter(member::Column::Id.eq(id))
        .filter(member::Column::State.is_in(ACTIVE))
        .filter(member::Column::CheckedInAt.is_not_null())
        .filter(member::Column::CheckedOutAt.is_null())
        .exec(txn)
        .await?;
    Ok(left.rows_affected == 1)
}

/// Puts other minutes in place of a member's; answers whether they were still what `member` says.
///
/// # Errors
/// The database's.
pub async fn set_minutes<C: ConnectionTrait>(
    txn: &C,
    member: &member::Model,
    minutes: i32,
) -> Result<bool, DbErr> {
    let mut update = member::Entity::update_many()
        .col_expr(member::Column::Minutes, Expr::value(minutes))
        .filter(member::Column::Id.eq(member.id));
    update = match member.minutes {
        Some(before) => update.filter(member::Column::Minutes.eq(before)),
        None => update.filter(member::Column::Minutes.is_null()),
    };
    Ok(update.exec(txn).await?.rows_affected == 1)
}

/// A page of the places in teams for which a person has minutes, newest first.
///
/// # Errors
/// The database's.
pub async fn served<C: ConnectionTrait>(
    db: &C,
    person: PersonId,
    page: PageRequest,
) -> Result<Vec<member::Model>, DbErr> {
    let mut query = member::Entity::find()
        .filter(member::Column::PersonId.eq(person))
        .filter(member::Column::Minutes.is_not_null());
    if let Some(after) = page.after {
        query = query.filter(member::Column::Id.lt(after));
    }
    query
        .order_by_desc(member::Column::Id)
        .limit(page.limit + 1)
        .all(db)
        .await
}
