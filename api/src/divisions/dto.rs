//! Divisions in requests and answers.

use jinlin_matcher::{Crs, Wgs84};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::registry::{Division, Kind, Registry};
use crate::platform::problem::{FieldCode, FieldErrors, Problem};

/// A place in a named coordinate system; without one it means nothing (the two systems used in China differ by hundreds of metres).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"lon": 104.0800, "lat": 30.6500, "crs": "wgs84"}))]
pub struct PlaceDto {
    /// Longitude, degrees.
    #[schema(minimum = -180, maximum = 180)]
    pub lon: f64,
    /// Latitude, degrees.
    #[schema(minimum = -90, maximum = 90)]
    pub lat: f64,
    /// Coordinate system.
    #[schema(value_type = String, pattern = "^(wgs84|gcj02|bd09)$")]
    pub crs: Crs,
}

impl PlaceDto {
    /// The place in WGS-84; errors are noted under `field`.
    pub fn parse(self, errors: &mut FieldErrors, field: &str) -> Option<Wgs84> {
        let before = Wgs84::from_crs(self.crs, self.lon, self.lat);
        if !(-180.0..=180.0).contains(&self.lon) {
            errors.add(format!("{field}.lon"), FieldCode::Range);
        } else if !(-90.0..=90.0).contains(&self.lat) {
            errors.add(format!("{field}.lat"), FieldCode::Range);
        } else if before.is_err() {
            errors.add(field, FieldCode::Range);
        }
        before.ok()
    }

    /// The same for a place that has to lie in the city.
    pub fn parse_in_city(
        self,
        divisions: &Registry,
        errors: &mut FieldErrors,
        field: &str,
    ) -> Option<Wgs84> {
        let place = self.parse(errors, field)?;
        let within = divisions.locate(place).is_some();
        errors.check(within, field, FieldCode::Range);
        within.then_some(place)
    }

    /// A place for an answer.
    #[must_use]
    pub fn from_wgs84(place: Wgs84, crs: Crs) -> Self {
        let in_crs = place.in_crs(crs);
        Self {
            lon: in_crs.lon,
            lat: in_crs.lat,
            crs,
        }
    }
}

/// A division.
#[derive(Debug, Serialize, ToSchema)]
pub struct DivisionDto {
    /// Statistical code.
    #[schema(example = "510104017001")]
    pub code: String,
    /// Official name.
    #[schema(example = "水杉社区")]
    pub name: String,
    /// From the county down.
    #[schema(example = "锦江区 成龙路街道 水杉社区")]
    pub full_name: String,
    /// Kind.
    pub kind: Kind,
    /// The node above.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "510104035")]
    pub parent: Option<String>,
    /// The management zone that administers it, where that is not the county of its code.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "hi_tech")]
    pub zone: Option<String>,
    /// Centre, WGS-84.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub centre: Option<PlaceDto>,
    /// Where the centre comes from; `synthetic` is made up for the demo.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "synthetic")]
    pub place_source: Option<String>,
    /// Year of the list.
    pub year: i32,
}

impl DivisionDto {
    /// The answer for a node.
    #[must_use]
    pub fn of(division: &Division, registry: &Registry) -> Self {
        let street = division.code.get(..9).unwrap_or_default();
        Self {
            code: division.code.clone(),
            name: division.name.clone(),
            full_name: registry.full_name(&division.code),
            kind: division.kind,
            parent: division.parent.clone(),
            zone: registry.zone_of(street).map(|zone| zone.code.clone()),
            centre: division
                .centre
                .map(|centre| PlaceDto::from_wgs84(centre, Crs::Wgs84)),
            place_source: division.place_source.clone(),
            year: registry.year(),
        }
    }
}

/// Which divisions to list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListDivisionsQuery {
    /// Code of the node above; the city unless said otherwise.
    #[param(example = "510104")]
    pub parent: Option<String>,
}

/// A list of divisions: all the nodes below one, at most a few dozen.
#[derive(Debug, Serialize, ToSchema)]
pub struct DivisionList {
    /// The nodes, by code.
    pub items: Vec<DivisionDto>,
}

/// A point to locate.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct LocateQuery {
    /// Longitude, degrees.
    #[param(minimum = -180, maximum = 180, example = 104.08)]
    pub lon: f64,
    /// Latitude, degrees.
    #[param(minimum = -90, maximum = 90, example = 30.65)]
    pub lat: f64,
    /// Coordinate system.
    #[param(value_type = String, pattern = "^(wgs84|gcj02|bd09)$", example = "wgs84")]
    pub crs: Crs,
}

impl LocateQuery {
    /// The point in WGS-84.
    ///
    /// # Errors
    /// 422 naming the coordinate.
    pub fn parse(&self) -> Result<Wgs84, Problem> {
        let mut errors = FieldErrors::default();
        let place = PlaceDto {
            lon: self.lon,
            lat: self.lat,
            crs: self.crs,
        }
        .parse(&mut errors, "point");
        errors.finish()?;
        place.ok_or_else(|| Problem::field("point", FieldCode::Range))
    }
}
