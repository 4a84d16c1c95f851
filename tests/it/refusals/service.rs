//! Services that cannot be begun, finished, confirmed or read.

use jinlin_tests::on_both_databases;
use serde_json::{Value, json};

use crate::scene::{NOBODY, Scene, act, long, record, seen, text, with};

/// Check-ins with one field wrong.
fn wrong_arrivals(arrival: &Value) -> Vec<(Value, &'static str, &'static str)> {
    let with = |changes: Value| with(arrival, changes);
    vec![
        (json!({}), "place", "required"),
        (
            with(json!({ "place": { "lon": 181, "lat": 30.6, "crs": "wgs84" } })),
            "place.lon",
            "range",
        ),
        (
            with(json!({ "place": { "lon": 104.1, "lat": 90.5, "crs": "gcj02" } })),
            "place.lat",
            "range",
        ),
        (
            with(json!({ "place": { "lon": 104.1, "lat": 30.6 } })),
            "place.crs",
            "required",
        ),
        (with(json!({ "place": "here" })), "place", "format"),
        (with(json!({ "accuracy_m": -1 })), "accuracy_m", "format"),
        (with(json!({ "accuracy_m": 10_001 })), "accuracy_m", "range"),
        (with(json!({ "reason": long(201) })), "reason", "too_long"),
        // Beijing, and no word why.
        (
            with(json!({ "place": { "lon": 116.39, "lat": 39.91, "crs": "wgs84" } })),
            "reason",
            "required",
        ),
        (
            with(
                json!({ "place": { "lon": 116.39, "lat": 39.91, "crs": "wgs84" }, "reason": " " }),
            ),
            "reason",
            "required",
        ),
    ]
}

on_both_databases! {
    /// Arriving happens at the place or with a reason, once, by who is on the team, while there is something to come to.
    async fn nobody_arrives_wrongly(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (lead, volunteer, other) = (scene.worker().await, scene.volunteer().await, scene.worker().await);
        let case = scene.held(&lead).await;
        let _ = act(&volunteer, &case.task("/join")).await.expect(200);
        let (path, arrival) = (case.task("/check-in"), scene.arrival().await);
        let before = seen(&scene.resident, &case.task("")).await;
        for (body, field, word) in wrong_arrivals(&arrival) {
            let problem = lead.post(&path, body).await.expect_field(field, word);
            if (field, word) == ("reason", "required") {
                assert!(problem["distance_m"].as_i64() > Some(1_000_000), "{problem}");
            }
        }
        other.post(&path, &arrival).await.expect_problem(404, "not_found");
        scene.resident.post(&path, &arrival).await.expect_problem(403, "forbidden");
        for id in [NOBODY, "x"] {
            lead.post(&format!("/v1/tasks/{id}/check-in"), &arrival).await.expect_problem(404, "not_found");
        }
        assert_eq!(seen(&scene.resident, &case.task("")).await, before);
        for member in [&lead, &volunteer] {
            let _ = member.post(&path, &arrival).await.expect(200);
            let before = seen(&scene.resident, &case.task("")).await;
            let refused = member.post(&path, &arrival).await.expect_problem(409, "wrong_state");
            assert_eq!(refused["state"], "in_service");
            assert_eq!(seen(&scene.resident, &case.task("")).await, before);
        }
    }

    /// A record says what was done, how it ended and how long it took; it is written by the lead, after arriving, once.
    async fn nothing_is_finished_wrongly(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (lead, volunteer, other) = (scene.worker().await, scene.volunteer().await, scene.worker().await);
        let case = scene.held(&lead).await;
        let _ = act(&volunteer, &case.task("/join")).await.expect(200);
        let path = case.task("/finish");
        assert_eq!(lead.post(&path, record()).await.expect_problem(409, "wrong_state")["state"], "held");
        let _ = lead.post(&case.task("/check-in"), scene.arrival().await).await.expect(200);
        for (changes, field, word) in [
            (json!({ "note": null }), "note", "required"),
            (json!({ "note": " \n" }), "note", "required"),
            (json!({ "note": long(2_001) }), "note", "too_long"),
            (json!({ "outcome": null }), "outcome", "required"),
            (json!({ "outcome": "great" }), "outcome", "unknown"),
            (json!({ "outcome": "withdrawn" }), "outcome", "not_allowed"),
            (json!({ "minutes": 0 }), "minutes", "range"),
            (json!({ "minutes": 1_441 }), "minutes", "range"),
            (json!({ "minutes": 1.5 }), "minutes", "format"),
            (json!({ "minutes": 3_000_000_000_u32 }), "minutes", "format"),
        ] {
            lead.post(&path, with(&record(), changes)).await.expect_field(field, word);
        }
        volunteer.post(&path, record()).await.expect_problem(403, "forbidden");
        other.post(&path, record()).await.expect_problem(404, "not_found");
        lead.post(&format!("/v1/tasks/{NOBODY}/finish"), record()).await.expect_problem(404, "not_found");
        assert_eq!(seen(&scene.resident, &case.task("")).await["state"], "in_service");
        scene.resident.get(&case.task("/record")).await.expect_problem(404, "not_found");

        let _ = lead.post(&path, record()).await.expect(200);
        let written = seen(&scene.resident, &case.task("/record")).await;
        let again = lead.post(&path, with(&record(), json!({ "minutes": 600 }))).await;
        assert_eq!(again.expect_problem(409, "wrong_state")["state"], "finished");
        assert_eq!(seen(&scene.resident, &case.task("/record")).await, written);
        for member in [&lead, &volunteer] {
            member.post(&case.task("/check-in"), scene.arrival().await).await.expect_problem(409, "wrong_state");
        }
        lead.post(&case.task("/release"), json!({ "reason": "other" })).await.expect_problem(409, "wrong_state");
        // The record is the lead's, the resident's and the officers'.
        for nobody in [&*volunteer, &*other, &*scene.stranger] {
            nobody.get(&case.task("/record")).await.expect_problem(404, "not_found");
        }
    }

    /// What was served is confirmed by whom it was served to, when it is over, once.
    async fn nothing_is_confirmed_wrongly(backend: Backend) {
        let scene = Scene::new(backend).await;
        let lead = scene.worker().await;
        let case = scene.open().await;
        let path = case.task("/confirm");
        let confirm = async |state: &str| {
            let refused = act(&scene.resident, &path).await.expect_problem(409, "wrong_state");
            assert_eq!(refused["state"], state);
        };
        confirm("open").await;
        let _ = act(&lead, &case.task("/claim")).await.expect(200);
        confirm("held").await;
        let _ = lead.post(&case.task("/check-in"), scene.arrival().await).await.expect(200);
        confirm("in_service").await;
        let _ = lead.post(&case.task("/finish"), record()).await.expect(200);
        for nobody in [&*scene.stranger, &*lead, &*scene.officer] {
            act(nobody, &path).await.expect_problem(404, "not_found");
        }
        for id in [NOBODY, "x"] {
            act(&scene.resident, &format!("/v1/tasks/{id}/confirm")).await.expect_problem(404, "not_found");
        }
        assert_eq!(seen(&scene.resident, &case.need("")).await["state"], "done");
        let _ = act(&scene.resident, &path).await.expect(200);
        confirm("confirmed").await;
        assert_eq!(seen(&scene.resident, &case.need("")).await["state"], "closed");

        // An officer who closes the need first has the last word, and the resident is told so.
        let closed = scene.finished(&lead).await;
        let _ = scene.officer.post(&closed.need("/close"), json!({ "outcome": "partly" })).await.expect(200);
        act(&scene.resident, &closed.task("/confirm")).await.expect_problem(409, "wrong_state");
        let need = seen(&scene.resident, &closed.need("")).await;
        assert_eq!((text(&need, "state"), text(&need, "outcome")), ("closed", "partly"));
        assert_eq!(seen(&scene.resident, &closed.task("")).await["state"], "confirmed", "the officer confirmed it");
    }

    /// Tasks are for those whom they concern.
    async fn others_do_not_see_a_task(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (lead, other) = (scene.worker().await, scene.worker().await);
        let case = scene.held(&lead).await;
        for nobody in [&*scene.stranger, &*other] {
            nobody.get(&case.task("")).await.expect_problem(404, "not_found");
            nobody.get(&case.need("")).await.expect_problem(404, "not_found");
            assert_eq!(seen(nobody, "/v1/tasks").await["items"], json!([]));
        }
        for id in [NOBODY, "x"] {
            scene.resident.get(&format!("/v1/tasks/{id}")).await.expect_problem(404, "not_found");
            scene.resident.get(&format!("/v1/tasks/{id}/record")).await.expect_problem(404, "not_found");
        }
        // Who gave a task back has nothing to do with it any more.
        let _ = lead.post(&case.task("/release"), json!({ "reason": "other" })).await.expect(204);
        lead.get(&case.need("")).await.expect_problem(404, "not_found");
        lead.post(&case.task("/check-in"), scene.arrival().await).await.expect_problem(404, "not_found");
    }
}
