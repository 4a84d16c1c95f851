//! Profiles and weeks that are not changed.

use jinlin_tests::on_both_databases;
use serde_json::{Value, json};

use crate::places::{NEIGHBOUR, OTHER_COMMUNITY, OTHER_STREET, STREET};
use crate::scene::{NOBODY, Provider, Scene, act, seen};

/// Changes that are wrong whoever makes them.
fn wrong_changes() -> Vec<(Value, &'static str, &'static str)> {
    let slot =
        |day: u8, from: &str, to: &str| json!({ "week": [{ "day": day, "from": from, "to": to }] });
    let full = json!({ "day": 1, "from": "09:00", "to": "10:00" });
    vec![
        (slot(8, "09:00", "10:00"), "week[0].day", "range"),
        (slot(1, "nine", "10:00"), "week[0].from", "format"),
        (slot(1, "09:00", "09:00"), "week[0].to", "contradiction"),
        (json!({ "week": vec![full; 101] }), "week", "too_long"),
        (
            json!({ "week": [{ "day": 1, "from": "09:00" }] }),
            "week[0].to",
            "required",
        ),
        (
            json!({ "week": [{ "day": 1, "from": "09:00", "to": "10:00", "note": "x" }] }),
            "week[0].note",
            "not_allowed",
        ),
        (json!({ "capacity": 0 }), "capacity", "range"),
        (json!({ "capacity": 11 }), "capacity", "range"),
        (json!({ "radius_m": 100_001 }), "radius_m", "range"),
        (
            json!({ "base_place": { "lon": 104.1, "lat": 91, "crs": "wgs84" } }),
            "base_place.lat",
            "range",
        ),
        (
            json!({ "base_place": { "lon": 116.39, "lat": 39.91, "crs": "wgs84" } }),
            "base_place",
            "range",
        ),
        (json!({ "compound": NOBODY }), "compound", "unknown"),
        (json!({ "compound": "home" }), "compound", "format"),
        (
            json!({ "certificate": "senior" }),
            "certificate",
            "not_allowed",
        ),
        (json!({ "on_duty": false }), "on_duty", "not_allowed"),
    ]
}

/// Refuses each change and leaves the profile, also as the matcher's copy has it, as it was.
async fn check_changes(
    scene: &Scene,
    by: &jinlin_tests::Client,
    of: &Provider,
    changes: Vec<(Value, &str, &str)>,
) {
    let path = format!("/v1/providers/{}", of.id);
    let before = seen(of, &path).await;
    let version = before["version"].as_i64().expect("a version");
    for (body, field, word) in changes {
        by.patch(&path, body)
            .if_match(version)
            .await
            .expect_field(field, word);
    }
    assert_eq!(seen(of, &path).await, before);
    scene.settle().await;
}

on_both_databases! {
    /// What is wrong in a profile is named, on every road by which it can be changed.
    async fn a_wrong_change_is_refused(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (worker, volunteer) = (scene.worker().await, scene.volunteer().await);
        check_changes(&scene, &worker, &worker, wrong_changes()).await;
        check_changes(&scene, &scene.officer, &worker, wrong_changes()).await;
        // A volunteer's skills and community are the volunteer's, a social worker's the officers'.
        let post = || vec![
            (json!({ "skills": ["mediation"] }), "skills", "not_allowed"),
            (json!({ "community": crate::places::COMMUNITY }), "community", "not_allowed"),
        ];
        check_changes(&scene, &worker, &worker, post()).await;
        check_changes(&scene, &scene.officer, &volunteer, post()).await;
        let wrong = |community: &str| json!({ "community": community });
        check_changes(&scene, &volunteer, &volunteer, vec![
            (wrong("999999999999"), "community", "unknown"),
            (wrong(STREET), "community", "unknown"),
            (json!({ "skills": ["magic"] }), "skills[0]", "unknown"),
        ]).await;
        // Beside the own divisions an officer moves nobody.
        check_changes(&scene, &scene.officer, &worker, vec![
            (wrong(NEIGHBOUR), "community", "unknown"),
            (wrong(OTHER_COMMUNITY), "community", "unknown"),
        ]).await;
    }

    /// A change names the version it is of, is of somebody in reach, and does not leave more tasks than hands.
    async fn a_profile_is_not_changed_blindly(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (worker, other) = (scene.worker().await, scene.worker().await);
        for _ in 0..2 {
            let case = scene.open().await;
            let _ = act(&worker, &case.task("/claim")).await.expect(200);
        }
        let path = format!("/v1/providers/{}", worker.id);
        let before = seen(&worker, &path).await;
        let version = before["version"].as_i64().unwrap();
        let body = json!({ "radius_m": 5_000 });
        worker.patch(&path, &body).await.expect_problem(428, "precondition_required");
        worker.patch(&path, &body).if_match(version - 1).await.expect_problem(412, "precondition_failed");
        worker.patch(&path, json!({ "capacity": 1 })).if_match(version).await.expect_problem(409, "at_capacity");
        other.patch(&path, &body).if_match(version).await.expect_problem(404, "not_found");
        other.get(&path).await.expect_problem(404, "not_found");
        let elsewhere = scene.city.officer("street_officer", OTHER_STREET).await;
        elsewhere.patch(&path, &body).if_match(version).await.expect_problem(404, "not_found");
        elsewhere.get(&path).await.expect_problem(404, "not_found");
        scene.resident.patch(&path, &body).if_match(version).await.expect_problem(403, "forbidden");
        scene.resident.get(&path).await.expect_problem(403, "forbidden");
        for id in [NOBODY, "x"] {
            worker.patch(&format!("/v1/providers/{id}"), &body).if_match(version).await.expect_problem(404, "not_found");
            worker.get(&format!("/v1/providers/{id}")).await.expect_problem(404, "not_found");
        }
        assert_eq!(seen(&worker, &path).await, before);
    }
}
