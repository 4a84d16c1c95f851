//! Time: instants are UTC microseconds, days and weekly slots are civil time of the city.
//!
//! One injected [`Clock`]; nothing else asks the system for the time and no SQL says `now()`.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An instant: whole microseconds since 1970-01-01T00:00:00Z, stored as one integer so that it sorts alike on
/// SQLite and PostgreSQL, written in JSON as RFC 3339 in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, sea_orm::DeriveValueType)]
pub struct Instant(pub i64);

impl Instant {
    /// This instant moved by `by`; saturates at the ends of the range.
    #[must_use]
    pub fn plus(self, by: Duration) -> Self {
        Self(self.0.saturating_add(micros(by)))
    }

    /// This instant moved back by `by`; saturates at the ends of the range.
    #[must_use]
    pub fn minus(self, by: Duration) -> Self {
        Self(self.0.saturating_sub(micros(by)))
    }

    /// How long after `earlier` this is; zero when it is not after.
    #[must_use]
    pub fn since(self, earlier: Self) -> Duration {
        Duration::from_micros(u64::try_from(self.0.saturating_sub(earlier.0)).unwrap_or(0))
    }

    /// The same instant as a timestamp of the time library.
    #[must_use]
    pub fn timestamp(self) -> Timestamp {
        // Every i64 of microseconds outside jiff's range (years -9999 to 9999) is clamped to its ends.
        Timestamp::from_microsecond(self.0).unwrap_or(if self.0 < 0 {
            Timestamp::MIN
        } else {
            Timestamp::MAX
        })
    }

    /// Whole seconds since the epoch, as tokens carry them.
    #[must_use]
    pub fn unix_seconds(self) -> i64 {
        self.0.div_euclid(1_000_000)
    }
}

fn micros(duration: Duration) -> i64 {
    i64::try_from(duration.as_micros()).unwrap_or(i64::MAX)
}

impl From<Timestamp> for Instant {
    fn from(timestamp: Timestamp) -> Self {
        Self(timestamp.as_microsecond())
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.timestamp().fmt(f)
    }
}

impl Serialize for Instant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Timestamp::deserialize(deserializer).map(Self::from)
    }
}

impl utoipa::PartialSchema for Instant {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, SchemaFormat, Type};
        ObjectBuilder::new()
            .schema_type(Type::String)
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::DateTime)))
            .description(Some("RFC 3339, UTC, up to microseconds"))
            .examples([serde_json::json!("2026-11-23T02:15:00Z")])
            .into()
    }
}

impl utoipa::ToSchema for Instant {}

/// Keeps ids of the same millisecond in order.
static COUNTER: std::sync::Mutex<uuid::ContextV7> = std::sync::Mutex::new(uuid::ContextV7::new());

/// Where the time comes from. Cheap to clone.
#[derive(Clone)]
pub struct Clock {
    source: Source,
    zone: TimeZone,
}

#[derive(Clone)]
enum Source {
    System,
    /// The system's time plus an offset in microseconds read from a file, so that a test moves every replica at once; or,
    /// behind a `=`, the time itself, which then stands still.
    #[cfg_attr(
        not(feature = "test-support"),
        expect(dead_code, reason = "only tests control the clock")
    )]
    OffsetFile(Arc<PathBuf>),
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Clock")
            .field("zone", &self.zone)
            .finish_non_exhaustive()
    }
}

impl Clock {
    /// The system's clock, with the city's zone (Asia/Shanghai, by the bundled time-zone data where the system has none).
    ///
    /// # Errors
    /// When `zone` is not a known IANA name.
    pub fn system(zone: &str) -> Result<Self, jiff::Error> {
        Ok(Self {
            source: Source::System,
            zone: TimeZone::get(zone)?,
        })
    }

    /// A clock whose offset from the system's time, or whose time, tests write into `file`.
    ///
    /// # Errors
    /// When `zone` is not a known IANA name.
    #[cfg(feature = "test-support")]
    pub fn offset_file(zone: &str, file: PathBuf) -> Result<Self, jiff::Error> {
        Ok(Self {
            source: Source::OffsetFile(Arc::new(file)),
            zone: TimeZone::get(zone)?,
        })
    }

    /// Now.
    #[must_use]
    pub fn now(&self) -> Instant {
        let system = Instant::from(Timestamp::now());
        match &self.source {
            Source::System => system,
            Source::OffsetFile(file) => {
                let text = std::fs::read_to_string(file.as_path()).unwrap_or_default();
                let text = text.trim();
                match text.strip_prefix('=').map(str::parse) {
                    Some(Ok(instant)) => Instant(instant),
                    _ => Instant(system.0.saturating_add(text.parse().unwrap_or(0))),
                }
            }
        }
    }

    /// The city's time zone.
    #[must_use]
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// The civil date in the city at `instant`.
    #[must_use]
    pub fn civil_date(&self, instant: Instant) -> jiff::civil::Date {
        instant.timestamp().to_zoned(self.zone.clone()).date()
    }

    /// Minutes since Monday 00:00 of the city's civil week at `instant`: 0 to 10,079.
    #[must_use]
    pub fn week_minute(&self, instant: Instant) -> u16 {
        let local = instant.timestamp().to_zoned(self.zone.clone());
        let day = i32::from(local.weekday().to_monday_zero_offset());
        let minute = day * 1440 + i32::from(local.hour()) * 60 + i32::from(local.minute());
        u16::try_from(minute).unwrap_or(0)
    }

    /// A new row id, in the order of this clock.
    #[must_use]
    pub fn new_uuid(&self) -> uuid::Uuid {
        let now = self.now();
        let seconds = u64::try_from(now.unix_seconds()).unwrap_or(0);
        let nanos = u32::try_from(now.0.rem_euclid(1_000_000) * 1000).unwrap_or(0);
        // Within one millisecond a counter keeps the order in which a process makes its rows.
        uuid::Uuid::new_v7(uuid::Timestamp::from_unix(&COUNTER, seconds, nanos))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_survives_json_to_the_microsecond() {
        let instant = Instant(1_763_863_200_123_456);
        let json = serde_json::to_string(&instant).unwrap();
        assert_eq!(json, "\"2025-11-23T02:00:00.123456Z\"");
        assert_eq!(serde_json::from_str::<Instant>(&json).unwrap(), instant);
    }

    #[test]
    fn the_week_begins_on_monday_in_the_city() {
        let clock = Clock::system("Asia/Shanghai").unwrap();
        // Sunday 2026-11-22T16:00:00Z is Monday 00:00 in Chengdu.
        let monday: Timestamp = "2026-11-22T16:00:00Z".parse().unwrap();
        assert_eq!(clock.week_minute(monday.into()), 0);
        assert_eq!(
            clock.week_minute(Instant::from(monday).minus(Duration::from_secs(60))),
            10_079
        );
        assert_eq!(clock.civil_date(monday.into()).to_string(), "2026-11-23");
    }

    #[test]
    fn differences_never_go_below_zero() {
        assert_eq!(Instant(5).since(Instant(9)), Duration::ZERO);
        assert_eq!(Instant(9).since(Instant(5)), Duration::from_micros(4));
    }
}
