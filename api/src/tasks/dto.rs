//! Tasks in requests and answers.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::entity::late_leave;
use super::model::{ArrivedBy, LeaveReason, MemberRole, MemberState, TaskState, WaitingState};
use crate::divisions::dto::PlaceDto;
use crate::needs::dto::WindowDto;
use crate::needs::model::Outcome;
use crate::platform::clock::Instant;
use crate::platform::ids::{MemberId, NeedId, PortraitId, ProviderId, TaskId, WaitingId};
use crate::visits::dto::SafetyDto;

/// Somebody on a team, as those concerned see them.
#[derive(Debug, Serialize, ToSchema)]
pub struct MemberDto {
    /// Id of the place in the team.
    pub id: MemberId,
    /// As which provider.
    pub provider_id: ProviderId,
    /// Lead or volunteer.
    pub role: MemberRole,
    /// Where they stand.
    pub state: MemberState,
    /// Name.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "陈邻秋")]
    pub name: Option<String>,
    /// Certificate, for leads.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "assistant")]
    pub certificate: Option<String>,
    /// Their portrait, where an officer has agreed that it is shown; as long as the task's contact is open. The team and whom they serve
    /// can open it; officers can where they answer for the provider.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub portrait_id: Option<PortraitId>,
    /// Since when.
    pub joined_at: Instant,
    /// When they checked in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub checked_in_at: Option<Instant>,
    /// How it is known that they arrived.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub check_in_by: Option<ArrivedBy>,
    /// How far from the place, metres.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub check_in_distance_m: Option<i32>,
    /// When they should be done, while they are there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected_until: Option<Instant>,
    /// When they left the place, at the latest when the task was finished.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub checked_out_at: Option<Instant>,
    /// Minutes of service.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minutes: Option<i32>,
}

/// A task in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct TaskRow {
    /// Id.
    pub id: TaskId,
    /// The need.
    pub need_id: NeedId,
    /// The how-manieth visit.
    pub visit_no: i32,
    /// Category.
    #[schema(example = "companionship")]
    pub category: String,
    /// Community.
    #[schema(example = "510104035017")]
    pub community: String,
    /// State.
    pub state: TaskState,
    /// Volunteer places.
    pub volunteers_wanted: i32,
    /// Places taken.
    pub volunteers_joined: i32,
    /// Promised time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub window: Option<WindowDto>,
    /// When it was taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub held_at: Option<Instant>,
    /// When the lead checked in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub checked_in_at: Option<Instant>,
    /// When it was finished.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub finished_at: Option<Instant>,
    /// When the resident confirmed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confirmed_at: Option<Instant>,
}

/// A task with its team.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Task)]
pub struct TaskDto {
    /// What lists show too.
    #[serde(flatten)]
    pub row: TaskRow,
    /// What the lead wrote for the volunteers.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "请带雨伞，在单元门口等。")]
    pub briefing: Option<String>,
    /// The team, in order of joining.
    pub team: Vec<MemberDto>,
    /// What to mind at the visit; the team and officers see it, nobody else.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub safety: Option<SafetyDto>,
}

/// Which tasks to list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListTasksQuery {
    /// `next_cursor` of the page before.
    #[param(max_length = 64)]
    pub cursor: Option<String>,
    /// Rows a page; 20 unless said otherwise.
    #[param(minimum = 1, maximum = 100)]
    pub limit: Option<u64>,
    /// Only these.
    pub state: Option<TaskState>,
}

/// Arriving: by the place of the phone, or by the code that the resident's phone shows.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"place": {"lon": 104.117, "lat": 30.598, "crs": "gcj02"}, "accuracy_m": 20}))]
pub struct CheckIn {
    /// Where the phone is.
    pub place: Option<PlaceDto>,
    /// The code, in place of `place`.
    #[schema(max_length = 40, example = "7K2M-9QXD-0B4T-WZ81")]
    pub code: Option<String>,
    /// How sure the phone is, metres.
    #[schema(minimum = 0, maximum = 10000)]
    pub accuracy_m: Option<u32>,
    /// Why so far away; required when it is.
    #[schema(max_length = 200)]
    pub reason: Option<String>,
}

/// Leaving.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"place": {"lon": 104.117, "lat": 30.598, "crs": "gcj02"}, "accuracy_m": 20}))]
pub struct CheckOut {
    /// Where the phone is; may be left out.
    pub place: Option<PlaceDto>,
    /// How sure the phone is, metres.
    #[schema(minimum = 0, maximum = 10000)]
    pub accuracy_m: Option<u32>,
}

/// What the resident's phone shows.
#[derive(Debug, Serialize, ToSchema)]
pub struct CheckInCode {
    /// The code; goes into a QR code as it is.
    #[schema(example = "7K2M-9QXD-0B4T-WZ81")]
    pub code: String,
    /// When to ask for the next one.
    pub next_at: Instant,
    /// Until when this one is taken.
    pub valid_until: Instant,
}

/// Who has arrived.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"member_id": "01935a00-0000-7000-8000-000000000001"}))]
pub struct ConfirmArrival {
    /// Their place in the team.
    pub member_id: MemberId,
}

/// Other hours than were counted.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"minutes": 90, "reason": "手机没电，没能签退。"}))]
pub struct CorrectHours {
    /// The right minutes of service.
    #[schema(minimum = 0, maximum = 1440)]
    pub minutes: i32,
    /// Why, up to 200 characters; the member sees it.
    #[schema(min_length = 1, max_length = 200, example = "手机没电，没能签退。")]
    pub reason: String,
}

/// What was done.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"note": "陪老人聊天散步，情绪平稳。", "outcome": "resolved", "minutes": 60}))]
pub struct FinishTask {
    /// The service record, up to 2,000 characters.
    #[schema(
        max_length = 2000,
        example = "陪老人聊天散步，情绪平稳，约定下周再来。"
    )]
    pub note: String,
    /// What came of it: `resolved`, `partly`, `referred` or `unreachable`.
    pub outcome: Outcome,
    /// Minutes of service.
    #[schema(minimum = 1, maximum = 1440)]
    pub minutes: i32,
}

/// Why a task is given back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"reason": "sick"}))]
pub struct ReleaseTask {
    /// `sick`, `conflict`, `not_my_field` or `other`.
    pub reason: LeaveReason,
}

/// What volunteers have to know.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"text": "陪老人下楼晒太阳半小时，请带雨伞。"}))]
pub struct BriefTeam {
    /// What to do, bring and mind, up to 500 characters; it takes the place of the one before.
    #[schema(
        min_length = 1,
        max_length = 500,
        example = "陪老人下楼晒太阳半小时，请带雨伞；老人听力不好，说话慢一点。"
    )]
    pub text: String,
}

/// Why a volunteer leaves a team.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"reason": "sick"}))]
pub struct LeaveTask {
    /// `sick`, `conflict`, `not_my_field` or `other`; required when it is late.
    pub reason: Option<LeaveReason>,
}

/// A place that was left late.
#[derive(Debug, Serialize, ToSchema)]
pub struct LateLeaveRow {
    /// The place in the team.
    pub member_id: MemberId,
    /// By which provider.
    pub provider_id: ProviderId,
    /// Why.
    pub reason: LeaveReason,
    /// When.
    pub left_at: Instant,
}

impl From<late_leave::Model> for LateLeaveRow {
    fn from(row: late_leave::Model) -> Self {
        Self {
            member_id: row.member_id,
            provider_id: row.provider_id,
            reason: row.reason,
            left_at: row.left_at,
        }
    }
}

/// The places that were left late.
#[derive(Debug, Serialize, ToSchema)]
pub struct LateLeaveList {
    /// In order of joining.
    pub items: Vec<LateLeaveRow>,
}

/// How often somebody has left a team late.
#[derive(Debug, Serialize, ToSchema)]
pub struct LateLeavesDto {
    /// How often in the last `days`.
    #[schema(example = 1)]
    pub count: i32,
    /// From how many on the lead has to confirm them before they begin.
    #[schema(example = 3)]
    pub limit: i32,
    /// Within how many days they count.
    #[schema(example = 90)]
    pub days: i32,
    /// Until when the lead has to confirm them; absent when nobody has to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confirmation_until: Option<Instant>,
}

/// Somebody's own place in the line for a volunteer's place.
#[derive(Debug, Serialize, ToSchema)]
pub struct WaitingPlaceDto {
    /// Id.
    pub id: WaitingId,
    /// For which task.
    pub task_id: TaskId,
    /// Where they stand.
    pub state: WaitingState,
    /// The how-manieth in the line, from 1; absent when they stand in it no more.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = 2)]
    pub position: Option<i32>,
    /// Since when.
    pub since: Instant,
    /// Until when a place is kept for them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer_by: Option<Instant>,
}

/// A service record.
#[derive(Debug, Serialize, ToSchema)]
pub struct RecordDto {
    /// The task.
    pub task_id: TaskId,
    /// What was done.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "陪同就医，平安到家。")]
    pub note: Option<String>,
    /// What came of it.
    pub outcome: Outcome,
    /// Minutes of service.
    pub minutes: i32,
    /// By this code anybody can check the record.
    #[schema(example = "7K2M-9QXD-0B4T-WZ81")]
    pub verification_code: String,
    /// When it was written.
    pub created_at: Instant,
}
