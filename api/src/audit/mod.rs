//! What people may see of the audit log: residents, who looked at their data; the city, whether the log is unchanged.
//!
//! The log itself is kept by [`crate::platform::audit`]. Nobody sees names here: a look is told by the role in which
//! somebody was entitled to it.

pub mod dto;
pub mod routes;
pub mod service;
