//! Leave in requests and answers.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::entity::{LeaveKind, LeaveState, leave};
use crate::platform::access::Reach;
use crate::platform::clock::Instant;
use crate::platform::ids::{LeaveId, NeedId, PersonId, ProviderId, TaskId};

/// A leave to enter.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CreateLeave, example = json!({
    "kind": "annual", "from": "2026-12-21T01:00:00Z", "until": "2026-12-26T01:00:00Z",
    "stand_in_provider_id": "01935a00-0000-7000-8000-000000000002"
}))]
pub struct CreateLeaveDto {
    /// Which kind; sick leave is in force at once.
    pub kind: LeaveKind,
    /// From.
    pub from: Instant,
    /// Until; at most a year later.
    pub until: Instant,
    /// Who stands in: a social worker of the same street.
    pub stand_in_provider_id: Option<ProviderId>,
}

/// An officer's word about a leave.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = DecideLeave, example = json!({"approve": false, "reason": "当天已有两人请假"}))]
pub struct DecideLeaveDto {
    /// Whether it is granted.
    pub approve: bool,
    /// Why not, up to 200 characters; required for a refusal.
    #[schema(max_length = 200, example = "当天已有两人请假")]
    pub reason: Option<String>,
}

/// A task to hand over.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = HandOver, example = json!({"task_id": "01935a00-0000-7000-8000-000000000003"}))]
pub struct HandOverDto {
    /// A task that the leave touches.
    pub task_id: TaskId,
}

/// Which leaves to list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListLeavesQuery {
    /// Only those in this state.
    #[param(inline)]
    pub state: Option<LeaveState>,
    /// From the last page's `next_cursor`.
    #[param(max_length = 200)]
    pub cursor: Option<String>,
    /// How many, 1 to 100; 20 unless said.
    #[param(minimum = 1, maximum = 100)]
    pub limit: Option<u64>,
}

/// A leave.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Leave)]
pub struct LeaveDto {
    /// Id.
    pub id: LeaveId,
    /// Who.
    pub provider_id: ProviderId,
    /// The person.
    pub person_id: PersonId,
    /// The community of their post.
    #[schema(example = "510104035017")]
    pub community: String,
    /// Which kind; whoever stands in is not told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<LeaveKind>,
    /// Where it stands.
    pub state: LeaveState,
    /// From.
    pub from: Instant,
    /// Until.
    pub until: Instant,
    /// Who stands in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stand_in_provider_id: Option<ProviderId>,
    /// Why it was refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "当天已有两人请假")]
    pub reason: Option<String>,
}

impl LeaveDto {
    /// A leave as somebody within `reach` sees it.
    #[must_use]
    pub fn of(row: leave::Model, reach: &Reach) -> Self {
        let told =
            reach.any || row.person_id == reach.person || reach.areas.contains(&row.community_code);
        Self {
            id: row.id,
            provider_id: row.provider_id,
            person_id: row.person_id,
            community: row.community_code,
            kind: told.then_some(row.kind),
            state: row.state,
            from: row.from_at,
            until: row.until_at,
            stand_in_provider_id: row.stand_in_provider_id,
            reason: row.reason,
        }
    }
}

/// A task whose lead is away when it is promised, or before anybody knows when it will be.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TouchedTask)]
pub struct TouchedTask {
    /// The task.
    pub task_id: TaskId,
    /// Its need.
    pub need_id: NeedId,
    /// Category.
    #[schema(example = "hospital_escort")]
    pub category: String,
    /// Promised time, from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub window_from: Option<Instant>,
    /// Promised time, until.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub window_until: Option<Instant>,
}

/// The tasks that a leave touches.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TouchedTasks)]
pub struct TouchedTasks {
    /// Those, the soonest first.
    pub items: Vec<TouchedTask>,
}
