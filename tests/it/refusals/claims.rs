//! Open tasks that somebody cannot take to lead them, and places around which nothing can be looked for.

use jinlin_tests::{Client, on_both_databases};
use serde_json::{Value, json};

use crate::places::OTHER_COMMUNITY;
use crate::scene::{Case, NOBODY, Scene, act, seen, window};

/// A refused claim leaves need and task as they were.
async fn check_refused(
    scene: &Scene,
    worker: &Client,
    case: &Case,
    status: u16,
    code: &str,
) -> Value {
    let before = (
        seen(&scene.resident, &case.need("")).await,
        seen(&scene.resident, &case.task("")).await,
    );
    let problem = act(worker, &case.task("/claim"))
        .await
        .expect_problem(status, code);
    let after = (
        seen(&scene.resident, &case.need("")).await,
        seen(&scene.resident, &case.task("")).await,
    );
    assert_eq!(after, before, "{code}");
    problem
}

on_both_databases! {
    /// Who does not meet the conditions is told which; who has no post, or none near, finds no such task.
    async fn a_task_is_not_for_everybody(backend: Backend) {
        let scene = Scene::new(backend).await;
        let case = scene.open().await;
        let unskilled = scene.worker_with(json!({ "skills": ["mediation"] })).await;
        let problem = check_refused(&scene, &unskilled, &case, 409, "not_eligible").await;
        assert_eq!(problem["reasons"], json!(["skills"]));

        let home_visit = scene.open_with(json!({ "category": "companionship" })).await;
        let uncleared = scene.worker_with(json!({ "skills": ["companionship"], "radius_m": 100 })).await;
        let problem = check_refused(&scene, &uncleared, &home_visit, 409, "not_eligible").await;
        let reasons = problem["reasons"].as_array().expect("the reasons");
        assert!(reasons.contains(&json!("clearance")), "{problem}");

        let far = scene.worker_with(json!({ "skills": ["health_escort"], "community": OTHER_COMMUNITY })).await;
        check_refused(&scene, &far, &case, 404, "not_found").await;
        // A role without a registration is nobody who could be sent.
        let unregistered = scene.city.officer("social_worker", crate::places::COMMUNITY).await;
        check_refused(&scene, &unregistered, &case, 404, "not_found").await;
        let volunteer = scene.volunteer().await;
        check_refused(&scene, &volunteer, &case, 403, "forbidden").await;
        let worker = scene.worker().await;
        for id in [NOBODY, "x"] {
            act(&worker, &format!("/v1/tasks/{id}/claim")).await.expect_problem(404, "not_found");
        }
    }

    /// Taken is taken, for the one who leads it too; what is over is not to be had; nobody serves themselves; and a sensitive task
    /// is not there for those who were not asked.
    async fn a_task_is_taken_once(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (lead, other) = (scene.worker().await, scene.worker().await);
        let held = scene.held(&lead).await;
        for worker in [&lead, &other] {
            check_refused(&scene, worker, &held, 409, "already_taken").await;
        }
        let over = scene.open().await;
        let _ = scene.resident.post(&over.need("/cancel"), json!({})).await.expect(200);
        assert_eq!(act(&other, &over.task("/claim")).await.status, 409);
        assert_eq!(seen(&scene.resident, &over.task("")).await["state"], "cancelled");

        let own = scene.open_of(&other, json!({})).await;
        let problem = act(&other, &own.task("/claim")).await.expect_problem(409, "not_eligible");
        assert_eq!(problem["reasons"], json!(["own_need"]));
        assert_eq!(seen(&other, &own.task("")).await["state"], "open");

        let sensitive = scene.open_with(json!({ "category": "drug_recovery" })).await;
        check_refused(&scene, &other, &sensitive, 404, "not_found").await;
    }

    /// Promised elsewhere at that time, off duty, or full: the claim is lost as a whole.
    async fn a_task_needs_time_and_duty(backend: Backend) {
        let scene = Scene::new(backend).await;
        let worker = scene.worker_with(json!({ "skills": ["health_escort"], "capacity": 2 })).await;
        let at = |from: &str, until: &str| window(from, until);
        let promised = scene.open_with(at("2026-12-02T02:00:00Z", "2026-12-02T03:00:00Z")).await;
        let _ = act(&worker, &promised.task("/claim")).await.expect(200);
        let overlapping = scene.open_with(at("2026-12-02T02:30:00Z", "2026-12-02T03:30:00Z")).await;
        check_refused(&scene, &worker, &overlapping, 409, "time_conflict").await;
        let night = scene.open_with(at("2026-12-02T15:00:00Z", "2026-12-02T16:00:00Z")).await;
        let problem = check_refused(&scene, &worker, &night, 409, "not_eligible").await;
        assert_eq!(problem["reasons"], json!(["outside_availability"]));

        let duty = format!("/v1/providers/{}/duty", worker.id);
        let _ = worker.put(&duty, json!({ "on_duty": false })).await.expect(200);
        let case = scene.open().await;
        scene.settle().await;
        check_refused(&scene, &worker, &case, 409, "not_eligible").await;
        let _ = worker.put(&duty, json!({ "on_duty": true })).await.expect(200);
        scene.settle().await;
        let _ = act(&worker, &case.task("/claim")).await.expect(200);
        // Whether the replica's copy knows the load already decides between two codes; both say no.
        let last = scene.open().await;
        let refused = act(&worker, &last.task("/claim")).await;
        assert!(["at_capacity", "not_eligible"].contains(&refused.json["code"].as_str().unwrap_or_default()), "{}", refused.text());
        assert_eq!((refused.status, &seen(&scene.resident, &last.task("")).await["state"]), (409, &json!("open")));
    }

    /// A list around a place needs the place, in a system, and a sensible radius.
    async fn nearby_needs_a_place(backend: Backend) {
        let scene = Scene::new(backend).await;
        let worker = scene.worker().await;
        for (query, field, word) in [
            ("", "lon", "required"),
            ("lon=104.08&crs=wgs84", "lat", "required"),
            ("lon=104.08&lat=30.65", "crs", "required"),
            ("lon=104.08&lat=30.65&crs=mars", "crs", "unknown"),
            ("lon=east&lat=30.65&crs=wgs84", "lon", "format"),
            ("lon=NaN&lat=30.65&crs=wgs84", "point.lon", "range"),
            ("lon=inf&lat=30.65&crs=wgs84", "point.lon", "range"),
            ("lon=180.1&lat=30.65&crs=wgs84", "point.lon", "range"),
            ("lon=104.08&lat=-90.1&crs=wgs84", "point.lat", "range"),
            ("lon=104.08&lat=30.65&crs=wgs84&radius_m=99", "radius_m", "range"),
            ("lon=104.08&lat=30.65&crs=wgs84&radius_m=20001", "radius_m", "range"),
            ("lon=104.08&lat=30.65&crs=wgs84&radius_m=-5", "radius_m", "format"),
            ("lon=104.08&lat=30.65&crs=wgs84&limit=5", "limit", "not_allowed"),
        ] {
            worker.get(&format!("/v1/tasks/nearby?{query}")).await.expect_field(field, word);
        }
        // Beijing is a place; only nothing is there.
        let nothing = seen(&worker, "/v1/tasks/nearby?lon=116.39&lat=39.91&crs=wgs84").await;
        assert_eq!(nothing["items"], json!([]));
    }
}
