//! The exact assignment of needs to providers: least total cost, capacities, convex slot costs, teams' places.
//!
//! [`solve`] finds a plan of least total for a [`Problem`], and [`Plan::is_proven`] says that it has proved so:
//! the plan's [prices](Plan::prices) give a bound that no plan can beat, and the plan meets it. Everything is
//! `i64` arithmetic; nothing is rounded. It is a minimum-cost flow, solved by shortest augmenting paths
//! (`docs/adr/0013-own-assignment-solver.md` says why this and no crate):
//!
//! 1. every need takes the provider it likes best while that has a slot left;
//! 2. where that leaves many waiting, an auction finds about the right prices, and who agrees with them stays;
//! 3. for each place still open, one search finds the cheapest way to fill it, moving others where that pays, or
//!    the cheapest place to leave empty;
//! 4. the prices go along, so that each search starts where the last one left off.
//!
//! [`solve_from`] goes on from an earlier plan's pairs and prices: it keeps what still agrees with them and
//! repairs the rest, so that a small change costs little. It is exact whatever it starts from.
//!
//! ```
//! use jinlin_matcher::assign::{Problem, Start, solve, solve_from};
//!
//! let mut problem = Problem::new();
//! let chen = problem.add_provider(&[0, 10])?; // a second task costs 10 more
//! let li = problem.add_provider(&[0])?;
//! let near_both = problem.add_need(1, 1_000, &[(chen, 3), (li, 4)])?;
//! let near_chen = problem.add_need(1, 1_000, &[(chen, 5)])?;
//!
//! let plan = solve(&problem);
//! assert_eq!(plan.providers_of(near_both), [li]);
//! assert_eq!(plan.providers_of(near_chen), [chen]);
//! assert_eq!(plan.total, 9);
//! assert!(plan.is_proven());
//!
//! let third = problem.add_need(1, 1_000, &[(chen, 6)])?;
//! let next = solve_from(&problem, &Start::from(&plan));
//! assert_eq!(next.providers_of(third), [chen]);
//! assert_eq!(next.total, 9 + 6 + 10);
//! # Ok::<(), jinlin_matcher::assign::ProblemError>(())
//! ```
//!
//! # Cost
//!
//! For n places, m providers and e edges: O(n · e · log m) at worst; in practice nearly linear where people
//! are plentiful, because a search stops at the first free slot. 16 bytes an edge, and 8 more while an earlier
//! plan is repaired. The measurements are in the ADR; `bench/assignment/` repeats them.
//!
//! # Ties
//!
//! Of several plans with the least total, the answer is the one that this fixed sequence of steps reaches: it
//! depends on the numbers of needs, providers and edges and on nothing else. Needs are settled in the order of
//! their numbers; at equal distance the provider with the smaller number is looked at first.

mod auction;
mod certify;
mod flow;
mod forward;
mod problem;
mod reverse;
mod round;
mod start;
pub mod team;

pub use problem::{COST_LIMIT, Problem, ProblemError, Weighed, unmatched_costs};
pub use round::Round;
pub use start::Searches;
pub use team::{
    EXACT, EXACT_EDGES, PUT_BACK, Team, TeamNeed, TeamPlan, TeamProblem, TeamScore, TeamStep,
    solve_teams,
};

use flow::Flow;

/// The answer to a [`Problem`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Of each need, the providers who fill its places, ascending.
    pairs: Vec<Vec<u32>>,
    /// How many places of each need stay empty.
    empty: Vec<u8>,
    /// Of each provider, what a slot of it is worth to the others: the plan would cost so much more without its
    /// last slot in use, or less with one more.
    pub prices: Vec<i64>,
    /// Edges and slots in use, and empty places.
    pub total: i128,
    /// What no plan can cost less than, by these prices.
    pub bound: i128,
    /// How much work it was.
    pub searches: Searches,
}

impl Plan {
    /// Whether the total is proved to be the least possible. Always, unless there is an error in this module.
    #[must_use]
    pub const fn is_proven(&self) -> bool {
        self.total == self.bound
    }

    /// Who fills the places of a need, ascending; nobody for a need that is not there.
    #[must_use]
    pub fn providers_of(&self, need: u32) -> &[u32] {
        let pairs = self.pairs.get(problem::at(need));
        pairs.map(Vec::as_slice).unwrap_or_default()
    }

    /// How many places of a need stay empty.
    fn given_up(&self, need: u32) -> i128 {
        let empty = self.empty.get(problem::at(need));
        empty.copied().unwrap_or_default().into()
    }

    fn of(flow: &Flow<'_>, searches: Searches) -> Self {
        let pairs = (0..flow.problem.needs()).map(|need| {
            let edges = flow.filled_by(need).iter();
            let mut providers: Vec<u32> = edges.map(|edge| flow.edge(*edge).provider).collect();
            providers.sort_unstable();
            providers
        });
        Self {
            pairs: pairs.collect(),
            empty: flow.given_up.clone(),
            total: certify::total(flow),
            bound: certify::bound(flow),
            prices: flow.price.clone(),
            searches,
        }
    }
}

/// What [`solve_from`] starts from: an earlier plan, in the numbers of the new problem. Whatever it holds, the
/// answer is exact; the closer it is, the sooner.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Start {
    /// Of each provider, its price in the earlier plan; 0 for those beyond the end.
    pub prices: Vec<i64>,
    /// Of each need, who filled its places; nobody for those beyond the end.
    pub pairs: Vec<Vec<u32>>,
}

impl From<&Plan> for Start {
    fn from(plan: &Plan) -> Self {
        Self {
            prices: plan.prices.clone(),
            pairs: plan.pairs.clone(),
        }
    }
}

/// A plan of least total cost. Exact and deterministic; see the [module](self).
#[must_use]
pub fn solve(problem: &Problem) -> Plan {
    solve_with(problem, None, &mut |_, _| {})
}

/// A plan of least total cost, found from an earlier one. Exact; among plans of equal cost it may be another one
/// than [`solve`]'s: pairs of the earlier plan stay where nothing is gained by moving them.
#[must_use]
pub fn solve_from(problem: &Problem, start: &Start) -> Plan {
    solve_with(problem, Some(start), &mut |_, _| {})
}

/// [`solve`] or [`solve_from`], saying now and then how many of the needs are settled.
#[must_use]
pub fn solve_with(
    problem: &Problem,
    start: Option<&Start>,
    progress: &mut dyn FnMut(usize, usize),
) -> Plan {
    let mut flow = match start {
        Some(start) => start::resume(problem, start),
        None => start::begin(problem),
    };
    let searches = start::finish(&mut flow, progress);
    Plan::of(&flow, searches)
}
