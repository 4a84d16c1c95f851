//! The conversation of a task: between the resident (and whoever posted for them), the lead and the volunteers.
//!
//! Nobody else reads it: no officer, and no outside checker, since nothing of it is shown to others than the team. Texts and photos
//! are sealed with the key of the person served. Volunteers read what was said since they joined, and nothing at all of a
//! sensitive need. It is closed with the task and can be read on; for the team until the contact closes, too.

pub mod dto;
pub mod entity;
pub mod routes;
pub mod service;
pub mod store;
