//! Teams: a lead for every need, and beside it volunteers, at least so many or none.
//!
//! # What is solved to optimality, and what is not
//!
//! - **Leads**, for a given set of needs: to the optimum.
//! - **Volunteers**, for a given set of needs that have leads: to the optimum.
//! - **Which needs are served together**: optimal where no need asks for a least number of volunteers, and where at
//!   most [`EXACT`] do (and there are at most [`EXACT_EDGES`] edges): then every choice of them is tried. Beyond that a
//!   heuristic, because teams of all or nothing are set packing, which is NP-hard. Needs whose teams stay too small are
//!   left out, the lightest eighth of them at a time, and everybody else is solved again, until all teams are large
//!   enough. Then the other way round: teams are taken in, the smallest first, and of each size those are left out for
//!   which too few are left. From the better of the two, each need left out is tried once more, the weightiest first
//!   ([`PUT_BACK`] of them at most), and kept where the plan gets better.
//!
//! Volunteers fill the places that teams cannot do without before all others: nobody's extra volunteer is another's
//! missing one. Better is, in this order: fewer needs unmatched, less weight of them, fewer places of volunteers
//! empty, lower cost. A property test (`matcher/tests/properties/teams.rs`) compares with all plans tried.
//!
//! Why trying every choice is exact in needs and weight: leave out all team needs that an optimal plan does not serve.
//! The leads then found serve as many, as weighty, and of the team needs only such as the optimal plan serves, whose
//! least teams can all be filled; and required places come first.

mod choice;

use std::collections::{BTreeMap, BTreeSet};

use super::problem::{Problem, ProblemError, Weighed, unmatched_costs};
use super::{Plan, Start, solve_with};

/// How many needs that were left out are tried once more.
pub const PUT_BACK: usize = 64;
/// With so many needs that ask for a least team, or fewer, every choice of them is tried.
pub const EXACT: usize = 8;
/// Unless there are more edges than this: two hundred solutions would take too long.
pub const EXACT_EDGES: usize = 100_000;

/// A need that wants a lead, and maybe volunteers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TeamNeed {
    /// The greater, the sooner it is served; at least 1. Only the order counts.
    pub weight: u64,
    /// Whether it has its lead already: then it is served, whatever its team.
    pub held: bool,
    /// Who could lead it, and the cost; of no use for a held need.
    pub leads: Vec<(u32, i64)>,
    /// How many volunteers it wants (more).
    pub volunteers: u8,
    /// With fewer it is not served at all.
    pub least: u8,
    /// Who could join, and the cost.
    pub joiners: Vec<(u32, i64)>,
}

/// Needs, and the slot costs of those who could lead and of those who could join.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TeamProblem {
    /// Of each possible lead, what its first, second, ... task costs on top.
    pub leads: Vec<Vec<i64>>,
    /// Of each possible volunteer.
    pub volunteers: Vec<Vec<i64>>,
    /// What is open.
    pub needs: Vec<TeamNeed>,
}

/// Who serves a need.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Team {
    /// Who leads. `None` for a held need too.
    pub lead: Option<u32>,
    /// Who joins, ascending.
    pub volunteers: Vec<u32>,
    /// Whether it was left out because its team would stay too small.
    pub left_out: bool,
}

/// What is made small, in the order of its fields.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct TeamScore {
    /// Needs without a lead.
    pub unmatched: usize,
    /// Their weights.
    pub weight: u128,
    /// Places of volunteers that stay empty in teams that serve.
    pub empty: usize,
    /// Edges and slots in use.
    pub cost: i128,
}

/// The answer to a [`TeamProblem`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TeamPlan {
    /// One for each need.
    pub teams: Vec<Team>,
    /// What was made small.
    pub score: TeamScore,
    /// Whether leads and volunteers were both proved optimal for the needs that were not left out.
    pub is_proven: bool,
}

/// How far [`solve_teams`] is. Each attempt settles the leads, then the volunteers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TeamStep {
    /// So many needs, of so many, have a lead or are given up, in the present attempt.
    Leads(usize, usize),
    /// So many needs, of so many, have their volunteers.
    Volunteers(usize, usize),
    /// So many needs are left out because their teams cannot be filled; the rest is solved again.
    LeftOut(usize),
    /// So many, of so many, of those were tried once more.
    TriedAgain(usize, usize),
}

/// Serves as many needs as it can, the weightiest first, at the least cost; see the [module](self).
///
/// One solution of leads and one of volunteers where all teams can be filled. Else one more for each choice of at most
/// [`EXACT`] needs, or, from the last one's prices, for every eighth of the teams that cannot be filled, twice, for each
/// size of teams, and for each need tried again. `progress` hears now and
/// then how far it is; of small problems nothing but what is left out.
///
/// # Errors
/// [`ProblemError`], as [`Problem`] has them, and [`ProblemError::TooLargeToWeigh`].
pub fn solve_teams(
    problem: &TeamProblem,
    progress: &mut dyn FnMut(TeamStep),
) -> Result<TeamPlan, ProblemError> {
    let solver = Solver::new(problem)?;
    let everybody = vec![false; problem.needs.len()];
    let first = solver.attempt(&everybody, None, progress)?;
    if first.short.is_empty() {
        return Ok(solver.plan(&first, &everybody));
    }
    if let Some(teams) = solver.few_teams() {
        let (best, left_out) = solver.try_all(&teams)?;
        return Ok(solver.plan(&best, &left_out));
    }
    let shrunk = solver.shrink(first, everybody, progress)?;
    let grown = solver.grow(progress)?;
    let better = if grown.0.score < shrunk.0.score {
        grown
    } else {
        shrunk
    };
    let (attempt, left_out) = solver.put_back(better, progress)?;
    Ok(solver.plan(&attempt, &left_out))
}

/// A solution for those needs that are not left out.
struct Attempt {
    leads: Plan,
    volunteers: Plan,
    /// The needs whose teams are too small, and by how much.
    short: Vec<(usize, usize)>,
    score: TeamScore,
}

struct Solver<'a> {
    problem: &'a TeamProblem,
    /// What each need costs without a lead.
    unmatched: Vec<i64>,
    /// What an empty place of a volunteer costs: one that the team cannot do without, and another one.
    required: Vec<i64>,
    optional: Vec<i64>,
}

/// The least and the most of some slot costs, zero included.
fn range(slots: &[Vec<i64>]) -> (i64, i64) {
    let slots = slots.iter().flatten();
    slots.fold((0, 0), |(least, most), slot| {
        (least.min(*slot), most.max(*slot))
    })
}

fn weighed(weight: u64, places: u8, edges: &[(u32, i64)], slots: (i64, i64)) -> Weighed {
    let costs = || edges.iter().map(|edge| edge.1);
    Weighed {
        weight,
        places,
        least: costs().min().unwrap_or(0).saturating_add(slots.0),
        most: costs().max().unwrap_or(0).saturating_add(slots.1),
    }
}

impl<'a> Solver<'a> {
    fn new(problem: &'a TeamProblem) -> Result<Self, ProblemError> {
        let (leads, volunteers) = (range(&problem.leads), range(&problem.volunteers));
        let needs = problem.needs.iter();
        let lead_places: Vec<Weighed> = needs
            .clone()
            .map(|need| weighed(need.weight, 1, &need.leads, leads))
            .collect();
        // Required places rank above all others, so that those come first, and more of them never leaves more empty.
        let order: BTreeSet<u64> = problem.needs.iter().map(|need| need.weight).collect();
        let ranks: BTreeMap<u64, u64> = order.into_iter().zip(1..).collect();
        let above = u64::try_from(ranks.len()).unwrap_or(u64::MAX);
        let places = |count: fn(&TeamNeed) -> u8, above: u64| {
            let ranks = &ranks;
            needs.clone().map(move |need| {
                let rank = ranks.get(&need.weight).copied().unwrap_or_default();
                weighed(above + rank, count(need), &need.joiners, volunteers)
            })
        };
        let both: Vec<Weighed> = places(required_places, above)
            .chain(places(optional_places, 0))
            .collect();
        let too_large = ProblemError::TooLargeToWeigh;
        let mut required = unmatched_costs(&both, 0).ok_or(too_large)?;
        let optional = required.split_off(problem.needs.len());
        Ok(Self {
            problem,
            unmatched: unmatched_costs(&lead_places, 0).ok_or(too_large)?,
            required,
            optional,
        })
    }

    fn attempt(
        &self,
        left_out: &[bool],
        last: Option<&Attempt>,
        progress: &mut dyn FnMut(TeamStep),
    ) -> Result<Attempt, ProblemError> {
        let needs = || (0_u32..).zip(self.problem.needs.iter().zip(left_out));
        let mut leads = with_providers(&self.problem.leads)?;
        for ((_, (need, out)), unmatched) in needs().zip(&self.unmatched) {
            if *out || need.held {
                leads.add_need(0, 0, &[])?;
            } else {
                leads.add_need(1, *unmatched, &need.leads)?;
            }
        }
        let from = last.map(|last| Start::from(&last.leads));
        let mut told = |done, of| progress(TeamStep::Leads(done, of));
        let leads = solve_with(&leads, from.as_ref(), &mut told);
        let (mut volunteers, nobody) = self.with_nobodies()?;
        for (number, (need, out)) in needs() {
            if !out && is_served(&leads, number, need) {
                self.add_team(&mut volunteers, &nobody, number, need)?;
            } else {
                volunteers.add_need(0, 0, &[])?;
            }
        }
        let from = last.map(|last| Start::from(&last.volunteers));
        let mut told = |done, of| progress(TeamStep::Volunteers(done, of));
        let volunteers = solve_with(&volunteers, from.as_ref(), &mut told);
        let short = needs().filter_map(|(number, (need, _))| {
            let missing =
                usize::from(need.least).saturating_sub(self.joined(&volunteers, number).len());
            let is_short = missing > 0 && !need.held && is_served(&leads, number, need);
            Some((usize::try_from(number).ok()?, missing)).filter(|_| is_short)
        });
        Ok(Attempt {
            short: short.collect(),
            score: self.score(&leads, &volunteers),
            leads,
            volunteers,
        })
    }

    /// The volunteers, and after them, for each need that could do with fewer than it wants, one nobody for each place
    /// that may stay empty: filling it costs what the empty place costs. So one need has places of two prices.
    fn with_nobodies(&self) -> Result<(Problem, Vec<u32>), ProblemError> {
        let mut problem = with_providers(&self.problem.volunteers)?;
        let mut first = Vec::with_capacity(self.problem.needs.len());
        let mut next = number_of(self.problem.volunteers.len());
        for need in &self.problem.needs {
            first.push(next);
            for _ in 0..nobodies(need) {
                next = problem.add_provider(&[0])? + 1;
            }
        }
        Ok((problem, first))
    }

    fn add_team(
        &self,
        volunteers: &mut Problem,
        nobody: &[u32],
        number: u32,
        need: &TeamNeed,
    ) -> Result<(), ProblemError> {
        let at = super::problem::at(number);
        let (required, optional) = (self.required[at], self.optional[at]);
        let unmatched = if required_places(need) == 0 {
            optional
        } else {
            required
        };
        let stay_empty = (0..u32::from(nobodies(need))).map(|place| (nobody[at] + place, optional));
        let edges: Vec<(u32, i64)> = need.joiners.iter().copied().chain(stay_empty).collect();
        volunteers.add_need(need.volunteers, unmatched, &edges)?;
        Ok(())
    }

    /// The volunteers of a need: whoever fills its places and is somebody.
    fn joined<'p>(&self, volunteers: &'p Plan, number: u32) -> &'p [u32] {
        let all = volunteers.providers_of(number);
        let somebody = number_of(self.problem.volunteers.len());
        // They are ascending, and the nobodies come last.
        let (real, _) = all.split_at(all.partition_point(|provider| *provider < somebody));
        real
    }

    fn score(&self, leads: &Plan, volunteers: &Plan) -> TeamScore {
        let mut score = TeamScore {
            cost: leads.total + volunteers.total,
            ..TeamScore::default()
        };
        for (number, need) in (0..).zip(&self.problem.needs) {
            let at = super::problem::at(number);
            if is_served(leads, number, need) {
                let filled = volunteers.providers_of(number).len();
                let joined = self.joined(volunteers, number).len();
                let wanted = usize::from(need.volunteers);
                score.empty += wanted.saturating_sub(joined);
                // What an empty place costs is there to order plans, not a cost.
                let of = |places: usize| i128::try_from(places).unwrap_or_default();
                let price = if required_places(need) == 0 {
                    self.optional[at]
                } else {
                    self.required[at]
                };
                score.cost -= i128::from(self.optional[at]) * of(filled - joined);
                score.cost -= i128::from(price) * of(wanted.saturating_sub(filled));
            } else {
                score.unmatched += 1;
                score.weight += u128::from(need.weight);
                score.cost -= leads.given_up(number) * i128::from(self.unmatched[at]);
            }
        }
        score
    }

    fn plan(&self, attempt: &Attempt, left_out: &[bool]) -> TeamPlan {
        let teams = (0..).zip(left_out).map(|(need, left_out)| Team {
            lead: attempt.leads.providers_of(need).first().copied(),
            volunteers: self.joined(&attempt.volunteers, need).to_vec(),
            left_out: *left_out,
        });
        TeamPlan {
            teams: teams.collect(),
            score: attempt.score,
            is_proven: attempt.leads.is_proven() && attempt.volunteers.is_proven(),
        }
    }
}

/// The places that a team cannot do without; none for a held need, which is served anyway.
fn required_places(need: &TeamNeed) -> u8 {
    if need.held {
        0
    } else {
        need.least.min(need.volunteers)
    }
}

fn optional_places(need: &TeamNeed) -> u8 {
    need.volunteers - required_places(need)
}

/// How many nobodies a need takes: where its places have one price, none.
fn nobodies(need: &TeamNeed) -> u8 {
    if required_places(need) == 0 {
        0
    } else {
        optional_places(need)
    }
}

fn number_of(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

fn is_served(leads: &Plan, number: u32, need: &TeamNeed) -> bool {
    need.held || !leads.providers_of(number).is_empty()
}

fn with_providers(slots: &[Vec<i64>]) -> Result<Problem, ProblemError> {
    let mut problem = Problem::new();
    for slots in slots {
        problem.add_provider(slots)?;
    }
    Ok(problem)
}

#[cfg(test)]
mod tests;
