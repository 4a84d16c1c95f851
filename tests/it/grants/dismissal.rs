//! A dismissed officer is out within seconds, wherever they are connected.

use std::time::Duration;

use jinlin_tests::{Backend, City, SignedIn, on_both_databases, within};
use serde_json::json;

use crate::places::{CITY, COUNTY, STREET};

/// What "within seconds" means here; the cache alone would believe for thirty.
const SOON: Duration = Duration::from_secs(5);

async fn wait_until_forbidden(officer: &SignedIn, what: &str) {
    let answer = within(SOON, what, async || {
        let answer = officer.get("/v1/grants").await;
        (answer.status != 200).then_some(answer)
    })
    .await;
    answer.expect_problem(403, "forbidden");
}

/// On both replicas, one of which did not hear the request.
#[tokio::test]
async fn a_dismissal_counts_on_both_replicas() {
    let city = City::builder(Backend::Postgres).replicas(2).start().await;
    let admin = city.officer("admin", CITY).await;
    let officer = city.resident().await;
    let body = json!({
        "person_id": officer.person_id(), "role": "street_officer", "scope_kind": "division", "scope": STREET,
    });
    let grant = admin.post("/v1/grants", body).await.expect(201);
    let there = officer.at_replica(city.replica(1));
    // Both have the rights in their caches now.
    let _ = officer.get("/v1/grants").await.expect(200);
    let _ = there.get("/v1/grants").await.expect(200);
    let path = format!("/v1/grants/{}", grant["id"].as_str().unwrap());
    let _ = admin.delete(&path).await.expect(204);
    wait_until_forbidden(&officer, "the replica that was told").await;
    wait_until_forbidden(&there, "the other replica").await;
    // The session goes on: only the role is gone.
    let me = there.get("/v1/me").await.expect(200);
    assert_eq!(me["grants"].as_array().unwrap().len(), 1, "{me}");
    admin.delete(&path).await.expect_problem(404, "not_found");
}

/// A new role counts as fast on a replica that has the old rights in its cache.
#[tokio::test]
async fn an_appointment_counts_on_both_replicas() {
    let city = City::builder(Backend::Postgres).replicas(2).start().await;
    let admin = city.officer("admin", CITY).await;
    let person = city.resident().await;
    let there = person.at_replica(city.replica(1));
    there
        .get("/v1/grants")
        .await
        .expect_problem(403, "forbidden");
    let body = json!({
        "person_id": person.person_id(), "role": "county_officer", "scope_kind": "division", "scope": COUNTY,
    });
    let _ = admin.post("/v1/grants", body).await.expect(201);
    within(SOON, "the other replica learns of the role", async || {
        (there.get("/v1/grants").await.status == 200).then_some(())
    })
    .await;
}

on_both_databases! {
    /// With one replica it is the same, and taking a role twice is no second taking.
    async fn a_dismissal_counts_at_once(backend: Backend) {
        let city = City::on(backend).await;
        let admin = city.officer("admin", CITY).await;
        let officer = city.resident().await;
        let body = json!({
            "person_id": officer.person_id(), "role": "street_officer", "scope_kind": "division", "scope": STREET,
        });
        let grant = admin.post("/v1/grants", &body).await.expect(201);
        let _ = officer.get("/v1/grants").await.expect(200);
        let path = format!("/v1/grants/{}", grant["id"].as_str().unwrap());
        let _ = admin.delete(&path).await.expect(204);
        wait_until_forbidden(&officer, "the dismissal").await;
        admin.delete(&path).await.expect_problem(404, "not_found");
        // The role can be given again, as a new grant.
        let again = admin.post("/v1/grants", &body).await.expect(201);
        assert_ne!(again["id"], grant["id"]);
    }
}
