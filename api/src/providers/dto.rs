//! Providers in requests and answers.

use jinlin_matcher::{CertificateLevel, Clearance, Crs, QUALITY_FORMULA, Role, WeekSlots};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::entity::{certificate, provider};
use super::model;
use super::week::SlotDto;
use crate::divisions::Registry;
use crate::divisions::dto::PlaceDto;
use crate::platform::clock::Instant;
use crate::platform::http::present;
use crate::platform::ids::{CertificateId, CompoundId, PersonId, ProviderId};

/// The two kinds of providers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ProviderKind {
    /// 社工.
    SocialWorker,
    /// 志愿者.
    Volunteer,
}

impl From<ProviderKind> for Role {
    fn from(kind: ProviderKind) -> Self {
        match kind {
            ProviderKind::SocialWorker => Self::SocialWorker,
            ProviderKind::Volunteer => Self::Volunteer,
        }
    }
}

impl From<Role> for ProviderKind {
    fn from(role: Role) -> Self {
        match role {
            Role::SocialWorker => Self::SocialWorker,
            Role::Volunteer => Self::Volunteer,
        }
    }
}

/// Becoming a volunteer, or (officers) making somebody a social worker of a community within the own scope.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CreateProvider, example = json!({
    "kind": "volunteer", "community": "510104035017", "skills": ["companionship", "digital_help"],
    "week": [{"day": 6, "from": "09:00", "to": "12:00"}], "radius_m": 3000
}))]
pub struct CreateProviderDto {
    /// What the person becomes.
    pub kind: ProviderKind,
    /// Who becomes a social worker; volunteers leave it out, they register themselves.
    pub person_id: Option<PersonId>,
    /// A worker's post, or where a volunteer lives: 12 digits. Left out, it is the community of `place`.
    #[schema(example = "510104035017", max_length = 12)]
    pub community: Option<String>,
    /// Where the provider starts from. Left out, it is the community's centre.
    pub place: Option<PlaceDto>,
    /// Skill codes of the taxonomy.
    #[serde(default)]
    #[schema(max_items = 64)]
    pub skills: Vec<String>,
    /// When; left out, it is Monday to Friday 09:00 to 17:00 for social workers, every day 08:00 to 20:00 for volunteers.
    #[schema(max_items = 100)]
    pub week: Option<Vec<SlotDto>>,
    /// Tasks at once; left out, the policy's number.
    #[schema(minimum = 1, maximum = 10)]
    pub capacity: Option<i32>,
    /// How far the provider goes, in metres; left out, 20 km for social workers and the widest volunteers' ring for volunteers.
    #[schema(minimum = 100, maximum = 100_000)]
    pub radius_m: Option<i32>,
    /// The compound that the provider lives in: its own disputes are never theirs.
    #[schema(value_type = Option<uuid::Uuid>)]
    pub compound: Option<CompoundId>,
    /// Whether this is a dedicated post; social workers' are, unless said otherwise.
    pub on_dedicated_post: Option<bool>,
}

/// Changes to a profile; what is left out stays. Volunteers change their own skills and community, social workers' are changed by
/// officers.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = UpdateProvider, example = json!({
    "week": [{"day": 1, "from": "09:00", "to": "17:00"}, {"day": 3, "from": "13:30", "to": "17:00"}], "capacity": 3
}))]
pub struct UpdateProviderDto {
    /// The whole week.
    #[schema(max_items = 100)]
    pub week: Option<Vec<SlotDto>>,
    /// Tasks at once; not below those held now.
    #[schema(minimum = 1, maximum = 10)]
    pub capacity: Option<i32>,
    /// How far the provider goes, in metres.
    #[schema(minimum = 100, maximum = 100_000)]
    pub radius_m: Option<i32>,
    /// Where the provider starts from.
    pub base_place: Option<PlaceDto>,
    /// Another community, 12 digits.
    #[schema(max_length = 12)]
    pub community: Option<String>,
    /// All skills, by code.
    #[schema(max_items = 64)]
    pub skills: Option<Vec<String>>,
    /// The compound that the provider lives in; null for none.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<uuid::Uuid>)]
    pub compound: Option<Option<CompoundId>>,
}

/// The switch.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SetDuty, example = json!({"on_duty": true}))]
pub struct SetDutyDto {
    /// Whether offers are wanted.
    pub on_duty: bool,
}

/// Where the provider is now.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SetPosition, example = json!({"place": {"lon": 104.08, "lat": 30.65, "crs": "gcj02"}}))]
pub struct SetPositionDto {
    /// The place.
    pub place: PlaceDto,
}

/// A live position was taken.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PositionKept)]
pub struct PositionKeptDto {
    /// Until when it is known, unless a new one comes.
    pub expires_at: Instant,
}

/// What a provider has been checked for.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SetClearance, example = json!({"clearance": ["children", "home_visit"]}))]
pub struct SetClearanceDto {
    /// All clearances: `children`, `disability`, `home_visit`.
    #[schema(value_type = Vec<String>, max_items = 3)]
    pub clearance: Vec<Clearance>,
}

/// A certificate that the officer has seen.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = AddCertificate, example = json!({
    "level": "assistant", "number": "2023-51-000001", "issuer": "人力资源和社会保障部", "issued_on": "2023-09-01"
}))]
pub struct AddCertificateDto {
    /// Its level.
    #[schema(value_type = String, pattern = "^(local_aide|assistant|intermediate|senior)$")]
    pub level: CertificateLevel,
    /// Its number, up to 60 characters.
    #[schema(max_length = 60)]
    pub number: String,
    /// Who issued it, up to 80 characters.
    #[schema(max_length = 80)]
    pub issuer: String,
    /// On which day.
    #[schema(value_type = String, format = Date)]
    pub issued_on: String,
    /// Its last valid day; left out when it does not expire.
    #[schema(value_type = Option<String>, format = Date)]
    pub expires_on: Option<String>,
}

/// A certificate.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Certificate)]
pub struct CertificateDto {
    /// Id.
    pub id: CertificateId,
    /// `local_aide`, `assistant`, `intermediate` or `senior`.
    #[schema(example = "assistant")]
    pub level: String,
    /// Its number.
    #[schema(example = "2026-51-000001")]
    pub number: String,
    /// Who issued it.
    #[schema(example = "示范发证机关")]
    pub issuer: String,
    /// On which day.
    #[schema(value_type = String, format = Date)]
    pub issued_on: String,
    /// Its last valid day.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    pub expires_on: Option<String>,
    /// Whether it is valid today.
    pub valid: bool,
    /// When an officer saw it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verified_at: Option<Instant>,
}

impl CertificateDto {
    /// A certificate with its opened number; `today` is a civil `YYYY-MM-DD` of the city.
    #[must_use]
    pub fn of(row: certificate::Model, number: String, today: &str) -> Self {
        Self {
            valid: model::highest_valid(std::slice::from_ref(&row), today).is_some(),
            id: row.id,
            level: row.level,
            number,
            issuer: row.issuer,
            issued_on: row.issued_on,
            expires_on: row.expires_on,
            verified_at: row.verified_at,
        }
    }
}

/// Satisfaction as it is published: a posterior mean of 1 to 5 with its 95 % credible interval.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SatisfactionSummary, example = json!({"mean": 4.48, "low": 4.1, "high": 4.75, "count": 50, "formula": "q1"}))]
pub struct SatisfactionSummaryDto {
    /// Posterior mean.
    pub mean: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Ratings that it rests on.
    pub count: u32,
    /// The formula's version.
    pub formula: &'static str,
}

/// A provider.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Provider)]
pub struct ProviderDto {
    /// Id.
    pub id: ProviderId,
    /// Who.
    pub person_id: PersonId,
    /// Name, for those who may see it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "陈邻秋")]
    pub name: Option<String>,
    /// Phone, for those who may see it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "12600000001")]
    pub phone: Option<String>,
    /// `social_worker` or `volunteer`.
    #[schema(value_type = ProviderKind)]
    pub kind: String,
    /// The community, 12 digits.
    #[schema(example = "510104035017")]
    pub community: String,
    /// Its name from the county down.
    #[schema(example = "锦江区 成龙路街道 水杉社区")]
    pub community_name: String,
    /// Where the provider starts from; shown to nobody else.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base_place: Option<PlaceDto>,
    /// Skill codes.
    #[schema(example = json!(["companionship"]))]
    pub skills: Vec<String>,
    /// The highest valid certificate: `local_aide`, `assistant`, `intermediate` or `senior`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "assistant")]
    pub certificate: Option<String>,
    /// What the provider has been checked for.
    #[schema(value_type = Vec<String>, example = json!(["home_visit"]))]
    pub clearance: Vec<Clearance>,
    /// Whether offers are wanted.
    pub on_duty: bool,
    /// Whether a leave runs: no offers meanwhile.
    pub on_leave: bool,
    /// When.
    pub week: Vec<SlotDto>,
    /// Tasks at once.
    pub capacity: i32,
    /// Tasks held now.
    pub load: i32,
    /// How far the provider goes, in metres.
    pub radius_m: i32,
    /// The compound that the provider lives in; shown to nobody else.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<uuid::Uuid>)]
    pub compound: Option<CompoundId>,
    /// Whether this is a dedicated post.
    pub on_dedicated_post: bool,
    /// What residents say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub satisfaction: Option<SatisfactionSummaryDto>,
    /// Version, for `If-Match`.
    pub version: i64,
    /// Since when.
    pub created_at: Instant,
}

impl ProviderDto {
    /// A provider without what only some may see: no name, phone, base place or compound.
    #[must_use]
    pub fn of(row: &provider::Model, divisions: &Registry) -> Self {
        let rounded = |rating: f64| (rating * 1_000.0).round() / 1_000.0;
        Self {
            id: row.id,
            person_id: row.person_id,
            name: None,
            phone: None,
            kind: row.kind.clone(),
            community: row.community_code.clone(),
            community_name: divisions.full_name(&row.community_code),
            base_place: None,
            skills: row.skill_codes().unwrap_or_default(),
            certificate: row.certificate.clone(),
            clearance: row.clearances().unwrap_or_default(),
            on_duty: row.on_duty,
            on_leave: row.on_leave,
            week: SlotDto::list(
                &model::week_from_bytes(&row.week).unwrap_or_else(WeekSlots::never),
            ),
            capacity: row.capacity,
            load: row.load,
            radius_m: row.radius_m,
            compound: None,
            on_dedicated_post: row.on_dedicated_post,
            satisfaction: row.satisfaction().map(|found| SatisfactionSummaryDto {
                mean: rounded(found.mean),
                low: rounded(found.low),
                high: rounded(found.high),
                count: found.count,
                formula: QUALITY_FORMULA,
            }),
            version: row.version,
            created_at: row.created_at,
        }
    }
}

/// In which coordinate system places are answered.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CrsQuery {
    /// `wgs84` unless said otherwise.
    #[param(value_type = Option<String>, pattern = "^(wgs84|gcj02|bd09)$")]
    pub crs: Option<Crs>,
}

/// Which providers to list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListProvidersQuery {
    /// Only this kind.
    #[param(value_type = Option<String>, pattern = "^(social_worker|volunteer)$")]
    pub kind: Option<ProviderKind>,
    /// Only those who are on (or off) duty.
    pub on_duty: Option<bool>,
    /// Only within this division (4, 6, 9 or 12 digits) or management zone.
    #[param(max_length = 12, example = "510104035")]
    pub division: Option<String>,
    /// `next_cursor` of the page before.
    #[param(max_length = 64)]
    pub cursor: Option<String>,
    /// Rows a page; 20 unless said otherwise.
    #[param(minimum = 1, maximum = 100)]
    pub limit: Option<u64>,
}

/// Who is looked for, and where.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct NearestQuery {
    /// Longitude, degrees.
    #[param(minimum = -180, maximum = 180, example = 104.08)]
    pub lon: f64,
    /// Latitude, degrees.
    #[param(minimum = -90, maximum = 90, example = 30.65)]
    pub lat: f64,
    /// Coordinate system.
    #[param(value_type = String, pattern = "^(wgs84|gcj02|bd09)$", example = "wgs84")]
    pub crs: Crs,
    /// Social workers unless said otherwise.
    #[param(value_type = Option<String>, pattern = "^(social_worker|volunteer)$")]
    pub kind: Option<ProviderKind>,
    /// Skill codes separated by commas; all are required.
    #[param(max_length = 1000, example = "companionship,elderly_care")]
    pub skills: Option<String>,
    /// The lowest certificate that is enough.
    #[param(value_type = Option<String>, pattern = "^(local_aide|assistant|intermediate|senior)$")]
    pub certificate: Option<CertificateLevel>,
    /// When; now unless said otherwise.
    #[param(value_type = Option<String>, format = DateTime)]
    pub at: Option<Instant>,
    /// For how long, minutes; 60 unless said otherwise.
    #[param(minimum = 1, maximum = 1440)]
    pub minutes: Option<u16>,
    /// How far, metres; 5,000 unless said otherwise.
    #[param(minimum = 100, maximum = 20000)]
    pub radius_m: Option<u32>,
    /// How many; 10 unless said otherwise.
    #[param(minimum = 1, maximum = 50)]
    pub limit: Option<usize>,
}

/// A provider near a place.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = NearestProvider)]
pub struct NearestProviderDto {
    /// Id.
    pub provider_id: ProviderId,
    /// Social worker or volunteer.
    pub kind: ProviderKind,
    /// Community, 12 digits.
    #[schema(example = "510104035017")]
    pub community: String,
    /// Between the centres of the 500 m cells, metres, rounded to 100.
    #[schema(example = 700)]
    pub distance_m: i64,
    /// The highest valid certificate.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, example = "assistant")]
    pub certificate: Option<CertificateLevel>,
    /// Skill codes.
    #[schema(example = json!(["companionship"]))]
    pub skills: Vec<String>,
    /// Tasks held now.
    pub load: u8,
    /// Tasks that can be held at once.
    pub capacity: u8,
}

/// The nearest providers, nearest first.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = NearestProviders)]
pub struct NearestProvidersDto {
    /// At most as many as were asked for: there is no next page, ask for more or farther away.
    pub items: Vec<NearestProviderDto>,
}

/// The copy of the providers that this replica matches with, beside the rows.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = IndexState)]
pub struct IndexStateDto {
    /// Providers in the copy.
    pub providers: usize,
    /// The copy's digest, 32 hexadecimal digits.
    #[schema(example = "00c5a1b2d3e4f5061728394a5b6c7d8e")]
    pub checksum: String,
    /// Providers among the rows that can be matched.
    pub rows_providers: usize,
    /// The rows' digest, computed anew; equal to `checksum` once `event_seq` has reached `rows_event_seq`.
    #[schema(example = "00c5a1b2d3e4f5061728394a5b6c7d8e")]
    pub rows_checksum: String,
    /// The last event that is in the copy.
    pub event_seq: i64,
    /// The last event numbered when the rows were read.
    pub rows_event_seq: i64,
}
