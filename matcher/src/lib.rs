//! Temporary first part, replaced when the crate lands.
#![allow(missing_docs)]
use serde::{Deserialize, Serialize};
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Crs { Wgs84, Gcj02, Bd09 }
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Wgs84 { lon: f64, lat: f64 }
pub struct LonLat { pub lon: f64, pub lat: f64 }
#[derive(Debug)]
pub struct CoordError;
impl Wgs84 {
    pub fn new(lon: f64, lat: f64) -> Result<Self, CoordError> { Ok(Self { lon, lat }) }
    pub fn from_crs(_: Crs, lon: f64, lat: f64) -> Result<Self, CoordError> { Self::new(lon, lat) }
    pub fn in_crs(self, _: Crs) -> LonLat { LonLat { lon: self.lon, lat: self.lat } }
}
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CertificateLevel { LocalAide, Assistant, Intermediate, Senior }
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gender { Female, Male }
impl Gender { pub fn as_str(self) -> &'static str { match self { Self::Female => "female", Self::Male => "male" } } }
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CommunityCode(u64);
impl std::str::FromStr for CommunityCode { type Err = std::num::ParseIntError; fn from_str(s: &str) -> Result<Self, Self::Err> { s.parse().map(Self) } }
impl std::fmt::Display for CommunityCode { fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { self.0.fmt(f) } }
#[derive(Debug)]
pub struct Places;
impl Places {
    pub fn new(_: Vec<(CommunityCode, Wgs84)>, _: Vec<(CommunityCode, geo::MultiPolygon)>, _: Vec<(u64, geo::MultiPolygon)>) -> Self { Self }
    pub fn locate(&self, _: Wgs84) -> Option<CommunityCode> { None }
}
