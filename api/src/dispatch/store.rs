//! All queries of offers.

use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, QueryOrder, QuerySelect};

use super::entity::{OfferKind, OfferState, offer};
use crate::platform::access::Reach;
use crate::platform::clock::Instant;
use crate::platform::ids::{OfferId, PersonId, ProviderId, TaskId};
use crate::platform::page::PageRequest;

/// An offer of the caller's own.
///
/// # Errors
/// The database's.
pub async fn find_own<C: ConnectionTrait>(
    db: &C,
    reach: &Reach,
    id: OfferId,
) -> Result<Option<offer::Model>, DbErr> {
    offer::Entity::find_by_id(id)
        .filter(offer::Column::PersonId.eq(reach.person))
        .one(db)
        .await
}

/// A page of the caller's own offers, newest first.
///
/// # Errors
/// The database's.
pub async fn list_own<C: ConnectionTrait>(
    db: &C,
    reach: &Reach,
    page: PageRequest,
    state: Option<OfferState>,
) -> Result<Vec<offer::Model>, DbErr> {
    let mut query = offer::Entity::find().filter(offer::Column::PersonId.eq(reach.person));
    if let Some(state) = state {
        query = query.filter(offer::Column::State.eq(state));
    }
    if let Some(after) = page.after {
        query = query.filter(offer::Column::Id.lt(after));
    }
    query
        .order_by_desc(offer::Column::Id)
        .limit(page.limit + 1)
        .all(db)
        .await
}

/// All offers of a task, newest first.
///
/// # Errors
/// The database's.
pub async fn of_task<C: ConnectionTrait>(db: &C, task: TaskId) -> Result<Vec<offer::Model>, DbErr> {
    offer::Entity::find()
        .filter(offer::Column::TaskId.eq(task))
        .order_by_desc(offer::Column::Id)
        .all(db)
        .await
}

/// Whether a person is asked to take or join a task.
///
/// # Errors
/// The database's.
pub async fn has_open_offer<C: ConnectionTrait>(
    db: &C,
    task: TaskId,
    person: PersonId,
) -> Result<bool, DbErr> {
    let count = offer::Entity::find()
        .filter(offer::Column::TaskId.eq(task))
        .filter(offer::Column::PersonId.eq(person))
        .filter(offer::Column::State.eq(OfferState::Open))
        .count(db)
        .await?;
    Ok(count > 0)
}

/// Ends an open offer; answers whether it was still open (and, when it is being accepted, not over).
///
/// # Errors
/// The database's.
pub async fn end<C: ConnectionTrait>(
    txn: &C,
    id: OfferId,
    state: OfferState,
    reason: Option<&str>,
    now: Instant,
) -> Result<bool, DbErr> {
    let mut update = offer::Entity::update_many()
        .col_expr(offer::Column::State, Expr::value(state))
        .col_expr(offer::Column::AnsweredAt, Expr::value(now))
        .filter(offer::Column::Id.eq(id))
        .filter(offer::Column::State.eq(OfferState::Open));
    if let Some(reason) = reason {
        update = update.col_expr(offer::Column::DeclineReason, Expr::value(reason));
    }
    if state == OfferState::Accepted {
        update = update.filter(offer::Column::ExpiresAt.gt(now));
    }
    Ok(update.exec(txn).await?.rows_affected == 1)
}

/// Open offers of a task, except one.
///
/// # Errors
/// The database's.
pub async fn open_of_task<C: ConnectionTrait>(
    txn: &C,
    task: TaskId,
    except: Option<OfferId>,
) -> Result<Vec<offer::Model>, DbErr> {
    let mut query = offer::Entity::find()
        .filter(offer::Column::TaskId.eq(task))
        .filter(offer::Column::State.eq(OfferState::Open));
    if let Some(except) = except {
        query = query.filter(offer::Column::Id.ne(except));
    }
    query.all(txn).await
}

/// The open exclusive offers to a provider, newest first: at most as many as fit their capacity.
///
/// # Errors
/// The database's.
pub async fn open_exclusive<C: ConnectionTrait>(
    txn: &C,
    provider: ProviderId,
) -> Result<Vec<offer::Model>, DbErr> {
    offer::Entity::find()
        .filter(offer::Column::ProviderId.eq(provider))
        .filter(offer::Column::State.eq(OfferState::Open))
        .filter(offer::Column::Kind.eq(OfferKind::Exclusive))
        .order_by_desc(offer::Column::Id)
        .all(txn)
        .await
}

/// All open offers to a provider.
///
/// # Errors
/// The database's.
pub async fn open_of_provider<C: ConnectionTrait>(
    txn: &C,
    provider: ProviderId,
) -> Result<Vec<offer::Model>, DbErr> {
    offer::Entity::find()
        .filter(offer::Column::ProviderId.eq(provider))
        .filter(offer::Column::State.eq(OfferState::Open))
        .all(txn)
        .await
}

/// Open offers that were not answered in time.
///
/// # Errors
/// The database's.
pub async fn overdue<C: ConnectionTrait>(
    db: &C,
    now: Instant,
    limit: u64,
) -> Result<Vec<offer::Model>, DbErr> {
    offer::Entity::find()
        .filter(offer::Column::State.eq(OfferState::Open))
        .filter(offer::Column::ExpiresAt.lte(now))
        .order_by_asc(offer::Column::ExpiresAt)
        .limit(limit)
        .all(db)
        .await
}

/// Everybody who was asked for a task already: they are not asked again, except those whose offer was withdrawn.
///
/// # Errors
/// The database's.
pub async fn asked<C: ConnectionTrait>(db: &C, task: TaskId) -> Result<Vec<ProviderId>, DbErr> {
    offer::Entity::find()
        .select_only()
        .column(offer::Column::ProviderId)
        .filter(offer::Column::TaskId.eq(task))
        .filter(offer::Column::State.ne(OfferState::Withdrawn))
        .into_tuple()
        .all(db)
        .await
}
