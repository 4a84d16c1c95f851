//! Published satisfaction: the posterior mean of ratings, with a credible interval.
//!
//! **Formula `q1`.** A rating r of 1 to 5 is taken as x = (r - 1) / 4 of a success, and success as a Beta
//! variable. Before the first rating it is Beta(2, 2): mean 3 of 5, as if four ratings had been given, two of 1
//! and two of 5. After n ratings with sum s it is Beta(2 + X, 2 + n - X) with X = (s - n) / 4. The mean is 1 +
//! 4 * (2 + X) / (4 + n): a mean that is drawn to 3 until there are ratings enough, so that two ratings of 5
//! (mean 3.67) do not overtake fifty of 4.8 (mean 4.67).
//!
//! The interval is the central 90 % of that distribution. Ratings between the extremes vary less than successes
//! and failures do, so it is wider than it need be rather than too narrow.

/// The formula's version: recorded beside every published score.
pub const QUALITY_FORMULA: &str = "q1";

/// Both parameters of the prior.
const PRIOR: f64 = 2.0;
/// What lies below the interval, and above it.
const TAIL: f64 = 0.05;

/// A published score.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Posterior {
    /// Posterior mean, 1 to 5.
    pub mean: f64,
    /// Lower end of the 90 % credible interval, 1 to 5.
    pub low: f64,
    /// Upper end of the 90 % credible interval, 1 to 5.
    pub high: f64,
    /// How many ratings it rests on.
    pub count: u32,
}

/// The sum cannot be that of so many ratings of 1 to 5.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{count} ratings of 1 to 5 cannot sum up to {sum}")]
pub struct QualityError {
    /// How many ratings.
    pub count: u32,
    /// Their sum.
    pub sum: u64,
}

impl Posterior {
    /// The mean in thousandths of the scale, 0 to 1000, as [`crate::Provider::quality_milli`] wants it.
    #[must_use]
    pub fn quality_milli(&self) -> u16 {
        // Between 0 and 1000 by construction; a float-to-integer cast saturates.
        ((self.mean - 1.0) * 250.0).round() as u16
    }
}

/// The score of `count` ratings of 1 to 5 with this sum, by formula [`QUALITY_FORMULA`].
///
/// The interval's ends are quantiles of the Beta distribution, found by bisection of the regularised incomplete
/// beta function (continued fraction by Lentz's method), good to 1e-6 of a rating for up to ten million
/// ratings. About 20 microseconds.
///
/// ```
/// let nobody = jinlin_matcher::posterior(0, 0)?;
/// assert_eq!((nobody.mean, nobody.quality_milli()), (3.0, 500));
/// let newcomer = jinlin_matcher::posterior(2, 10)?;
/// let proven = jinlin_matcher::posterior(50, 240)?;
/// assert!(newcomer.mean < proven.mean && newcomer.low < proven.low);
/// # Ok::<(), jinlin_matcher::QualityError>(())
/// ```
///
/// # Errors
/// When the sum is below `count` or above five times `count`.
pub fn posterior(count: u32, sum: u64) -> Result<Posterior, QualityError> {
    let n = u64::from(count);
    if sum < n || sum > 5 * n {
        return Err(QualityError { count, sum });
    }
    // Quarters are exact, and so are these numbers as floats: below 2^35.
    let quarters = sum - n;
    let successes = quarters as f64 / 4.0;
    let alpha = PRIOR + successes;
    let beta = PRIOR + (f64::from(count) - successes);
    let rating = |share: f64| 1.0 + 4.0 * share;
    Ok(Posterior {
        mean: rating(alpha / (alpha + beta)),
        low: rating(quantile(alpha, beta, TAIL)),
        high: rating(1.0 - quantile(beta, alpha, TAIL)),
        count,
    })
}

/// The x below which Beta(a, b) lies with probability p.
fn quantile(a: f64, b: f64, p: f64) -> f64 {
    let (mut low, mut high) = (0.0_f64, 1.0_f64);
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        if cumulative(a, b, middle) < p {
            low = middle
        } else {
            high = middle
        }
    }
    f64::midpoint(low, high)
}

/// The regularised incomplete beta function: the probability that Beta(a, b) lies below x.
fn cumulative(a: f64, b: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    // The continued fraction converges fast on this side of the mean only.
    if x > (a + 1.0) / (a + b + 2.0) {
        return 1.0 - cumulative(b, a, 1.0 - x);
    }
    let front = ln_gamma(a + b) - ln_gamma(a) - ln_gamma(b) + a * x.ln() + b * (-x).ln_1p();
    front.exp() * continued_fraction(a, b, x) / a
}

/// The continued fraction of the incomplete beta function (DLMF 8.17.22) by the modified method of Lentz.
fn continued_fraction(a: f64, b: f64, x: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let kept_from_zero = |value: f64| if value.abs() < TINY { TINY } else { value };
    let mut c = 1.0;
    let mut d = 1.0 / kept_from_zero(1.0 - (a + b) * x / (a + 1.0));
    let mut result = d;
    let mut m = 0.0;
    // It needs about the square root of the larger parameter; this is enough for ten million ratings.
    for _ in 0..10_000 {
        m += 1.0;
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / kept_from_zero(1.0 + even * d);
        c = kept_from_zero(1.0 + even / c);
        result *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / kept_from_zero(1.0 + odd * d);
        c = kept_from_zero(1.0 + odd / c);
        result *= d * c;
        if (d * c - 1.0).abs() < 1e-14 {
            break;
        }
    }
    result
}

/// The logarithm of the gamma function for x > 0: Stirling's series (DLMF 5.11.1) from 10 on, the recurrence below.
fn ln_gamma(x: f64) -> f64 {
    let mut x = x;
    let mut shift = 0.0;
    while x < 10.0 {
        shift += x.ln();
        x += 1.0;
    }
    let inverse_2 = 1.0 / (x * x);
    let series = (1.0 / 12.0
        - inverse_2 * (1.0 / 360.0 - inverse_2 * (1.0 / 1260.0 - inverse_2 * (1.0 / 1680.0))))
        / x;
    (x - 0.5) * x.ln() - x + (2.0 * std::f64::consts::PI).ln() / 2.0 + series - shift
}

#[cfg(test)]
mod tests {
    use super::*;

    /// For whole parameters the incomplete beta function is a binomial sum (DLMF 8.17.5): computed without
    /// gamma or fractions.
    fn binomial(a: u32, b: u32, x: f64) -> f64 {
        let n = a + b - 1;
        let mut sum = 0.0;
        let mut choose = 1.0;
        for j in 0..=n {
            if j >= a {
                sum += choose * x.powi(j.cast_signed()) * (1.0 - x).powi((n - j).cast_signed());
            }
            choose = choose * f64::from(n - j) / f64::from(j + 1);
        }
        sum
    }

    #[test]
    fn cumulative_equals_the_binomial_sum() {
        for (a, b) in [(2, 2), (4, 2), (2, 30), (40, 7), (25, 25)] {
            for step in 0..=20 {
                let x = f64::from(step) / 20.0;
                let difference = cumulative(f64::from(a), f64::from(b), x) - binomial(a, b, x);
                assert!(difference.abs() < 1e-10, "{a} {b} {x}: {difference}");
            }
        }
    }

    #[test]
    fn quantiles_give_back_their_probability() {
        for (a, b) in [
            (2.0, 2.0),
            (2.25, 3.75),
            (402.5, 61.5),
            (8e6, 2e6 + 4.0),
            (1e7, 2.0),
        ] {
            let found = cumulative(a, b, quantile(a, b, TAIL));
            assert!((found - TAIL).abs() < 1e-6, "{a} {b}: {found}");
        }
    }

    #[test]
    fn the_prior_is_the_middle_and_wide() {
        let prior = posterior(0, 0).unwrap();
        // The 5 % quantile of Beta(2, 2) solves 3 x^2 - 2 x^3 = 0.05.
        let x = (prior.low - 1.0) / 4.0;
        assert!((3.0 * x * x - 2.0 * x * x * x - 0.05).abs() < 1e-9);
        assert!((prior.low + prior.high - 6.0).abs() < 1e-9, "symmetric");
    }

    #[test]
    fn two_ratings_are_not_the_first_in_the_city() {
        let newcomer = posterior(2, 10).unwrap();
        let proven = posterior(50, 240).unwrap();
        assert!((newcomer.mean - 11.0 / 3.0).abs() < 1e-12);
        assert!((proven.mean - 14.0 / 3.0).abs() < 1e-12);
        assert!(newcomer.mean < proven.mean && newcomer.low < proven.low);
        assert!(newcomer.high - newcomer.low > proven.high - proven.low);
    }

    #[test]
    fn more_ratings_narrow_the_interval_around_the_mean() {
        let mut width = f64::INFINITY;
        for count in [0, 1, 10, 100, 1_000, 100_000] {
            let found = posterior(count, u64::from(count) * 4).unwrap();
            assert!(
                1.0 <= found.low
                    && found.low < found.mean
                    && found.mean < found.high
                    && found.high <= 5.0
            );
            assert!(found.high - found.low < width);
            width = found.high - found.low;
        }
    }

    #[test]
    fn refuses_impossible_sums() {
        assert_eq!(posterior(2, 11), Err(QualityError { count: 2, sum: 11 }));
        assert!(posterior(2, 1).is_err() && posterior(0, 1).is_err());
        assert_eq!(
            posterior(u32::MAX, u64::from(u32::MAX) * 5)
                .unwrap()
                .quality_milli(),
            1_000
        );
        assert_eq!(posterior(1_000_000, 1_000_000).unwrap().quality_milli(), 0);
    }
}
