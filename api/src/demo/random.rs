//! Deterministic choices for the demo: the same seed makes the same city.

use uuid::Uuid;

use crate::platform::clock::Instant;

/// `SplitMix64` (Steele, Lea, Flood 2014): small, fast, the same everywhere. For made-up data only, never for secrets.
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    /// A generator from a seed.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number.
    pub fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `bound` (0 for a bound of 0).
    pub fn below(&mut self, bound: u64) -> u64 {
        if bound == 0 { 0 } else { self.number() % bound }
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = u64::try_from(high.saturating_sub(low))
            .unwrap_or(0)
            .saturating_add(1);
        low.saturating_add(i64::try_from(self.below(span)).unwrap_or(0))
    }

    /// True this many times of a hundred.
    pub fn percent(&mut self, share: u64) -> bool {
        self.below(100) < share
    }

    /// One of several.
    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        let index = usize::try_from(self.below(items.len() as u64)).unwrap_or(0);
        items.get(index)
    }

    /// A `UUIDv7` of an instant.
    pub fn uuid(&mut self, at: Instant) -> Uuid {
        let millis = u64::try_from(at.0.div_euclid(1_000)).unwrap_or(0);
        let (high, low) = (self.number().to_be_bytes(), self.number().to_be_bytes());
        let mut bytes = [0; 10];
        let (head, tail) = bytes.split_at_mut(8);
        head.copy_from_slice(&high);
        tail.copy_from_slice(low.get(..2).unwrap_or(&[0, 0]));
        uuid::Builder::from_unix_timestamp_millis(millis, &bytes).into_uuid()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_makes_the_same_choices() {
        let (mut a, mut b) = (Random::new(5_101), Random::new(5_101));
        assert!((0..100).all(|_| a.number() == b.number()));
        assert_eq!(a.uuid(Instant(1_000)), b.uuid(Instant(1_000)));
        assert!((0..1_000).all(|_| (3..=5).contains(&a.between(3, 5))));
    }
}
