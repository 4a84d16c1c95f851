//! Teams: a lead for every need, and beside it volunteers, at least so many or none.
//!
//! # What is solved to optimality, and what is not
//!
//! - **Leads**, for a given set of needs: to the optimum.
//! - **Volunteers**, for a given set of needs that have leads: to the optimum.
//! - **Which needs are served together**: optimal where no need asks for a least number of volunteers. Else a
//!   heuristic, because teams of all or nothing are set packing, which is NP-hard; and leads are chosen before
//!   volunteers, without regard to them. Needs whose teams stay too small are left out, those of least weight
//!   first, and everybody else is solved again, until all teams are large enough; then each need left out is
//!   tried once more, the weightiest first ([`PUT_BACK`] of them at most), and kept where the plan gets better.
//!
//! Better is, in this order: fewer needs unmatched, less weight of them, fewer places of volunteers empty,
//! lower cost. A property test (`matcher/tests/properties/teams.rs`) compares with all plans tried.

use std::cmp::Reverse;

use super::problem::{Problem, ProblemError, Weighed, unmatched_costs};
use super::{Plan, Start, solve_with};

/// How many needs that were left out are tried once more.
pub const PUT_BACK: usize = 64;

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
/// One solution of leads and one of volunteers where all teams can be filled; one more, from the last one's
/// prices, for every eighth of the teams that cannot, and for each need tried again. `progress` hears now and
/// then how far it is; of small problems nothing but what is left out.
///
/// # Errors
/// [`ProblemError`], as [`Problem`] has them, and [`ProblemError::TooLargeToWeigh`].
pub fn solve_teams(
    problem: &TeamProblem,
    progress: &mut dyn FnMut(TeamStep),
) -> Result<TeamPlan, ProblemError> {
    let solver = Solver::new(problem)?;
    let mut left_out = vec![false; problem.needs.len()];
    let mut attempt = solver.attempt(&left_out, None, progress)?;
    while !attempt.short.is_empty() {
        for need in solver.to_leave_out(&attempt) {
            left_out[need] = true;
        }
        progress(TeamStep::LeftOut(
            left_out.iter().filter(|out| **out).count(),
        ));
        attempt = solver.attempt(&left_out, Some(&attempt), progress)?;
    }
    let mut again: Vec<usize> = (0..left_out.len()).filter(|need| left_out[*need]).collect();
    again.sort_by_key(|need| (Reverse(problem.needs[*need].weight), *need));
    again.truncate(PUT_BACK);
    for (tried, need) in again.iter().copied().enumerate() {
        left_out[need] = false;
        // From the last one's prices: soon done, and not worth a word for each thousand needs.
        let better = solver.attempt(&left_out, Some(&attempt), &mut |_| {})?;
        progress(TeamStep::TriedAgain(tried + 1, again.len()));
        if better.short.is_empty() && better.score < attempt.score {
            attempt = better;
        } else {
            left_out[need] = true;
        }
    }
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
    /// What each need costs without a lead, and what each empty place of a volunteer does.
    unmatched: Vec<i64>,
    empty: Vec<i64>,
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
        let volunteer_places: Vec<Weighed> = needs
            .map(|need| weighed(need.weight, need.volunteers, &need.joiners, volunteers))
            .collect();
        let too_large = ProblemError::TooLargeToWeigh;
        Ok(Self {
            problem,
            unmatched: unmatched_costs(&lead_places, 0).ok_or(too_large)?,
            empty: unmatched_costs(&volunteer_places, 0).ok_or(too_large)?,
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
        let mut volunteers = with_providers(&self.problem.volunteers)?;
        for ((number, (need, out)), empty) in needs().zip(&self.empty) {
            if !out && is_served(&leads, number, need) {
                volunteers.add_need(need.volunteers, *empty, &need.joiners)?;
            } else {
                volunteers.add_need(0, 0, &[])?;
            }
        }
        let from = last.map(|last| Start::from(&last.volunteers));
        let mut told = |done, of| progress(TeamStep::Volunteers(done, of));
        let volunteers = solve_with(&volunteers, from.as_ref(), &mut told);
        let short = needs().filter_map(|(number, (need, _))| {
            let missing =
                usize::from(need.least).saturating_sub(volunteers.providers_of(number).len());
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

    fn score(&self, leads: &Plan, volunteers: &Plan) -> TeamScore {
        let mut score = TeamScore {
            cost: leads.total + volunteers.total,
            ..TeamScore::default()
        };
        let prices = self.unmatched.iter().zip(&self.empty);
        for ((number, need), (unmatched, empty)) in (0..).zip(&self.problem.needs).zip(prices) {
            if is_served(leads, number, need) {
                let joined = volunteers.providers_of(number).len();
                let missing = usize::from(need.volunteers).saturating_sub(joined);
                score.empty += missing;
                // What an empty place costs is there to order plans, not a cost.
                score.cost -= i128::from(*empty) * i128::try_from(missing).unwrap_or_default();
            } else {
                score.unmatched += 1;
                score.weight += u128::from(need.weight);
                score.cost -= leads.given_up(number) * i128::from(*unmatched);
            }
        }
        score
    }

    /// Of the needs whose teams are too small: those of least weight, an eighth of them, at least one.
    fn to_leave_out(&self, attempt: &Attempt) -> Vec<usize> {
        let mut short = attempt.short.clone();
        short.sort_by_key(|(need, missing)| {
            (self.problem.needs[*need].weight, Reverse((*missing, *need)))
        });
        let count = short.len().div_ceil(8);
        short
            .into_iter()
            .take(count)
            .map(|(need, _)| need)
            .collect()
    }

    fn plan(&self, attempt: &Attempt, left_out: &[bool]) -> TeamPlan {
        let teams = (0..).zip(left_out).map(|(need, left_out)| Team {
            lead: attempt.leads.providers_of(need).first().copied(),
            volunteers: attempt.volunteers.providers_of(need).to_vec(),
            left_out: *left_out,
        });
        TeamPlan {
            teams: teams.collect(),
            score: attempt.score,
            is_proven: attempt.leads.is_proven() && attempt.volunteers.is_proven(),
        }
    }
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
