//! A place as it is kept in a row: in clear where it is nobody's, sealed everywhere else.

use jinlin_matcher::Wgs84;

/// A place as it is kept: `lon,lat` in WGS-84, to the last bit.
#[must_use]
pub fn place_text(place: Wgs84) -> String {
    format!("{},{}", place.lon(), place.lat())
}

/// A place as it was kept.
#[must_use]
pub fn parse_place_text(text: &str) -> Option<Wgs84> {
    let (lon, lat) = text.split_once(',')?;
    Wgs84::new(lon.parse().ok()?, lat.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_survive_to_the_last_bit() {
        let place = Wgs84::new(104.123_456_789_012_34, 30.1).unwrap();
        assert_eq!(parse_place_text(&place_text(place)), Some(place));
        assert_eq!(parse_place_text("x"), None);
        assert_eq!(parse_place_text("200,0"), None);
    }
}
