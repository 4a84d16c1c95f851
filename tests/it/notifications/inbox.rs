//! The inbox: who is told of what, once, in their language.

use jinlin_tests::{Client, eventually, on_both_databases};
use reqwest::Method;
use serde_json::{Value, json};

use crate::scene::{NOBODY, Scene, act, record, seen, text};

/// The kinds in somebody's inbox, oldest first.
pub async fn kinds(person: &Client) -> Vec<String> {
    let page = seen(person, "/v1/notifications?limit=100").await;
    let items = page["items"].as_array().expect("a list of notifications");
    items
        .iter()
        .rev()
        .map(|item| text(item, "kind").to_owned())
        .collect()
}

/// Waits for a notification of a kind.
pub async fn told(person: &Client, kind: &str) -> Value {
    eventually("a notification", async || {
        let page = seen(person, "/v1/notifications?limit=100").await;
        let items = page["items"].as_array().expect("a list of notifications");
        items.iter().find(|item| item["kind"] == *kind).cloned()
    })
    .await
}

on_both_databases! {
    /// From the posting to the rating: the resident is told of what others do, the worker of what concerns them; nobody of what they
    /// did themselves.
    async fn everybody_is_told_of_what_others_did(backend: Backend) {
        let scene = Scene::new(backend).await;
        let lead = scene.worker().await;
        let case = scene.in_service(&lead).await;
        let _ = lead.post(&case.task("/finish"), record()).await.expect(200);
        let done = told(&scene.resident, "need_done").await;
        assert_eq!(kinds(&scene.resident).await, ["need_accepted", "visit_begun", "need_done"]);
        assert_eq!((done["subject"].as_str(), &done["subject_id"]), (Some("need"), &case.need["id"]));
        assert!(text(&done, "text").contains(text(&case.need, "short_number")), "{done}");
        // Being made a worker is all that the worker was told: they did the rest.
        let kinds = kinds(&lead).await;
        assert!(kinds.iter().all(|kind| ["roles_changed", "offer_received"].contains(&kind.as_str())), "{kinds:?}");
        assert!(self::kinds(&scene.stranger).await.is_empty());
    }

    /// In the reader's language, marked as read up to one, page by page.
    async fn an_inbox_is_read(backend: Backend) {
        let scene = Scene::new(backend).await;
        let lead = scene.worker().await;
        let _ = scene.finished(&lead).await;
        let _ = told(&scene.resident, "need_done").await;
        let english = scene.resident.request(Method::GET, "/v1/notifications").header("accept-language", "en");
        let english = english.await.expect(200);
        assert_eq!(english["items"][2]["title"], "Somebody is coming");
        let first = seen(&scene.resident, "/v1/notifications?limit=2").await;
        let rest = seen(&scene.resident, &format!("/v1/notifications?limit=2&cursor={}", text(&first, "next_cursor"))).await;
        assert_eq!(rest["items"].as_array().map(Vec::len), Some(1));
        assert_eq!(rest["items"][0]["title"], "有人接单了");
        assert_eq!(seen(&scene.resident, "/v1/notifications/unread").await, json!({ "unread": 3 }));
        let read = json!({ "up_to": first["items"][1]["id"] });
        let left = scene.resident.post("/v1/notifications/read", &read).await.expect(200);
        assert_eq!(left, json!({ "unread": 1 }));
        let unread = seen(&scene.resident, "/v1/notifications?unread=true").await;
        assert_eq!(unread["items"].as_array().map(Vec::len), Some(1));
        // Somebody else's is nobody's.
        let left = scene.stranger.post("/v1/notifications/read", &read).await.expect(200);
        assert_eq!(left, json!({ "unread": 0 }));
        scene.resident.post("/v1/notifications/read", json!({ "up_to": "x" })).await.expect_field("up_to", "format");
        let none = scene.resident.post("/v1/notifications/read", json!({ "up_to": NOBODY })).await.expect(200);
        assert_eq!(none, json!({ "unread": 1 }));
    }

    /// Several messages of a talk that was not looked at are one notification; one that was read is followed by another.
    async fn a_talk_is_told_of_once_until_it_is_read(backend: Backend) {
        let scene = Scene::new(backend).await;
        let lead = scene.worker().await;
        let case = scene.held(&lead).await;
        let say = async |words: &str| {
            let _ = lead.post(&case.task("/messages"), json!({ "text": words })).await.expect(201);
        };
        say("我三点到。").await;
        say("带上病历。").await;
        let message = told(&scene.resident, "message_received").await;
        // A later event has been told of: so the second message has been gone through, too.
        let _ = lead.post(&case.task("/check-in"), scene.arrival().await).await.expect(200);
        let _ = told(&scene.resident, "visit_begun").await;
        let count = |kinds: Vec<String>| kinds.iter().filter(|kind| *kind == "message_received").count();
        assert_eq!(count(kinds(&scene.resident).await), 1);
        let _ = scene.resident.post("/v1/notifications/read", json!({ "up_to": message["id"] })).await.expect(200);
        say("我在楼下。").await;
        eventually("another one", async || (count(kinds(&scene.resident).await) == 2).then_some(())).await;
    }

    /// A need that was given back is looked after anew, and its resident knows; a sensitive one is never named.
    async fn what_was_given_back_is_told(backend: Backend) {
        let scene = Scene::new(backend).await;
        let lead = scene.worker().await;
        let case = scene.held(&lead).await;
        let _ = lead.post(&case.task("/release"), json!({ "reason": "sick" })).await.expect(204);
        let again = told(&scene.resident, "need_reopened").await;
        assert!(text(&again, "text").contains("另找人"), "{again}");
        let sensitive = scene.open_with(json!({ "category": "drug_recovery" })).await;
        let _ = scene.resident.post(&sensitive.need("/cancel"), json!({ "reason": "solved" })).await.expect(200);
        let other = scene.open().await;
        let closed = scene.officer.post(&other.need("/close"), json!({ "outcome": "referred" }));
        let _ = closed.await.expect(200);
        let _ = told(&scene.resident, "need_ended").await;
        let ended = kinds(&scene.resident).await.iter().filter(|kind| *kind == "need_ended").count();
        assert_eq!(ended, 1, "what the resident took back is not told to the resident");
    }

    /// Whoever is on duty is told of an emergency; the team of what was cancelled.
    async fn whoever_is_concerned_is_told(backend: Backend) {
        let scene = Scene::new(backend).await;
        let lead = scene.worker().await;
        let case = scene.held(&lead).await;
        let _ = scene.resident.post(&case.need("/cancel"), json!({ "reason": "solved" })).await.expect(200);
        let cancelled = told(&lead, "task_cancelled").await;
        assert_eq!(cancelled["task_id"], *case.task);
        let shift = json!({
            "division": crate::places::COMMUNITY, "person_id": scene.officer.person_id(),
            "from": "2026-12-01T00:00:00Z", "until": "2026-12-02T00:00:00Z",
        });
        let _ = scene.street.post("/v1/duty-shifts", shift).await.expect(201);
        let emergency = crate::scene::with(&crate::scene::escort(), json!({ "category": "medical_emergency" }));
        let need = scene.resident.post("/v1/needs", emergency).await.expect(201);
        let asked = told(&scene.officer, "call_back_asked").await;
        assert_eq!((asked["priority"].as_str(), &asked["need_id"]), (Some("urgent"), &need["id"]));
        assert!(!kinds(&scene.resident).await.contains(&"call_back_asked".to_owned()));
        let _ = act(&scene.officer, &format!("/v1/call-backs/{}/take", text(&asked, "subject_id"))).await.expect(200);
    }
}
