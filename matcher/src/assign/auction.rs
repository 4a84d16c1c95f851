//! A rough plan by auction, for problems in which many want the same providers: a good place to start from.
//!
//! Needs bid in turn: each offers the provider it likes best as much more as it likes it better than its second
//! choice, and a little on top; whoever held the provider's cheapest slot has to bid again. Prices find their
//! level in a few bids a need, where exact searches would raise them step by step, each time over a whole
//! district. The result is only near the optimum: [`resume`](super::start::resume) and
//! [`finish`](super::start::finish) make it exact.

use std::collections::VecDeque;

use super::Start;
use super::flow::narrow;
use super::problem::{COST_LIMIT, Edge, NONE, Problem, at};

/// What is bid on top: the mean difference between a need's dearest and cheapest edge, divided by this. Found
/// by trying: much less takes longer here, much more in the exact searches.
const FINENESS: i64 = 12;

/// After so many bids for each need it is enough, however rough the plan.
const MOST_BIDS: usize = 40;

/// Beyond the dearest edge nobody bids more than this many times the difference between the dearest edge and the
/// cheapest: where there are too few providers, prices would rise to what an empty place costs, in small steps.
const REACH: i64 = 4;

struct Auction<'a> {
    problem: &'a Problem,
    /// Of each provider: its cheapest slot's price.
    price: Vec<i64>,
    slot_price: Vec<i64>,
    holder: Vec<u32>,
    /// Of each need: the provider it holds a slot of.
    holds: Vec<u32>,
    step: i64,
    most: i64,
}

/// A plan near the optimum, for needs with one place; the others get nothing. O(edges), times [`MOST_BIDS`] at most.
pub(super) fn rough_plan(problem: &Problem) -> Start {
    let mut auction = Auction::new(problem);
    let mut waiting: VecDeque<u32> = (0..narrow(problem.needs()))
        .filter(|need| problem.places(*need) == 1)
        .collect();
    let mut bids = waiting.len().saturating_mul(MOST_BIDS);
    while let Some(need) = waiting.pop_front().filter(|_| bids > 0) {
        waiting.extend(auction.bid(at(need)));
        bids -= 1;
    }
    let pairs = auction.holds.into_iter().map(|provider| {
        let pair = Some(provider).filter(|provider| *provider != NONE);
        pair.into_iter().collect()
    });
    Start {
        pairs: pairs.collect(),
        prices: auction.price,
    }
}

impl<'a> Auction<'a> {
    fn new(problem: &'a Problem) -> Self {
        let slots_of = |provider: usize| &problem.slots[problem.slot_span(provider)];
        let first = |provider: usize| slots_of(provider).first().copied();
        let costs = || problem.edges.iter().map(|edge| edge.cost);
        let (cheapest, dearest) = (costs().min().unwrap_or(0), costs().max().unwrap_or(0));
        let dearest = dearest + problem.slots.iter().copied().max().unwrap_or(0).max(0);
        Self {
            problem,
            // Nobody can have a provider without slots, so nobody can pay for it.
            price: (0..problem.providers())
                .map(|provider| first(provider).unwrap_or(2 * COST_LIMIT))
                .collect(),
            slot_price: problem.slots.clone(),
            holder: vec![NONE; problem.slots.len()],
            holds: vec![NONE; problem.needs()],
            step: (mean_span(problem) / FINENESS).max(1),
            most: dearest.saturating_add((dearest - cheapest).saturating_mul(REACH)),
        }
    }

    /// Bids for a need; answers who has to bid again.
    fn bid(&mut self, need: usize) -> Option<u32> {
        let most = self.problem.unmatched[need].min(self.most);
        let (mut best, mut second, mut chosen) = (most, most, NONE);
        for Edge { cost, provider } in &self.problem.edges[self.problem.edge_span(need)] {
            let offer = cost + self.price[at(*provider)];
            if offer < best {
                (second, best, chosen) = (best, offer, *provider);
            } else if offer < second {
                second = offer;
            }
        }
        if chosen == NONE {
            return None;
        }
        let span = self.problem.slot_span(at(chosen));
        // A free slot before one in use at the same price.
        let cheapest = |slot: &usize| (self.slot_price[*slot], self.holder[*slot] != NONE);
        let slot = span.clone().min_by_key(cheapest)?;
        let outbid = std::mem::replace(&mut self.holder[slot], narrow(need));
        self.slot_price[slot] = self.price[at(chosen)] + (second - best) + self.step;
        self.holds[need] = chosen;
        self.price[at(chosen)] = self.slot_price[span].iter().copied().min()?;
        if outbid == NONE {
            return None;
        }
        self.holds[at(outbid)] = NONE;
        Some(outbid)
    }
}

/// The mean difference between a need's dearest edge and its cheapest.
fn mean_span(problem: &Problem) -> i64 {
    let spans = (0..problem.needs()).filter_map(|need| {
        let costs = || {
            problem.edges[problem.edge_span(need)]
                .iter()
                .map(|edge| edge.cost)
        };
        Some(i128::from(costs().max()?) - i128::from(costs().min()?))
    });
    let count = i128::try_from(problem.needs().max(1)).unwrap_or(i128::MAX);
    i64::try_from(spans.sum::<i128>() / count).unwrap_or(i64::MAX)
}
