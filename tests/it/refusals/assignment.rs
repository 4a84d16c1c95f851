//! Needs that an officer cannot give to somebody.

use jinlin_tests::on_both_databases;
use serde_json::{Value, json};

use crate::places::OTHER_STREET;
use crate::scene::{Case, NOBODY, Scene, act, escort, seen, text, window, with};

/// A refused assignment leaves need and task as they were.
async fn check_refused(scene: &Scene, case: &Case, provider: &str, code: &str) -> Value {
    let before = (
        seen(&scene.resident, &case.need("")).await,
        seen(&scene.resident, &case.task("")).await,
    );
    let body = json!({ "provider_id": provider });
    let problem = scene
        .officer
        .post(&case.need("/assign"), body)
        .await
        .expect_problem(409, code);
    let after = (
        seen(&scene.resident, &case.need("")).await,
        seen(&scene.resident, &case.task("")).await,
    );
    assert_eq!(after, before, "{code}");
    problem
}

on_both_databases! {
    /// Somebody must be named who exists, is a social worker, and is qualified; and the need must be within the officer's divisions.
    async fn a_need_is_given_to_somebody_qualified(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (worker, volunteer) = (scene.worker().await, scene.volunteer().await);
        let unskilled = scene.worker_with(json!({ "skills": [] })).await;
        let case = scene.open().await;
        let path = case.need("/assign");
        for (body, field, word) in [
            (json!({}), "provider_id", "required"),
            (json!({ "provider_id": "somebody" }), "provider_id", "format"),
            (json!({ "provider_id": NOBODY }), "provider_id", "unknown"),
            (json!({ "provider_id": worker.person.person_id() }), "provider_id", "unknown"),
            (json!({ "provider_id": volunteer.id }), "provider_id", "not_allowed"),
        ] {
            scene.officer.post(&path, body).await.expect_field(field, word);
        }
        let problem = check_refused(&scene, &case, &unskilled.id, "not_eligible").await;
        assert_eq!(problem["reasons"], json!(["skills"]));
        let elsewhere = scene.city.officer("street_officer", OTHER_STREET).await;
        let body = json!({ "provider_id": worker.id });
        elsewhere.post(&path, &body).await.expect_problem(404, "not_found");
        elsewhere.get(&case.need("/candidates")).await.expect_problem(404, "not_found");
        scene.resident.post(&path, &body).await.expect_problem(403, "forbidden");
        scene.resident.get(&case.need("/candidates")).await.expect_problem(403, "forbidden");
        for id in [NOBODY, "x"] {
            scene.officer.post(&format!("/v1/needs/{id}/assign"), &body).await.expect_problem(404, "not_found");
            scene.officer.get(&format!("/v1/needs/{id}/candidates")).await.expect_problem(404, "not_found");
        }
        assert_eq!(seen(&scene.resident, &case.need("")).await["state"], "open");
    }

    /// An officer overrules rings and wishes, not the lead's hours and hands: off duty, full, promised elsewhere, their own need.
    async fn a_need_is_given_to_somebody_free(backend: Backend) {
        let scene = Scene::new(backend).await;
        let worker = scene.worker_with(json!({ "skills": ["health_escort"], "capacity": 1 })).await;
        let own = scene.open_of(&worker, json!({})).await;
        let body = json!({ "provider_id": worker.id });
        let problem = scene.officer.post(&own.need("/assign"), &body).await.expect_problem(409, "not_eligible");
        assert_eq!(problem["reasons"], json!(["own_need"]));
        let duty = format!("/v1/providers/{}/duty", worker.id);
        let _ = worker.put(&duty, json!({ "on_duty": false })).await.expect(200);
        let case = scene.open().await;
        check_refused(&scene, &case, &worker.id, "not_eligible").await;
        let _ = worker.put(&duty, json!({ "on_duty": true })).await.expect(200);
        scene.settle().await;
        let _ = scene.officer.post(&case.need("/assign"), &body).await.expect(200);
        let another = scene.open().await;
        check_refused(&scene, &another, &worker.id, "at_capacity").await;
        // Given once: to the same person again, or to another, is too late.
        let refused = check_refused(&scene, &case, &worker.id, "wrong_state").await;
        assert_eq!(refused["state"], "matched");
        let refused = scene.officer.get(&case.need("/candidates")).await.expect_problem(409, "wrong_state");
        assert_eq!(refused["state"], "matched");

        let busy = scene.worker().await;
        let at = window;
        let first = scene.open_with(at("2026-12-02T02:00:00Z", "2026-12-02T03:00:00Z")).await;
        let _ = act(&busy, &first.task("/claim")).await.expect(200);
        let second = scene.open_with(at("2026-12-02T02:30:00Z", "2026-12-02T03:30:00Z")).await;
        check_refused(&scene, &second, &busy.id, "time_conflict").await;
        assert_eq!(seen(&busy, &format!("/v1/providers/{}", busy.id)).await["load"], 1, "the lost claim is not counted");
    }

    /// An administrative matter is given to nobody, and every attempt is counted.
    async fn an_administrative_matter_is_given_to_nobody(backend: Backend) {
        let scene = Scene::new(backend).await;
        let worker = scene.worker().await;
        let need = scene.resident.post("/v1/needs", with(&escort(), json!({ "category": "city_management" }))).await.expect(201);
        let path = format!("/v1/needs/{}/assign", text(&need, "id"));
        scene.officer.post(&path, json!({ "provider_id": NOBODY })).await.expect_field("provider_id", "unknown");
        for key in ["a", "b"] {
            let post = scene.officer.post(&path, json!({ "provider_id": worker.id })).key(key);
            post.await.expect_problem(409, "administrative_need");
        }
        let figures = seen(&scene.officer, "/v1/figures").await;
        assert_eq!(figures["administrative_attempts"], 2);
        assert_eq!(seen(&worker, &format!("/v1/providers/{}", worker.id)).await["load"], 0);
    }
}
