//! Live positions: opt-in, forgotten after minutes (policy `position.lifetime_seconds`), never in rows, events, logs or backups.
//!
//! In Redis with a time to live, or in this process where there is none. They may help to order people; the directory keeps
//! the base place.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use jinlin_matcher::Wgs84;
use redis::AsyncCommands as _;
use redis::aio::ConnectionManager;

use super::model::{place_bytes, place_from_bytes};
use crate::platform::clock::Instant;
use crate::platform::ids::ProviderId;
use crate::platform::problem::{ErrorCode, Problem};
use crate::state::AppState;

/// The process's own map is swept when it holds more than this.
const SWEEP: usize = 10_000;

/// Where live positions are kept.
pub struct Positions {
    redis: Option<(ConnectionManager, String)>,
    local: Mutex<HashMap<ProviderId, (Wgs84, Instant)>>,
}

impl std::fmt::Debug for Positions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Positions(..)")
    }
}

impl Positions {
    /// In Redis under a key prefix, or in this process.
    #[must_use]
    pub fn new(redis: Option<(ConnectionManager, String)>) -> Self {
        Self {
            redis,
            local: Mutex::default(),
        }
    }

    fn set_locally(&self, id: ProviderId, place: Wgs84, until: Instant, now: Instant) {
        let mut local = self.local.lock().unwrap_or_else(PoisonError::into_inner);
        if local.len() >= SWEEP {
            local.retain(|_, (_, until)| *until > now);
        }
        local.insert(id, (place, until));
    }

    fn get_locally(&self, id: ProviderId, now: Instant) -> Option<Wgs84> {
        let mut local = self.local.lock().unwrap_or_else(PoisonError::into_inner);
        let (place, until) = *local.get(&id)?;
        if until > now {
            return Some(place);
        }
        local.remove(&id);
        None
    }

    fn clear_locally(&self, id: ProviderId) {
        self.local
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(&id);
    }
}

fn key(prefix: &str, id: ProviderId) -> String {
    format!("{prefix}:position:{id}")
}

/// How long a position lives without a new one.
#[must_use]
pub fn lifetime(state: &AppState) -> Duration {
    state.policy().duration("position.lifetime_seconds", 1, 600)
}

/// Keeps a provider's position; answers until when.
///
/// # Errors
/// 503 when Redis does not answer: the provider must not believe to be seen.
pub async fn set(state: &AppState, id: ProviderId, place: Wgs84) -> Result<Instant, Problem> {
    let now = state.clock.now();
    let lifetime = lifetime(state);
    let until = now.plus(lifetime);
    match &state.positions.redis {
        None => state.positions.set_locally(id, place, until, now),
        Some((redis, prefix)) => {
            let value = [
                place_bytes(place).as_slice(),
                until.0.to_le_bytes().as_slice(),
            ]
            .concat();
            let seconds = lifetime.as_secs().max(1);
            let kept: redis::RedisResult<()> =
                redis.clone().set_ex(key(prefix, id), value, seconds).await;
            kept.map_err(|error| unavailable(&error))?;
        }
    }
    Ok(until)
}

/// A provider's position, if it is known and fresh. Redis being away means that it is not known.
pub async fn get(state: &AppState, id: ProviderId) -> Option<Wgs84> {
    let now = state.clock.now();
    let Some((redis, prefix)) = &state.positions.redis else {
        return state.positions.get_locally(id, now);
    };
    let found: redis::RedisResult<Option<Vec<u8>>> = redis.clone().get(key(prefix, id)).await;
    match found {
        Ok(found) => parse(&found?, now),
        Err(error) => {
            tracing::warn!(%error, "Redis does not answer; the live position counts as unknown");
            None
        }
    }
}

/// The place of a stored value, while it is fresh by our own clock: Redis has another.
fn parse(value: &[u8], now: Instant) -> Option<Wgs84> {
    let (place, until) = value.split_at_checked(16)?;
    let until = Instant(i64::from_le_bytes(until.try_into().ok()?));
    place_from_bytes(place).filter(|_| until > now)
}

/// Forgets a provider's position.
///
/// # Errors
/// 503 when Redis does not answer: the position is then still known until it expires.
pub async fn clear(state: &AppState, id: ProviderId) -> Result<(), Problem> {
    match &state.positions.redis {
        None => state.positions.clear_locally(id),
        Some((redis, prefix)) => {
            let cleared: redis::RedisResult<()> = redis.clone().del(key(prefix, id)).await;
            cleared.map_err(|error| unavailable(&error))?;
        }
    }
    Ok(())
}

fn unavailable(error: &redis::RedisError) -> Problem {
    tracing::warn!(%error, "Redis does not answer; a live position could not be changed");
    Problem::new(ErrorCode::Unavailable).retry_after(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_is_forgotten_by_the_clock() {
        let positions = Positions::new(None);
        let (id, other) = (
            ProviderId(uuid::Uuid::from_u128(1)),
            ProviderId(uuid::Uuid::from_u128(2)),
        );
        let place = Wgs84::new(104.08, 30.65).unwrap();
        positions.set_locally(id, place, Instant(1_000), Instant(0));
        assert_eq!(positions.get_locally(id, Instant(999)), Some(place));
        assert_eq!(positions.get_locally(other, Instant(999)), None);
        assert_eq!(positions.get_locally(id, Instant(1_000)), None);
        assert_eq!(
            positions.get_locally(id, Instant(0)),
            None,
            "gone, not only hidden"
        );
        positions.set_locally(id, place, Instant(1_000), Instant(0));
        positions.clear_locally(id);
        assert_eq!(positions.get_locally(id, Instant(0)), None);
    }

    #[test]
    fn a_stored_value_says_until_when() {
        let place = Wgs84::new(104.08, 30.65).unwrap();
        let value = [
            place_bytes(place).as_slice(),
            1_000_i64.to_le_bytes().as_slice(),
        ]
        .concat();
        assert_eq!(parse(&value, Instant(999)), Some(place));
        assert_eq!(parse(&value, Instant(1_000)), None);
        assert_eq!(parse(&value[..20], Instant(0)), None);
    }
}
