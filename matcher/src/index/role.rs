//! [`RoleTrees`]: everybody of one role, in one tree or in several.

use super::fixed::{Fixed, fixed};
use super::node::Entry;
use super::tag::Tag;
use super::tree::Tree;
use crate::distance::unit_vector;
use crate::model::{Need, Provider};
use crate::sets::SkillSet;

/// A skill is common when more than one in so many of those who are ready have it: then their tree serves it, for
/// a search has to look at that many times the providers at most, and a tree of its own would cost memory.
const COMMON_SHARE: usize = 8;

/// What of a provider decides where it is in the trees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Standing {
    at: Fixed,
    tag: Tag,
    /// Switched on, and with free capacity.
    ready: bool,
    skills: SkillSet,
}

impl Standing {
    pub(super) fn of(provider: &Provider) -> Self {
        Self {
            at: fixed(unit_vector(provider.place)),
            tag: Tag::of(provider),
            ready: provider.on && provider.load < provider.capacity,
            skills: provider.skills,
        }
    }

    const fn entry(&self, slot: u32) -> Entry {
        Entry {
            at: self.at,
            tag: self.tag,
            slot,
        }
    }
}

/// Everybody of one role: those who are ready, those who are not, and those who are ready once more for each of
/// their skills that is not common.
#[derive(Debug, Default)]
pub(super) struct RoleTrees {
    ready: Tree,
    idle: Tree,
    /// By the index of the skill; shorter when the last skills have nobody.
    skills: Vec<Tree>,
    /// Skills without a tree of their own; decided by a bulk load.
    common: SkillSet,
}

impl RoleTrees {
    pub(super) fn bulk_load(everybody: &[(u32, Standing)]) -> Self {
        let ready = || everybody.iter().filter(|(_, standing)| standing.ready);
        let mut counts = [0_usize; SkillSet::CAPACITY as usize];
        for skill in ready().flat_map(|(_, standing)| standing.skills.iter()) {
            counts[usize::from(skill)] += 1;
        }
        let enough = ready().count() / COMMON_SHARE;
        let is_common = |skill: &u8| counts[usize::from(*skill)] > enough;
        let common = (0..SkillSet::CAPACITY).filter(is_common);
        let common = common.fold(SkillSet::EMPTY, |set, skill| set.with(skill).unwrap_or(set));
        let mut by_skill: Vec<Vec<Entry>> = Vec::new();
        for (slot, standing) in ready() {
            for skill in standing.skills.without(common).iter().map(usize::from) {
                if by_skill.len() <= skill {
                    by_skill.resize_with(skill + 1, Vec::new);
                }
                by_skill[skill].push(standing.entry(*slot));
            }
        }
        let skills = by_skill.into_iter().map(Tree::bulk_load).collect();
        let of = |wanted: bool| {
            let entries = everybody
                .iter()
                .filter(|(_, standing)| standing.ready == wanted);
            Tree::bulk_load(
                entries
                    .map(|(slot, standing)| standing.entry(*slot))
                    .collect(),
            )
        };
        Self {
            ready: of(true),
            idle: of(false),
            skills,
            common,
        }
    }

    pub(super) fn insert(&mut self, slot: u32, standing: &Standing) {
        let entry = standing.entry(slot);
        if !standing.ready {
            self.idle.insert(entry);
            return;
        }
        self.ready.insert(entry);
        for skill in standing.skills.without(self.common).iter().map(usize::from) {
            if self.skills.len() <= skill {
                self.skills.resize_with(skill + 1, Tree::default);
            }
            if let Some(tree) = self.skills.get_mut(skill) {
                tree.insert(entry);
            }
        }
    }

    pub(super) fn remove(&mut self, slot: u32, standing: &Standing) {
        if !standing.ready {
            self.idle.remove(standing.at, slot);
            return;
        }
        self.ready.remove(standing.at, slot);
        for skill in standing.skills.without(self.common).iter().map(usize::from) {
            if let Some(tree) = self.skills.get_mut(skill) {
                tree.remove(standing.at, slot);
            }
        }
    }

    /// The trees that hold everybody, each once.
    pub(super) const fn everybody(&self) -> [&Tree; 2] {
        [&self.ready, &self.idle]
    }

    /// The smallest tree that holds everybody who may serve a need: that of its rarest skill, or of all who are
    /// ready; none when nobody has a skill.
    pub(super) fn smallest(&self, need: &Need) -> Option<&Tree> {
        let mut smallest = &self.ready;
        for skill in need.skills.without(self.common).iter() {
            let tree = self.skills.get(usize::from(skill))?;
            if tree.len() <= smallest.len() {
                smallest = tree;
            }
        }
        Some(smallest)
    }
}
