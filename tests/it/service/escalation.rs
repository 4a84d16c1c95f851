//! What nobody takes is taken to the officers: the community's first, then the street's.

use std::time::Duration;

use jinlin_tests::{EventStream, eventually, on_both_databases};
use serde_json::{Value, json};

use crate::scene::{Scene, act, seen, text};

async fn escalated(scene: &Scene, need: &str) -> Option<Value> {
    let list = seen(&scene.street, "/v1/needs?escalated=true&limit=100").await;
    let items = list["items"].as_array().expect("a list of needs");
    items.iter().find(|row| row["id"] == *need).cloned()
}

on_both_databases! {
    /// Past the deadline the community's officer is told, an hour of working time later the street's; whoever is not concerned is not.
    async fn a_need_past_its_deadline_is_taken_up(backend: Backend) {
        let scene = Scene::new(backend).await;
        let mut officer = EventStream::open(&scene.officer, None).await;
        let mut street = EventStream::open(&scene.street, None).await;
        let case = scene.open().await;
        let id = text(&case.need, "id").to_owned();
        assert!(escalated(&scene, &id).await.is_none());
        // Two hours of working time, from a moment past ten in the morning: a moment past one, after the noon break.
        scene.city.clock().advance(Duration::from_secs(3 * 3_600 + 2));
        let told = officer.next_of("need.escalated").await;
        assert_eq!(told.data["entity_id"], *id);
        let row = eventually("it stands on the officers' list", async || escalated(&scene, &id).await).await;
        assert_eq!(row["escalated_to"], "community");
        scene.city.clock().advance(Duration::from_secs(3_600 + 2));
        let told = street.next_of("need.escalated").await;
        assert_eq!(told.data["entity_id"], *id);
        let row = escalated(&scene, &id).await.expect("still on the list");
        assert_eq!(row["escalated_to"], "street");
    }

    /// What was taken in time is nobody's business.
    async fn what_is_taken_in_time_is_not_taken_up(backend: Backend) {
        let scene = Scene::new(backend).await;
        let worker = scene.worker().await;
        let (taken, left) = (scene.open().await, scene.open_with(json!({ "category": "mental_listening" })).await);
        let _ = act(&worker, &taken.task("/claim")).await.expect(200);
        scene.city.clock().advance(Duration::from_secs(3 * 3_600 + 2));
        let _ = eventually("the other one is", async || escalated(&scene, text(&left.need, "id")).await).await;
        assert!(escalated(&scene, text(&taken.need, "id")).await.is_none());
    }
}
