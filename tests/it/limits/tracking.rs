//! Limits on tracking codes, which anybody may try: by address, in the order of the tries and not of the finds.

use std::time::Duration;

use jinlin_tests::{City, on_both_databases};
use serde_json::json;

use crate::places::COMMUNITY;

const MINUTE: Duration = Duration::from_secs(60);

on_both_databases! {
    /// Whoever tries codes is stopped, also with the right one; the next minute begins anew.
    async fn tracking_codes_cannot_be_guessed(backend: Backend) {
        let city = City::builder(backend)
            .setting("limits.enabled", true)
            .setting("limits.tracking_per_minute", 3)
            .start()
            .await;
        let body = json!({ "category": "hospital_escort", "community": COMMUNITY, "channel": "app" });
        let need = city.resident().await.post("/v1/needs", body).await.expect(201);
        let right = format!("/v1/tracking/{}", need["tracking_code"].as_str().unwrap());
        city.clock().begin_window(MINUTE);
        for _ in 0..3 {
            city.anonymous().get("/v1/tracking/0000-0000-0000-0000").await.expect_problem(404, "not_found");
        }
        let answer = city.anonymous().get(&right).await;
        assert!((1..=60).contains(&answer.number("retry-after")), "{}", answer.text());
        answer.expect_problem(429, "too_many_requests");
        city.clock().advance(MINUTE);
        assert_eq!(city.anonymous().get(&right).await.expect(200)["state"], "open");
    }
}
