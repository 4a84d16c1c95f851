//! Live updates: one feed of events per person, served as SSE (browsers) and as WebSocket (the mini-program).
//!
//! Both carry the same events under the same resume point, the event's `seq`, which is valid on every replica. A feed
//! reads what was missed from the database and then follows the replica's [`Hub`](crate::platform::outbox::Hub). Clients
//! that cannot send a header authenticate with a one-use ticket. A feed ends with its session, and when the server stops.

pub mod dto;
pub mod feed;
pub mod routes;
pub mod socket;
pub mod sse;
#[cfg(test)]
mod tests;
pub mod tickets;

/// The addresses at which a ticket stands for a sign-in.
pub const STREAM_PATHS: [&str; 2] = ["/v1/events", "/v1/events/ws"];
