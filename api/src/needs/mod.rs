//! Needs: what residents (or somebody for them) ask for, from the first word to the closing.
//!
//! A need is triaged first: social work becomes a task that people are found for; an administrative matter is referred
//! away; for an emergency the number to call comes first. Text, address and exact place are sealed with the key of the person
//! the need is about; everybody else sees the category, the community and a 500 m cell.

mod change;
mod create;
pub mod dto;
pub mod entity;
pub mod escalation;
pub mod hooks;
pub mod model;
pub mod new;
pub mod numbers;
pub mod risks;
pub mod routes;
pub mod screening;
pub mod service;
pub mod sight;
mod slip;
pub mod store;
pub mod upkeep;
pub mod view;
pub mod voice;
pub mod wishes;

pub use create::ON_BEHALF;
