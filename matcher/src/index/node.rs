//! The nodes of a [`Tree`](super::tree::Tree): arrays of one component each, so that a search compares a whole
//! node in a few vector instructions.

use super::fixed::{Fixed, difference};
use super::tag::Tag;

/// Most entries of a leaf.
pub(super) const LEAF: usize = 32;
/// Most children of an inner node.
pub(super) const FANOUT: usize = 16;

/// A provider in a tree: where, with which tag, in which slot of the index.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Entry {
    pub(super) at: Fixed,
    pub(super) tag: Tag,
    pub(super) slot: u32,
}

/// The smallest box around some entries, and the union of their tags.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Bounds {
    pub(super) low: Fixed,
    pub(super) high: Fixed,
    pub(super) tag: Tag,
}

impl Bounds {
    /// Around nothing: what [`Self::merged`] starts from.
    pub(super) const EMPTY: Self = Self {
        low: [i32::MAX; 3],
        high: [i32::MIN; 3],
        tag: Tag::NONE,
    };

    pub(super) const fn of(entry: &Entry) -> Self {
        Self {
            low: entry.at,
            high: entry.at,
            tag: entry.tag,
        }
    }

    pub(super) fn merged(self, other: &Self) -> Self {
        Self {
            low: [0, 1, 2].map(|axis| self.low[axis].min(other.low[axis])),
            high: [0, 1, 2].map(|axis| self.high[axis].max(other.high[axis])),
            tag: self.tag.union(other.tag),
        }
    }

    pub(super) fn contains(&self, at: Fixed) -> bool {
        (0..3).all(|axis| self.low[axis] <= at[axis] && at[axis] <= self.high[axis])
    }

    /// Twice the middle along an axis, which needs no rounding.
    pub(super) fn middle(&self, axis: usize) -> i64 {
        i64::from(self.low[axis]) + i64::from(self.high[axis])
    }

    /// The sum of the three edges: what insertions keep small.
    pub(super) fn margin(&self) -> i64 {
        let edges = self.low.iter().zip(self.high);
        edges
            .map(|(low, high)| i64::from(high) - i64::from(*low))
            .sum()
    }
}

/// A node below an inner node: its number (of a leaf or of an inner node, by its level) and bounds.
#[derive(Debug, Clone, Copy)]
pub(super) struct Child {
    pub(super) node: u32,
    pub(super) bounds: Bounds,
}

/// Up to [`LEAF`] entries: 644 bytes.
#[derive(Debug, Clone)]
pub(super) struct Leaf {
    at: [[i32; LEAF]; 3],
    tags: [Tag; LEAF],
    slots: [u32; LEAF],
    len: u8,
}

impl Leaf {
    pub(super) fn of(entries: &[Entry]) -> Self {
        let mut leaf = Self {
            at: [[0; LEAF]; 3],
            tags: [Tag::NONE; LEAF],
            slots: [0; LEAF],
            len: 0,
        };
        entries.iter().for_each(|entry| leaf.push(*entry));
        leaf
    }

    pub(super) fn len(&self) -> usize {
        usize::from(self.len)
    }

    pub(super) fn entry(&self, position: usize) -> Entry {
        Entry {
            at: [0, 1, 2].map(|axis| self.at[axis][position]),
            tag: self.tags[position],
            slot: self.slots[position],
        }
    }

    pub(super) fn entries(&self) -> impl Iterator<Item = Entry> {
        (0..self.len()).map(|position| self.entry(position))
    }

    /// Adds an entry; there must be room.
    pub(super) fn push(&mut self, entry: Entry) {
        let position = self.len();
        self.put(position, entry);
        self.len += 1;
    }

    fn put(&mut self, position: usize, entry: Entry) {
        for (components, component) in self.at.iter_mut().zip(entry.at) {
            components[position] = component;
        }
        self.tags[position] = entry.tag;
        self.slots[position] = entry.slot;
    }

    /// Takes the entry of a slot out; whether it was here.
    pub(super) fn remove(&mut self, slot: u32) -> bool {
        let slots = &self.slots[..self.len()];
        let Some(position) = slots.iter().position(|other| *other == slot) else {
            return false;
        };
        let last = self.entry(self.len() - 1);
        self.put(position, last);
        self.len -= 1;
        true
    }

    pub(super) fn bounds(&self) -> Bounds {
        self.entries().fold(Bounds::EMPTY, |bounds, entry| {
            bounds.merged(&Bounds::of(&entry))
        })
    }

    /// A bit for each entry that has the tag wanted.
    #[inline]
    pub(super) fn tagged(&self, wanted: Tag) -> u32 {
        bits(&self.tags, self.len, |tag| tag.has(wanted))
    }

    /// The squared distance in units of every entry from a place; nothing of use past the last entry.
    #[inline]
    pub(super) fn squared(&self, from: Fixed) -> [f32; LEAF] {
        let mut squared = [0.0; LEAF];
        for (components, from) in self.at.iter().zip(from) {
            for (sum, component) in squared.iter_mut().zip(components) {
                let difference = difference(*component, from);
                *sum += difference * difference;
            }
        }
        squared
    }

    #[inline]
    pub(super) const fn slot(&self, position: usize) -> u32 {
        self.slots[position]
    }
}

/// Up to [`FANOUT`] children: 516 bytes.
#[derive(Debug, Clone)]
pub(super) struct Inner {
    low: [[i32; FANOUT]; 3],
    high: [[i32; FANOUT]; 3],
    tags: [Tag; FANOUT],
    nodes: [u32; FANOUT],
    len: u8,
}

impl Inner {
    pub(super) fn of(children: &[Child]) -> Self {
        let mut inner = Self {
            low: [[0; FANOUT]; 3],
            high: [[0; FANOUT]; 3],
            tags: [Tag::NONE; FANOUT],
            nodes: [0; FANOUT],
            len: 0,
        };
        children.iter().for_each(|child| inner.push(*child));
        inner
    }

    pub(super) fn len(&self) -> usize {
        usize::from(self.len)
    }

    pub(super) fn child(&self, position: usize) -> Child {
        Child {
            node: self.nodes[position],
            bounds: Bounds {
                low: [0, 1, 2].map(|axis| self.low[axis][position]),
                high: [0, 1, 2].map(|axis| self.high[axis][position]),
                tag: self.tags[position],
            },
        }
    }

    pub(super) fn children(&self) -> impl Iterator<Item = Child> {
        (0..self.len()).map(|position| self.child(position))
    }

    /// Adds a child; there must be room.
    pub(super) fn push(&mut self, child: Child) {
        let position = self.len();
        self.put(position, child);
        self.len += 1;
    }

    pub(super) fn put(&mut self, position: usize, child: Child) {
        let Bounds { low, high, tag } = child.bounds;
        for axis in 0..3 {
            self.low[axis][position] = low[axis];
            self.high[axis][position] = high[axis];
        }
        self.tags[position] = tag;
        self.nodes[position] = child.node;
    }

    #[inline]
    pub(super) const fn node(&self, position: usize) -> u32 {
        self.nodes[position]
    }

    /// Takes a child out; the last one takes its place.
    pub(super) fn remove(&mut self, position: usize) {
        let last = self.child(self.len() - 1);
        self.put(position, last);
        self.len -= 1;
    }

    pub(super) fn bounds(&self) -> Bounds {
        self.children()
            .fold(Bounds::EMPTY, |bounds, child| bounds.merged(&child.bounds))
    }

    /// A bit for each child that may hold somebody with the tag wanted.
    #[inline]
    pub(super) fn tagged(&self, wanted: Tag) -> u32 {
        bits(&self.tags, self.len, |tag| tag.has(wanted))
    }

    /// The squared distance in units from a place to every child's box; nothing of use past the last child.
    #[inline]
    pub(super) fn squared(&self, from: Fixed) -> [f32; FANOUT] {
        self.outside(from, |outside| outside * outside)
    }

    /// The child whose box grows least for a place: by its margin, which is how far the place lies outside along
    /// the three axes; of equals (the place is inside) the smallest box.
    pub(super) fn nearest(&self, at: Fixed) -> usize {
        let growth = self.outside(at, |outside| outside);
        let least = growth[..self.len()]
            .iter()
            .copied()
            .fold(f32::MAX, f32::min);
        let equal = (0..self.len()).filter(|position| growth[*position] <= least);
        equal
            .min_by_key(|position| self.child(*position).bounds.margin())
            .unwrap_or_default()
    }

    /// For every child the sum over the axes of a measure of how far a place lies outside its box.
    #[inline]
    fn outside(&self, from: Fixed, measure: impl Fn(f32) -> f32) -> [f32; FANOUT] {
        let mut sums = [0.0; FANOUT];
        for ((lows, highs), from) in self.low.iter().zip(&self.high).zip(from) {
            for (sum, (low, high)) in sums.iter_mut().zip(lows.iter().zip(highs)) {
                // At most one of the two is positive. Written so that it becomes a vector's maximum.
                let (below, above) = (difference(*low, from), difference(from, *high));
                let outside = if below > above { below } else { above };
                *sum += measure(if outside > 0.0 { outside } else { 0.0 });
            }
        }
        sums
    }
}

/// A bit for each of the first `len` items that holds.
#[inline]
fn bits<const N: usize>(items: &[Tag; N], len: u8, holds: impl Fn(Tag) -> bool) -> u32 {
    let mut bits = 0;
    for (position, item) in items.iter().enumerate() {
        bits |= if holds(*item) { 1_u32 << position } else { 0 };
    }
    // All ones for 32 entries, where a shift by 32 would overflow.
    bits & u32::MAX
        .checked_shr(32 - u32::from(len))
        .unwrap_or_default()
}
