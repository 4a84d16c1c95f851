//! Words of visits, and the rules that need no database: when somebody is asked, when two go.

use std::time::Duration;

use sea_orm::DeriveValueType;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::needs::model::{UnknownWord, words};
use crate::platform::clock::Instant;

words! {
    /// Why there is an alarm.
    AlarmKind {
        /// A visit lasts too long, and the visitor does not answer.
        Overtime = "overtime",
        /// The visitor asked for help.
        Sos = "sos",
    }
}

words! {
    /// Where an alarm stands.
    AlarmState {
        /// Somebody has to look after the visitor.
        Open = "open",
        /// Over.
        Ended = "ended",
    }
}

words! {
    /// What an alarm came to.
    AlarmOutcome {
        /// The visitor is safe.
        Safe = "safe",
        /// Police, fire brigade or ambulance were called.
        ServicesCalled = "services_called",
        /// Nothing had happened.
        FalseAlarm = "false_alarm",
        /// The visitor was not found: somebody else goes on looking.
        NotFound = "not_found",
    }
}

words! {
    /// As what somebody is alerted.
    Capacity {
        /// Leads the task.
        Lead = "lead",
        /// Is on its team.
        Member = "member",
        /// Is on duty for the community or its street.
        OnDuty = "on_duty",
        /// Holds the office, where nobody is on duty.
        Officer = "officer",
    }
}

words! {
    /// What whoever visits has to mind.
    HazardKind {
        /// A dog, or another animal.
        Dog = "dog",
        /// Somebody has been violent, or may be.
        Violence = "violence",
        /// An infection.
        Infection = "infection",
        /// Something else.
        Other = "other",
    }
}

impl HazardKind {
    /// Whether two go where there is one.
    #[must_use]
    pub const fn wants_two(self) -> bool {
        match self {
            Self::Violence => true,
            Self::Dog | Self::Infection | Self::Other => false,
        }
    }
}

words! {
    /// Why two go, or why the lead goes first.
    PairReason {
        /// Nobody has visited this resident before.
        FirstVisit = "first_visit",
        /// It is night.
        Night = "night",
        /// There is a risk: what the resident wrote, or a hazard.
        Risk = "risk",
        /// There is a child.
        Child = "child",
    }
}

words! {
    /// What a visitor answers.
    VisitAnswer {
        /// All is well.
        Fine = "fine",
        /// Late, and on the way.
        OnMyWay = "on_my_way",
    }
}

/// How long a visit may last beyond its expected end.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// Then the visitor is asked.
    pub ask: Duration,
    /// Then others are alerted.
    pub alert: Duration,
}

impl Patience {
    /// Whether somebody is asked now.
    #[must_use]
    pub fn is_to_ask(self, expected_end: Instant, asked_at: Option<Instant>, now: Instant) -> bool {
        asked_at.is_none() && now >= expected_end.plus(self.ask)
    }

    /// Whether others are alerted now. Whoever was asked late, because no server ran, has the same time to answer.
    #[must_use]
    pub fn is_to_alert(
        self,
        expected_end: Instant,
        asked_at: Option<Instant>,
        now: Instant,
    ) -> bool {
        now >= expected_end.plus(self.alert)
            && asked_at.is_some_and(|asked| now >= asked.plus(self.to_answer()))
    }

    /// How long somebody has to answer.
    #[must_use]
    pub const fn to_answer(self) -> Duration {
        self.alert.saturating_sub(self.ask)
    }
}

/// Whether an hour of the day lies in the night from one hour to another, which may be the next day's. Equal hours are no night.
#[must_use]
pub const fn is_night(hour: i64, from: i64, until: i64) -> bool {
    if from <= until {
        hour >= from && hour < until
    } else {
        hour >= from || hour < until
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const MINUTE: Duration = Duration::from_secs(60);

    fn patience() -> Patience {
        Patience {
            ask: 15 * MINUTE,
            alert: 30 * MINUTE,
        }
    }

    #[test]
    fn the_night_may_go_past_midnight() {
        for (hour, night) in [
            (20, false),
            (21, true),
            (23, true),
            (0, true),
            (6, true),
            (7, false),
        ] {
            assert_eq!(is_night(hour, 21, 7), night, "{hour}");
        }
        assert!(is_night(3, 1, 5) && !is_night(5, 1, 5) && !is_night(0, 1, 5));
        assert!((0..24).all(|hour| !is_night(hour, 7, 7)));
    }

    #[test]
    fn whoever_was_asked_late_has_the_same_time_to_answer() {
        let end = Instant(1_000_000_000_000);
        let asked = end.plus(90 * MINUTE);
        assert!(!patience().is_to_alert(end, Some(asked), asked));
        assert!(!patience().is_to_alert(end, Some(asked), asked.plus(14 * MINUTE)));
        assert!(patience().is_to_alert(end, Some(asked), asked.plus(15 * MINUTE)));
    }

    proptest! {
        /// Nobody is alerted before somebody was asked, nor before the time for it; nobody is asked twice.
        #[test]
        fn asking_comes_before_alerting(asked in 0..10_000_u64, now in 0..10_000_u64) {
            let end = Instant(1_000_000_000_000);
            let at = |minutes: u64| end.plus(Duration::from_secs(minutes * 60));
            let rule = patience();
            prop_assert!(!rule.is_to_alert(end, None, at(now)));
            prop_assert!(!rule.is_to_ask(end, Some(at(asked)), at(now)));
            prop_assert_eq!(rule.is_to_ask(end, None, at(now)), now >= 15);
            if rule.is_to_alert(end, Some(at(asked)), at(now)) {
                prop_assert!(now >= 30 && now >= asked + 15);
            }
        }

        /// A day has as many hours of night as lie between its ends, wherever they are.
        #[test]
        fn every_hour_is_counted_once(from in 0..24_i64, until in 0..24_i64) {
            let hours = (0..24).filter(|hour| is_night(*hour, from, until)).count();
            prop_assert_eq!(i64::try_from(hours).unwrap(), (until - from).rem_euclid(24));
        }
    }
}
