//! Live updates, over replicas that come and go.

mod divisions;
mod offers;
mod outages;
mod replicas;
mod tree;

pub use outages::wired_redis;
