//! [`Nearest`]: providers by distance, found as the iterator is asked.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use super::fixed::{Fixed, fixed, least_chord_2};
use super::nearest::ones;
use super::tag::Tag;
use super::tree::{Node, Tree};
use super::{ProviderIndex, chord_2_between};
use crate::coord::Wgs84;
use crate::distance::{Metres, arc, unit_vector};
use crate::model::Provider;

/// What a search has still before it.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Ahead {
    /// A node of one of the trees.
    Node { tree: usize, node: Node },
    /// A provider whose exact distance is not yet known.
    Shown(u32),
    /// A provider at its exact distance.
    Exact(u32),
}

/// Something ahead, at no less than this squared chord.
#[derive(Debug, Clone, Copy, PartialEq)]
struct At(f64, Ahead);

impl Eq for At {}

impl PartialOrd for At {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for At {
    /// The nearest is the greatest: what a heap gives first.
    fn cmp(&self, other: &Self) -> Ordering {
        other.0.total_cmp(&self.0)
    }
}

/// The iterator of [`ProviderIndex::nearest`] and [`ProviderIndex::nearest_of`]: providers with their distance,
/// nearest first. The order among equal distances is not defined.
#[derive(Debug)]
pub struct Nearest<'a> {
    index: &'a ProviderIndex,
    trees: Vec<&'a Tree>,
    point: [f64; 3],
    from: Fixed,
    wanted: Tag,
    ahead: BinaryHeap<At>,
}

impl<'a> Nearest<'a> {
    /// Everybody in these trees who has the tag wanted.
    pub(super) fn new(
        index: &'a ProviderIndex,
        trees: Vec<&'a Tree>,
        place: Wgs84,
        wanted: Tag,
    ) -> Self {
        let point = unit_vector(place);
        let roots = trees.iter().enumerate();
        let roots = roots.filter_map(|(tree, root)| {
            let node = root.root()?;
            Some(At(0.0, Ahead::Node { tree, node }))
        });
        Self {
            ahead: roots.collect(),
            index,
            point,
            from: fixed(point),
            wanted,
            trees,
        }
    }

    fn look_into(&mut self, tree: usize, node: Node) {
        let Some(source) = self.trees.get(tree) else {
            return;
        };
        if node.level == 0 {
            let leaf = source.leaf(node.number);
            let (mut tagged, distances) = (leaf.tagged(self.wanted), leaf.squared(self.from));
            let found = ones(&mut tagged).map(|position| {
                At(
                    least_chord_2(distances[position]),
                    Ahead::Shown(leaf.slot(position)),
                )
            });
            self.ahead.extend(found);
            return;
        }
        let inner = source.inner(node.number);
        let (mut tagged, distances) = (inner.tagged(self.wanted), inner.squared(self.from));
        let found = ones(&mut tagged).map(|position| {
            let node = Node {
                number: inner.node(position),
                level: node.level - 1,
            };
            At(
                least_chord_2(distances[position]),
                Ahead::Node { tree, node },
            )
        });
        self.ahead.extend(found);
    }
}

impl<'a> Iterator for Nearest<'a> {
    type Item = (&'a Provider, Metres);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let At(chord_2, ahead) = self.ahead.pop()?;
            match ahead {
                Ahead::Node { tree, node } => self.look_into(tree, node),
                Ahead::Shown(slot) => {
                    if let Some(provider) = self.index.provider(slot) {
                        let exact = chord_2_between(self.point, unit_vector(provider.place));
                        self.ahead.push(At(exact, Ahead::Exact(slot)));
                    }
                }
                Ahead::Exact(slot) => {
                    let provider = self.index.provider(slot)?;
                    return Some((provider, arc(chord_2)));
                }
            }
        }
    }
}
