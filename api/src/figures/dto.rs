//! Figures in requests and answers.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::needs::model::{NeedState, Outcome};
use crate::ratings::dto::Score;

/// Of where and when.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct FiguresQuery {
    /// A division (4, 6, 9 or 12 digits) or management zone; everything within the caller's scope unless said otherwise.
    #[param(max_length = 40, example = "510104")]
    pub division: Option<String>,
    /// First civil day in the city's zone; 29 days before the last one unless said otherwise.
    #[param(value_type = Option<String>, format = Date, example = "2026-11-01")]
    pub from: Option<String>,
    /// Last civil day, itself included; today unless said otherwise. At most 366 days in all.
    #[param(value_type = Option<String>, format = Date, example = "2026-11-30")]
    pub to: Option<String>,
}

/// Needs that were posted in these days.
#[derive(Debug, PartialEq, Serialize, ToSchema)]
pub struct NeedCounts {
    /// How many were posted; drafts are not.
    pub posted: i64,
    /// How many of them somebody accepted.
    pub accepted: u64,
    /// Median of the minutes from opening to the first acceptance, to a tenth; absent when none was accepted.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = 18.5)]
    pub median_minutes_to_accept: Option<f64>,
    /// How many, by the state in which they are now.
    #[schema(example = json!({"open": 3, "in_service": 1, "closed": 40}))]
    pub by_state: BTreeMap<String, i64>,
    /// How many, by how they ended.
    #[schema(example = json!({"resolved": 36, "partly": 2, "referred": 2}))]
    pub by_outcome: BTreeMap<String, i64>,
}

impl NeedCounts {
    /// The words of states and outcomes as keys: a state without needs has none.
    #[must_use]
    pub fn words(
        states: Vec<(NeedState, i64)>,
        outcomes: Vec<(Outcome, i64)>,
    ) -> (BTreeMap<String, i64>, BTreeMap<String, i64>) {
        let sent = states
            .into_iter()
            .filter(|(state, _)| *state != NeedState::Draft);
        (
            sent.map(|(state, count)| (state.to_string(), count))
                .collect(),
            outcomes
                .into_iter()
                .map(|(outcome, count)| (outcome.to_string(), count))
                .collect(),
        )
    }
}

/// Hours of service of tasks that were finished in these days.
#[derive(Debug, PartialEq, Serialize, ToSchema)]
pub struct ServiceHours {
    /// Of leads, to hundredths.
    pub lead: f64,
    /// Of volunteers, to hundredths.
    pub volunteer: f64,
}

/// What residents said in these days.
#[derive(Debug, PartialEq, Serialize, ToSchema)]
pub struct SatisfactionFigures {
    /// Posterior mean, interval and count.
    #[serde(flatten)]
    pub score: Score,
    /// Share of the ratings which say that the need was met, 0 to 1, to thousandths; absent without ratings.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = 0.925, minimum = 0, maximum = 1)]
    pub resolved_share: Option<f64>,
}

/// The figures of a division and a span of days.
#[derive(Debug, Serialize, ToSchema)]
pub struct Figures {
    /// The division or zone that was asked for; absent for everything within the caller's scope.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "510104")]
    pub division: Option<String>,
    /// First civil day.
    #[schema(value_type = String, format = Date, example = "2026-11-01")]
    pub from: String,
    /// Last civil day, included.
    #[schema(value_type = String, format = Date, example = "2026-11-30")]
    pub to: String,
    /// The zone of these days.
    #[schema(example = "Asia/Shanghai")]
    pub time_zone: String,
    /// Needs.
    pub needs: NeedCounts,
    /// Hours of service.
    pub service_hours: ServiceHours,
    /// Satisfaction.
    pub satisfaction: SatisfactionFigures,
    /// Attempts to give an administrative matter to a dedicated post: each was refused and counted.
    pub administrative_attempts: u64,
}
