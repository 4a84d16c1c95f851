//! Where two go, and where no volunteer is alone.

use jinlin_tests::on_both_databases;
use serde_json::json;

use super::MINUTE;
use crate::scene::{Scene, act, long, record, seen, text, window, with};

on_both_databases! {
    /// Into a home where nobody has been before two go: it has a place for the second from the start. The volunteer is not there first.
    async fn two_go_the_first_time(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (lead, volunteer) = (scene.home_worker().await, scene.home_volunteer().await);
        let case = scene.home_visit(&lead, json!({ "volunteers": 0 })).await;
        assert_eq!(case.need["volunteers"], 1);
        let (arrive, arrival) = (case.task("/check-in"), scene.arrival().await);
        let task = seen(&lead, &case.task("")).await;
        assert_eq!(task["safety"]["second_person"]["reasons"], json!(["first_visit"]));
        assert!(seen(&scene.resident, &case.task("")).await.get("safety").is_none());
        let refused = lead.post(&arrive, arrival.clone()).await.expect_problem(409, "second_person_needed");
        assert_eq!(refused["reasons"], json!(["first_visit"]));
        let word = json!({ "member_id": task["team"][0]["id"] });
        scene.resident.post(&case.task("/confirm-arrival"), word).await.expect_problem(409, "second_person_needed");
        let _ = act(&volunteer, &case.task("/join")).await.expect(200);
        let refused = volunteer.post(&arrive, arrival.clone()).await.expect_problem(409, "lead_first");
        assert_eq!(refused["reasons"], json!(["first_visit"]));
        let _ = lead.post(&arrive, arrival.clone()).await.expect(200);
        let _ = volunteer.post(&arrive, arrival.clone()).await.expect(200);
        let _ = lead.post(&case.task("/finish"), record()).await.expect(200);

        // They are known now: one goes, by day; at night two.
        let again = scene.home_visit(&lead, json!({ "volunteers": 0 })).await;
        assert_eq!(again.need["volunteers"], 0);
        let _ = lead.post(&again.task("/check-in"), arrival.clone()).await.expect(200);
        let _ = lead.post(&again.task("/finish"), record()).await.expect(200);
        let evening = window("2026-12-01T14:00:00Z", "2026-12-01T15:00:00Z");
        let evening = scene.open_with(with(&evening, json!({ "category": "elder_visit", "volunteers": 0 }))).await;
        assert_eq!(evening.need["volunteers"], 1);
        let late = scene.home_visit(&lead, json!({ "volunteers": 0 })).await;
        // Ten in the evening.
        scene.city.clock().advance(12 * 60 * MINUTE);
        let refused = lead.post(&late.task("/check-in"), arrival).await.expect_problem(409, "second_person_needed");
        assert_eq!(refused["reasons"], json!(["night"]));
    }

    /// An officer of the place, and nobody else, agrees that one goes alone, and says why.
    async fn an_officer_agrees_that_one_goes_alone(backend: Backend) {
        let scene = Scene::new(backend).await;
        let lead = scene.home_worker().await;
        let case = scene.home_visit(&lead, json!({})).await;
        let path = case.task("/second-person-waiver");
        lead.post(&path, json!({ "reason": "我自己行" })).await.expect_problem(403, "forbidden");
        for (reason, code) in [(" ", "required"), (long(201).as_str(), "too_long")] {
            scene.officer.post(&path, json!({ "reason": reason })).await.expect_field("reason", code);
        }
        for reason in ["网格员在楼下等候。", "网格员一同上楼。"] {
            let task = scene.officer.post(&path, json!({ "reason": reason })).await.expect(200);
            assert_eq!(text(&task["safety"]["second_person"], "waived"), reason);
        }
        assert_eq!(text(&seen(&lead, &case.task("")).await["safety"]["second_person"], "waived"), "网格员一同上楼。");
        let _ = lead.post(&case.task("/check-in"), scene.arrival().await).await.expect(200);
        let _ = lead.post(&case.task("/finish"), record()).await.expect(200);
        scene.officer.post(&path, json!({ "reason": "晚了" })).await.expect_problem(409, "wrong_state");
    }

    /// No volunteer is alone with a child, wherever that is; elsewhere they may be first.
    async fn no_volunteer_is_alone_with_a_child(backend: Backend) {
        let scene = Scene::new(backend).await;
        let lead = scene.worker_with(json!({ "skills": ["health_escort"], "capacity": 10 })).await;
        let path = format!("/v1/providers/{}/clearance", lead.id);
        let _ = scene.street.put(&path, json!({ "clearance": ["children"] })).await.expect(200);
        let volunteer = scene.home_volunteer().await;
        let arrival = scene.arrival().await;
        for (groups, allowed) in [(json!(["child"]), false), (json!(["elderly"]), true)] {
            let case = scene.open_with(json!({ "target_groups": groups })).await;
            let _ = act(&lead, &case.task("/claim")).await.expect(200);
            let _ = act(&volunteer, &case.task("/join")).await.expect(200);
            let arrive = case.task("/check-in");
            if !allowed {
                let refused = volunteer.post(&arrive, arrival.clone()).await.expect_problem(409, "lead_first");
                assert_eq!(refused["reasons"], json!(["child"]));
                let _ = lead.post(&arrive, arrival.clone()).await.expect(200);
            }
            let _ = volunteer.post(&arrive, arrival.clone()).await.expect(200);
        }
    }
}
