//! What `rank` must answer, by a scan of everybody, written from the documentation.

use std::collections::{BTreeMap, HashSet};

use jinlin_matcher::{
    Candidate, Metres, Need, Provider, ProviderIndex, REFUSED_NAMED, RankOptions, Ranking, Reason,
    Ring, Role, best_candidates, check, cost, distance, explain, rank,
};

fn ring(need: &Need, provider: &Provider, options: &RankOptions<'_>) -> Option<Ring> {
    let metres = distance(need.place, provider.place).get();
    let limits = options.limits;
    let [first, second, third] = limits.volunteers.map(Metres::get);
    let same_street = provider.community.street() == need.community.street();
    match (need.role, provider.role) {
        (Role::SocialWorker, Role::SocialWorker)
            if provider.community == need.community
                || (same_street && options.stand_ins.contains(&provider.id)) =>
        {
            Some(Ring::OwnCommunity)
        }
        (Role::SocialWorker, Role::SocialWorker)
            if same_street && metres <= limits.neighbours.get() =>
        {
            Some(Ring::Neighbours)
        }
        (Role::SocialWorker, Role::SocialWorker) if same_street => Some(Ring::Street),
        (Role::SocialWorker, Role::SocialWorker) => ((need.urgent
            || options.other_streets.contains(&provider.community.street()))
            && metres <= limits.other_streets.get())
        .then_some(Ring::OtherStreets),
        (Role::Volunteer, Role::Volunteer) if metres <= first => Some(Ring::Within1Km),
        (Role::Volunteer, Role::Volunteer) if metres <= second => Some(Ring::Within3Km),
        (Role::Volunteer, Role::Volunteer) if metres <= third => Some(Ring::Within5Km),
        _ => None,
    }
}

fn brute(providers: &[Provider], need: &Need, options: &RankOptions<'_>) -> Ranking {
    if options.k == 0 {
        return Ranking {
            binding: Some(Reason::NobodyInReach),
            ..Ranking::default()
        };
    }
    let (mut candidates, mut refused) = (Vec::new(), Vec::new());
    for provider in providers {
        let Some(ring) = ring(need, provider, options).filter(|ring| ring.index() <= options.widen)
        else {
            continue;
        };
        let distance = distance(need.place, provider.place);
        let excluded = options.exclude.contains(&provider.id);
        match check(need, provider, distance).and(if excluded {
            Err(Reason::AlreadyAsked)
        } else {
            Ok(())
        }) {
            Ok(()) => {
                let cost = cost(need, provider, distance, &options.weights);
                candidates.push(Candidate {
                    id: provider.id,
                    ring,
                    distance,
                    cost,
                });
            }
            Err(reason) => refused.push((distance, provider.id, reason, ring)),
        }
    }
    candidates.sort_by_key(|found| (found.ring, found.cost.total, found.distance, found.id));
    candidates.truncate(options.k);
    let mut counts: BTreeMap<Reason, usize> = BTreeMap::new();
    refused
        .iter()
        .for_each(|(.., reason, _)| *counts.entry(*reason).or_default() += 1);
    let most = counts.values().max();
    let binding = counts
        .iter()
        .find(|(_, count)| Some(*count) == most)
        .map_or(Reason::NobodyInReach, |(reason, _)| *reason);
    if candidates.len() == options.k {
        let last = candidates.iter().map(|found| found.ring).max();
        let farthest = candidates
            .iter()
            .filter(|found| Some(found.ring) == last)
            .map(|found| found.distance)
            .max();
        refused.retain(|(distance, .., ring)| Some(*ring) <= last && Some(*distance) <= farthest);
    }
    refused.sort_unstable();
    refused.truncate(REFUSED_NAMED);
    Ranking {
        binding: candidates.is_empty().then_some(binding),
        candidates,
        refused: refused
            .into_iter()
            .map(|(_, id, reason, _)| (id, reason))
            .collect(),
    }
}

/// One provider for each id, the last.
pub fn distinct(providers: Vec<Provider>) -> Vec<Provider> {
    let mut seen = HashSet::new();
    providers
        .into_iter()
        .rev()
        .filter(|provider| seen.insert(provider.id))
        .collect()
}

/// Compares `rank` and `best_candidates` with the scan, and `explain` with both.
pub fn assert_exact(providers: Vec<Provider>, need: &Need, options: &RankOptions<'_>) -> Ranking {
    let providers = distinct(providers);
    let expected = brute(&providers, need, options);
    let index = ProviderIndex::bulk_load(providers);
    let found = rank(&index, need, options);
    assert_eq!(found, expected);
    assert_eq!(best_candidates(&index, need, options), found.candidates);
    for candidate in &found.candidates {
        let explained = explain(need, index.get(candidate.id).unwrap(), options);
        assert!(explained.is_eligible());
        assert_eq!(
            (explained.ring, explained.distance, &explained.cost),
            (Some(candidate.ring), candidate.distance, &candidate.cost)
        );
    }
    for (id, reason) in &found.refused {
        assert_eq!(
            explain(need, index.get(*id).unwrap(), options)
                .reasons
                .first(),
            Some(reason)
        );
    }
    found
}
