//! Limits on codes and sign-in attempts, by phone and by address.

use std::time::Duration;

use jinlin_tests::{City, on_both_databases};
use serde_json::json;

const HOUR: Duration = Duration::from_secs(3600);

on_both_databases! {
    /// A phone cannot be flooded with codes, and its owner's neighbour is not concerned.
    async fn codes_are_limited_by_phone(backend: Backend) {
        let city = City::builder(backend)
            .setting("limits.enabled", true)
            .setting("limits.codes_per_hour", 3)
            .start()
            .await;
        let (phone, other) = (city.new_phone(), city.new_phone());
        city.clock().begin_window(HOUR);
        let ask = |phone: &str| city.anonymous().post("/v1/auth/codes", json!({ "phone": phone }));
        for _ in 0..3 {
            let _ = ask(&phone).await.expect(202);
        }
        // Another way of writing it is the same phone.
        for written in [phone.clone(), format!("+86{phone}")] {
            let answer = ask(&written).await;
            assert!((1..=3600).contains(&answer.number("retry-after")));
            answer.expect_problem(429, "too_many_requests");
        }
        let _ = ask(&other).await.expect(202);
        city.clock().advance(HOUR);
        let _ = ask(&phone).await.expect(202);
    }

    /// Each message costs money: one address cannot have them sent to ever new phones.
    async fn codes_are_limited_by_address(backend: Backend) {
        let city = City::builder(backend)
            .setting("limits.enabled", true)
            .setting("limits.codes_per_hour_per_address", 2)
            .start()
            .await;
        city.clock().begin_window(HOUR);
        let ask = async || {
            let body = json!({ "phone": city.new_phone() });
            city.anonymous().post("/v1/auth/codes", body).await
        };
        for _ in 0..2 {
            let _ = ask().await.expect(202);
        }
        ask().await.expect_problem(429, "too_many_requests");
        city.clock().advance(HOUR);
        let _ = ask().await.expect(202);
    }

    /// Codes cannot be guessed over many requests: attempts are limited whatever code they try.
    async fn sign_in_attempts_are_limited_by_phone(backend: Backend) {
        let city = City::builder(backend)
            .setting("limits.enabled", true)
            .setting("limits.sign_ins_per_hour", 4)
            .start()
            .await;
        let phone = city.new_phone();
        city.clock().begin_window(HOUR);
        let attempt = || {
            let body = json!({ "phone": phone, "code": "000000", "client": "app", "consent_version": "2026-11" });
            city.anonymous().post("/v1/sessions", body)
        };
        for _ in 0..4 {
            attempt().await.expect_problem(401, "code_invalid");
        }
        let answer = attempt().await;
        assert!((1..=3600).contains(&answer.number("retry-after")));
        answer.expect_problem(429, "too_many_requests");
    }
}
