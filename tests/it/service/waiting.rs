//! What time does to needs: they expire, and silence counts as a yes.

use std::time::Duration;

use jinlin_tests::{EventStream, eventually, on_both_databases};
use serde_json::{Value, json};

use crate::scene::{Scene, act, escort, seen, text, with};

const DAY: Duration = Duration::from_secs(86_400);

async fn becomes(scene: &Scene, path: &str, state: &str) -> Value {
    eventually("the need moves on by itself", async || {
        let need = seen(&scene.resident, path).await;
        (need["state"] == state).then_some(need)
    })
    .await
}

on_both_databases! {
    /// A need that nobody took in 30 days expires, with its task and offers, and the resident hears of it; a draft expires 30 days after the last
    /// touch; an emergency never does, and nor does what somebody took.
    async fn needs_expire(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (worker, taken) = {
            let worker = scene.worker().await;
            let case = scene.held(&worker).await;
            (worker, case)
        };
        let open = scene.open().await;
        let offer = scene.offer_of(&worker, &open.task).await;
        let draft = scene.resident.post("/v1/needs", with(&escort(), json!({ "draft": true }))).await.expect(201);
        let draft = format!("/v1/needs/{}", text(&draft, "id"));
        let emergency = scene.open_with(json!({ "category": "medical_emergency" })).await;
        let mut stream = EventStream::open(&scene.resident, None).await;
        scene.city.clock().advance(29 * DAY);
        assert_eq!(seen(&scene.resident, &open.need("")).await["state"], "open");
        scene.city.clock().advance(DAY + DAY / 2);
        let expired = becomes(&scene, &open.need(""), "expired").await;
        let steps = expired["steps"].as_array().unwrap();
        assert_eq!(steps.last().unwrap()["reason"], "nobody_came", "{expired}");
        let _ = becomes(&scene, &draft, "expired").await;
        loop {
            let event = stream.next_of("need.changed").await.data;
            if event["entity_id"] == open.need["id"] {
                assert_eq!(event["payload"]["state"], "expired");
                break;
            }
        }
        act(&worker, &format!("/v1/offers/{offer}/accept")).await.expect_problem(409, "offer_closed");
        assert_eq!(seen(&scene.resident, &open.task("")).await["state"], "cancelled");
        assert_eq!(seen(&scene.resident, &taken.need("")).await["state"], "matched");
        assert_eq!(seen(&scene.resident, &emergency.need("")).await["state"], "open");
        scene.resident.post(&open.need("/cancel"), json!({ "reason": "solved" })).await.expect_problem(409, "wrong_state");
    }

    /// What was finished is closed after 72 hours without the resident's word; the rating is still theirs to give.
    async fn silence_is_a_yes(backend: Backend) {
        let scene = Scene::new(backend).await;
        let lead = scene.worker().await;
        let case = scene.finished(&lead).await;
        scene.city.clock().advance(2 * DAY);
        assert_eq!(seen(&scene.resident, &case.need("")).await["state"], "done");
        scene.city.clock().advance(DAY + DAY / 2);
        let closed = becomes(&scene, &case.need(""), "closed").await;
        assert_eq!(closed["outcome"], "resolved", "what the lead wrote stands");
        assert_eq!(seen(&lead, &case.task("")).await["state"], "confirmed");
        act(&scene.resident, &case.task("/confirm")).await.expect_problem(409, "wrong_state");
        let rating = json!({ "overall": 4, "resolved": "yes" });
        let _ = scene.resident.put(&case.task("/rating"), rating).await.expect(201);
    }
}
