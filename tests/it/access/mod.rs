//! The generated access test: every operation of the API, as every role, in the own scope and beside it, and with no, an
//! expired and a forged token.
//!
//! What must come out is computed from `x-access` in the served description, the table that the server itself decides by
//! ([`table`]); how to make a valid request for an operation is told by its fixture (`fixtures_<slice>.rs`). An operation
//! without a fixture fails the test, and so does an allowed pair of role and relation that no fixture brought to a 2xx.
//!
//! A new slice adds a file `fixtures_<slice>.rs` and its line in [`all_fixtures`].

mod case;
mod fixtures_consents;
mod fixtures_dispatch;
mod fixtures_divisions;
mod fixtures_duty;
mod fixtures_identity;
mod fixtures_leaves;
mod fixtures_needs;
mod fixtures_notifications;
mod fixtures_places;
mod fixtures_portraits;
mod fixtures_providers;
mod fixtures_system;
mod fixtures_talk;
mod fixtures_tasks;
mod fixtures_visits;
mod fixtures_wechat;
mod on_duty;
mod run;
mod serving;
mod table;
mod world;

use case::Fixture;

/// The fixtures of all slices.
fn all_fixtures() -> Vec<Fixture> {
    [
        fixtures_identity::fixtures(),
        fixtures_divisions::fixtures(),
        fixtures_providers::fixtures(),
        fixtures_places::fixtures(),
        fixtures_needs::fixtures(),
        fixtures_duty::fixtures(),
        fixtures_consents::fixtures(),
        fixtures_leaves::fixtures(),
        fixtures_portraits::fixtures(),
        fixtures_dispatch::fixtures(),
        fixtures_tasks::fixtures(),
        fixtures_talk::fixtures(),
        fixtures_visits::fixtures(),
        fixtures_notifications::fixtures(),
        fixtures_system::fixtures(),
        fixtures_wechat::fixtures(),
    ]
    .concat()
}
