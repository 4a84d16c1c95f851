//! [`Tree`]: an R-tree of entries, changed in place.
//!
//! Leaves hold 32 entries, inner nodes 16 children, both with exact boxes and unions of tags: an insertion widens
//! them, a removal shrinks them on its way up. No operation looks at more than a path, so none takes longer than
//! some microseconds however large the tree is.

use super::fixed::Fixed;
use super::node::{Bounds, Child, Entry, FANOUT, Inner, LEAF, Leaf};
use super::paged::Paged;

/// A leaf with fewer entries, or a node with fewer children, is merged with a neighbour that has room.
const FEW_ENTRIES: usize = LEAF / 3;
const FEW_CHILDREN: usize = FANOUT / 3;

/// Two nodes are merged only when the result has room for this many more, lest it is split at once.
const ROOM_ENTRIES: usize = 4;
const ROOM_CHILDREN: usize = 2;

/// Entries of a leaf and children of a node after a bulk load: room for a few before it is split.
const FILL_ENTRIES: usize = 30;
const FILL_CHILDREN: usize = 15;

/// A node of a tree: its number, and its level (0 for leaves).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Node {
    pub(super) number: u32,
    pub(super) level: u8,
}

/// An R-tree over fixed-point unit vectors. Empty trees own no memory.
#[derive(Debug, Default)]
pub(super) struct Tree {
    leaves: Paged<Leaf>,
    inners: Paged<Inner>,
    root: u32,
    /// The root's level.
    height: u8,
    len: usize,
}

impl Tree {
    /// How many entries there are.
    pub(super) const fn len(&self) -> usize {
        self.len
    }

    /// Where a search begins; none in an empty tree.
    pub(super) const fn root(&self) -> Option<Node> {
        if self.len == 0 {
            return None;
        }
        Some(Node {
            number: self.root,
            level: self.height,
        })
    }

    #[inline]
    pub(super) fn leaf(&self, number: u32) -> &Leaf {
        self.leaves.at(number)
    }

    #[inline]
    pub(super) fn inner(&self, number: u32) -> &Inner {
        self.inners.at(number)
    }

    /// Adds an entry; its slot must not be there. O(log n).
    pub(super) fn insert(&mut self, entry: Entry) {
        self.len += 1;
        if self.len == 1 {
            self.root = self.leaves.add(Leaf::of(&[entry]));
            self.height = 0;
            return;
        }
        let root = Node {
            number: self.root,
            level: self.height,
        };
        if let Some(sibling) = self.insert_below(root, entry) {
            let first = self.child(root);
            self.root = self.inners.add(Inner::of(&[first, sibling]));
            self.height += 1;
        }
    }

    /// Takes the entry of a slot out, whose place must be what it was inserted with. O(log n) on average; among
    /// many entries at one place it looks at each. Whether it was there.
    pub(super) fn remove(&mut self, at: Fixed, slot: u32) -> bool {
        let Some(root) = self.root() else {
            return false;
        };
        if !self.remove_below(root, at, slot) {
            return false;
        }
        self.len -= 1;
        if self.len == 0 {
            *self = Self::default();
        }
        while self.height > 0 && self.inner(self.root).len() == 1 {
            let only = self.inner(self.root).child(0).node;
            self.inners.free(self.root);
            self.root = only;
            self.height -= 1;
        }
        true
    }

    fn child(&self, node: Node) -> Child {
        let bounds = match node.level {
            0 => self.leaf(node.number).bounds(),
            _ => self.inner(node.number).bounds(),
        };
        Child {
            node: node.number,
            bounds,
        }
    }

    /// Entries of a leaf, or children of an inner node.
    fn width(&self, node: Node) -> usize {
        match node.level {
            0 => self.leaf(node.number).len(),
            _ => self.inner(node.number).len(),
        }
    }

    /// Inserts below a node; a new sibling when it had to be split.
    fn insert_below(&mut self, node: Node, entry: Entry) -> Option<Child> {
        if node.level == 0 {
            return self.insert_in_leaf(node.number, entry);
        }
        let inner = self.inner(node.number);
        let position = inner.nearest(entry.at);
        let mut child = inner.child(position);
        let below = Node {
            number: child.node,
            level: node.level - 1,
        };
        let sibling = self.insert_below(below, entry);
        if sibling.is_some() {
            child = self.child(below);
        } else {
            child.bounds = child.bounds.merged(&Bounds::of(&entry));
        }
        let inner = self.inners.at_mut(node.number);
        inner.put(position, child);
        let sibling = sibling?;
        if inner.len() < FANOUT {
            inner.push(sibling);
            return None;
        }
        let mut children: Vec<Child> = inner.children().chain([sibling]).collect();
        let axis = widest(
            children
                .iter()
                .map(|child| [0, 1, 2].map(|axis| child.bounds.middle(axis))),
        );
        let half = children.len() / 2;
        children.select_nth_unstable_by_key(half, |child| child.bounds.middle(axis));
        let (first, second) = children.split_at(half);
        *inner = Inner::of(first);
        let second = Inner::of(second);
        let bounds = second.bounds();
        Some(Child {
            node: self.inners.add(second),
            bounds,
        })
    }

    fn insert_in_leaf(&mut self, number: u32, entry: Entry) -> Option<Child> {
        let leaf = self.leaves.at_mut(number);
        if leaf.len() < LEAF {
            leaf.push(entry);
            return None;
        }
        let mut entries: Vec<Entry> = leaf.entries().chain([entry]).collect();
        let half = entries.len() / 2;
        divide(&mut entries, half);
        let (first, second) = entries.split_at(half);
        *leaf = Leaf::of(first);
        let second = Leaf::of(second);
        let bounds = second.bounds();
        Some(Child {
            node: self.leaves.add(second),
            bounds,
        })
    }

    fn remove_below(&mut self, node: Node, at: Fixed, slot: u32) -> bool {
        if node.level == 0 {
            return self.leaves.at_mut(node.number).remove(slot);
        }
        for position in 0..self.inner(node.number).len() {
            let child = self.inner(node.number).child(position);
            let below = Node {
                number: child.node,
                level: node.level - 1,
            };
            if child.bounds.contains(at) && self.remove_below(below, at, slot) {
                self.tidy(node.number, position, below);
                return true;
            }
        }
        false
    }

    /// After a removal below a child: its bounds, and its end when little is left of it.
    fn tidy(&mut self, parent: u32, position: usize, child: Node) {
        let (width, few, most) = match child.level {
            0 => (self.width(child), FEW_ENTRIES, LEAF - ROOM_ENTRIES),
            _ => (self.width(child), FEW_CHILDREN, FANOUT - ROOM_CHILDREN),
        };
        if width > 0 {
            let renewed = self.child(child);
            self.inners.at_mut(parent).put(position, renewed);
        }
        if width >= few {
            return;
        }
        if width > 0 {
            let Some((neighbour, sibling)) = self.neighbour(parent, position, child, most - width)
            else {
                return;
            };
            self.pour(child, sibling);
            let merged = self.child(sibling);
            self.inners.at_mut(parent).put(neighbour, merged);
        }
        match child.level {
            0 => self.leaves.free(child.number),
            _ => self.inners.free(child.number),
        }
        self.inners.at_mut(parent).remove(position);
    }

    /// The sibling with at most `room` entries or children whose box would grow least.
    fn neighbour(
        &self,
        parent: u32,
        position: usize,
        child: Node,
        room: usize,
    ) -> Option<(usize, Node)> {
        let inner = self.inner(parent);
        let own = inner.child(position).bounds;
        let siblings = inner.children().enumerate().map(|(other, sibling)| {
            let node = Node {
                number: sibling.node,
                level: child.level,
            };
            (other, node, sibling.bounds)
        });
        let with_room =
            siblings.filter(|(other, node, _)| *other != position && self.width(*node) <= room);
        with_room
            .min_by_key(|(_, _, bounds)| bounds.merged(&own).margin() - bounds.margin())
            .map(|(other, node, _)| (other, node))
    }

    /// Moves everything of one node into another of the same level.
    fn pour(&mut self, from: Node, into: Node) {
        if from.level == 0 {
            let entries: Vec<Entry> = self.leaf(from.number).entries().collect();
            let leaf = self.leaves.at_mut(into.number);
            entries.into_iter().for_each(|entry| leaf.push(entry));
        } else {
            let children: Vec<Child> = self.inner(from.number).children().collect();
            let inner = self.inners.at_mut(into.number);
            children.into_iter().for_each(|child| inner.push(child));
        }
    }

    /// A tree of these entries, its nodes nearly full. O(n log n).
    pub(super) fn bulk_load(mut entries: Vec<Entry>) -> Self {
        let mut tree = Self {
            len: entries.len(),
            ..Self::default()
        };
        let mut level: Vec<Child> = Vec::with_capacity(entries.len().div_ceil(FILL_ENTRIES));
        tree.load_leaves(&mut entries, &mut level);
        drop(entries);
        while level.len() > 1 {
            tree.height += 1;
            // Neighbours in the order of division lie together.
            let above = level.chunks(FILL_CHILDREN).map(|children| {
                let inner = Inner::of(children);
                let bounds = inner.bounds();
                Child {
                    node: tree.inners.add(inner),
                    bounds,
                }
            });
            level = above.collect();
        }
        tree.root = level.first().map_or(0, |root| root.node);
        tree
    }

    /// Divides entries by planes until they fit leaves. The left part always fills whole nodes of the highest
    /// level that fits, so that neighbours in the resulting order are children of one node.
    fn load_leaves(&mut self, entries: &mut [Entry], leaves: &mut Vec<Child>) {
        if entries.len() <= FILL_ENTRIES {
            if !entries.is_empty() {
                let leaf = Leaf::of(entries);
                let bounds = leaf.bounds();
                let node = self.leaves.add(leaf);
                leaves.push(Child { node, bounds });
            }
            return;
        }
        let count = entries.len().div_ceil(FILL_ENTRIES);
        let mut unit = 1;
        while unit * FILL_CHILDREN < count {
            unit *= FILL_CHILDREN;
        }
        let left = count.div_ceil(unit).div_ceil(2) * unit * FILL_ENTRIES;
        divide(entries, left);
        let (first, second) = entries.split_at_mut(left);
        self.load_leaves(first, leaves);
        self.load_leaves(second, leaves);
    }
}

/// Reorders entries so that the first `count` are no farther along the axis of the widest spread than the others.
fn divide(entries: &mut [Entry], count: usize) {
    let axis = widest(entries.iter().map(|entry| entry.at.map(i64::from)));
    // By slot among equals: the same input gives the same tree.
    entries.select_nth_unstable_by_key(count, |entry| (entry.at[axis], entry.slot));
}

/// The axis along which some points are spread most.
fn widest(points: impl Iterator<Item = [i64; 3]>) -> usize {
    let (mut low, mut high) = ([i64::MAX; 3], [i64::MIN; 3]);
    for point in points {
        for axis in 0..3 {
            low[axis] = low[axis].min(point[axis]);
            high[axis] = high[axis].max(point[axis]);
        }
    }
    (0..3)
        .max_by_key(|axis| high[*axis].saturating_sub(low[*axis]))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests;
