//! 服务人员: the people who can be matched. A provider is a person in one of two kinds of work, social worker or volunteer, with
//! what the matcher asks about: skills, certificates, clearances, the week, capacity, radius and the place to start from.
//!
//! The rows decide. [`Directory`] is this replica's copy of them for the matcher, loaded in one snapshot with the event
//! cursor, kept up by [`EventKind::ProviderChanged`](crate::platform::outbox::EventKind), and compared with the rows by a job.

pub mod certificate_routes;
pub mod certificates;
pub mod directory;
pub mod dto;
pub mod entity;
pub mod live_routes;
pub mod model;
pub mod nearest;
pub mod positions;
pub mod profile;
pub mod register;
pub mod routes;
pub mod rows;
pub mod store;
#[cfg(test)]
mod tests;
pub mod upkeep;
pub mod week;

pub use directory::Directory;
pub use model::changed_event;
pub use positions::Positions;
