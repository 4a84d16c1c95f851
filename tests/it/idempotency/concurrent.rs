//! The same key many times at once: a phone that retries before the first answer came.

use std::collections::BTreeSet;

use jinlin_tests::{Answer, Backend, City, on_both_databases, request_code};
use serde_json::json;

use crate::places::{CITY, COMMUNITY};

const TWINS: usize = 20;

/// Every twin must have got the one answer, or have been told that its twin is still running.
fn check_twins(answers: &[Answer]) {
    let mut bodies = BTreeSet::new();
    let mut fresh = 0;
    for answer in answers {
        match answer.status {
            201 => {
                bodies.insert(answer.body.clone());
                fresh += usize::from(answer.header("idempotency-replayed").is_none());
            }
            409 => assert_eq!(answer.json["code"], "request_running", "{}", answer.text()),
            _ => panic!("{}: {}", answer.status, answer.text()),
        }
    }
    assert_eq!(bodies.len(), 1, "the twins heard different things");
    assert_eq!(fresh, 1, "it was done {fresh} times");
}

on_both_databases! {
    /// Twenty twins of a grant give one grant.
    async fn twenty_grants_are_one(backend: Backend) {
        let city = City::on(backend).await;
        let admin = city.officer("admin", CITY).await;
        let person = city.resident().await;
        let body = json!({
            "person_id": person.person_id(), "role": "social_worker", "scope_kind": "division", "scope": COMMUNITY,
        });
        let posts = (0..TWINS).map(|_| async { admin.post("/v1/grants", &body).key("twins").await });
        check_twins(&futures_util::future::join_all(posts).await);
        let count = "select count(*) from grants where role = 'social_worker'";
        assert_eq!(city.database().number(count, []).await, 1);
        let noted = "select count(*) from audit_entries where operation = 'create_grant' and table_name = 'grants'";
        assert_eq!(city.database().number(noted, []).await, 1);
    }

    /// Twenty twins of a sign-up, with a code that works once, give one account and all hear of it.
    async fn twenty_sign_ups_are_one(backend: Backend) {
        let city = City::on(backend).await;
        let phone = city.new_phone();
        let (code, terms) = request_code(city.server(), &city.anonymous(), &phone).await;
        let body = json!({ "phone": phone, "code": code, "client": "app", "consent_version": terms });
        let posts = (0..TWINS).map(|_| async { city.anonymous().post("/v1/sessions", &body).key("twins").await });
        check_twins(&futures_util::future::join_all(posts).await);
        for table in ["accounts", "sessions"] {
            assert_eq!(city.database().number(&format!("select count(*) from {table}"), []).await, 1, "{table}");
        }
    }
}

/// Twins that reach different replicas are twins all the same.
#[tokio::test]
async fn twins_at_two_replicas_are_one() {
    let city = City::builder(Backend::Postgres).replicas(2).start().await;
    let admin = city.officer("admin", CITY).await;
    let person = city.resident().await;
    let body = json!({
        "person_id": person.person_id(), "role": "volunteer", "scope_kind": "division", "scope": COMMUNITY,
    });
    let posts = (0..TWINS).map(|number| {
        let admin = admin.at_replica(city.replica(number % 2));
        let body = &body;
        async move { admin.post("/v1/grants", body).key("twins").await }
    });
    check_twins(&futures_util::future::join_all(posts).await);
    assert_eq!(
        city.database()
            .number("select count(*) from grants where role = 'volunteer'", [])
            .await,
        1
    );
}
