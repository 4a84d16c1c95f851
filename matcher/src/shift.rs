//! The shifts between WGS-84, GCJ-02 and BD-09, on bare numbers; the types of [`crate::coord`] wrap them.
//!
//! The forward formulas are the published ones (googollee/eviltransform at 03ba58d9; wandergis/coordtransform
//! for BD-09), with the semi-major axis of the Krasovsky ellipsoid: eviltransform's own published vectors come
//! from 6,378,245 m, not from the 6,378,137 m in its code. The inverses are fixed-point iterations `w <- w -
//! (f(w) - g)`: a step shrinks the error some hundred times, so five of them leave less than a nanometre.

use std::f64::consts::PI;

use crate::coord::LonLat;

/// Semi-major axis of the Krasovsky ellipsoid, metres.
const A: f64 = 6_378_245.0;
/// Its squared eccentricity.
const EE: f64 = 0.006_693_421_622_965_943;
/// The spiral's frequency in BD-09, radians per degree.
const X_PI: f64 = PI * 3000.0 / 180.0;
/// Bound on the rounds of an inverse; five to eight are enough.
const ROUNDS: usize = 20;
/// An inverse has arrived when its step is below this many degrees (0.1 micrometres).
const ARRIVED: f64 = 1e-12;

/// Whether GCJ-02 shifts this place: the box of eviltransform. It is larger than China; its edge runs through
/// seas, deserts and neighbouring countries, and within about 1 km of that edge the shift is not one to one.
fn is_shifted(place: LonLat) -> bool {
    (72.004..=137.8347).contains(&place.lon) && (0.8293..=55.8271).contains(&place.lat)
}

/// The GCJ-02 shift at a place, metres turned into degrees of longitude and latitude.
fn gcj02_shift(place: LonLat) -> LonLat {
    let (x, y) = (place.lon - 105.0, place.lat - 35.0);
    let shared = (20.0 * (6.0 * x * PI).sin() + 20.0 * (2.0 * x * PI).sin()) * 2.0 / 3.0;
    let north = -100.0
        + 2.0 * x
        + 3.0 * y
        + 0.2 * y * y
        + 0.1 * x * y
        + 0.2 * x.abs().sqrt()
        + shared
        + (20.0 * (y * PI).sin() + 40.0 * (y / 3.0 * PI).sin()) * 2.0 / 3.0
        + (160.0 * (y / 12.0 * PI).sin() + 320.0 * (y * PI / 30.0).sin()) * 2.0 / 3.0;
    let east = 300.0
        + x
        + 2.0 * y
        + 0.1 * x * x
        + 0.1 * x * y
        + 0.1 * x.abs().sqrt()
        + shared
        + (20.0 * (x * PI).sin() + 40.0 * (x / 3.0 * PI).sin()) * 2.0 / 3.0
        + (150.0 * (x / 12.0 * PI).sin() + 300.0 * (x / 30.0 * PI).sin()) * 2.0 / 3.0;
    let phi = place.lat.to_radians();
    let magic = 1.0 - EE * phi.sin() * phi.sin();
    LonLat {
        lon: (east * 180.0) / (A / magic.sqrt() * phi.cos() * PI),
        lat: (north * 180.0) / ((A * (1.0 - EE)) / (magic * magic.sqrt()) * PI),
    }
}

/// Moves a place, kept inside the legal range of degrees.
fn moved(place: LonLat, by: LonLat) -> LonLat {
    LonLat {
        lon: (place.lon + by.lon).clamp(-180.0, 180.0),
        lat: (place.lat + by.lat).clamp(-90.0, 90.0),
    }
}

/// The place whose image under `forward` is `image`.
fn inverse(image: LonLat, forward: impl Fn(LonLat) -> LonLat) -> LonLat {
    let mut place = image;
    for _ in 0..ROUNDS {
        let reached = forward(place);
        let step = LonLat {
            lon: image.lon - reached.lon,
            lat: image.lat - reached.lat,
        };
        place = moved(place, step);
        if step.lon.abs() < ARRIVED && step.lat.abs() < ARRIVED {
            break;
        }
    }
    place
}

/// WGS-84 to GCJ-02; the identity outside the box.
pub(crate) fn wgs84_to_gcj02(place: LonLat) -> LonLat {
    if is_shifted(place) {
        moved(place, gcj02_shift(place))
    } else {
        place
    }
}

/// GCJ-02 to WGS-84. Near the box's edge a GCJ-02 place may have two origins; the one inside the box is taken.
pub(crate) fn gcj02_to_wgs84(place: LonLat) -> LonLat {
    // The unconditional shift is smooth, so that the iteration is not thrown about by the edge of the box. It is only
    // meaningful near it: far outside (the poles, the antimeridian) nothing is tried.
    let near = LonLat {
        lon: place.lon.clamp(72.004, 137.8347),
        lat: place.lat.clamp(0.8293, 55.8271),
    };
    if (near.lon - place.lon).abs() > 0.1 || (near.lat - place.lat).abs() > 0.1 {
        return place;
    }
    let origin = inverse(place, |origin| moved(origin, gcj02_shift(origin)));
    if is_shifted(origin) { origin } else { place }
}

/// GCJ-02 to BD-09; the identity outside the box.
pub(crate) fn gcj02_to_bd09(place: LonLat) -> LonLat {
    if is_shifted(place) {
        spiral(place)
    } else {
        place
    }
}

/// BD-09 to GCJ-02. Near the box's edge a BD-09 place may have two origins; the one inside the box is taken.
pub(crate) fn bd09_to_gcj02(place: LonLat) -> LonLat {
    let origin = inverse(place, spiral);
    if is_shifted(origin) { origin } else { place }
}

/// Baidu's shift, about 0.0065 degrees east and 0.006 degrees north with a ripple.
fn spiral(place: LonLat) -> LonLat {
    let LonLat { lon: x, lat: y } = place;
    let radius = x.hypot(y) + 0.000_02 * (y * X_PI).sin();
    let angle = y.atan2(x) + 0.000_003 * (x * X_PI).cos();
    LonLat {
        lon: (radius * angle.cos() + 0.0065).clamp(-180.0, 180.0),
        lat: (radius * angle.sin() + 0.006).clamp(-90.0, 90.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(lon: f64, lat: f64) -> LonLat {
        LonLat { lon, lat }
    }

    fn assert_near(left: LonLat, right: LonLat, degrees: f64) {
        assert!(
            (left.lon - right.lon).abs() < degrees && (left.lat - right.lat).abs() < degrees,
            "{left:?} {right:?}"
        );
    }

    /// The vectors published in googollee/eviltransform at 03ba58d9, rust/src/lib.rs: Shanghai, Shenzhen, Beijing.
    const EVILTRANSFORM: [(f64, f64, f64, f64); 3] = [
        (
            121.527_210_6,
            31.177_427_6,
            121.531_541_859_215,
            31.175_303_983_645_97,
        ),
        (
            113.912_316,
            22.543_847,
            113.917_176_480_836_3,
            22.540_796_131_694_766,
        ),
        (
            116.377_817,
            39.911_954,
            116.384_047_224_556_57,
            39.913_345_455_360_69,
        ),
    ];

    #[test]
    fn reproduces_the_vectors_of_eviltransform() {
        for (lon, lat, gcj_lon, gcj_lat) in EVILTRANSFORM {
            assert_near(wgs84_to_gcj02(at(lon, lat)), at(gcj_lon, gcj_lat), 1e-9);
            assert_near(gcj02_to_wgs84(at(gcj_lon, gcj_lat)), at(lon, lat), 1e-9);
        }
    }

    /// wandergis/coordtransform, test/app.js: Tian'anmen forward to GCJ-02 and to BD-09. Its inverses are not
    /// taken: they are the one-step and closed ones, off by up to a metre.
    #[test]
    fn reproduces_the_vectors_of_coordtransform() {
        let place = at(116.404, 39.915);
        assert_near(
            wgs84_to_gcj02(place),
            at(116.410_244_499_169_38, 39.916_404_281_501_64),
            1e-9,
        );
        let bd09 = at(116.410_369_493_710_29, 39.921_336_993_510_21);
        assert_near(gcj02_to_bd09(place), bd09, 1e-9);
        assert_near(bd09_to_gcj02(bd09), place, 1e-9);
    }

    #[test]
    fn leaves_places_outside_the_box_alone() {
        // Denver, Brisbane, Rio de Janeiro: the edge cases of eviltransform's tests; Tokyo; the poles.
        for (lon, lat) in [
            (-104.9903, 39.7392),
            (153.0251, -27.4698),
            (-43.1729, -22.9068),
            (139.767, 35.681),
            (104.0, 90.0),
            (180.0, -90.0),
        ] {
            let place = at(lon, lat);
            assert_eq!(wgs84_to_gcj02(place), place);
            assert_eq!(gcj02_to_wgs84(place), place);
            assert_eq!(gcj02_to_bd09(place), place);
            assert_eq!(bd09_to_gcj02(place), place);
        }
    }
}
