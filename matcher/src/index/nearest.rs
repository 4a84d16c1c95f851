//! The k nearest who can serve a need: depth first through one tree, nearest nodes first.

use super::fixed::{Fixed, fixed, least_chord_2, most, no_farther, surely_within};
use super::node::LEAF;
use super::tag::Tag;
use super::tree::{Node, Tree};
use super::{ProviderIndex, chord_2_between};
use crate::distance::{Metres, arc, chord_2, unit_vector};
use crate::eligibility::fits_anywhere;
use crate::model::{Need, Provider, Role};

/// Those found so far: squared distance in units and slot, nearest first; more than `k` where rounding does not
/// tell who is nearer.
struct Best {
    found: Vec<(f32, u32)>,
    k: usize,
    /// Nobody beyond this can be among the `k` nearest within the radius.
    limit: f32,
}

impl Best {
    fn insert(&mut self, squared: f32, slot: u32) {
        let nearer = self.found.iter().rposition(|(other, _)| *other <= squared);
        self.found
            .insert(nearer.map_or(0, |position| position + 1), (squared, slot));
        if let Some((last, _)) = self.found.get(self.k - 1) {
            self.limit = self.limit.min(no_farther(*last));
            while self
                .found
                .last()
                .is_some_and(|(last, _)| *last > self.limit)
            {
                self.found.pop();
            }
        }
    }
}

impl ProviderIndex {
    /// The `k` nearest providers within a radius who meet every hard constraint of a need ([`check`]): role,
    /// skills, certificate, clearance, availability in the need's window, free capacity, own radius, preferences
    /// and blocks. Nearest first by great-circle [`distance`], equal distances in the order of ids; `within` is
    /// included.
    ///
    /// Exact: what sorting everybody gives. It looks at the tree of the need's rarest skill, so a rare skill
    /// costs less than a common one: O(log n + k) nodes where those who have it also meet the other constraints;
    /// the rarer the other constraints, the more.
    ///
    /// ```
    /// # use jinlin_matcher::*;
    /// # let need = Need { id: NeedId(7), place: Wgs84::new(104.115, 30.600)?, community: "510104035017".parse()?,
    /// #     role: Role::SocialWorker, skills: SkillSet::from_bits(0b10), certificate: None,
    /// #     clearance: ClearanceSet::EMPTY, window: None, urgent: false, waiting_minutes: 0, gender_wanted: None,
    /// #     dialect_wanted: DialectSet::EMPTY, exclude_compound: None, blocked: vec![], served_before: vec![],
    /// #     sensitive: false };
    /// # let worker = Provider { id: ProviderId(1), role: Role::SocialWorker, place: Wgs84::new(104.117, 30.598)?,
    /// #     community: "510104035017".parse()?, skills: SkillSet::from_bits(0b11), certificate: None,
    /// #     clearance: ClearanceSet::EMPTY, gender: None, dialects: DialectSet::EMPTY, on: true,
    /// #     week: WeekSlots::always(), capacity: 1, load: 0, load_7d: 0, quality_milli: 500,
    /// #     radius: Metres::new(5_000.0), compound: None };
    /// let farther = Provider { id: ProviderId(2), place: Wgs84::new(104.120, 30.598)?, ..worker.clone() };
    /// let off = Provider { id: ProviderId(3), on: false, ..worker.clone() };
    /// let index = ProviderIndex::bulk_load(vec![farther, off, worker]);
    ///
    /// let nearest = index.nearest_eligible(&need, 10, Metres::new(5_000.0));
    /// let ids: Vec<_> = nearest.iter().map(|(provider, _)| provider.id.0).collect();
    /// assert_eq!(ids, [1, 2]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// [`check`]: crate::check()
    /// [`distance`]: crate::distance()
    #[must_use]
    pub fn nearest_eligible(
        &self,
        need: &Need,
        k: usize,
        within: Metres,
    ) -> Vec<(&Provider, Metres)> {
        let nobody = k == 0 || (need.sensitive && need.role == Role::Volunteer);
        let Some(tree) = self.role(need.role).smallest(need).filter(|_| !nobody) else {
            return Vec::new();
        };
        let point = unit_vector(need.place);
        let mut best = Best {
            found: Vec::with_capacity(k.min(64)),
            k,
            limit: most(chord_2(within)),
        };
        self.descend(tree, need, point, &mut best);
        let exact = best.found.iter().filter_map(|(_, slot)| {
            let provider = self.provider(*slot)?;
            Some((
                provider,
                arc(chord_2_between(point, unit_vector(provider.place))),
            ))
        });
        let mut nearest: Vec<(&Provider, Metres)> = exact.collect();
        nearest.retain(|(_, distance)| *distance <= within);
        nearest.sort_unstable_by_key(|(provider, distance)| (*distance, provider.id));
        nearest.truncate(k);
        nearest
    }

    fn descend(&self, tree: &Tree, need: &Need, point: [f64; 3], best: &mut Best) {
        let (from, wanted) = (fixed(point), Tag::wanted(need));
        let mut ahead: Vec<(f32, Node)> = Vec::with_capacity(64);
        ahead.extend(tree.root().map(|root| (0.0, root)));
        while let Some((squared, node)) = ahead.pop() {
            if squared > best.limit {
                continue;
            }
            if node.level > 0 {
                look_into(tree, node, from, wanted, best.limit, &mut ahead);
                continue;
            }
            let leaf = tree.leaf(node.number);
            let mut tagged = leaf.tagged(wanted);
            if tagged == 0 {
                continue;
            }
            let distances = leaf.squared(from);
            // Nearest first, for each who is found spares asking those who are farther. The bits of numbers that are
            // not negative order as the numbers do; sorting words is quicker than sorting pairs.
            let mut near = [0_u64; LEAF];
            let mut count = 0;
            for position in ones(&mut tagged) {
                let squared = distances[position];
                if squared <= best.limit {
                    let slot = u64::from(leaf.slot(position));
                    near[count] = u64::from(squared.to_bits()) << 32 | slot;
                    count += 1;
                }
            }
            near[..count].sort_unstable();
            for word in &near[..count] {
                // The upper and the lower half, by truncation.
                let (squared, slot) = (f32::from_bits((word >> 32) as u32), *word as u32);
                if squared > best.limit {
                    break;
                }
                if self.can_serve(slot, need, point, squared) {
                    best.insert(squared, slot);
                }
            }
        }
    }

    /// Whether the provider in a slot meets every hard constraint; the exact distance is only computed where the
    /// rounded one does not tell.
    fn can_serve(&self, slot: u32, need: &Need, point: [f64; 3], squared: f32) -> bool {
        let Some(provider) = self.provider(slot) else {
            return false;
        };
        if !fits_anywhere(need, provider) {
            return false;
        }
        if surely_within(squared, provider.radius) {
            return true;
        }
        arc(least_chord_2(squared)) <= provider.radius
            && arc(chord_2_between(point, unit_vector(provider.place))) <= provider.radius
    }
}

/// Puts the children of an inner node that are near enough ahead, the nearest on top.
fn look_into(
    tree: &Tree,
    node: Node,
    from: Fixed,
    wanted: Tag,
    limit: f32,
    ahead: &mut Vec<(f32, Node)>,
) {
    let inner = tree.inner(node.number);
    let mut tagged = inner.tagged(wanted);
    let distances = inner.squared(from);
    let below = ahead.len();
    for position in ones(&mut tagged) {
        let squared = distances[position];
        if squared > limit {
            continue;
        }
        let child = Node {
            number: inner.node(position),
            level: node.level - 1,
        };
        // Sixteen at most: inserting each in its place is quicker than sorting.
        let mut place = ahead.len();
        ahead.push((squared, child));
        while place > below && ahead[place - 1].0 < squared {
            ahead.swap(place, place - 1);
            place -= 1;
        }
    }
}

/// The positions of the bits that are set, ascending; they are cleared on the way.
pub(super) fn ones(bits: &mut u32) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        if *bits == 0 {
            return None;
        }
        let position = usize::try_from(bits.trailing_zeros()).ok();
        *bits &= *bits - 1;
        position
    })
}
