//! A coded area with a boundary, and how far a place is from it.

use geo::{Intersects, LineString, MultiPolygon, Point};
use rstar::{AABB, RTreeObject};

use crate::coord::Wgs84;
use crate::distance::EARTH_RADIUS_M;

/// A boundary in WGS-84 longitude and latitude, with its code.
#[derive(Debug, Clone)]
pub(crate) struct Area<C> {
    pub(crate) code: C,
    boundary: MultiPolygon,
    envelope: AABB<[f64; 2]>,
}

impl<C> Area<C> {
    /// An area; `None` for a boundary without points, or with one that is not a number.
    pub(crate) fn new(code: C, boundary: MultiPolygon) -> Option<Self> {
        let corners = boundary
            .iter()
            .flat_map(|polygon| polygon.exterior().coords());
        let mut bounds: Option<([f64; 2], [f64; 2])> = None;
        for corner in corners {
            if !(corner.x.is_finite() && corner.y.is_finite()) {
                return None;
            }
            let (low, high) = bounds.unwrap_or(([corner.x, corner.y], [corner.x, corner.y]));
            let ([west, south], [east, north]) = (low, high);
            bounds = Some((
                [west.min(corner.x), south.min(corner.y)],
                [east.max(corner.x), north.max(corner.y)],
            ));
        }
        let (low, high) = bounds?;
        Some(Self {
            code,
            boundary,
            envelope: AABB::from_corners(low, high),
        })
    }

    /// Whether the place is inside or on the boundary.
    pub(crate) fn has(&self, place: Wgs84) -> bool {
        self.boundary
            .intersects(&Point::new(place.lon(), place.lat()))
    }

    /// Metres from a place to the boundary, on a plane that touches the Earth there: good to a per mille within 10 km.
    pub(crate) fn metres_from(&self, place: Wgs84) -> f64 {
        let rings = self
            .boundary
            .iter()
            .flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()));
        rings
            .map(|ring| metres_to_ring(ring, place))
            .fold(f64::INFINITY, f64::min)
    }
}

impl<C> RTreeObject for Area<C> {
    type Envelope = AABB<[f64; 2]>;

    fn envelope(&self) -> Self::Envelope {
        self.envelope
    }
}

/// Degrees of longitude and latitude around a place that hold everything within so many metres.
pub(crate) fn box_around(place: Wgs84, metres: f64) -> AABB<[f64; 2]> {
    let north = (metres / EARTH_RADIUS_M).to_degrees() * 1.01;
    let east = (north / place.lat().to_radians().cos().max(1e-6)).min(360.0);
    AABB::from_corners(
        [place.lon() - east, place.lat() - north],
        [place.lon() + east, place.lat() + north],
    )
}

fn metres_to_ring(ring: &LineString, place: Wgs84) -> f64 {
    let scale_north = EARTH_RADIUS_M.to_radians();
    let scale_east = scale_north * place.lat().to_radians().cos();
    let flat = |x: f64, y: f64| {
        (
            (x - place.lon()) * scale_east,
            (y - place.lat()) * scale_north,
        )
    };
    let to_line = ring.lines().map(|line| {
        let (start, end) = (
            flat(line.start.x, line.start.y),
            flat(line.end.x, line.end.y),
        );
        metres_to_segment(start, end)
    });
    to_line.fold(f64::INFINITY, f64::min)
}

/// Distance of the origin from a segment.
fn metres_to_segment(start: (f64, f64), end: (f64, f64)) -> f64 {
    let (dx, dy) = (end.0 - start.0, end.1 - start.1);
    let length_2 = dx * dx + dy * dy;
    let along = if length_2 > 0.0 {
        (-(start.0 * dx + start.1 * dy) / length_2).clamp(0.0, 1.0)
    } else {
        0.0
    };
    (start.0 + along * dx).hypot(start.1 + along * dy)
}
