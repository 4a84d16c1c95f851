//! What waits for its number: the only sign of a relay that is dead everywhere, since the last number then stands still
//! and every replica has seen it.

use std::time::Duration;

use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, QuerySelect};

use super::entity::event;
use crate::platform::clock::Instant;

/// How long an event may wait before numbering counts as broken off. A relay that was killed is replaced when its lease of
/// five seconds has run out, and it looks every second.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// The committed events without a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Backlog {
    /// How many.
    pub events: i64,
    /// How long the oldest of them has waited; zero without any.
    pub age: Duration,
}

impl Backlog {
    /// Whether nobody has numbered events for too long.
    #[must_use]
    pub fn is_stuck(&self) -> bool {
        self.age >= PATIENCE
    }
}

/// Counts what waits at `now`, from the index of what has no number: nothing, as a rule.
///
/// # Errors
/// The database's.
pub async fn read<C: ConnectionTrait>(db: &C, now: Instant) -> Result<Backlog, DbErr> {
    let waiting: Option<(i64, Option<Instant>)> = event::Entity::find()
        .select_only()
        .column_as(event::Column::Id.count(), "events")
        .column_as(event::Column::CreatedAt.min(), "oldest")
        .filter(event::Column::Seq.is_null())
        .into_tuple()
        .one(db)
        .await?;
    let (events, oldest) = waiting.unwrap_or((0, None));
    Ok(Backlog {
        events,
        age: oldest.map_or(Duration::ZERO, |oldest| now.since(oldest)),
    })
}
