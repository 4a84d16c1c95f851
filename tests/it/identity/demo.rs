//! The demo's fixed code opens nothing outside of the demo.

use jinlin_tests::{City, on_both_databases, request_code};
use serde_json::json;

const FIXED: &str = "246810";

on_both_databases! {
    /// The code that the start page of a demo shows is worth nothing for an ordinary phone.
    async fn the_fixed_code_is_for_demo_accounts_only(backend: Backend) {
        let city = City::builder(backend).demo().start().await;
        let phone = city.new_phone();
        // An ordinary phone's code comes by the ordinary way in demo mode, too.
        let (code, terms) = request_code(city.server(), &city.anonymous(), &phone).await;
        assert_ne!(code, FIXED, "a chance of one in a million");
        let body = json!({ "phone": phone, "code": FIXED, "client": "app", "consent_version": terms });
        city.anonymous().post("/v1/sessions", body).await.expect_problem(401, "code_invalid");
    }

    /// A demo account in a database that is now served in earnest neither signs in nor stays signed in.
    async fn demo_accounts_end_with_the_demo(backend: Backend) {
        let city = City::on(backend).await;
        let phone = city.new_phone();
        let person = city.signed_in(&phone).await;
        // Only seeding makes demo accounts; here one comes to be by hand, before anything about it was cached.
        city.database().query("update accounts set demo = true", []).await;
        person.get("/v1/me").await.expect_problem(401, "session_ended");
        let (code, terms) = request_code(city.server(), &city.anonymous(), &phone).await;
        assert_ne!(code, FIXED, "a chance of one in a million");
        let fixed = json!({ "phone": phone, "code": FIXED, "client": "app", "consent_version": terms });
        city.anonymous().post("/v1/sessions", fixed).await.expect_problem(401, "code_invalid");
        let sent = json!({ "phone": phone, "code": code, "client": "app", "consent_version": terms });
        city.anonymous().post("/v1/sessions", sent).await.expect_problem(401, "session_ended");
    }
}
