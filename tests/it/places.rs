//! Divisions of Chengdu that tests speak of, none of them administered by a management zone.

/// The city.
pub const CITY: &str = "5101";
/// 锦江区: where most tests take place.
pub const COUNTY: &str = "510104";
/// A street of [`COUNTY`].
pub const STREET: &str = "510104017";
/// A community of [`STREET`].
pub const COMMUNITY: &str = "510104017001";
/// Another community of [`STREET`].
pub const NEIGHBOUR: &str = "510104017002";
/// 青羊区: beside it.
pub const OTHER_COUNTY: &str = "510105";
/// A street of [`OTHER_COUNTY`].
pub const OTHER_STREET: &str = "510105002";
/// A community of [`OTHER_STREET`].
pub const OTHER_COMMUNITY: &str = "510105002002";
