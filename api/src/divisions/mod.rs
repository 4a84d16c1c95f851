//! Administrative divisions: the real tree city > county > street > community, by statistical code and year.
//!
//! The tree is small (about 3,300 nodes) and read by everything, so every replica holds it in memory ([`Registry`]);
//! the tables are its truth. A street may be administered by a management zone instead of the county its code names.

pub mod dto;
pub mod entity;
pub mod import;
pub mod load;
pub mod place;
pub mod registry;
pub mod routes;

pub use place::{parse_place_text, place_text};
pub use registry::{Division, Registry, ScopeRef};
