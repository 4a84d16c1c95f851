//! Compounds: who lives in the same one is not sent to its disputes, and its property company reports for it.

use jinlin_tests::on_both_databases;
use serde_json::{Value, json};

use crate::places::{COMMUNITY, OTHER_COMMUNITY};
use crate::scene::{Scene, act, seen, text, with};

impl Scene {
    async fn compound(&self, name: &str, changes: Value) -> Value {
        let body = json!({ "name": name, "community": COMMUNITY });
        self.officer
            .post("/v1/compounds", with(&body, changes))
            .await
            .expect(201)
    }

    async fn organisation(&self, kind: &str, name: &str) -> Value {
        let body = json!({ "kind": kind, "name": name, "community": COMMUNITY });
        self.street
            .post("/v1/organisations", body)
            .await
            .expect(201)
    }
}

on_both_databases! {
    /// A compound is written down by its officers, shown to everybody, and named once in its community.
    async fn officers_keep_compounds(backend: Backend) {
        let scene = Scene::new(backend).await;
        let gate = scene.centre().await;
        let compound = scene.compound("水杉小区", json!({ "place": gate })).await;
        let path = format!("/v1/compounds/{}", text(&compound, "id"));
        let anybody = scene.city.anonymous();
        assert_eq!(seen(&anybody, &path).await["name"], "水杉小区");
        let again = json!({ "name": "水杉小区", "community": COMMUNITY });
        scene.officer.post("/v1/compounds", &again).await.expect_problem(409, "already_exists");
        let beside = json!({ "name": "别处", "community": OTHER_COMMUNITY });
        scene.officer.post("/v1/compounds", &beside).await.expect_field("community", "unknown");
        let agency = scene.organisation("agency", "近邻社工").await;
        for (changes, field, code) in [
            (json!({ "property_organisation_id": agency["id"] }), "property_organisation_id", "not_allowed"),
            (json!({ "name": "  " }), "name", "required"),
            (json!({ "name": crate::scene::long(41) }), "name", "too_long"),
            (json!({ "place": { "lon": 0, "lat": 0, "crs": "wgs84" } }), "place", "range"),
            (json!({ "property_organisation_id": crate::scene::NOBODY }), "property_organisation_id", "unknown"),
        ] {
            let body = with(&json!({ "name": "新院", "community": COMMUNITY }), changes);
            scene.officer.post("/v1/compounds", body).await.expect_field(field, code);
        }
        let renamed = scene.officer.patch(&path, json!({ "name": "水杉小区一期" })).if_match(1).await.expect(200);
        assert_eq!((renamed["name"].as_str(), renamed["version"].as_i64()), (Some("水杉小区一期"), Some(2)));
        scene.officer.patch(&path, json!({ "name": "旧的" })).if_match(1).await.expect_problem(412, "precondition_failed");
        let mut listed = Vec::new();
        let mut cursor = String::new();
        let _ = scene.compound("银杏里", json!({})).await;
        loop {
            let page = seen(&anybody, &format!("/v1/compounds?community={COMMUNITY}&limit=1{cursor}")).await;
            listed.extend(page["items"].as_array().unwrap().iter().map(|row| text(row, "name").to_owned()));
            match page["next_cursor"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => break,
            }
        }
        assert_eq!(listed, ["银杏里", "水杉小区一期"]);
    }

    /// A need in a compound takes community and place from it; whoever lives there is not asked when the resident would rather not.
    async fn nobody_from_the_own_compound_is_asked(backend: Backend) {
        let scene = Scene::new(backend).await;
        let gate = scene.centre().await;
        let compound = scene.compound("水杉小区", json!({ "place": gate })).await;
        let id = text(&compound, "id");
        let lives_there = scene.volunteer_with(json!({ "compound": id })).await;
        let elsewhere = scene.volunteer().await;
        let lead = scene.worker().await;
        let wish = json!({ "community": null, "compound_id": id, "preferences": { "not_own_compound": true } });
        let case = scene.open_with(wish).await;
        assert_eq!(case.need["community"], COMMUNITY);
        let _ = act(&lead, &case.task("/claim")).await.expect(200);
        let refused = act(&lives_there, &case.task("/join")).await.expect_problem(409, "not_eligible");
        assert_eq!(refused["reasons"], json!(["same_compound"]));
        let _ = act(&elsewhere, &case.task("/join")).await.expect(200);
        scene.settle().await;
        let offers = seen(&lives_there, "/v1/offers").await;
        assert_eq!(offers["items"].as_array().map(Vec::len), Some(0), "{offers}");

        let contradiction = with(&crate::scene::escort(), json!({ "community": OTHER_COMMUNITY, "compound_id": id }));
        scene.resident.post("/v1/needs", contradiction).await.expect_field("compound_id", "contradiction");
    }

    /// Somebody of a property company reports for the compounds that the company manages, as long as they belong to it.
    async fn a_property_company_reports_for_its_compounds(backend: Backend) {
        let scene = Scene::new(backend).await;
        let company = scene.organisation("property", "安居物业").await;
        let organisation = text(&company, "id").to_owned();
        let managed = scene.compound("水杉小区", json!({ "property_organisation_id": organisation })).await;
        let other = scene.compound("银杏里", json!({})).await;
        let manager = scene.city.resident().await;
        let grant = json!({
            "person_id": manager.person_id(), "role": "property", "scope_kind": "organisation", "scope": organisation,
        });
        // Who does not belong to it does not act for it.
        scene.admin.post("/v1/grants", &grant).await.expect_field("person_id", "not_allowed");
        let members = format!("/v1/organisations/{organisation}/memberships");
        let person = json!({ "person_id": manager.person_id() });
        let membership = scene.street.post(&members, &person).await.expect(201);
        scene.street.post(&members, &person).await.expect_problem(409, "already_exists");
        scene.street.post(&members, json!({ "person_id": crate::scene::NOBODY })).await.expect_field("person_id", "unknown");
        let _ = scene.admin.post("/v1/grants", &grant).await.expect(201);
        let nowhere = with(&grant, json!({ "scope": crate::scene::NOBODY }));
        scene.admin.post("/v1/grants", nowhere).await.expect_field("scope", "unknown");

        let report = |compound: &Value| json!({
            "category": "neighbour_mediation", "channel": "property", "compound_id": compound["id"], "community": COMMUNITY,
        });
        let manager = scene.city.signed_in(manager.phone()).await;
        let _ = manager.post("/v1/needs", report(&managed)).await.expect(201);
        manager.post("/v1/needs", report(&other)).await.expect_field("community", "not_allowed");
        let without = with(&report(&managed), json!({ "compound_id": null }));
        manager.post("/v1/needs", without).await.expect_field("community", "not_allowed");

        // Letting go ends the role, at once.
        scene.officer.delete(&format!("/v1/memberships/{}", text(&membership, "id"))).await.expect_problem(403, "forbidden");
        let _ = scene.street.delete(&format!("/v1/memberships/{}", text(&membership, "id"))).await.expect(204);
        let refused = jinlin_tests::eventually("the role has ended", async || {
            let refused = manager.post("/v1/needs", report(&managed)).await;
            (refused.status == 422).then_some(refused)
        });
        let refused = crate::scene::fields(refused.await);
        assert!(refused.contains(&("channel".to_owned(), "not_allowed".to_owned())), "{refused:?}");
        let all = seen(&scene.street, &members).await;
        assert_eq!(all["items"].as_array().map(Vec::len), Some(1));
        assert!(all["items"][0]["until"].is_string(), "{all}");
    }
}
