//! The output of a plan: what serde writes.

use serde::Serialize;

use super::input::Mode;
use crate::cost::Cost;
use crate::reason::Reason;

/// The answer to a whole problem.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlanOutput {
    /// How it was solved.
    pub mode: Mode,
    /// One for each need, in the order of the input.
    pub needs: Vec<PlannedNeed>,
    /// Sums over the needs.
    pub totals: Totals,
    /// What a solver makes small: first `unmatched`, then `cost`.
    pub objective: Objective,
}

/// Who serves a need, or why nobody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlannedNeed {
    /// The need's id.
    pub id: String,
    /// The social worker who leads.
    pub lead: Option<Assigned>,
    /// With a lead, the first who was not chosen: the next eligible social worker in the mode's order.
    pub next_lead: Option<Assigned>,
    /// Why there is no lead: the constraint that most providers within the largest radius fail (each counted
    /// under the first one it fails), or `nobody_in_reach`.
    pub reason: Option<Reason>,
    /// The volunteers, nearest first. None without a lead.
    pub volunteers: Vec<Assigned>,
    /// Where no volunteer is missing, the first who was not chosen.
    pub next_volunteer: Option<Assigned>,
    /// How many volunteers are missing.
    pub volunteers_missing: u8,
    /// Why volunteers are missing although there is a lead; as `reason`.
    pub volunteers_reason: Option<Reason>,
}

/// Somebody who was assigned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Assigned {
    /// The provider's id.
    pub provider: String,
    /// Great-circle distance, whole metres.
    pub distance_m: i64,
    /// The cost of this pair, with its terms.
    pub cost: Cost,
    /// Mode `batch`: what this round adds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub round: Option<RoundTerms>,
}

/// What a round adds to the cost of a pair, milli-points.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct RoundTerms {
    /// For being the provider's second, third, ... task of the round, in the order of the needs' ids.
    pub extra_task: i64,
    /// Taken off for a pair of the last plan.
    pub keep_last_plan: i64,
    /// Whether it was accepted before: then nothing was decided about it.
    pub held: bool,
}

/// Sums over the needs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Totals {
    /// Needs.
    pub needs: usize,
    /// Needs with a lead.
    pub matched: usize,
    /// Needs without.
    pub unmatched: usize,
    /// Urgent needs without.
    pub unmatched_urgent: usize,
    /// Volunteers asked for.
    pub volunteers_wanted: usize,
    /// Volunteers assigned.
    pub volunteers_placed: usize,
    /// Metres of all assigned pairs.
    pub distance_m: i64,
    /// Milli-points of all assigned pairs.
    pub cost: i64,
}

/// What a solver makes small, in this order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Objective {
    /// Needs without a lead.
    pub unmatched: usize,
    /// Milli-points of all assigned pairs; in mode `batch` with what the round adds.
    pub cost: i64,
    /// Mode `batch`: more of what was made small.
    #[serde(flatten)]
    pub batch: Option<BatchObjective>,
}

/// What mode `batch` makes small besides.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct BatchObjective {
    /// The weights of the needs without a lead: made small after their number.
    pub unmatched_weight: u64,
    /// Places of volunteers that stay empty in teams that serve: made small after that, before the cost.
    pub volunteers_missing: usize,
    /// Whether leads are proved to be the best possible: no need was left out because its team stayed too small.
    pub leads_optimal: bool,
}
