//! [`rank()`]: the best few for a need, ring by ring, and who was passed over; [`best_candidates`]: the best few alone;
//! [`explain`]: the same for one pair.
//!
//! The order is: ring (own community first), then cost, then distance, then id. It is exact: what a scan of all
//! providers would give. Inside a ring that is searched by distance, the search stops as soon as nobody farther
//! away can be better.

use serde::Serialize;

use crate::cost::{Cost, Weights, cost};
use crate::distance::{Metres, distance};
use crate::eligibility::check_all;
use crate::index::ProviderIndex;
use crate::model::{Need, Provider, ProviderId};
use crate::reason::Reason;
use crate::ring::{Ring, RingLimits, ring_of};
use crate::search::{search, search_best};

/// How many refused providers a [`Ranking`] names.
pub const REFUSED_NAMED: usize = 20;

/// What [`rank()`], [`best_candidates`] and [`explain`] are asked for.
#[derive(Debug, Clone, Copy)]
pub struct RankOptions<'a> {
    /// How many candidates at most.
    pub k: usize,
    /// The index of the ring reached so far; beyond the last ring it means all.
    pub widen: u8,
    /// What the terms cost.
    pub weights: Weights,
    /// Providers who are not to be asked (again).
    pub exclude: &'a [ProviderId],
    /// The streets (9 digits, [`crate::CommunityCode::street`]) that have consented to their workers being asked;
    /// urgent needs reach all of them without.
    pub other_streets: &'a [u64],
    /// Who stands in for workers of the need's community who are away: of the same street, they count as of the
    /// community.
    pub stand_ins: &'a [ProviderId],
    /// How far the rings reach.
    pub limits: RingLimits,
}

impl Default for RankOptions<'_> {
    /// The ten best of all rings, default weights and limits, nobody excluded, no consent of other streets.
    fn default() -> Self {
        Self {
            k: 10,
            widen: u8::MAX,
            weights: Weights::default(),
            exclude: &[],
            other_streets: &[],
            stand_ins: &[],
            limits: RingLimits::default(),
        }
    }
}

/// One who can be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Who.
    pub id: ProviderId,
    /// In which ring.
    pub ring: Ring,
    /// From the need's place to the provider's.
    pub distance: Metres,
    /// What it costs, with its terms.
    pub cost: Cost,
}

/// The answer of [`rank()`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ranking {
    /// The best `k`, best first.
    pub candidates: Vec<Candidate>,
    /// Those passed over, with the first constraint each fails: at most [`REFUSED_NAMED`], nearest first, then
    /// by id. Taken from the rings that were searched; when all `k` candidates were found, only from as far as
    /// the farthest candidate of the last ring searched.
    pub refused: Vec<(ProviderId, Reason)>,
    /// When there is no candidate, why: the most common reason of all refused ones (the first in the order of
    /// [`Reason`] among equally common ones), or [`Reason::NobodyInReach`].
    pub binding: Option<Reason>,
}

/// The answer of [`explain`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// Every reason against; empty for a provider who can be asked.
    pub reasons: Vec<Reason>,
    /// The provider's ring, whether reached yet or not; `None` when no ring reaches it.
    pub ring: Option<Ring>,
    /// From the need's place to the provider's, metres.
    pub distance: Metres,
    /// What it would cost, eligible or not.
    pub cost: Cost,
}

impl Explanation {
    /// Whether the provider can be asked.
    #[must_use]
    pub const fn is_eligible(&self) -> bool {
        self.reasons.is_empty()
    }
}

/// The best `k` providers for a need, in the order: ring, cost, distance, id. Deterministic, and equal to a
/// scan of everybody.
///
/// Own community, neighbours and street: O(s log s) for the s workers of the street. Other streets and
/// volunteers: O(log n) for each provider nearer than the point where nobody farther away can be better; all of
/// the ring when fewer than `k` are eligible. That is the price of naming who was passed over: who only wants the
/// candidates asks [`best_candidates`].
#[must_use]
pub fn rank(index: &ProviderIndex, need: &Need, options: &RankOptions<'_>) -> Ranking {
    search(index, need, options)
}

/// The candidates of [`rank()`], the very same, without naming anybody who was passed over.
///
/// Own community, neighbours and street cost what they cost there. Other streets and volunteers: O(log n) for each
/// provider who has the need's rarest skill, is ready, and whom no summary in the index rules out, up to the point
/// where nobody farther away can be better. So a rare skill costs less than a common one, however many there are
/// around who lack it.
#[must_use]
pub fn best_candidates(
    index: &ProviderIndex,
    need: &Need,
    options: &RankOptions<'_>,
) -> Vec<Candidate> {
    search_best(index, need, options)
}

/// Why this provider can or cannot be asked, and what it would cost. O(1).
#[must_use]
pub fn explain(need: &Need, provider: &Provider, options: &RankOptions<'_>) -> Explanation {
    let distance = distance(need.place, provider.place);
    let mut reasons = check_all(need, provider, distance);
    if options.exclude.contains(&provider.id) {
        reasons.push(Reason::AlreadyAsked);
    }
    let ring = ring_of(need, provider, distance, options);
    if ring.is_none_or(|ring| ring.index() > options.widen) {
        reasons.push(Reason::OutsideRings);
    }
    Explanation {
        reasons,
        ring,
        distance,
        cost: cost(need, provider, distance, &options.weights),
    }
}
