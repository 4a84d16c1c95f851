//! A week as people write it: days 1 (Monday) to 7, times of the city such as `09:00`.

use jinlin_matcher::WeekSlots;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::platform::problem::{FieldCode, FieldErrors};

/// More spans than a week of half hours can hold apart in any way people use.
const MOST_SLOTS: usize = 100;

/// A span of one day, in the city's time. One that passes midnight is two spans.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Slot, example = json!({"day": 1, "from": "09:00", "to": "17:00"}))]
pub struct SlotDto {
    /// 1 (Monday) to 7 (Sunday).
    #[schema(minimum = 1, maximum = 7)]
    pub day: u8,
    /// From, on a full or half hour.
    #[schema(pattern = "^([01][0-9]|2[0-3]):(00|30)$")]
    pub from: String,
    /// To, on a full or half hour; the day's end is `24:00`.
    #[schema(pattern = "^(([01][0-9]|2[0-3]):(00|30)|24:00)$")]
    pub to: String,
}

impl SlotDto {
    /// The spans of a week, joined and in order.
    #[must_use]
    pub fn list(week: &WeekSlots) -> Vec<Self> {
        let time = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
        week.spans()
            .into_iter()
            .map(|(day, from, to)| Self {
                day: day + 1,
                from: time(from),
                to: time(to),
            })
            .collect()
    }
}

/// The week of these spans, which may overlap; errors are noted under `week`.
pub fn parse(slots: &[SlotDto], errors: &mut FieldErrors) -> Option<WeekSlots> {
    if slots.len() > MOST_SLOTS {
        errors.add("week", FieldCode::TooLong);
        return None;
    }
    let mut week = WeekSlots::never();
    let mut whole = true;
    for (position, slot) in slots.iter().enumerate() {
        let field = |name: &str| format!("week[{position}].{name}");
        let from = errors.take(&field("from"), minutes(&slot.from));
        let to = errors.take(&field("to"), minutes(&slot.to));
        let day = slot.day.checked_sub(1).filter(|day| *day < 7);
        if day.is_none() {
            errors.add(field("day"), FieldCode::Range);
        }
        let (Some(day), Some(from), Some(to)) = (day, from, to) else {
            whole = false;
            continue;
        };
        if week.set(day, from, to).is_err() {
            errors.add(field("to"), FieldCode::Contradiction);
            whole = false;
        }
    }
    whole.then_some(week)
}

/// Minutes since midnight of `HH:MM`, on a full or half hour, up to 24:00.
fn minutes(text: &str) -> Result<u16, FieldCode> {
    let digits = |part: &str| {
        let plain = part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
        part.parse::<u16>()
            .ok()
            .filter(|_| plain)
            .ok_or(FieldCode::Format)
    };
    let (hours, rest) = text.split_once(':').ok_or(FieldCode::Format)?;
    let (hours, rest) = (digits(hours)?, digits(rest)?);
    let total = hours * 60 + rest;
    if rest > 59 || total > 1_440 {
        return Err(FieldCode::Range);
    }
    if total % 30 != 0 {
        return Err(FieldCode::Format);
    }
    Ok(total)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::problem::ErrorCode;

    fn slot(day: u8, from: &str, to: &str) -> SlotDto {
        SlotDto {
            day,
            from: from.to_owned(),
            to: to.to_owned(),
        }
    }

    fn parsed(slots: &[SlotDto]) -> Option<WeekSlots> {
        let mut errors = FieldErrors::default();
        let week = parse(slots, &mut errors);
        assert_eq!(
            week.is_none(),
            errors
                .finish()
                .is_err_and(|problem| problem.code() == ErrorCode::Invalid)
        );
        week
    }

    #[test]
    fn a_week_survives_being_written_and_read() {
        let slots = [slot(1, "09:00", "12:30"), slot(7, "22:00", "24:00")];
        let week = parsed(&slots).unwrap();
        assert!(week.covers(9 * 60, 210) && !week.covers(9 * 60, 211));
        assert_eq!(SlotDto::list(&week), slots);
        assert!(parsed(&[]).unwrap().is_never());
    }

    #[test]
    fn overlapping_spans_are_joined() {
        let week = parsed(&[slot(2, "08:00", "10:00"), slot(2, "09:30", "11:00")]).unwrap();
        assert_eq!(SlotDto::list(&week), [slot(2, "08:00", "11:00")]);
    }

    #[test]
    fn what_is_no_time_is_refused() {
        let cases = [
            slot(0, "09:00", "10:00"),
            slot(8, "09:00", "10:00"),
            slot(1, "9:00", "10:00"),
            slot(1, "09:15", "10:00"),
            slot(1, "09:00", "24:30"),
            slot(1, "09:00", "+9:00"),
            slot(1, "10:00", "10:00"),
            slot(1, "10:00", "09:00"),
            slot(1, "", "09:00"),
            slot(1, "08:60", "09:00"),
        ];
        for case in cases {
            assert_eq!(parsed(std::slice::from_ref(&case)), None, "{case:?}");
        }
        assert_eq!(parsed(&vec![slot(1, "09:00", "10:00"); 101]), None);
    }
}
