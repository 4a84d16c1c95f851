//! Consents in requests and answers.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::entity::{ConsentState, consent};
use crate::platform::clock::Instant;
use crate::platform::ids::{PersonId, StreetConsentId};

/// A consent to give, or to ask another street for.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CreateStreetConsent, example = json!({
    "giving_street": "510104020", "asking_street": "510104035", "categories": ["health_escort"],
    "from": "2026-12-01T00:00:00Z", "until": "2027-02-01T00:00:00Z", "note": "年底前两名社工休产假"
}))]
pub struct CreateStreetConsentDto {
    /// Whose workers: 9 digits.
    #[schema(max_length = 9, example = "510104020")]
    pub giving_street: String,
    /// Whose needs: 9 digits.
    #[schema(max_length = 9, example = "510104035")]
    pub asking_street: String,
    /// For which categories; left out for all.
    #[schema(max_items = 60, example = json!(["health_escort"]))]
    pub categories: Option<Vec<String>>,
    /// From when on.
    pub from: Instant,
    /// Until when; at most a year later.
    pub until: Instant,
    /// What there is to say about it, up to 200 characters.
    #[schema(max_length = 200, example = "年底前两名社工休产假")]
    pub note: Option<String>,
}

/// The word of the street that was asked.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = DecideStreetConsent, example = json!({"give": false, "reason": "本街道社工已满负荷"}))]
pub struct DecideStreetConsentDto {
    /// Whether it consents.
    pub give: bool,
    /// Why not, up to 200 characters; required for a refusal.
    #[schema(max_length = 200, example = "本街道社工已满负荷")]
    pub reason: Option<String>,
}

/// Which consents to list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListStreetConsentsQuery {
    /// Only those in this state.
    #[param(inline)]
    pub state: Option<ConsentState>,
    /// From the last page's `next_cursor`.
    #[param(max_length = 200)]
    pub cursor: Option<String>,
    /// How many, 1 to 100; 20 unless said.
    #[param(minimum = 1, maximum = 100)]
    pub limit: Option<u64>,
}

/// A street's consent that its workers are asked for another street's needs.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = StreetConsent)]
pub struct StreetConsentDto {
    /// Id.
    pub id: StreetConsentId,
    /// Whose workers.
    #[schema(example = "510104020")]
    pub giving_street: String,
    /// Whose needs.
    #[schema(example = "510104035")]
    pub asking_street: String,
    /// For which categories; absent for all.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = json!(["health_escort"]))]
    pub categories: Option<Vec<String>>,
    /// Where it stands.
    pub state: ConsentState,
    /// From when on.
    pub from: Instant,
    /// Until when.
    pub until: Instant,
    /// What whoever asked said about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "年底前两名社工休产假")]
    pub note: Option<String>,
    /// Why it was refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "本街道社工已满负荷")]
    pub reason: Option<String>,
    /// Who asked, or gave it unasked.
    pub asked_by: PersonId,
    /// Who decided last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decided_by: Option<PersonId>,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decided_at: Option<Instant>,
}

impl From<consent::Model> for StreetConsentDto {
    fn from(row: consent::Model) -> Self {
        Self {
            id: row.id,
            giving_street: row.giving_street,
            asking_street: row.asking_street,
            categories: row
                .categories
                .and_then(|list| serde_json::from_str(&list).ok()),
            state: row.state,
            from: row.from_at,
            until: row.until_at,
            note: row.note,
            reason: row.reason,
            asked_by: row.asked_by,
            decided_by: row.decided_by,
            decided_at: row.decided_at,
        }
    }
}
