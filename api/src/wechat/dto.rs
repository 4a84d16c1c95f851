//! WeChat in requests and answers.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::subscribe::{Audience, TemplateType};
use crate::platform::clock::Instant;

/// What WeChat puts into the address of a callback.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct CallbackQuery {
    /// Seconds since 1970.
    #[param(max_length = 20, example = "1796090400")]
    pub timestamp: String,
    /// Never used twice.
    #[param(max_length = 100, example = "437374425")]
    pub nonce: String,
    /// Signature of the address.
    #[param(max_length = 40)]
    pub signature: Option<String>,
    /// Signature of the message too.
    #[param(max_length = 40)]
    pub msg_signature: Option<String>,
    /// `aes`.
    #[param(max_length = 10)]
    pub encrypt_type: Option<String>,
    /// To be sent back when the address is verified.
    #[param(max_length = 200)]
    pub echostr: Option<String>,
}

/// What `wx.requestSubscribeMessage` said of a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
pub enum PopupResult {
    /// Agreed.
    #[serde(rename = "accept")]
    Accept,
    /// Agreed, with a sound.
    #[serde(rename = "acceptWithAudio")]
    AcceptWithAudio,
    /// Agreed, with an alert.
    #[serde(rename = "acceptWithAlert")]
    AcceptWithAlert,
    /// Refused.
    #[serde(rename = "reject")]
    Reject,
    /// WeChat has blocked the template.
    #[serde(rename = "ban")]
    Ban,
    /// WeChat left it out: another of the same title was asked for.
    #[serde(rename = "filter")]
    Filter,
}

impl PopupResult {
    /// Whether the person agreed; none when they were not asked.
    #[must_use]
    pub const fn answer(self) -> Option<bool> {
        match self {
            Self::Accept | Self::AcceptWithAudio | Self::AcceptWithAlert => Some(true),
            Self::Reject => Some(false),
            Self::Ban | Self::Filter => None,
        }
    }
}

/// One template's part of a popup.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ReportedConsent)]
pub struct ReportedConsentDto {
    /// WeChat's id of the template.
    #[schema(
        max_length = 100,
        example = "VRR0UEO9VJOLs0MHlU0OilqX6MVFDwH3_3gz3Oc0NIc"
    )]
    pub template_id: String,
    /// What WeChat said.
    pub result: PopupResult,
}

/// The outcome of one popup.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ReportWechatConsents, example = json!({
    "results": [{"template_id": "VRR0UEO9VJOLs0MHlU0OilqX6MVFDwH3_3gz3Oc0NIc", "result": "accept"}]
}))]
pub struct ReportConsentsDto {
    /// What it said of each template that it asked for.
    #[schema(min_items = 1, max_items = 10)]
    pub results: Vec<ReportedConsentDto>,
}

/// Where a person stands with a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Never answered.
    Unasked,
    /// Agreed the last time.
    Accepted,
    /// Refused the last time.
    Refused,
}

/// A template and how often the caller may still be written to through it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = WechatConsent)]
pub struct ConsentDto {
    /// WeChat's id of the template, for `wx.requestSubscribeMessage`.
    #[schema(example = "VRR0UEO9VJOLs0MHlU0OilqX6MVFDwH3_3gz3Oc0NIc")]
    pub template_id: String,
    /// The notifications that use it.
    #[schema(example = json!(["need_accepted"]))]
    pub kinds: Vec<String>,
    /// Its name.
    #[schema(example = "服务已接单")]
    pub name_zh: String,
    /// How long an agreement lasts.
    #[serde(rename = "type")]
    pub template_type: TemplateType,
    /// Who is asked to subscribe.
    pub audience: Audience,
    /// Messages left; with a long-term template 1 while the caller agrees, else 0.
    #[schema(minimum = 0, example = 2)]
    pub remaining: i32,
    /// The last answer.
    pub standing: Standing,
    /// When it was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answered_at: Option<Instant>,
}

/// The templates of this mini-program.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = WechatConsents)]
pub struct ConsentsDto {
    /// Those that concern the caller.
    pub items: Vec<ConsentDto>,
    /// What to ask for at the next tap, at most three of one type (WeChat takes no more at once).
    #[schema(max_items = 3, example = json!(["VRR0UEO9VJOLs0MHlU0OilqX6MVFDwH3_3gz3Oc0NIc"]))]
    pub ask_next: Vec<String>,
}
