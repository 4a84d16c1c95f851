//! Organisations (agencies, property companies, owners' committees, charities, teams of volunteers) and who belongs to them.
//!
//! A membership is a fact; what a member may do says a grant with the organisation as its scope, which needs the membership
//! and ends with it.

pub mod dto;
pub mod entity;
pub mod membership_routes;
pub mod routes;
pub mod service;
pub mod store;
