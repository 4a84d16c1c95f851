//! A week of half hours, in the city's civil time.

use std::fmt;

/// Minutes of a week.
pub const WEEK_MINUTES: u16 = 7 * 24 * 60;
/// Bytes of [`WeekSlots::to_bytes`]: a bit for each of 336 half hours.
pub const WEEK_BYTES: usize = 42;
const SLOT_MINUTES: u16 = 30;
const SLOTS: u16 = WEEK_MINUTES / SLOT_MINUTES;
/// Half hours of half a day: from midnight to noon, or from noon to midnight.
const HALF_DAY_SLOTS: u32 = 24;

/// A time that a need asks for: a start within the week, and a length.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Window {
    /// Minutes from Monday 00:00 in the city's civil time; below [`WEEK_MINUTES`], larger ones are taken modulo
    /// the week.
    pub start_week_minute: u16,
    /// Length in minutes. A window of no length asks for the half hour it starts in.
    pub duration_minutes: u16,
}

impl Window {
    /// The first half hour that it touches, and how many; never none, never more than a week's.
    fn slots(self) -> (u32, u32) {
        let start = u32::from(self.start_week_minute % WEEK_MINUTES);
        let end = start + u32::from(self.duration_minutes).max(1);
        let slot_minutes = u32::from(SLOT_MINUTES);
        let first = start / slot_minutes;
        let count = (end.div_ceil(slot_minutes) - first).min(u32::from(SLOTS));
        (first, count)
    }

    /// The half days that it touches, as [`WeekSlots::half_days`].
    pub(crate) fn half_days(self) -> u16 {
        let (first, count) = self.slots();
        let touched = first / HALF_DAY_SLOTS..=(first + count - 1) / HALF_DAY_SLOTS;
        touched.fold(0, |bits, half_day| bits | 1 << (half_day % 14))
    }
}

/// Why a slot cannot be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SlotError {
    /// The day is not 0 (Monday) to 6 (Sunday).
    #[error("day {0} is not 0 (Monday) to 6 (Sunday)")]
    Day(u8),
    /// The minutes are not in order, or past the day's end at 1440.
    #[error("minutes {from} to {to} are not within a day of 1440")]
    Minutes {
        /// First minute of the day.
        from: u16,
        /// The minute after the last.
        to: u16,
    },
}

/// When somebody is available: 7 x 48 half hours from Monday 00:00, in the city's civil time.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct WeekSlots([u64; 6]);

impl WeekSlots {
    /// Never available.
    #[must_use]
    pub const fn never() -> Self {
        Self([0; 6])
    }

    /// Available at every time.
    #[must_use]
    pub const fn always() -> Self {
        // 336 bits: five full words and 16 bits of the sixth.
        Self([u64::MAX, u64::MAX, u64::MAX, u64::MAX, u64::MAX, 0xFFFF])
    }

    /// Makes available the half hours that lie wholly between two minutes of a day; others keep what they are.
    ///
    /// `day` is 0 (Monday) to 6 (Sunday); `from_minute` is included, `to_minute` (up to 1440) is not. A shift
    /// over midnight is two calls.
    ///
    /// # Errors
    /// [`SlotError`] when the day does not exist, or the minutes are out of order or of range.
    pub fn set(&mut self, day: u8, from_minute: u16, to_minute: u16) -> Result<(), SlotError> {
        if day > 6 {
            return Err(SlotError::Day(day));
        }
        if from_minute >= to_minute || to_minute > 1440 {
            return Err(SlotError::Minutes {
                from: from_minute,
                to: to_minute,
            });
        }
        let first = from_minute.div_ceil(SLOT_MINUTES);
        let end = to_minute / SLOT_MINUTES;
        for slot in first..end {
            self.set_slot(u16::from(day) * 48 + slot);
        }
        Ok(())
    }

    /// Whether every half hour that the window touches is available; the week is a ring.
    #[must_use]
    pub fn covers(&self, start_week_minute: u16, duration_minutes: u16) -> bool {
        let window = Window {
            start_week_minute,
            duration_minutes,
        };
        let (first, count) = window.slots();
        (first..first + count).all(|slot| self.slot(slot % u32::from(SLOTS)))
    }

    /// The half days in which some time is available: bit 0 is Monday before noon, bit 1 Monday after it, to bit 13.
    /// Whoever covers a window has every half day that the window touches.
    pub(crate) fn half_days(&self) -> u16 {
        // Half a day is 24 bits: three bytes.
        let bytes = self.to_bytes();
        let half_days = (0..).zip(bytes.chunks(3));
        half_days.fold(0, |bits, (half_day, slots)| {
            bits | u16::from(slots.iter().any(|byte| *byte != 0)) << half_day
        })
    }

    /// Whether no time is available.
    #[must_use]
    pub fn is_never(&self) -> bool {
        *self == Self::never()
    }

    /// The available spans, as `(day, from_minute, to_minute)`, in order, joined within a day.
    #[must_use]
    pub fn spans(&self) -> Vec<(u8, u16, u16)> {
        let mut spans: Vec<(u8, u16, u16)> = Vec::new();
        for day in 0..7_u8 {
            for slot in 0..48_u16 {
                if !self.slot(u32::from(day) * 48 + u32::from(slot)) {
                    continue;
                }
                let (from, to) = (slot * SLOT_MINUTES, (slot + 1) * SLOT_MINUTES);
                match spans.last_mut() {
                    Some(last) if last.0 == day && last.2 == from => last.2 = to,
                    _ => spans.push((day, from, to)),
                }
            }
        }
        spans
    }

    /// The bits as six little-endian words, for digests and storage; bit 0 of the first is Monday 00:00.
    #[must_use]
    pub const fn words(self) -> [u64; 6] {
        self.0
    }

    /// The slots of [`Self::words`]; bits past the week's end are dropped.
    #[must_use]
    pub const fn from_words(words: [u64; 6]) -> Self {
        let [a, b, c, d, e, f] = words;
        Self([a, b, c, d, e, f & 0xFFFF])
    }

    /// The bits as 42 bytes, for rows: half hour n of the week is bit n mod 8, counted from the lowest, of byte
    /// n / 8.
    #[must_use]
    pub fn to_bytes(self) -> [u8; WEEK_BYTES] {
        let mut bytes = [0; WEEK_BYTES];
        let written = self.0.iter().flat_map(|word| word.to_le_bytes());
        bytes
            .iter_mut()
            .zip(written)
            .for_each(|(byte, bits)| *byte = bits);
        bytes
    }

    /// The slots of [`Self::to_bytes`]; every 42 bytes are some week.
    #[must_use]
    pub fn from_bytes(bytes: [u8; WEEK_BYTES]) -> Self {
        let mut words = [0_u64; 6];
        for (word, bytes) in words.iter_mut().zip(bytes.chunks(8)) {
            *word = bytes
                .iter()
                .rev()
                .fold(0, |bits, byte| bits << 8 | u64::from(*byte));
        }
        Self(words)
    }

    fn set_slot(&mut self, slot: u16) {
        if let Some(word) = self.0.get_mut(usize::from(slot / 64)) {
            *word |= 1 << (slot % 64);
        }
    }

    fn slot(&self, slot: u32) -> bool {
        usize::try_from(slot / 64)
            .ok()
            .and_then(|word| self.0.get(word))
            .is_some_and(|word| word >> (slot % 64) & 1 == 1)
    }
}

impl fmt::Debug for WeekSlots {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("WeekSlots")?;
        f.debug_list().entries(self.spans()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: u16 = 60;
    const DAY: u16 = 24 * HOUR;

    fn office_hours() -> WeekSlots {
        let mut week = WeekSlots::never();
        for day in 0..5 {
            week.set(day, 9 * HOUR, 17 * HOUR + 30).unwrap();
        }
        week
    }

    #[test]
    fn covers_what_lies_inside() {
        let week = office_hours();
        assert!(week.covers(9 * HOUR, 8 * HOUR + 30));
        assert!(!week.covers(9 * HOUR, 8 * HOUR + 31));
        assert!(!week.covers(9 * HOUR - 1, 30));
        assert!(week.covers(4 * DAY + 17 * HOUR, 30));
        assert!(!week.covers(5 * DAY + 10 * HOUR, 30), "Saturday");
        assert!(week.covers(17 * HOUR + 29, 0) && !week.covers(17 * HOUR + 30, 0));
    }

    #[test]
    fn half_hours_only_partly_given_are_not_available() {
        let mut week = WeekSlots::never();
        week.set(0, 9 * HOUR + 10, 10 * HOUR + 50).unwrap();
        assert_eq!(week.spans(), [(0, 9 * HOUR + 30, 10 * HOUR + 30)]);
    }

    #[test]
    fn the_week_is_a_ring() {
        let mut week = WeekSlots::never();
        week.set(6, 22 * HOUR, 24 * HOUR).unwrap();
        week.set(0, 0, 2 * HOUR).unwrap();
        let sunday_night = 6 * DAY + 23 * HOUR;
        assert!(week.covers(sunday_night, 3 * HOUR) && !week.covers(sunday_night, 3 * HOUR + 1));
        assert!(week.covers(sunday_night + WEEK_MINUTES, 2 * HOUR));
        assert!(WeekSlots::always().covers(sunday_night, u16::MAX));
        assert!(!week.covers(sunday_night, u16::MAX));
    }

    #[test]
    fn refuses_what_is_no_time() {
        let mut week = WeekSlots::never();
        assert_eq!(week.set(7, 0, 60), Err(SlotError::Day(7)));
        assert_eq!(
            week.set(0, 60, 60),
            Err(SlotError::Minutes { from: 60, to: 60 })
        );
        assert_eq!(
            week.set(0, 0, 1441),
            Err(SlotError::Minutes { from: 0, to: 1441 })
        );
        assert!(week.is_never());
    }

    #[test]
    fn bytes_round_trip_and_begin_on_monday() {
        let mut week = WeekSlots::never();
        week.set(0, 0, 30).unwrap();
        week.set(1, 0, 30).unwrap();
        week.set(6, 1410, 1440).unwrap();
        let bytes = week.to_bytes();
        assert_eq!((bytes[0], bytes[6], bytes[41]), (1, 1, 128));
        assert_eq!(bytes.iter().map(|byte| byte.count_ones()).sum::<u32>(), 3);
        for week in [
            week,
            office_hours(),
            WeekSlots::always(),
            WeekSlots::never(),
        ] {
            assert_eq!(WeekSlots::from_bytes(week.to_bytes()), week);
        }
        assert_eq!(
            WeekSlots::from_bytes([u8::MAX; WEEK_BYTES]),
            WeekSlots::always()
        );
    }

    #[test]
    fn words_round_trip() {
        let mut all = WeekSlots::never();
        (0..7).for_each(|day| all.set(day, 0, 1440).unwrap());
        assert_eq!(all, WeekSlots::always());
        assert_eq!(WeekSlots::from_words([u64::MAX; 6]), all);
        assert_eq!(
            WeekSlots::from_words(office_hours().words()),
            office_hours()
        );
    }
}
