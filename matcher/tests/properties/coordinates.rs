//! Laws of coordinates, distances and cells.

use jinlin_matcher::{Cell, Crs, EARTH_RADIUS_M, Metres, Wgs84, distance};
use proptest::prelude::*;

/// A place in the given box of degrees.
fn within(west: f64, south: f64, east: f64, north: f64) -> impl Strategy<Value = Wgs84> {
    (west..=east, south..=north).prop_map(|(lon, lat)| Wgs84::new(lon, lat).unwrap())
}

fn anywhere() -> impl Strategy<Value = Wgs84> {
    within(-180.0, -90.0, 180.0, 90.0)
}

/// China, with some kilometres to the edge of the box in which GCJ-02 is defined.
fn china() -> impl Strategy<Value = Wgs84> {
    within(73.0, 3.0, 136.0, 54.0)
}

fn chengdu() -> impl Strategy<Value = Wgs84> {
    within(102.9, 30.0, 105.0, 31.5)
}

/// Outside the box in which GCJ-02 is defined, by more than the shift.
fn abroad() -> impl Strategy<Value = Wgs84> {
    prop_oneof![
        within(-180.0, -90.0, 71.9, 90.0),
        within(138.0, -90.0, 180.0, 90.0),
        within(-180.0, -90.0, 180.0, 0.7),
        within(-180.0, 56.0, 180.0, 90.0),
    ]
}

/// The same spherical distance by the haversine formula.
fn haversine(a: Wgs84, b: Wgs84) -> f64 {
    let (phi_a, phi_b) = (a.lat().to_radians(), b.lat().to_radians());
    let (north, east) = (
        (phi_b - phi_a) / 2.0,
        (b.lon() - a.lon()).to_radians() / 2.0,
    );
    let h = north.sin().powi(2) + phi_a.cos() * phi_b.cos() * east.sin().powi(2);
    2.0 * EARTH_RADIUS_M * h.sqrt().min(1.0).asin()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn conversions_round_trip_within_a_millimetre(place in china()) {
        for crs in [Crs::Wgs84, Crs::Gcj02, Crs::Bd09] {
            let there = place.in_crs(crs);
            let back = Wgs84::from_crs(crs, there.lon, there.lat).unwrap();
            prop_assert!(distance(place, back).get() < 0.001, "{:?}: {}", crs, distance(place, back));
        }
    }

    #[test]
    fn conversions_round_trip_the_other_way(place in china()) {
        // The same numbers, taken as GCJ-02 and BD-09 this time.
        for crs in [Crs::Gcj02, Crs::Bd09] {
            let there = Wgs84::from_crs(crs, place.lon(), place.lat()).unwrap().in_crs(crs);
            let there = Wgs84::new(there.lon, there.lat).unwrap();
            prop_assert!(distance(place, there).get() < 0.001);
        }
    }

    #[test]
    fn a_mix_up_in_chengdu_is_hundreds_of_metres(place in chengdu()) {
        let shifted = place.in_crs(Crs::Gcj02);
        let shift = distance(place, Wgs84::new(shifted.lon, shifted.lat).unwrap()).get();
        prop_assert!((250.0..500.0).contains(&shift), "{}", shift);
    }

    #[test]
    fn abroad_nothing_is_shifted(place in abroad()) {
        for crs in [Crs::Gcj02, Crs::Bd09] {
            prop_assert_eq!(place.in_crs(crs), place.lon_lat());
            prop_assert_eq!(Wgs84::from_crs(crs, place.lon(), place.lat()).unwrap(), place);
        }
    }

    #[test]
    fn conversions_stay_in_range_everywhere(lon in -180.0..=180.0_f64, lat in -90.0..=90.0_f64) {
        for crs in [Crs::Gcj02, Crs::Bd09] {
            let place = Wgs84::from_crs(crs, lon, lat).unwrap();
            prop_assert!(Wgs84::new(place.lon(), place.lat()).is_ok());
            let there = place.in_crs(crs);
            prop_assert!(Wgs84::new(there.lon, there.lat).is_ok());
        }
    }

    #[test]
    fn distance_is_a_metric(a in anywhere(), b in anywhere(), c in anywhere()) {
        prop_assert_eq!(distance(a, b), distance(b, a));
        prop_assert_eq!(distance(a, a), Metres::ZERO);
        prop_assert!(distance(a, c).get() <= distance(a, b).get() + distance(b, c).get() + 0.2);
    }

    #[test]
    fn distance_is_a_metric_to_the_micrometre_in_the_city(a in chengdu(), b in chengdu(), c in chengdu()) {
        prop_assert!(distance(a, c).get() <= distance(a, b).get() + distance(b, c).get() + 1e-6);
        prop_assert!((distance(a, b).get() - haversine(a, b)).abs() < 1e-6);
    }

    #[test]
    fn distance_is_the_haversine(a in anywhere(), b in anywhere()) {
        prop_assert!((distance(a, b).get() - haversine(a, b)).abs() < 0.5);
    }

    #[test]
    fn a_place_is_near_the_centre_of_its_cell(place in prop_oneof![chengdu(), within(-179.9, -85.0, 179.9, 85.0)]) {
        let cell = Cell::of(place);
        prop_assert!(distance(place, cell.centre()).get() < 360.0);
        prop_assert_eq!(Cell::of(cell.centre()), cell);
    }

    #[test]
    fn a_cell_is_its_text(place in anywhere()) {
        let cell = Cell::of(place);
        prop_assert_eq!(cell.to_string().parse(), Ok(cell));
        prop_assert_eq!(Cell::new(cell.row(), cell.col()), Ok(cell));
    }

    #[test]
    fn rounding_stays_within_half_a_step(metres in 0.0..1e6_f64) {
        let rounded = Metres::new(metres).round_to(100);
        prop_assert!((rounded.get() - metres).abs() <= 50.0 + 1e-6);
        prop_assert_eq!(rounded.get() % 100.0, 0.0);
    }
}
