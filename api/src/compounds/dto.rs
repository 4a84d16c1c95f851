//! Compounds in requests and answers.

use jinlin_matcher::Crs;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::entity;
use crate::divisions::dto::PlaceDto;
use crate::divisions::parse_place_text;
use crate::platform::http::present;
use crate::platform::ids::{CompoundId, OrganisationId};

/// A new compound.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CreateCompound, example = json!({
    "name": "水杉小区", "community": "510104035017", "place": {"lon": 104.1132, "lat": 30.6040, "crs": "gcj02"}
}))]
pub struct CreateCompoundDto {
    /// Its name, up to 40 characters, one of its kind in the community.
    #[schema(min_length = 1, max_length = 40, example = "水杉小区")]
    pub name: String,
    /// Community, 12 digits.
    #[schema(max_length = 12, example = "510104035017")]
    pub community: String,
    /// Where its gate is; has to lie in the city.
    pub place: Option<PlaceDto>,
    /// The property company that manages it.
    pub property_organisation_id: Option<OrganisationId>,
}

/// Changes of a compound; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = UpdateCompound, example = json!({"name": "水杉小区（一期）"}))]
pub struct UpdateCompoundDto {
    /// Another name.
    #[schema(min_length = 1, max_length = 40)]
    pub name: Option<String>,
    /// Where its gate is.
    pub place: Option<PlaceDto>,
    /// The property company that manages it; null when there is none any more.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<uuid::Uuid>)]
    pub property_organisation_id: Option<Option<OrganisationId>>,
}

/// A compound.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Compound)]
pub struct CompoundDto {
    /// Id.
    pub id: CompoundId,
    /// Name.
    #[schema(example = "水杉小区")]
    pub name: String,
    /// Community.
    #[schema(example = "510104035017")]
    pub community: String,
    /// Where its gate is, WGS-84.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceDto>,
    /// The property company that manages it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub property_organisation_id: Option<OrganisationId>,
    /// Version, for `If-Match`.
    pub version: i64,
}

impl From<entity::Model> for CompoundDto {
    fn from(row: entity::Model) -> Self {
        let place = row.place.as_deref().and_then(parse_place_text);
        Self {
            id: row.id,
            name: row.name,
            community: row.community_code,
            place: place.map(|place| PlaceDto::from_wgs84(place, Crs::Wgs84)),
            property_organisation_id: row.property_organisation_id,
            version: row.version,
        }
    }
}

/// Which compounds to list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListCompoundsQuery {
    /// Community, 12 digits.
    #[param(max_length = 12, example = "510104035017")]
    pub community: String,
    /// `next_cursor` of the page before.
    #[param(max_length = 64)]
    pub cursor: Option<String>,
    /// Rows a page; 20 unless said otherwise.
    #[param(minimum = 1, maximum = 100)]
    pub limit: Option<u64>,
}
