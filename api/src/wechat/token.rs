//! The access token: one for all replicas, renewed before it ends, and never fetched by two at once.
//!
//! It is WeChat's stable token. Normal mode hands out the one in force and rolls it over five minutes before it ends, with both valid
//! meanwhile; it can be asked 10,000 times a minute. Forcing retires the one in force at once, and is limited to 20 a day, 30 seconds
//! apart: it is done only when normal mode keeps handing out the very token that was refused.
//!
//! With Redis the token lies there, sealed, beside a lock that expires; without, in this process. When Redis does not answer, each
//! replica asks for itself, which normal mode makes harmless.

use std::time::Duration;

use redis::AsyncCommands as _;
use redis::aio::ConnectionManager;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use tokio::sync::Mutex;

use super::errcode::Failure;
use crate::platform::clock::{Clock, Instant};
use crate::platform::crypto::Vault;

/// A token is renewed when it lives no longer than this.
const EARLY: Duration = Duration::from_secs(300);
/// Forced renewals a day.
const FORCED_A_DAY: u32 = 20;
/// Between two forced renewals.
const FORCED_APART: Duration = Duration::from_secs(30);
/// How long whoever fetches may hold the lock: longer than the two calls it makes.
const LOCK: Duration = Duration::from_secs(15);
/// How often whoever waits for the lock looks.
const LOOK: Duration = Duration::from_millis(50);
/// How long the record is kept: it also counts the day's forced renewals.
const KEPT_SECONDS: u64 = 2 * 86_400;
/// What the sealed record is sealed for.
const PURPOSE: &str = "wechat.access_token";

/// A token as WeChat hands it out.
pub struct Fetched {
    /// The token. Never logged.
    pub token: String,
    /// How long it lives.
    pub lives: Duration,
}

/// What is kept.
#[derive(Clone, Serialize, Deserialize)]
struct Record {
    token: String,
    expires_at: i64,
    /// The day of the last forced renewal, how many there were on it, and when the last was.
    forced_on: String,
    forced: u32,
    forced_at: i64,
}

/// Where the token is kept.
pub struct Tokens {
    redis: Option<(ConnectionManager, String)>,
    vault: Arc<Vault>,
    clock: Clock,
    /// Held while a token is fetched, so that this process fetches one at a time.
    held: Mutex<Option<Record>>,
}

impl std::fmt::Debug for Tokens {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Tokens(..)")
    }
}

impl Tokens {
    /// In Redis under a key prefix, or in this process.
    #[must_use]
    pub fn new(
        redis: Option<(ConnectionManager, String)>,
        vault: Arc<Vault>,
        clock: Clock,
    ) -> Self {
        Self {
            redis,
            vault,
            clock,
            held: Mutex::default(),
        }
    }

    /// The token in force, or another than the `refused` one. `fetch` asks WeChat, in normal mode or forcing.
    ///
    /// # Errors
    /// [`Failure::NoToken`] when none is to be had now.
    pub async fn obtain<F>(&self, refused: Option<&str>, fetch: F) -> Result<String, Failure>
    where
        F: AsyncFn(bool) -> Result<Fetched, Failure>,
    {
        let mut held = self.held.lock().await;
        if let Some(record) = held.as_ref().filter(|record| self.serves(record, refused)) {
            return Ok(record.token.clone());
        }
        let record = match &self.redis {
            None => self.renew(held.as_ref(), refused, &fetch).await?,
            Some((redis, prefix)) => {
                let shared = Shared {
                    redis: redis.clone(),
                    key: format!("{prefix}:wechat:access_token"),
                };
                match self.obtain_shared(shared, refused, &fetch).await {
                    Ok(record) => record,
                    Err(Trouble::Failure(failure)) => return Err(failure),
                    Err(Trouble::Redis(error)) => {
                        tracing::warn!(%error, "Redis does not answer; this replica asks WeChat for an access token itself");
                        self.renew(held.as_ref(), refused, &fetch).await?
                    }
                }
            }
        };
        let token = record.token.clone();
        *held = Some(record);
        Ok(token)
    }

    fn serves(&self, record: &Record, refused: Option<&str>) -> bool {
        let left = Instant(record.expires_at).since(self.clock.now());
        left > EARLY && refused != Some(record.token.as_str())
    }

    /// Asks WeChat: normal mode first, forced only when that gives the refused one again and the limits allow it.
    async fn renew<F>(
        &self,
        before: Option<&Record>,
        refused: Option<&str>,
        fetch: &F,
    ) -> Result<Record, Failure>
    where
        F: AsyncFn(bool) -> Result<Fetched, Failure>,
    {
        let fetched = fetch(false).await.map_err(no_token)?;
        let (forced_on, forced, forced_at) = before.map_or_else(Default::default, |record| {
            (record.forced_on.clone(), record.forced, record.forced_at)
        });
        let mut record = self.record(fetched, (forced_on, forced, forced_at));
        if refused == Some(record.token.as_str()) {
            let counted = self.count_forced(&record).ok_or_else(|| {
                tracing::warn!(
                    "WeChat refuses its own access token, and no renewal may be forced now"
                );
                Failure::NoToken
            })?;
            let fetched = fetch(true).await.map_err(no_token)?;
            record = self.record(fetched, counted);
        }
        Ok(record)
    }

    fn record(&self, fetched: Fetched, forced: (String, u32, i64)) -> Record {
        let (forced_on, forced, forced_at) = forced;
        Record {
            token: fetched.token,
            expires_at: self.clock.now().plus(fetched.lives).0,
            forced_on,
            forced,
            forced_at,
        }
    }

    /// The counters after one more forced renewal; none when it would be one too many.
    fn count_forced(&self, record: &Record) -> Option<(String, u32, i64)> {
        let now = self.clock.now();
        let today = self.clock.civil_date(now).to_string();
        let used = if record.forced_on == today {
            record.forced
        } else {
            0
        };
        let rested = now.since(Instant(record.forced_at)) >= FORCED_APART;
        (used < FORCED_A_DAY && rested).then(|| (today, used + 1, now.0))
    }

    /// Takes the shared token, or fetches one under the lock while the other replicas wait.
    async fn obtain_shared<F>(
        &self,
        mut shared: Shared,
        refused: Option<&str>,
        fetch: &F,
    ) -> Result<Record, Trouble>
    where
        F: AsyncFn(bool) -> Result<Fetched, Failure>,
    {
        let patience = tokio::time::Instant::now() + LOCK + LOOK;
        loop {
            let record = self.open(shared.read().await?);
            if let Some(record) = record
                .as_ref()
                .filter(|record| self.serves(record, refused))
            {
                return Ok(record.clone());
            }
            if let Some(lock) = shared.lock().await? {
                // Whoever held the lock before may have put a fresh one there between the two looks.
                let record = self.open(shared.read().await?);
                let outcome = match record {
                    Some(record) if self.serves(&record, refused) => Ok(record),
                    before => self.renew(before.as_ref(), refused, fetch).await,
                };
                if let Ok(record) = &outcome {
                    shared.write(self.seal(record)).await?;
                }
                shared.unlock(&lock).await?;
                return Ok(outcome?);
            }
            if tokio::time::Instant::now() > patience {
                return Err(Failure::NoToken.into());
            }
            tokio::time::sleep(LOOK).await;
        }
    }

    fn seal(&self, record: &Record) -> Vec<u8> {
        let plain = serde_json::to_vec(record).unwrap_or_default();
        self.vault
            .seal_for_system(PURPOSE, &plain)
            .unwrap_or_default()
    }

    /// A record that does not open (another deployment's, or sealed before a key was changed) counts as none.
    fn open(&self, sealed: Option<Vec<u8>>) -> Option<Record> {
        let plain = self.vault.open_for_system(PURPOSE, &sealed?).ok()?;
        serde_json::from_slice(&plain).ok()
    }
}

/// Whatever went wrong while a token was asked for, nothing was sent.
fn no_token(failure: Failure) -> Failure {
    tracing::warn!(code = failure.code(), "WeChat gives no access token");
    Failure::NoToken
}

enum Trouble {
    Redis(redis::RedisError),
    Failure(Failure),
}

impl From<redis::RedisError> for Trouble {
    fn from(error: redis::RedisError) -> Self {
        Self::Redis(error)
    }
}

impl From<Failure> for Trouble {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

/// The token's place in Redis.
struct Shared {
    redis: ConnectionManager,
    key: String,
}

impl Shared {
    async fn read(&mut self) -> redis::RedisResult<Option<Vec<u8>>> {
        self.redis.get(&self.key).await
    }

    async fn write(&mut self, sealed: Vec<u8>) -> redis::RedisResult<()> {
        self.redis.set_ex(&self.key, sealed, KEPT_SECONDS).await
    }

    /// Takes the lock, unless somebody has it; answers its mark.
    async fn lock(&mut self) -> redis::RedisResult<Option<String>> {
        let mark = uuid::Uuid::new_v4().to_string();
        let taken: Option<String> = redis::cmd("SET")
            .arg(format!("{}:lock", self.key))
            .arg(&mark)
            .arg("NX")
            .arg("PX")
            .arg(u64::try_from(LOCK.as_millis()).unwrap_or(u64::MAX))
            .query_async(&mut self.redis)
            .await?;
        Ok(taken.map(|_ok| mark))
    }

    /// Gives the lock up, if it is still ours: one that expired may be somebody else's by now.
    async fn unlock(&mut self, mark: &str) -> redis::RedisResult<()> {
        let script = redis::Script::new(
            "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0",
        );
        let _gone: i64 = script
            .key(format!("{}:lock", self.key))
            .arg(mark)
            .invoke_async(&mut self.redis)
            .await?;
        Ok(())
    }
}
