//! [`Problem`]: needs, providers with slots, and the edges between them, checked once so that the search need not.

use std::collections::HashMap;

/// Costs, prices of unmatched places and slot costs lie between minus and plus this (2^57).
///
/// The search adds at most a handful of numbers that are each sums of at most three of these, so that every
/// intermediate result stays below 2^62 and `i64` cannot overflow.
pub const COST_LIMIT: i64 = 1 << 57;

/// What nothing is: no edge, no need, no provider.
pub(super) const NONE: u32 = u32::MAX;

/// An index of 32 bits as one of the machine's.
pub(super) const fn at(index: u32) -> usize {
    // Lossless on every machine with 32-bit addresses or wider; `From<u32> for usize` does not exist.
    index as usize
}

/// What a problem cannot be made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ProblemError {
    /// An edge names a provider that was not added.
    #[error("there is no provider {provider}; there are {providers}")]
    UnknownProvider {
        /// The provider named.
        provider: u32,
        /// How many there are.
        providers: usize,
    },
    /// A need has two edges to one provider.
    #[error("the provider {0} is there twice")]
    DuplicateEdge(u32),
    /// A number outside of plus or minus [`COST_LIMIT`].
    #[error("{0} is not between -2^57 and 2^57")]
    CostOutOfRange(i64),
    /// A later slot that is cheaper than an earlier one: the total would not be convex.
    #[error("the slot costs fall from {0} to {1}")]
    FallingSlots(i64, i64),
    /// Costs so large that an empty place cannot be made to cost more than all of them.
    #[error("the costs are too large, all together, for empty places to count first")]
    TooLargeToWeigh,
    /// More needs, providers, slots, places or edges than 32-bit numbers count.
    #[error("there are too many {0}")]
    TooMany(&'static str),
}

/// That one provider could serve one need, and at what cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Edge {
    pub(super) cost: i64,
    pub(super) provider: u32,
}

/// A minimum-cost assignment problem: which providers take which needs.
///
/// - A **provider** has slots, each taking one place of a need; the j-th it uses costs the j-th slot cost. The
///   slot costs do not fall, which makes a provider's total convex: that is how a round is kept fair.
/// - A **need** has places (one for a lead, n for volunteers) and edges to the providers who could take one.
///   No provider takes two places of one need.
/// - A place that stays empty costs the need's `unmatched`.
///
/// Needs and providers are numbered from 0 in the order in which they are added. 16 bytes an edge.
#[derive(Debug, Clone, Default)]
pub struct Problem {
    /// Where each need's edges end in `edges`.
    edge_ends: Vec<u32>,
    pub(super) edges: Vec<Edge>,
    /// Where each need's places end.
    place_ends: Vec<u32>,
    pub(super) unmatched: Vec<i64>,
    /// Where each provider's slots end in `slots`.
    slot_ends: Vec<u32>,
    pub(super) slots: Vec<i64>,
    /// The need that last named each provider, to find duplicates.
    named_by: Vec<u32>,
}

fn count(length: usize, what: &'static str) -> Result<u32, ProblemError> {
    u32::try_from(length)
        .ok()
        .filter(|count| *count < NONE)
        .ok_or(ProblemError::TooMany(what))
}

fn in_range(cost: i64) -> Result<i64, ProblemError> {
    if (-COST_LIMIT..=COST_LIMIT).contains(&cost) {
        Ok(cost)
    } else {
        Err(ProblemError::CostOutOfRange(cost))
    }
}

impl Problem {
    /// Nobody and nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a provider with the costs of its slots, first to last, and returns its number. Its capacity is
    /// their number; zeros for a plain capacity.
    ///
    /// # Errors
    /// [`ProblemError`] for slot costs that fall or are out of range. Nothing was added then.
    pub fn add_provider(&mut self, slots: &[i64]) -> Result<u32, ProblemError> {
        let number = count(self.slot_ends.len(), "providers")?;
        let end = count(self.slots.len() + slots.len(), "slots")?;
        for pair in slots.windows(2) {
            if let [one, next] = *pair
                && next < one
            {
                return Err(ProblemError::FallingSlots(one, next));
            }
        }
        slots
            .iter()
            .try_for_each(|cost| in_range(*cost).map(drop))?;
        self.slots.extend_from_slice(slots);
        self.slot_ends.push(end);
        self.named_by.push(NONE);
        Ok(number)
    }

    /// Adds a need with so many places, what each empty one costs, and its edges (provider, cost); returns its
    /// number. O(edges).
    ///
    /// # Errors
    /// [`ProblemError`] for an edge to nobody, a second one to somebody, or numbers out of range. Nothing was
    /// added then.
    pub fn add_need(
        &mut self,
        places: u8,
        unmatched: i64,
        edges: &[(u32, i64)],
    ) -> Result<u32, ProblemError> {
        let number = count(self.unmatched.len(), "needs")?;
        let places_before = self.place_ends.last().map_or(0, |end| at(*end));
        let places = count(places_before + usize::from(places), "places")?;
        let end = count(self.edges.len() + edges.len(), "edges")?;
        in_range(unmatched)?;
        let before = self.edges.len();
        match self.name_all(number, edges) {
            Ok(()) => {
                self.edge_ends.push(end);
                self.place_ends.push(places);
                self.unmatched.push(unmatched);
                Ok(number)
            }
            Err(error) => {
                self.edges.truncate(before);
                // The number will be used again, so its marks must go.
                for (provider, _) in edges {
                    if let Some(named_by) = self.named_by.get_mut(at(*provider)) {
                        *named_by = NONE;
                    }
                }
                Err(error)
            }
        }
    }

    fn name_all(&mut self, need: u32, edges: &[(u32, i64)]) -> Result<(), ProblemError> {
        let providers = self.providers();
        for (provider, cost) in edges.iter().copied() {
            let named_by =
                self.named_by
                    .get_mut(at(provider))
                    .ok_or(ProblemError::UnknownProvider {
                        provider,
                        providers,
                    })?;
            if std::mem::replace(named_by, need) == need {
                return Err(ProblemError::DuplicateEdge(provider));
            }
            let cost = in_range(cost)?;
            self.edges.push(Edge { cost, provider });
        }
        Ok(())
    }

    /// Makes room for about an eighth more edges.
    pub(super) fn reserve(&mut self) {
        self.edges.reserve(self.edges.len() / 8 + 64);
    }

    /// How many needs there are.
    #[must_use]
    pub fn needs(&self) -> usize {
        self.unmatched.len()
    }

    /// How many providers there are.
    #[must_use]
    pub fn providers(&self) -> usize {
        self.slot_ends.len()
    }

    /// How many edges there are.
    #[must_use]
    pub fn edges(&self) -> usize {
        self.edges.len()
    }

    /// How many places a need has; 0 for a need that is not there.
    #[must_use]
    pub fn places(&self, need: u32) -> usize {
        span(&self.place_ends, at(need)).len()
    }

    /// How many slots a provider has; 0 for one that is not there.
    #[must_use]
    pub fn capacity(&self, provider: u32) -> usize {
        span(&self.slot_ends, at(provider)).len()
    }

    /// The edges of a need, as (provider, cost), in the order in which they were given.
    pub fn edges_of(&self, need: u32) -> impl Iterator<Item = (u32, i64)> {
        let edges = self.edges.get(self.edge_span(at(need)));
        edges
            .unwrap_or_default()
            .iter()
            .map(|edge| (edge.provider, edge.cost))
    }

    pub(super) fn edge_span(&self, need: usize) -> std::ops::Range<usize> {
        span(&self.edge_ends, need)
    }

    pub(super) fn place_span(&self, need: usize) -> std::ops::Range<usize> {
        span(&self.place_ends, need)
    }

    pub(super) fn slot_span(&self, provider: usize) -> std::ops::Range<usize> {
        span(&self.slot_ends, provider)
    }

    pub(super) fn all_places(&self) -> usize {
        self.place_ends.last().map_or(0, |end| at(*end))
    }

    /// The edge of this need to this provider.
    pub(super) fn edge_between(&self, need: usize, provider: u32) -> Option<usize> {
        let span = self.edge_span(need);
        let edges = self.edges.get(span.clone())?;
        let position = edges.iter().position(|edge| edge.provider == provider)?;
        Some(span.start + position)
    }
}

/// Where the things of one owner are, in a list of where each owner's end; empty for an owner that is not there.
fn span(ends: &[u32], owner: usize) -> std::ops::Range<usize> {
    let end = ends.get(owner).map_or(0, |end| at(*end));
    let start = owner.checked_sub(1).and_then(|before| ends.get(before));
    let start = start.map_or(0, |start| at(*start));
    if owner < ends.len() { start..end } else { 0..0 }
}

/// A need whose empty places are to count before any cost; see [`unmatched_costs`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weighed {
    /// The greater, the sooner its places are filled. Only the order among weights matters.
    pub weight: u64,
    /// How many places it has.
    pub places: u8,
    /// The least that filling one can cost, its slot included.
    pub least: i64,
    /// The most.
    pub most: i64,
}

impl Weighed {
    /// The most by which the costs of filling its places can differ, or be missing.
    fn spread(&self) -> Option<i64> {
        let one = self.most.max(0).checked_sub(self.least.min(0))?;
        one.checked_mul(self.places.into())
    }
}

/// What an empty place of each need must cost so that fewer empty places, weighted, come before any difference
/// in cost.
///
/// It is the rank of the need's weight, from 1 among the different weights, times one more than all by which the
/// costs of two plans can differ: the sum of the needs' spreads, and `others` for whatever else the problem holds.
///
/// Why that is the wanted order: the sets of places that can be filled together are the independent sets of a
/// matroid (a gammoid: paths that share no slot and no edge). So a set of greatest weight, for any positive
/// weights, is a largest one too, and only the order of the weights decides which: the fewest places stay
/// empty, and those of least weight. Ranks choose as the weights themselves would, and keep the numbers small.
///
/// `None` when the numbers leave [`COST_LIMIT`].
#[must_use]
pub fn unmatched_costs(needs: &[Weighed], others: i64) -> Option<Vec<i64>> {
    let mut spread = others.checked_add(1)?;
    for need in needs {
        spread = spread.checked_add(need.spread()?)?;
    }
    let mut weights: Vec<u64> = needs.iter().map(|need| need.weight).collect();
    weights.sort_unstable();
    weights.dedup();
    let ranks: HashMap<u64, i64> = weights.into_iter().zip(1..).collect();
    needs
        .iter()
        .map(|need| {
            let cost = ranks.get(&need.weight)?.checked_mul(spread)?;
            in_range(cost).ok()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nonsense_is_refused_and_leaves_nothing_behind() {
        let mut problem = Problem::new();
        assert_eq!(problem.add_provider(&[0, 3]), Ok(0));
        assert_eq!(
            problem.add_provider(&[3, 0]),
            Err(ProblemError::FallingSlots(3, 0))
        );
        let unknown = ProblemError::UnknownProvider {
            provider: 1,
            providers: 1,
        };
        assert_eq!(problem.add_need(1, 9, &[(0, 1), (1, 1)]), Err(unknown));
        assert_eq!(
            problem.add_need(1, 9, &[(0, 1), (0, 2)]),
            Err(ProblemError::DuplicateEdge(0))
        );
        assert_eq!(
            problem.add_need(1, 9, &[(0, i64::MAX)]),
            Err(ProblemError::CostOutOfRange(i64::MAX))
        );
        assert_eq!((problem.needs(), problem.edges()), (0, 0));
        assert_eq!(problem.add_need(2, 9, &[(0, 1)]), Ok(0));
        assert_eq!((problem.places(0), problem.capacity(0)), (2, 2));
        assert_eq!(problem.edges_of(0).collect::<Vec<_>>(), [(0, 1)]);
        assert_eq!((problem.places(7), problem.capacity(7)), (0, 0));
    }

    #[test]
    fn empty_places_cost_more_than_any_difference() {
        let weighed = |weight, least, most| Weighed {
            weight,
            places: 1,
            least,
            most,
        };
        let needs = [weighed(60, -5, 10), weighed(7, 0, 20), weighed(60, 3, 4)];
        let two = Weighed {
            places: 2,
            ..needs[0]
        };
        assert_eq!(
            unmatched_costs(&needs, 0),
            Some(vec![80, 40, 80]),
            "15 + 20 + 4 + 1, twice and once"
        );
        assert_eq!(unmatched_costs(&[two], 9), Some(vec![40]));
        assert_eq!(unmatched_costs(&[weighed(1, i64::MIN, i64::MAX)], 0), None);
        assert_eq!(unmatched_costs(&[], 0), Some(vec![]));
    }
}
