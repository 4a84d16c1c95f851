//! Arriving by the code on the resident's phone or by the resident's word, and leaving.

use std::time::Duration;

use jinlin_tests::on_both_databases;
use serde_json::json;

use crate::scene::{NOBODY, Scene, act, record, seen, text};

on_both_databases! {
    /// The code on the resident's phone stands for the place: for its minute and the next, of this task only, and not for the resident alone to
    /// read.
    async fn the_residents_code_stands_for_the_place(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (lead, other) = (scene.worker().await, scene.worker().await);
        let (case, beside) = (scene.held(&lead).await, scene.held(&other).await);
        for nobody in [&*lead, &*scene.stranger, &*scene.officer] {
            nobody.get(&case.task("/check-in-code")).await.expect_problem(404, "not_found");
        }
        scene.city.clock().begin_window(Duration::from_secs(60));
        let path = case.task("/check-in");
        let shown = seen(&scene.resident, &case.task("/check-in-code")).await;
        let code = text(&shown, "code").to_owned();
        let theirs = text(&seen(&scene.resident, &beside.task("/check-in-code")).await, "code").to_owned();
        for wrong in ["0000-0000-0000-0000", "", theirs.as_str()] {
            lead.post(&path, json!({ "code": wrong })).await.expect_field("code", "unknown");
        }
        lead.post(&path, json!({})).await.expect_field("place", "required");
        let both = json!({ "code": code, "place": scene.centre().await });
        lead.post(&path, both).await.expect_field("code", "contradiction");
        scene.city.clock().advance(Duration::from_secs(120));
        lead.post(&path, json!({ "code": code })).await.expect_field("code", "unknown");
        let fresh = text(&seen(&scene.resident, &case.task("/check-in-code")).await, "code").to_owned();
        assert_ne!(fresh, code);
        scene.city.clock().advance(Duration::from_secs(60));
        let task = lead.post(&path, json!({ "code": fresh.to_lowercase() })).await.expect(200);
        assert_eq!((text(&task, "state"), text(&task["team"][0], "check_in_by")), ("in_service", "code"));
        lead.post(&path, json!({ "code": fresh })).await.expect_problem(409, "wrong_state");
    }

    /// The resident's word is enough: of the lead it begins the service. Nobody else's is.
    async fn the_resident_confirms_an_arrival(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (lead, volunteer) = (scene.worker().await, scene.volunteer().await);
        let case = scene.held(&lead).await;
        let task = act(&volunteer, &case.task("/join")).await.expect(200);
        let path = case.task("/confirm-arrival");
        let member = |number: usize| json!({ "member_id": task["team"][number]["id"] });
        lead.post(&path, member(0)).await.expect_problem(404, "not_found");
        scene.stranger.post(&path, member(0)).await.expect_problem(404, "not_found");
        scene.resident.post(&path, json!({ "member_id": NOBODY })).await.expect_field("member_id", "unknown");
        let task = scene.resident.post(&path, member(1)).await.expect(200);
        assert_eq!((text(&task, "state"), text(&task["team"][1], "check_in_by")), ("held", "confirmation"));
        let task = scene.resident.post(&path, member(0)).await.expect(200);
        assert_eq!(text(&task, "state"), "in_service");
        scene.resident.post(&path, member(0)).await.expect_problem(409, "wrong_state");
        assert_eq!(text(&seen(&scene.resident, &case.need("")).await, "state"), "in_service");
    }

    /// Leaving comes after arriving, once, and before the end.
    async fn whoever_came_checks_out(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (lead, volunteer) = (scene.worker().await, scene.volunteer().await);
        let case = scene.in_service(&lead).await;
        let _ = act(&volunteer, &case.task("/join")).await.expect(200);
        let path = case.task("/check-out");
        let refused = volunteer.post(&path, json!({})).await.expect_problem(409, "wrong_state");
        assert_eq!(refused["state"], "not_checked_in");
        let _ = volunteer.post(&case.task("/check-in"), scene.arrival().await).await.expect(200);
        volunteer.post(&path, json!({ "accuracy_m": 10_001 })).await.expect_field("accuracy_m", "range");
        let task = volunteer.post(&path, scene.arrival().await).await.expect(200);
        assert!(task["team"][1]["checked_out_at"].is_string());
        let refused = volunteer.post(&path, json!({})).await.expect_problem(409, "wrong_state");
        assert_eq!(refused["state"], "checked_out");
        scene.stranger.post(&path, json!({})).await.expect_problem(403, "forbidden");
        let _ = lead.post(&case.task("/finish"), record()).await.expect(200);
        lead.post(&path, json!({})).await.expect_problem(409, "wrong_state");
    }
}
