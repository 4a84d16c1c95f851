//! Who is on duty (值班), and the call-backs about emergencies that go to them.
//!
//! An emergency is not offered to people: whoever is on duty for its community (else its street) calls back at once. Not taken
//! in time it is passed on: to whoever stands in, to the street's, at last to the street's officers. When nobody is on duty the
//! client is told so, with the numbers to call.

pub mod call_backs;
pub mod dto;
pub mod entity;
pub mod routes;
pub mod shifts;
pub mod store;
