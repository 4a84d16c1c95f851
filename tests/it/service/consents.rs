//! Consents of streets: what is not urgent reaches another street's worker by that street's word, and not without it.

use std::time::Duration;

use jinlin_tests::{eventually, on_both_databases};
use serde_json::{Value, json};

use crate::notifications::inbox::told;
use crate::places::STREET;
use crate::scene::{Provider, Scene, act, seen, text, with};

/// A street beside [`STREET`], and a community of it not a kilometre from the test's.
const BESIDE: &str = "510104018";
const BESIDE_COMMUNITY: &str = "510104018001";

/// A worker of the street beside, far enough on the way to come.
async fn worker_beside(scene: &Scene) -> Provider {
    let changes =
        json!({ "skills": ["health_escort"], "community": BESIDE_COMMUNITY, "radius_m": 10_000 });
    scene.worker_with(changes).await
}

fn words(changes: Value) -> Value {
    let body = json!({
        "giving_street": BESIDE, "asking_street": STREET,
        "from": "2026-12-01T00:00:00Z", "until": "2027-01-01T00:00:00Z",
    });
    with(&body, changes)
}

async fn offers(worker: &Provider) -> usize {
    let offers = seen(worker, "/v1/offers?state=open&limit=100").await;
    offers["items"].as_array().map_or(0, Vec::len)
}

on_both_databases! {
    /// Asked for, told, given: the worker of the street beside is asked, for what the consent names. Taken back, nobody is asked anew, and
    /// what was accepted stands.
    async fn another_streets_worker_comes_by_consent_only(backend: Backend) {
        let scene = Scene::new(backend).await;
        let beside = scene.city.officer("street_officer", BESIDE).await;
        let worker = worker_beside(&scene).await;
        let case = scene.open().await;
        act(&worker, &case.task("/claim")).await.expect_problem(404, "not_found");

        let asked = scene.street.post("/v1/street-consents", words(json!({ "categories": ["hospital_escort"], "note": "社工休假" }))).await.expect(201);
        assert_eq!((asked["state"].as_str(), asked["note"].as_str()), (Some("asked"), Some("社工休假")));
        let _ = told(&beside, "consent_asked").await;
        act(&worker, &case.task("/claim")).await.expect_problem(404, "not_found");
        let path = format!("/v1/street-consents/{}", text(&asked, "id"));
        let decide = format!("{path}/decide");
        scene.street.post(&decide, json!({ "give": true })).await.expect_problem(404, "not_found");
        let given = beside.post(&decide, json!({ "give": true })).await.expect(200);
        assert_eq!(given["state"], "given");
        let _ = told(&scene.street, "consent_decided").await;
        beside.post(&decide, json!({ "give": false, "reason": "满了" })).await.expect_problem(409, "wrong_state");

        eventually("the worker is asked", async || {
            scene.city.clock().advance(Duration::from_secs(121));
            (offers(&worker).await == 1).then_some(())
        }).await;
        let candidates = seen(&scene.officer, &case.need("/candidates")).await;
        assert_eq!(candidates["items"][0]["ring"], "other_streets", "{candidates}");
        let _ = act(&worker, &case.task("/claim")).await.expect(200);

        // Another category is not covered, and after its end nothing is.
        let talk = scene.open_with(json!({ "category": "companionship" })).await;
        act(&worker, &talk.task("/claim")).await.expect_problem(404, "not_found");
        let second = scene.open().await;
        let _ = beside.delete(&path).await.expect(204);
        beside.delete(&path).await.expect_problem(409, "wrong_state");
        act(&worker, &second.task("/claim")).await.expect_problem(404, "not_found");
        assert_eq!(seen(&worker, &case.task("")).await["state"], "held");
    }

    /// Given unasked, for all categories, from a day on until another one.
    async fn a_consent_holds_between_its_days(backend: Backend) {
        let scene = Scene::new(backend).await;
        let beside = scene.city.officer("street_officer", BESIDE).await;
        let worker = worker_beside(&scene).await;
        let span = json!({ "from": "2026-12-02T00:00:00Z", "until": "2026-12-03T00:00:00Z" });
        let given = beside.post("/v1/street-consents", words(span)).await.expect(201);
        assert_eq!((given["state"].as_str(), &given["categories"]), (Some("given"), &json!(null)));
        let (first, second) = (scene.open().await, scene.open().await);
        act(&worker, &first.task("/claim")).await.expect_problem(404, "not_found");
        scene.city.clock().advance(Duration::from_secs(86_400));
        let _ = act(&worker, &first.task("/claim")).await.expect(200);
        scene.city.clock().advance(Duration::from_secs(86_400));
        act(&worker, &second.task("/claim")).await.expect_problem(404, "not_found");
    }

    /// Every field is looked at, and a refusal says why.
    async fn what_makes_no_sense_is_refused(backend: Backend) {
        let scene = Scene::new(backend).await;
        let beside = scene.city.officer("street_officer", BESIDE).await;
        for (changes, field, word) in [
            (json!({ "asking_street": BESIDE }), "asking_street", "contradiction"),
            (json!({ "giving_street": "510104999" }), "giving_street", "unknown"),
            (json!({ "giving_street": BESIDE_COMMUNITY }), "giving_street", "unknown"),
            (json!({ "categories": ["hospital_escort", "dentistry"] }), "categories[1]", "unknown"),
            (json!({ "categories": [] }), "categories", "required"),
            (json!({ "until": "2026-12-01T00:00:00Z" }), "until", "range"),
            (json!({ "until": "2028-01-01T00:00:00Z" }), "until", "range"),
            (json!({ "note": "字".repeat(201) }), "note", "too_long"),
        ] {
            beside.post("/v1/street-consents", words(changes)).await.expect_field(field, word);
        }
        let asked = scene.street.post("/v1/street-consents", words(json!({}))).await.expect(201);
        let decide = format!("/v1/street-consents/{}/decide", text(&asked, "id"));
        beside.post(&decide, json!({ "give": false })).await.expect_field("reason", "required");
        let refused = beside.post(&decide, json!({ "give": false, "reason": "本街道社工已满负荷" })).await.expect(200);
        assert_eq!((refused["state"].as_str(), refused["reason"].as_str()), (Some("refused"), Some("本街道社工已满负荷")));
        let list = seen(&scene.street, "/v1/street-consents?state=refused").await;
        assert_eq!(list["items"][0]["id"], asked["id"]);
    }
}
