use proptest::prelude::*;

use super::*;
use crate::index::tag::Tag;

/// The invariants: exact bounds and tags, counts, one level for all leaves.
fn assert_sound(tree: &Tree) {
    fn walk(tree: &Tree, node: Node, entries: &mut Vec<Entry>) -> Bounds {
        if node.level == 0 {
            let leaf = tree.leaf(node.number);
            assert!(leaf.len() > 0);
            entries.extend(leaf.entries());
            return leaf.bounds();
        }
        let inner = tree.inner(node.number);
        assert!(inner.len() > 0);
        for child in inner.children() {
            let below = Node {
                number: child.node,
                level: node.level - 1,
            };
            assert_eq!(walk(tree, below, entries), child.bounds);
        }
        inner.bounds()
    }
    let mut entries = Vec::new();
    if let Some(root) = tree.root() {
        walk(tree, root, &mut entries);
    }
    assert_eq!(entries.len(), tree.len());
}

fn slots(tree: &Tree) -> Vec<u32> {
    let mut ahead: Vec<Node> = tree.root().into_iter().collect();
    let mut slots = Vec::new();
    while let Some(node) = ahead.pop() {
        if node.level == 0 {
            slots.extend(tree.leaf(node.number).entries().map(|entry| entry.slot));
        } else {
            let children = tree.inner(node.number).children();
            ahead.extend(children.map(|child| Node {
                number: child.node,
                level: node.level - 1,
            }));
        }
    }
    slots.sort_unstable();
    slots
}

fn entry(slot: u32, at: Fixed) -> Entry {
    let provider = crate::testing::provider(u128::from(slot));
    let skills = crate::sets::SkillSet::from_bits(1 << (slot % 11));
    let tag = Tag::of(&crate::model::Provider { skills, ..provider });
    Entry { at, tag, slot }
}

/// Few distinct places, so that many entries share one, or all over the range.
fn at() -> impl Strategy<Value = Fixed> {
    let limit = 1 << 30;
    prop_oneof![
        proptest::array::uniform3(0..4_i32),
        proptest::array::uniform3(-limit..limit),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn stays_sound_through_changes(
        places in proptest::collection::vec(at(), 0..900),
        loaded in 0..900_usize,
        order in any::<u64>(),
    ) {
        let all: Vec<Entry> = (0..).zip(&places).map(|(slot, at)| entry(slot, *at)).collect();
        let (first, rest) = all.split_at(loaded.min(all.len()));
        let mut tree = Tree::bulk_load(first.to_vec());
        assert_sound(&tree);
        rest.iter().for_each(|entry| tree.insert(*entry));
        assert_sound(&tree);
        prop_assert!(slots(&tree).into_iter().eq(all.iter().map(|entry| entry.slot)));
        // In some other order, four of five out again.
        let mut leaving = all.clone();
        leaving.sort_unstable_by_key(|entry| u64::from(entry.slot).wrapping_mul(order | 1).rotate_left(17));
        let (leaving, staying) = leaving.split_at(all.len() * 4 / 5);
        for gone in leaving {
            prop_assert!(tree.remove(gone.at, gone.slot));
            prop_assert!(!tree.remove(gone.at, gone.slot));
        }
        assert_sound(&tree);
        let mut expected: Vec<u32> = staying.iter().map(|entry| entry.slot).collect();
        expected.sort_unstable();
        prop_assert_eq!(slots(&tree), expected);
        for gone in staying {
            prop_assert!(tree.remove(gone.at, gone.slot));
        }
        prop_assert!(tree.root().is_none());
    }
}

#[test]
fn a_crowd_at_one_place_is_a_tree_too() {
    let mut tree = Tree::default();
    (0..5_000).for_each(|slot| tree.insert(entry(slot, [7, 7, 7])));
    assert_sound(&tree);
    (0..5_000).for_each(|slot| assert!(tree.remove([7, 7, 7], slot)));
    assert_eq!(tree.len(), 0);
}
