//! [`Round`]: a plan that is kept up to date while needs come and go.

use super::Plan;
use super::flow::{Flow, GONE, State};
use super::forward::Forward;
use super::problem::{Problem, ProblemError, at};
use super::reverse::Backward;
use super::start::{Searches, begin, best_worth, finish, is_dear, take_tight};

/// An optimal plan, kept up to date while needs come and go: the incremental round.
///
/// Each change costs a search around it, not a look at everything: O(edges of the need) to add or remove it,
/// and in [`Round::settle`] one search for each place added and each slot freed. After every `settle` the
/// plan is optimal for the needs that are there, exactly as [`solve`](super::solve) would find.
///
/// 32 bytes an edge: twice a [`Problem`], for both ways of looking at it.
///
/// Providers and their capacities stay as they are; for other ones, begin anew with
/// [`solve_from`](super::solve_from). The numbers and edges of removed needs are not used again, so a long-lived
/// round is begun anew now and then.
///
/// ```
/// use jinlin_matcher::assign::{Problem, Round};
///
/// let mut problem = Problem::new();
/// let chen = problem.add_provider(&[0])?;
/// let li = problem.add_provider(&[0])?;
/// let first = problem.add_need(1, 1_000, &[(chen, 3), (li, 9)])?;
///
/// let mut round = Round::new(problem);
/// assert_eq!(round.providers_of(first), [chen]);
/// let second = round.add_need(1, 1_000, &[(chen, 2)])?;
/// round.settle();
/// assert_eq!(round.providers_of(first), [li]);
/// assert_eq!(round.providers_of(second), [chen]);
/// round.remove_need(second);
/// round.settle();
/// assert_eq!(round.providers_of(first), [chen]);
/// assert_eq!(round.plan().total, 3);
/// # Ok::<(), jinlin_matcher::assign::ProblemError>(())
/// ```
#[derive(Debug)]
pub struct Round {
    problem: Problem,
    state: State,
    forward: Forward,
    backward: Backward,
    /// Needs with open places, and providers who lost a task, since the last time everything was settled.
    added: Vec<u32>,
    freed: Vec<u32>,
}

impl Round {
    /// Solves a problem and keeps it.
    #[must_use]
    pub fn new(mut problem: Problem) -> Self {
        problem.reserve();
        let mut flow = begin(&problem);
        finish(&mut flow, &mut |_, _| {});
        let forward = Forward::new(&flow);
        let backward = Backward::new(&problem);
        let state = flow.state;
        Self {
            problem,
            state,
            forward,
            backward,
            added: Vec::new(),
            freed: Vec::new(),
        }
    }

    /// Adds a need, as [`Problem::add_need`]; it is served after [`Round::settle`]. O(edges of the need).
    ///
    /// # Errors
    /// As [`Problem::add_need`]. Nothing was added then.
    pub fn add_need(
        &mut self,
        places: u8,
        unmatched: i64,
        edges: &[(u32, i64)],
    ) -> Result<u32, ProblemError> {
        let need = self.problem.add_need(places, unmatched, edges)?;
        self.forward.add_need();
        self.backward.add_need(&self.problem, at(need));
        self.with_flow(|flow| {
            flow.add_need();
            flow.worth[at(need)] = best_worth(flow, at(need));
        });
        self.added.push(need);
        Ok(need)
    }

    /// Takes a need away, whether it is served or not; what it leaves is used after [`Round::settle`]. Nothing
    /// happens for a need that is not there. O(capacity of its providers).
    pub fn remove_need(&mut self, need: u32) {
        let index = at(need);
        if index >= self.problem.needs() || self.state.worth.get(index) == Some(&GONE) {
            return;
        }
        let freed = self.with_flow(|flow| {
            let edges = flow.filled_by(index).to_vec();
            for edge in &edges {
                flow.unlink(index, *edge);
            }
            // No place of it is open any more, and its edges lead nowhere.
            flow.given_up[index] = u8::try_from(flow.problem.places(need)).unwrap_or(u8::MAX);
            flow.worth[index] = GONE;
            let providers = edges.iter().map(|edge| flow.edge(*edge).provider);
            providers.collect::<Vec<u32>>()
        });
        self.freed.extend(freed);
    }

    /// Makes the plan optimal for the needs that are there now.
    pub fn settle(&mut self) -> Searches {
        let (added, freed) = (
            std::mem::take(&mut self.added),
            std::mem::take(&mut self.freed),
        );
        let mut searches = Searches::default();
        let mut flow = Flow {
            problem: &self.problem,
            state: std::mem::take(&mut self.state),
        };
        for need in &added {
            take_tight(&mut flow, at(*need));
        }
        for provider in freed.into_iter().map(at) {
            while is_dear(&flow, provider) {
                self.backward.settle(&mut flow, provider);
                searches.backward += 1;
            }
        }
        for need in added.into_iter().map(at) {
            while flow.open(need) > 0 {
                self.forward.settle(&mut flow, need);
                searches.forward += 1;
            }
        }
        self.state = flow.state;
        searches
    }

    /// Who fills the places of a need, ascending, as of the last [`Round::settle`].
    #[must_use]
    pub fn providers_of(&self, need: u32) -> Vec<u32> {
        let places = self.state.filled_by(&self.problem, at(need));
        let edges = places
            .iter()
            .filter_map(|edge| self.problem.edges.get(at(*edge)));
        let mut providers: Vec<u32> = edges.map(|edge| edge.provider).collect();
        providers.sort_unstable();
        providers
    }

    /// The whole plan, with its proof. O(needs + edges); needs that were taken away have nobody.
    #[must_use]
    pub fn plan(&self) -> Plan {
        let flow = Flow {
            problem: &self.problem,
            state: self.state.clone(),
        };
        Plan::of(&flow, Searches::default())
    }

    fn with_flow<T>(&mut self, change: impl FnOnce(&mut Flow<'_>) -> T) -> T {
        let mut flow = Flow {
            problem: &self.problem,
            state: std::mem::take(&mut self.state),
        };
        let answer = change(&mut flow);
        self.state = flow.state;
        answer
    }
}
