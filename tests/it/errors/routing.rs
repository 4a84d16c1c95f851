//! Addresses and methods that do not exist.

use jinlin_tests::{Backend, City};
use reqwest::Method;
use std::collections::BTreeSet;

/// Unknown addresses are 404 problems, below `/v1` and elsewhere.
#[tokio::test]
async fn unknown_addresses_are_not_found() {
    let city = City::on(Backend::Sqlite).await;
    for path in [
        "/v1/nothing",
        "/v1",
        "/v1/",
        "/v1/sessions/current/more",
        "/v2/me",
        "/nothing",
        "/v1/me/",
    ] {
        city.anonymous()
            .get(path)
            .await
            .expect_problem(404, "not_found");
        city.anonymous()
            .request(Method::POST, path)
            .await
            .expect_problem(404, "not_found");
    }
    for path in [
        "/v1/%2e%2e/secret",
        "/v1/divisions/%00",
        "/v1/divisions/..%2f..%2fetc",
    ] {
        let answer = city.anonymous().get(path).await;
        assert!(
            [400, 404].contains(&answer.status),
            "{path}: {}",
            answer.text()
        );
    }
}

/// A method that an address does not have is 405 and says which it has.
#[tokio::test]
async fn wrong_methods_name_the_right_ones() {
    let city = City::on(Backend::Sqlite).await;
    for (method, path, allowed) in [
        (Method::GET, "/v1/sessions", "POST"),
        (Method::DELETE, "/v1/auth/codes", "POST"),
        (Method::POST, "/v1/divisions", "GET"),
        (Method::POST, "/v1/divisions/510104", "GET"),
        (Method::PUT, "/v1/me", "GET, PATCH"),
        (Method::PATCH, "/v1/grants", "GET, POST"),
        (Method::GET, "/v1/sessions/current", "DELETE"),
    ] {
        let answer = city.anonymous().request(method.clone(), path).await;
        let found: BTreeSet<_> = answer
            .header("allow")
            .unwrap_or_default()
            .split(", ")
            .map(ToOwned::to_owned)
            .collect();
        let expected: BTreeSet<_> = allowed.split(", ").map(ToOwned::to_owned).collect();
        assert_eq!(found, expected, "{method} {path}");
        answer.expect_problem(405, "method_not_allowed");
    }
}

/// Answers carry what browsers need to keep to themselves.
#[tokio::test]
async fn answers_are_not_sniffed() {
    let city = City::on(Backend::Sqlite).await;
    for path in ["/", "/v1/divisions", "/v1/me", "/docs/"] {
        let answer = city.anonymous().get(path).await;
        assert_eq!(
            answer.header("x-content-type-options"),
            Some("nosniff"),
            "{path}"
        );
        assert_eq!(
            answer.header("referrer-policy"),
            Some("no-referrer"),
            "{path}"
        );
    }
}
