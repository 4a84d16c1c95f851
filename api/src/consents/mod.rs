//! Consents of streets: whose social workers may be asked for another street's needs.
//!
//! Dedicated workers belong to a community, and their street decides what else they are asked for. Urgent needs reach beyond the street by
//! themselves; for all others the other street's officers give their consent, of their own accord or because they were asked. A consent
//! says for how long and for what, and what was accepted under it stands when it ends. The matcher is told the streets that consented.

pub mod dto;
pub mod entity;
pub mod routes;
pub mod service;
pub mod store;
