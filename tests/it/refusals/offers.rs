//! Offers that cannot be accepted or declined any more, or were never the caller's.

use std::time::Duration;

use jinlin_tests::on_both_databases;
use reqwest::Method;
use serde_json::{Value, json};

use crate::scene::{Case, NOBODY, Provider, Scene, act, seen, window};

/// An offer's address.
fn path(offer: &str, action: &str) -> String {
    format!("/v1/offers/{offer}{action}")
}

async fn accept(provider: &Provider, offer: &str) -> jinlin_tests::Answer {
    act(provider, &path(offer, "/accept")).await
}

async fn decline(provider: &Provider, offer: &str, body: Value) -> jinlin_tests::Answer {
    provider.post(&path(offer, "/decline"), body).await
}

/// A refused acceptance leaves everything as it was: the need open, the task without a lead, the offer open, the provider's load.
async fn check_refused(scene: &Scene, provider: &Provider, case: &Case, offer: &str, code: &str) {
    let own = format!("/v1/providers/{}", provider.id);
    let before = seen(provider, &own).await;
    accept(provider, offer).await.expect_problem(409, code);
    assert_eq!(seen(&scene.resident, &case.need("")).await["state"], "open");
    let task = seen(&scene.resident, &case.task("")).await;
    assert_eq!(
        (&task["state"], &task["team"]),
        (&json!("open"), &json!([])),
        "{code}"
    );
    assert_eq!(
        seen(provider, &path(offer, "")).await["state"],
        "open",
        "{code}"
    );
    assert_eq!(seen(provider, &own).await, before, "{code}");
}

on_both_databases! {
    /// One leads; the other is told so, and the lead that the offer is used up.
    async fn an_answered_offer_is_over(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (one, two) = (scene.responder().await, scene.responder().await);
        let case = scene.open_urgent(json!({})).await;
        let (first, second) = (scene.offer_of(&one, &case.task).await, scene.offer_of(&two, &case.task).await);
        // Somebody else's offer does not exist.
        for offer in [first.as_str(), NOBODY, "x"] {
            two.get(&path(offer, "")).await.expect_problem(404, "not_found");
            accept(&two, offer).await.expect_problem(404, "not_found");
            decline(&two, offer, json!({})).await.expect_problem(404, "not_found");
        }
        for (body, field, word) in [
            (json!({ "reason": "asleep" }), "reason", "unknown"),
            (json!({ "reason": 1 }), "reason", "format"),
            (json!({ "why": "no_time" }), "why", "not_allowed"),
        ] {
            decline(&one, &first, body).await.expect_field(field, word);
        }
        assert_eq!(seen(&one, &path(&first, "")).await["state"], "open");

        let _ = accept(&one, &first).await.expect(200);
        accept(&two, &second).await.expect_problem(409, "already_taken");
        accept(&one, &first).await.expect_problem(409, "offer_closed");
        decline(&one, &first, json!({})).await.expect_problem(409, "offer_closed");
        decline(&two, &second, json!({})).await.expect_problem(409, "offer_closed");
        let team = seen(&scene.resident, &case.task("")).await["team"].clone();
        assert_eq!(team.as_array().map(Vec::len), Some(1), "{team}");
        assert_eq!(team[0]["provider_id"], *one.id);
        assert_eq!(seen(&two, &path(&second, "")).await["state"], "withdrawn");
        assert_eq!(seen(&two, &format!("/v1/providers/{}", two.id)).await["load"], 0, "the load of a lost claim is taken back");
    }

    /// A declined offer stays declined, one whose time is over too, and one of a need that was taken back.
    async fn an_offer_that_ended_stays_over(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (one, two) = (scene.responder().await, scene.responder().await);
        let case = scene.open_urgent(json!({})).await;
        let (first, second) = (scene.offer_of(&one, &case.task).await, scene.offer_of(&two, &case.task).await);
        let _ = decline(&one, &first, json!({ "reason": "no_time" })).await.expect(200);
        decline(&one, &first, json!({ "reason": "no_time" })).await.expect_problem(409, "offer_closed");
        accept(&one, &first).await.expect_problem(409, "offer_closed");
        // Five minutes is what an urgent offer waits.
        scene.city.clock().advance(Duration::from_secs(5 * 60 + 1));
        accept(&two, &second).await.expect_problem(409, "offer_closed");
        assert_eq!(seen(&scene.resident, &case.need("")).await["state"], "open");

        let case = scene.open_urgent(json!({})).await;
        let offer = scene.offer_of(&one, &case.task).await;
        let _ = scene.resident.post(&case.need("/cancel"), json!({})).await.expect(200);
        decline(&one, &offer, json!({})).await.expect_problem(409, "offer_closed");
        accept(&one, &offer).await.expect_problem(409, "offer_closed");
        assert_eq!(seen(&scene.resident, &case.task("")).await["state"], "cancelled");
    }

    /// Whoever was asked may still be unable: full, off duty, or promised elsewhere at that time.
    async fn an_offer_that_one_cannot_take_stays_open(backend: Backend) {
        let scene = Scene::new(backend).await;
        let worker = scene.responder_with(json!({ "capacity": 1 })).await;
        let (first, second) = (scene.open_urgent(json!({})).await, scene.open_urgent(json!({})).await);
        let (taken, left) = (scene.offer_of(&worker, &first.task).await, scene.offer_of(&worker, &second.task).await);
        let _ = accept(&worker, &taken).await.expect(200);
        check_refused(&scene, &worker, &second, &left, "at_capacity").await;
        let _ = worker.post(&first.task("/release"), json!({ "reason": "other" })).await.expect(204);

        let duty = format!("/v1/providers/{}/duty", worker.id);
        let _ = worker.put(&duty, json!({ "on_duty": false })).await.expect(200);
        check_refused(&scene, &worker, &second, &left, "not_eligible").await;

        let other = scene.responder().await;
        let promised = window("2026-12-02T02:00:00Z", "2026-12-02T03:00:00Z");
        let overlapping = window("2026-12-02T02:59:00Z", "2026-12-02T04:00:00Z");
        let (first, second) = (scene.open_urgent(promised).await, scene.open_urgent(overlapping).await);
        let (taken, left) = (scene.offer_of(&other, &first.task).await, scene.offer_of(&other, &second.task).await);
        let _ = accept(&other, &taken).await.expect(200);
        check_refused(&scene, &other, &second, &left, "time_conflict").await;
    }

    /// An invitation to volunteers is used once, is nobody else's, and ends with the last place.
    async fn an_invitation_is_over(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (lead, one, two) = (scene.worker().await, scene.volunteer().await, scene.volunteer().await);
        let case = scene.held(&lead).await;
        let (first, second) = (scene.offer_of(&one, &case.task).await, scene.offer_of(&two, &case.task).await);
        for provider in [&two, &lead] {
            provider.get(&path(&first, "")).await.expect_problem(404, "not_found");
            accept(provider, &first).await.expect_problem(404, "not_found");
            decline(provider, &first, json!({})).await.expect_problem(404, "not_found");
        }
        let _ = accept(&one, &first).await.expect(200);
        let before = seen(&scene.resident, &case.task("")).await;
        accept(&one, &first).await.expect_problem(409, "already_member");
        accept(&two, &second).await.expect_problem(409, "no_place_left");
        decline(&two, &second, json!({})).await.expect_problem(409, "offer_closed");
        assert_eq!(seen(&scene.resident, &case.task("")).await, before);

        let declined = scene.held(&lead).await;
        let offer = scene.offer_of(&two, &declined.task).await;
        let _ = decline(&two, &offer, json!({ "reason": "too_far" })).await.expect(200);
        accept(&two, &offer).await.expect_problem(409, "offer_closed");
        let task = seen(&scene.resident, &declined.task("")).await;
        assert_eq!(task["team"].as_array().map(Vec::len), Some(1), "a refused acceptance leaves no member: {task}");
        assert_eq!(seen(&two, &format!("/v1/providers/{}", two.id)).await["load"], 0);
        let over = scene.held(&lead).await;
        let offer = scene.offer_of(&two, &over.task).await;
        let _ = scene.officer.post(&over.need("/close"), json!({ "outcome": "referred" })).await.expect(200);
        let refused = accept(&two, &offer).await.expect_problem(409, "wrong_state");
        assert_eq!(refused["state"], "cancelled");
    }

    /// Offers are for those who serve.
    async fn residents_have_no_offers(backend: Backend) {
        let scene = Scene::new(backend).await;
        for (method, path) in [
            (Method::GET, "/v1/offers".to_owned()),
            (Method::GET, path(NOBODY, "")),
            (Method::POST, path(NOBODY, "/accept")),
            (Method::POST, path(NOBODY, "/decline")),
            (Method::POST, format!("/v1/tasks/{NOBODY}/claim")),
            (Method::POST, format!("/v1/tasks/{NOBODY}/join")),
            (Method::GET, "/v1/tasks/nearby?lon=104.08&lat=30.65&crs=wgs84".to_owned()),
        ] {
            scene.resident.request(method, &path).await.expect_problem(403, "forbidden");
        }
    }
}
