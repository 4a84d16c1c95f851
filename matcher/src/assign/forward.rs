//! The search for an open place: the cheapest way to fill it, by moving others if need be, or to leave one empty.
//!
//! Dijkstra's algorithm over the slacks, from the need that has the place: from a need to the providers who
//! could take it, from a provider that has no slot left to the needs it would have to let go. It stops at the
//! cheapest end: a free slot, or a need that had better give a place up. Prices and worths then rise so that
//! the way has no slack, which keeps all that `flow.rs` says.
//!
//! What makes it fast: it looks no farther than its end; what is at the current distance waits on stacks, and
//! only what is farther goes through the heap; and an edge costs one comparison, with `limit`, because that is
//! kept without the provider's price.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::flow::{Flow, narrow};
use super::problem::{Edge, NONE, at};

/// Farther than anything.
const FAR: i64 = i64::MAX;

/// Where a way can end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// This provider has a free slot.
    FreeSlot(u32),
    /// This need gives a place up.
    GiveUp(u32),
}

/// What searches need of memory, kept from one to the next.
#[derive(Debug)]
pub(super) struct Forward {
    /// Of each provider: its distance so far, less its price; [`FAR`] until it is reached.
    limit: Vec<i64>,
    /// The need and the edge by which each provider was reached.
    by: Vec<(u32, u32)>,
    reached: Vec<u32>,
    /// Of needs with several places: the distance so far, and the edge that is let go.
    distance: Vec<i64>,
    letting_go: Vec<u32>,
    reached_needs: Vec<u32>,
    /// Providers and needs that are done, with their distances.
    done: Vec<(u32, i64)>,
    done_needs: Vec<(u32, i64)>,
    /// At the current distance.
    providers: Vec<u32>,
    needs: Vec<u32>,
    /// Farther: providers, and needs numbered after them.
    heap: BinaryHeap<Reverse<(i64, u32)>>,
    /// The cheapest end so far.
    best: i64,
    end: End,
}

/// The position of the first edge that reaches its provider by a shorter way than `limit` knows.
fn first_nearer(edges: &[Edge], limit: &[i64], base: i64) -> Option<usize> {
    edges
        .iter()
        .position(|edge| base + edge.cost < limit[at(edge.provider)])
}

impl Forward {
    pub(super) fn new(flow: &Flow<'_>) -> Self {
        let (needs, providers) = (flow.problem.needs(), flow.problem.providers());
        Self {
            limit: vec![FAR; providers],
            by: vec![(NONE, NONE); providers],
            reached: Vec::new(),
            distance: vec![FAR; needs],
            letting_go: vec![NONE; needs],
            reached_needs: Vec::new(),
            done: Vec::new(),
            done_needs: Vec::new(),
            providers: Vec::new(),
            needs: Vec::new(),
            heap: BinaryHeap::new(),
            best: FAR,
            end: End::GiveUp(NONE),
        }
    }

    /// Takes in a need that was added to the problem after this was made.
    pub(super) fn add_need(&mut self) {
        self.distance.push(FAR);
        self.letting_go.push(NONE);
    }

    /// Fills one open place of this need, or gives one up: this need's or another's. O(edges · log providers),
    /// mostly far less.
    pub(super) fn settle(&mut self, flow: &mut Flow<'_>, need: usize) {
        self.search(flow, need);
        self.raise(flow);
        self.apply(flow, need);
        self.clear();
    }

    fn search(&mut self, flow: &Flow<'_>, source: usize) {
        (self.best, self.end) = (FAR, End::GiveUp(narrow(source)));
        if let Some(distance) = self.distance.get_mut(source) {
            *distance = 0;
            self.reached_needs.push(narrow(source));
        }
        self.needs.push(narrow(source));
        let mut level = 0;
        while self.best > level {
            if let Some(need) = self.needs.pop() {
                self.expand_need(flow, at(need), level);
            } else if let Some(provider) = self.providers.pop() {
                self.expand_provider(flow, at(provider), level);
            } else {
                let Some(Reverse((distance, node))) = self.heap.pop() else {
                    return;
                };
                if distance >= self.best {
                    return;
                }
                self.wake(flow, distance, node);
                level = distance;
            }
        }
    }

    /// Puts what came out of the heap on its stack, unless it was reached by a shorter way since.
    fn wake(&mut self, flow: &Flow<'_>, distance: i64, node: u32) {
        match at(node).checked_sub(flow.problem.providers()) {
            Some(need) if self.distance[need] == distance => self.needs.push(narrow(need)),
            None if self.limit[at(node)] == distance - flow.price[at(node)] => {
                self.providers.push(node);
            }
            _ => {}
        }
    }

    fn expand_need(&mut self, flow: &Flow<'_>, need: usize, level: i64) {
        self.done_needs.push((narrow(need), level));
        let base = level - flow.worth[need];
        let give_up = base + flow.problem.unmatched[need];
        if give_up < self.best {
            (self.best, self.end) = (give_up, End::GiveUp(narrow(need)));
            if self.best <= level {
                return;
            }
        }
        let span = flow.problem.edge_span(need);
        let first = narrow(span.start);
        let edges = &flow.problem.edges[span];
        // The scan for nearer providers is where the time goes, so it borrows nothing but `limit`.
        let mut next = 0;
        while let Some(found) = first_nearer(&edges[next..], &self.limit, base) {
            let position = next + found;
            let Edge { cost, provider } = edges[position];
            let edge = first + narrow(position);
            self.reach(flow, need, edge, provider, base + cost, level);
            if self.best <= level {
                return;
            }
            next = position + 1;
        }
    }

    /// A provider was reached by a shorter way; `reached_at` is its distance less its price.
    fn reach(
        &mut self,
        flow: &Flow<'_>,
        need: usize,
        edge: u32,
        provider: u32,
        reached_at: i64,
        level: i64,
    ) {
        // Of a need with one place, the edge in use comes from the provider by which the need was reached.
        if !flow.is_single(need) && flow.filled_by(need).contains(&edge) {
            return;
        }
        let price = flow.price[at(provider)];
        let distance = reached_at + price;
        if self.limit[at(provider)] == FAR {
            self.reached.push(provider);
        }
        if distance >= self.best {
            self.limit[at(provider)] = self.best - price;
            return;
        }
        self.limit[at(provider)] = reached_at;
        self.by[at(provider)] = (narrow(need), edge);
        if let Some(slot) = flow.next_slot(at(provider))
            && reached_at + slot < self.best
        {
            (self.best, self.end) = (reached_at + slot, End::FreeSlot(provider));
        }
        if distance == level {
            self.providers.push(provider);
        } else if distance < self.best {
            self.heap.push(Reverse((distance, provider)));
        }
    }

    fn expand_provider(&mut self, flow: &Flow<'_>, provider: usize, level: i64) {
        let settled = level - flow.price[provider] - 1;
        if self.limit[provider] == settled {
            return;
        }
        // Nothing comes nearer than the current distance, so this keeps everybody out.
        self.limit[provider] = settled;
        self.done.push((narrow(provider), level));
        for taken in flow.taken(provider) {
            let need = at(taken.need);
            if flow.is_single(need) {
                self.letting_go[need] = taken.edge;
                self.needs.push(taken.need);
                continue;
            }
            let distance = level - flow.slack(need, taken.edge);
            if distance < self.distance[need] {
                if self.distance[need] == FAR {
                    self.reached_needs.push(taken.need);
                }
                self.distance[need] = distance;
                self.letting_go[need] = taken.edge;
                if distance == level {
                    self.needs.push(taken.need);
                } else if distance < self.best {
                    let node = narrow(flow.problem.providers() + need);
                    self.heap.push(Reverse((distance, node)));
                }
            }
        }
    }

    fn raise(&self, flow: &mut Flow<'_>) {
        for (provider, distance) in &self.done {
            flow.price[at(*provider)] += (self.best - distance).max(0);
        }
        for (need, distance) in &self.done_needs {
            flow.worth[at(*need)] += (self.best - distance).max(0);
        }
    }

    /// Moves everybody on the way, from its end back to the need where it began.
    fn apply(&self, flow: &mut Flow<'_>, source: usize) {
        let mut freed = match self.end {
            End::FreeSlot(provider) => provider,
            End::GiveUp(need) => {
                let need = at(need);
                flow.given_up[need] += 1;
                if need == source {
                    return;
                }
                let edge = self.letting_go[need];
                flow.unlink(need, edge);
                flow.edge(edge).provider
            }
        };
        loop {
            let (need, edge) = self.by[at(freed)];
            let need = at(need);
            if need == source {
                flow.link(need, edge);
                return;
            }
            let old = self.letting_go[need];
            flow.unlink(need, old);
            flow.link(need, edge);
            freed = flow.edge(old).provider;
        }
    }

    fn clear(&mut self) {
        for provider in self.reached.drain(..) {
            self.limit[at(provider)] = FAR;
        }
        for need in self.reached_needs.drain(..) {
            self.distance[at(need)] = FAR;
        }
        self.done.clear();
        self.done_needs.clear();
        self.providers.clear();
        self.needs.clear();
        self.heap.clear();
    }
}
