//! The same key again: after the answer, with another body, by somebody else, a day later.

use std::time::Duration;

use jinlin_tests::{Backend, City, on_both_databases, request_code};
use serde_json::json;

use crate::places::{CITY, COMMUNITY, NEIGHBOUR};

on_both_databases! {
    /// A lost answer is given again, to the byte, and there is one account and one session.
    async fn a_repeated_sign_up_makes_one_account(backend: Backend) {
        let city = City::on(backend).await;
        let phone = city.new_phone();
        let (code, terms) = request_code(city.server(), &city.anonymous(), &phone).await;
        let body = json!({ "phone": phone, "code": code, "client": "app", "consent_version": terms });
        let first = city.anonymous().post("/v1/sessions", &body).key("0f6c").await;
        assert_eq!((first.status, first.header("idempotency-replayed")), (201, None), "{}", first.text());
        let again = city.anonymous().post("/v1/sessions", &body).key("0f6c").await;
        assert_eq!((again.status, again.header("idempotency-replayed")), (201, Some("true")), "{}", again.text());
        assert_eq!(again.body, first.body);
        for table in ["accounts", "sessions"] {
            assert_eq!(city.database().number(&format!("select count(*) from {table}"), []).await, 1, "{table}");
        }
        // The stored answer holds tokens: not in clear.
        let rows = city.database().query("select answer from idempotency_keys where state = 'done'", []).await;
        assert!(!rows.is_empty());
        for row in rows {
            let answer: Vec<u8> = row.try_get("", "answer").unwrap();
            assert!(!answer.windows(12).any(|window| window == b"access_token"), "the answer is stored in clear");
        }
    }

    /// One key, one grant, one answer with its `Location`; another body under it is a client's mistake.
    async fn a_repeated_grant_is_one_grant(backend: Backend) {
        let city = City::on(backend).await;
        let admin = city.officer("admin", CITY).await;
        let person = city.resident().await;
        let grant = |scope| json!({
            "person_id": person.person_id(), "role": "community_officer", "scope_kind": "division", "scope": scope,
        });
        let first = admin.post("/v1/grants", grant(COMMUNITY)).key("a-key").await;
        let again = admin.post("/v1/grants", grant(COMMUNITY)).key("a-key").await;
        assert_eq!(again.header("idempotency-replayed"), Some("true"));
        assert_eq!(again.header("location"), first.header("location"));
        assert!(first.header("location").unwrap().starts_with("/v1/grants/"));
        assert_eq!(again.expect(201), first.expect(201));
        // The same without the key is a second wish.
        admin.post("/v1/grants", grant(COMMUNITY)).await.expect_problem(409, "already_exists");
        admin.post("/v1/grants", grant(NEIGHBOUR)).key("a-key").await.expect_problem(422, "key_reused");
        // A failure is not kept: what was wrong may be put right under the same key.
        admin.post("/v1/grants", grant(COMMUNITY)).key("b-key").await.expect_problem(409, "already_exists");
        admin.post("/v1/grants", grant(COMMUNITY)).key("b-key").await.expect_problem(409, "already_exists");
        let _ = admin.post("/v1/grants", grant(NEIGHBOUR)).key("b-key").await.expect(201);
        let count = "select count(*) from grants where role = 'community_officer'";
        assert_eq!(city.database().number(count, []).await, 2);
    }

    /// Somebody else's key is another key; and after a day it is forgotten.
    async fn a_key_belongs_to_its_owner_for_a_day(backend: Backend) {
        let city = City::on(backend).await;
        let (one, two) = (city.officer("admin", CITY).await, city.officer("admin", CITY).await);
        let person = city.resident().await;
        let grant = |scope| json!({
            "person_id": person.person_id(), "role": "community_officer", "scope_kind": "division", "scope": scope,
        });
        let _ = one.post("/v1/grants", grant(COMMUNITY)).key("shared").await.expect(201);
        let other = two.post("/v1/grants", grant(NEIGHBOUR)).key("shared").await;
        assert_eq!((other.status, other.header("idempotency-replayed")), (201, None), "{}", other.text());
        assert_eq!(city.database().number("select count(*) from idempotency_keys where key = 'shared'", []).await, 2);
    }
}

/// A key is a word of up to 200 characters.
#[tokio::test]
async fn a_bad_key_is_named() {
    let city = City::on(Backend::Sqlite).await;
    let post = |key: String| {
        city.anonymous()
            .post("/v1/auth/codes", json!({ "phone": city.new_phone() }))
            .key(key)
    };
    post(String::new())
        .await
        .expect_field("Idempotency-Key", "format");
    post("k".repeat(201))
        .await
        .expect_field("Idempotency-Key", "format");
    let _ = post("k".repeat(200)).await.expect(202);
}

/// A key older than a day is forgotten when the server tidies up, which it does on starting.
#[tokio::test]
async fn old_keys_are_forgotten() {
    let mut city = City::on(Backend::Sqlite).await;
    let body = json!({ "phone": city.new_phone() });
    let _ = city
        .anonymous()
        .post("/v1/auth/codes", &body)
        .key("a-key")
        .await
        .expect(202);
    city.clock().advance(Duration::from_secs(25 * 3600));
    city.server_mut().kill9();
    city.server_mut().restart().await;
    jinlin_tests::eventually("the key is forgotten", async || {
        let left = city
            .database()
            .number("select count(*) from idempotency_keys", [])
            .await;
        (left == 0).then_some(())
    })
    .await;
    let fresh = city
        .anonymous()
        .post("/v1/auth/codes", &body)
        .key("a-key")
        .await;
    assert_eq!(
        (fresh.status, fresh.header("idempotency-replayed")),
        (202, None)
    );
}
