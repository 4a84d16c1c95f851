//! The search behind [`rank()`](crate::rank()) and [`best_candidates`](crate::best_candidates): ring after ring, each
//! nearest first, keeping the best few.

use std::collections::BTreeMap;

use crate::cost::{cost, lower_bound, terms, total};
use crate::distance::{Metres, distance};
use crate::eligibility::check;
use crate::index::{Nearest, ProviderIndex};
use crate::model::{Need, Provider, ProviderId, Role};
use crate::rank::{Candidate, REFUSED_NAMED, RankOptions, Ranking};
use crate::reason::{Reason, most_common};
use crate::ring::{Ring, ring_of, volunteer_ring};

/// Everything that [`rank()`](crate::rank()) answers.
pub(crate) fn search(index: &ProviderIndex, need: &Need, options: &RankOptions<'_>) -> Ranking {
    searched(index, need, options, true).finish()
}

/// The candidates alone.
pub(crate) fn search_best(
    index: &ProviderIndex,
    need: &Need,
    options: &RankOptions<'_>,
) -> Vec<Candidate> {
    searched(index, need, options, false).candidates()
}

fn searched<'a>(
    index: &'a ProviderIndex,
    need: &'a Need,
    options: &'a RankOptions<'a>,
    names_refused: bool,
) -> Search<'a> {
    let mut search = Search {
        need,
        options,
        names_refused,
        found: Vec::new(),
        refused: Vec::new(),
        counts: BTreeMap::new(),
    };
    if options.k > 0 {
        match need.role {
            Role::SocialWorker => search.workers(index),
            Role::Volunteer => search.volunteers(index),
        }
    }
    search
}

/// A candidate before its terms are written out.
#[derive(Clone, Copy)]
struct Found<'a> {
    total: i64,
    distance: Metres,
    ring: Ring,
    provider: &'a Provider,
}

impl Found<'_> {
    const fn key(&self) -> (Ring, i64, Metres, ProviderId) {
        (self.ring, self.total, self.distance, self.provider.id)
    }
}

struct Search<'a> {
    need: &'a Need,
    options: &'a RankOptions<'a>,
    /// Whether those who cannot serve are wanted as well; if not, the index passes over them.
    names_refused: bool,
    /// Sorted by key, at most `k`.
    found: Vec<Found<'a>>,
    refused: Vec<(Metres, ProviderId, Reason)>,
    counts: BTreeMap<Reason, usize>,
}

impl<'a> Search<'a> {
    /// The rings of social workers: three from the street's members, the last by distance.
    fn workers(&mut self, index: &'a ProviderIndex) {
        let (need, options) = (self.need, self.options);
        let street = need.community.street();
        let ring = |provider, distance| ring_of(need, provider, distance, options);
        let mut members: Vec<(Ring, Metres, &Provider)> = index
            .workers_of_street(street)
            .filter_map(|provider| {
                let distance = distance(need.place, provider.place);
                Some((ring(provider, distance)?, distance, provider))
            })
            .filter(|(ring, ..)| ring.index() <= options.widen)
            .collect();
        members.sort_unstable_by_key(|(ring, distance, provider)| (*ring, *distance, provider.id));
        for members in members.chunk_by(|one, next| one.0 == next.0) {
            if self.is_full() {
                return;
            }
            self.ring(
                members
                    .iter()
                    .map(|(ring, distance, provider)| (*ring, *distance, *provider)),
            );
        }
        let others_may_be_asked = need.urgent || !options.other_streets.is_empty();
        if self.is_full() || options.widen < Ring::OtherStreets.index() || !others_may_be_asked {
            return;
        }
        let others = self
            .nearest(index)
            .take_while(|(_, distance)| *distance <= options.limits.other_streets)
            .filter(|(provider, _)| {
                let other = provider.community.street();
                other != street && (need.urgent || options.other_streets.contains(&other))
            })
            .map(|(provider, distance)| (Ring::OtherStreets, distance, provider));
        self.ring(others);
    }

    /// The rings of volunteers, all by distance.
    fn volunteers(&mut self, index: &'a ProviderIndex) {
        let options = self.options;
        let mut nearest = self
            .nearest(index)
            .map_while(|(provider, distance)| {
                Some((
                    volunteer_ring(distance, &options.limits)?,
                    distance,
                    provider,
                ))
            })
            .take_while(|(ring, ..)| ring.index() <= options.widen)
            .peekable();
        while let Some(ring) = nearest.peek().map(|(ring, ..)| *ring) {
            if self.is_full() {
                return;
            }
            self.ring(std::iter::from_fn(|| {
                nearest.next_if(|(next, ..)| *next == ring)
            }));
        }
    }

    /// Whoever is to be looked at, nearest first.
    fn nearest(&self, index: &'a ProviderIndex) -> Nearest<'a> {
        if self.names_refused {
            index.nearest_of(self.need.role, self.need.place)
        } else {
            index.nearest_who_may(self.need)
        }
    }

    const fn is_full(&self) -> bool {
        self.found.len() >= self.options.k
    }

    /// Takes in one ring's members, which come by distance, and stops where nobody farther away can be among the best.
    fn ring(&mut self, members: impl Iterator<Item = (Ring, Metres, &'a Provider)>) {
        for (ring, distance, provider) in members {
            if self.is_full() && self.cannot_improve(distance) {
                return;
            }
            match self.check(provider, distance) {
                Ok(()) => self.insert(ring, distance, provider),
                Err(reason) => self.refuse(distance, provider.id, reason),
            }
        }
    }

    /// Whether everybody at this distance or farther costs more than the last of the best.
    fn cannot_improve(&self, distance: Metres) -> bool {
        let least = lower_bound(self.need, distance, &self.options.weights);
        self.found.last().is_some_and(|last| least > last.total)
    }

    fn check(&self, provider: &Provider, distance: Metres) -> Result<(), Reason> {
        check(self.need, provider, distance)?;
        if self.options.exclude.contains(&provider.id) {
            Err(Reason::AlreadyAsked)
        } else {
            Ok(())
        }
    }

    fn insert(&mut self, ring: Ring, distance: Metres, provider: &'a Provider) {
        let total = total(&terms(self.need, provider, distance, &self.options.weights));
        let found = Found {
            total,
            distance,
            ring,
            provider,
        };
        let position = self
            .found
            .partition_point(|other| other.key() < found.key());
        if position < self.options.k {
            self.found.insert(position, found);
            self.found.truncate(self.options.k);
        }
    }

    fn refuse(&mut self, distance: Metres, id: ProviderId, reason: Reason) {
        if !self.names_refused {
            return;
        }
        *self.counts.entry(reason).or_default() += 1;
        self.refused.push((distance, id, reason));
        // Only the nearest are named, so the list need not grow with the ring.
        if self.refused.len() >= 50 * REFUSED_NAMED {
            self.shorten_refused();
        }
    }

    fn shorten_refused(&mut self) {
        self.refused.sort_unstable();
        self.refused.truncate(REFUSED_NAMED);
    }

    fn candidates(&self) -> Vec<Candidate> {
        let (need, weights) = (self.need, self.options.weights);
        let candidates = self.found.iter().map(|found| Candidate {
            id: found.provider.id,
            ring: found.ring,
            distance: found.distance,
            cost: cost(need, found.provider, found.distance, &weights),
        });
        candidates.collect()
    }

    fn finish(mut self) -> Ranking {
        if self.is_full()
            && let Some(last) = self.found.iter().map(|found| found.ring).max()
        {
            let in_last = self.found.iter().filter(|found| found.ring == last);
            let farthest = in_last
                .map(|found| found.distance)
                .max()
                .unwrap_or_default();
            self.refused.retain(|(distance, ..)| *distance <= farthest);
        }
        self.shorten_refused();
        let binding = self.found.is_empty().then(|| most_common(&self.counts));
        Ranking {
            candidates: self.candidates(),
            refused: self
                .refused
                .into_iter()
                .map(|(_, id, reason)| (id, reason))
                .collect(),
            binding,
        }
    }
}
