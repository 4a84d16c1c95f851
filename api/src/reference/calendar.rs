//! Working time: days with their statutory holidays and the weekends worked instead (调休), hours, and what a deadline in
//! working time means.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use jiff::civil::{Date, Time, Weekday};
use jiff::tz::TimeZone;
use serde::Deserialize;

use crate::platform::clock::Instant;

/// The days that the law fixes by the solar calendar, for years that the file does not hold: month and day.
const FIXED: [(i8, i8); 6] = [(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)];
/// No holiday is longer; beyond it something is wrong with the file, and time just passes.
const LONGEST_CLOSED_DAYS: u32 = 60;

/// The file of working time.
#[derive(Debug, Deserialize)]
pub struct WorkCalendar {
    /// Its version.
    pub version: String,
    /// First day of the file.
    pub effective_from: String,
    hours: Vec<(Time, Time)>,
    years: Vec<Year>,
}

#[derive(Debug, Deserialize)]
struct Year {
    year: i16,
    holidays: BTreeSet<Date>,
    workdays: BTreeSet<Date>,
}

impl WorkCalendar {
    /// Reads the file's text.
    ///
    /// # Errors
    /// When it is not of its form.
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }

    /// Whether a civil day is worked.
    #[must_use]
    pub fn is_workday(&self, day: Date) -> bool {
        let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        match self.years.iter().find(|year| year.year == day.year()) {
            Some(year) => {
                year.workdays.contains(&day) || !(weekend || year.holidays.contains(&day))
            }
            None => !weekend && !FIXED.contains(&(day.month(), day.day())),
        }
    }

    /// The instant at which so much working time has passed since `from`; outside working time nothing passes. Exact to the
    /// microsecond; O(days).
    #[must_use]
    pub fn add(&self, zone: &TimeZone, from: Instant, work: Duration) -> Instant {
        let mut left = work;
        let mut last = from;
        for (begin, end) in self.spans(zone, from) {
            let begin = begin.max(from);
            let span = end.since(begin);
            if left <= span {
                return begin.plus(left);
            }
            left -= span;
            last = end;
        }
        last.plus(left)
    }

    /// The instant itself in working time, else the next opening.
    #[must_use]
    pub fn next_open(&self, zone: &TimeZone, at: Instant) -> Instant {
        self.spans(zone, at)
            .next()
            .map_or(at, |(begin, _)| begin.max(at))
    }

    /// The spans of working time that end after an instant, until no day is worked any more.
    fn spans(&self, zone: &TimeZone, from: Instant) -> impl Iterator<Item = (Instant, Instant)> {
        let mut closed = 0;
        let first = from.timestamp().to_zoned(zone.clone()).date();
        let days = std::iter::successors(Some(first), |day| day.tomorrow().ok());
        let days = days.take_while(move |day| {
            closed = if self.is_workday(*day) { 0 } else { closed + 1 };
            closed <= LONGEST_CLOSED_DAYS
        });
        days.filter(|day| self.is_workday(*day))
            .flat_map(move |day| {
                let at = |time: Time| {
                    let zoned = day.to_datetime(time).to_zoned(zone.clone()).ok()?;
                    Some(Instant::from(zoned.timestamp()))
                };
                self.hours
                    .iter()
                    .filter_map(move |(begin, end)| Some((at(*begin)?, at(*end)?)))
                    .collect::<Vec<_>>()
            })
            .filter(move |(_, end)| *end > from)
    }

    /// What is wrong with the file, for the test that keeps it from being released.
    #[must_use]
    pub fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        let mut before = None;
        for (begin, end) in &self.hours {
            if begin >= end || before.is_some_and(|before| before > begin) {
                faults.push(format!("hours {begin} to {end}"));
            }
            before = Some(end);
        }
        if self.hours.is_empty() {
            faults.push("no hours".to_owned());
        }
        let mut seen = BTreeMap::new();
        for year in &self.years {
            if seen.insert(year.year, ()).is_some() {
                faults.push(format!("{} twice", year.year));
            }
            for day in year.holidays.iter().chain(&year.workdays) {
                if day.year() != year.year {
                    faults.push(format!("{day} under {}", year.year));
                }
            }
            let weekend = |day: &Date| matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
            let odd = year.workdays.iter().filter(|day| !weekend(day));
            faults.extend(odd.map(|day| format!("{day} is worked anyway")));
            let both = year.workdays.intersection(&year.holidays);
            faults.extend(both.map(|day| format!("{day} is both")));
        }
        faults
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::reference::CALENDAR;

    fn city() -> (WorkCalendar, TimeZone) {
        let calendar = WorkCalendar::parse(CALENDAR).unwrap();
        (calendar, TimeZone::get("Asia/Shanghai").unwrap())
    }

    fn at(text: &str) -> Instant {
        let zoned = text.parse::<jiff::civil::DateTime>().unwrap();
        let zoned = zoned
            .to_zoned(TimeZone::get("Asia/Shanghai").unwrap())
            .unwrap();
        Instant::from(zoned.timestamp())
    }

    #[test]
    fn the_embedded_calendar_is_whole() {
        let (calendar, _) = city();
        assert_eq!(calendar.faults(), Vec::<String>::new());
        let day = |text: &str| calendar.is_workday(text.parse().unwrap());
        assert!(
            !day("2026-10-07") && day("2026-10-08"),
            "National Day and after"
        );
        assert!(day("2026-10-10"), "a Saturday worked instead");
        assert!(
            !day("2026-11-28") && day("2026-11-30"),
            "a weekend and a Monday"
        );
        assert!(
            !day("2031-05-01") && day("2031-04-30"),
            "a year that nobody has announced"
        );
    }

    #[test]
    fn deadlines_pass_over_nights_noons_and_holidays() {
        let (calendar, zone) = city();
        let hours = |from: &str, hours: u64| {
            calendar.add(&zone, at(from), Duration::from_secs(hours * 3_600))
        };
        assert_eq!(hours("2026-12-01T09:30", 2), at("2026-12-01T11:30"));
        assert_eq!(
            hours("2026-12-01T11:00", 2),
            at("2026-12-01T14:00"),
            "over noon"
        );
        assert_eq!(
            hours("2026-12-01T16:00", 2),
            at("2026-12-02T10:00"),
            "over night"
        );
        assert_eq!(
            hours("2026-12-04T20:00", 1),
            at("2026-12-07T10:00"),
            "over a weekend"
        );
        assert_eq!(
            hours("2026-09-30T16:30", 1),
            at("2026-10-08T09:30"),
            "over National Day"
        );
        assert_eq!(
            calendar.next_open(&zone, at("2026-12-05T12:00")),
            at("2026-12-07T09:00")
        );
        assert_eq!(
            calendar.next_open(&zone, at("2026-12-01T10:00")),
            at("2026-12-01T10:00")
        );
    }

    /// Minute by minute: the plainest way to say the same.
    fn by_minutes(
        calendar: &WorkCalendar,
        zone: &TimeZone,
        from: Instant,
        minutes: u64,
    ) -> Instant {
        let minute = Duration::from_secs(60);
        let (mut now, mut left) = (from, minutes);
        while left > 0 {
            let civil = now.timestamp().to_zoned(zone.clone()).datetime();
            let open = calendar.is_workday(civil.date())
                && calendar
                    .hours
                    .iter()
                    .any(|(begin, end)| (*begin..*end).contains(&civil.time()));
            left -= u64::from(open);
            now = now.plus(minute);
        }
        now
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        #[test]
        fn adding_is_counting_minutes(start in 0_u64..400 * 1_440, minutes in 1_u64..2_000, more in 1_u64..2_000) {
            let (calendar, zone) = city();
            let from = at("2026-01-01T00:00").plus(Duration::from_secs(start * 60));
            let add = |from, minutes| calendar.add(&zone, from, Duration::from_secs(minutes * 60));
            prop_assert_eq!(add(from, minutes), by_minutes(&calendar, &zone, from, minutes));
            prop_assert_eq!(add(add(from, minutes), more), add(from, minutes + more));
            prop_assert!(add(from, minutes) > from);
        }
    }
}
