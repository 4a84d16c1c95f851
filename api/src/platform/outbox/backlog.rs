//! What waits: for its number, the only sign of a relay that is dead everywhere, since the last number then stands still and every
//! replica has seen it; and for a consumer whose cursor all replicas share.

use std::time::Duration;

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::SimpleExpr;
use sea_orm::{ConnectionTrait, QuerySelect};

use super::entity::event;
use crate::platform::clock::Instant;

/// How long an event may wait before whoever takes it counts as broken off. A relay that was killed is replaced when its lease of
/// five seconds has run out, and it looks every second.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// Committed events that wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Backlog {
    /// How many.
    pub events: i64,
    /// How long the oldest of them has waited; zero without any.
    pub age: Duration,
}

impl Backlog {
    /// Whether nobody has taken one for too long.
    #[must_use]
    pub fn is_stuck(&self) -> bool {
        self.age >= PATIENCE
    }
}

/// Counts what a consumer that has gone through everything up to `cursor` has not read yet at `now`.
///
/// # Errors
/// The database's.
pub async fn read_behind<C: ConnectionTrait>(
    db: &C,
    cursor: i64,
    now: Instant,
) -> Result<Backlog, DbErr> {
    count(db, event::Column::Seq.gt(cursor), now).await
}

/// Counts what waits at `now`, from the index of what has no number: nothing, as a rule.
///
/// # Errors
/// The database's.
pub async fn read<C: ConnectionTrait>(db: &C, now: Instant) -> Result<Backlog, DbErr> {
    count(db, event::Column::Seq.is_null(), now).await
}

async fn count<C: ConnectionTrait>(
    db: &C,
    which: SimpleExpr,
    now: Instant,
) -> Result<Backlog, DbErr> {
    let waiting: Option<(i64, Option<Instant>)> = event::Entity::find()
        .select_only()
        .column_as(event::Column::Id.count(), "events")
        .column_as(event::Column::CreatedAt.min(), "oldest")
        .filter(which)
        .into_tuple()
        .one(db)
        .await?;
    let (events, oldest) = waiting.unwrap_or((0, None));
    Ok(Backlog {
        events,
        age: oldest.map_or(Duration::ZERO, |oldest| now.since(oldest)),
    })
}
