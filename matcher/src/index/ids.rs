//! [`Ids`]: from a provider's id to the number of its slot.

use hashbrown::HashTable;

use crate::model::ProviderId;

/// One hash table would move a million entries when it grows; each of these moves a thousand.
const SHARDS: usize = 1024;

/// Slots by id: 5 to 11 bytes an entry, for the ids themselves are read from the slots.
#[derive(Debug, Default)]
pub(super) struct Ids {
    /// None before the first entry, then all.
    shards: Vec<HashTable<u32>>,
    len: usize,
}

impl Ids {
    /// How many entries there are.
    pub(super) const fn len(&self) -> usize {
        self.len
    }

    /// The slot of an id; `id_of` reads the id in a slot.
    pub(super) fn get(
        &self,
        id: ProviderId,
        id_of: impl Fn(u32) -> Option<ProviderId>,
    ) -> Option<u32> {
        let hash = hash(id);
        let shard = self.shards.get(shard_of(hash))?;
        shard.find(hash, |slot| id_of(*slot) == Some(id)).copied()
    }

    /// Adds a slot whose id is not there.
    pub(super) fn insert(
        &mut self,
        id: ProviderId,
        slot: u32,
        id_of: impl Fn(u32) -> Option<ProviderId>,
    ) {
        if self.shards.is_empty() {
            self.shards.resize_with(SHARDS, HashTable::new);
        }
        let hash_of = |slot: &u32| id_of(*slot).map_or(0, hash);
        if let Some(shard) = self.shards.get_mut(shard_of(hash(id))) {
            shard.insert_unique(hash(id), slot, hash_of);
            self.len += 1;
        }
    }

    /// Takes an id out and gives its slot.
    pub(super) fn remove(
        &mut self,
        id: ProviderId,
        id_of: impl Fn(u32) -> Option<ProviderId>,
    ) -> Option<u32> {
        let hash = hash(id);
        let shard = self.shards.get_mut(shard_of(hash))?;
        let entry = shard.find_entry(hash, |slot| id_of(*slot) == Some(id));
        let (slot, _) = entry.ok()?.remove();
        self.len -= 1;
        Some(slot)
    }
}

/// The same on every machine. Ids are made by the server, so nobody can choose them to collide.
fn hash(id: ProviderId) -> u64 {
    // A UUIDv7 has its time in the high half and its randomness in the low one: both count.
    let [high, low] = [id.0 >> 64, id.0]
        .map(|half| u64::try_from(half & u128::from(u64::MAX)).unwrap_or_default());
    let mut mixed = (high ^ low.rotate_left(32)).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ low;
    mixed = (mixed ^ (mixed >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    mixed = (mixed ^ (mixed >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    mixed ^ (mixed >> 32)
}

/// From bits in the middle: the table itself takes the lowest and the highest.
fn shard_of(hash: u64) -> usize {
    usize::try_from((hash >> 40) % 1024).unwrap_or_default() % SHARDS
}
