//! Whether a ring can be meant as a boundary.
//!
//! Published boundaries are seldom valid by the letter of the standard: digitised on a grid, they touch themselves, have
//! spikes and tiny loops (the counties that come with the binary have all three). None of these matters for "which community
//! is this point in", so only what does is refused: no area, and crossings that turn a part of the area inside out.

use geo::line_intersection::{LineIntersection, line_intersection};
use geo::{Area as _, Coord, Intersects as _, LineString, Polygon};

/// The largest part of a ring's area that a crossing may cut off.
const NOISE: f64 = 0.01;

/// What is wrong with a closed ring, if anything is. Its repeated positions do no harm. O(positions²).
pub(super) fn fault_of(ring: &LineString) -> Option<String> {
    if let Some((one, other)) = find_crossing(ring) {
        return Some(format!(
            "crosses itself: the side from position {one} and the side from position {other}"
        ));
    }
    (signed_area(&ring.0) == 0.0).then(|| "encloses no area".to_owned())
}

/// Whether a hole lies quite outside of the ring that it should be a hole of.
pub(super) fn is_outside(hole: &LineString, exterior: &LineString) -> bool {
    let outer = Polygon::new(exterior.clone(), Vec::new());
    !hole.coords().any(|corner| outer.intersects(corner))
}

/// The first two sides that cross and cut off more than [`NOISE`] of the area between them.
fn find_crossing(ring: &LineString) -> Option<(usize, usize)> {
    let sides: Vec<_> = ring.lines().collect();
    let whole = signed_area(&ring.0);
    for (i, one) in sides.iter().enumerate() {
        for (j, other) in sides.iter().enumerate().skip(i + 2) {
            let Some(LineIntersection::SinglePoint {
                intersection,
                is_proper: true,
            }) = line_intersection(*one, *other)
            else {
                continue;
            };
            let between = ring.0.get(i + 1..=j).unwrap_or_default();
            let mut cut_off = Vec::with_capacity(between.len() + 2);
            cut_off.push(intersection);
            cut_off.extend_from_slice(between);
            cut_off.push(intersection);
            let part = signed_area(&cut_off);
            let (part, rest) = (part.abs(), (whole - part).abs());
            if part.min(rest) > NOISE * (part + rest) {
                return Some((i, j));
            }
        }
    }
    None
}

/// The signed area of a closed line, square degrees: good for comparing areas of one neighbourhood.
fn signed_area(closed: &[Coord]) -> f64 {
    Polygon::new(LineString::new(closed.to_vec()), Vec::new()).signed_area()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(corners: &[(f64, f64)]) -> LineString {
        LineString::from(corners.to_vec())
    }

    const SQUARE: [(f64, f64); 5] = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0)];

    #[test]
    fn what_turns_area_inside_out_is_refused() {
        let bow_tie = ring(&[(0.0, 0.0), (1.0, 1.0), (1.0, 0.0), (0.0, 1.0), (0.0, 0.0)]);
        let fault = fault_of(&bow_tie).unwrap();
        assert!(
            fault.contains("position 0 and the side from position 2"),
            "{fault}"
        );
        let there_and_back = ring(&[(0.0, 0.0), (1.0, 1.0), (2.0, 2.0), (0.0, 0.0)]);
        assert_eq!(
            fault_of(&there_and_back).as_deref(),
            Some("encloses no area")
        );
    }

    #[test]
    fn noise_of_digitising_is_taken() {
        let [a, b, c, d, _] = SQUARE;
        assert_eq!(fault_of(&ring(&SQUARE)), None);
        assert_eq!(fault_of(&ring(&[a, a, b, c, c, d, a])), None, "repeated");
        assert_eq!(
            fault_of(&ring(&[a, b, (2.0, 0.0), b, c, d, a])),
            None,
            "a spike"
        );
        // The side to the corner c is crossed again on the way back from (1.05, 0.95).
        let small_loop = [a, b, c, (1.05, 0.95), (0.95, 0.95), d, a];
        assert_eq!(fault_of(&ring(&small_loop)), None, "a tiny loop");
    }

    #[test]
    fn a_hole_has_to_touch_its_ring_at_least() {
        let inside = ring(&[(0.2, 0.2), (0.4, 0.2), (0.4, 0.4), (0.2, 0.2)]);
        let outside = ring(&[(2.2, 0.2), (2.4, 0.2), (2.4, 0.4), (2.2, 0.2)]);
        assert!(!is_outside(&inside, &ring(&SQUARE)));
        assert!(is_outside(&outside, &ring(&SQUARE)));
    }
}
