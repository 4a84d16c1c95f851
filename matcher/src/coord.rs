//! Coordinates that know their reference system: [`Wgs84`], [`Gcj02`], [`Bd09`].
//!
//! Everything inside Jinlin is WGS-84; the other two exist at the edge only. In Chengdu a mix-up is an error of
//! 360 to 390 m, so there is no conversion from a bare pair of numbers: a coordinate is built with its
//! reference system or not at all.
//!
//! The order is always longitude, latitude, in degrees.

use serde::{Deserialize, Serialize};

use crate::shift;

/// A coordinate reference system that clients may send and ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Crs {
    /// What satellites, browsers and our own rows use.
    Wgs84,
    /// What the maps of WeChat, Tencent and `AMap` use.
    Gcj02,
    /// What Baidu's maps use.
    Bd09,
}

/// A longitude and latitude in degrees whose reference system is known from the context, for output only.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct LonLat {
    /// Degrees east, -180 to 180.
    pub lon: f64,
    /// Degrees north, -90 to 90.
    pub lat: f64,
}

/// Why two numbers are no coordinate.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum CoordError {
    /// The longitude is not a number between -180 and 180.
    #[error("longitude {0} is not between -180 and 180")]
    Longitude(f64),
    /// The latitude is not a number between -90 and 90.
    #[error("latitude {0} is not between -90 and 90")]
    Latitude(f64),
}

/// Both numbers, checked. Adding 0.0 turns a negative zero into zero, so that equal places have equal bits.
fn checked(lon: f64, lat: f64) -> Result<LonLat, CoordError> {
    if !(-180.0..=180.0).contains(&lon) {
        return Err(CoordError::Longitude(lon));
    }
    if !(-90.0..=90.0).contains(&lat) {
        return Err(CoordError::Latitude(lat));
    }
    Ok(LonLat {
        lon: lon + 0.0,
        lat: lat + 0.0,
    })
}

macro_rules! coordinate {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq)]
        pub struct $name {
            lon: f64,
            lat: f64,
        }

        impl $name {
            /// A coordinate from longitude and latitude in degrees, in that order.
            ///
            /// # Errors
            /// [`CoordError`] when a number is out of range, infinite or not a number.
            pub fn new(lon: f64, lat: f64) -> Result<Self, CoordError> {
                checked(lon, lat).map(Self::from_checked)
            }

            /// Degrees east, -180 to 180.
            #[must_use]
            pub const fn lon(self) -> f64 {
                self.lon
            }

            /// Degrees north, -90 to 90.
            #[must_use]
            pub const fn lat(self) -> f64 {
                self.lat
            }

            /// Both numbers, for output.
            #[must_use]
            pub const fn lon_lat(self) -> LonLat {
                LonLat { lon: self.lon, lat: self.lat }
            }

            const fn from_checked(LonLat { lon, lat }: LonLat) -> Self {
                Self { lon, lat }
            }
        }
    };
}

coordinate!(
    /// A place in WGS-84, the reference system of all rows and of the index.
    Wgs84
);
coordinate!(
    /// A place in GCJ-02, the shifted system of most Chinese maps.
    Gcj02
);
coordinate!(
    /// A place in BD-09, GCJ-02 with Baidu's further shift.
    Bd09
);

impl Wgs84 {
    /// The WGS-84 place of a longitude and latitude that are given in `crs`.
    ///
    /// # Errors
    /// [`CoordError`] when a number is out of range, infinite or not a number.
    pub fn from_crs(crs: Crs, lon: f64, lat: f64) -> Result<Self, CoordError> {
        match crs {
            Crs::Wgs84 => Self::new(lon, lat),
            Crs::Gcj02 => Gcj02::new(lon, lat).map(Gcj02::to_wgs84),
            Crs::Bd09 => Bd09::new(lon, lat).map(Bd09::to_wgs84),
        }
    }

    /// This place's numbers in `crs`.
    #[must_use]
    pub fn in_crs(self, crs: Crs) -> LonLat {
        match crs {
            Crs::Wgs84 => self.lon_lat(),
            Crs::Gcj02 => self.to_gcj02().lon_lat(),
            Crs::Bd09 => self.to_gcj02().to_bd09().lon_lat(),
        }
    }

    /// A place from degrees that are in range by construction; clamped all the same.
    pub(crate) fn clamped(lon: f64, lat: f64) -> Self {
        Self {
            lon: lon.clamp(-180.0, 180.0) + 0.0,
            lat: lat.clamp(-90.0, 90.0) + 0.0,
        }
    }

    /// The same place in GCJ-02; the identity outside the box in which GCJ-02 is defined.
    #[must_use]
    pub fn to_gcj02(self) -> Gcj02 {
        Gcj02::from_checked(shift::wgs84_to_gcj02(self.lon_lat()))
    }

    /// The same place in BD-09.
    #[must_use]
    pub fn to_bd09(self) -> Bd09 {
        self.to_gcj02().to_bd09()
    }
}

impl Gcj02 {
    /// The same place in WGS-84, by iteration: `w.to_gcj02().to_wgs84()` is within 1 mm of `w`.
    #[must_use]
    pub fn to_wgs84(self) -> Wgs84 {
        Wgs84::from_checked(shift::gcj02_to_wgs84(self.lon_lat()))
    }

    /// The same place in BD-09.
    #[must_use]
    pub fn to_bd09(self) -> Bd09 {
        Bd09::from_checked(shift::gcj02_to_bd09(self.lon_lat()))
    }
}

impl Bd09 {
    /// The same place in GCJ-02, by iteration (the usual closed inverse is off by centimetres to decimetres).
    #[must_use]
    pub fn to_gcj02(self) -> Gcj02 {
        Gcj02::from_checked(shift::bd09_to_gcj02(self.lon_lat()))
    }

    /// The same place in WGS-84.
    #[must_use]
    pub fn to_wgs84(self) -> Wgs84 {
        self.to_gcj02().to_wgs84()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_what_is_no_coordinate() {
        assert!(matches!(
            Wgs84::new(180.1, 0.0),
            Err(CoordError::Longitude(_))
        ));
        assert!(matches!(
            Wgs84::new(f64::NAN, 0.0),
            Err(CoordError::Longitude(_))
        ));
        assert!(matches!(
            Gcj02::new(0.0, -90.001),
            Err(CoordError::Latitude(_))
        ));
        assert!(matches!(
            Bd09::new(0.0, f64::INFINITY),
            Err(CoordError::Latitude(_))
        ));
        assert!(Wgs84::from_crs(Crs::Bd09, 104.0, f64::NAN).is_err());
        assert!(Wgs84::new(-180.0, 90.0).is_ok());
    }

    #[test]
    fn swapping_longitude_and_latitude_in_chengdu_is_refused() {
        assert!(matches!(
            Wgs84::new(30.66, 104.06),
            Err(CoordError::Latitude(_))
        ));
    }

    #[test]
    fn negative_zero_has_the_bits_of_zero() {
        let place = Wgs84::new(-0.0, -0.0).unwrap();
        assert_eq!((place.lon().to_bits(), place.lat().to_bits()), (0, 0));
    }

    #[test]
    fn crs_names_are_those_of_the_api() {
        assert_eq!(
            serde_json::to_string(&[Crs::Wgs84, Crs::Gcj02, Crs::Bd09]).unwrap(),
            r#"["wgs84","gcj02","bd09"]"#
        );
    }
}
