//! What a rating may say, and when.

use std::time::Duration;

use sea_orm::DeriveValueType;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::dto::RateTask;
use crate::needs::model::{UnknownWord, words};
use crate::platform::clock::Instant;
use crate::platform::problem::{FieldCode, FieldErrors, Problem};
use crate::tasks::entity::task;
use crate::tasks::model::TaskState;

/// The longest comment, in characters.
pub const COMMENT_MAX: usize = 500;
/// How a rating was given when the resident gave it in an app; interviews and paper have words of their own.
pub const CHANNEL_SELF: &str = "self_service";

words! {
    /// Whether the need was met, in the resident's word.
    Resolved {
        /// Yes.
        Yes = "yes",
        /// Partly.
        Partly = "partly",
        /// No.
        No = "no",
    }
}

/// A rating that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRating {
    /// 1 to 5.
    pub overall: i32,
    /// 1 to 5.
    pub attitude: Option<i32>,
    /// 1 to 5.
    pub professionalism: Option<i32>,
    /// 1 to 5.
    pub timeliness: Option<i32>,
    /// 1 to 5.
    pub effect: Option<i32>,
    /// Whether the need was met.
    pub resolved: Resolved,
    /// Free text, trimmed; never empty.
    pub comment: Option<String>,
}

impl TryFrom<&RateTask> for NewRating {
    type Error = Problem;

    fn try_from(input: &RateTask) -> Result<Self, Problem> {
        let mut errors = FieldErrors::default();
        let scores = [
            ("overall", Some(input.overall)),
            ("attitude", input.attitude),
            ("professionalism", input.professionalism),
            ("timeliness", input.timeliness),
            ("effect", input.effect),
        ];
        for (field, score) in scores {
            errors.check(
                score.is_none_or(|score| (1..=5).contains(&score)),
                field,
                FieldCode::Range,
            );
        }
        let comment = input
            .comment
            .as_deref()
            .map(str::trim)
            .filter(|comment| !comment.is_empty());
        let length = comment.map_or(0, |comment| comment.chars().count());
        errors.check(length <= COMMENT_MAX, "comment", FieldCode::TooLong);
        errors.finish()?;
        Ok(Self {
            overall: input.overall,
            attitude: input.attitude,
            professionalism: input.professionalism,
            timeliness: input.timeliness,
            effect: input.effect,
            resolved: input.resolved,
            comment: comment.map(ToOwned::to_owned),
        })
    }
}

/// Whether a task can get its first rating at `now`: it is over, and not for longer than `open`.
#[must_use]
pub fn is_open(task: &task::Model, open: Duration, now: Instant) -> bool {
    match task.state {
        TaskState::Finished | TaskState::Confirmed => task
            .finished_at
            .is_some_and(|finished| now <= finished.plus(open)),
        TaskState::Open | TaskState::Held | TaskState::InService | TaskState::Cancelled => false,
    }
}

/// What the provider's count and sum change by when a rating goes from `before` (`None`: the first) to `after`.
#[must_use]
pub fn delta(before: Option<i32>, after: i32) -> (i64, i64) {
    match before {
        None => (1, i64::from(after)),
        Some(before) => (0, i64::from(after) - i64::from(before)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::ids::{NeedId, TaskId};

    fn input() -> RateTask {
        serde_json::from_value(serde_json::json!({ "overall": 5, "resolved": "yes" })).unwrap()
    }

    fn task(state: TaskState, finished_at: Option<i64>) -> task::Model {
        task::Model {
            id: TaskId(uuid::Uuid::nil()),
            need_id: NeedId(uuid::Uuid::nil()),
            visit_no: 1,
            category: "companionship".to_owned(),
            community_code: "510104035017".to_owned(),
            street_code: "510104035".to_owned(),
            cell: String::new(),
            urgent: false,
            state,
            lead_provider_id: None,
            volunteers_wanted: 0,
            volunteers_joined: 0,
            sensitive: false,
            window_from: None,
            window_until: None,
            ring: 0,
            round: 0,
            next_round_at: None,
            held_at: None,
            checked_in_at: None,
            finished_at: finished_at.map(Instant),
            confirmed_at: None,
            briefing: None,
            version: 1,
            created_at: Instant(0),
            updated_at: Instant(0),
        }
    }

    #[test]
    fn scores_are_one_to_five() {
        assert!(NewRating::try_from(&input()).is_ok());
        for overall in [0, 6, -1] {
            assert!(NewRating::try_from(&RateTask { overall, ..input() }).is_err());
        }
        assert!(
            NewRating::try_from(&RateTask {
                effect: Some(0),
                ..input()
            })
            .is_err()
        );
        assert!(
            NewRating::try_from(&RateTask {
                effect: Some(1),
                ..input()
            })
            .is_ok()
        );
    }

    #[test]
    fn comments_count_characters_and_blank_ones_are_none() {
        let with = |comment: &str| {
            NewRating::try_from(&RateTask {
                comment: Some(comment.to_owned()),
                ..input()
            })
        };
        assert!(with(&"好".repeat(COMMENT_MAX)).is_ok());
        assert!(with(&"好".repeat(COMMENT_MAX + 1)).is_err());
        assert_eq!(with("  \n").unwrap().comment, None);
        assert_eq!(with(" 很好 ").unwrap().comment.as_deref(), Some("很好"));
    }

    #[test]
    fn only_what_is_over_is_rated_and_not_for_ever() {
        let open = Duration::from_micros(100);
        for state in TaskState::ALL {
            let over = matches!(state, TaskState::Finished | TaskState::Confirmed);
            assert_eq!(
                is_open(&task(*state, Some(10)), open, Instant(50)),
                over,
                "{state}"
            );
        }
        assert!(is_open(
            &task(TaskState::Finished, Some(10)),
            open,
            Instant(110)
        ));
        assert!(!is_open(
            &task(TaskState::Finished, Some(10)),
            open,
            Instant(111)
        ));
        assert!(!is_open(
            &task(TaskState::Finished, None),
            open,
            Instant(50)
        ));
    }

    #[test]
    fn changes_are_counted_by_their_difference() {
        assert_eq!(delta(None, 4), (1, 4));
        assert_eq!(delta(Some(4), 2), (0, -2));
        assert_eq!(delta(Some(4), 4), (0, 0));
    }
}
