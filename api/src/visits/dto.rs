//! Visits in requests and answers.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::entity::{alarm, alerted, visit};
use super::model::{
    AlarmKind, AlarmOutcome, AlarmState, Capacity, HazardKind, PairReason, VisitAnswer,
};
use crate::divisions::dto::PlaceDto;
use crate::platform::clock::Instant;
use crate::platform::ids::{AlarmId, HazardId, MemberId, NeedId, PersonId, TaskId};
use crate::reference::taxonomy::Hotline;

/// More time.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"minutes": 30}))]
pub struct ExtendVisit {
    /// So many minutes more.
    #[schema(minimum = 1, maximum = 240, example = 30)]
    pub minutes: u32,
}

/// The answer to being asked.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"answer": "fine", "minutes": 30}))]
pub struct AnswerVisit {
    /// `fine` during a visit; `on_my_way` before it.
    pub answer: VisitAnswer,
    /// `fine`: so many minutes more, may be left out. `on_my_way`: in so many minutes.
    #[schema(minimum = 1, maximum = 240, example = 30)]
    pub minutes: Option<u32>,
}

/// Somebody's own visit.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Visit)]
pub struct VisitDto {
    /// The task.
    pub task_id: TaskId,
    /// The own place in the team.
    pub member_id: MemberId,
    /// Since when they are there; absent before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub begun_at: Option<Instant>,
    /// When they should be done; they are asked some time after it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected_until: Option<Instant>,
    /// When they said that they come, being late.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected_from: Option<Instant>,
}

impl From<&visit::Model> for VisitDto {
    fn from(row: &visit::Model) -> Self {
        Self {
            task_id: row.task_id,
            member_id: row.member_id,
            begun_at: Some(row.begun_at),
            expected_until: Some(row.expected_end),
            expected_from: None,
        }
    }
}

/// A call for help. Nothing of it has to be there.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"place": {"lon": 104.117, "lat": 30.598, "crs": "gcj02"}, "accuracy_m": 20}))]
pub struct RaiseSos {
    /// Where the phone was last.
    pub place: Option<PlaceDto>,
    /// How sure the phone is, metres.
    #[schema(minimum = 0, maximum = 10000)]
    pub accuracy_m: Option<u32>,
}

/// How an alarm ended.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"outcome": "safe"}))]
pub struct EndSos {
    /// What it came to.
    pub outcome: AlarmOutcome,
}

/// An alarm in a list: nothing personal.
#[derive(Debug, Serialize, ToSchema)]
pub struct AlarmRow {
    /// Id.
    pub id: AlarmId,
    /// Of which task.
    pub task_id: TaskId,
    /// Of which need.
    pub need_id: NeedId,
    /// The visitor's place in the team.
    pub member_id: MemberId,
    /// Why.
    pub kind: AlarmKind,
    /// Where it stands.
    pub state: AlarmState,
    /// What it came to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<AlarmOutcome>,
    /// Community.
    #[schema(example = "510104035017")]
    pub community: String,
    /// Since when.
    pub created_at: Instant,
    /// Until when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<Instant>,
}

impl From<&alarm::Model> for AlarmRow {
    fn from(row: &alarm::Model) -> Self {
        Self {
            id: row.id,
            task_id: row.task_id,
            need_id: row.need_id,
            member_id: row.member_id,
            kind: row.kind,
            state: row.state,
            outcome: row.outcome,
            community: row.community_code.clone(),
            created_at: row.created_at,
            ended_at: row.ended_at,
        }
    }
}

/// Somebody who was alerted.
#[derive(Debug, Serialize, ToSchema)]
pub struct AlertedDto {
    /// Who.
    pub person_id: PersonId,
    /// As what.
    pub capacity: Capacity,
}

impl From<&alerted::Model> for AlertedDto {
    fn from(row: &alerted::Model) -> Self {
        Self {
            person_id: row.person_id,
            capacity: row.capacity,
        }
    }
}

/// What whoever asked for help is told.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Sos)]
pub struct SosDto {
    /// The alarm.
    #[serde(flatten)]
    pub alarm: AlarmRow,
    /// Numbers to call at once.
    pub numbers: Vec<Hotline>,
    /// Who knows of it; empty when nobody is on duty and nobody holds the office: then the numbers are all there is.
    pub alerted: Vec<AlertedDto>,
}

/// An alarm with all that helps to find the visitor; personal only while it is open.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Alarm)]
pub struct AlarmDto {
    /// What lists show too.
    #[serde(flatten)]
    pub alarm: AlarmRow,
    /// Who was alerted.
    pub alerted: Vec<AlertedDto>,
    /// Numbers to call.
    pub numbers: Vec<Hotline>,
    /// The visitor's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "陈邻秋")]
    pub name: Option<String>,
    /// The visitor's phone.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "12600000001")]
    pub phone: Option<String>,
    /// Where that phone was last, WGS-84.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceDto>,
    /// How sure it was, metres.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = 20)]
    pub accuracy_m: Option<i32>,
    /// When it was there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place_at: Option<Instant>,
    /// Building, entrance, floor of the visit.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "示范水杉小区3栋2单元")]
    pub address: Option<String>,
    /// Exact place of the visit, WGS-84.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub home: Option<PlaceDto>,
}

/// Which alarms to list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListAlarmsQuery {
    /// Only this state.
    pub state: Option<AlarmState>,
    /// `next_cursor` of the page before.
    #[param(max_length = 64)]
    pub cursor: Option<String>,
    /// Rows a page; 20 unless said otherwise.
    #[param(minimum = 1, maximum = 100)]
    pub limit: Option<u64>,
}

/// Why one goes alone.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"reason": "网格员在楼下等候，每十分钟联系一次。"}))]
pub struct WaiveSecondPerson {
    /// Why that is safe, up to 200 characters; the team sees it.
    #[schema(
        min_length = 1,
        max_length = 200,
        example = "网格员在楼下等候，每十分钟联系一次。"
    )]
    pub reason: String,
}

/// A warning to those who visit.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"kind": "dog", "text": "院里有大狗，请先打电话。"}))]
pub struct AddHazard {
    /// Of what.
    pub kind: HazardKind,
    /// In words, up to 200 characters. The resident never sees it.
    #[schema(min_length = 1, max_length = 200, example = "院里有大狗，请先打电话。")]
    pub text: String,
}

/// A warning to those who visit.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Hazard)]
pub struct HazardDto {
    /// Id.
    pub id: HazardId,
    /// Of what.
    pub kind: HazardKind,
    /// In words.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "院里有大狗，请先打电话。")]
    pub text: Option<String>,
    /// When it was written.
    pub created_at: Instant,
}

/// That two go.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SecondPerson)]
pub struct SecondPersonDto {
    /// Why.
    pub reasons: Vec<PairReason>,
    /// Why an officer has agreed that one goes alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "网格员在楼下等候，每十分钟联系一次。")]
    pub waived: Option<String>,
}

/// What the team and officers see, and nobody else.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Safety)]
pub struct SafetyDto {
    /// What to mind.
    pub hazards: Vec<HazardDto>,
    /// That two go, while somebody is still to come.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub second_person: Option<SecondPersonDto>,
}
