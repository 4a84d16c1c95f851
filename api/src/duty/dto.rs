//! Duty in requests and answers.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::entity::{CallBackOutcome, CallBackState, call_back, shift};
use crate::platform::clock::Instant;
use crate::platform::ids::{CallBackId, NeedId, PersonId, ShiftId};

/// A new shift.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CreateShift, example = json!({
    "division": "510104035017", "person_id": "01935a00-0000-7000-8000-000000000001",
    "from": "2026-12-01T09:00:00Z", "until": "2026-12-02T01:00:00Z"
}))]
pub struct CreateShiftDto {
    /// Community (12 digits) or street (9 digits).
    #[schema(max_length = 12, example = "510104035017")]
    pub division: String,
    /// Who is on duty; somebody with a role beside being a resident.
    pub person_id: PersonId,
    /// Who is called when they do not answer.
    pub stand_in_person_id: Option<PersonId>,
    /// From.
    pub from: Instant,
    /// Until; at most 7 days later.
    pub until: Instant,
}

/// A shift.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Shift)]
pub struct ShiftDto {
    /// Id.
    pub id: ShiftId,
    /// Community or street.
    #[schema(example = "510104035017")]
    pub division: String,
    /// Who is on duty.
    pub person_id: PersonId,
    /// Who is called when they do not answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stand_in_person_id: Option<PersonId>,
    /// From.
    pub from: Instant,
    /// Until.
    pub until: Instant,
}

impl From<shift::Model> for ShiftDto {
    fn from(row: shift::Model) -> Self {
        Self {
            id: row.id,
            division: row.division_code,
            person_id: row.person_id,
            stand_in_person_id: row.stand_in_person_id,
            from: row.from_at,
            until: row.until_at,
        }
    }
}

/// A call-back; text and phone are with the need, which whoever is asked may see.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CallBack)]
pub struct CallBackDto {
    /// Id.
    pub id: CallBackId,
    /// About which need.
    pub need_id: NeedId,
    /// Its community.
    #[schema(example = "510104035017")]
    pub community: String,
    /// Who is asked.
    pub person_id: PersonId,
    /// The how-manieth who is asked.
    #[schema(minimum = 1)]
    pub attempt: i32,
    /// Where it stands.
    pub state: CallBackState,
    /// Until when it has to be taken.
    pub due_at: Instant,
    /// What it came to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<CallBackOutcome>,
    /// When it was made.
    pub created_at: Instant,
}

impl From<call_back::Model> for CallBackDto {
    fn from(row: call_back::Model) -> Self {
        Self {
            id: row.id,
            need_id: row.need_id,
            community: row.community_code,
            person_id: row.person_id,
            attempt: row.attempt,
            state: row.state,
            due_at: row.due_at,
            outcome: row.outcome,
            created_at: row.created_at,
        }
    }
}

/// Which call-backs to list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListCallBacksQuery {
    /// Only this state.
    pub state: Option<CallBackState>,
    /// `next_cursor` of the page before.
    #[param(max_length = 64)]
    pub cursor: Option<String>,
    /// Rows a page; 20 unless said otherwise.
    #[param(minimum = 1, maximum = 100)]
    pub limit: Option<u64>,
}

/// What a call-back came to.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = EndCallBack, example = json!({"outcome": "reached"}))]
pub struct EndCallBackDto {
    /// What it came to.
    pub outcome: CallBackOutcome,
}

/// Who looks after an emergency, for whoever posted it.
#[derive(Debug, Serialize, ToSchema)]
pub struct OnDuty {
    /// Whether somebody on duty was told and calls back; if not, nobody is there, and the numbers are all there is.
    pub called: bool,
    /// By when they should have begun to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_at: Option<Instant>,
}
