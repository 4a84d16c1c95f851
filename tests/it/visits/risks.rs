//! Texts that tell of a risk, and call-backs that were taken and forgotten.

use jinlin_tests::{EventStream, SignedIn, eventually, on_both_databases};
use serde_json::{Value, json};

use super::MINUTE;
use crate::places::COMMUNITY;
use crate::scene::{Scene, act, escort, seen, text, with};

/// The numbers to call, as they are dialled.
fn numbers(need: &Value) -> Vec<&str> {
    let numbers = need["numbers"].as_array();
    numbers.map_or_else(Vec::new, |numbers| {
        numbers.iter().map(|line| text(line, "number")).collect()
    })
}

/// The open call-back to somebody.
async fn called(person: &SignedIn) -> Option<Value> {
    let list = seen(person, "/v1/call-backs?state=open").await;
    list["items"][0]
        .is_object()
        .then(|| list["items"][0].clone())
}

/// The next reminder; that the call-back was taken may be told just before it.
async fn forgotten(stream: &mut EventStream) -> Value {
    loop {
        let told = stream.next_of("call_back.changed").await.data;
        if told["payload"]["forgotten"] == true {
            return told;
        }
    }
}

on_both_databases! {
    /// Whoever is on duty is asked to call back and the poster sees whom to call, while people are asked for as for anything urgent.
    async fn a_text_that_tells_of_a_risk_is_urgent(backend: Backend) {
        let scene = Scene::new(backend).await;
        let grid = scene.city.officer("grid_worker", COMMUNITY).await;
        let _ = scene.on_duty(COMMUNITY, &grid, None).await;
        let worker = scene.worker().await;
        let case = scene.open_with(json!({ "description": "看完病就不想活了" })).await;
        let need = &case.need;
        assert_eq!((text(need, "urgency"), text(need, "triage"), text(need, "state")), ("emergency", "social_work", "open"));
        assert_eq!(numbers(need), ["12356", "120", "110"]);
        assert_eq!(need["on_duty"]["called"], true);
        let _ = scene.offer_of(&worker, &case.task).await;
        let call = called(&grid).await.expect("a call-back");
        assert_eq!(call["need_id"], need["id"]);
        assert_eq!(seen(&grid, &case.need("")).await["description"], "看完病就不想活了");
        let ordinary = scene.open_with(json!({ "description": "想有人陪着去看病" })).await.need;
        assert_eq!((text(&ordinary, "urgency"), numbers(&ordinary).len(), ordinary.get("on_duty")), ("soon", 0, None));
    }

    /// Words that come later count from then on; a draft calls nobody before it is sent.
    async fn later_words_count_from_then_on(backend: Backend) {
        let scene = Scene::new(backend).await;
        let grid = scene.city.officer("grid_worker", COMMUNITY).await;
        let _ = scene.on_duty(COMMUNITY, &grid, None).await;
        let case = scene.open().await;
        let change = scene.resident.patch(&case.need(""), json!({ "description": "Grandma has fallen and cannot get up" }));
        let need = change.if_match(case.need["version"].as_i64().expect("a version")).await.expect(200);
        assert_eq!((text(&need, "urgency"), numbers(&need)), ("urgent", vec!["120"]));
        let call = called(&grid).await.expect("a call-back");
        assert_eq!(call["need_id"], need["id"]);
        // Milder words take nothing back, and call nobody again.
        let change = scene.resident.patch(&case.need(""), json!({ "description": "没事了" }));
        let need = change.if_match(need["version"].as_i64().expect("a version")).await.expect(200);
        assert_eq!(text(&need, "urgency"), "urgent");
        let all = "select count(*) from call_backs";
        assert_eq!(scene.city.database().number(all, []).await, 1);

        let body = with(&escort(), json!({ "draft": true, "description": "厨房有煤气味" }));
        let draft = scene.resident.post("/v1/needs", body).await.expect(201);
        assert_eq!(numbers(&draft), ["119", "110"]);
        assert_eq!(scene.city.database().number(all, []).await, 1);
        let path = format!("/v1/needs/{}", text(&draft, "id"));
        let _ = act(&scene.resident, &format!("{path}/submit")).await.expect(200);
        assert_eq!(scene.city.database().number(all, []).await, 2);
    }

    /// An errand that tells of a risk is not closed unseen; without anybody on duty its officers are told at once.
    async fn an_errand_that_tells_of_a_risk_is_not_closed_unseen(backend: Backend) {
        let scene = Scene::new(backend).await;
        let mut officer = EventStream::open(&scene.officer, None).await;
        let body = with(&escort(), json!({ "category": "certificate_materials", "description": "跑了五趟，不想活了" }));
        let need = scene.resident.post("/v1/needs", body).await.expect(201);
        assert_eq!((text(&need, "state"), text(&need, "triage")), ("open", "emergency"));
        assert_eq!(need["on_duty"]["called"], false);
        assert_eq!(officer.next_of("need.escalated").await.data["entity_id"], need["id"]);
        let path = format!("/v1/needs/{}/close", text(&need, "id"));
        let _ = scene.officer.post(&path, json!({ "outcome": "referred" })).await.expect(200);
    }

    /// Whoever took a call-back and says nothing is reminded, and the officers are told; once.
    async fn who_forgot_a_call_back_is_reminded(backend: Backend) {
        let scene = Scene::new(backend).await;
        let grid = scene.city.officer("grid_worker", COMMUNITY).await;
        let _ = scene.on_duty(COMMUNITY, &grid, None).await;
        let emergency = with(&escort(), json!({ "category": "medical_emergency" }));
        let _ = scene.resident.post("/v1/needs", emergency.clone()).await.expect(201);
        let call = called(&grid).await.expect("a call-back");
        let _ = act(&grid, &format!("/v1/call-backs/{}/take", text(&call, "id"))).await.expect(200);
        let (mut own, mut officer) = (EventStream::open(&grid, None).await, EventStream::open(&scene.officer, None).await);
        scene.city.clock().advance(31 * MINUTE);
        for stream in [&mut own, &mut officer] {
            assert_eq!(forgotten(stream).await["entity_id"], call["id"]);
        }
        // Another one, later: the first is not told of again.
        let _ = scene.resident.post("/v1/needs", emergency).await.expect(201);
        let next = called(&grid).await.expect("a call-back");
        let _ = act(&grid, &format!("/v1/call-backs/{}/take", text(&next, "id"))).await.expect(200);
        scene.city.clock().advance(31 * MINUTE);
        let reminded = "select count(*) from call_backs where reminded_at is not null";
        eventually("both are reminded of", async || (scene.city.database().number(reminded, []).await == 2).then_some(())).await;
        let told = "select count(*) from outbox_events where kind = 'call_back.changed' and payload like '%forgotten%'";
        assert_eq!(scene.city.database().number(told, []).await, 2);
        let end = format!("/v1/call-backs/{}/end", text(&call, "id"));
        let _ = grid.post(&end, json!({ "outcome": "reached" })).await.expect(200);
    }
}
