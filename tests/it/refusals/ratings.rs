//! Ratings that cannot be given, changed or seen.

use std::time::Duration;

use jinlin_tests::on_both_databases;
use serde_json::{Value, json};

use crate::scene::{NOBODY, Scene, act, long, record, seen, with};

const HOUR: u64 = 3_600;

/// A rating that is right.
fn rating() -> Value {
    json!({ "overall": 5, "resolved": "yes", "comment": "谢谢。" })
}

on_both_databases! {
    /// Scores go from 1 to 5, the word is one of three, and what was said is not endless.
    async fn a_wrong_rating_is_not_given(backend: Backend) {
        let scene = Scene::new(backend).await;
        let lead = scene.worker().await;
        let case = scene.finished(&lead).await;
        let (path, satisfaction) = (case.task("/rating"), format!("/v1/providers/{}/satisfaction", lead.id));
        let before = seen(&scene.resident, &satisfaction).await;
        for field in ["overall", "attitude", "professionalism", "timeliness", "effect"] {
            for score in [0, 6, -1] {
                scene.resident.put(&path, with(&rating(), json!({ field: score }))).await.expect_field(field, "range");
            }
            scene.resident.put(&path, with(&rating(), json!({ field: 4.5 }))).await.expect_field(field, "format");
        }
        for (changes, field, word) in [
            (json!({ "overall": null }), "overall", "required"),
            (json!({ "resolved": null }), "resolved", "required"),
            (json!({ "resolved": "maybe" }), "resolved", "unknown"),
            (json!({ "comment": long(501) }), "comment", "too_long"),
            (json!({ "stars": 5 }), "stars", "not_allowed"),
        ] {
            scene.resident.put(&path, with(&rating(), changes)).await.expect_field(field, word);
        }
        scene.resident.get(&path).await.expect_problem(404, "not_found");
        assert_eq!(seen(&scene.resident, &satisfaction).await, before);
        for id in [NOBODY, "x"] {
            scene.resident.put(&format!("/v1/tasks/{id}/rating"), rating()).await.expect_problem(404, "not_found");
            scene.resident.get(&format!("/v1/providers/{id}/satisfaction")).await.expect_problem(404, "not_found");
        }
    }

    /// Nobody else rates, and the people who were rated see nothing of it.
    async fn a_rating_is_the_residents(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (lead, volunteer) = (scene.worker().await, scene.volunteer().await);
        let case = scene.held(&lead).await;
        let _ = act(&volunteer, &case.task("/join")).await.expect(200);
        let _ = lead.post(&case.task("/check-in"), scene.arrival().await).await.expect(200);
        let _ = lead.post(&case.task("/finish"), record()).await.expect(200);
        let path = case.task("/rating");
        for nobody in [&*scene.stranger, &*lead, &*volunteer, &*scene.officer] {
            nobody.put(&path, rating()).await.expect_problem(404, "not_found");
        }
        let given = scene.resident.put(&path, rating()).await.expect(201);
        for nobody in [&*scene.stranger, &*lead, &*volunteer] {
            nobody.put(&path, with(&rating(), json!({ "overall": 1 }))).await.expect_problem(404, "not_found");
            nobody.get(&path).await.expect_problem(404, "not_found");
        }
        assert_eq!(seen(&scene.resident, &path).await, given);
        assert_eq!(seen(&scene.officer, &path).await["overall"], 5);
    }

    /// A task is rated after it was served and not much later; a rating is changed for two days.
    async fn a_rating_has_its_time(backend: Backend) {
        let scene = Scene::new(backend).await;
        let lead = scene.worker().await;
        let case = scene.open().await;
        let refused = async |path: &str, state: &str| {
            let problem = scene.resident.put(path, rating()).await.expect_problem(409, "wrong_state");
            assert_eq!(problem["state"], state);
            scene.resident.get(path).await.expect_problem(404, "not_found");
        };
        let path = case.task("/rating");
        refused(&path, "open").await;
        let _ = act(&lead, &case.task("/claim")).await.expect(200);
        refused(&path, "held").await;
        let _ = lead.post(&case.task("/check-in"), scene.arrival().await).await.expect(200);
        refused(&path, "in_service").await;
        let _ = lead.post(&case.task("/finish"), record()).await.expect(200);
        let taken_back = scene.open().await;
        let _ = scene.resident.post(&taken_back.need("/cancel"), json!({})).await.expect(200);
        refused(&taken_back.task("/rating"), "cancelled").await;

        let unrated = scene.finished(&lead).await;
        let _ = act(&scene.resident, &unrated.task("/confirm")).await.expect(200);
        let _ = scene.resident.put(&path, rating()).await.expect(201);
        // The same again is the same; it is one rating.
        let _ = scene.resident.put(&path, rating()).await.expect(200);
        scene.city.clock().advance(Duration::from_secs(47 * HOUR));
        let changed = scene.resident.put(&path, with(&rating(), json!({ "overall": 4 }))).await.expect(200);
        let satisfaction = format!("/v1/providers/{}/satisfaction", lead.id);
        assert_eq!(seen(&scene.resident, &satisfaction).await["count"], 1);
        scene.city.clock().advance(Duration::from_secs(2 * HOUR));
        let problem = scene.resident.put(&path, rating()).await.expect_problem(409, "wrong_state");
        assert_eq!(problem["editable_until"], changed["editable_until"]);
        assert_eq!(seen(&scene.resident, &path).await, changed);
        scene.city.clock().advance(Duration::from_secs(13 * 24 * HOUR));
        refused(&unrated.task("/rating"), "confirmed").await;
        assert_eq!(seen(&scene.resident, &satisfaction).await["count"], 1);
    }
}
