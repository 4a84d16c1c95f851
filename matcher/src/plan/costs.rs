//! Mode `costs`: edges and capacities as they are, so that the solver alone can be checked.

use serde::de::{Error as _, IgnoredAny, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use super::error::{PlanError, PlanProblem};
use super::input::Mode;
use super::progress::Progress;
use crate::assign::{
    COST_LIMIT, Plan, Problem, ProblemError, Start, Weighed, solve_with, unmatched_costs,
};

/// A problem in plain numbers. Providers and needs have the numbers of their positions, from 0.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CostsInput {
    /// Always `costs`.
    pub mode: Mode,
    /// How many tasks each provider can take.
    pub capacities: Vec<u16>,
    /// What each provider's first, second, ... task costs on top of its edge; absent for nothing.
    pub slot_costs: Option<Vec<Vec<i64>>>,
    /// What an empty place costs where the need does not say; absent for more than any difference in cost.
    pub unmatched: Option<i64>,
    /// What is open.
    pub needs: Vec<CostsNeed>,
    /// An earlier plan to go on from.
    pub start: Option<CostsStart>,
}

/// A need in plain numbers.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CostsNeed {
    /// How many different providers it wants.
    #[serde(default = "one")]
    pub places: u8,
    /// What an empty place costs.
    pub unmatched: Option<i64>,
    /// Where `unmatched` is not given here or above: the greater, the sooner it is filled.
    #[serde(default)]
    pub weight: u64,
    /// Provider and cost.
    #[serde(deserialize_with = "edges")]
    pub edges: Vec<(u32, i64)>,
}

/// One edge; serde's own pair calls a third number "trailing characters".
struct Pair((u32, i64));

impl<'de> Deserialize<'de> for Pair {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(Pairs)
    }
}

struct Pairs;

impl<'de> Visitor<'de> for Pairs {
    type Value = Pair;

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("two numbers, a provider and a cost")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Pair, A::Error> {
        let provider = list.next_element()?;
        let provider = provider.ok_or_else(|| A::Error::invalid_length(0, &self))?;
        let cost = list.next_element()?;
        let cost = cost.ok_or_else(|| A::Error::invalid_length(1, &self))?;
        match list.next_element::<IgnoredAny>()? {
            None => Ok(Pair((provider, cost))),
            Some(_) => Err(A::Error::invalid_length(3, &self)),
        }
    }
}

fn edges<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<(u32, i64)>, D::Error> {
    let pairs = Vec::<Pair>::deserialize(deserializer)?;
    Ok(pairs.into_iter().map(|Pair(pair)| pair).collect())
}

/// What an earlier answer held.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CostsStart {
    /// Its `prices`.
    #[serde(default)]
    pub prices: Vec<i64>,
    /// Its `needs[].providers`.
    #[serde(default)]
    pub providers: Vec<Vec<u32>>,
}

const fn one() -> u8 {
    1
}

/// The answer to a [`CostsInput`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CostsOutput {
    /// Always `costs`.
    pub mode: Mode,
    /// One for each need, in the order of the input.
    pub needs: Vec<CostsPlanned>,
    /// Of each provider: what a slot of it is worth. They prove the total, see `docs/plan.md`.
    pub prices: Vec<i64>,
    /// What was made small.
    pub objective: CostsObjective,
}

/// Who serves a need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CostsPlanned {
    /// Who, ascending.
    pub providers: Vec<u32>,
    /// How many places are empty.
    pub empty: u8,
    /// What each of them costs.
    pub unmatched: i64,
}

/// What was made small.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct CostsObjective {
    /// Empty places.
    pub unmatched: usize,
    /// Edges and slots in use.
    pub cost: i128,
    /// `cost` and what the empty places cost: the least possible.
    pub total: i128,
    /// What no answer can cost less than, by `prices`; equal to `total`.
    pub bound: i128,
}

impl CostsInput {
    /// The solver's own form of this input, and what an empty place of each need costs. O(edges).
    ///
    /// # Errors
    /// [`PlanError`], with the path of the field.
    pub fn problem(&self) -> Result<(Problem, Vec<i64>), PlanError> {
        let providers = self.capacities.len();
        if self
            .slot_costs
            .as_ref()
            .is_some_and(|all| all.len() > providers)
        {
            return Err(error(
                format!("slot_costs[{providers}]"),
                PlanProblem::SlotsOfNobody(providers),
            ));
        }
        self.in_range()?;
        let unmatched = self.unmatched()?;
        let mut problem = Problem::new();
        for (at, capacity) in self.capacities.iter().enumerate() {
            let slots = self.slots_of(at, usize::from(*capacity))?;
            problem
                .add_provider(&slots)
                .map_err(|problem| error(slot_at_fault(at, &slots, problem), problem))?;
        }
        for (at, (need, unmatched)) in self.needs.iter().zip(&unmatched).enumerate() {
            problem
                .add_need(need.places, *unmatched, &need.edges)
                .map_err(|problem| error(edge_at_fault(at, &need.edges, problem), problem))?;
        }
        Ok((problem, unmatched))
    }

    /// The earlier plan, if there is one.
    #[must_use]
    pub fn start(&self) -> Option<Start> {
        self.start.as_ref().map(|start| Start {
            prices: start.prices.clone(),
            pairs: start.providers.clone(),
        })
    }

    fn slots_of(&self, provider: usize, capacity: usize) -> Result<Vec<i64>, PlanError> {
        let Some(costs) = &self.slot_costs else {
            return Ok(vec![0; capacity]);
        };
        let slots = costs.get(provider).filter(|slots| slots.len() == capacity);
        let missing = || error(format!("slot_costs[{provider}]"), PlanProblem::SlotCount);
        slots.cloned().ok_or_else(missing)
    }

    /// Every cost that is given, and where.
    fn costs(&self) -> impl Iterator<Item = (Spot, i64)> + '_ {
        let slots = self.slot_costs.iter().flatten().enumerate();
        let slots = slots.flat_map(|(provider, slots)| {
            let slots = slots.iter().enumerate();
            slots.map(move |(slot, cost)| (Spot::Slot(provider, slot), *cost))
        });
        let needs = self.needs.iter().enumerate().flat_map(|(at, need)| {
            let edges = need.edges.iter().enumerate();
            let unmatched = need.unmatched.map(|cost| (Spot::UnmatchedOf(at), cost));
            unmatched
                .into_iter()
                .chain(edges.map(move |(edge, (_, cost))| (Spot::Edge(at, edge), *cost)))
        });
        let all = self.unmatched.map(|cost| (Spot::Unmatched, cost));
        all.into_iter().chain(slots).chain(needs)
    }

    /// Before anything is weighed: whoever mistyped one cost wants to hear which.
    fn in_range(&self) -> Result<(), PlanError> {
        let limit = COST_LIMIT.unsigned_abs();
        let beyond = self.costs().find(|(_, cost)| cost.unsigned_abs() > limit);
        beyond.map_or(Ok(()), |(spot, cost)| {
            Err(error(spot.path(), ProblemError::CostOutOfRange(cost)))
        })
    }

    /// All of them together are too large: the largest is named, for there it pays to look first.
    fn too_large(&self) -> PlanError {
        let largest = self.costs().max_by_key(|(_, cost)| cost.unsigned_abs());
        let path = largest.map_or_else(|| "needs".to_owned(), |(spot, _)| spot.path());
        error(path, ProblemError::TooLargeToWeigh)
    }

    /// What an empty place of each need costs.
    fn unmatched(&self) -> Result<Vec<i64>, PlanError> {
        let given: Vec<Option<i64>> = self
            .needs
            .iter()
            .map(|need| need.unmatched.or(self.unmatched))
            .collect();
        let slots = self.slot_costs.iter().flatten().flatten().copied();
        let slots = slots.fold((0, 0), |(least, most), slot| {
            (slot.min(least), slot.max(most))
        });
        let too_large = || self.too_large();
        let (mut weighed, mut others) = (Vec::new(), 0_i64);
        for (need, given) in self.needs.iter().zip(&given) {
            let spread = spread(need, *given, slots).ok_or_else(too_large)?;
            match given {
                None => weighed.push(spread),
                Some(_) => {
                    let most = spread.most.max(0).checked_sub(spread.least.min(0));
                    let places = i64::from(need.places);
                    others = most
                        .and_then(|most| others.checked_add(most.checked_mul(places)?))
                        .unwrap_or(i64::MAX);
                }
            }
        }
        if weighed.is_empty() {
            return Ok(given.into_iter().flatten().collect());
        }
        let found = unmatched_costs(&weighed, others).ok_or_else(too_large)?;
        let mut found = found.into_iter();
        Ok(given
            .into_iter()
            .map(|given| given.or_else(|| found.next()).unwrap_or_default())
            .collect())
    }
}

/// Where a cost is given.
#[derive(Debug, Clone, Copy)]
enum Spot {
    Unmatched,
    Slot(usize, usize),
    UnmatchedOf(usize),
    Edge(usize, usize),
}

impl Spot {
    fn path(self) -> String {
        match self {
            Self::Unmatched => "unmatched".to_owned(),
            Self::Slot(provider, slot) => format!("slot_costs[{provider}][{slot}]"),
            Self::UnmatchedOf(need) => format!("needs[{need}].unmatched"),
            Self::Edge(need, edge) => format!("needs[{need}].edges[{edge}]"),
        }
    }
}

/// The least and the most that a place of this need can cost. `None` for numbers that do not fit.
fn spread(need: &CostsNeed, given: Option<i64>, slots: (i64, i64)) -> Option<Weighed> {
    let (mut least, mut most) = (given.unwrap_or(0), given.unwrap_or(0));
    for (_, cost) in &need.edges {
        least = least.min(cost.checked_add(slots.0)?);
        most = most.max(cost.checked_add(slots.1)?);
    }
    Some(Weighed {
        weight: need.weight,
        places: need.places,
        least,
        most,
    })
}

/// Which of a need's edges is refused.
fn edge_at_fault(need: usize, edges: &[(u32, i64)], problem: ProblemError) -> String {
    let mut numbered = edges.iter().enumerate();
    let fault = match problem {
        ProblemError::UnknownProvider { provider, .. } => {
            numbered.find(|(_, edge)| edge.0 == provider)
        }
        ProblemError::DuplicateEdge(provider) => {
            numbered.filter(|(_, edge)| edge.0 == provider).nth(1)
        }
        ProblemError::CostOutOfRange(_)
        | ProblemError::FallingSlots(..)
        | ProblemError::TooLargeToWeigh
        | ProblemError::TooMany(_) => None,
    };
    match fault {
        Some((edge, _)) => format!("needs[{need}].edges[{edge}]"),
        None => format!("needs[{need}].edges"),
    }
}

/// Which of a provider's slot costs is refused.
fn slot_at_fault(provider: usize, slots: &[i64], problem: ProblemError) -> String {
    let fault = match problem {
        ProblemError::FallingSlots(..) => {
            let fall = slots.windows(2).position(|pair| pair[1] < pair[0]);
            fall.map(|first| first + 1)
        }
        ProblemError::CostOutOfRange(_)
        | ProblemError::UnknownProvider { .. }
        | ProblemError::DuplicateEdge(_)
        | ProblemError::TooLargeToWeigh
        | ProblemError::TooMany(_) => None,
    };
    match fault {
        Some(slot) => format!("slot_costs[{provider}][{slot}]"),
        None => format!("slot_costs[{provider}]"),
    }
}

fn error(path: impl Into<String>, problem: impl Into<PlanProblem>) -> PlanError {
    PlanError {
        path: path.into(),
        problem: problem.into(),
    }
}

/// Solves a problem in plain numbers, to the least total; see [`crate::assign`].
///
/// # Errors
/// [`PlanError`], with the path of the field, for numbers that make no problem.
pub fn plan_costs(
    input: &CostsInput,
    progress: &mut dyn FnMut(Progress),
) -> Result<CostsOutput, PlanError> {
    if input.mode != Mode::Costs {
        return Err(error("mode", PlanProblem::WrongMode));
    }
    let (problem, unmatched) = input.problem()?;
    let start = input.start();
    let mut told = |done, of| progress(Progress::Solved { done, of });
    let plan = solve_with(&problem, start.as_ref(), &mut told);
    Ok(output(&problem, plan, unmatched))
}

fn output(problem: &Problem, plan: Plan, unmatched: Vec<i64>) -> CostsOutput {
    let needs = (0..).zip(unmatched).map(|(need, unmatched)| {
        let providers = plan.providers_of(need).to_vec();
        let empty = problem.places(need).saturating_sub(providers.len());
        CostsPlanned {
            providers,
            empty: u8::try_from(empty).unwrap_or(u8::MAX),
            unmatched,
        }
    });
    let needs: Vec<CostsPlanned> = needs.collect();
    let empty = needs.iter().map(|need| usize::from(need.empty)).sum();
    let given_up = needs
        .iter()
        .map(|need| i128::from(need.empty) * i128::from(need.unmatched));
    let given_up: i128 = given_up.sum();
    CostsOutput {
        mode: Mode::Costs,
        needs,
        objective: CostsObjective {
            unmatched: empty,
            cost: plan.total - given_up,
            total: plan.total,
            bound: plan.bound,
        },
        prices: plan.prices,
    }
}
