//! What an import changes: found first, shown or written then.

use std::collections::HashMap;
use std::fmt;

use geo::{CoordsIter as _, Distance as _, Haversine, MultiPolygon, Point};
use jinlin_matcher::{Crs, Wgs84};
use sea_orm::ActiveValue::Set;
use sea_orm::DatabaseTransaction;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;

use super::read::Place;
use crate::divisions::Registry;
use crate::divisions::entity::{division, shape};
use crate::platform::clock::Clock;
use crate::platform::db::Db;
use crate::platform::outbox::{self, EventKind, NewEvent};

/// `place_source` of centres that were imported.
pub const IMPORTED: &str = "imported";

/// What changes of one division.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// Its centre.
    Centre {
        /// Code.
        code: String,
        /// Name.
        name: String,
        /// Where it was, and where that came from.
        from: Option<(Wgs84, Option<String>)>,
        /// Where it is to be.
        to: Wgs84,
    },
    /// Its boundary.
    Boundary {
        /// Code.
        code: String,
        /// Name.
        name: String,
        /// Whether there was another one.
        replaces: bool,
        /// How many polygons and corners it has.
        size: (usize, usize),
        /// The boundary, as `GeoJSON` in WGS-84.
        geojson: String,
    },
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Centre {
                code,
                name,
                from,
                to,
            } => {
                write!(f, "{code} {name}: centre ")?;
                match from {
                    Some((from, source)) => {
                        let metres = Haversine.distance(point(*from), point(*to));
                        let source = source.as_deref().unwrap_or("unknown");
                        write!(
                            f,
                            "{} ({source}) -> {}, {metres:.0} m away",
                            Degrees(*from),
                            Degrees(*to)
                        )
                    }
                    None => write!(f, "none -> {}", Degrees(*to)),
                }
            }
            Self::Boundary {
                code,
                name,
                replaces,
                size: (polygons, corners),
                ..
            } => {
                let how = if *replaces { "replaced" } else { "new" };
                write!(
                    f,
                    "{code} {name}: boundary {how}, polygons: {polygons}, corners: {corners}"
                )
            }
        }
    }
}

struct Degrees(Wgs84);

impl fmt::Display for Degrees {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = self.0.in_crs(Crs::Wgs84);
        write!(f, "{:.6}, {:.6}", place.lon, place.lat)
    }
}

fn point(place: Wgs84) -> Point {
    let place = place.in_crs(Crs::Wgs84);
    Point::new(place.lon, place.lat)
}

/// All that an import changes.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// Year of the divisions.
    pub year: i32,
    /// The changes, by code.
    pub changes: Vec<Change>,
    /// How many centres and boundaries of the file are there already.
    pub unchanged: usize,
}

impl Plan {
    /// Compares places with what is stored.
    ///
    /// # Errors
    /// The database's.
    pub async fn make(db: &Db, registry: &Registry, places: Vec<Place>) -> Result<Self, DbErr> {
        let year = registry.year();
        let stored: HashMap<String, String> = shape::Entity::find()
            .filter(shape::Column::Year.eq(year))
            .all(db.read())
            .await?
            .into_iter()
            .map(|row| (row.code, row.geojson))
            .collect();
        let mut plan = Self {
            year,
            changes: Vec::new(),
            unchanged: 0,
        };
        for Place {
            code,
            centre,
            boundary,
        } in places
        {
            let Some(division) = registry.get(&code) else {
                continue;
            };
            let name = division.name.clone();
            if let Some(to) = centre {
                let imported = division.place_source.as_deref() == Some(IMPORTED);
                plan.note((division.centre != Some(to) || !imported).then(|| {
                    Change::Centre {
                        code: code.clone(),
                        name: name.clone(),
                        from: division
                            .centre
                            .map(|from| (from, division.place_source.clone())),
                        to,
                    }
                }));
            }
            if let Some(boundary) = boundary {
                let geojson = to_geojson(&boundary);
                let before = stored.get(&code);
                let size = (boundary.0.len(), boundary.coords_count());
                plan.note((before != Some(&geojson)).then(|| Change::Boundary {
                    replaces: before.is_some(),
                    code,
                    name,
                    size,
                    geojson,
                }));
            }
        }
        Ok(plan)
    }

    fn note(&mut self, change: Option<Change>) {
        match change {
            Some(change) => self.changes.push(change),
            None => self.unchanged += 1,
        }
    }

    /// How many centres and how many boundaries change.
    #[must_use]
    pub fn counts(&self) -> (usize, usize) {
        let centres = self
            .changes
            .iter()
            .filter(|change| matches!(change, Change::Centre { .. }))
            .count();
        (centres, self.changes.len() - centres)
    }

    /// Writes all changes, with the event that tells the replicas, or nothing.
    ///
    /// # Errors
    /// The database's; [`DbErr::RecordNotUpdated`] when a division has gone meanwhile.
    pub async fn apply(&self, db: &Db, clock: &Clock, source: &str) -> Result<(), DbErr> {
        if self.changes.is_empty() {
            return Ok(());
        }
        let (centres, boundaries) = self.counts();
        db.write_txn(async |txn| {
            for change in &self.changes {
                write(txn, self.year, change, source).await?;
            }
            let event = NewEvent {
                kind: EventKind::DivisionsChanged,
                // It happened to many rows, which have codes and no ids.
                entity_id: Uuid::nil(),
                community_code: None,
                payload: serde_json::json!({ "year": self.year, "centres": centres, "boundaries": boundaries }),
                recipients: Vec::new(),
            };
            outbox::append(txn, clock, vec![event]).await
        })
        .await
    }
}

async fn write(
    txn: &DatabaseTransaction,
    year: i32,
    change: &Change,
    source: &str,
) -> Result<(), DbErr> {
    match change {
        Change::Centre { code, to, .. } => {
            let to = to.in_crs(Crs::Wgs84);
            let updated = division::Entity::update_many()
                .col_expr(division::Column::Lon, Expr::value(to.lon))
                .col_expr(division::Column::Lat, Expr::value(to.lat))
                .col_expr(division::Column::PlaceSource, Expr::value(IMPORTED))
                .filter(division::Column::Year.eq(year))
                .filter(division::Column::Code.eq(code.as_str()))
                .exec(txn)
                .await?;
            if updated.rows_affected == 1 {
                Ok(())
            } else {
                Err(DbErr::RecordNotUpdated)
            }
        }
        Change::Boundary { code, geojson, .. } => {
            let row = shape::ActiveModel {
                year: Set(year),
                code: Set(code.clone()),
                geojson: Set(geojson.clone()),
                source: Set(source.to_owned()),
            };
            shape::Entity::insert(row)
                .on_conflict(
                    OnConflict::columns([shape::Column::Year, shape::Column::Code])
                        .update_columns([shape::Column::Geojson, shape::Column::Source])
                        .to_owned(),
                )
                .exec_without_returning(txn)
                .await?;
            Ok(())
        }
    }
}

/// A `MultiPolygon` of one is written as a `Polygon`.
fn to_geojson(boundary: &MultiPolygon) -> String {
    let value = match boundary.0.as_slice() {
        [polygon] => geojson::GeometryValue::from(polygon),
        _ => geojson::GeometryValue::from(boundary),
    };
    geojson::Geometry::new(value).to_string()
}
