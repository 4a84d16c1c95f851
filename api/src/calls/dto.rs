//! Calls in requests and answers.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::entity::CallWay;
use crate::platform::clock::Instant;
use crate::platform::ids::MemberId;

/// Whom to call.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({}))]
pub struct CallSomebody {
    /// A member of the team. Left out: the resident calls the lead, the lead the resident, a volunteer the lead.
    pub member_id: Option<MemberId>,
}

/// A number to dial.
#[derive(Debug, Serialize, ToSchema)]
pub struct NumberToCall {
    /// The number.
    #[schema(example = "17000000001")]
    pub number: String,
    /// Whose it is.
    pub way: CallWay,
    /// Until when it connects; absent for numbers that stay.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Instant>,
}

/// Whether the other side may have one's own number.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"agree": true}))]
pub struct OwnNumber {
    /// Whether they may.
    pub agree: bool,
}

/// Who let the other side have their own number.
#[derive(Debug, Serialize, ToSchema)]
pub struct OwnNumbers {
    /// Whether the caller did.
    pub agreed: bool,
    /// Whether somebody of the other side did: with both, calls go without a relay.
    pub other_agreed: bool,
}
