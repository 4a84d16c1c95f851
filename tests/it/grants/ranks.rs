//! Nobody makes or unmakes somebody of the own rank or above, except admins.

use jinlin_tests::{City, Request, SignedIn, on_both_databases};
use serde_json::json;
use uuid::Uuid;

use crate::places::{CITY, COMMUNITY, COUNTY, OTHER_COMMUNITY, OTHER_COUNTY, OTHER_STREET, STREET};

fn give(giver: &SignedIn, to: Uuid, role: &str, scope: &str) -> Request {
    giver.post(
        "/v1/grants",
        json!({ "person_id": to, "role": role, "scope_kind": "division", "scope": scope }),
    )
}

on_both_databases! {
    /// What each rank may give, in its own divisions and beside them.
    async fn officers_give_roles_below_their_own(backend: Backend) {
        let city = City::on(backend).await;
        let county = city.officer("county_officer", COUNTY).await;
        let whole = city.officer("city_officer", CITY).await;
        let admin = city.officer("admin", CITY).await;
        let somebody = async || city.resident().await.person_id();

        let below_county = [
            ("street_officer", STREET), ("community_officer", COMMUNITY), ("social_worker", COMMUNITY),
            ("volunteer", STREET), ("grid_worker", COMMUNITY), ("agency", STREET), ("property", COMMUNITY),
        ];
        for (role, scope) in below_county {
            let grant = give(&county, somebody().await, role, scope).await.expect(201);
            assert_eq!((&grant["role"], &grant["scope"]), (&json!(role), &json!(scope)));
        }
        let above_county = [("county_officer", COUNTY), ("city_officer", CITY), ("admin", CITY)];
        for (role, scope) in above_county {
            give(&county, somebody().await, role, scope).await.expect_problem(404, "not_found");
        }
        for (role, scope) in [("street_officer", OTHER_STREET), ("community_officer", OTHER_COMMUNITY)] {
            give(&county, somebody().await, role, scope).await.expect_problem(404, "not_found");
        }
        for scope in [COUNTY, OTHER_COUNTY] {
            let _ = give(&whole, somebody().await, "county_officer", scope).await.expect(201);
        }
        give(&whole, somebody().await, "city_officer", CITY).await.expect_problem(404, "not_found");
        give(&whole, somebody().await, "admin", CITY).await.expect_problem(404, "not_found");
        for role in ["city_officer", "admin"] {
            let _ = give(&admin, somebody().await, role, CITY).await.expect(201);
        }
        // Roles that give none are told so, whatever they ask for.
        for (role, scope) in [("street_officer", STREET), ("community_officer", COMMUNITY), ("social_worker", COMMUNITY)] {
            let giver = city.officer(role, scope).await;
            give(&giver, somebody().await, "volunteer", COMMUNITY).await.expect_problem(403, "forbidden");
        }
        // And not for oneself either.
        give(&county, county.person_id(), "city_officer", CITY).await.expect_problem(404, "not_found");
    }

    /// Taking follows the same ranks; a colleague cannot be dismissed, nor anybody beside the own county.
    async fn officers_take_roles_below_their_own(backend: Backend) {
        let city = City::on(backend).await;
        let county = city.officer("county_officer", COUNTY).await;
        let at = city.clock().now_micros();
        let grant = async |role: &str, scope: &str| {
            let person = city.resident().await.person_id();
            let id = city.database().give_role(person, role, "division", scope, at).await;
            format!("/v1/grants/{id}")
        };
        let _ = county.delete(&grant("street_officer", STREET).await).await.expect(204);
        for (role, scope) in [("county_officer", COUNTY), ("city_officer", CITY), ("admin", CITY), ("street_officer", OTHER_STREET)] {
            county.delete(&grant(role, scope).await).await.expect_problem(404, "not_found");
        }
        // Being a resident cannot be taken from anybody, not even by an admin.
        let admin = city.officer("admin", CITY).await;
        let me = county.get("/v1/me").await.expect(200);
        let resident = me["grants"].as_array().unwrap().iter().find(|grant| grant["role"] == "resident").unwrap();
        let path = format!("/v1/grants/{}", resident["id"].as_str().unwrap());
        admin.delete(&path).await.expect_problem(404, "not_found");
        admin.delete(&format!("/v1/grants/{}", Uuid::now_v7())).await.expect_problem(404, "not_found");
        admin.delete("/v1/grants/not-an-id").await.expect_problem(404, "not_found");
    }
}
