//! All queries of portraits.

use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, QueryOrder as _, QuerySelect as _};

use super::entity::{PortraitState, portrait};
use crate::platform::access::Reach;
use crate::platform::clock::Instant;
use crate::platform::ids::{PersonId, PortraitId, ProviderId};
use crate::platform::page::PageRequest;
use crate::providers;
use crate::wechat::Verdict;

/// Writes a portrait down. It conflicts with another one that waits.
///
/// # Errors
/// The database's.
pub async fn insert<C: ConnectionTrait>(
    txn: &C,
    row: portrait::ActiveModel,
) -> Result<portrait::Model, DbErr> {
    row.insert(txn).await
}

/// A portrait by id; whoever shows it has decided that it may be shown.
///
/// # Errors
/// The database's.
pub async fn find<C: ConnectionTrait>(
    db: &C,
    id: PortraitId,
) -> Result<Option<portrait::Model>, DbErr> {
    portrait::Entity::find_by_id(id).one(db).await
}

/// The portraits of a provider, newest first.
///
/// # Errors
/// The database's.
pub async fn of_provider<C: ConnectionTrait>(
    db: &C,
    provider: ProviderId,
) -> Result<Vec<portrait::Model>, DbErr> {
    portrait::Entity::find()
        .filter(portrait::Column::ProviderId.eq(provider))
        .order_by_desc(portrait::Column::Id)
        .all(db)
        .await
}

/// The portraits of these providers that are shown.
///
/// # Errors
/// The database's.
pub async fn shown_of<C: ConnectionTrait>(
    db: &C,
    providers: &[ProviderId],
) -> Result<Vec<(ProviderId, PortraitId)>, DbErr> {
    if providers.is_empty() {
        return Ok(Vec::new());
    }
    portrait::Entity::find()
        .select_only()
        .column(portrait::Column::ProviderId)
        .column(portrait::Column::Id)
        .filter(portrait::Column::ProviderId.is_in(providers.iter().copied()))
        .filter(portrait::Column::State.eq(PortraitState::Shown))
        .into_tuple()
        .all(db)
        .await
}

/// A page of the portraits of providers within reach, newest first.
///
/// # Errors
/// The database's.
pub async fn list<C: ConnectionTrait>(
    db: &C,
    reach: &Reach,
    state: Option<PortraitState>,
    page: PageRequest,
) -> Result<Vec<portrait::Model>, DbErr> {
    let states = match state {
        Some(state) => vec![state],
        None => PortraitState::WAITING.to_vec(),
    };
    let mut query = portrait::Entity::find()
        .filter(portrait::Column::ProviderId.in_subquery(providers::store::ids_within(reach)))
        .filter(portrait::Column::State.is_in(states));
    if let Some(after) = page.after {
        query = query.filter(portrait::Column::Id.lt(after));
    }
    query
        .order_by_desc(portrait::Column::Id)
        .limit(page.limit + 1)
        .all(db)
        .await
}

/// Brings a portrait from one of some states to another; answers whether it stood in one. Of two who decide at once one does.
///
/// # Errors
/// The database's.
pub async fn advance<C: ConnectionTrait>(
    txn: &C,
    id: PortraitId,
    (from, to): (&[PortraitState], PortraitState),
    reason: Option<String>,
    (by, at): (PersonId, Instant),
) -> Result<bool, DbErr> {
    let advanced = portrait::Entity::update_many()
        .col_expr(portrait::Column::State, Expr::value(to))
        .col_expr(portrait::Column::Reason, Expr::value(reason))
        .col_expr(portrait::Column::DecidedBy, Expr::value(by))
        .col_expr(portrait::Column::DecidedAt, Expr::value(at))
        .filter(portrait::Column::Id.eq(id))
        .filter(portrait::Column::State.is_in(from.iter().copied()))
        .exec(txn)
        .await?;
    Ok(advanced.rows_affected == 1)
}

/// Takes a portrait's row away if it stands in one of these states; answers whether it did.
///
/// # Errors
/// The database's.
pub async fn delete<C: ConnectionTrait>(
    txn: &C,
    id: PortraitId,
    states: &[PortraitState],
) -> Result<bool, DbErr> {
    let deleted = portrait::Entity::delete_many()
        .filter(portrait::Column::Id.eq(id))
        .filter(portrait::Column::State.is_in(states.iter().copied()))
        .exec(txn)
        .await?;
    Ok(deleted.rows_affected == 1)
}

/// Whether this replica is the one that asks WeChat about a portrait.
///
/// # Errors
/// The database's.
pub async fn claim_question<C: ConnectionTrait>(
    txn: &C,
    id: PortraitId,
    now: Instant,
) -> Result<bool, DbErr> {
    let claimed = portrait::Entity::update_many()
        .col_expr(portrait::Column::AskedAt, Expr::value(now))
        .filter(portrait::Column::Id.eq(id))
        .filter(portrait::Column::State.eq(PortraitState::Checking))
        .filter(portrait::Column::AskedAt.is_null())
        .exec(txn)
        .await?;
    Ok(claimed.rows_affected == 1)
}

/// Keeps under which trace WeChat's verdict will come.
///
/// # Errors
/// The database's.
pub async fn set_trace<C: ConnectionTrait>(
    txn: &C,
    id: PortraitId,
    trace_id: &str,
) -> Result<(), DbErr> {
    portrait::Entity::update_many()
        .col_expr(portrait::Column::TraceId, Expr::value(trace_id))
        .filter(portrait::Column::Id.eq(id))
        .exec(txn)
        .await?;
    Ok(())
}

/// The portrait that WeChat was asked about under a trace; none when it was taken away meanwhile.
///
/// # Errors
/// The database's.
pub async fn find_by_trace<C: ConnectionTrait>(
    db: &C,
    trace_id: &str,
) -> Result<Option<portrait::Model>, DbErr> {
    portrait::Entity::find()
        .filter(portrait::Column::TraceId.eq(trace_id))
        .one(db)
        .await
}

/// Writes WeChat's word down.
///
/// # Errors
/// The database's.
pub async fn set_verdict<C: ConnectionTrait>(
    txn: &C,
    id: PortraitId,
    verdict: Verdict,
) -> Result<(), DbErr> {
    portrait::Entity::update_many()
        .col_expr(portrait::Column::Verdict, Expr::value(verdict))
        .filter(portrait::Column::Id.eq(id))
        .exec(txn)
        .await?;
    Ok(())
}

/// Holds a portrait that still waits unheld; answers whether it did.
///
/// # Errors
/// The database's.
pub async fn hold<C: ConnectionTrait>(txn: &C, id: PortraitId) -> Result<bool, DbErr> {
    let held = portrait::Entity::update_many()
        .col_expr(portrait::Column::State, Expr::value(PortraitState::Held))
        .filter(portrait::Column::Id.eq(id))
        .filter(portrait::Column::State.eq(PortraitState::Checking))
        .exec(txn)
        .await?;
    Ok(held.rows_affected == 1)
}
