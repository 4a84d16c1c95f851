//! Rate limits: fixed windows, by account before address (carriers share addresses).
//!
//! Counters live in Redis, or in process where there is none. Limits on ordinary requests fail open when Redis is gone; those on
//! codes and sign-in fall back to the database, so that an outage opens no door to guessing.

use std::collections::HashMap;
use std::sync::Mutex;
use std::time::Duration;

use redis::aio::ConnectionManager;
use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;

use super::clock::{Clock, Instant};
use super::db::Db;
use super::problem::{ErrorCode, Problem};

mod counter {
    use sea_orm::entity::prelude::*;

    use super::super::clock::Instant;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "limit_counters")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub bucket: String,
        pub used: i64,
        pub expires_at: Instant,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A limit: so many in a window.
#[derive(Debug, Clone, Copy)]
pub struct Limit {
    /// What is limited; part of the counter's name.
    pub name: &'static str,
    /// How many.
    pub most: u32,
    /// In how long.
    pub window: Duration,
    /// Whether it guards codes or sign-in: then it is kept even when Redis is gone.
    pub guard: bool,
}

/// What is left of a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Left {
    /// The limit.
    pub most: u32,
    /// How many are left in this window; `None` when the limit was passed.
    pub remaining: Option<u32>,
    /// Seconds until the window ends.
    pub resets_in: u64,
}

impl Left {
    /// An error when nothing is left.
    ///
    /// # Errors
    /// 429 with `Retry-After`.
    pub fn check(self) -> Result<Self, Problem> {
        if self.remaining.is_some() {
            Ok(self)
        } else {
            Err(Problem::new(ErrorCode::TooManyRequests).retry_after(self.resets_in.max(1)))
        }
    }
}

/// The counters.
pub struct Limits {
    enabled: bool,
    redis: Option<(ConnectionManager, String)>,
    local: Mutex<HashMap<String, (u32, Instant)>>,
}

impl std::fmt::Debug for Limits {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Limits")
            .field("enabled", &self.enabled)
            .finish_non_exhaustive()
    }
}

/// In-process counters are swept when there are more than this.
const LOCAL_SWEEP: usize = 50_000;

impl Limits {
    /// Counters in Redis under a key prefix, or in process.
    #[must_use]
    pub fn new(enabled: bool, redis: Option<(ConnectionManager, String)>) -> Self {
        Self {
            enabled,
            redis,
            local: Mutex::default(),
        }
    }

    /// Counts one use of `limit` by `who`; `who` is an id or a keyed hash, never a phone or name.
    ///
    /// # Errors
    /// The database's, for guards while Redis is gone.
    pub async fn count(
        &self,
        db: &Db,
        clock: &Clock,
        limit: Limit,
        who: &str,
    ) -> Result<Left, DbErr> {
        if !self.enabled {
            return Ok(Left {
                most: limit.most,
                remaining: Some(limit.most),
                resets_in: limit.window.as_secs(),
            });
        }
        let now = clock.now();
        let window = i64::try_from(limit.window.as_micros())
            .unwrap_or(i64::MAX)
            .max(1);
        let begin = now.0.div_euclid(window) * window;
        let ends = Instant(begin.saturating_add(window));
        let bucket = format!("{}:{who}:{begin}", limit.name);
        let used = match &self.redis {
            None => Some(self.count_locally(&bucket, ends, now)),
            Some((redis, prefix)) => {
                match count_in_redis(redis.clone(), prefix, &bucket, limit.window).await {
                    Ok(used) => Some(used),
                    Err(error) => {
                        tracing::warn!(%error, limit = limit.name, "Redis does not answer; the limit falls back");
                        if limit.guard {
                            Some(count_in_database(db, &bucket, ends).await?)
                        } else {
                            None
                        }
                    }
                }
            }
        };
        // Without a counter the limit fails open.
        let used = used.unwrap_or(0);
        Ok(Left {
            most: limit.most,
            remaining: limit.most.checked_sub(used),
            resets_in: ends.since(now).as_secs().max(1),
        })
    }

    fn count_locally(&self, bucket: &str, ends: Instant, now: Instant) -> u32 {
        let mut counters = self
            .local
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        if counters.len() > LOCAL_SWEEP {
            counters.retain(|_, (_, ends)| *ends > now);
        }
        let (used, _) = counters.entry(bucket.to_owned()).or_insert((0, ends));
        *used = used.saturating_add(1);
        *used
    }
}

async fn count_in_redis(
    mut redis: ConnectionManager,
    prefix: &str,
    bucket: &str,
    window: Duration,
) -> redis::RedisResult<u32> {
    let key = format!("{prefix}:limit:{bucket}");
    let (used,): (u32,) = redis::pipe()
        .atomic()
        .incr(&key, 1)
        .expire(&key, i64::try_from(window.as_secs()).unwrap_or(3600) + 1)
        .ignore()
        .query_async(&mut redis)
        .await?;
    Ok(used)
}

async fn count_in_database(db: &Db, bucket: &str, ends: Instant) -> Result<u32, DbErr> {
    db.write_txn(async |txn| {
        let row = counter::ActiveModel {
            bucket: Set(bucket.to_owned()),
            used: Set(1),
            expires_at: Set(ends),
        };
        counter::Entity::insert(row)
            .on_conflict(
                OnConflict::column(counter::Column::Bucket)
                    .value(
                        counter::Column::Used,
                        sea_orm::ExprTrait::add(
                            Expr::col((counter::Entity, counter::Column::Used)),
                            1,
                        ),
                    )
                    .to_owned(),
            )
            .exec_without_returning(txn)
            .await?;
        let row = counter::Entity::find_by_id(bucket.to_owned())
            .one(txn)
            .await?;
        Ok::<_, DbErr>(u32::try_from(row.map_or(1, |row| row.used)).unwrap_or(u32::MAX))
    })
    .await
}

/// Forgets counters whose window has ended.
///
/// # Errors
/// The database's.
pub async fn forget_old(db: &Db, now: Instant) -> Result<(), DbErr> {
    db.write_txn(async |txn| {
        counter::Entity::delete_many()
            .filter(counter::Column::ExpiresAt.lt(now))
            .exec(txn)
            .await?;
        Ok::<_, DbErr>(())
    })
    .await
}
