//! Offers, open tasks and candidates in requests and answers.

use jinlin_matcher::Crs;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::entity::{OfferKind, OfferState, offer};
use crate::needs::dto::WindowDto;
use crate::needs::entity::need;
use crate::platform::clock::Instant;
use crate::platform::ids::{NeedId, OfferId, PersonId, ProviderId, TaskId};
use crate::platform::problem::Language;
use crate::reference::Taxonomy;
use crate::reference::taxonomy::Urgency;
use crate::tasks::entity::task;

/// One reason why this person: a term of the cost.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct WhyDto {
    /// What it is about.
    #[schema(example = "travel")]
    pub code: String,
    /// The measured value.
    pub value: i64,
    /// Its unit.
    #[schema(example = "min")]
    pub unit: String,
    /// What it adds to the cost, in thousandths of a point; below zero it speaks for the person.
    pub milli_points: i64,
    /// The same for people, in the language of the request.
    #[schema(example = "步行约 8 分钟")]
    pub sentence: String,
}

impl WhyDto {
    /// A term in `language`.
    #[must_use]
    pub fn of(term: &jinlin_matcher::Term, language: Language) -> Self {
        Self {
            code: term.code.as_str().to_owned(),
            value: term.value,
            unit: term.unit.to_owned(),
            milli_points: term.milli_points,
            sentence: match language {
                Language::Zh => term.sentence_zh(),
                Language::En => term.sentence_en(),
            },
        }
    }
}

/// What a provider sees of a need before acceptance: nothing personal, no exact place.
#[derive(Debug, Serialize, ToSchema)]
pub struct NeedGlimpse {
    /// Category.
    #[schema(example = "companionship")]
    pub category: String,
    /// A neutral summary in the language of the request.
    #[schema(example = "想有人陪着坐坐、说说话。")]
    pub summary: String,
    /// Community.
    #[schema(example = "510104035017")]
    pub community: String,
    /// 500 m cell.
    #[schema(example = "r6801c19931")]
    pub cell: String,
    /// How soon.
    pub urgency: Urgency,
    /// Wanted time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub window: Option<WindowDto>,
    /// Skills that the lead needs.
    #[schema(example = json!(["companionship"]))]
    pub skills: Vec<String>,
    /// Volunteer places.
    pub volunteers: i32,
    /// How long a visit takes, roughly.
    pub duration_minutes: u32,
}

impl NeedGlimpse {
    /// What may be seen of a task's need.
    #[must_use]
    pub fn of(task: &task::Model, taxonomy: &Taxonomy, language: Language) -> Self {
        let category = taxonomy.category(&task.category);
        let summary = category.map(|category| match language {
            Language::Zh => category.summary_zh.clone(),
            Language::En => category.summary_en.clone(),
        });
        Self {
            category: task.category.clone(),
            summary: summary.unwrap_or_default(),
            community: task.community_code.clone(),
            cell: task.cell.clone(),
            urgency: category.map_or(Urgency::Routine, |category| category.urgency),
            window: task
                .window_from
                .zip(task.window_until)
                .map(|(from, until)| WindowDto { from, until }),
            skills: category
                .map(|category| category.skills.clone())
                .unwrap_or_default(),
            volunteers: task.volunteers_wanted,
            duration_minutes: category.map_or(60, |category| category.duration_minutes),
        }
    }
}

/// An offer (派单), or an invitation to volunteers (服务邀请).
#[derive(Debug, Serialize, ToSchema)]
pub struct OfferDto {
    /// Id.
    pub id: OfferId,
    /// The task.
    pub task_id: TaskId,
    /// As which provider.
    pub provider_id: ProviderId,
    /// What it is.
    pub kind: OfferKind,
    /// Where it stands.
    pub state: OfferState,
    /// The need, as far as it may be seen.
    pub need: NeedGlimpse,
    /// The need's id, once accepted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub need_id: Option<NeedId>,
    /// From the cell's centre, metres, rounded to 100.
    pub distance_m: i32,
    /// Why this person.
    pub why: Vec<WhyDto>,
    /// When it was made.
    pub created_at: Instant,
    /// Until when it may be answered.
    pub expires_at: Instant,
}

impl OfferDto {
    /// The answer for an offer of a task.
    #[must_use]
    pub fn of(
        offer: &offer::Model,
        task: &task::Model,
        taxonomy: &Taxonomy,
        language: Language,
    ) -> Self {
        Self {
            id: offer.id,
            task_id: offer.task_id,
            provider_id: offer.provider_id,
            kind: offer.kind,
            state: offer.state,
            need: NeedGlimpse::of(task, taxonomy, language),
            need_id: (offer.state == OfferState::Accepted).then_some(task.need_id),
            distance_m: offer.distance_m,
            why: stored_terms(&offer.terms, language),
            created_at: offer.created_at,
            expires_at: offer.expires_at,
        }
    }
}

/// The terms as they were when the offer was made.
fn stored_terms(json: &str, language: Language) -> Vec<WhyDto> {
    let terms: Vec<jinlin_matcher::Term> = serde_json::from_str(json).unwrap_or_default();
    terms
        .iter()
        .map(|term| WhyDto::of(term, language))
        .collect()
}

/// Which offers to list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListOffersQuery {
    /// `next_cursor` of the page before.
    #[param(max_length = 64)]
    pub cursor: Option<String>,
    /// Rows a page; 20 unless said otherwise.
    #[param(minimum = 1, maximum = 100)]
    pub limit: Option<u64>,
    /// Only these.
    pub state: Option<OfferState>,
}

/// Why an offer is declined.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"reason": "no_time"}))]
pub struct DeclineOffer {
    /// A word for the figures: `too_far`, `no_time`, `not_my_field`, `other`.
    #[schema(max_length = 40, example = "no_time")]
    pub reason: Option<String>,
}

/// Where to look for open tasks.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct NearbyQuery {
    /// Longitude, degrees.
    #[param(minimum = -180, maximum = 180, example = 104.11)]
    pub lon: f64,
    /// Latitude, degrees.
    #[param(minimum = -90, maximum = 90, example = 30.60)]
    pub lat: f64,
    /// Coordinate system.
    #[param(value_type = String, pattern = "^(wgs84|gcj02|bd09)$", example = "wgs84")]
    pub crs: Crs,
    /// How far, metres; 5,000 unless said otherwise.
    #[param(minimum = 100, maximum = 20000)]
    pub radius_m: Option<u32>,
}

/// An open task nearby.
#[derive(Debug, Serialize, ToSchema)]
pub struct NearbyTask {
    /// The task.
    pub task_id: TaskId,
    /// `lead` when it needs somebody to lead, `volunteer` when it has places for volunteers.
    #[schema(example = "lead")]
    pub wanted: &'static str,
    /// The need, as far as it may be seen.
    pub need: NeedGlimpse,
    /// From the cell's centre, metres, rounded to 100.
    pub distance_m: i32,
}

/// Open tasks nearby, the nearest first; at most 50.
#[derive(Debug, Serialize, ToSchema)]
pub struct NearbyTasks {
    /// The tasks.
    pub items: Vec<NearbyTask>,
}

/// Somebody who could take a need, for the officer who assigns.
#[derive(Debug, Serialize, ToSchema)]
pub struct CandidateDto {
    /// The provider.
    pub provider_id: ProviderId,
    /// The person.
    pub person_id: PersonId,
    /// Name.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "陈邻秋")]
    pub name: Option<String>,
    /// The ring they stand in.
    #[schema(example = "own_community")]
    pub ring: String,
    /// From the cell's centre, metres, rounded to 100.
    pub distance_m: i32,
    /// Cost in thousandths of a point; lower is better.
    pub cost: i64,
    /// Why.
    pub why: Vec<WhyDto>,
}

/// Somebody near who cannot take it, and the first reason.
#[derive(Debug, Serialize, ToSchema)]
pub struct RefusedDto {
    /// The provider.
    pub provider_id: ProviderId,
    /// The constraint that fails.
    #[schema(example = "at_capacity")]
    pub reason: String,
    /// The same for people.
    #[schema(example = "步行约 8 分钟")]
    pub sentence: String,
}

/// The candidates for a need.
#[derive(Debug, Serialize, ToSchema)]
pub struct Candidates {
    /// The best, in order.
    pub items: Vec<CandidateDto>,
    /// The nearest who cannot, with the reason.
    pub refused: Vec<RefusedDto>,
    /// Why there is nobody, when there is nobody.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "certificate")]
    pub binding: Option<String>,
}

/// Whom to assign.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"provider_id": "01912f3a-7c00-7000-8000-000000000002"}))]
pub struct AssignNeed {
    /// The provider who is to lead.
    pub provider_id: ProviderId,
}

/// A need after it was given to somebody.
#[derive(Debug, Serialize, ToSchema)]
pub struct Assigned {
    /// The need.
    pub need_id: NeedId,
    /// Its task.
    pub task_id: TaskId,
    /// Who leads.
    pub provider_id: ProviderId,
}

impl Assigned {
    /// The answer.
    #[must_use]
    pub fn of(need: &need::Model, task: TaskId, provider: ProviderId) -> Self {
        Self {
            need_id: need.id,
            task_id: task,
            provider_id: provider,
        }
    }
}
