//! Needs in requests and answers.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::model::{Channel, NeedState, Outcome, Preferences};
use crate::divisions::dto::PlaceDto;
use crate::duty::dto::OnDuty;
use crate::photos::dto::PhotoDto;
use crate::platform::clock::Instant;
use crate::platform::http::present;
use crate::platform::ids::{CompoundId, NeedId, PersonId, VoiceNoteId};
use crate::reference::taxonomy::{Hotline, Referral, Triage, Urgency};

/// A span of time.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WindowDto {
    /// From.
    pub from: Instant,
    /// Until; after `from`, at most 24 hours later.
    pub until: Instant,
}

/// Somebody who is posted for.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OnBehalfOf {
    /// Their name, up to 40 characters.
    #[schema(max_length = 40, example = "王奶奶")]
    pub name: Option<String>,
    /// Their phone, if they have one.
    #[schema(max_length = 20)]
    pub phone: Option<String>,
    /// What the poster is to them.
    #[schema(max_length = 20, example = "女儿")]
    pub relation: String,
    /// They agreed to be posted for.
    pub consent: bool,
}

/// A new need. Either `place` or `community` has to be there; when both are, the community decides whose need it is.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "category": "companionship", "description": "要人陪。", "community": "510104035017", "channel": "mini_program",
    "place": {"lon": 104.1132, "lat": 30.6040, "crs": "gcj02"}, "address": "示范水杉小区3栋2单元"
}))]
pub struct CreateNeed {
    /// A category of the taxonomy. May be left out where something was said, in words or in a voice note: somebody sorts it.
    #[schema(max_length = 40)]
    pub category: Option<String>,
    /// Target groups of the taxonomy.
    #[serde(default)]
    #[schema(max_items = 14)]
    pub target_groups: Vec<String>,
    /// In the own words, up to 2,000 characters; may be left out.
    #[schema(max_length = 2000)]
    pub description: Option<String>,
    /// Where.
    pub place: Option<PlaceDto>,
    /// Community, 12 digits.
    #[schema(max_length = 12)]
    pub community: Option<String>,
    /// Building, entrance, floor: up to 200 characters.
    #[schema(max_length = 200)]
    pub address: Option<String>,
    /// Compound.
    pub compound_id: Option<CompoundId>,
    /// When somebody should come; left out means as soon as the category says.
    pub window: Option<WindowDto>,
    /// Where the need comes from.
    pub channel: Channel,
    /// Volunteer places; the category's unless said otherwise.
    #[schema(minimum = 0, maximum = 4)]
    pub volunteers: Option<u8>,
    /// What the resident would rather have.
    #[serde(default)]
    pub preferences: Preferences,
    /// When it is for somebody else.
    pub on_behalf_of: Option<OnBehalfOf>,
    /// Keep it without sending it.
    #[serde(default)]
    pub draft: bool,
}

/// Changes while nobody has taken it; what is left out stays.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"description": "要人陪，最好会讲四川话。", "window": {"from": "2026-12-02T02:00:00Z", "until": "2026-12-02T04:00:00Z"}}))]
pub struct UpdateNeed {
    /// Another category of the taxonomy, while it is a draft.
    #[schema(max_length = 40)]
    pub category: Option<String>,
    /// In the own words.
    #[schema(max_length = 2000)]
    pub description: Option<String>,
    /// Building, entrance, floor.
    #[schema(max_length = 200)]
    pub address: Option<String>,
    /// When somebody should come; null for as soon as the category says.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<WindowDto>)]
    pub window: Option<Option<WindowDto>>,
    /// What the resident would rather have.
    pub preferences: Option<Preferences>,
}

/// Why a need is taken back.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"reason": "solved"}))]
pub struct CancelNeed {
    /// A word for the figures: `solved`, `changed_mind`, `waited_too_long`, `other`.
    #[schema(max_length = 40, example = "solved")]
    pub reason: Option<String>,
}

/// How an officer closes a need.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"outcome": "referred"}))]
pub struct CloseNeed {
    /// How it ended.
    pub outcome: Outcome,
}

/// One step of a need's way.
#[derive(Debug, Serialize, ToSchema)]
pub struct StepDto {
    /// The state that was reached.
    pub state: NeedState,
    /// When.
    pub at: Instant,
    /// Why, as a word.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "by_officer")]
    pub reason: Option<String>,
}

/// The person that the need is about, for those who need to know.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClientDto {
    /// Id.
    pub person_id: PersonId,
    /// Name.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "陈邻秋")]
    pub name: Option<String>,
    /// Phone; the lead sees it only when both sides agreed to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "12600000001")]
    pub phone: Option<String>,
}

/// A voice note, without its sound.
#[derive(Debug, Serialize, ToSchema)]
pub struct VoiceNoteDto {
    /// Id.
    pub id: VoiceNoteId,
    /// Media type.
    #[schema(example = "audio/mp4")]
    pub media_type: String,
    /// Length in bytes.
    pub bytes: i32,
    /// When.
    pub created_at: Instant,
}

/// The sound of a voice note.
// Only described, never made: what is a list of bytes in the code would be described as a list of numbers.
#[derive(ToSchema)]
#[schema(value_type = String, format = Binary)]
pub struct Sound(pub Vec<u8>);

/// A need in a list: nothing personal.
#[derive(Debug, Serialize, ToSchema)]
pub struct NeedRow {
    /// Id.
    pub id: NeedId,
    /// Number for the telephone.
    #[schema(example = "1000017")]
    pub short_number: String,
    /// Category.
    #[schema(example = "companionship")]
    pub category: String,
    /// State.
    pub state: NeedState,
    /// How it ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// How soon.
    #[schema(value_type = Urgency)]
    pub urgency: String,
    /// What kind of matter.
    #[schema(value_type = Triage)]
    pub triage: String,
    /// Community.
    #[schema(example = "510104035017")]
    pub community: String,
    /// Wanted time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub window: Option<WindowDto>,
    /// By when somebody should have accepted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accept_by: Option<Instant>,
    /// To whom it was taken because nobody accepted it in time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub escalated_to: Option<EscalatedTo>,
    /// When it was made.
    pub created_at: Instant,
    /// Version, for `If-Match`.
    pub version: i64,
}

/// To whom a need was taken that nobody accepts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum EscalatedTo {
    /// The community's officers.
    Community,
    /// The street's.
    Street,
}

/// Who closed a need.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ClosedBy {
    /// Whom it is about.
    Client,
    /// Who posted it for them.
    Poster,
    /// An officer.
    Officer,
    /// Nobody: time did.
    System,
}

/// A need, with what the caller needs to know of it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Need)]
pub struct NeedDto {
    /// What lists show too.
    #[serde(flatten)]
    pub row: NeedRow,
    /// Whether a category was chosen; else somebody has to sort it by what was said.
    pub category_chosen: bool,
    /// Target groups; like the text for those only who need to know.
    #[schema(example = json!(["elderly"]))]
    pub target_groups: Vec<String>,
    /// Who closed it, once it is over.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closed_by: Option<ClosedBy>,
    /// Where it came from.
    #[schema(value_type = Channel)]
    pub channel: String,
    /// Volunteer places.
    pub volunteers: i32,
    /// 500 m cell.
    #[schema(example = "r6801c19931")]
    pub cell: String,
    /// In the own words.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "要人陪。")]
    pub description: Option<String>,
    /// Building, entrance, floor.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "示范水杉小区3栋2单元")]
    pub address: Option<String>,
    /// Exact place, WGS-84.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceDto>,
    /// The person it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client: Option<ClientDto>,
    /// What the resident would rather have.
    pub preferences: Preferences,
    /// When the next working time begins, for a need that waits for it: it is not urgent, and nobody works now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub works_from: Option<Instant>,
    /// Of an emergency: whether somebody on duty was told. If not, the numbers are all there is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on_duty: Option<OnDuty>,
    /// Numbers to call at once; of an emergency never empty.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub numbers: Vec<Hotline>,
    /// Voice notes.
    pub voice_notes: Vec<VoiceNoteDto>,
    /// Photos; their files are at `/v1/photos/{id}`.
    pub photos: Vec<PhotoDto>,
    /// Its way so far.
    pub steps: Vec<StepDto>,
    /// The number to call first, for emergencies and categories that have one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hotline: Option<Hotline>,
    /// Where it was referred to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub referral: Option<Referral>,
}

/// Another need that this one may repeat: a warning, never a refusal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Duplicate {
    /// Its id, when it is the caller's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub need_id: Option<NeedId>,
    /// What is the same: `person` or `place`.
    #[schema(example = "person")]
    pub same: &'static str,
}

/// A need that was just made.
#[derive(Debug, Serialize, ToSchema)]
pub struct NeedCreated {
    /// The need.
    #[serde(flatten)]
    pub need: NeedDto,
    /// Follows the need without an account; shown this once.
    #[schema(example = "7K2M-9QXD-0B4T-WZ81")]
    pub tracking_code: String,
    /// Needs of the same person or place, category and week.
    pub possible_duplicates: Vec<Duplicate>,
}

/// A need that was just sent on its way.
#[derive(Debug, Serialize, ToSchema)]
pub struct NeedSubmitted {
    /// The need.
    #[serde(flatten)]
    pub need: NeedRow,
    /// Needs of the same person or place, category and week.
    pub possible_duplicates: Vec<Duplicate>,
}

/// What a tracking code shows: nothing personal.
#[derive(Debug, Serialize, ToSchema)]
pub struct TrackedNeed {
    /// Number for the telephone.
    #[schema(example = "1000017")]
    pub short_number: String,
    /// State.
    pub state: NeedState,
    /// How it ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// Its way so far.
    pub steps: Vec<StepDto>,
    /// Where it was referred to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub referral: Option<Referral>,
}

/// Which needs to list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListNeedsQuery {
    /// `next_cursor` of the page before.
    #[param(max_length = 64)]
    pub cursor: Option<String>,
    /// Rows a page; 20 unless said otherwise.
    #[param(minimum = 1, maximum = 100)]
    pub limit: Option<u64>,
    /// Only this state.
    pub state: Option<NeedState>,
    /// Only this category.
    #[param(max_length = 40)]
    pub category: Option<String>,
    /// Only those that nobody took in time and officers were told of, or only the others.
    pub escalated: Option<bool>,
}
