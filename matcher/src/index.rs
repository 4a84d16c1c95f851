//! [`ProviderIndex`]: providers by place, street and id, updated in place.
//!
//! One R-tree per role holds unit vectors in three dimensions: chords between them order as great circles do,
//! everywhere, which degrees do not. The providers themselves lie in slots beside the trees, so that a change
//! of load or availability touches no tree.

use std::collections::HashMap;
use std::iter::Peekable;

use rstar::{AABB, PointDistance, RTree, RTreeObject};

use crate::checksum::digest;
use crate::coord::Wgs84;
use crate::distance::{Metres, arc, chord_2, unit_vector};
use crate::model::{Provider, ProviderId, Role};

/// A place in a tree, and the slot of the provider that is there.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Entry {
    point: [f64; 3],
    slot: usize,
}

impl RTreeObject for Entry {
    type Envelope = AABB<[f64; 3]>;

    fn envelope(&self) -> Self::Envelope {
        AABB::from_point(self.point)
    }
}

impl PointDistance for Entry {
    fn distance_2(&self, point: &[f64; 3]) -> f64 {
        let ([ax, ay, az], [bx, by, bz]) = (self.point, *point);
        let (x, y, z) = (ax - bx, ay - by, az - bz);
        x * x + y * y + z * z
    }
}

/// The providers that can be matched.
///
/// One R-tree per role, over unit vectors in three dimensions; a table by id, and one of social workers by
/// street. The index is a plain value: share it behind a lock, and hold the lock for one call. The [crate's
/// documentation](crate) has the complexity of each operation.
#[derive(Debug, Default)]
pub struct ProviderIndex {
    slots: Vec<Option<Provider>>,
    free: Vec<usize>,
    by_id: HashMap<ProviderId, usize>,
    /// Social workers by the 9-digit code of their street.
    by_street: HashMap<u64, Vec<usize>>,
    workers: RTree<Entry>,
    volunteers: RTree<Entry>,
    checksum: u128,
}

impl ProviderIndex {
    /// An index without providers.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// An index of these providers; of several with the same id the last one stays. O(n log n).
    #[must_use]
    pub fn bulk_load(providers: Vec<Provider>) -> Self {
        let mut index = Self::new();
        let (mut workers, mut volunteers) = (Vec::new(), Vec::new());
        let mut last: HashMap<ProviderId, usize> = HashMap::with_capacity(providers.len());
        for (position, provider) in providers.iter().enumerate() {
            last.insert(provider.id, position);
        }
        for (position, provider) in providers.into_iter().enumerate() {
            if last.get(&provider.id) != Some(&position) {
                continue;
            }
            let entry = index.store(provider.role, unit_vector(provider.place), provider);
            match entry.0 {
                Role::SocialWorker => workers.push(entry.1),
                Role::Volunteer => volunteers.push(entry.1),
            }
        }
        index.workers = RTree::bulk_load(workers);
        index.volunteers = RTree::bulk_load(volunteers);
        index
    }

    /// Adds a provider, or replaces the one with its id, which is returned. O(log n); O(1) when neither role
    /// nor place changed.
    pub fn upsert(&mut self, provider: Provider) -> Option<Provider> {
        let slot = self.by_id.get(&provider.id).copied();
        let stays = slot
            .and_then(|slot| self.slots.get_mut(slot))
            .and_then(Option::as_mut)
            .filter(|old| {
                old.role == provider.role
                    && old.place == provider.place
                    && old.community == provider.community
            });
        if let Some(old) = stays {
            self.checksum = self
                .checksum
                .wrapping_sub(digest(old))
                .wrapping_add(digest(&provider));
            return Some(std::mem::replace(old, provider));
        }
        let old = self.remove(provider.id);
        let (role, entry) = self.store(provider.role, unit_vector(provider.place), provider);
        self.tree_mut(role).insert(entry);
        old
    }

    /// Takes a provider out. O(log n + workers of its street).
    pub fn remove(&mut self, id: ProviderId) -> Option<Provider> {
        let slot = self.by_id.remove(&id)?;
        let provider = self.slots.get_mut(slot)?.take()?;
        self.free.push(slot);
        self.checksum = self.checksum.wrapping_sub(digest(&provider));
        self.tree_mut(provider.role).remove(&Entry {
            point: unit_vector(provider.place),
            slot,
        });
        if let Some(street) = self.by_street.get_mut(&provider.community.street()) {
            street.retain(|other| *other != slot);
            if street.is_empty() {
                self.by_street.remove(&provider.community.street());
            }
        }
        Some(provider)
    }

    /// The provider with this id. O(1).
    #[must_use]
    pub fn get(&self, id: ProviderId) -> Option<&Provider> {
        self.by_id.get(&id).and_then(|slot| self.at(*slot))
    }

    /// How many providers there are. O(1).
    #[must_use]
    pub fn len(&self) -> usize {
        self.by_id.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_id.is_empty()
    }

    /// Every provider, in no order to rely on.
    pub fn iter(&self) -> impl Iterator<Item = &Provider> {
        self.slots.iter().flatten()
    }

    /// Everybody by great-circle distance from `place`, nearest first, found as the iterator is asked: O(log n)
    /// for the first and about as much for each further one. The order among equal distances is not defined.
    #[must_use]
    pub fn nearest(&self, place: Wgs84) -> Nearest<'_> {
        let point = unit_vector(place);
        let one = |tree| -> Peekable<Chords<'_>> {
            (Box::new(chords(tree, point)) as Chords<'_>).peekable()
        };
        Nearest {
            index: self,
            trees: [one(&self.workers), one(&self.volunteers)],
        }
    }

    /// Those of one role by great-circle distance from `place`, nearest first; as [`Self::nearest`].
    pub fn nearest_of(
        &self,
        role: Role,
        place: Wgs84,
    ) -> impl Iterator<Item = (&Provider, Metres)> {
        let found = chords(self.tree(role), unit_vector(place));
        found.filter_map(|(slot, chord_2)| Some((self.at(slot)?, arc(chord_2))))
    }

    /// How many of one role are within a distance of `place`. O(log n + found).
    #[must_use]
    pub fn count_within(&self, role: Role, place: Wgs84, within: Metres) -> usize {
        let found = self
            .tree(role)
            .locate_within_distance(unit_vector(place), chord_2(within));
        let point = unit_vector(place);
        found
            .filter(|entry| arc(entry.distance_2(&point)) <= within)
            .count()
    }

    /// The social workers of a street, by its 9-digit code, in no order to rely on. O(found).
    pub fn workers_of_street(&self, street: u64) -> impl Iterator<Item = &Provider> {
        let slots = self
            .by_street
            .get(&street)
            .map(Vec::as_slice)
            .unwrap_or_default();
        slots.iter().filter_map(|slot| self.at(*slot))
    }

    /// A digest of all entries that depends neither on order nor on process or platform: equal to
    /// [`checksum_of`](crate::checksum_of) over the rows, or the index has drifted. Kept up to date by every
    /// change, so O(1).
    #[must_use]
    pub const fn checksum(&self) -> u128 {
        self.checksum
    }

    fn at(&self, slot: usize) -> Option<&Provider> {
        self.slots.get(slot).and_then(Option::as_ref)
    }

    const fn tree(&self, role: Role) -> &RTree<Entry> {
        match role {
            Role::SocialWorker => &self.workers,
            Role::Volunteer => &self.volunteers,
        }
    }

    const fn tree_mut(&mut self, role: Role) -> &mut RTree<Entry> {
        match role {
            Role::SocialWorker => &mut self.workers,
            Role::Volunteer => &mut self.volunteers,
        }
    }

    /// Puts a provider whose id is not there into a slot and everything but its tree, for which its entry is returned.
    fn store(&mut self, role: Role, point: [f64; 3], provider: Provider) -> (Role, Entry) {
        let slot = self.free.pop().unwrap_or(self.slots.len());
        self.checksum = self.checksum.wrapping_add(digest(&provider));
        self.by_id.insert(provider.id, slot);
        if role == Role::SocialWorker {
            self.by_street
                .entry(provider.community.street())
                .or_default()
                .push(slot);
        }
        match self.slots.get_mut(slot) {
            Some(free) => *free = Some(provider),
            None => self.slots.push(Some(provider)),
        }
        (role, Entry { point, slot })
    }
}

/// Slots with their squared chords, nearest first.
type Chords<'a> = Box<dyn Iterator<Item = (usize, f64)> + 'a>;

fn chords(tree: &RTree<Entry>, point: [f64; 3]) -> impl Iterator<Item = (usize, f64)> {
    tree.nearest_neighbor_iter_with_distance_2(point)
        .map(|(entry, chord_2)| (entry.slot, chord_2))
}

/// The iterator of [`ProviderIndex::nearest`].
pub struct Nearest<'a> {
    index: &'a ProviderIndex,
    trees: [Peekable<Chords<'a>>; 2],
}

impl<'a> Iterator for Nearest<'a> {
    type Item = (&'a Provider, Metres);

    fn next(&mut self) -> Option<Self::Item> {
        let [workers, volunteers] = &mut self.trees;
        let worker_is_next = match (workers.peek(), volunteers.peek()) {
            (Some((_, worker)), Some((_, volunteer))) => worker <= volunteer,
            (worker, _) => worker.is_some(),
        };
        let (slot, chord_2) = if worker_is_next {
            workers.next()
        } else {
            volunteers.next()
        }?;
        self.index.at(slot).map(|provider| (provider, arc(chord_2)))
    }
}
