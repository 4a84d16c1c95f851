//! Consent to the terms: required once a version, recorded with it.

use jinlin_tests::{City, on_both_databases, request_code};
use serde_json::json;

on_both_databases! {
    /// Without consent there is no account; with it, it is on record and not asked for again.
    async fn the_first_sign_in_needs_consent(backend: Backend) {
        let city = City::on(backend).await;
        let phone = city.new_phone();
        let (code, terms) = request_code(city.server(), &city.anonymous(), &phone).await;
        let without = json!({ "phone": phone, "code": code, "client": "app" });
        let problem = city.anonymous().post("/v1/sessions", &without).await.expect_field("consent_version", "required");
        // The client learns which text to show.
        assert_eq!(problem["terms_version"], terms);
        let outdated = json!({ "phone": phone, "code": code, "client": "app", "consent_version": "1999-01" });
        let problem = city.anonymous().post("/v1/sessions", &outdated).await.expect_field("consent_version", "unknown");
        assert_eq!(problem["terms_version"], terms);
        // Nothing was kept of somebody who did not agree, and the code is still good.
        for table in ["accounts", "persons", "sessions", "consents"] {
            let count = city.database().number(&format!("select count(*) from {table}"), []).await;
            assert_eq!(count, 0, "{table}");
        }
        let with = json!({ "phone": phone, "code": code, "client": "app", "consent_version": terms });
        let session = city.anonymous().post("/v1/sessions", &with).await.expect(201);

        let token = session["access_token"].as_str().unwrap();
        let me = city.anonymous().with_token(token).get("/v1/me").await.expect(200);
        let consents = me["consents"].as_array().unwrap();
        assert_eq!(consents.len(), 1, "{me}");
        assert_eq!(consents[0]["purpose"], "terms_and_privacy");
        assert_eq!(consents[0]["version"], terms);
        assert!(consents[0]["granted_at"].as_str().unwrap().starts_with("2026-12-01T02:"), "{me}");

        let (code, _) = request_code(city.server(), &city.anonymous(), &phone).await;
        let later = json!({ "phone": phone, "code": code, "client": "app" });
        let _ = city.anonymous().post("/v1/sessions", &later).await.expect(201);
        assert_eq!(city.database().number("select count(*) from consents", []).await, 1);
    }
}
