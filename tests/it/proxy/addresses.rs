//! Whose request it is: the client's own address counts, however the client calls itself.

use std::net::IpAddr;
use std::time::Duration;

use jinlin_tests::{Answer, Backend, City};

use super::changed;

const MINUTE: Duration = Duration::from_secs(60);
/// What ends TLS in front of the proxy; the other addresses of this machine are the street in this test.
const FRONT: &str = "127.0.0.2";

fn check(answer: Answer, left: Option<u64>) {
    match left {
        Some(left) => {
            assert_eq!(answer.number("ratelimit-remaining"), left);
            let _ = answer.expect(200);
        }
        None => drop(answer.expect_problem(429, "too_many_requests")),
    }
}

/// Addresses are limited each for itself through the proxy; a forged `X-Forwarded-For` neither escapes that nor uses up what is
/// another's; and what the own front says of its clients is believed, its last entry only.
#[tokio::test]
async fn a_forged_address_does_not_cheat_the_limit() {
    let city = City::builder(Backend::Postgres)
        .replicas(2)
        .setting("limits.enabled", true)
        .setting("limits.anonymous_per_minute", 3)
        // The proxy, as in docker-compose.yml.
        .setting("server.trusted_proxies", "127.0.0.1")
        .start()
        .await;
    let front = format!("set_real_ip_from {FRONT};");
    let nginx = changed(&city, &[("set_real_ip_from 127.0.0.0/8;", &front)]).await;
    let from = |address: &str| {
        let address: IpAddr = address.parse().expect("an address");
        city.anonymous()
            .at(nginx.address())
            .calling_from(address)
            .get("/v1/divisions")
    };
    let forged = |address: &str, claim: &str| from(address).header("x-forwarded-for", claim);
    city.clock().begin_window(MINUTE);
    check(from("127.0.0.3").await, Some(2));
    check(forged("127.0.0.3", "203.0.113.9").await, Some(1));
    check(
        forged("127.0.0.3", "127.0.0.1, 203.0.113.10").await,
        Some(0),
    );
    check(forged("127.0.0.3", "203.0.113.11").await, None);
    check(from("127.0.0.3").await, None);
    // Another client, whom the one before has claimed to be.
    check(from("127.0.0.4").await, Some(2));
    check(forged(FRONT, "203.0.113.9").await, Some(2));
    check(forged(FRONT, "198.51.100.7, 203.0.113.9").await, Some(1));
    check(forged(FRONT, "198.51.100.8, 203.0.113.9").await, Some(0));
    check(forged(FRONT, "198.51.100.9, 203.0.113.9").await, None);
    check(forged(FRONT, "203.0.113.12").await, Some(2));
}
