//! Leaving a team late.

use std::time::Duration;

use jinlin_tests::on_both_databases;
use serde_json::json;

use crate::scene::{Scene, act, seen, text, window};

on_both_databases! {
    /// Early enough nobody asks why; late a reason is required, the lead sees it, and the volunteer sees that it counts.
    async fn a_late_leave_has_a_reason(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (lead, volunteer) = (scene.worker().await, scene.volunteer().await);
        let case = scene.open_with(window("2026-12-03T02:00:00Z", "2026-12-03T04:00:00Z")).await;
        let _ = act(&lead, &case.task("/claim")).await.expect(200);
        let _ = act(&volunteer, &case.task("/join")).await.expect(200);
        let _ = act(&volunteer, &case.task("/leave")).await.expect(204);
        assert_eq!(seen(&volunteer, "/v1/late-leaves").await["count"], 0);
        let _ = act(&volunteer, &case.task("/join")).await.expect(200);
        scene.city.clock().advance(Duration::from_secs(30 * 3_600));
        let path = case.task("/leave");
        act(&volunteer, &path).await.expect_field("reason", "required");
        volunteer.post(&path, json!({ "reason": "bored" })).await.expect_field("reason", "unknown");
        let _ = volunteer.post(&path, json!({ "reason": "sick" })).await.expect(204);
        let left = seen(&lead, &case.task("/late-leaves")).await;
        assert_eq!((text(&left["items"][0], "reason"), &left["items"][0]["provider_id"]), ("sick", &json!(volunteer.id)));
        let own = seen(&volunteer, "/v1/late-leaves").await;
        assert_eq!((&own["count"], own.get("confirmation_until")), (&json!(1), None));
        scene.resident.get(&case.task("/late-leaves")).await.expect_problem(403, "forbidden");
    }

    /// Who left late too often begins only when the lead has confirmed them, for some time.
    async fn too_many_have_to_be_confirmed(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (lead, volunteer) = (scene.worker().await, scene.volunteer().await);
        for _ in 0..3 {
            let case = scene.in_service(&lead).await;
            let _ = act(&volunteer, &case.task("/join")).await.expect(200);
            let _ = volunteer.post(&case.task("/leave"), json!({ "reason": "other" })).await.expect(204);
            let _ = lead.post(&case.task("/finish"), crate::scene::record()).await.expect(200);
        }
        assert!(seen(&volunteer, "/v1/late-leaves").await["confirmation_until"].is_string());
        let case = scene.held(&lead).await;
        let task = act(&volunteer, &case.task("/join")).await.expect(200);
        let arrival = scene.arrival().await;
        let refused = volunteer.post(&case.task("/check-in"), &arrival).await.expect_problem(409, "wrong_state");
        assert_eq!(refused["state"], "not_confirmed");
        let member = text(&task["team"][1], "id");
        let _ = act(&lead, &case.task(&format!("/members/{member}/confirm"))).await.expect(200);
        let _ = volunteer.post(&case.task("/check-in"), &arrival).await.expect(200);
        scene.city.clock().advance(Duration::from_secs(31 * 86_400));
        assert_eq!(seen(&volunteer, "/v1/late-leaves").await.get("confirmation_until"), None);
    }
}
