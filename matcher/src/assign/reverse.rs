//! The search for a free slot whose price is too high: the cheapest way to use it, or to lower its price.
//!
//! A plan that goes on from an earlier one has such slots where needs went away. Dijkstra's algorithm over the
//! slacks, backwards: from a provider to the needs who could take its slot, from a need to the provider that it
//! would leave. It ends at a need with an open place or one given up, at a provider whose last slot is not
//! worth its price, or with the price lowered. Prices and worths then fall so that the way has no slack.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::flow::{Flow, narrow};
use super::problem::{Edge, NONE, Problem, at};

/// Farther than anything.
const FAR: i64 = i64::MAX;

/// Where a way can begin, for a slot to be used at its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Start {
    /// Nowhere: the slot stays free, and its price falls.
    Lowered,
    /// A need with a place that is open or given up.
    Need(u32),
    /// A provider that had better use a slot less.
    Provider(u32),
}

/// An edge, from its provider's side.
#[derive(Debug, Clone, Copy)]
struct Incoming {
    cost: i64,
    need: u32,
    edge: u32,
}

/// Each provider's edges.
fn incoming(problem: &Problem) -> Vec<Vec<Incoming>> {
    let mut counts = vec![0_usize; problem.providers()];
    for edge in &problem.edges {
        counts[at(edge.provider)] += 1;
    }
    // With room for some needs that come later, so that a round does not move the lists for each.
    let room = |count: usize| Vec::with_capacity(count + count / 8 + 2);
    let mut incoming: Vec<Vec<Incoming>> = counts.into_iter().map(room).collect();
    for need in 0..problem.needs() {
        add_incoming(&mut incoming, problem, need);
    }
    incoming
}

fn add_incoming(incoming: &mut [Vec<Incoming>], problem: &Problem, need: usize) {
    let span = problem.edge_span(need);
    for (edge, Edge { cost, provider }) in (span.start..).zip(&problem.edges[span]) {
        incoming[at(*provider)].push(Incoming {
            cost: *cost,
            need: narrow(need),
            edge: narrow(edge),
        });
    }
}

/// What searches need of memory, kept from one to the next.
#[derive(Debug)]
pub(super) struct Backward {
    incoming: Vec<Vec<Incoming>>,
    distance: Vec<i64>,
    /// Of each provider: the edge to let go on the way.
    letting_go: Vec<(u32, u32)>,
    reached: Vec<u32>,
    /// Of each need: its distance so far, and its worth on top; [`FAR`] until it is reached.
    limit: Vec<i64>,
    /// Of each need: the edge to take on the way.
    taking: Vec<u32>,
    reached_needs: Vec<u32>,
    done: Vec<(u32, i64)>,
    heap: BinaryHeap<Reverse<(i64, u32)>>,
    best: i64,
    start: Start,
}

impl Backward {
    pub(super) fn new(problem: &Problem) -> Self {
        let (needs, providers) = (problem.needs(), problem.providers());
        Self {
            incoming: incoming(problem),
            distance: vec![FAR; providers],
            letting_go: vec![(NONE, NONE); providers],
            reached: Vec::new(),
            limit: vec![FAR; needs],
            taking: vec![NONE; needs],
            reached_needs: Vec::new(),
            done: Vec::new(),
            heap: BinaryHeap::new(),
            best: FAR,
            start: Start::Lowered,
        }
    }

    /// Takes in a need that was added to the problem after this was made.
    pub(super) fn add_need(&mut self, problem: &Problem, need: usize) {
        add_incoming(&mut self.incoming, problem, need);
        self.limit.push(FAR);
        self.taking.push(NONE);
    }

    /// Uses the first free slot of this provider, or lowers its price to what it costs. O(edges · log providers),
    /// mostly far less.
    pub(super) fn settle(&mut self, flow: &mut Flow<'_>, provider: usize) {
        let Some(slot) = flow.next_slot(provider) else {
            return;
        };
        (self.best, self.start) = (flow.price[provider] - slot, Start::Lowered);
        self.search(flow, provider);
        self.lower(flow);
        self.tighten(flow);
        self.apply(flow, provider);
        self.clear();
    }

    fn search(&mut self, flow: &Flow<'_>, source: usize) {
        self.distance[source] = 0;
        self.reached.push(narrow(source));
        self.heap.push(Reverse((0, narrow(source))));
        while let Some(Reverse((distance, provider))) = self.heap.pop() {
            if distance >= self.best {
                return;
            }
            if distance > self.distance[at(provider)] {
                continue;
            }
            self.done.push((provider, distance));
            if at(provider) != source
                && let Some(slot) = flow.last_slot(at(provider))
            {
                let end = distance + flow.price[at(provider)] - slot;
                if end < self.best {
                    (self.best, self.start) = (end, Start::Provider(provider));
                }
            }
            self.expand(flow, at(provider), distance);
        }
    }

    fn expand(&mut self, flow: &Flow<'_>, provider: usize, distance: i64) {
        let base = distance + flow.price[provider];
        for position in 0..self.incoming[provider].len() {
            let Incoming { cost, need, edge } = self.incoming[provider][position];
            if base + cost < self.limit[at(need)] {
                self.reach(flow, at(need), edge, base + cost);
            }
        }
    }

    /// A need was reached by a shorter way; `reached_at` is its distance with its worth on top.
    fn reach(&mut self, flow: &Flow<'_>, need: usize, edge: u32, reached_at: i64) {
        if flow.filled_by(need).contains(&edge) {
            return;
        }
        let worth = flow.worth[need];
        let distance = reached_at - worth;
        if self.limit[need] == FAR {
            self.reached_needs.push(narrow(need));
        }
        if distance >= self.best {
            self.limit[need] = self.best + worth;
            return;
        }
        self.limit[need] = reached_at;
        self.taking[need] = edge;
        if flow.given_up[need] > 0 || flow.open(need) > 0 {
            (self.best, self.start) = (distance, Start::Need(narrow(need)));
            return;
        }
        for old in flow.filled_by(need) {
            let provider = flow.edge(*old).provider;
            let distance = distance - flow.slack(need, *old);
            if distance < self.best && distance < self.distance[at(provider)] {
                if self.distance[at(provider)] == FAR {
                    self.reached.push(provider);
                }
                self.distance[at(provider)] = distance;
                self.letting_go[at(provider)] = (narrow(need), *old);
                self.heap.push(Reverse((distance, provider)));
            }
        }
    }

    fn lower(&self, flow: &mut Flow<'_>) {
        for (provider, distance) in &self.done {
            flow.price[at(*provider)] -= (self.best - distance).max(0);
        }
        for need in &self.reached_needs {
            let distance = self.limit[at(*need)] - flow.worth[at(*need)];
            flow.worth[at(*need)] -= (self.best - distance).max(0);
        }
    }

    /// The search forward relies on this: of a need with one place, the edge in use has no slack at all. A
    /// provider whose price fell leaves its needs better off than that; their worth falls with it, which breaks
    /// nothing, for every other edge gains slack.
    fn tighten(&self, flow: &mut Flow<'_>) {
        for (provider, _) in &self.done {
            for slot in 0..flow.taken(at(*provider)).len() {
                let taken = flow.taken(at(*provider))[slot];
                if flow.is_single(at(taken.need)) {
                    flow.worth[at(taken.need)] += flow.slack(at(taken.need), taken.edge);
                }
            }
        }
    }

    /// Moves everybody on the way, from where it begins to the slot.
    fn apply(&self, flow: &mut Flow<'_>, source: usize) {
        let mut provider = match self.start {
            Start::Lowered => return,
            Start::Provider(provider) => provider,
            Start::Need(need) => {
                let need = at(need);
                if flow.open(need) == 0 {
                    flow.given_up[need] -= 1;
                }
                self.take_later(flow, need)
            }
        };
        // A provider on the way lets somebody go before somebody else comes, so the next is known first.
        let mut coming = match self.start {
            Start::Need(need) => Some(at(need)),
            _ => None,
        };
        loop {
            let next = (at(provider) != source).then(|| self.letting_go[at(provider)]);
            if let Some((need, edge)) = next {
                flow.unlink(at(need), edge);
            }
            if let Some(need) = coming {
                flow.link(need, self.taking[need]);
            }
            let Some((need, _)) = next else {
                return;
            };
            coming = Some(at(need));
            provider = self.take_later(flow, at(need));
        }
    }

    /// The provider that a need on the way will move to.
    fn take_later(&self, flow: &Flow<'_>, need: usize) -> u32 {
        flow.edge(self.taking[need]).provider
    }

    fn clear(&mut self) {
        for provider in self.reached.drain(..) {
            self.distance[at(provider)] = FAR;
        }
        for need in self.reached_needs.drain(..) {
            self.limit[at(need)] = FAR;
        }
        self.done.clear();
        self.heap.clear();
    }
}
