//! All queries of leaves.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Condition, Query};
use sea_orm::{ConnectionTrait, QueryOrder as _, QuerySelect as _};

use super::entity::{LeaveState, leave};
use crate::platform::access::Reach;
use crate::platform::clock::Instant;
use crate::platform::ids::{LeaveId, PersonId, ProviderId};
use crate::platform::page::PageRequest;
use crate::providers::entity::provider;

fn within(reach: &Reach) -> Condition {
    let mut any = Condition::any();
    if reach.any {
        return any.add(Expr::value(true));
    }
    if reach.own {
        // Whoever is away, and whoever stands in.
        let own = Query::select()
            .column(provider::Column::Id)
            .from(provider::Entity)
            .and_where(provider::Column::PersonId.eq(reach.person))
            .to_owned();
        any = any
            .add(leave::Column::PersonId.eq(reach.person))
            .add(leave::Column::StandInProviderId.in_subquery(own));
    }
    let areas = &reach.areas;
    any.add(areas.condition(leave::Column::StreetCode, leave::Column::CommunityCode))
}

/// Approved, and running at an instant.
fn running(at: Instant) -> Condition {
    Condition::all()
        .add(leave::Column::State.eq(LeaveState::Approved))
        .add(leave::Column::FromAt.lte(at))
        .add(leave::Column::UntilAt.gt(at))
}

/// Writes a leave down. It conflicts with one that overlaps.
///
/// # Errors
/// The database's.
pub async fn insert<C: ConnectionTrait>(
    txn: &C,
    row: leave::ActiveModel,
) -> Result<leave::Model, DbErr> {
    row.insert(txn).await
}

/// A leave.
///
/// # Errors
/// The database's.
pub async fn find<C: ConnectionTrait>(db: &C, id: LeaveId) -> Result<Option<leave::Model>, DbErr> {
    leave::Entity::find_by_id(id).one(db).await
}

/// A leave within reach.
///
/// # Errors
/// The database's.
pub async fn find_within<C: ConnectionTrait>(
    db: &C,
    reach: &Reach,
    id: LeaveId,
) -> Result<Option<leave::Model>, DbErr> {
    leave::Entity::find_by_id(id)
        .filter(within(reach))
        .one(db)
        .await
}

/// A page of leaves within reach, newest first.
///
/// # Errors
/// The database's.
pub async fn list<C: ConnectionTrait>(
    db: &C,
    reach: &Reach,
    state: Option<LeaveState>,
    page: PageRequest,
) -> Result<Vec<leave::Model>, DbErr> {
    let mut query = leave::Entity::find().filter(within(reach));
    if let Some(state) = state {
        query = query.filter(leave::Column::State.eq(state));
    }
    if let Some(after) = page.after {
        query = query.filter(leave::Column::Id.lt(after));
    }
    query
        .order_by_desc(leave::Column::Id)
        .limit(page.limit + 1)
        .all(db)
        .await
}

/// Brings a leave from one state to another; answers whether it was in the first.
///
/// # Errors
/// The database's.
pub async fn advance<C: ConnectionTrait>(
    txn: &C,
    id: LeaveId,
    (from, to): (LeaveState, LeaveState),
    reason: Option<String>,
    (by, at): (PersonId, Instant),
) -> Result<bool, DbErr> {
    let changed = leave::Entity::update_many()
        .col_expr(leave::Column::State, Expr::value(to))
        .col_expr(leave::Column::Reason, Expr::value(reason))
        .col_expr(leave::Column::DecidedBy, Expr::value(by))
        .col_expr(leave::Column::DecidedAt, Expr::value(at))
        .filter(leave::Column::Id.eq(id))
        .filter(leave::Column::State.eq(from))
        .exec(txn)
        .await?;
    Ok(changed.rows_affected == 1)
}

/// Ends a running leave now; answers whether it was running.
///
/// # Errors
/// The database's.
pub async fn cut_short<C: ConnectionTrait>(
    txn: &C,
    id: LeaveId,
    at: Instant,
) -> Result<bool, DbErr> {
    let ended = leave::Entity::update_many()
        .col_expr(leave::Column::UntilAt, Expr::value(at))
        .filter(leave::Column::Id.eq(id))
        .filter(running(at))
        .filter(leave::Column::FromAt.lt(at))
        .exec(txn)
        .await?;
    Ok(ended.rows_affected == 1)
}

/// The leaves of persons that run at an instant.
///
/// # Errors
/// The database's.
pub async fn running_of_persons<C: ConnectionTrait>(
    db: &C,
    persons: &[PersonId],
    at: Instant,
) -> Result<Vec<leave::Model>, DbErr> {
    leave::Entity::find()
        .filter(leave::Column::PersonId.is_in(persons.iter().copied()))
        .filter(running(at))
        .all(db)
        .await
}

/// The leaves of a community's workers that run at an instant and have a stand-in.
///
/// # Errors
/// The database's.
pub async fn stood_in_for<C: ConnectionTrait>(
    db: &C,
    community: &str,
    at: Instant,
) -> Result<Vec<leave::Model>, DbErr> {
    leave::Entity::find()
        .filter(leave::Column::CommunityCode.eq(community))
        .filter(leave::Column::StandInProviderId.is_not_null())
        .filter(running(at))
        .all(db)
        .await
}

/// The approved leaves of providers that are not over at an instant.
///
/// # Errors
/// The database's.
pub async fn not_over<C: ConnectionTrait>(
    db: &C,
    providers: &[ProviderId],
    at: Instant,
) -> Result<Vec<leave::Model>, DbErr> {
    let mut found = Vec::new();
    for chunk in providers.chunks(5_000) {
        let rows = leave::Entity::find()
            .filter(leave::Column::ProviderId.is_in(chunk.iter().copied()))
            .filter(leave::Column::State.eq(LeaveState::Approved))
            .filter(leave::Column::UntilAt.gt(at))
            .all(db)
            .await?;
        found.extend(rows);
    }
    Ok(found)
}

/// Providers whose shadow does not say what their leaves say at an instant.
///
/// # Errors
/// The database's.
pub async fn to_turn<C: ConnectionTrait>(
    db: &C,
    at: Instant,
    most: u64,
) -> Result<Vec<ProviderId>, DbErr> {
    let away = Query::select()
        .column(leave::Column::ProviderId)
        .from(leave::Entity)
        .cond_where(running(at))
        .to_owned();
    let begun = provider::Entity::find()
        .filter(provider::Column::OnLeave.eq(false))
        .filter(provider::Column::Id.in_subquery(away.clone()));
    let ended = provider::Entity::find()
        .filter(provider::Column::OnLeave.eq(true))
        .filter(provider::Column::Id.not_in_subquery(away));
    let mut found = Vec::new();
    for query in [begun, ended] {
        let ids: Vec<ProviderId> = query
            .select_only()
            .column(provider::Column::Id)
            .limit(most)
            .into_tuple()
            .all(db)
            .await?;
        found.extend(ids);
    }
    Ok(found)
}
