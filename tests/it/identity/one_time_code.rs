//! One-time codes: wrong, used, too old, not to be had.

use std::time::Duration;

use jinlin_tests::{Answer, Backend, City, on_both_databases, request_code};
use serde_json::json;

/// Tries a code.
async fn try_code(city: &City, phone: &str, code: &str, terms: &str) -> Answer {
    let body = json!({ "phone": phone, "code": code, "client": "app", "consent_version": terms });
    city.anonymous().post("/v1/sessions", body).await
}

/// A code that is not `code`.
fn another(code: &str) -> &'static str {
    if code == "000000" { "000001" } else { "000000" }
}

on_both_databases! {
    /// A code is not found by trying: after five wrong ones the right one is dead, too.
    async fn five_wrong_attempts_end_a_code(backend: Backend) {
        let city = City::on(backend).await;
        let phone = city.new_phone();
        let (code, terms) = request_code(city.server(), &city.anonymous(), &phone).await;
        for _ in 0..5 {
            try_code(&city, &phone, another(&code), &terms).await.expect_problem(401, "code_invalid");
        }
        try_code(&city, &phone, &code, &terms).await.expect_problem(401, "code_expired");
        // A fresh code begins anew, and four wrong attempts leave it alive.
        let (code, terms) = request_code(city.server(), &city.anonymous(), &phone).await;
        for _ in 0..4 {
            try_code(&city, &phone, another(&code), &terms).await.expect_problem(401, "code_invalid");
        }
        let _ = try_code(&city, &phone, &code, &terms).await.expect(201);
    }

    /// Somebody who tries all at once gets no more attempts than somebody who tries one after the other.
    async fn simultaneous_attempts_all_count(backend: Backend) {
        let city = City::on(backend).await;
        let phone = city.new_phone();
        let (code, terms) = request_code(city.server(), &city.anonymous(), &phone).await;
        let guesses = (0..20).map(|_| try_code(&city, &phone, another(&code), &terms));
        let answers = futures_util::future::join_all(guesses).await;
        let tried = answers.iter().filter(|answer| answer.json["code"] == "code_invalid").count();
        assert!(tried <= 5, "{tried} guesses were judged");
        try_code(&city, &phone, &code, &terms).await.expect_problem(401, "code_expired");
    }

    /// A code lives for five minutes.
    async fn a_code_expires(backend: Backend) {
        let city = City::on(backend).await;
        let phone = city.new_phone();
        let (code, terms) = request_code(city.server(), &city.anonymous(), &phone).await;
        city.clock().advance(Duration::from_secs(6 * 60));
        try_code(&city, &phone, &code, &terms).await.expect_problem(401, "code_expired");
        let (code, terms) = request_code(city.server(), &city.anonymous(), &phone).await;
        city.clock().advance(Duration::from_secs(4 * 60));
        let _ = try_code(&city, &phone, &code, &terms).await.expect(201);
    }

    /// A code works once, for the phone that it was sent to, and only the newest.
    async fn a_code_works_once_for_its_phone(backend: Backend) {
        let city = City::on(backend).await;
        let (mine, other) = (city.new_phone(), city.new_phone());
        let (old, _) = request_code(city.server(), &city.anonymous(), &mine).await;
        let (code, terms) = request_code(city.server(), &city.anonymous(), &mine).await;
        if old != code {
            try_code(&city, &mine, &old, &terms).await.expect_problem(401, "code_invalid");
        }
        try_code(&city, &other, &code, &terms).await.expect_problem(401, "code_invalid");
        let _ = try_code(&city, &mine, &code, &terms).await.expect(201);
        // The older one does not come back to life either.
        try_code(&city, &mine, &code, &terms).await.expect_problem(401, "code_invalid");
        let again = try_code(&city, &mine, &old, &terms).await;
        assert_eq!(again.status, 401, "{}", again.text());
    }
}

/// In production, with no way to send a code, that is said at once instead of pretended.
#[tokio::test]
async fn without_a_channel_there_is_no_code() {
    let city = City::builder(Backend::Postgres)
        .setting("identity.log_codes", false)
        .start()
        .await;
    let answer = city
        .anonymous()
        .post("/v1/auth/codes", json!({ "phone": city.new_phone() }))
        .await;
    assert_eq!(answer.number("retry-after"), 60);
    answer.expect_problem(503, "unavailable");
    assert!(
        city.server()
            .log_lines()
            .iter()
            .all(|line| line.get("code").is_none_or(|code| code == "unavailable"))
    );
}
