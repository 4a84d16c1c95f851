//! Places as fixed-point unit vectors, and what their rounding means for distances.
//!
//! A leaf of a tree holds each place as three integers of 5.9 mm, half the size of the exact vector. Searches
//! compare these, in single precision, and decide by the exact distance wherever rounding could matter: the
//! bounds below are never crossed by it, so answers are those of a scan with [`crate::distance()`].

use crate::distance::{EARTH_RADIUS_M, Metres};

/// Units of the Earth's radius: the longest possible difference, two radii, still fits an `i32`.
const UNITS: f64 = 1_073_741_823.0;

/// By how many units the distance of two fixed points can differ from that of the exact ones: each of three
/// differences by one, so their vector by less than the square root of three.
const ROUNDING: f64 = 2.0;

/// By how much single precision can be off, as a share of a distance; three times what its 24 bits allow.
const SINGLE: f64 = 1e-6;

/// A place on the unit sphere in units of 5.9 mm.
pub(super) type Fixed = [i32; 3];

/// The fixed point nearest to an exact one.
pub(super) fn fixed(point: [f64; 3]) -> Fixed {
    // No component is larger than 1, and such a cast would saturate.
    point.map(|component| (component * UNITS).round() as i32)
}

/// One component's difference; it cannot overflow, and single precision keeps 24 of its bits.
pub(super) const fn difference(a: i32, b: i32) -> f32 {
    a.wrapping_sub(b) as f32
}

/// The largest squared distance in units that two places can show whose exact squared chord is this.
pub(super) fn most(chord_2: f64) -> f32 {
    let units = (chord_2.sqrt() * UNITS + ROUNDING) * (1.0 + SINGLE);
    ((units * units) as f32).next_up()
}

/// The largest squared distance in units that somebody can show who is no farther than somebody who shows this:
/// the rounding of both, in single precision because it is asked for everybody who is found.
pub(super) fn no_farther(squared: f32) -> f32 {
    let units = squared.sqrt() * 1.000_003 + 5.0;
    units * units
}

/// The least exact squared chord of two places that show this squared distance in units.
pub(super) fn least_chord_2(squared: f32) -> f64 {
    let units = (f64::from(squared).sqrt() * (1.0 - SINGLE) - ROUNDING).max(0.0);
    (units / UNITS) * (units / UNITS)
}

/// Whether two places that show this squared distance in units are within a distance of each other, whatever the
/// rounding; `false` may also mean that this does not tell.
pub(super) fn surely_within(squared: f32, distance: Metres) -> bool {
    let chord = (f64::from(squared).sqrt() * (1.0 + SINGLE) + ROUNDING) / UNITS;
    // An arc is longer than its chord by a 24th of the chord's square, and a little; up to 600 km less than this.
    chord < 0.1 && chord * (EARTH_RADIUS_M * 1.0005) <= distance.get()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::coord::Wgs84;
    use crate::distance::{distance, unit_vector};

    fn squared(a: Fixed, b: Fixed) -> f32 {
        let differences = a.iter().zip(b).map(|(a, b)| difference(*a, b));
        differences.map(|difference| difference * difference).sum()
    }

    fn place() -> impl Strategy<Value = Wgs84> {
        (-180.0..=180.0, -90.0..=90.0).prop_map(|(lon, lat)| Wgs84::new(lon, lat).unwrap())
    }

    proptest! {
        #[test]
        fn bounds_hold(a in place(), far in place(), (east, north) in (-1.0..1.0_f64, -1.0..1.0_f64), (small, share) in (0..9_i32, 0.99..1.0_f64)) {
            let scale = 10.0_f64.powi(-small);
            let near = Wgs84::clamped(a.lon() + east * scale, a.lat() + north * scale);
            for b in [far, near, a] {
                let (u, v) = (unit_vector(a), unit_vector(b));
                let exact: f64 = u.iter().zip(v).map(|(u, v)| (u - v) * (u - v)).sum();
                let shown = squared(fixed(u), fixed(v));
                prop_assert!(shown <= most(exact));
                prop_assert!(least_chord_2(shown) <= exact);
                let (true_distance, nearer) = (distance(a, b), Metres::new(distance(a, b).get() * share));
                prop_assert!(!surely_within(shown, nearer) || true_distance <= nearer);
                let double = Metres::new(true_distance.get() * 2.0 + 0.1);
                prop_assert!(surely_within(shown, double) || true_distance.get() > 600_000.0);
                let farthest = least_chord_2(shown).max(exact);
                prop_assert!(most(farthest) <= no_farther(shown));
            }
        }
    }

    #[test]
    fn opposite_places_do_not_overflow() {
        let (one, other) = (fixed([1.0, 0.0, 0.0]), fixed([-1.0, 0.0, 0.0]));
        assert!((f64::from(squared(one, other)).sqrt() / UNITS - 2.0).abs() < 1e-6);
    }
}
