//! The harness of the black-box tests: it starts the real `jinlin` binary on a database of its own and speaks HTTP to it.
//!
//! A test takes a [`City`]: one deployment with its database, keys, clock and replicas, gone when the test ends. Its
//! clients ([`Client`], [`SignedIn`]) check the form of every error answer by themselves. Time is the city's
//! [`TestClock`], so nothing sleeps; what takes a moment is waited for by [`eventually`] alone. A test body that is to
//! hold on both databases is written once, inside [`on_both_databases!`].
//!
//! Nothing here knows the server's code: what is not reachable over HTTP does not exist, except where a function of
//! [`TestDatabase`] says why it goes around.

#![expect(
    clippy::expect_used,
    reason = "a harness that cannot go on fails its test at once and loudly"
)]

mod city;
mod client;
mod clock;
mod database;
pub mod fakes;
mod nginx;
mod postgres;
mod proxy;
mod request;
mod server;
mod signed_in;
mod stream;
mod wait;

pub use city::{City, CityBuilder};
pub use client::Client;
pub use clock::{START, TestClock};
pub use database::{Backend, TestDatabase};
pub use nginx::Nginx;
pub use proxy::Proxy;
pub use request::{Answer, Request};
pub use server::{Server, command, program};
pub use signed_in::{SignedIn, request_code};
pub use stream::{Event, EventStream};
pub use wait::{eventually, within};

/// Writes a test body once and runs it on both databases: `name::sqlite` and `name::postgres`.
///
/// ```text
/// on_both_databases! {
///     /// What must hold.
///     async fn a_person_signs_in(backend: Backend) { … }
/// }
/// ```
#[macro_export]
macro_rules! on_both_databases {
    ($( $(#[$meta:meta])* async fn $name:ident($backend:ident: Backend) $body:block )+) => {
        $(
            mod $name {
                use super::*;

                $(#[$meta])*
                async fn body($backend: $crate::Backend) $body

                // Boxed: the futures of long tests are larger than a thread's stack likes.
                #[tokio::test]
                async fn sqlite() {
                    Box::pin(body($crate::Backend::Sqlite)).await;
                }

                #[tokio::test]
                async fn postgres() {
                    Box::pin(body($crate::Backend::Postgres)).await;
                }
            }
        )+
    };
}
