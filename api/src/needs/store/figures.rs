//! Counts of needs for officers.

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, ConnectionTrait, QuerySelect as _};

use super::super::entity::{administrative_attempt, need};
use super::super::model::{NeedState, Outcome};
use crate::platform::access::Areas;
use crate::platform::clock::Instant;
use crate::platform::ids::{NeedId, PersonId, ProviderId};

/// Notes an attempt to give an administrative errand to a dedicated post, once for each id.
///
/// # Errors
/// The database's.
pub async fn record_administrative_attempt<C: ConnectionTrait>(
    txn: &C,
    id: Uuid,
    need: NeedId,
    provider: ProviderId,
    actor: PersonId,
    at: Instant,
) -> Result<(), DbErr> {
    administrative_attempt::Entity::insert(administrative_attempt::ActiveModel {
        id: Set(id),
        need_id: Set(need),
        provider_id: Set(provider),
        actor_person_id: Set(actor),
        at: Set(at),
    })
    .on_conflict_do_nothing_on([administrative_attempt::Column::Id])
    .exec_without_returning(txn)
    .await?;
    Ok(())
}

/// What the officers' figures need of needs that were made from `from` to before `until`.
#[derive(Debug, Default)]
pub struct NeedFigures {
    /// How many, by state.
    pub by_state: Vec<(NeedState, i64)>,
    /// How many of the closed ones, by outcome.
    pub by_outcome: Vec<(Outcome, i64)>,
    /// When those that were accepted were opened and accepted.
    pub accepted: Vec<(Instant, Instant)>,
    /// Attempts to give administrative errands to dedicated posts.
    pub administrative_attempts: u64,
}

/// Reads the figures of needs.
///
/// # Errors
/// The database's.
pub async fn figures<C: ConnectionTrait>(
    db: &C,
    areas: &Areas,
    from: Instant,
    until: Instant,
) -> Result<NeedFigures, DbErr> {
    let base = || {
        need::Entity::find()
            .select_only()
            .filter(areas.condition(need::Column::StreetCode, need::Column::CommunityCode))
            .filter(need::Column::CreatedAt.gte(from))
            .filter(need::Column::CreatedAt.lt(until))
    };
    let by_state = base()
        .column(need::Column::State)
        .column_as(need::Column::Id.count(), "count")
        .group_by(need::Column::State)
        .into_tuple()
        .all(db)
        .await?;
    let by_outcome = base()
        .column(need::Column::Outcome)
        .column_as(need::Column::Id.count(), "count")
        .filter(need::Column::Outcome.is_not_null())
        .group_by(need::Column::Outcome)
        .into_tuple()
        .all(db)
        .await?;
    let accepted = base()
        .column(need::Column::OpenedAt)
        .column(need::Column::AcceptedAt)
        .filter(need::Column::OpenedAt.is_not_null())
        .filter(need::Column::AcceptedAt.is_not_null())
        .into_tuple()
        .all(db)
        .await?;
    let mine = sea_orm::sea_query::Query::select()
        .column(need::Column::Id)
        .from(need::Entity)
        .cond_where(areas.condition(need::Column::StreetCode, need::Column::CommunityCode))
        .to_owned();
    let administrative_attempts = administrative_attempt::Entity::find()
        .filter(administrative_attempt::Column::At.gte(from))
        .filter(administrative_attempt::Column::At.lt(until))
        .filter(administrative_attempt::Column::NeedId.in_subquery(mine))
        .count(db)
        .await?;
    Ok(NeedFigures {
        by_state,
        by_outcome,
        accepted,
        administrative_attempts,
    })
}
