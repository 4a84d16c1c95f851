//! Queries of deliveries: all changes of state are conditional, so that of two replicas one makes each.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Condition;
use sea_orm::{ConnectionTrait, ExprTrait as _, QueryOrder as _, QuerySelect as _};

use super::entity::delivery;
use super::model::{DeliveryState, MessageChannel};
use crate::platform::access::Reach;
use crate::platform::clock::Instant;
use crate::platform::db::insert_if_new;
use crate::platform::ids::DeliveryId;
use crate::platform::page::PageRequest;

/// How a delivery came to its end, or to its next attempt.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// Where it stands now.
    pub state: DeliveryState,
    /// What the channel said.
    pub code: Option<String>,
    /// The channel's own name for it.
    pub reference: Option<String>,
    /// When it is tried again, of one that waits.
    pub due_at: Option<Instant>,
}

impl Outcome {
    /// An end with what the channel said.
    #[must_use]
    pub const fn ended(state: DeliveryState, code: Option<String>) -> Self {
        Self {
            state,
            code,
            reference: None,
            due_at: None,
        }
    }
}

/// Writes a delivery down, unless the notification has one on that channel; answers whether it was written.
///
/// # Errors
/// The database's.
pub async fn insert<C: ConnectionTrait>(
    txn: &C,
    row: delivery::ActiveModel,
) -> Result<bool, DbErr> {
    insert_if_new(txn, row).await
}

/// What is due on channels that need no hands, the urgent first.
///
/// # Errors
/// The database's.
pub async fn due<C: ConnectionTrait>(
    db: &C,
    now: Instant,
    limit: u64,
) -> Result<Vec<delivery::Model>, DbErr> {
    delivery::Entity::find()
        .filter(delivery::Column::State.eq(DeliveryState::Waiting))
        .filter(delivery::Column::Channel.ne(MessageChannel::Word))
        .filter(delivery::Column::DueAt.lte(now))
        .order_by_desc(delivery::Column::Urgent)
        .order_by_asc(delivery::Column::DueAt)
        .limit(limit)
        .all(db)
        .await
}

/// Claims a delivery before it is handed over; answers whether it was still waiting.
///
/// # Errors
/// The database's.
pub async fn claim<C: ConnectionTrait>(
    txn: &C,
    id: DeliveryId,
    now: Instant,
) -> Result<bool, DbErr> {
    let claimed = claiming(now)
        .filter(delivery::Column::Id.eq(id))
        .exec(txn)
        .await?;
    Ok(claimed.rows_affected == 1)
}

/// Claims all digests of a person that are due on a channel beside one that is claimed; answers them.
///
/// # Errors
/// The database's.
pub async fn claim_digest<C: ConnectionTrait>(
    txn: &C,
    leader: &delivery::Model,
    now: Instant,
) -> Result<Vec<delivery::Model>, DbErr> {
    let others = delivery::Entity::find()
        .filter(delivery::Column::PersonId.eq(leader.person_id))
        .filter(delivery::Column::Channel.eq(leader.channel))
        .filter(delivery::Column::State.eq(DeliveryState::Waiting))
        .filter(delivery::Column::Digest.eq(true))
        .filter(delivery::Column::DueAt.lte(now))
        .order_by_asc(delivery::Column::Id)
        .limit(100)
        .all(txn)
        .await?;
    let mut claimed = Vec::with_capacity(others.len());
    for other in others {
        if claim(txn, other.id, now).await? {
            claimed.push(other);
        }
    }
    Ok(claimed)
}

fn claiming(now: Instant) -> sea_orm::UpdateMany<delivery::Entity> {
    delivery::Entity::update_many()
        .col_expr(delivery::Column::State, Expr::value(DeliveryState::Sending))
        .col_expr(delivery::Column::ClaimedAt, Expr::value(now))
        .col_expr(
            delivery::Column::Attempts,
            Expr::col(delivery::Column::Attempts).add(1),
        )
        .filter(delivery::Column::State.eq(DeliveryState::Waiting))
}

/// Writes down what became of a delivery that stood in `from`; answers whether it still stood there.
///
/// # Errors
/// The database's.
pub async fn record<C: ConnectionTrait>(
    txn: &C,
    id: DeliveryId,
    from: DeliveryState,
    outcome: &Outcome,
    now: Instant,
) -> Result<bool, DbErr> {
    let ended = (outcome.state != DeliveryState::Waiting).then_some(now);
    let mut update = delivery::Entity::update_many()
        .col_expr(delivery::Column::State, Expr::value(outcome.state))
        .col_expr(delivery::Column::Code, Expr::value(outcome.code.clone()))
        .col_expr(
            delivery::Column::Reference,
            Expr::value(outcome.reference.clone()),
        )
        .col_expr(delivery::Column::EndedAt, Expr::value(ended));
    if let Some(due_at) = outcome.due_at {
        update = update.col_expr(delivery::Column::DueAt, Expr::value(due_at));
    }
    let recorded = update
        .filter(delivery::Column::Id.eq(id))
        .filter(delivery::Column::State.eq(from))
        .exec(txn)
        .await?;
    Ok(recorded.rows_affected == 1)
}

/// What a replica began to hand over before an instant and never said what came of it: it died.
///
/// # Errors
/// The database's.
pub async fn abandoned<C: ConnectionTrait>(
    db: &C,
    before: Instant,
    limit: u64,
) -> Result<Vec<delivery::Model>, DbErr> {
    delivery::Entity::find()
        .filter(delivery::Column::State.eq(DeliveryState::Sending))
        .filter(delivery::Column::ClaimedAt.lte(before))
        .order_by_asc(delivery::Column::ClaimedAt)
        .limit(limit)
        .all(db)
        .await
}

fn within(reach: &Reach) -> Condition {
    let mut any = Condition::any();
    if reach.any {
        return any.add(Expr::value(true));
    }
    if reach.own {
        any = any.add(delivery::Column::TellerPersonId.eq(reach.person));
    }
    any.add(reach.areas.condition(
        delivery::Column::StreetCode,
        delivery::Column::CommunityCode,
    ))
}

/// Which deliveries a list shows.
#[derive(Debug, Clone, Copy, Default)]
pub struct Filter {
    /// Only this state.
    pub state: Option<DeliveryState>,
    /// Only this channel.
    pub channel: Option<MessageChannel>,
}

/// A page of deliveries within reach, newest first.
///
/// # Errors
/// The database's.
pub async fn list<C: ConnectionTrait>(
    db: &C,
    reach: &Reach,
    filter: Filter,
    page: PageRequest,
) -> Result<Vec<delivery::Model>, DbErr> {
    let mut query = delivery::Entity::find().filter(within(reach));
    if let Some(state) = filter.state {
        query = query.filter(delivery::Column::State.eq(state));
    }
    if let Some(channel) = filter.channel {
        query = query.filter(delivery::Column::Channel.eq(channel));
    }
    if let Some(after) = page.after {
        query = query.filter(delivery::Column::Id.lt(after));
    }
    query
        .order_by_desc(delivery::Column::Id)
        .limit(page.limit + 1)
        .all(db)
        .await
}

/// A delivery within reach.
///
/// # Errors
/// The database's.
pub async fn find_within<C: ConnectionTrait>(
    db: &C,
    reach: &Reach,
    id: DeliveryId,
) -> Result<Option<delivery::Model>, DbErr> {
    delivery::Entity::find_by_id(id)
        .filter(within(reach))
        .one(db)
        .await
}

/// Has a delivery tried anew; answers whether it still stood in `from`.
///
/// # Errors
/// The database's.
pub async fn replay<C: ConnectionTrait>(
    txn: &C,
    id: DeliveryId,
    from: DeliveryState,
    now: Instant,
) -> Result<bool, DbErr> {
    let replayed = delivery::Entity::update_many()
        .col_expr(delivery::Column::State, Expr::value(DeliveryState::Waiting))
        .col_expr(delivery::Column::Attempts, Expr::value(0))
        .col_expr(delivery::Column::DueAt, Expr::value(now))
        .col_expr(
            delivery::Column::EndedAt,
            Expr::value(Option::<Instant>::None),
        )
        .filter(delivery::Column::Id.eq(id))
        .filter(delivery::Column::State.eq(from))
        .exec(txn)
        .await?;
    Ok(replayed.rows_affected == 1)
}
