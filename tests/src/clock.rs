//! The clock of a city under test: the server reads its offset from the system's time, or the time itself, from a file.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// When every test begins, in microseconds since 1970: Tuesday 2026-12-01 10:00 in Chengdu (02:00 UTC), working hours.
pub const START: i64 = 1_796_090_400_000_000;

/// Moves the time of all the replicas that were started with its file.
#[derive(Debug, Clone)]
pub struct TestClock {
    file: PathBuf,
}

impl TestClock {
    /// A clock that begins at [`START`], with its file in `dir`.
    #[must_use]
    pub fn begin(dir: &Path) -> Self {
        let clock = Self {
            file: dir.join("clock"),
        };
        clock.write(START - system_micros());
        clock
    }

    /// The file, for `JINLIN_TEST_CLOCK_FILE`.
    #[must_use]
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// Moves the time on.
    pub fn advance(&self, by: Duration) {
        let by =
            i64::try_from(by.as_micros()).expect("a test moves time by less than 292,000 years");
        match self.reading() {
            Reading::Offset(offset) => self.write(offset + by),
            Reading::Standing(now) => self.stand(now + by),
        }
    }

    /// Stops the time at [`START`]: it moves when the test moves it, and what two cities do then is done at the same moment.
    pub fn stand_still(&self) {
        self.stand(START);
    }

    /// Moves the time on to where the next window of this length begins (windows are counted from 1970), so that what a
    /// test does in one window does not straddle two.
    pub fn begin_window(&self, length: Duration) {
        let length =
            i64::try_from(length.as_micros()).expect("a window is shorter than 292,000 years");
        self.advance(Duration::from_micros(
            (length - self.now_micros().rem_euclid(length)).unsigned_abs(),
        ));
    }

    /// Now, in microseconds since 1970.
    #[must_use]
    pub fn now_micros(&self) -> i64 {
        match self.reading() {
            Reading::Offset(offset) => system_micros() + offset,
            Reading::Standing(now) => now,
        }
    }

    fn reading(&self) -> Reading {
        let text = std::fs::read_to_string(&self.file).expect("the clock's file");
        let number = |text: &str| text.parse().expect("the clock's number");
        text.strip_prefix('=').map_or_else(
            || Reading::Offset(number(&text)),
            |now| Reading::Standing(number(now)),
        )
    }

    fn stand(&self, now: i64) {
        self.write(format!("={now}"));
    }

    /// Written aside and renamed: a server never reads half a number.
    fn write(&self, text: impl ToString) {
        let fresh = self.file.with_extension("new");
        std::fs::write(&fresh, text.to_string()).expect("the clock's file can be written");
        std::fs::rename(&fresh, &self.file).expect("the clock's file can be replaced");
    }
}

/// What the file says.
enum Reading {
    Offset(i64),
    Standing(i64),
}

fn system_micros() -> i64 {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .expect("the system's time is after 1970");
    i64::try_from(since.as_micros()).expect("the system's time is before the year 292,000")
}
