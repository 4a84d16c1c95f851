//! Limits on ordinary requests: by account, else by address.

use std::time::Duration;

use jinlin_tests::{Answer, Backend, City, on_both_databases};
use serde_json::json;

const MINUTE: Duration = Duration::from_secs(60);

/// Checks the headers of an answer within the limit.
fn check_headers(answer: &Answer, limit: u64, remaining: u64) {
    assert!(answer.status < 400, "{}", answer.text());
    assert_eq!(answer.number("ratelimit-limit"), limit);
    assert_eq!(answer.number("ratelimit-remaining"), remaining);
    assert!((1..=60).contains(&answer.number("ratelimit-reset")));
}

/// Checks a refusal, and that it says when to come again.
fn check_refusal(answer: Answer) {
    assert!(
        (1..=60).contains(&answer.number("retry-after")),
        "{}",
        answer.text()
    );
    answer.expect_problem(429, "too_many_requests");
}

on_both_databases! {
    /// So many reads a minute of one account; the next minute begins anew, and others are not concerned.
    async fn an_accounts_requests_are_limited(backend: Backend) {
        let city = City::builder(backend)
            .setting("limits.enabled", true)
            .setting("limits.reads_per_minute", 5)
            .setting("limits.writes_per_minute", 3)
            .start()
            .await;
        let (person, other) = (city.resident().await, city.resident().await);
        city.clock().begin_window(MINUTE);
        for left in (0..5).rev() {
            check_headers(&person.get("/v1/me").await, 5, left);
        }
        check_refusal(person.get("/v1/me").await);
        check_refusal(person.get("/v1/divisions").await);
        // Writes are counted apart, and other people for themselves.
        for (left, version) in [(2, 1), (1, 2), (0, 3)] {
            let answer = person.patch("/v1/me", json!({ "gender": "female" })).if_match(version).await;
            check_headers(&answer, 3, left);
        }
        check_refusal(person.patch("/v1/me", json!({ "gender": "male" })).if_match(4).await);
        check_headers(&other.get("/v1/me").await, 5, 4);
        city.clock().advance(MINUTE);
        check_headers(&person.get("/v1/me").await, 5, 4);
        assert_eq!(person.get("/v1/me").await.json["gender"], "female");
    }

    /// Without an account the address counts; a token that is refused does not escape that.
    async fn an_addresss_requests_are_limited(backend: Backend) {
        let city = City::builder(backend)
            .setting("limits.enabled", true)
            .setting("limits.anonymous_per_minute", 4)
            .start()
            .await;
        city.clock().begin_window(MINUTE);
        let forger = city.anonymous().with_token("made.up.token");
        check_headers(&city.anonymous().get("/v1/divisions").await, 4, 3);
        forger.get("/v1/me").await.expect_problem(401, "token_invalid");
        // Nobody is believed about their own address but a trusted proxy.
        let elsewhere = city.anonymous().get("/v1/divisions").header("x-forwarded-for", "203.0.113.9").await;
        check_headers(&elsewhere, 4, 1);
        forger.get("/v1/me").await.expect_problem(401, "token_invalid");
        check_refusal(city.anonymous().get("/v1/divisions").await);
        check_refusal(forger.get("/v1/me").await);
        // Health is no part of it: a busy address must not take a replica out of service.
        let _ = city.anonymous().get("/readyz").await.expect(200);
    }
}

/// Replicas count together: the limit is the account's, not the replica's.
#[tokio::test]
async fn replicas_count_together() {
    let city = City::builder(Backend::Postgres)
        .replicas(2)
        .setting("limits.enabled", true)
        .setting("limits.reads_per_minute", 6)
        .start()
        .await;
    let person = city.resident().await;
    let there = person.at_replica(city.replica(1));
    city.clock().begin_window(MINUTE);
    for left in [5, 3, 1] {
        check_headers(&person.get("/v1/me").await, 6, left);
        check_headers(&there.get("/v1/me").await, 6, left - 1);
    }
    check_refusal(person.get("/v1/me").await);
    check_refusal(there.get("/v1/me").await);
}

/// Behind a trusted proxy the client's own address counts.
#[tokio::test]
async fn a_trusted_proxy_is_believed() {
    let city = City::builder(Backend::Sqlite)
        .setting("limits.enabled", true)
        .setting("limits.anonymous_per_minute", 2)
        .setting("server.trusted_proxies", "127.0.0.1")
        .start()
        .await;
    city.clock().begin_window(MINUTE);
    let from = |address: &str| {
        city.anonymous()
            .get("/v1/divisions")
            .header("x-forwarded-for", address)
    };
    check_headers(&from("203.0.113.1").await, 2, 1);
    // What the client itself put in front does not count; the proxy's entry is the last.
    check_headers(&from("198.51.100.7, 203.0.113.1").await, 2, 0);
    check_refusal(from("203.0.113.1").await);
    check_headers(&from("203.0.113.2").await, 2, 1);
}
