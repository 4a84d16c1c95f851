//! A role and its scope go together; zones reach across county codes.

use jinlin_tests::{Backend, City};
use serde_json::json;
use uuid::Uuid;

use crate::places::{CITY, COMMUNITY, COUNTY, STREET};

/// 武侯区, whose street 石羊街道 the Hi-tech Zone administers.
const WUHOU: &str = "510107";
const SHIYANG: &str = "510107063";

/// Wrong pairs are named before anything is written.
#[tokio::test]
async fn a_scope_must_fit_its_role() {
    let city = City::on(Backend::Sqlite).await;
    let admin = city.officer("admin", CITY).await;
    let person = city.resident().await.person_id();
    let give = |role: &str, kind: &str, scope: &str| {
        admin.post(
            "/v1/grants",
            json!({ "person_id": person, "role": role, "scope_kind": kind, "scope": scope }),
        )
    };
    give("resident", "own", "")
        .await
        .expect_field("scope_kind", "not_allowed");
    give("city_officer", "own", "")
        .await
        .expect_field("scope_kind", "not_allowed");
    give("community_officer", "zone", "hi_tech")
        .await
        .expect_field("scope_kind", "not_allowed");
    give("community_officer", "division", STREET)
        .await
        .expect_field("scope", "not_allowed");
    give("street_officer", "division", COMMUNITY)
        .await
        .expect_field("scope", "not_allowed");
    give("county_officer", "division", STREET)
        .await
        .expect_field("scope", "not_allowed");
    give("city_officer", "division", COUNTY)
        .await
        .expect_field("scope", "not_allowed");
    give("social_worker", "division", "510104999999")
        .await
        .expect_field("scope", "unknown");
    give("street_officer", "division", "999999999")
        .await
        .expect_field("scope", "unknown");
    give("county_officer", "zone", "no_such_zone")
        .await
        .expect_field("scope", "unknown");
    give("mayor", "division", CITY)
        .await
        .expect_field("role", "unknown");
    give("admin", "galaxy", CITY)
        .await
        .expect_field("scope_kind", "unknown");
    let unknown = json!({
        "person_id": Uuid::now_v7(), "role": "volunteer", "scope_kind": "division", "scope": COMMUNITY,
    });
    admin
        .post("/v1/grants", unknown)
        .await
        .expect_field("person_id", "unknown");
    let malformed = json!({ "person_id": "somebody", "role": "volunteer", "scope_kind": "division", "scope": COMMUNITY });
    admin
        .post("/v1/grants", malformed)
        .await
        .expect_field("person_id", "format");
    assert_eq!(
        city.database()
            .number("select count(*) from grants where role <> 'resident'", [])
            .await,
        1
    );
}

/// The county's officer does not reach a street that a zone administers; the zone's officer does, and nothing else of the county.
#[tokio::test]
async fn a_zone_takes_its_streets_out_of_the_county() {
    let city = City::on(Backend::Sqlite).await;
    let county = city.officer("county_officer", WUHOU).await;
    let zone = city.person_with("county_officer", "zone", "hi_tech").await;
    let street = city
        .anonymous()
        .get(&format!("/v1/divisions/{SHIYANG}"))
        .await
        .expect(200);
    assert_eq!(
        (&street["parent"], &street["zone"]),
        (&json!(WUHOU), &json!("hi_tech"))
    );
    let streets = city
        .anonymous()
        .get(&format!("/v1/divisions?parent={WUHOU}"))
        .await
        .expect(200);
    let own = streets["items"]
        .as_array()
        .unwrap()
        .iter()
        .find(|street| street.get("zone").is_none())
        .unwrap();
    let own = own["code"].as_str().unwrap();
    let person = city.resident().await.person_id();
    let body = |scope: &str| {
        json!({
            "person_id": person, "role": "street_officer", "scope_kind": "division", "scope": scope,
        })
    };
    county
        .post("/v1/grants", body(SHIYANG))
        .await
        .expect_problem(404, "not_found");
    zone.post("/v1/grants", body(own))
        .await
        .expect_problem(404, "not_found");
    let _ = county.post("/v1/grants", body(own)).await.expect(201);
    let _ = zone.post("/v1/grants", body(SHIYANG)).await.expect(201);
}
