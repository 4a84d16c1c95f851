//! The state of a search: who takes what, the providers' prices and what a place is worth to each need.
//!
//! What holds between searches (complementary slackness), with `slack = cost + price - worth` of an edge:
//! - an edge not in use has no negative slack, one in use no positive one, and none at all where its need has
//!   one place;
//! - `worth <= unmatched`, and they are equal for a need with a place given up;
//! - a provider's price is at least the cost of its last slot in use, and at most that of its first free one.
//!
//! A flow for which all of this holds and every place is filled or given up is optimal: `certify.rs` checks it.

use super::problem::{Edge, NONE, Problem, at};

/// A slot in use: by which need, over which edge.
#[derive(Debug, Clone, Copy)]
pub(super) struct Taken {
    pub(super) need: u32,
    pub(super) edge: u32,
}

/// A number as the 32 bits in which the problem's numbers are kept; all of them were counted when it was made.
pub(super) fn narrow(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(NONE)
}

/// The worth of a need that was taken away: so little that no search comes by.
pub(super) const GONE: i64 = -(1 << 60);

/// What a flow is apart from its problem.
#[derive(Debug, Clone, Default)]
pub(super) struct State {
    /// Of each provider: what a slot of it costs on top of the edge.
    pub(super) price: Vec<i64>,
    /// Of each need: the cost up to which a place is worth filling.
    pub(super) worth: Vec<i64>,
    /// How many slots of each provider are in use: the first so many of its `slots`.
    pub(super) used: Vec<u32>,
    slots: Vec<Taken>,
    /// How many places of each need are filled: the first so many of its `places`, which hold edges.
    pub(super) filled: Vec<u8>,
    places: Vec<u32>,
    /// How many places of each need are given up.
    pub(super) given_up: Vec<u8>,
}

impl State {
    /// The edges over which a need's filled places are filled; none for a need that is not there.
    pub(super) fn filled_by(&self, problem: &Problem, need: usize) -> &[u32] {
        let start = problem.place_span(need).start;
        let filled = self.filled.get(need).copied().unwrap_or_default();
        let places = self.places.get(start..start + usize::from(filled));
        places.unwrap_or_default()
    }
}

/// A state with the problem that it is of.
#[derive(Debug)]
pub(super) struct Flow<'a> {
    pub(super) problem: &'a Problem,
    pub(super) state: State,
}

impl std::ops::Deref for Flow<'_> {
    type Target = State;

    fn deref(&self) -> &State {
        &self.state
    }
}

impl std::ops::DerefMut for Flow<'_> {
    fn deref_mut(&mut self) -> &mut State {
        &mut self.state
    }
}

impl<'a> Flow<'a> {
    pub(super) fn new(problem: &'a Problem) -> Self {
        let (needs, providers) = (problem.needs(), problem.providers());
        let nobody = Taken {
            need: NONE,
            edge: NONE,
        };
        let state = State {
            price: vec![0; providers],
            worth: vec![0; needs],
            used: vec![0; providers],
            slots: vec![nobody; problem.slots.len()],
            filled: vec![0; needs],
            places: vec![NONE; problem.all_places()],
            given_up: vec![0; needs],
        };
        Self { problem, state }
    }

    /// Makes room for a need that was added to the problem after the state was made.
    pub(super) fn add_need(&mut self) {
        let places = self.problem.all_places();
        self.worth.push(0);
        self.filled.push(0);
        self.given_up.push(0);
        self.places.resize(places, NONE);
    }

    pub(super) fn edge(&self, edge: u32) -> Edge {
        self.problem.edges[at(edge)]
    }

    /// `cost + price - worth` of an edge of this need.
    pub(super) fn slack(&self, need: usize, edge: u32) -> i64 {
        let Edge { cost, provider } = self.edge(edge);
        cost + self.price[at(provider)] - self.worth[need]
    }

    /// The cost of the slot that this provider would use next; `None` when all are in use.
    pub(super) fn next_slot(&self, provider: usize) -> Option<i64> {
        let used = at(self.used[provider]);
        let slots = &self.problem.slots[self.problem.slot_span(provider)];
        slots.get(used).copied()
    }

    /// The cost of the last slot that this provider uses.
    pub(super) fn last_slot(&self, provider: usize) -> Option<i64> {
        let used = at(self.used[provider]);
        let slots = &self.problem.slots[self.problem.slot_span(provider)];
        slots.get(used.checked_sub(1)?).copied()
    }

    /// What a provider's slots in use are used for.
    pub(super) fn taken(&self, provider: usize) -> &[Taken] {
        let start = self.problem.slot_span(provider).start;
        &self.slots[start..start + at(self.used[provider])]
    }

    /// The edges over which a need's filled places are filled.
    pub(super) fn filled_by(&self, need: usize) -> &[u32] {
        let start = self.problem.place_span(need).start;
        &self.places[start..start + usize::from(self.filled[need])]
    }

    /// How many places are neither filled nor given up.
    pub(super) fn open(&self, need: usize) -> usize {
        let settled = usize::from(self.filled[need]) + usize::from(self.given_up[need]);
        self.problem.place_span(need).len() - settled
    }

    pub(super) fn is_single(&self, need: usize) -> bool {
        self.problem.place_span(need).len() == 1
    }

    /// Fills a place of this need over this edge; there must be an open place and a free slot.
    pub(super) fn link(&mut self, need: usize, edge: u32) {
        let provider = at(self.edge(edge).provider);
        let slot = self.problem.slot_span(provider).start + at(self.used[provider]);
        let place = self.problem.place_span(need).start + usize::from(self.filled[need]);
        self.slots[slot] = Taken {
            need: narrow(need),
            edge,
        };
        self.places[place] = edge;
        self.used[provider] += 1;
        self.filled[need] += 1;
    }

    /// Takes back [`Self::link`].
    pub(super) fn unlink(&mut self, need: usize, edge: u32) {
        let provider = at(self.edge(edge).provider);
        let slots = self.problem.slot_span(provider).start;
        let places = self.problem.place_span(need).start;
        let taken = self.taken(provider);
        if let Some(slot) = taken.iter().position(|taken| taken.edge == edge) {
            self.used[provider] -= 1;
            let last = slots + at(self.used[provider]);
            self.slots[slots + slot] = self.slots[last];
        }
        let filled = self.filled_by(need);
        if let Some(place) = filled.iter().position(|other| *other == edge) {
            self.filled[need] -= 1;
            let last = places + usize::from(self.filled[need]);
            self.places[places + place] = self.places[last];
        }
    }
}
