//! Organisations in requests and answers.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::entity::organisation;
use crate::platform::clock::Instant;
use crate::platform::ids::{MembershipId, OrganisationId, PersonId};

/// Kinds of organisations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum OrganisationKind {
    /// 社工机构.
    Agency,
    /// 物业公司.
    Property,
    /// 业主委员会.
    OwnersCommittee,
    /// 慈善组织.
    Charity,
    /// 志愿服务队.
    VolunteerTeam,
}

impl OrganisationKind {
    /// The word in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Agency => "agency",
            Self::Property => "property",
            Self::OwnersCommittee => "owners_committee",
            Self::Charity => "charity",
            Self::VolunteerTeam => "volunteer_team",
        }
    }
}

/// A new organisation.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CreateOrganisation, example = json!({
    "kind": "agency", "name": "近邻社会工作服务中心", "community": "510104035017"
}))]
pub struct CreateOrganisationDto {
    /// Kind.
    pub kind: OrganisationKind,
    /// Its name, up to 60 characters, one of its kind.
    #[schema(min_length = 1, max_length = 60, example = "近邻社会工作服务中心")]
    pub name: String,
    /// The community of its seat, 12 digits; left out for one of the whole city, which only the city writes down.
    #[schema(max_length = 12, example = "510104035017")]
    pub community: Option<String>,
}

/// Changes of an organisation; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = UpdateOrganisation, example = json!({"name": "近邻社会工作服务中心（锦江）"}))]
pub struct UpdateOrganisationDto {
    /// Another name.
    #[schema(min_length = 1, max_length = 60)]
    pub name: Option<String>,
    /// Another seat, within the own divisions.
    #[schema(max_length = 12)]
    pub community: Option<String>,
}

/// An organisation.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Organisation)]
pub struct OrganisationDto {
    /// Id.
    pub id: OrganisationId,
    /// Kind.
    #[schema(value_type = OrganisationKind)]
    pub kind: String,
    /// Name.
    #[schema(example = "近邻社会工作服务中心")]
    pub name: String,
    /// The community of its seat; absent for one of the whole city.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "510104035017")]
    pub community: Option<String>,
    /// Version, for `If-Match`.
    pub version: i64,
}

impl From<organisation::Model> for OrganisationDto {
    fn from(row: organisation::Model) -> Self {
        Self {
            id: row.id,
            kind: row.kind,
            name: row.name,
            community: row.community_code,
            version: row.version,
        }
    }
}

/// Which organisations to list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListOrganisationsQuery {
    /// Only this kind.
    pub kind: Option<OrganisationKind>,
    /// `next_cursor` of the page before.
    #[param(max_length = 64)]
    pub cursor: Option<String>,
    /// Rows a page; 20 unless said otherwise.
    #[param(minimum = 1, maximum = 100)]
    pub limit: Option<u64>,
}

/// Somebody to take in.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = AddMembership, example = json!({"person_id": "01935a00-0000-7000-8000-000000000001"}))]
pub struct AddMembershipDto {
    /// Who; somebody with an account or posted for.
    pub person_id: PersonId,
}

/// Somebody's belonging to an organisation.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Membership)]
pub struct MembershipDto {
    /// Id.
    pub id: MembershipId,
    /// Who.
    pub person_id: PersonId,
    /// Their name, if it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "何善邻")]
    pub name: Option<String>,
    /// From when.
    pub since: Instant,
    /// Until when; absent while it lasts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Instant>,
}
