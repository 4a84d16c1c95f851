//! Sine and cosine of degrees, from additions and multiplications alone.
//!
//! A platform's own functions differ in the last bit from one to the next, so distances would; these are the same
//! on every machine. They are also quicker, and exact at multiples of 90 degrees, so that all meridians meet at
//! the poles.

/// Taylor's coefficients of the sine from the third power on, every second one: the rest is below 1e-16 up to 45
/// degrees.
const SINE: [f64; 7] = [
    -1.0 / 6.0,
    1.0 / 120.0,
    -1.0 / 5_040.0,
    1.0 / 362_880.0,
    -1.0 / 39_916_800.0,
    1.0 / 6_227_020_800.0,
    -1.0 / 1_307_674_368_000.0,
];

/// The same of the cosine, from the second power on.
const COSINE: [f64; 8] = [
    -1.0 / 2.0,
    1.0 / 24.0,
    -1.0 / 720.0,
    1.0 / 40_320.0,
    -1.0 / 3_628_800.0,
    1.0 / 479_001_600.0,
    -1.0 / 87_178_291_200.0,
    1.0 / 20_922_789_888_000.0,
];

/// Sine and cosine of an angle of -180 to 180 degrees, to within 3e-16.
pub(crate) fn sin_cos_degrees(degrees: f64) -> (f64, f64) {
    // The nearest multiple of 90 degrees; taking it away is exact. Five comparisons, for rounding is a call.
    let quarter = match degrees {
        _ if degrees < -135.0 => -180.0,
        _ if degrees < -45.0 => -90.0,
        _ if degrees <= 45.0 => 0.0,
        _ if degrees <= 135.0 => 90.0,
        _ => 180.0,
    };
    let angle = (degrees - quarter).to_radians();
    let square = angle * angle;
    let sine = angle + angle * (square * polynomial(&SINE, square));
    let cosine = 1.0 + square * polynomial(&COSINE, square);
    if quarter == 0.0 {
        (sine, cosine)
    } else if quarter == 90.0 {
        (cosine, -sine)
    } else if quarter == -90.0 {
        (-cosine, sine)
    } else {
        (-sine, -cosine)
    }
}

/// By Horner's rule.
fn polynomial(coefficients: &[f64], x: f64) -> f64 {
    let descending = coefficients.iter().rev();
    descending.fold(0.0, |value, coefficient| value * x + coefficient)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_the_platform() {
        for step in -180_000..=180_000 {
            let degrees = f64::from(step) / 1_000.0;
            let (sine, cosine) = sin_cos_degrees(degrees);
            let (s, c) = degrees.to_radians().sin_cos();
            assert!(
                (sine - s).abs() < 4e-16 && (cosine - c).abs() < 4e-16,
                "{degrees}"
            );
        }
    }

    #[test]
    fn is_exact_at_right_angles() {
        let angles = [-180.0, -90.0, 0.0, 90.0, 180.0].map(sin_cos_degrees);
        assert_eq!(
            angles,
            [
                (0.0, -1.0),
                (-1.0, 0.0),
                (0.0, 1.0),
                (1.0, 0.0),
                (0.0, -1.0)
            ]
        );
        let (sine, cosine) = sin_cos_degrees(30.0);
        assert!((sine - 0.5).abs() < 1e-16 && (cosine * cosine - 0.75).abs() < 3e-16);
    }
}
