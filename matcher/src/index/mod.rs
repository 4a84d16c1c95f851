//! [`ProviderIndex`]: providers by place, skill, street and id, updated in place.
//!
//! Places are unit vectors in three dimensions: chords between them order as great circles do, everywhere, which
//! degrees do not. For each role there is a tree of those who are ready (switched on, with free capacity), one of
//! those who are not, and one for each skill that is not common, of those who are ready; its entries carry a
//! [`Tag`]. The providers themselves lie in slots beside the trees, so that a change that decides
//! nothing there (a load, a rating) touches no tree. ADR 0014 has the measurements behind this.

mod browse;
mod fixed;
mod ids;
mod nearest;
mod node;
mod paged;
mod role;
mod tag;
mod tree;

use std::collections::HashMap;

pub use browse::Nearest;

use self::fixed::{fixed, least_chord_2, most, surely_within};
use self::ids::Ids;
use self::nearest::ones;
use self::paged::Paged;
use self::role::{RoleTrees, Standing};
use self::tag::Tag;
use self::tree::{Node, Tree};
use crate::checksum::digest;
use crate::coord::Wgs84;
use crate::distance::{Metres, arc, chord_2, unit_vector};
use crate::model::{Need, Provider, ProviderId, Role};

/// The providers that can be matched.
///
/// A plain value: share it behind a lock, and hold the lock for one call. No change takes longer than some
/// microseconds at a million providers, for nothing in it is ever moved as a whole; only [`Self::bulk_load`] and
/// dropping an index take long, so do both outside the lock and swap under it:
///
/// ```
/// # use std::sync::RwLock;
/// # use jinlin_matcher::ProviderIndex;
/// # let (shared, rows) = (RwLock::new(ProviderIndex::new()), vec![]);
/// let mut other = ProviderIndex::bulk_load(rows);
/// if let Ok(mut current) = shared.write() {
///     std::mem::swap(&mut *current, &mut other);
/// }
/// drop(other); // the old one, with nobody waiting
/// ```
///
/// The [crate's documentation](crate) has the complexity of each operation. A million providers with two or three
/// skills take 203 bytes each when 30 % of them are switched on, and 221 when all are, all in; 160 of that are the
/// [`Provider`]. After everybody has moved twice it is 219 and 248.
#[derive(Debug, Default)]
pub struct ProviderIndex {
    slots: Paged<Option<Provider>>,
    ids: Ids,
    /// Social workers by the 9-digit code of their street.
    by_street: HashMap<u64, Vec<u32>>,
    workers: RoleTrees,
    volunteers: RoleTrees,
    checksum: u128,
}

impl ProviderIndex {
    /// An index without providers.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// An index of these providers; of several with the same id the last one stays. O(n log n).
    ///
    /// Decides which skills are common, and so have no tree of their own. An index that has grown by
    /// [`Self::upsert`] answers the same from more trees, with more memory.
    #[must_use]
    pub fn bulk_load(providers: Vec<Provider>) -> Self {
        let mut index = Self::new();
        for provider in providers {
            match index.slot(provider.id) {
                Some(slot) => *index.slots.at_mut(slot) = Some(provider),
                None => {
                    index.take_slot(provider);
                }
            }
        }
        let (mut workers, mut volunteers) = (Vec::new(), Vec::new());
        for (slot, provider) in (0..).zip(index.slots.iter()) {
            let Some(provider) = provider else { continue };
            index.checksum = index.checksum.wrapping_add(digest(provider));
            let standing = (slot, Standing::of(provider));
            match provider.role {
                Role::SocialWorker => {
                    let street = index.by_street.entry(provider.community.street());
                    street.or_default().push(slot);
                    workers.push(standing);
                }
                Role::Volunteer => volunteers.push(standing),
            }
        }
        index.workers = RoleTrees::bulk_load(&workers);
        index.volunteers = RoleTrees::bulk_load(&volunteers);
        index
    }

    /// Adds a provider, or replaces the one with its id, which is returned. O(1) when neither role, place, skills,
    /// nor anything that a need can require changed; else O(skills log n), and O(s) more when a social worker
    /// changes its street.
    pub fn upsert(&mut self, provider: Provider) -> Option<Provider> {
        let Some(slot) = self.slot(provider.id) else {
            let slot = self.take_slot(provider);
            self.enter(slot);
            return None;
        };
        let old = self.provider(slot)?;
        let (before, after) = (Standing::of(old), Standing::of(&provider));
        let street = |provider: &Provider| (provider.role, provider.community.street());
        let stays = before == after && street(old) == street(&provider);
        if stays {
            self.checksum = self
                .checksum
                .wrapping_sub(digest(old))
                .wrapping_add(digest(&provider));
            return self.slots.at_mut(slot).replace(provider);
        }
        self.leave(slot);
        let old = self.slots.at_mut(slot).replace(provider);
        self.enter(slot);
        old
    }

    /// Takes a provider out. O(skills log n + workers of its street).
    pub fn remove(&mut self, id: ProviderId) -> Option<Provider> {
        let slots = &self.slots;
        let slot = self.ids.remove(id, |slot| id_at(slots, slot))?;
        self.leave(slot);
        self.slots.free(slot);
        self.slots.at_mut(slot).take()
    }

    /// The provider with this id. O(1).
    #[must_use]
    pub fn get(&self, id: ProviderId) -> Option<&Provider> {
        self.provider(self.slot(id)?)
    }

    /// How many providers there are. O(1).
    #[must_use]
    pub const fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Every provider, in no order to rely on.
    pub fn iter(&self) -> impl Iterator<Item = &Provider> {
        self.slots.iter().flatten()
    }

    /// Everybody by great-circle distance from `place`, nearest first, found as the iterator is asked: O(log n)
    /// for the first and about as much for each further one. The order among equal distances is not defined.
    #[must_use]
    pub fn nearest(&self, place: Wgs84) -> Nearest<'_> {
        let roles = [&self.workers, &self.volunteers];
        let trees = roles.into_iter().flat_map(RoleTrees::everybody);
        Nearest::new(self, trees.collect(), place, Tag::NONE)
    }

    /// Those of one role by great-circle distance from `place`, nearest first; as [`Self::nearest`].
    #[must_use]
    pub fn nearest_of(&self, role: Role, place: Wgs84) -> Nearest<'_> {
        let trees = self.role(role).everybody();
        Nearest::new(self, trees.to_vec(), place, Tag::NONE)
    }

    /// Those who may serve a need, nearest first: everybody who meets its hard constraints, and some whom only
    /// [`check`](crate::check()) rules out. From the tree of the need's rarest skill, so that a rare one costs less.
    pub(crate) fn nearest_who_may(&self, need: &Need) -> Nearest<'_> {
        let nobody = need.sensitive && need.role == Role::Volunteer;
        let tree = self.role(need.role).smallest(need).filter(|_| !nobody);
        let trees = tree.into_iter().collect();
        Nearest::new(self, trees, need.place, Tag::wanted(need))
    }

    /// How many of one role are within a distance of `place`. O(log n + found).
    #[must_use]
    pub fn count_within(&self, role: Role, place: Wgs84, within: Metres) -> usize {
        let trees = self.role(role).everybody().into_iter();
        trees
            .map(|tree| self.count_in(tree, unit_vector(place), within))
            .sum()
    }

    fn count_in(&self, tree: &Tree, point: [f64; 3], within: Metres) -> usize {
        let (from, limit) = (fixed(point), most(chord_2(within)));
        let is_within = |squared: f32, slot: u32| {
            if surely_within(squared, within) {
                return true;
            }
            let exact = |provider: &Provider| chord_2_between(point, unit_vector(provider.place));
            arc(least_chord_2(squared)) <= within
                && self
                    .provider(slot)
                    .is_some_and(|provider| arc(exact(provider)) <= within)
        };
        let mut count = 0;
        let mut ahead: Vec<Node> = tree.root().into_iter().collect();
        while let Some(node) = ahead.pop() {
            if node.level == 0 {
                let leaf = tree.leaf(node.number);
                let distances = leaf.squared(from);
                let found = ones(&mut leaf.tagged(Tag::NONE))
                    .filter(|position| is_within(distances[*position], leaf.slot(*position)))
                    .count();
                count += found;
                continue;
            }
            let inner = tree.inner(node.number);
            let distances = inner.squared(from);
            let near = ones(&mut inner.tagged(Tag::NONE))
                .filter(|position| distances[*position] <= limit)
                .map(|position| Node {
                    number: inner.node(position),
                    level: node.level - 1,
                })
                .collect::<Vec<_>>();
            ahead.extend(near);
        }
        count
    }

    /// The social workers of a street, by its 9-digit code, in no order to rely on. O(found).
    pub fn workers_of_street(&self, street: u64) -> impl Iterator<Item = &Provider> {
        let slots = self
            .by_street
            .get(&street)
            .map(Vec::as_slice)
            .unwrap_or_default();
        slots.iter().filter_map(|slot| self.provider(*slot))
    }

    /// A digest of all entries that depends neither on order nor on process or platform: equal to
    /// [`checksum_of`](crate::checksum_of) over the rows, or the index has drifted. Kept up to date by every
    /// change, so O(1).
    #[must_use]
    pub const fn checksum(&self) -> u128 {
        self.checksum
    }

    fn provider(&self, slot: u32) -> Option<&Provider> {
        self.slots.at(slot).as_ref()
    }

    fn slot(&self, id: ProviderId) -> Option<u32> {
        self.ids.get(id, |slot| id_at(&self.slots, slot))
    }

    const fn role(&self, role: Role) -> &RoleTrees {
        match role {
            Role::SocialWorker => &self.workers,
            Role::Volunteer => &self.volunteers,
        }
    }

    const fn role_mut(&mut self, role: Role) -> &mut RoleTrees {
        match role {
            Role::SocialWorker => &mut self.workers,
            Role::Volunteer => &mut self.volunteers,
        }
    }

    /// A slot for a provider whose id is not there, findable by its id alone.
    fn take_slot(&mut self, provider: Provider) -> u32 {
        let id = provider.id;
        let slot = self.slots.add(Some(provider));
        let slots = &self.slots;
        self.ids.insert(id, slot, |slot| id_at(slots, slot));
        slot
    }

    /// Makes the provider in a slot findable by everything but its id.
    fn enter(&mut self, slot: u32) {
        let Some(provider) = self.slots.at(slot) else {
            return;
        };
        self.checksum = self.checksum.wrapping_add(digest(provider));
        let (role, standing) = (provider.role, Standing::of(provider));
        if role == Role::SocialWorker {
            let street = self.by_street.entry(provider.community.street());
            street.or_default().push(slot);
        }
        self.role_mut(role).insert(slot, &standing);
    }

    /// Undoes [`Self::enter`].
    fn leave(&mut self, slot: u32) {
        let Some(provider) = self.slots.at(slot) else {
            return;
        };
        self.checksum = self.checksum.wrapping_sub(digest(provider));
        let (role, standing) = (provider.role, Standing::of(provider));
        let street = provider.community.street();
        if role == Role::SocialWorker
            && let Some(slots) = self.by_street.get_mut(&street)
        {
            slots.retain(|other| *other != slot);
            if slots.is_empty() {
                self.by_street.remove(&street);
            }
        }
        self.role_mut(role).remove(slot, &standing);
    }
}

fn id_at(slots: &Paged<Option<Provider>>, slot: u32) -> Option<ProviderId> {
    slots.at(slot).as_ref().map(|provider| provider.id)
}

/// The squared chord between two exact points, as [`crate::distance()`] computes it.
fn chord_2_between(a: [f64; 3], b: [f64; 3]) -> f64 {
    let ([ax, ay, az], [bx, by, bz]) = (a, b);
    let (x, y, z) = (ax - bx, ay - by, az - bz);
    x * x + y * y + z * z
}
