//! What a resident says of a need: with or without a category, for whom, and who comes to know it.

use jinlin_tests::on_both_databases;
use serde_json::{Value, json};

use crate::places::COMMUNITY;
use crate::scene::{Scene, act, escort, seen, text, with};

/// A voice note, as a phone records it.
const SOUND: &[u8] = b"RIFF....WAVEfmt ";

on_both_databases! {
    /// A voice note stands in for the category; a need that says nothing at all is not sent.
    async fn a_voice_note_is_a_whole_need(backend: Backend) {
        let scene = Scene::new(backend).await;
        let mute = json!({ "community": COMMUNITY, "channel": "app" });
        scene.resident.post("/v1/needs", &mute).await.expect_field("category", "required");
        let said = with(&mute, json!({ "description": "要人陪" }));
        let said = scene.resident.post("/v1/needs", said).await.expect(201);
        assert_eq!((said["category"].as_str(), said["category_chosen"].as_bool()), (Some("other"), Some(false)));
        // Its words are all that it says: they are not taken out again.
        let wordless = scene.resident.patch(&format!("/v1/needs/{}", text(&said, "id")), json!({ "description": " " }));
        wordless.if_match(said["version"].as_i64().unwrap()).await.expect_field("description", "required");
        let draft = with(&mute, json!({ "draft": true }));
        let draft = scene.resident.post("/v1/needs", draft).await.expect(201);
        let path = format!("/v1/needs/{}", text(&draft, "id"));
        act(&scene.resident, &format!("{path}/submit")).await.expect_field("category", "required");
        let voice = scene.resident.request(reqwest::Method::POST, &format!("{path}/voice-notes"));
        let _ = voice.bytes("audio/wav", SOUND).await.expect(201);
        let sent = act(&scene.resident, &format!("{path}/submit")).await.expect(200);
        assert_eq!(sent["state"], "open");
    }

    /// A draft is put into another category with all that it brings; what is on its way is not.
    async fn a_draft_is_sorted_anew(backend: Backend) {
        let scene = Scene::new(backend).await;
        let draft = with(&escort(), json!({ "draft": true, "category": null, "description": "我想戒掉" }));
        let draft = scene.resident.post("/v1/needs", draft).await.expect(201);
        let path = format!("/v1/needs/{}", text(&draft, "id"));
        let change = |category: &str, version: i64| {
            scene.resident.patch(&path, json!({ "category": category })).if_match(version)
        };
        change("no_such_thing", 1).await.expect_field("category", "unknown");
        let sorted = change("drug_recovery", 1).await.expect(200);
        assert_eq!((sorted["category"].as_str(), sorted["volunteers"].as_i64()), (Some("drug_recovery"), Some(0)));
        assert_eq!(sorted["category_chosen"], true);
        let sent = act(&scene.resident, &format!("{path}/submit")).await.expect(200);
        let version = sent["version"].as_i64().unwrap();
        change("companionship", version).await.expect_field("category", "not_allowed");
    }

    /// A wanted time is taken back with null.
    async fn a_wanted_time_is_taken_back(backend: Backend) {
        let scene = Scene::new(backend).await;
        let window = crate::scene::window("2026-12-02T02:00:00Z", "2026-12-02T04:00:00Z");
        let case = scene.open_with(window).await;
        assert!(case.need["window"].is_object());
        let version = case.need["version"].as_i64().unwrap();
        let change = scene.resident.patch(&case.need(""), json!({ "window": null })).if_match(version);
        let changed = change.await.expect(200);
        assert!(changed.get("window").is_none(), "{changed}");
        let worker = scene.worker().await;
        let _ = act(&worker, &case.task("/claim")).await.expect(200);
        assert!(seen(&worker, &case.task("")).await.get("window").is_none());
    }

    /// Whom a need is for asks for clearances, and neither that nor the wishes stand anywhere in clear or before a volunteer's eyes.
    async fn whom_a_need_is_for_asks_for_a_clearance(backend: Backend) {
        let scene = Scene::new(backend).await;
        let lead = scene.worker().await;
        let for_child = json!({ "target_groups": ["child"], "preferences": { "dialect": "sichuanese" } });
        let case = scene.open_with(for_child).await;
        let refused = act(&lead, &case.task("/claim")).await.expect_problem(409, "not_eligible");
        let reasons: Vec<Value> = refused["reasons"].as_array().unwrap().clone();
        assert!(reasons.contains(&json!("clearance")), "{refused}");
        let clearance = format!("/v1/providers/{}/clearance", lead.id);
        let _ = scene.street.put(&clearance, json!({ "clearance": ["children", "home_visit"] })).await.expect(200);
        let plain = scene.open_with(json!({ "target_groups": ["child"] })).await;
        scene.settle().await;
        let _ = act(&lead, &plain.task("/claim")).await.expect(200);
        assert_eq!(seen(&lead, &plain.need("")).await["target_groups"], json!(["child"]));
        let volunteer = scene.volunteer().await;
        let _ = scene.street.put(&format!("/v1/providers/{}/clearance", volunteer.id), json!({ "clearance": ["children"] })).await.expect(200);
        scene.settle().await;
        let _ = act(&volunteer, &plain.task("/join")).await.expect(200);
        let _ = act(&lead, &plain.task("/briefing")).json(json!({ "text": "在门口等" })).await.expect(200);
        assert_eq!(seen(&volunteer, &plain.need("")).await["target_groups"], json!([]));
        let rows = scene.city.database().query("select target_groups, preferences from needs where target_groups is not null", []).await;
        assert_eq!(rows.len(), 2);
        assert!(!format!("{rows:?}").contains("child"), "sealed");
    }

    /// Screening looks again at what is changed, and lets go what was mended.
    async fn what_is_changed_is_screened_again(backend: Backend) {
        let scene = Scene::new(backend).await;
        let case = scene.open_with(json!({ "description": "要人陪" })).await;
        let screening = async || {
            let held = "select count(*) from needs where screening = 'review'";
            scene.city.database().number(held, []).await
        };
        assert_eq!(screening().await, 0);
        for (text, held) in [("先转账再上门", 1), ("要人陪", 0)] {
            let need = seen(&scene.resident, &case.need("")).await;
            let change = scene.resident.patch(&case.need(""), json!({ "description": text }));
            let _ = change.if_match(need["version"].as_i64().unwrap()).await.expect(200);
            assert_eq!(screening().await, held, "{text}");
        }
    }

    /// Whoever posts for themselves is warned of what somebody posted for them by phone, and sending a draft warns too.
    async fn the_same_phone_is_warned_of_across_accounts(backend: Backend) {
        let scene = Scene::new(backend).await;
        let mother = scene.city.resident().await;
        let for_mother = json!({
            "on_behalf_of": { "name": "王邻里", "phone": mother.phone(), "relation": "女儿", "consent": true },
            "place": null,
        });
        let _ = scene.open_with(for_mother).await;
        let draft = with(&escort(), json!({ "draft": true }));
        let own = mother.post("/v1/needs", draft).await.expect(201);
        assert_eq!(own["possible_duplicates"], json!([{ "same": "person" }]), "{own}");
        let sent = act(&mother, &format!("/v1/needs/{}/submit", text(&own, "id"))).await.expect(200);
        assert_eq!(sent["possible_duplicates"].as_array().map(Vec::len), Some(1), "{sent}");
    }

    /// A closed need says who closed it.
    async fn a_closed_need_says_who_closed_it(backend: Backend) {
        let scene = Scene::new(backend).await;
        let by_officer = scene.open().await;
        let _ = scene.officer.post(&by_officer.need("/close"), json!({ "outcome": "referred" })).await.expect(200);
        assert_eq!(seen(&scene.resident, &by_officer.need("")).await["closed_by"], "officer");
        let by_client = scene.open().await;
        assert!(seen(&scene.resident, &by_client.need("")).await.get("closed_by").is_none());
        let _ = scene.resident.post(&by_client.need("/cancel"), json!({})).await.expect(200);
        assert_eq!(seen(&scene.resident, &by_client.need("")).await["closed_by"], "client");
    }
}
