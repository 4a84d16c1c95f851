//! Mode `batch`: all needs together, to the optimum.

use std::collections::{BTreeMap, HashMap};

use super::convert::{Held, Problem, Wanted};
use super::error::PlanError;
use super::field::{Field, totals};
use super::input::{Mode, RoundRules};
use super::output::{Assigned, BatchObjective, Objective, PlanOutput, PlannedNeed, RoundTerms};
use super::progress::{Progress, TOLD_EVERY};
use crate::assign::{ProblemError, Team, TeamNeed, TeamPlan, TeamProblem, solve_teams};
use crate::cost::{Weights, terms, total};
use crate::eligibility::check;
use crate::model::{Need, ProviderId, Role};
use crate::reason::Reason;

pub(super) fn solve(
    problem: Problem,
    progress: &mut dyn FnMut(Progress),
) -> Result<PlanOutput, PlanError> {
    let rules = problem.round;
    let (mut field, needs) = Field::new(problem);
    let held = hold(&mut field, &needs);
    // The order of the file must not matter, so the solver sees the needs in the order of their ids.
    let mut order: Vec<usize> = (0..needs.len()).collect();
    order.sort_by_key(|position| needs.get(*position).map(|wanted| wanted.lead.id));
    let sides = Sides {
        leads: Side::new(&field, Role::SocialWorker, &held, rules),
        volunteers: Side::new(&field, Role::Volunteer, &held, rules),
        rules,
    };
    let mut team_needs = Vec::with_capacity(needs.len());
    for (done, wanted) in order.iter().filter_map(|at| needs.get(*at)).enumerate() {
        team_needs.push(sides.team_need(&field, wanted));
        if (done + 1) % TOLD_EVERY == 0 {
            let of = needs.len();
            progress(Progress::Compared { done: done + 1, of });
        }
    }
    let problem = TeamProblem {
        leads: sides.leads.slots.clone(),
        volunteers: sides.volunteers.slots.clone(),
        needs: team_needs,
    };
    let plan = solve_teams(&problem, &mut |step| progress(Progress::Teams(step)));
    let plan = plan.map_err(|problem| PlanError {
        path: at_fault(problem, &field.weights, rules),
        problem: problem.into(),
    })?;
    for team in &plan.teams {
        sides.taken(team).for_each(|id| field.load(id));
    }
    Ok(sides.output(&field, &needs, &order, &plan, held))
}

/// Which field to look at first: where costs are too large together, the largest weight makes them so.
fn at_fault(problem: ProblemError, weights: &Weights, rules: RoundRules) -> String {
    match problem {
        ProblemError::TooLargeToWeigh | ProblemError::CostOutOfRange(_) => {
            let round = [
                ("round.extra_task", rules.extra_task),
                ("round.keep_last_plan", rules.keep_last_plan),
            ];
            let weighty = weights.named().into_iter().chain(round);
            let largest = weighty.max_by_key(|(_, weight)| *weight);
            largest.map_or("weights", |(path, _)| path).to_owned()
        }
        ProblemError::UnknownProvider { .. }
        | ProblemError::DuplicateEdge(_)
        | ProblemError::FallingSlots(..)
        | ProblemError::TooMany(_) => "needs".to_owned(),
    }
}

/// Counts what has been accepted into the loads, and how much of it each provider has.
fn hold(field: &mut Field, needs: &[Wanted]) -> HashMap<ProviderId, u32> {
    let mut held: HashMap<ProviderId, u32> = HashMap::new();
    for accepted in needs.iter().filter_map(|wanted| wanted.held.as_ref()) {
        for id in std::iter::once(&accepted.lead).chain(&accepted.volunteers) {
            field.load(*id);
            *held.entry(*id).or_default() += 1;
        }
    }
    held
}

/// The providers of one role, as the solver numbers them: in the order of their ids.
struct Side {
    ids: Vec<ProviderId>,
    numbers: HashMap<ProviderId, u32>,
    slots: Vec<Vec<i64>>,
}

impl Side {
    fn new(field: &Field, role: Role, held: &HashMap<ProviderId, u32>, rules: RoundRules) -> Self {
        let providers = field.index.iter().filter(|provider| provider.role == role);
        let slots: BTreeMap<ProviderId, Vec<i64>> = providers
            .map(|provider| {
                let before = held.get(&provider.id).copied().unwrap_or_default();
                let free = provider.capacity.saturating_sub(provider.load);
                let slots = (before..before + u32::from(free))
                    .map(|earlier| i64::from(earlier) * i64::from(rules.extra_task));
                (provider.id, slots.collect())
            })
            .collect();
        let (ids, slots): (Vec<_>, Vec<_>) = slots.into_iter().unzip();
        Self {
            numbers: ids.iter().copied().zip(0..).collect(),
            ids,
            slots,
        }
    }

    fn id(&self, number: u32) -> Option<ProviderId> {
        self.ids.get(usize::try_from(number).ok()?).copied()
    }
}

struct Sides {
    leads: Side,
    volunteers: Side,
    rules: RoundRules,
}

impl Sides {
    fn team_need(&self, field: &Field, wanted: &Wanted) -> TeamNeed {
        let accepted: &[ProviderId] = wanted
            .held
            .as_ref()
            .map(|held| held.volunteers.as_slice())
            .unwrap_or_default();
        let joined = u8::try_from(accepted.len()).unwrap_or(u8::MAX);
        let volunteers = wanted.volunteers.saturating_sub(joined);
        let last_lead = wanted.last_lead.as_slice();
        TeamNeed {
            weight: self.weight(&wanted.lead),
            held: wanted.held.is_some(),
            leads: match wanted.held {
                Some(_) => Vec::new(),
                None => self.edges(field, &self.leads, &wanted.lead, last_lead, &[]),
            },
            volunteers,
            least: wanted.volunteers_min.saturating_sub(joined),
            joiners: match volunteers {
                0 => Vec::new(),
                _ => self.edges(
                    field,
                    &self.volunteers,
                    &wanted.volunteer,
                    &wanted.last_volunteers,
                    accepted,
                ),
            },
        }
    }

    /// 1, a minute of waiting 1, being urgent as much as `urgent_minutes`.
    fn weight(&self, need: &Need) -> u64 {
        let urgent = if need.urgent {
            self.rules.urgent_minutes
        } else {
            0
        };
        1 + u64::from(need.waiting_minutes) + u64::from(urgent)
    }

    /// Everybody eligible with what it costs, in the order of ids.
    fn edges(
        &self,
        field: &Field,
        side: &Side,
        need: &Need,
        last: &[ProviderId],
        leaving_out: &[ProviderId],
    ) -> Vec<(u32, i64)> {
        let mut edges: Vec<(u32, i64)> = field
            .around_who_may(need)
            .filter(|(provider, distance)| {
                !leaving_out.contains(&provider.id) && check(need, provider, *distance).is_ok()
            })
            .filter_map(|(provider, distance)| {
                let number = side.numbers.get(&provider.id)?;
                let cost = total(&terms(need, provider, distance, &field.weights));
                Some((*number, cost - self.kept(provider.id, last)))
            })
            .collect();
        edges.sort_unstable();
        edges
    }

    /// What is taken off for a pair of the last plan.
    fn kept(&self, id: ProviderId, last: &[ProviderId]) -> i64 {
        if last.contains(&id) {
            self.rules.keep_last_plan.into()
        } else {
            0
        }
    }

    /// Everybody in a team.
    fn taken<'a>(&'a self, team: &'a Team) -> impl Iterator<Item = ProviderId> + 'a {
        let lead = team.lead.and_then(|lead| self.leads.id(lead));
        let volunteers = team.volunteers.iter();
        lead.into_iter()
            .chain(volunteers.filter_map(|number| self.volunteers.id(*number)))
    }

    fn output(
        &self,
        field: &Field,
        needs: &[Wanted],
        order: &[usize],
        plan: &TeamPlan,
        held: HashMap<ProviderId, u32>,
    ) -> PlanOutput {
        let mut writer = Writer {
            sides: self,
            field,
            tasks: held,
            held: HashMap::new(),
        };
        let planned = order
            .iter()
            .zip(&plan.teams)
            .filter_map(|(position, team)| {
                let wanted = needs.get(*position)?;
                Some((*position, writer.planned(wanted, team)))
            });
        let planned: BTreeMap<usize, PlannedNeed> = planned.collect();
        let planned: Vec<PlannedNeed> = planned.into_values().collect();
        let mut totals = totals(needs, &planned);
        let assigned = planned
            .iter()
            .flat_map(|need| need.lead.iter().chain(&need.volunteers));
        let added = assigned.filter_map(|assigned| assigned.round);
        totals.cost += added
            .map(|round| round.extra_task + round.keep_last_plan)
            .sum::<i64>();
        let served = planned.iter().filter(|need| need.lead.is_some());
        let objective = BatchObjective {
            unmatched_weight: u64::try_from(plan.score.weight).unwrap_or(u64::MAX),
            volunteers_missing: served
                .map(|need| usize::from(need.volunteers_missing))
                .sum(),
            leads_optimal: plan.is_proven && plan.teams.iter().all(|team| !team.left_out),
        };
        PlanOutput {
            mode: Mode::Batch,
            objective: Objective {
                unmatched: totals.unmatched,
                cost: totals.cost,
                batch: Some(objective),
            },
            needs: planned,
            totals,
        }
    }
}

/// Writes out who serves what, counting each provider's tasks as it goes.
struct Writer<'a> {
    sides: &'a Sides,
    field: &'a Field,
    /// How many tasks of this round each provider has, accepted ones first.
    tasks: HashMap<ProviderId, u32>,
    /// How many of the accepted ones are written.
    held: HashMap<ProviderId, u32>,
}

impl Writer<'_> {
    fn planned(&mut self, wanted: &Wanted, team: &Team) -> PlannedNeed {
        let accepted = wanted.held.as_ref();
        let leader = team.lead.and_then(|lead| self.sides.leads.id(lead));
        let leader = accepted.map(|held| held.lead).or(leader);
        let lead = match (accepted, leader) {
            (Some(held), _) => self.accepted(&wanted.lead, held.lead),
            (None, Some(id)) => self.assigned(&wanted.lead, id, wanted.last_lead.as_slice()),
            (None, None) => None,
        };
        let members: Vec<ProviderId> = accepted
            .map(|held: &Held| held.volunteers.clone())
            .unwrap_or_default();
        let joined = members
            .iter()
            .filter_map(|id| self.accepted(&wanted.volunteer, *id));
        let mut volunteers: Vec<Assigned> = joined.collect();
        let mut everybody = members;
        for id in team
            .volunteers
            .iter()
            .filter_map(|number| self.sides.volunteers.id(*number))
        {
            volunteers.extend(self.assigned(&wanted.volunteer, id, &wanted.last_volunteers));
            everybody.push(id);
        }
        volunteers.sort_by(|a, b| {
            let key = |assigned: &Assigned| (assigned.distance_m, assigned.provider.clone());
            key(a).cmp(&key(b))
        });
        let placed = u8::try_from(volunteers.len()).unwrap_or(u8::MAX);
        let missing = wanted.volunteers.saturating_sub(placed);
        let no_volunteers = (missing > 0 && (lead.is_some() || team.left_out))
            .then(|| self.field.binding(&wanted.volunteer, &everybody));
        let next_lead = leader.and_then(|id| self.field.next(&wanted.lead, &[id]));
        let next_volunteer = (missing == 0 && wanted.volunteers > 0)
            .then(|| self.field.next(&wanted.volunteer, &everybody))
            .flatten();
        let reason = match (&lead, team.left_out) {
            (Some(_), _) => None,
            (None, true) => Some(Reason::TeamTooSmall),
            (None, false) => Some(self.field.binding(&wanted.lead, &[])),
        };
        PlannedNeed {
            id: wanted.name.clone(),
            lead,
            next_lead,
            reason,
            volunteers,
            next_volunteer,
            volunteers_missing: missing,
            volunteers_reason: no_volunteers,
        }
    }

    /// A pair of this round.
    fn assigned(&mut self, need: &Need, id: ProviderId, last: &[ProviderId]) -> Option<Assigned> {
        let tasks = self.tasks.entry(id).or_default();
        let earlier = *tasks;
        *tasks += 1;
        let rules = self.sides.rules;
        self.written(
            need,
            id,
            RoundTerms {
                extra_task: i64::from(earlier) * i64::from(rules.extra_task),
                keep_last_plan: -self.sides.kept(id, last),
                held: false,
            },
        )
    }

    /// A pair that was accepted before.
    fn accepted(&mut self, need: &Need, id: ProviderId) -> Option<Assigned> {
        let written = self.held.entry(id).or_default();
        let earlier = *written;
        *written += 1;
        self.written(
            need,
            id,
            RoundTerms {
                extra_task: i64::from(earlier) * i64::from(self.sides.rules.extra_task),
                keep_last_plan: 0,
                held: true,
            },
        )
    }

    fn written(&self, need: &Need, id: ProviderId, round: RoundTerms) -> Option<Assigned> {
        let assigned = self.field.assigned(need, id)?;
        Some(Assigned {
            round: Some(round),
            ..assigned
        })
    }
}
