//! Calls between a resident and the team without either side's own number: by a relay number, else through the office line.
//!
//! Own numbers are shown when both sides agree, and only while the contact is open (`tasks::contact`). Every opening is written down, and
//! looking a number up stands in the audit log.

pub mod dto;
pub mod entity;
pub mod relay;
pub mod routes;
pub mod service;
pub mod store;
