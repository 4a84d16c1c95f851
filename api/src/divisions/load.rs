//! From the embedded files into the tables, and from the tables into the registry.

use std::collections::HashMap;

use geo::MultiPolygon;
use jinlin_matcher::{CommunityCode, Places, Wgs84};
use sea_orm::ActiveValue::Set;
use sea_orm::QueryOrder as _;
use sea_orm::entity::prelude::*;
use serde::Deserialize;

use super::entity::{administration, division, shape, zone};
use super::registry::{Division, Kind, Registry, Zone};
use crate::platform::db::Db;

const DIVISIONS: &str = include_str!("../../../data/divisions.csv");
const YEAR: &str = include_str!("../../../data/divisions.toml");
const ZONES: &str = include_str!("../../../data/management_zones.toml");
const COUNTIES: &str = include_str!("../../../data/counties.geo.json");

/// Why divisions could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// An embedded file is not of its form; a test keeps that from being released.
    #[error("an embedded file of divisions is not of its form: {0}")]
    Form(String),
    /// The database's.
    #[error("divisions could not be read or written")]
    Db(#[from] DbErr),
}

#[derive(Deserialize)]
struct YearFile {
    year: i32,
}

#[derive(Deserialize)]
struct DivisionLine {
    code: String,
    name: String,
    kind: String,
    lon: Option<f64>,
    lat: Option<f64>,
    place_source: Option<String>,
}

#[derive(Deserialize)]
struct ZoneFile {
    zones: Vec<ZoneEntry>,
}

#[derive(Deserialize)]
struct ZoneEntry {
    code: String,
    zh: String,
    en: String,
    effective_from: String,
    source: String,
    streets: Vec<String>,
}

/// The year of the embedded list.
///
/// # Errors
/// When the file is not of its form.
pub fn embedded_year() -> Result<i32, LoadError> {
    toml::from_str::<YearFile>(YEAR)
        .map(|file| file.year)
        .map_err(|error| LoadError::Form(error.to_string()))
}

/// Loads the embedded list into the tables, once a year of data.
///
/// # Errors
/// The database's, or a file that is not of its form.
pub async fn store_embedded(db: &Db) -> Result<(), LoadError> {
    let year = embedded_year()?;
    let present = division::Entity::find()
        .filter(division::Column::Year.eq(year))
        .count(db.read())
        .await?;
    if present > 0 {
        return Ok(());
    }
    let mut rows = Vec::new();
    for line in csv::Reader::from_reader(DIVISIONS.as_bytes()).deserialize::<DivisionLine>() {
        let line = line.map_err(|error| LoadError::Form(error.to_string()))?;
        rows.push(division::ActiveModel {
            year: Set(year),
            parent_code: Set(parent_code(&line.code)),
            code: Set(line.code),
            name: Set(line.name),
            kind: Set(line.kind),
            lon: Set(line.lon),
            lat: Set(line.lat),
            place_source: Set(line.place_source.filter(|source| !source.is_empty())),
        });
    }
    let zones: ZoneFile =
        toml::from_str(ZONES).map_err(|error| LoadError::Form(error.to_string()))?;
    db.write_txn(async |txn| {
        for chunk in rows.chunks(1_000) {
            division::Entity::insert_many(chunk.to_vec())
                .exec_without_returning(txn)
                .await?;
        }
        for entry in &zones.zones {
            zone::Entity::insert(zone::ActiveModel {
                code: Set(entry.code.clone()),
                name: Set(entry.zh.clone()),
                name_en: Set(entry.en.clone()),
                source: Set(entry.source.clone()),
            })
            .exec_without_returning(txn)
            .await?;
            administration::Entity::insert_many(entry.streets.iter().map(|street| {
                administration::ActiveModel {
                    street_code: Set(street.clone()),
                    administered_by: Set(entry.code.clone()),
                    valid_from: Set(entry.effective_from.clone()),
                    valid_until: Set(None),
                }
            }))
            .exec_without_returning(txn)
            .await?;
        }
        Ok::<_, DbErr>(())
    })
    .await?;
    Ok(())
}

/// The code of the node above: 12 → 9 → 6 → 4 digits.
fn parent_code(code: &str) -> Option<String> {
    let above = match code.len() {
        12 => 9,
        9 => 6,
        6 => 4,
        _ => return None,
    };
    code.get(..above).map(ToOwned::to_owned)
}

/// Reads the newest year of the tables into a registry; `today` (`YYYY-MM-DD`) decides who administers what.
///
/// # Errors
/// The database's, or an embedded file that is not of its form.
pub async fn load_registry(db: &Db, today: &str) -> Result<Registry, LoadError> {
    let newest = division::Entity::find()
        .order_by_desc(division::Column::Year)
        .one(db.read())
        .await?;
    let year = newest.map_or(0, |row| row.year);
    let rows = division::Entity::find()
        .filter(division::Column::Year.eq(year))
        .all(db.read())
        .await?;
    let mut divisions = Vec::with_capacity(rows.len());
    for row in rows {
        divisions.push(Division {
            kind: Kind::from_word(&row.kind)
                .ok_or_else(|| LoadError::Form(format!("kind {}", row.kind)))?,
            centre: row
                .lon
                .zip(row.lat)
                .and_then(|(lon, lat)| Wgs84::new(lon, lat).ok()),
            code: row.code,
            name: row.name,
            parent: row.parent_code,
            place_source: row.place_source,
        });
    }
    let places = load_places(db, year, &divisions).await?;
    Ok(Registry::new(
        year,
        divisions,
        load_zones(db, today).await?,
        places,
    ))
}

async fn load_zones(db: &Db, today: &str) -> Result<Vec<Zone>, DbErr> {
    let mut streets: HashMap<String, Vec<String>> = HashMap::new();
    for edge in administration::Entity::find().all(db.read()).await? {
        let begun = edge.valid_from.as_str() <= today;
        let over = edge
            .valid_until
            .as_deref()
            .is_some_and(|until| until < today);
        if begun && !over {
            streets
                .entry(edge.administered_by)
                .or_default()
                .push(edge.street_code);
        }
    }
    let mut zones = Vec::new();
    for row in zone::Entity::find().all(db.read()).await? {
        let mut streets = streets.remove(&row.code).unwrap_or_default();
        streets.sort_unstable();
        zones.push(Zone {
            code: row.code,
            name: row.name,
            streets,
        });
    }
    Ok(zones)
}

async fn load_places(db: &Db, year: i32, divisions: &[Division]) -> Result<Places, LoadError> {
    let centres = divisions
        .iter()
        .filter(|division| division.code.len() == 12)
        .filter_map(|division| {
            Some((
                division.code.parse::<CommunityCode>().ok()?,
                division.centre?,
            ))
        })
        .collect();
    let mut polygons = Vec::new();
    for row in shape::Entity::find()
        .filter(shape::Column::Year.eq(year))
        .all(db.read())
        .await?
    {
        if let Ok(code) = row.code.parse::<CommunityCode>() {
            polygons.push((code, multi_polygon(&row.geojson)?));
        }
    }
    Ok(Places::new(centres, polygons, county_polygons()?))
}

/// The boundaries of the counties that the binary carries: 6-digit code and polygon, WGS-84.
///
/// # Errors
/// When the file is not of its form.
pub fn county_polygons() -> Result<Vec<(u64, MultiPolygon)>, LoadError> {
    let form = |what: &str| LoadError::Form(format!("counties.geo.json: {what}"));
    let collection: geojson::FeatureCollection = COUNTIES
        .parse::<geojson::GeoJson>()
        .and_then(TryInto::try_into)
        .map_err(|error| form(&error.to_string()))?;
    collection
        .features
        .into_iter()
        .map(|feature| {
            let code = feature
                .property("code")
                .or_else(|| feature.property("id"))
                .cloned();
            let code = code
                .and_then(|code| {
                    code.as_str()
                        .map(ToOwned::to_owned)
                        .or_else(|| code.as_u64().map(|n| n.to_string()))
                })
                .and_then(|code| code.parse().ok())
                .ok_or_else(|| form("a feature without a code"))?;
            let geometry = feature
                .geometry
                .ok_or_else(|| form("a feature without a geometry"))?;
            Ok((code, to_multi_polygon(geometry)?))
        })
        .collect()
}

fn multi_polygon(text: &str) -> Result<MultiPolygon, LoadError> {
    let geometry: geojson::Geometry = text
        .parse::<geojson::GeoJson>()
        .and_then(TryInto::try_into)
        .map_err(|error| LoadError::Form(error.to_string()))?;
    to_multi_polygon(geometry)
}

/// A polygon or multi-polygon of the geometry library.
///
/// # Errors
/// When it is another kind of geometry.
pub fn to_multi_polygon(geometry: geojson::Geometry) -> Result<MultiPolygon, LoadError> {
    let geometry: geo::Geometry = geometry
        .try_into()
        .map_err(|error: geojson::Error| LoadError::Form(error.to_string()))?;
    match geometry {
        geo::Geometry::Polygon(polygon) => Ok(MultiPolygon(vec![polygon])),
        geo::Geometry::MultiPolygon(polygons) => Ok(polygons),
        _ => Err(LoadError::Form(
            "neither a polygon nor a multi-polygon".to_owned(),
        )),
    }
}
