//! Portraits in requests and answers.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::entity::{PortraitState, portrait};
use crate::platform::access::Reach;
use crate::platform::clock::Instant;
use crate::platform::ids::{PortraitId, ProviderId};
use crate::providers::dto::ProviderDto;
use crate::wechat::Verdict;

/// A portrait, as its owner and officers see it; the picture is at `GET /v1/portraits/{id}`.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Portrait)]
pub struct PortraitDto {
    /// Id; another picture has another one.
    pub id: PortraitId,
    /// Whose.
    pub provider_id: ProviderId,
    /// Where it stands.
    pub state: PortraitState,
    /// Width of the full size, pixels.
    #[schema(example = 768)]
    pub width: i32,
    /// Height of the full size, pixels.
    #[schema(example = 1024)]
    pub height: i32,
    /// Size of the full JPEG, bytes.
    #[schema(example = 123_456)]
    pub bytes: i32,
    /// When it was sent.
    pub created_at: Instant,
    /// When an officer decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decided_at: Option<Instant>,
    /// Why it was refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "看不清脸，请换一张正面照")]
    pub reason: Option<String>,
    /// What WeChat makes of it, where it was asked; for officers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wechat: Option<Verdict>,
}

impl PortraitDto {
    /// A portrait as somebody within `reach` sees it: WeChat's word is no word to its owner.
    #[must_use]
    pub fn of(row: portrait::Model, reach: &Reach) -> Self {
        Self {
            id: row.id,
            provider_id: row.provider_id,
            state: row.state,
            width: row.width,
            height: row.height,
            bytes: row.bytes,
            created_at: row.created_at,
            decided_at: row.decided_at,
            reason: row.reason,
            wechat: row.verdict.filter(|_| row.person_id != reach.person),
        }
    }
}

/// A portrait in an officer's list, with whose it should be.
#[derive(Debug, Serialize, ToSchema)]
pub struct PortraitRow {
    /// The portrait.
    #[serde(flatten)]
    pub portrait: PortraitDto,
    /// The person's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "陈邻秋")]
    pub name: Option<String>,
    /// The community of their post, or where a volunteer lives.
    #[schema(example = "510104035017")]
    pub community: String,
}

impl PortraitRow {
    /// A portrait with its provider.
    #[must_use]
    pub fn of(portrait: PortraitDto, whose: Option<&ProviderDto>) -> Self {
        Self {
            portrait,
            name: whose.and_then(|whose| whose.name.clone()),
            community: whose.map_or_else(String::new, |whose| whose.community.clone()),
        }
    }
}

/// Where a provider's portrait stands.
#[derive(Debug, Serialize, ToSchema)]
pub struct PortraitStanding {
    /// The one that is shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shown: Option<PortraitDto>,
    /// The one sent after it: it waits, or was refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<PortraitDto>,
}

impl PortraitStanding {
    /// From a provider's rows, newest first.
    #[must_use]
    pub fn of(rows: Vec<portrait::Model>, reach: &Reach) -> Self {
        let (shown, others): (Vec<_>, Vec<_>) = rows
            .into_iter()
            .partition(|row| row.state == PortraitState::Shown);
        let first = |rows: Vec<portrait::Model>| {
            let row = rows.into_iter().next();
            row.map(|row| PortraitDto::of(row, reach))
        };
        Self {
            shown: first(shown),
            next: first(others),
        }
    }
}

/// An officer's word about a portrait.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = DecidePortrait)]
#[serde(deny_unknown_fields)]
pub struct DecidePortraitDto {
    /// Whether those concerned see it from now on.
    #[schema(example = false)]
    pub show: bool,
    /// Why not; whose portrait it is reads it.
    #[schema(example = "看不清脸，请换一张正面照", max_length = 200)]
    pub reason: Option<String>,
}

/// Which portraits to list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListPortraitsQuery {
    /// Only these; those that wait for a look unless said otherwise.
    #[param(inline)]
    pub state: Option<PortraitState>,
    /// `next_cursor` of the page before.
    #[param(max_length = 64)]
    pub cursor: Option<String>,
    /// Rows a page; 20 unless said otherwise.
    #[param(minimum = 1, maximum = 100)]
    pub limit: Option<u64>,
}

/// What makes an address one that this server gave out.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct SignedPortraitQuery {
    /// Until when it works, seconds since 1970.
    pub until: i64,
    /// The signature.
    #[param(max_length = 100)]
    pub signature: String,
}
