//! People without a phone are told in person.

use jinlin_tests::{Client, eventually, on_both_databases};
use serde_json::{Value, json};

use crate::scene::{Scene, act, seen, text};

async fn words(person: &Client) -> Vec<Value> {
    let list = seen(person, "/v1/words-of-mouth?limit=100").await;
    list["items"].as_array().expect("a list of words").clone()
}

on_both_databases! {
    /// Whoever posted for them sees at each step what to say, and the community's officers do; nobody else.
    async fn whoever_has_no_phone_is_told_in_person(backend: Backend) {
        let scene = Scene::new(backend).await;
        let lead = scene.worker().await;
        let grandmother = json!({ "on_behalf_of": { "name": "王奶奶", "relation": "邻居", "consent": true } });
        let case = scene.open_with(grandmother).await;
        assert!(words(&scene.resident).await.is_empty(), "whoever posts stands before them");
        let _ = act(&lead, &case.task("/claim")).await.expect(200);
        let word = eventually("somebody has to tell her", async || words(&scene.resident).await.pop()).await;
        assert_eq!((word["state"].as_str(), &word["need_id"]), (Some("waiting"), &case.need["id"]));
        assert!(text(&word, "text").contains("已有人接单"), "{word}");
        assert_eq!(words(&scene.officer).await.len(), 1);
        assert!(words(&scene.stranger).await.is_empty());
        let path = format!("/v1/words-of-mouth/{}/told", text(&word, "id"));
        scene.stranger.post(&path, json!({ "reached": true })).await.expect_problem(404, "not_found");
        let tried = scene.resident.post(&path, json!({ "reached": false })).await.expect(200);
        assert_eq!(tried["state"], "not_reached");
        let told = scene.officer.post(&path, json!({ "reached": true })).await.expect(200);
        assert_eq!(told["state"], "told");
        scene.resident.post(&path, json!({ "reached": true })).await.expect_problem(409, "wrong_state");
        let waiting = seen(&scene.resident, "/v1/words-of-mouth?state=waiting").await;
        assert_eq!(waiting["items"], json!([]));
    }

    /// Somebody with a phone is not told by others.
    async fn whoever_has_a_phone_is_not(backend: Backend) {
        let scene = Scene::new(backend).await;
        let lead = scene.worker().await;
        let mother = json!({ "on_behalf_of": {
            "name": "王奶奶", "phone": scene.city.new_phone(), "relation": "女儿", "consent": true,
        } });
        let case = scene.open_with(mother).await;
        let _ = act(&lead, &case.task("/claim")).await.expect(200);
        let _ = crate::notifications::inbox::told(&scene.resident, "need_accepted").await;
        assert!(words(&scene.resident).await.is_empty());
    }
}
