//! Residential compounds: what stands on the printed code at the gate, whose property company answers for it, and who lives in
//! the same one.

pub mod dto;
pub mod entity;
pub mod routes;
pub mod service;
pub mod store;
