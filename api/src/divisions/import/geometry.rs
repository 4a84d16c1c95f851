//! From a `GeoJSON` geometry to places and boundaries in WGS-84, with every fault under its path.

use geo::orient::Direction;
use geo::{LineString, MultiPolygon, Orient as _, Polygon, RemoveRepeatedPoints as _};
use jinlin_matcher::{Crs, Wgs84};
use serde_json::Value;

use super::bounds::{CityBounds, TOLERANCE_M};
use super::ring;

/// What a feature says of its division.
#[derive(Debug, Default)]
pub(super) struct Shape {
    /// A point's place, or the property `centre` (or `center`) of a boundary.
    pub(super) centre: Option<Wgs84>,
    pub(super) boundary: Option<MultiPolygon>,
}

/// How many faults of one feature are named; a file in the wrong reference system would have one for every corner.
const NAMED: usize = 5;

/// Reads one geometry and collects its faults as (path, message).
pub(super) struct Reader<'a> {
    crs: Crs,
    bounds: &'a CityBounds,
    faults: Vec<(String, String)>,
    unnamed: usize,
}

impl<'a> Reader<'a> {
    pub(super) const fn new(crs: Crs, bounds: &'a CityBounds) -> Self {
        Self {
            crs,
            bounds,
            faults: Vec::new(),
            unnamed: 0,
        }
    }

    /// What the feature says, or every fault of it.
    pub(super) fn read(mut self, feature: &Value) -> Result<Shape, Vec<(String, String)>> {
        let shape = self.shape(feature.get("geometry").unwrap_or(&Value::Null));
        let property = |name: &str| {
            feature
                .get("properties")?
                .get(name)
                .filter(|value| !value.is_null())
        };
        let centre = match (property("centre"), property("center")) {
            (Some(value), _) => self.place(value, "properties.centre"),
            (None, Some(value)) => self.place(value, "properties.center"),
            (None, None) => None,
        };
        // A point is itself the centre.
        let shape = shape.map(|shape| Shape {
            centre: shape.centre.or(centre),
            ..shape
        });
        if self.unnamed > 0 {
            self.faults.push((
                "geometry".to_owned(),
                format!("has {} more faults", self.unnamed),
            ));
        }
        match shape {
            Some(shape) if self.faults.is_empty() => Ok(shape),
            _ => Err(self.faults),
        }
    }

    fn fault(&mut self, path: &str, message: impl Into<String>) {
        if self.faults.len() < NAMED {
            self.faults.push((path.to_owned(), message.into()));
        } else {
            self.unnamed += 1;
        }
    }

    fn shape(&mut self, geometry: &Value) -> Option<Shape> {
        let path = "geometry.coordinates";
        let coordinates = geometry.get("coordinates").unwrap_or(&Value::Null);
        match geometry.get("type").and_then(Value::as_str) {
            Some("Point") => self.place(coordinates, path).map(|place| Shape {
                centre: Some(place),
                boundary: None,
            }),
            Some("Polygon") => {
                let polygon = self.polygon(coordinates, path);
                self.boundary(polygon.into_iter().collect())
            }
            Some("MultiPolygon") => {
                let members = self.list(coordinates, path, 1)?;
                let mut polygons = Vec::with_capacity(members.len());
                for (index, member) in members.iter().enumerate() {
                    polygons.extend(self.polygon(member, &format!("{path}[{index}]")));
                }
                self.boundary(polygons)
            }
            Some(other) => {
                self.fault(
                    "geometry.type",
                    format!("`{other}` is none of Point, Polygon, MultiPolygon"),
                );
                None
            }
            None => {
                self.fault(
                    "geometry",
                    "is missing: a Point, Polygon or MultiPolygon is needed",
                );
                None
            }
        }
    }

    fn list<'v>(&mut self, value: &'v Value, path: &str, least: usize) -> Option<&'v [Value]> {
        match value.as_array() {
            Some(list) if list.len() >= least => Some(list),
            Some(list) => {
                self.fault(
                    path,
                    format!("has {} entries, at least {least} are needed", list.len()),
                );
                None
            }
            None => {
                self.fault(path, "is not a list");
                None
            }
        }
    }

    fn place(&mut self, value: &Value, path: &str) -> Option<Wgs84> {
        let position = self.list(value, path, 2)?;
        let (Some(lon), Some(lat)) = (
            position.first().and_then(Value::as_f64),
            position.get(1).and_then(Value::as_f64),
        ) else {
            self.fault(path, "holds something that is not a number");
            return None;
        };
        if !(-180.0..=180.0).contains(&lon) {
            self.fault(path, format!("longitude {lon} is not between -180 and 180"));
            return None;
        }
        if !(-90.0..=90.0).contains(&lat) {
            self.fault(
                path,
                format!("latitude {lat} is not between -90 and 90 (longitude comes first)"),
            );
            return None;
        }
        let Ok(place) = Wgs84::from_crs(self.crs, lon, lat) else {
            self.fault(path, format!("{lon}, {lat} is not a place"));
            return None;
        };
        if !self.bounds.hold(place) {
            self.fault(
                path,
                format!(
                    "{lon}, {lat} lies more than {TOLERANCE_M} m outside of the city's counties"
                ),
            );
            return None;
        }
        Some(place)
    }

    fn polygon(&mut self, value: &Value, path: &str) -> Option<Polygon> {
        let members = self.list(value, path, 1)?;
        let mut rings = Vec::with_capacity(members.len());
        for (index, member) in members.iter().enumerate() {
            rings.push(self.ring(member, &format!("{path}[{index}]")));
        }
        let mut rings = rings.into_iter().collect::<Option<Vec<_>>>()?.into_iter();
        let exterior = rings.next()?;
        let holes: Vec<_> = rings.collect();
        for (index, hole) in holes.iter().enumerate() {
            if ring::is_outside(hole, &exterior) {
                let path = format!("{path}[{}]", index + 1);
                self.fault(&path, "is a hole outside of its polygon");
            }
        }
        Some(Polygon::new(exterior, holes))
    }

    fn ring(&mut self, value: &Value, path: &str) -> Option<LineString> {
        let members = self.list(value, path, 4)?;
        let mut corners = Vec::with_capacity(members.len());
        for (index, member) in members.iter().enumerate() {
            corners.push(self.place(member, &format!("{path}[{index}]")));
        }
        let corners = corners.into_iter().collect::<Option<Vec<_>>>()?;
        if members.first() != members.last() {
            self.fault(path, "is not closed: its last position must be its first");
            return None;
        }
        let line = corners
            .into_iter()
            .map(|corner| corner.in_crs(Crs::Wgs84))
            .map(|place| (place.lon, place.lat));
        let line = LineString::from_iter(line);
        if let Some(fault) = ring::fault_of(&line) {
            self.fault(path, fault);
            return None;
        }
        Some(line.remove_repeated_points())
    }

    /// A boundary of sound polygons, turned so that exterior rings are counter-clockwise.
    fn boundary(&self, polygons: Vec<Polygon>) -> Option<Shape> {
        if !self.faults.is_empty() || polygons.is_empty() {
            return None;
        }
        Some(Shape {
            centre: None,
            boundary: Some(MultiPolygon(polygons).orient(Direction::Default)),
        })
    }
}
