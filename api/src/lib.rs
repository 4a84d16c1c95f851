//! The Jinlin server and the `jinlin` command.
//!
//! The way of a request: [`routes`] (one table) → authentication (a [`Caller`](platform::access::Caller) in the request) →
//! a slice's `routes` (parse, [`Access`](platform::access::Access)) → its `service` (rules, one
//! [`write_txn`](platform::db::Db::write_txn)) → its `store` (all its queries) → back as an
//! [`Answer`](platform::http::Answer). Every change writes its event into the outbox in the same transaction; relay and
//! tail carry it to every replica's trees, caches and live streams.

pub mod app;
pub mod cli;
pub mod jobs;
pub mod mobile_page;
pub mod openapi;
pub mod operations;
pub mod platform;
pub mod routes;
pub mod settings;
pub mod start_page;
pub mod state;
pub mod system;

pub mod audit;
pub mod calls;
pub mod compounds;
pub mod consents;
pub mod conversations;
pub mod demo;
pub mod dispatch;
pub mod divisions;
pub mod duty;
pub mod events;
pub mod figures;
pub mod hours;
pub mod identity;
pub mod leaves;
pub mod needs;
pub mod notifications;
pub mod organisations;
pub mod photos;
pub mod portraits;
pub mod providers;
pub mod ratings;
pub mod reference;
pub mod sms;
pub mod tasks;
pub mod visits;
pub mod wechat;
