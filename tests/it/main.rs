//! The black-box tests: one binary, one folder a domain, one file an action.
//!
//! `make test` runs them beside a private PostgreSQL and Redis. Chosen ones:
//! `scripts/test -E 'package(jinlin-tests) and test(identity)'`.

#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test that fails should fail at once and loudly"
)]

mod access;
mod calls;
mod divisions;
mod errors;
mod grants;
mod idempotency;
mod identity;
mod limits;
mod live;
mod notifications;
mod operations;
mod outbox;
mod places;
mod plan;
mod portraits;
mod proxy;
mod refusals;
mod scene;
mod service;
mod sms;
mod storm;
mod talk;
mod team;
mod visits;
mod wechat;
