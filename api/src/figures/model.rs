//! The span of days that figures are of, and how they are computed.

use jiff::ToSpan as _;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::platform::clock::Instant;
use crate::platform::problem::{FieldCode, FieldErrors, Problem};

/// Days of a span when none is named.
const DEFAULT_DAYS: i32 = 30;
/// The longest span, in days: a year, also a leap year.
const MAX_DAYS: i32 = 366;
/// Microseconds in a tenth of a minute.
const TENTH_OF_MINUTE: i64 = 6_000_000;

/// Civil days, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
}

impl Days {
    /// From the two optional parameters.
    ///
    /// # Errors
    /// 422 naming the parameters: not a date, the wrong way round, or longer than 366 days.
    pub fn parse(from: Option<&str>, to: Option<&str>, today: Date) -> Result<Self, Problem> {
        let mut errors = FieldErrors::default();
        let mut day =
            |field, text: Option<&str>| text.and_then(|text| errors.take(field, parse_day(text)));
        let (first, last) = (day("from", from), day("to", to));
        errors.finish()?;
        let last = last.unwrap_or(today);
        let first = match first {
            Some(first) => first,
            None => last
                .checked_sub((DEFAULT_DAYS - 1).days())
                .map_err(|_too_early| Problem::field("to", FieldCode::Range))?,
        };
        if last < first {
            return Err(Problem::field("to", FieldCode::Contradiction));
        }
        let nights = last.since(first).map_or(i32::MAX, |span| span.get_days());
        if nights >= MAX_DAYS {
            return Err(Problem::field("from", FieldCode::Range));
        }
        Ok(Self { first, last })
    }

    /// The instants of these days in `zone`: from, included, until, excluded.
    ///
    /// # Errors
    /// 422 for days at the end of time, which no instant reaches.
    pub fn instants(self, zone: &TimeZone) -> Result<(Instant, Instant), Problem> {
        let begin = |day: Date| {
            day.to_zoned(zone.clone())
                .map(|midnight| Instant::from(midnight.timestamp()))
        };
        let from = begin(self.first).map_err(|_beyond| Problem::field("from", FieldCode::Range))?;
        let until = self
            .last
            .tomorrow()
            .and_then(begin)
            .map_err(|_beyond| Problem::field("to", FieldCode::Range))?;
        Ok((from, until))
    }
}

/// A day as `YYYY-MM-DD` and in no other of the forms that the library reads.
fn parse_day(text: &str) -> Result<Date, FieldCode> {
    let day: Date = text.parse().map_err(|_not_a_date| FieldCode::Format)?;
    if day.to_string() == text {
        Ok(day)
    } else {
        Err(FieldCode::Format)
    }
}

/// The exact median of the waits from the first to the second instant of each pair, in minutes to a tenth; of an even number the middle
/// between the two in the middle. A second instant before the first counts as no wait. O(n).
#[must_use]
pub fn median_minutes(pairs: &[(Instant, Instant)]) -> Option<f64> {
    let mut waits: Vec<i64> = pairs
        .iter()
        .map(|(from, until)| until.0.saturating_sub(from.0).max(0))
        .collect();
    let middle = waits.len() / 2;
    let even = waits.len().is_multiple_of(2);
    if waits.is_empty() {
        return None;
    }
    let (below, upper, _) = waits.select_nth_unstable(middle);
    let upper = *upper;
    let median = match below.iter().max() {
        Some(lower) if even => lower / 2 + upper / 2 + (lower % 2 + upper % 2) / 2,
        _ => upper,
    };
    let tenths = median.saturating_add(TENTH_OF_MINUTE / 2) / TENTH_OF_MINUTE;
    Some(f64::from(i32::try_from(tenths).unwrap_or(i32::MAX)) / 10.0)
}

/// Minutes as hours, to hundredths.
#[must_use]
pub fn hours(minutes: i64) -> f64 {
    let minutes = i32::try_from(minutes).unwrap_or(i32::MAX);
    (f64::from(minutes) / 60.0 * 100.0).round() / 100.0
}

/// `part` of `whole`, 0 to 1, to thousandths; `None` of nothing.
#[must_use]
pub fn share(part: u32, whole: u32) -> Option<f64> {
    (whole > 0).then(|| (f64::from(part) / f64::from(whole) * 1000.0).round() / 1000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn waits(minutes: &[i64]) -> Vec<(Instant, Instant)> {
        minutes
            .iter()
            .map(|minutes| (Instant(7), Instant(7 + minutes * 60_000_000)))
            .collect()
    }

    #[test]
    fn a_span_is_thirty_days_unless_said_otherwise() {
        let today = day("2026-11-23");
        let span = |from, to| Days::parse(from, to, today);
        assert_eq!(
            span(None, None).unwrap(),
            Days {
                first: day("2026-10-25"),
                last: today
            }
        );
        assert_eq!(
            span(None, Some("2026-03-30")).unwrap().first,
            day("2026-03-01")
        );
        assert_eq!(
            span(Some("2026-11-23"), None).unwrap(),
            Days {
                first: today,
                last: today
            }
        );
    }

    #[test]
    fn spans_that_make_no_sense_are_refused() {
        let span = |from, to| Days::parse(Some(from), Some(to), day("2026-11-23"));
        assert!(span("2026-11-02", "2026-11-01").is_err());
        assert!(
            span("2024-01-01", "2024-12-31").is_ok(),
            "a leap year has 366 days"
        );
        assert!(span("2023-12-31", "2024-12-31").is_err());
        for text in [
            "2026-02-30",
            "yesterday",
            "20261101",
            "2026-11-01T00:00:00",
            "",
        ] {
            assert!(span(text, "2026-11-30").is_err(), "{text}");
        }
        assert!(Days::parse(None, Some("-009999-01-01"), day("2026-11-23")).is_err());
    }

    #[test]
    fn days_begin_at_midnight_in_the_city() {
        let zone = TimeZone::get("Asia/Shanghai").unwrap();
        let days = Days {
            first: day("2026-11-23"),
            last: day("2026-11-23"),
        };
        let (from, until) = days.instants(&zone).unwrap();
        assert_eq!(from.to_string(), "2026-11-22T16:00:00Z");
        assert_eq!(until.to_string(), "2026-11-23T16:00:00Z");
        assert!(
            Days {
                first: day("2026-01-01"),
                last: Date::MAX
            }
            .instants(&zone)
            .is_err()
        );
    }

    #[test]
    fn the_median_is_exact() {
        assert_eq!(median_minutes(&[]), None);
        assert_eq!(median_minutes(&waits(&[5])), Some(5.0));
        assert_eq!(median_minutes(&waits(&[90, 1, 7])), Some(7.0));
        assert_eq!(median_minutes(&waits(&[1, 90, 7, 4])), Some(5.5));
        assert_eq!(median_minutes(&waits(&[3, 3, 3, 3])), Some(3.0));
        assert_eq!(
            median_minutes(&[(Instant(9), Instant(3))]),
            Some(0.0),
            "clocks may disagree by a moment"
        );
    }

    #[test]
    fn the_median_is_that_of_sorting() {
        let mut seed = 7_i64;
        for length in 1..60 {
            let minutes: Vec<i64> = (0..length)
                .map(|_| {
                    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
                    seed % 50
                })
                .collect();
            let mut sorted = minutes.clone();
            sorted.sort_unstable();
            let middle = sorted.len() / 2;
            let doubled = if sorted.len().is_multiple_of(2) {
                sorted[middle - 1] + sorted[middle]
            } else {
                sorted[middle] * 2
            };
            let expected = f64::from(i32::try_from(doubled).unwrap()) / 2.0;
            assert_eq!(
                median_minutes(&waits(&minutes)),
                Some(expected),
                "{minutes:?}"
            );
        }
    }

    #[test]
    fn hours_and_shares_are_rounded() {
        assert!((hours(100) - 1.67).abs() < 1e-9);
        assert!(hours(0).abs() < 1e-9);
        assert_eq!(share(0, 0), None);
        assert_eq!(share(1, 3), Some(0.333));
        assert_eq!(share(3, 3), Some(1.0));
    }
}
