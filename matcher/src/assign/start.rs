//! Where a search begins: from nothing, or from an earlier plan's prices and pairs.

use super::Start;
use super::auction::rough_plan;
use super::flow::{Flow, narrow};
use super::forward::Forward;
use super::problem::{COST_LIMIT, Edge, Problem, at};
use super::reverse::Backward;

/// Where more than one need in so many finds its first choice taken, an auction comes first.
const CROWDED: usize = 8;

/// From nothing, by the way that suits the problem.
pub(super) fn begin(problem: &Problem) -> Flow<'_> {
    let flow = afresh(problem);
    let waiting = (0..problem.needs())
        .filter(|need| flow.open(*need) > 0 && flow.worth[*need] < problem.unmatched[*need]);
    if waiting.count() <= problem.needs() / CROWDED {
        return flow;
    }
    resume(problem, &rough_plan(problem))
}

/// From nothing: every price is that of a first slot, and needs take what they like best while that has room.
fn afresh(problem: &Problem) -> Flow<'_> {
    let mut flow = Flow::new(problem);
    for provider in 0..problem.providers() {
        flow.price[provider] = flow.next_slot(provider).unwrap_or_default();
    }
    for need in 0..problem.needs() {
        flow.worth[need] = best_worth(&flow, need);
        take_tight(&mut flow, need);
    }
    flow
}

/// From an earlier plan: its prices, and of its pairs those that agree with them.
pub(super) fn resume<'a>(problem: &'a Problem, start: &Start) -> Flow<'a> {
    let mut flow = Flow::new(problem);
    let given = start.prices.iter().copied().chain(std::iter::repeat(0));
    for (provider, price) in (0..problem.providers()).zip(given) {
        let lowest = flow.next_slot(provider).unwrap_or_default();
        flow.price[provider] = price.clamp(lowest, 2 * COST_LIMIT);
    }
    for (need, pairs) in (0..problem.needs()).zip(&start.pairs) {
        for provider in pairs {
            if let Some(edge) = problem.edge_between(need, *provider)
                && flow.open(need) > 0
                && flow.next_slot(at(*provider)).is_some()
            {
                let edge = narrow(edge);
                if !flow.filled_by(need).contains(&edge) {
                    flow.link(need, edge);
                }
            }
        }
    }
    for provider in 0..problem.providers() {
        if let Some(slot) = flow.last_slot(provider) {
            flow.price[provider] = flow.price[provider].max(slot);
        }
    }
    for need in 0..problem.needs() {
        agree(&mut flow, need);
    }
    // Needs of one place that lost theirs, or are new, take what they like best where there is room.
    for need in 0..problem.needs() {
        take_tight(&mut flow, need);
    }
    flow
}

/// After so many needs, somebody who watches is told.
const TOLD_EVERY: usize = 1_000;

/// Brings a flow to where every place is filled or given up and no free slot is priced too high.
pub(super) fn finish(flow: &mut Flow<'_>, progress: &mut dyn FnMut(usize, usize)) -> Searches {
    let mut searches = Searches::default();
    let providers = flow.problem.providers();
    if (0..providers).any(|provider| is_dear(flow, provider)) {
        let mut backward = Backward::new(flow.problem);
        for provider in 0..providers {
            while is_dear(flow, provider) {
                backward.settle(flow, provider);
                searches.backward += 1;
            }
        }
    }
    let mut forward = Forward::new(flow);
    for need in 0..flow.problem.needs() {
        while flow.open(need) > 0 {
            forward.settle(flow, need);
            searches.forward += 1;
        }
        if (need + 1) % TOLD_EVERY == 0 {
            progress(need + 1, flow.problem.needs());
        }
    }
    searches
}

/// Whether a provider has a free slot that costs less than its price.
pub(super) fn is_dear(flow: &Flow<'_>, provider: usize) -> bool {
    flow.next_slot(provider)
        .is_some_and(|slot| flow.price[provider] > slot)
}

/// How many searches it took.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Searches {
    /// For open places.
    pub forward: usize,
    /// For free slots that were priced too high.
    pub backward: usize,
}

/// The cost of a need's cheapest edge at these prices, at most what an empty place costs.
pub(super) fn best_worth(flow: &Flow<'_>, need: usize) -> i64 {
    let edges = &flow.problem.edges[flow.problem.edge_span(need)];
    let costs = edges
        .iter()
        .map(|Edge { cost, provider }| cost + flow.price[at(*provider)]);
    costs.fold(flow.problem.unmatched[need], i64::min)
}

/// Fills open places over edges without slack, where the next slot costs at most the provider's price.
pub(super) fn take_tight(flow: &mut Flow<'_>, need: usize) {
    for edge in flow.problem.edge_span(need) {
        if flow.open(need) == 0 {
            return;
        }
        let edge = narrow(edge);
        let provider = at(flow.edge(edge).provider);
        if flow.slack(need, edge) == 0
            && flow
                .next_slot(provider)
                .is_some_and(|slot| slot <= flow.price[provider])
            && !flow.filled_by(need).contains(&edge)
        {
            flow.link(need, edge);
        }
    }
}

/// Chooses the need's worth, and lets go the pairs that do not agree with the prices.
fn agree(flow: &mut Flow<'_>, need: usize) {
    if let Some(worth) = worth_of_pairs(flow, need) {
        flow.worth[need] = worth;
        return;
    }
    flow.worth[need] = best_worth(flow, need);
    let mut kept = 0;
    while let Some(edge) = flow.filled_by(need).get(kept).copied() {
        if flow.slack(need, edge) > 0 {
            flow.unlink(need, edge);
        } else {
            kept += 1;
        }
    }
}

/// The worth with which all pairs of this need agree with the prices, if there is one: no pair costs more and no
/// other edge less.
fn worth_of_pairs(flow: &Flow<'_>, need: usize) -> Option<i64> {
    let priced = |edge: &Edge| edge.cost + flow.price[at(edge.provider)];
    let pairs = flow.filled_by(need);
    let dearest = pairs.iter().map(|edge| priced(&flow.edge(*edge))).max()?;
    let unmatched = flow.problem.unmatched[need];
    let worth = if flow.open(need) > 0 {
        unmatched
    } else {
        dearest
    };
    let span = flow.problem.edge_span(need);
    let agrees = dearest <= unmatched
        && (span.start..)
            .zip(&flow.problem.edges[span])
            .all(|(edge, other)| priced(other) >= worth || pairs.contains(&narrow(edge)));
    agrees.then_some(worth)
}
