//! The proof that a plan is optimal: the bound that its prices give, which no plan can beat.

use super::flow::{Flow, GONE, narrow};
use super::problem::{Edge, at};

/// The needs that were not taken away.
fn there(flow: &Flow<'_>) -> impl Iterator<Item = usize> {
    (0..flow.problem.needs()).filter(|need| flow.worth[*need] != GONE)
}

/// The total of a flow: edges in use, slots in use, places given up.
pub(super) fn total(flow: &Flow<'_>) -> i128 {
    let problem = flow.problem;
    let needs = there(flow).map(|need| {
        let edges = flow.filled_by(need).iter();
        let filled: i128 = edges.map(|edge| i128::from(flow.edge(*edge).cost)).sum();
        let empty = problem.place_span(need).len() - usize::from(flow.filled[need]);
        filled + i128::from(problem.unmatched[need]) * i128::from(narrow(empty))
    });
    let slots = (0..problem.providers()).map(|provider| {
        let slots = &problem.slots[problem.slot_span(provider)];
        let used = &slots[..at(flow.used[provider])];
        used.iter().map(|slot| i128::from(*slot)).sum::<i128>()
    });
    needs.sum::<i128>() + slots.sum::<i128>()
}

/// What no plan can cost less than, by the prices of this flow, whatever they are.
///
/// Linear programming duality: for any prices, a place costs at least its need's worth, except that an edge of
/// negative slack gives that slack back, and a slot that is cheaper than its provider's price gives the
/// difference back. (The worth may not exceed what an empty place costs; the flow sees to that.)
pub(super) fn bound(flow: &Flow<'_>) -> i128 {
    let problem = flow.problem;
    let needs = there(flow).map(|need| {
        let worth = flow.worth[need].min(problem.unmatched[need]);
        let edges = problem.edges[problem.edge_span(need)].iter();
        let back = edges.map(|Edge { cost, provider }| {
            let slack = cost + flow.price[at(*provider)] - worth;
            i128::from(slack.min(0))
        });
        let places = narrow(problem.place_span(need).len());
        i128::from(worth) * i128::from(places) + back.sum::<i128>()
    });
    let slots = (0..problem.providers()).map(|provider| {
        let slots = problem.slots[problem.slot_span(provider)].iter();
        let back = slots.map(|slot| i128::from((flow.price[provider] - slot).max(0)));
        back.sum::<i128>()
    });
    needs.sum::<i128>() - slots.sum::<i128>()
}
