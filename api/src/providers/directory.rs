//! This replica's copy of all providers, for the matcher.
//!
//! Loaded in the same snapshot as the event cursor; after that every [`ProviderChanged`](crate::platform::outbox::EventKind)
//! makes it read that row again. The base place is in it, never a live position, so that it always equals the rows.

use std::collections::BTreeMap;
use std::sync::{PoisonError, RwLock};
use std::time::Duration;

use jinlin_matcher::{ProviderId as MatcherId, ProviderIndex, Wgs84, checksum_of, digest};
use sea_orm::{ConnectionTrait, DbErr};

use super::rows::{self, Loaded};
use super::store;
use crate::platform::audit::{Actor, Reading};
use crate::platform::crypto::{CryptoError, Sealed};
use crate::platform::ids::ProviderId;
use crate::platform::outbox::tail;
use crate::state::AppState;

/// How long a difference between copy and rows must last without the row changing: an event on its way takes less.
const SETTLE: Duration = Duration::from_millis(if cfg!(test) { 20 } else { 2_000 });

#[derive(Default)]
struct Copy {
    index: ProviderIndex,
    /// What the places in `index` were opened from. A tree, because a hash table of a million is moved as a whole when it
    /// grows, and readers would wait for that.
    sealed_places: BTreeMap<ProviderId, Sealed>,
}

impl Copy {
    fn of(loaded: Vec<Loaded>) -> Self {
        let mut sealed_places = BTreeMap::new();
        let mut providers = Vec::with_capacity(loaded.len());
        for Loaded {
            provider,
            sealed_place,
        } in loaded
        {
            sealed_places.insert(own_id(provider.id), sealed_place);
            providers.push(provider);
        }
        Self {
            index: ProviderIndex::bulk_load(providers),
            sealed_places,
        }
    }

    fn known_place(&self, id: ProviderId, sealed: &Sealed) -> Option<Wgs84> {
        let same = self.sealed_places.get(&id)? == sealed;
        self.index
            .get(matcher_id(id))
            .filter(|_| same)
            .map(|provider| provider.place)
    }
}

fn own_id(id: MatcherId) -> ProviderId {
    ProviderId(uuid::Uuid::from_u128(id.0))
}

fn matcher_id(id: ProviderId) -> MatcherId {
    MatcherId(id.as_u128())
}

/// Providers that differ between copy and rows, with the digest of the row; `None` when there is no row any more.
type Differences = BTreeMap<ProviderId, Option<u128>>;

/// What a check of the copy against the rows found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowsState {
    /// How many rows can be matched.
    pub providers: usize,
    /// Their checksum.
    pub checksum: u128,
    /// The last event numbered in the same snapshot.
    pub event_seq: i64,
}

/// The copy of all providers. Readers do not wait for each other; a change waits for readers, for microseconds.
#[derive(Default)]
pub struct Directory {
    copy: RwLock<Copy>,
    /// Held while rows are read and put in, so that an older reading never overwrites a newer one.
    writing: tokio::sync::Mutex<()>,
}

impl Directory {
    /// Loads everything within `db`'s snapshot and puts it in place; answers how many providers. One summarised entry in the
    /// audit log says so.
    ///
    /// # Errors
    /// The database's, or a master key that is not configured.
    pub async fn load<C: ConnectionTrait>(
        &self,
        state: &AppState,
        db: &C,
    ) -> Result<usize, CryptoError> {
        let _writing = self.writing.lock().await;
        let mut reading = Reading::new(Actor::system("index_load"));
        let known = |id, sealed: &Sealed| self.read(|copy| copy.known_place(id, sealed));
        let loaded = rows::read_all(db, state, &mut reading, &known).await?;
        reading.finish(&state.db, &state.clock).await?;
        let copy = Copy::of(loaded);
        let providers = copy.index.len();
        // Dropping the old copy takes longer than readers should wait, so it happens after the lock is gone.
        let mut old = copy;
        std::mem::swap(
            &mut *self.copy.write().unwrap_or_else(PoisonError::into_inner),
            &mut old,
        );
        drop(old);
        Ok(providers)
    }

    /// Reads one provider's row again and puts it in, or takes the provider out when the row is gone, holds nonsense, or the person
    /// was erased.
    ///
    /// # Errors
    /// The database's.
    pub async fn refresh(&self, state: &AppState, id: ProviderId) -> Result<(), DbErr> {
        let _writing = self.writing.lock().await;
        let db = state.db.read();
        let rows: Vec<_> = store::find(db, id).await?.into_iter().collect();
        let mut reading = Reading::new(Actor::system("index_refresh"));
        let known = |id, sealed: &Sealed| self.read(|copy| copy.known_place(id, sealed));
        let mut loaded = Vec::new();
        rows::convert(db, state, &mut reading, &known, rows, &mut loaded)
            .await
            .map_err(db_error)?;
        reading.finish(&state.db, &state.clock).await?;
        let mut copy = self.copy.write().unwrap_or_else(PoisonError::into_inner);
        match loaded.pop() {
            Some(Loaded {
                provider,
                sealed_place,
            }) => {
                copy.sealed_places.insert(id, sealed_place);
                copy.index.upsert(provider);
            }
            None => {
                copy.sealed_places.remove(&id);
                copy.index.remove(matcher_id(id));
            }
        }
        Ok(())
    }

    /// Lets `read` look at the index. It must be quick or run where blocking is allowed: a change waits for it.
    pub fn with<T>(&self, read: impl FnOnce(&ProviderIndex) -> T) -> T {
        self.read(|copy| read(&copy.index))
    }

    /// The digest of the copy: equal to that of the rows, or it has drifted. O(1).
    #[must_use]
    pub fn checksum(&self) -> u128 {
        self.with(ProviderIndex::checksum)
    }

    /// How many providers there are. O(1).
    #[must_use]
    pub fn len(&self) -> usize {
        self.with(ProviderIndex::len)
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Reads all rows anew, opening every place, in the name of `actor`; nothing is taken from the copy. O(providers).
    ///
    /// # Errors
    /// The database's, or a master key that is not configured.
    pub async fn rows_state(
        &self,
        state: &AppState,
        actor: Actor,
    ) -> Result<RowsState, CryptoError> {
        let snapshot = state.db.read_snapshot().await?;
        let event_seq = tail::last_seq(&snapshot).await?;
        let mut reading = Reading::new(actor);
        let loaded = rows::read_all(&snapshot, state, &mut reading, &|_, _| None).await?;
        snapshot.commit().await?;
        reading.finish(&state.db, &state.clock).await?;
        let checksum = checksum_of(loaded.iter().map(|loaded| &loaded.provider));
        Ok(RowsState {
            providers: loaded.len(),
            checksum,
            event_seq,
        })
    }

    /// Compares the copy with the rows, and loads it anew when it has drifted; answers how many providers differed.
    ///
    /// Rows change while they are compared, and their events arrive a little later. So a difference counts only when it is still
    /// there after a pause and the row has not changed in between.
    ///
    /// # Errors
    /// The database's.
    pub async fn check_drift(&self, state: &AppState) -> Result<usize, DbErr> {
        let mut differences = self.differences(state).await?;
        if differences.is_empty() {
            return Ok(0);
        }
        tokio::time::sleep(SETTLE).await;
        let again = self.differences(state).await?;
        differences.retain(|id, row| again.get(id) == Some(row));
        if let Some((first, _)) = differences.first_key_value() {
            tracing::error!(
                providers = differences.len(),
                provider.id = %first,
                "the copy of the providers has drifted from the rows and is loaded anew"
            );
            let snapshot = state.db.read_snapshot().await?;
            self.load(state, &snapshot).await.map_err(db_error)?;
            snapshot.commit().await?;
        }
        Ok(differences.len())
    }

    async fn differences(&self, state: &AppState) -> Result<Differences, DbErr> {
        let snapshot = state.db.read_snapshot().await?;
        let mut reading = Reading::new(Actor::system("index_check"));
        let known = |id, sealed: &Sealed| self.read(|copy| copy.known_place(id, sealed));
        let rows = rows::read_all(&snapshot, state, &mut reading, &known)
            .await
            .map_err(db_error)?;
        snapshot.commit().await?;
        reading.finish(&state.db, &state.clock).await?;
        // Computed before the lock is taken: over all rows it takes long.
        let checksum = checksum_of(rows.iter().map(|row| &row.provider));
        Ok(self.with(|index| {
            if index.checksum() == checksum {
                return Differences::new();
            }
            let mut differences: Differences = index
                .iter()
                .map(|provider| (own_id(provider.id), None))
                .collect();
            for row in &rows {
                let digest_of_row = digest(&row.provider);
                if index.get(row.provider.id).map(digest) == Some(digest_of_row) {
                    differences.remove(&own_id(row.provider.id));
                } else {
                    differences.insert(own_id(row.provider.id), Some(digest_of_row));
                }
            }
            differences
        }))
    }

    fn read<T>(&self, read: impl FnOnce(&Copy) -> T) -> T {
        // A panic while the lock was held would have been in the matcher; what it left is what the next check repairs.
        read(&self.copy.read().unwrap_or_else(PoisonError::into_inner))
    }
}

/// For callers that only know the database's errors.
fn db_error(error: CryptoError) -> DbErr {
    match error {
        CryptoError::Db(error) => error,
        other => DbErr::Custom(other.to_string()),
    }
}
