//! Visits: that whoever goes to somebody's home comes back. Expected ends, SOS, two people where one is too few, hazards.

pub mod alarms;
pub mod dto;
pub mod entity;
pub mod hazards;
pub mod model;
pub mod overtime;
pub mod pairing;
pub mod routes;
pub mod safety_routes;
pub mod store;
