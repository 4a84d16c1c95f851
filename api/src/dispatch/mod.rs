//! Dispatch: how a task finds its people.
//!
//! Rounds of instant offers to the best few for what is urgent ([`rounds`]), first to accept wins ([`claim`]); batch rounds of a
//! county for what is not ([`batch`]), under a lease ([`leases`]); claiming from the list of open tasks nearby; an officer
//! who assigns. The matcher proposes, the database decides: a claim is one transaction that
//! takes the task's row, then the provider's, both under conditions.
//!
//! Before acceptance everything (rings, distances, costs, order) is computed from the centre of the need's 500 m cell and distances
//! are rounded to 100 m, so that no sequence of questions from moved positions finds the home.

pub mod batch;
pub mod claim;
pub mod dto;
pub mod entity;
pub mod leases;
pub mod matching;
pub mod nearby;
mod offering;
pub mod officer_routes;
pub mod rounds;
pub mod routes;
pub mod service;
pub mod store;
