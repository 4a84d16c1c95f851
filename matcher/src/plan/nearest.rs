//! Mode `nearest`: greedy, one need after the other.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use super::convert::{Problem, Wanted};
use super::input::Mode;
use super::output::{Assigned, Objective, PlanOutput, PlannedNeed, Totals};
use crate::cost::{Cost, Weights, cost};
use crate::distance::Metres;
use crate::eligibility::check;
use crate::index::ProviderIndex;
use crate::model::{Need, ProviderId, Role};
use crate::reason::{Reason, most_common};

struct Solver {
    index: ProviderIndex,
    names: HashMap<ProviderId, String>,
    weights: Weights,
    /// The largest radius of each role: nobody farther away can serve.
    reach: [Metres; 2],
}

/// Somebody eligible.
struct Found {
    id: ProviderId,
    distance: Metres,
    cost: Cost,
}

pub(super) fn solve(problem: Problem) -> PlanOutput {
    let Problem {
        weights,
        providers,
        needs,
        names,
    } = problem;
    let reach = [Role::SocialWorker, Role::Volunteer].map(|role| {
        let radii = providers
            .iter()
            .filter(|provider| provider.role == role)
            .map(|provider| provider.radius);
        radii.max().unwrap_or_default()
    });
    let mut solver = Solver {
        index: ProviderIndex::bulk_load(providers),
        names,
        weights,
        reach,
    };
    let mut order: Vec<(usize, &Wanted)> = needs.iter().enumerate().collect();
    order.sort_by_key(|(_, wanted)| {
        let need = &wanted.lead;
        (Reverse(need.urgent), Reverse(need.waiting_minutes), need.id)
    });
    let planned = order
        .into_iter()
        .map(|(position, wanted)| (position, solver.serve(wanted)));
    // Back into the order of the input.
    let planned: BTreeMap<usize, PlannedNeed> = planned.collect();
    let planned: Vec<PlannedNeed> = planned.into_values().collect();
    let totals = totals(&needs, &planned);
    let objective = Objective {
        unmatched: totals.unmatched,
        cost: totals.cost,
    };
    PlanOutput {
        mode: Mode::Nearest,
        needs: planned,
        totals,
        objective,
    }
}

impl Solver {
    fn serve(&mut self, wanted: &Wanted) -> PlannedNeed {
        let mut planned = PlannedNeed {
            id: wanted.name.clone(),
            lead: None,
            reason: None,
            volunteers: Vec::new(),
            volunteers_missing: wanted.volunteers,
            volunteers_reason: None,
        };
        let (leads, reason) = self.take(&wanted.lead, 1);
        planned.lead = leads.into_iter().next();
        planned.reason = reason;
        if planned.lead.is_some() && wanted.volunteers > 0 {
            let (volunteers, reason) = self.take(&wanted.volunteer, usize::from(wanted.volunteers));
            let placed = u8::try_from(volunteers.len()).unwrap_or(u8::MAX);
            planned.volunteers = volunteers;
            planned.volunteers_missing = wanted.volunteers.saturating_sub(placed);
            planned.volunteers_reason = reason;
        }
        planned
    }

    /// Assigns the nearest `count` eligible providers; when there are fewer, says why.
    fn take(&mut self, need: &Need, count: usize) -> (Vec<Assigned>, Option<Reason>) {
        let (found, reason) = self.nearest(need, count);
        let assigned = found.into_iter().map(|found| {
            self.load(found.id);
            Assigned {
                provider: self.names.get(&found.id).cloned().unwrap_or_default(),
                distance_m: found.distance.whole(),
                cost: found.cost,
            }
        });
        (assigned.collect(), reason)
    }

    /// The first `count` eligible providers in the order distance, cost, id; when there are fewer, all of them and why.
    fn nearest(&self, need: &Need, count: usize) -> (Vec<Found>, Option<Reason>) {
        let [workers, volunteers] = self.reach;
        let reach = match need.role {
            Role::SocialWorker => workers,
            Role::Volunteer => volunteers,
        };
        let mut found: Vec<Found> = Vec::new();
        let mut refused: BTreeMap<Reason, usize> = BTreeMap::new();
        for (provider, distance) in self.index.nearest_of(need.role, need.place) {
            // Those as far away as the last are looked at too: they may be cheaper.
            let enough =
                found.len() >= count && found.last().is_some_and(|last| distance > last.distance);
            if enough || distance > reach {
                break;
            }
            match check(need, provider, distance) {
                Ok(()) => {
                    let cost = cost(need, provider, distance, &self.weights);
                    found.push(Found {
                        id: provider.id,
                        distance,
                        cost,
                    });
                }
                Err(reason) => *refused.entry(reason).or_default() += 1,
            }
        }
        let reason = (found.len() < count).then(|| most_common(&refused));
        found.sort_by_key(|found| (found.distance, found.cost.total, found.id));
        found.truncate(count);
        (found, reason)
    }

    /// One task more for a provider. Only the current load grows; the load of the last 7 days stays what the
    /// input says.
    fn load(&mut self, id: ProviderId) {
        if let Some(provider) = self.index.get(id).cloned() {
            let load = provider.load.saturating_add(1);
            self.index
                .upsert(crate::model::Provider { load, ..provider });
        }
    }
}

fn totals(needs: &[Wanted], planned: &[PlannedNeed]) -> Totals {
    let mut totals = Totals {
        needs: needs.len(),
        ..Totals::default()
    };
    for (wanted, planned) in needs.iter().zip(planned) {
        let matched = planned.lead.is_some();
        totals.matched += usize::from(matched);
        totals.unmatched += usize::from(!matched);
        totals.unmatched_urgent += usize::from(!matched && wanted.lead.urgent);
        totals.volunteers_wanted += usize::from(wanted.volunteers);
        totals.volunteers_placed += planned.volunteers.len();
        for assigned in planned.lead.iter().chain(&planned.volunteers) {
            totals.distance_m += assigned.distance_m;
            totals.cost += assigned.cost.total;
        }
    }
    totals
}
