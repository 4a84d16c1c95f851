//! Signing in by phone.

use jinlin_tests::{City, on_both_databases, request_code};
use serde_json::json;

on_both_databases! {
    /// From a phone to the own account; the phone itself is shown to nobody and logged nowhere.
    async fn a_new_person_signs_in(backend: Backend) {
        let city = City::on(backend).await;
        let phone = city.new_phone();
        let sent = city.anonymous().post("/v1/auth/codes", json!({ "phone": phone })).await.expect(202);
        assert_eq!(sent["expires_in"], 300);

        let person = city.signed_in(&phone).await;
        assert_eq!(person.session()["expires_in"], 900);
        assert!(!person.refresh_token().is_empty());

        let me = person.get("/v1/me").await;
        assert_eq!(me.header("etag"), Some("\"1\""));
        assert_eq!(me.header("cache-control"), Some("no-store"));
        let me = me.expect(200);
        assert_eq!(me["person_id"], person.person_id().to_string());
        assert_eq!(me["account_id"], person.account_id().to_string());
        assert_eq!(me["phone"], format!("126****{}", &phone[7..]));
        let grants = me["grants"].as_array().unwrap();
        assert_eq!(grants.len(), 1, "{me}");
        assert_eq!((&grants[0]["role"], &grants[0]["scope_kind"]), (&json!("resident"), &json!("own")));

        assert!(!city.server().log().contains(&phone), "the log holds a phone");
    }

    /// The second time it is the same account, whatever way the number is written.
    async fn a_phone_has_one_account(backend: Backend) {
        let city = City::on(backend).await;
        let phone = city.new_phone();
        let first = city.signed_in(&phone).await;
        let written = format!("+86 {}-{}-{}", &phone[..3], &phone[3..7], &phone[7..]);
        let second = city.signed_in(&written).await;
        assert_eq!(second.account_id(), first.account_id());
        assert_eq!(second.person_id(), first.person_id());
        assert_ne!(second.session_id(), first.session_id());
        // Both sessions live.
        let _ = first.get("/v1/me").await.expect(200);
        let _ = second.get("/v1/me").await.expect(200);
        assert_eq!(city.database().number("select count(*) from accounts", []).await, 1);
    }

    /// Two phones that sign up at the same moment are one account, and nobody sees a server error.
    async fn a_race_of_two_sign_ups_makes_one_account(backend: Backend) {
        let city = City::on(backend).await;
        let phone = city.new_phone();
        let (code, terms) = request_code(city.server(), &city.anonymous(), &phone).await;
        let body = json!({ "phone": phone, "code": code, "client": "app", "consent_version": terms });
        let posts = (0..8).map(|_| async {
            city.anonymous().post("/v1/sessions", &body).await
        });
        let answers = futures_util::future::join_all(posts).await;
        // A code works once.
        assert_eq!(answers.iter().filter(|answer| answer.status == 201).count(), 1);
        for answer in answers.into_iter().filter(|answer| answer.status != 201) {
            answer.expect_problem(401, "code_invalid");
        }
        assert_eq!(city.database().number("select count(*) from accounts", []).await, 1);
    }
}

/// What is not a mainland mobile number is refused, naming the field.
#[tokio::test]
async fn a_wrong_phone_is_named() {
    let city = City::on(jinlin_tests::Backend::Sqlite).await;
    for phone in [
        "",
        "1260000000",
        "22600000001",
        "+1 126 0000 0001",
        "1260000000a",
    ] {
        let answer = city
            .anonymous()
            .post("/v1/auth/codes", json!({ "phone": phone }))
            .await;
        answer.expect_field("phone", "format");
        let body = json!({ "phone": phone, "code": "123456", "client": "app" });
        city.anonymous()
            .post("/v1/sessions", body)
            .await
            .expect_field("phone", "format");
    }
    let body = json!({ "phone": city.new_phone(), "code": "123456", "client": "fridge" });
    city.anonymous()
        .post("/v1/sessions", body)
        .await
        .expect_field("client", "unknown");
}
