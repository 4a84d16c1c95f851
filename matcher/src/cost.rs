//! Soft cost: integer milli-points, term by term, so that anybody can be told why this person.
//!
//! A point (1,000 milli-points) is worth a minute of travel under the default [`Weights`]. Everything is
//! computed from whole metres and integers, so that the same input costs the same on every machine.

use serde::{Deserialize, Serialize};

use crate::distance::Metres;
use crate::model::{CertificateLevel, Need, Provider};
use crate::term::{Term, TermCode};

/// Straight-line metres that a provider covers in a minute, door to door (12 km/h). **Assumption**: by electric
/// bicycle, on foot and by bus together, detours and stairs included; no source, to be replaced by measured
/// times.
pub const TRAVEL_METRES_PER_MINUTE: i64 = 200;

/// Waiting counts up to this many minutes (7 days).
pub const WAITING_CAP_MINUTES: u32 = 7 * 24 * 60;

/// Half the Earth's circumference bounds a distance, so that a made-up one cannot overflow, metres.
const FARTHEST: i64 = 20_100_000;

/// What a unit of each term costs, in milli-points. Data: an installation sets its own. The defaults are
/// **assumptions**.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Weights {
    /// Per minute of travel. Default 1,000: everything else is measured in minutes of travel.
    pub travel_per_minute: u32,
    /// Per task taken in the last 7 days. Default 2,000.
    pub load_per_task: u32,
    /// For the whole scale of satisfaction, from worst to best. Default 10,000.
    pub quality_full_scale: u32,
    /// Taken off when the provider has served this resident before. Default 10,000.
    pub continuity: u32,
    /// Taken off when the provider is of the need's community. Default 5,000.
    pub home_community: u32,
    /// Per certificate level above the one required. Default 2,000.
    pub overqualified_per_level: u32,
    /// Taken off per hour that the need has waited, up to [`WAITING_CAP_MINUTES`]; the same for every provider,
    /// so it decides between needs only. Default 3,000.
    pub waiting_per_hour: u32,
}

impl Weights {
    /// Each weight with its path in a plan's document.
    pub(crate) const fn named(&self) -> [(&'static str, u32); 7] {
        [
            ("weights.travel_per_minute", self.travel_per_minute),
            ("weights.load_per_task", self.load_per_task),
            ("weights.quality_full_scale", self.quality_full_scale),
            ("weights.continuity", self.continuity),
            ("weights.home_community", self.home_community),
            (
                "weights.overqualified_per_level",
                self.overqualified_per_level,
            ),
            ("weights.waiting_per_hour", self.waiting_per_hour),
        ]
    }
}

impl Default for Weights {
    fn default() -> Self {
        Self {
            travel_per_minute: 1_000,
            load_per_task: 2_000,
            quality_full_scale: 10_000,
            continuity: 10_000,
            home_community: 5_000,
            overqualified_per_level: 2_000,
            waiting_per_hour: 3_000,
        }
    }
}

/// A cost and what it is made of; the smaller the better.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cost {
    /// The sum of the terms, milli-points. May be negative.
    pub total: i64,
    /// The terms: always all of them, in the order of [`TermCode`].
    pub terms: Vec<Term>,
}

/// What it costs that this provider, at this distance, serves this need. O(`served_before`).
///
/// Every division is rounded to the nearest integer, halves up:
///
/// | term | milli-points | value |
/// | --- | --- | --- |
/// | `travel` | whole metres x `travel_per_minute` / 200 | minutes: whole metres / 200 |
/// | `load` | `load_7d` x `load_per_task` | tasks |
/// | `quality` | (1000 - `quality_milli`) x `quality_full_scale` / 1000 | `quality_milli`, at most 1000 |
/// | `continuity` | -`continuity` if served before, else 0 | 1 or 0 |
/// | `home_community` | -`home_community` if of the same community, else 0 | 1 or 0 |
/// | `certificate_fit` | levels above the required one x `overqualified_per_level` | levels; no certificate is level 0 |
/// | `waiting` | -(minutes, capped x `waiting_per_hour` / 60) | minutes, not capped |
#[must_use]
pub fn cost(need: &Need, provider: &Provider, distance: Metres, weights: &Weights) -> Cost {
    let terms = terms(need, provider, distance, weights);
    Cost {
        total: total(&terms),
        terms: terms.to_vec(),
    }
}

/// The terms of [`cost()`], without an allocation: a search throws most of them away.
pub(crate) fn terms(
    need: &Need,
    provider: &Provider,
    distance: Metres,
    weights: &Weights,
) -> [Term; 7] {
    [
        travel(distance, weights),
        load(provider, weights),
        quality(provider, weights),
        continuity(need, provider, weights),
        home_community(need, provider, weights),
        certificate_fit(need, provider, weights),
        waiting(need, weights),
    ]
}

/// The sum of some terms, milli-points.
pub(crate) fn total(terms: &[Term]) -> i64 {
    terms.iter().map(|term| term.milli_points).sum()
}

/// The least that a pair at this distance or farther can cost: what lets a search stop early.
pub(crate) fn lower_bound(need: &Need, distance: Metres, weights: &Weights) -> i64 {
    let continuity = if need.served_before.is_empty() {
        0
    } else {
        i64::from(weights.continuity)
    };
    let constant =
        waiting(need, weights).milli_points - continuity - i64::from(weights.home_community);
    travel(distance, weights).milli_points + constant
}

/// The nearest integer of a quotient of two non-negative numbers, halves up.
const fn rounded(numerator: i64, denominator: i64) -> i64 {
    (numerator + denominator / 2) / denominator
}

fn travel(distance: Metres, weights: &Weights) -> Term {
    let metres = distance.whole().min(FARTHEST);
    let milli_points = rounded(
        metres * i64::from(weights.travel_per_minute),
        TRAVEL_METRES_PER_MINUTE,
    );
    Term::new(
        TermCode::Travel,
        milli_points,
        rounded(metres, TRAVEL_METRES_PER_MINUTE),
    )
}

fn load(provider: &Provider, weights: &Weights) -> Term {
    let tasks = i64::from(provider.load_7d);
    Term::new(
        TermCode::Load,
        tasks * i64::from(weights.load_per_task),
        tasks,
    )
}

fn quality(provider: &Provider, weights: &Weights) -> Term {
    let quality = i64::from(provider.quality_milli.min(1_000));
    let milli_points = rounded(
        (1_000 - quality) * i64::from(weights.quality_full_scale),
        1_000,
    );
    Term::new(TermCode::Quality, milli_points, quality)
}

fn continuity(need: &Need, provider: &Provider, weights: &Weights) -> Term {
    let served = i64::from(need.served_before.contains(&provider.id));
    Term::new(
        TermCode::Continuity,
        -served * i64::from(weights.continuity),
        served,
    )
}

fn home_community(need: &Need, provider: &Provider, weights: &Weights) -> Term {
    let home = i64::from(provider.community == need.community);
    Term::new(
        TermCode::HomeCommunity,
        -home * i64::from(weights.home_community),
        home,
    )
}

fn certificate_fit(need: &Need, provider: &Provider, weights: &Weights) -> Term {
    let rank = |level: Option<CertificateLevel>| level.map_or(0, |level| i64::from(level.rank()));
    let levels = (rank(provider.certificate) - rank(need.certificate)).max(0);
    Term::new(
        TermCode::CertificateFit,
        levels * i64::from(weights.overqualified_per_level),
        levels,
    )
}

fn waiting(need: &Need, weights: &Weights) -> Term {
    let counted = i64::from(need.waiting_minutes.min(WAITING_CAP_MINUTES));
    let milli_points = rounded(counted * i64::from(weights.waiting_per_hour), 60);
    Term::new(
        TermCode::Waiting,
        -milli_points,
        i64::from(need.waiting_minutes),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ProviderId;
    use crate::testing::{need, provider};

    fn points(need: &Need, provider: &Provider, metres: f64) -> Vec<(TermCode, i64, i64)> {
        let cost = cost(need, provider, Metres::new(metres), &Weights::default());
        assert_eq!(
            cost.total,
            cost.terms.iter().map(|term| term.milli_points).sum::<i64>()
        );
        cost.terms
            .iter()
            .map(|term| (term.code, term.value, term.milli_points))
            .collect()
    }

    #[test]
    fn every_term_follows_its_formula() {
        let (mut need, mut provider) = (need(), provider(7));
        need.waiting_minutes = 90;
        need.served_before = vec![ProviderId(7)];
        (provider.load_7d, provider.quality_milli) = (3, 875);
        provider.certificate = Some(CertificateLevel::Senior);
        let expected = [
            (TermCode::Travel, 6, 6_170),
            (TermCode::Load, 3, 6_000),
            (TermCode::Quality, 875, 1_250),
            (TermCode::Continuity, 1, -10_000),
            (TermCode::HomeCommunity, 1, -5_000),
            (TermCode::CertificateFit, 3, 6_000),
            (TermCode::Waiting, 90, -4_500),
        ];
        assert_eq!(points(&need, &provider, 1_233.6), expected);
    }

    #[test]
    fn terms_that_do_not_apply_are_there_and_zero() {
        let (mut need, mut provider) = (need(), provider(7));
        (provider.certificate, need.certificate) = (None, None);
        provider.community = "510104036001".parse().unwrap();
        let zero = points(&need, &provider, 0.0);
        assert_eq!(zero.len(), 7);
        assert!(
            zero.iter()
                .all(|(code, _, points)| *code == TermCode::Quality || *points == 0),
            "{zero:?}"
        );
    }

    #[test]
    fn extreme_input_does_not_overflow() {
        let most = u32::MAX;
        let weights = Weights {
            travel_per_minute: most,
            load_per_task: most,
            quality_full_scale: most,
            continuity: most,
            home_community: most,
            overqualified_per_level: most,
            waiting_per_hour: most,
        };
        let (mut need, mut provider) = (need(), provider(7));
        (
            need.waiting_minutes,
            provider.load_7d,
            provider.quality_milli,
        ) = (u32::MAX, u16::MAX, u16::MAX);
        let farthest = cost(&need, &provider, Metres::new(f64::INFINITY), &weights);
        assert!(farthest.total > 0);
        assert_eq!(farthest.terms[2].value, 1_000);
    }

    #[test]
    fn weights_are_data() {
        let weights: Weights = serde_json::from_str(r#"{"load_per_task": 1}"#).unwrap();
        assert_eq!(
            weights,
            Weights {
                load_per_task: 1,
                ..Weights::default()
            }
        );
        assert!(serde_json::from_str::<Weights>(r#"{"load": 1}"#).is_err());
    }
}
