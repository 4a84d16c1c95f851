//! The stream of an officer's divisions: what happens in them, nothing beside them, nothing sensitive, and nothing once the office is gone.

use jinlin_tests::{EventStream, on_both_databases};
use serde_json::json;

use crate::places::OTHER_COMMUNITY;
use crate::scene::{Scene, seen, text};

const PATH: &str = "/v1/events?scope=divisions";

on_both_databases! {
    /// An officer sees what happens in their divisions although nobody told them of it; beside them and of sensitive needs nothing.
    async fn an_officer_follows_the_own_divisions(backend: Backend) {
        let scene = Scene::new(backend).await;
        let mut street = EventStream::open_at(&scene.street, PATH, None).await;
        let mut community = EventStream::open_at(&scene.officer, PATH, None).await;
        let from = community.last_id();
        let sensitive = scene.open_with(json!({ "category": "drug_recovery" })).await;
        let beside = scene.open_with(json!({ "community": OTHER_COMMUNITY })).await;
        let within = scene.open().await;
        for stream in [&mut street, &mut community] {
            let opened = stream.next_of("need.opened").await;
            assert_eq!(opened.data["entity_id"], within.need["id"], "not {} nor {}", sensitive.need, beside.need);
        }
        // What was missed comes first, from the same resume point.
        let mut again = EventStream::open_at(&scene.officer, PATH, Some(from)).await;
        assert_eq!(again.next_of("need.opened").await.data["entity_id"], within.need["id"]);
    }

    /// Nobody but an officer opens one; it ends with the office, and follows what else changes.
    async fn it_ends_with_the_office(backend: Backend) {
        let scene = Scene::new(backend).await;
        for nobody in [&*scene.resident, &*scene.worker().await, &*scene.admin] {
            nobody.get(PATH).await.expect_problem(403, "forbidden");
        }
        scene.officer.get("/v1/events?scope=city").await.expect_field("scope", "unknown");
        let mut stream = EventStream::open_at(&scene.officer, PATH, None).await;
        let grants = seen(&scene.admin, "/v1/grants?limit=100").await;
        let items = grants["items"].as_array().expect("a list of grants");
        let office = items.iter().find(|grant| grant["role"] == "community_officer").expect("the office");
        let _ = scene.admin.delete(&format!("/v1/grants/{}", text(office, "id"))).await.expect(204);
        while stream.try_next().await.is_some() {}
        scene.officer.get(PATH).await.expect_problem(403, "forbidden");
    }
}
