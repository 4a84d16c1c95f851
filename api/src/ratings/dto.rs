//! Ratings in requests and answers.

use jinlin_matcher::{Posterior, QUALITY_FORMULA};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::entity;
use super::model::Resolved;
use crate::platform::clock::Instant;
use crate::platform::ids::{ProviderId, RatingId, TaskId};

/// What the resident says of a finished task. It replaces what was said before: what is left out is taken back.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "overall": 5, "attitude": 5, "timeliness": 4, "resolved": "yes", "comment": "小陈很耐心，谢谢。"
}))]
pub struct RateTask {
    /// All in all.
    #[schema(minimum = 1, maximum = 5)]
    pub overall: i32,
    /// 态度.
    #[schema(minimum = 1, maximum = 5)]
    pub attitude: Option<i32>,
    /// 专业.
    #[schema(minimum = 1, maximum = 5)]
    pub professionalism: Option<i32>,
    /// 及时.
    #[schema(minimum = 1, maximum = 5)]
    pub timeliness: Option<i32>,
    /// 效果.
    #[schema(minimum = 1, maximum = 5)]
    pub effect: Option<i32>,
    /// Whether the need was met.
    pub resolved: Resolved,
    /// In the own words, up to 500 characters; the team does not see it.
    #[schema(max_length = 500)]
    pub comment: Option<String>,
}

/// A rating, as the resident and the officers of the division see it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Rating)]
pub struct RatingDto {
    /// Id.
    pub id: RatingId,
    /// Of which task.
    pub task_id: TaskId,
    /// All in all, 1 to 5.
    pub overall: i32,
    /// 态度, 1 to 5.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attitude: Option<i32>,
    /// 专业, 1 to 5.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub professionalism: Option<i32>,
    /// 及时, 1 to 5.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timeliness: Option<i32>,
    /// 效果, 1 to 5.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effect: Option<i32>,
    /// Whether the need was met.
    pub resolved: Resolved,
    /// In the own words.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "很有耐心。")]
    pub comment: Option<String>,
    /// When it was first given.
    pub created_at: Instant,
    /// When it was changed.
    pub updated_at: Instant,
    /// Until when it can be changed.
    pub editable_until: Instant,
}

impl RatingDto {
    /// A row with its opened comment.
    #[must_use]
    pub fn of(row: &entity::Model, comment: Option<String>) -> Self {
        Self {
            id: row.id,
            task_id: row.task_id,
            overall: row.overall,
            attitude: row.attitude,
            professionalism: row.professionalism,
            timeliness: row.timeliness,
            effect: row.effect,
            resolved: row.resolved,
            comment,
            created_at: row.created_at,
            updated_at: row.updated_at,
            editable_until: row.editable_until,
        }
    }
}

/// A published score: the posterior mean of ratings from 1 to 5, with its 95 % credible interval. Without ratings it is 3, and wide.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, ToSchema)]
#[schema(example = json!({"count": 12, "mean": 4.25, "low": 3.42, "high": 4.8, "formula": "q1"}))]
pub struct Score {
    /// How many ratings it rests on.
    pub count: u32,
    /// Posterior mean, rounded to hundredths.
    #[schema(minimum = 1, maximum = 5)]
    pub mean: f64,
    /// Lower end of the interval, rounded to hundredths.
    #[schema(minimum = 1, maximum = 5)]
    pub low: f64,
    /// Upper end of the interval, rounded to hundredths.
    #[schema(minimum = 1, maximum = 5)]
    pub high: f64,
    /// Version of the formula.
    pub formula: &'static str,
}

impl From<Posterior> for Score {
    fn from(posterior: Posterior) -> Self {
        Self {
            count: posterior.count,
            mean: hundredths(posterior.mean),
            low: hundredths(posterior.low),
            high: hundredths(posterior.high),
            formula: QUALITY_FORMULA,
        }
    }
}

/// A number as it is published.
#[must_use]
pub fn hundredths(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

/// What is published of a provider's ratings.
#[derive(Debug, Serialize, ToSchema)]
pub struct Satisfaction {
    /// Of whom.
    pub provider_id: ProviderId,
    /// The score.
    #[serde(flatten)]
    pub score: Score,
}
