//! [`Places`]: which community a place belongs to.

use std::collections::HashSet;

use geo::MultiPolygon;
use rstar::{AABB, PointDistance, RTree, RTreeObject};

use crate::area::{Area, box_around};
use crate::code::CommunityCode;
use crate::coord::Wgs84;
use crate::distance::{Metres, arc, unit_vector};

/// How far a place may lie outside a community's polygon and still belong to it when no polygon holds it: neighbouring
/// boundaries are seldom drawn with the same corners, and leave slivers.
const SLIVER_M: f64 = 30.0;

/// The same for counties, whose boundaries are drawn coarser.
const COUNTY_SLIVER_M: f64 = 300.0;

/// A community's centre on the unit sphere.
#[derive(Debug, Clone)]
struct Centre {
    point: [f64; 3],
    code: CommunityCode,
}

impl RTreeObject for Centre {
    type Envelope = AABB<[f64; 3]>;

    fn envelope(&self) -> Self::Envelope {
        AABB::from_point(self.point)
    }
}

impl PointDistance for Centre {
    fn distance_2(&self, point: &[f64; 3]) -> f64 {
        let ([ax, ay, az], [bx, by, bz]) = (self.point, *point);
        let (x, y, z) = (ax - bx, ay - by, az - bz);
        x * x + y * y + z * z
    }
}

/// Communities by polygon and by centre. Built once, asked often; `locate` takes microseconds.
#[derive(Debug)]
pub struct Places {
    centres: RTree<Centre>,
    communities: RTree<Area<CommunityCode>>,
    counties: RTree<Area<u64>>,
    /// Communities that have a polygon.
    drawn: HashSet<CommunityCode>,
    max_distance: Metres,
}

impl Places {
    /// How far a centre may be, unless [`Self::with_max_distance`] says otherwise.
    pub const DEFAULT_MAX_DISTANCE_M: f64 = 20_000.0;

    /// Communities by centre, by polygon where there is one, and the polygons of counties by 6-digit code (none
    /// for no restriction). All in WGS-84; polygons as longitude and latitude. Polygons without corners are
    /// left out. O(n log n).
    #[must_use]
    pub fn new(
        centres: Vec<(CommunityCode, Wgs84)>,
        polygons: Vec<(CommunityCode, MultiPolygon)>,
        counties: Vec<(u64, MultiPolygon)>,
    ) -> Self {
        let centres = centres.into_iter().map(|(code, place)| Centre {
            point: unit_vector(place),
            code,
        });
        let communities: Vec<_> = polygons
            .into_iter()
            .filter_map(|(code, polygon)| Area::new(code, polygon))
            .collect();
        let counties = counties
            .into_iter()
            .filter_map(|(code, polygon)| Area::new(code, polygon));
        Self {
            centres: RTree::bulk_load(centres.collect()),
            drawn: communities.iter().map(|area| area.code).collect(),
            communities: RTree::bulk_load(communities),
            counties: RTree::bulk_load(counties.collect()),
            max_distance: Metres::new(Self::DEFAULT_MAX_DISTANCE_M),
        }
    }

    /// The same with another limit on the distance of a centre.
    #[must_use]
    pub fn with_max_distance(mut self, max_distance: Metres) -> Self {
        self.max_distance = max_distance;
        self
    }

    /// The community of a place; `None` where it belongs to none.
    ///
    /// 1. The community whose polygon holds it, boundary included (of several the one with the smallest code);
    ///    failing that, the one whose polygon is nearest, within 30 m.
    /// 2. Else the nearest centre within the maximal distance, of the county whose polygon holds the place (or
    ///    is nearest, within 300 m) when counties were given; outside all counties: none. Communities whose
    ///    polygon is known not to hold the place are taken only when there is no other. Equally near: the
    ///    smallest code.
    #[must_use]
    pub fn locate(&self, place: Wgs84) -> Option<CommunityCode> {
        if let Some(code) = area_of(&self.communities, place, SLIVER_M) {
            return Some(code);
        }
        let county = if self.counties.size() == 0 {
            None
        } else {
            Some(area_of(&self.counties, place, COUNTY_SLIVER_M)?)
        };
        let in_county = |code: &CommunityCode| county.is_none_or(|county| code.county() == county);
        self.nearest(place, |code| in_county(code) && !self.drawn.contains(code))
            .or_else(|| self.nearest(place, in_county))
    }

    /// The nearest centre of an acceptable community, the smallest code among equally near ones.
    fn nearest(
        &self,
        place: Wgs84,
        accept: impl Fn(&CommunityCode) -> bool,
    ) -> Option<CommunityCode> {
        let mut found = self
            .centres
            .nearest_neighbor_iter_with_distance_2(unit_vector(place))
            .take_while(|(_, chord_2)| arc(*chord_2) <= self.max_distance)
            .filter(|(centre, _)| accept(&centre.code));
        let (first, nearest) = found.next()?;
        found
            .take_while(|(_, chord_2)| *chord_2 <= nearest)
            .map(|(centre, _)| centre.code)
            .chain([first.code])
            .min()
    }
}

/// The area that holds a place, else the nearest one within `sliver` metres; the smallest code among equals.
fn area_of<C: Copy + Ord>(areas: &RTree<Area<C>>, place: Wgs84, sliver: f64) -> Option<C> {
    let point = AABB::from_point([place.lon(), place.lat()]);
    let holding = areas
        .locate_in_envelope_intersecting(point)
        .filter(|area| area.has(place))
        .map(|area| area.code);
    holding.min().or_else(|| {
        areas
            .locate_in_envelope_intersecting(box_around(place, sliver))
            .map(|area| (area.metres_from(place), area.code))
            .filter(|(metres, _)| *metres <= sliver)
            .min_by(|(a, one), (b, other)| a.total_cmp(b).then(one.cmp(other)))
            .map(|(_, code)| code)
    })
}

#[cfg(test)]
mod tests {
    use geo::{LineString, Polygon};

    use super::*;
    use crate::distance::distance;

    fn code(text: &str) -> CommunityCode {
        text.parse().unwrap()
    }

    fn at(lon: f64, lat: f64) -> Wgs84 {
        Wgs84::new(lon, lat).unwrap()
    }

    fn rectangle(west: f64, south: f64, east: f64, north: f64) -> MultiPolygon {
        let corners = vec![
            (west, south),
            (east, south),
            (east, north),
            (west, north),
            (west, south),
        ];
        MultiPolygon(vec![Polygon::new(LineString::from(corners), vec![])])
    }

    const A: &str = "510104035001";
    const B: &str = "510104035002";
    const OTHER_COUNTY: &str = "510105035001";

    fn centres() -> Vec<(CommunityCode, Wgs84)> {
        vec![
            (code(A), at(104.01, 30.60)),
            (code(B), at(104.03, 30.60)),
            (code(OTHER_COUNTY), at(104.05, 30.60)),
        ]
    }

    #[test]
    fn nearest_centre_where_nothing_is_drawn() {
        let places = Places::new(centres(), vec![], vec![]);
        assert_eq!(places.locate(at(104.015, 30.60)), Some(code(A)));
        assert_eq!(places.locate(at(104.045, 30.60)), Some(code(OTHER_COUNTY)));
        assert_eq!(
            places.locate(at(106.5, 29.5)),
            None,
            "Chongqing is not near any centre"
        );
        let near = places.with_max_distance(Metres::new(100.0));
        assert_eq!(near.locate(at(104.015, 30.60)), None);
    }

    #[test]
    fn a_polygon_decides_against_a_nearer_centre() {
        let places = Places::new(
            centres(),
            vec![(code(A), rectangle(104.0, 30.59, 104.028, 30.61))],
            vec![],
        );
        assert_eq!(
            places.locate(at(104.027, 30.60)),
            Some(code(A)),
            "inside, though B's centre is nearer"
        );
        assert_eq!(
            places.locate(at(104.028, 30.60)),
            Some(code(A)),
            "on the boundary"
        );
        assert_eq!(
            places.locate(at(104.0281, 30.60)),
            Some(code(A)),
            "10 m outside: a sliver"
        );
        assert_eq!(
            places.locate(at(104.0, 30.58)),
            Some(code(B)),
            "outside A's polygon, though A's centre is nearer"
        );
    }

    #[test]
    fn overlapping_polygons_give_the_smallest_code() {
        let shape = || rectangle(104.0, 30.59, 104.028, 30.61);
        let places = Places::new(vec![], vec![(code(B), shape()), (code(A), shape())], vec![]);
        assert_eq!(places.locate(at(104.01, 30.60)), Some(code(A)));
    }

    #[test]
    fn a_county_keeps_its_places() {
        let counties = vec![
            (510_104, rectangle(104.0, 30.5, 104.045, 30.7)),
            (510_105, rectangle(104.047, 30.5, 104.1, 30.7)),
        ];
        let places = Places::new(centres(), vec![], counties);
        assert_eq!(
            places.locate(at(104.044, 30.60)),
            Some(code(B)),
            "the nearest centre is in another county"
        );
        assert_eq!(
            places.locate(at(104.0455, 30.60)),
            Some(code(B)),
            "in the gap between two counties"
        );
        assert_eq!(places.locate(at(104.2, 30.60)), None, "in no county");
    }

    #[test]
    fn equally_near_centres_give_the_smallest_code() {
        let twice = vec![(code(B), at(104.01, 30.60)), (code(A), at(104.01, 30.60))];
        assert_eq!(
            Places::new(twice, vec![], vec![]).locate(at(104.0, 30.6)),
            Some(code(A))
        );
    }

    #[test]
    fn nothing_known_locates_nothing() {
        let broken = MultiPolygon(vec![]);
        let places = Places::new(
            vec![],
            vec![(code(A), broken.clone())],
            vec![(510_104, broken)],
        );
        assert_eq!(places.locate(at(104.0, 30.6)), None);
    }

    #[test]
    fn the_distance_to_a_boundary_is_that_of_the_sphere() {
        let area = Area::new(1, rectangle(104.0, 30.5, 104.1, 30.7)).unwrap();
        let place = at(103.99, 30.6);
        let truth = distance(place, at(104.0, 30.6)).get();
        assert!((area.metres_from(place) - truth).abs() < 0.5);
    }
}
