//! What every slice stands on. Nothing here knows a slice.

pub mod access;
mod acs3;
pub mod aliyun;
pub mod audit;
pub mod clock;
pub mod crypto;
pub mod db;
pub mod handed;
pub mod http;
pub mod idempotency;
pub mod ids;
pub mod keyring;
pub mod limits;
pub mod metrics;
pub mod outbox;
pub mod page;
pub mod pdf;
pub mod problem;
pub mod telemetry;
pub mod tokens;
