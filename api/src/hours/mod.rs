//! Hours of service: an append-only ledger in minutes, and slips about it that anybody can verify by their code.
//!
//! An hour is counted once, when its task is finished, and corrected only by a difference behind it. A slip says what the ledger said
//! when it was made; whoever holds its code sees that, with the name masked.

pub mod dto;
pub mod entity;
pub mod pages;
pub mod routes;
pub mod service;
pub mod slip;
pub mod store;
pub mod verify;
