//! The city's outline, to notice coordinates that cannot be meant.

use geo::{
    BoundingRect as _, Coord, Distance as _, Euclidean, MapCoords as _, MultiPolygon, Point, Rect,
};
use jinlin_matcher::{Crs, Wgs84};

/// Mean radius of the Earth, metres.
const EARTH_RADIUS_M: f64 = 6_371_008.8;
/// How far outside of the counties' outline a place may lie, metres: the outline is drawn on a grid of about 100 m.
pub const TOLERANCE_M: f64 = 300.0;

/// The counties of a city, on a plane in metres that is true to a per cent within the city.
#[derive(Debug)]
pub struct CityBounds {
    /// Cosine of the city's middle latitude.
    shrink: f64,
    counties: Vec<(Rect, MultiPolygon)>,
}

impl CityBounds {
    /// The counties by code and boundary (WGS-84, longitude and latitude). O(corners).
    #[must_use]
    pub fn new(counties: Vec<(u64, MultiPolygon)>) -> Self {
        let latitudes = counties
            .iter()
            .filter_map(|(_, county)| county.bounding_rect())
            .map(|rect| rect.center().y);
        let (sum, count) = latitudes.fold((0.0, 0.0), |(sum, count), latitude| {
            (sum + latitude, count + 1.0)
        });
        let shrink = if count > 0.0 {
            (sum / count).to_radians().cos()
        } else {
            1.0
        };
        let counties = counties
            .into_iter()
            .filter_map(|(_, county)| {
                let plane = county.map_coords(|corner| to_plane(corner, shrink));
                let rect = plane.bounding_rect()?;
                let wide = Coord {
                    x: TOLERANCE_M,
                    y: TOLERANCE_M,
                };
                Some((Rect::new(rect.min() - wide, rect.max() + wide), plane))
            })
            .collect();
        Self { shrink, counties }
    }

    /// Whether a place lies in a county, or not farther than `TOLERANCE_M` from one. O(corners of the counties around).
    #[must_use]
    pub fn hold(&self, place: Wgs84) -> bool {
        let place = place.in_crs(Crs::Wgs84);
        let point = Point(to_plane(
            Coord {
                x: place.lon,
                y: place.lat,
            },
            self.shrink,
        ));
        self.counties
            .iter()
            .filter(|(rect, _)| {
                (rect.min().x..=rect.max().x).contains(&point.x())
                    && (rect.min().y..=rect.max().y).contains(&point.y())
            })
            .any(|(_, county)| Euclidean.distance(&point, county) <= TOLERANCE_M)
    }
}

/// Equirectangular projection: degrees to metres.
fn to_plane(place: Coord, shrink: f64) -> Coord {
    Coord {
        x: place.x.to_radians() * shrink * EARTH_RADIUS_M,
        y: place.y.to_radians() * EARTH_RADIUS_M,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::divisions::load;

    fn holds(bounds: &CityBounds, lon: f64, lat: f64) -> bool {
        bounds.hold(Wgs84::new(lon, lat).unwrap())
    }

    #[test]
    fn the_city_is_told_from_its_neighbours() {
        let bounds = CityBounds::new(load::county_polygons().unwrap());
        assert!(holds(&bounds, 104.0657, 30.6595), "Tianfu Square");
        assert!(holds(&bounds, 103.5219, 30.9104), "Qingcheng Mountain");
        assert!(!holds(&bounds, 104.6796, 31.4675), "Mianyang");
        assert!(!holds(&bounds, 116.3974, 39.9092), "Beijing");
        assert!(!holds(&CityBounds::new(Vec::new()), 104.0657, 30.6595));
    }

    #[test]
    fn the_tolerance_is_in_metres() {
        let square =
            geo::wkt!(POLYGON((104.0 30.6, 104.1 30.6, 104.1 30.7, 104.0 30.7, 104.0 30.6)));
        let bounds = CityBounds::new(vec![(510_104, MultiPolygon(vec![square]))]);
        assert!(holds(&bounds, 104.05, 30.65));
        // One degree of latitude is 111.2 km, one of longitude there 95.6 km.
        assert!(holds(&bounds, 104.05, 30.7 + 290.0 / 111_200.0));
        assert!(!holds(&bounds, 104.05, 30.7 + 310.0 / 111_200.0));
        assert!(holds(&bounds, 104.1 + 290.0 / 95_650.0, 30.65));
        assert!(!holds(&bounds, 104.1 + 310.0 / 95_650.0, 30.65));
    }
}
