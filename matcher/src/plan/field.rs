//! [`Field`]: the providers of a plan where they are, with what they hold so far; what every mode asks of them.

use std::collections::{BTreeMap, HashMap};

use super::convert::{Problem, Wanted};
use super::output::{Assigned, PlannedNeed, Totals};
use crate::cost::{Weights, cost, terms, total};
use crate::distance::{Metres, distance};
use crate::eligibility::check;
use crate::index::ProviderIndex;
use crate::model::{Need, Provider, ProviderId, Role};
use crate::reason::{Reason, most_common};

pub(super) struct Field {
    pub(super) index: ProviderIndex,
    pub(super) weights: Weights,
    names: HashMap<ProviderId, String>,
    /// The largest radius of each role: nobody farther away can serve.
    reach: [Metres; 2],
}

impl Field {
    /// The field of a problem, and its needs.
    pub(super) fn new(problem: Problem) -> (Self, Vec<Wanted>) {
        let Problem {
            weights,
            providers,
            needs,
            names,
            ..
        } = problem;
        let reach = [Role::SocialWorker, Role::Volunteer].map(|role| {
            let radii = providers
                .iter()
                .filter(|provider| provider.role == role)
                .map(|provider| provider.radius);
            radii.max().unwrap_or_default()
        });
        let field = Self {
            index: ProviderIndex::bulk_load(providers),
            weights,
            names,
            reach,
        };
        (field, needs)
    }

    /// Those of the need's role who could be in reach, nearest first; equally near ones in no order to rely on.
    pub(super) fn around(&self, need: &Need) -> impl Iterator<Item = (&Provider, Metres)> {
        let (nearest, reach) = (
            self.index.nearest_of(need.role, need.place),
            self.reach(need),
        );
        nearest.take_while(move |(_, distance)| *distance <= reach)
    }

    /// As [`Self::around`], without most of those who cannot serve: all who are eligible, and some who are not.
    pub(super) fn around_who_may(&self, need: &Need) -> impl Iterator<Item = (&Provider, Metres)> {
        let (nearest, reach) = (self.index.nearest_who_may(need), self.reach(need));
        nearest.take_while(move |(_, distance)| *distance <= reach)
    }

    const fn reach(&self, need: &Need) -> Metres {
        let [workers, volunteers] = self.reach;
        match need.role {
            Role::SocialWorker => workers,
            Role::Volunteer => volunteers,
        }
    }

    /// Why nobody else can take this: the constraint that most of those around fail, leaving out some.
    pub(super) fn binding(&self, need: &Need, leaving_out: &[ProviderId]) -> Reason {
        let mut refused: BTreeMap<Reason, usize> = BTreeMap::new();
        for (provider, distance) in self.around(need) {
            if leaving_out.contains(&provider.id) {
                continue;
            }
            if let Err(reason) = check(need, provider, distance) {
                *refused.entry(reason).or_default() += 1;
            }
        }
        most_common(&refused)
    }

    /// The first who was not chosen: the cheapest of all others who could take this now, the one with the smaller id among
    /// equally cheap ones.
    pub(super) fn next(&self, need: &Need, chosen: &[ProviderId]) -> Option<Assigned> {
        let others = self.around_who_may(need).filter(|(provider, distance)| {
            !chosen.contains(&provider.id) && check(need, provider, *distance).is_ok()
        });
        let cheapest = others.min_by_key(|(provider, distance)| {
            let cost = total(&terms(need, provider, *distance, &self.weights));
            (cost, provider.id)
        });
        self.assigned(need, cheapest?.0.id)
    }

    /// One task more for a provider. Only the current load grows; the load of the last 7 days stays what the
    /// input says.
    pub(super) fn load(&mut self, id: ProviderId) {
        if let Some(provider) = self.index.get(id).cloned() {
            let load = provider.load.saturating_add(1);
            self.index.upsert(Provider { load, ..provider });
        }
    }

    /// What is said of a pair.
    pub(super) fn assigned(&self, need: &Need, id: ProviderId) -> Option<Assigned> {
        let provider = self.index.get(id)?;
        let distance = distance(need.place, provider.place);
        Some(Assigned {
            provider: self.names.get(&id).cloned().unwrap_or_default(),
            distance_m: distance.whole(),
            cost: cost(need, provider, distance, &self.weights),
            round: None,
        })
    }
}

pub(super) fn totals(needs: &[Wanted], planned: &[PlannedNeed]) -> Totals {
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
