//! Telling people: the inbox, and what goes out on the channels that they have.
//!
//! [`consumer`] reads the numbered events behind a durable cursor and writes, in one transaction with moving the cursor on, who is told
//! of what: once for a person and an event, whatever dies. [`planning`] decides on which channel and when. [`sending`] claims what
//! is due, durably, before it hands it over, so that a message goes out at most once on a channel: what was being handed over when a
//! replica died is `unknown` and is not sent again there.

pub mod catalogue;
pub mod channels;
pub mod consumer;
pub mod deliveries;
pub mod devices;
pub mod drafts;
pub mod dto;
pub mod entity;
pub mod model;
pub mod officer_routes;
pub mod planning;
pub mod routes;
pub mod sending;
pub mod settings;
pub mod store;
pub mod view;
