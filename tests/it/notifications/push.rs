//! Push to the app: what goes out, when, how often, and what becomes of it.

use std::time::Duration;

use jinlin_tests::{Backend, City, eventually, on_both_databases};
use serde_json::{Value, json};

use super::inbox::told;
use super::jpush::{Jpush, phone_of};
use crate::scene::{Case, Provider, Scene, act, record, seen, text};

async fn scene(backend: Backend) -> (Jpush, Scene) {
    let jpush = Jpush::start().await;
    let scene = Scene::start(jpush.wire(City::builder(backend))).await;
    (jpush, scene)
}

/// Deliveries in a state, as the community's officer sees them.
async fn deliveries(scene: &Scene, state: &str) -> Vec<Value> {
    let list = seen(
        &scene.officer,
        &format!("/v1/deliveries?limit=100&channel=app&state={state}"),
    )
    .await;
    list["items"]
        .as_array()
        .expect("a list of deliveries")
        .clone()
}

async fn eventually_one(scene: &Scene, state: &str) -> Value {
    eventually("a delivery gets there", async || {
        deliveries(scene, state).await.pop()
    })
    .await
}

async fn say(lead: &Provider, case: &Case) {
    let _ = lead
        .post(&case.task("/messages"), json!({ "text": "我三点到。" }))
        .await
        .expect(201);
}

on_both_databases! {
    /// What goes out says what it is about, and nothing of whom.
    async fn a_phone_is_pushed_to(backend: Backend) {
        let (jpush, scene) = scene(backend).await;
        let phone = phone_of(&scene.resident, "resident").await;
        let lead = scene.worker().await;
        let case = scene.open_with(json!({ "description": "我妈妈在三楼", "address": "3栋2单元" })).await;
        let _ = act(&lead, &case.task("/claim")).await.expect(200);
        let pushed = jpush.eventually_to(&phone, 1).await;
        let push = pushed[0].to_string();
        assert!(push.contains("有人接单了") && push.contains(text(&case.need, "short_number")), "{push}");
        for personal in ["三楼", "3栋", scene.resident.phone()] {
            assert!(!push.contains(personal), "{push}");
        }
        let sent = eventually_one(&scene, "sent").await;
        assert_eq!((sent["kind"].as_str(), sent["attempts"].as_i64()), (Some("need_accepted"), Some(1)));
        assert_eq!(sent["need_id"], case.need["id"]);
        assert_eq!(jpush.pushed_to(&phone).await.len(), 1);
    }

    /// A service that is busy is asked again, later and later; what it never took is dead, until an officer has it tried anew.
    async fn what_fails_is_tried_again_and_dies(backend: Backend) {
        let (jpush, scene) = scene(backend).await;
        let phone = phone_of(&scene.resident, "resident").await;
        jpush.fail(500, 1000);
        let lead = scene.worker().await;
        let _ = scene.held(&lead).await;
        for times in 1..=5 {
            eventually("it waits for the next attempt", async || {
                let waiting = deliveries(&scene, "waiting").await;
                waiting.iter().any(|row| row["attempts"] == times).then_some(())
            }).await;
            // Longer than any pause; the notification itself lives for a day.
            scene.city.clock().advance(Duration::from_secs(5_500));
        }
        let _ = jpush.eventually_to(&phone, 6).await;
        let dead = eventually_one(&scene, "dead").await;
        assert_eq!((dead["attempts"].as_i64(), dead["code"].as_str()), (Some(6), Some("1000")));
        let path = format!("/v1/deliveries/{}/replay", text(&dead, "id"));
        act(&scene.stranger, &path).await.expect_problem(403, "forbidden");
        jpush.answer(200, json!({ "msg_id": "1" }), None);
        let _ = act(&scene.officer, &path).await.expect(200);
        let sent = eventually_one(&scene, "sent").await;
        assert_eq!(sent["id"], dead["id"]);
        act(&scene.officer, &path).await.expect_problem(409, "wrong_state");
        let cids = jpush.by_cid().await;
        assert_eq!(cids.len(), 1, "the service knows them all as one: {cids:?}");
    }

    /// A phone that nobody has any more, a service that is too busy, a key that is wrong.
    async fn every_answer_has_its_meaning(backend: Backend) {
        let (jpush, scene) = scene(backend).await;
        let phone = phone_of(&scene.resident, "resident").await;
        let lead = scene.worker().await;
        let case = scene.held(&lead).await;
        let _ = jpush.eventually_to(&phone, 1).await;
        jpush.fail(400, 1011);
        let _ = lead.post(&case.task("/check-in"), scene.arrival().await).await.expect(200);
        let refused = eventually_one(&scene, "refused").await;
        assert_eq!((refused["kind"].as_str(), refused["code"].as_str()), (Some("visit_begun"), Some("1011")));
        jpush.fail(429, 2002);
        say(&lead, &case).await;
        let _ = told(&scene.resident, "message_received").await;
        scene.city.clock().advance(Duration::from_secs(61));
        let waiting = eventually("it waits", async || {
            let waiting = deliveries(&scene, "waiting").await;
            waiting.into_iter().find(|row| row["code"] == "2002")
        }).await;
        assert_eq!(waiting["attempts"], 1);
        jpush.answer(200, json!({ "msg_id": "1" }), None);
        scene.city.clock().advance(Duration::from_secs(90));
        eventually("it goes out", async || {
            let sent = deliveries(&scene, "sent").await;
            sent.iter().any(|row| row["id"] == waiting["id"]).then_some(())
        }).await;
    }

    /// What was read in the app is not pushed, nor what is over.
    async fn what_was_read_is_not_pushed(backend: Backend) {
        let (jpush, scene) = scene(backend).await;
        let phone = phone_of(&scene.resident, "resident").await;
        let lead = scene.worker().await;
        let case = scene.held(&lead).await;
        let _ = jpush.eventually_to(&phone, 1).await;
        say(&lead, &case).await;
        let message = told(&scene.resident, "message_received").await;
        // A minute is what the inbox has it alone.
        let _ = scene.resident.post("/v1/notifications/read", json!({ "up_to": message["id"] })).await.expect(200);
        scene.city.clock().advance(Duration::from_secs(61));
        let skipped = eventually_one(&scene, "skipped").await;
        assert_eq!(skipped["kind"], "message_received");
        assert_eq!(jpush.pushed_to(&phone).await.len(), 1);
    }

    /// At night nothing goes out but the urgent; in the morning the rest does.
    async fn quiet_hours_are_quiet(backend: Backend) {
        let (jpush, scene) = scene(backend).await;
        let lead = scene.worker().await;
        let case = scene.held(&lead).await;
        let _ = told(&scene.resident, "need_accepted").await;
        let (resident, officer) = (phone_of(&scene.resident, "resident").await, phone_of(&scene.officer, "officer").await);
        let shift = json!({
            "division": crate::places::COMMUNITY, "person_id": scene.officer.person_id(),
            "from": "2026-12-01T00:00:00Z", "until": "2026-12-03T00:00:00Z",
        });
        let _ = scene.street.post("/v1/duty-shifts", shift).await.expect(201);
        let _ = jpush.eventually_to(&officer, 1).await;
        // From ten in the morning to half past ten at night.
        scene.city.clock().advance(Duration::from_secs(12 * 3_600 + 1_800));
        say(&lead, &case).await;
        let waiting = eventually("it waits for the morning", async || {
            let waiting = deliveries(&scene, "waiting").await;
            waiting.into_iter().find(|row| row["kind"] == "message_received")
        }).await;
        assert_eq!(waiting["due_at"], "2026-12-01T23:00:00Z", "seven in the morning in Chengdu");
        let emergency = crate::scene::with(&crate::scene::escort(), json!({ "category": "medical_emergency" }));
        let _ = scene.stranger.post("/v1/needs", emergency).await.expect(201);
        eventually("the emergency goes out", async || {
            let pushed = jpush.pushed_to(&officer).await;
            pushed.iter().any(|push| push.to_string().contains("紧急")).then_some(())
        }).await;
        assert!(jpush.pushed_to(&resident).await.is_empty());
        scene.city.clock().advance(Duration::from_secs(8 * 3_600 + 1_800));
        let _ = jpush.eventually_to(&resident, 1).await;
    }

    /// What may wait goes out together at six, as one message.
    async fn a_digest_is_one_message(backend: Backend) {
        let (jpush, scene) = scene(backend).await;
        let lead = scene.worker().await;
        let (first, second) = (scene.in_service(&lead).await, scene.in_service(&lead).await);
        let change = scene.resident.patch("/v1/me/notification-settings", json!({ "digest": true }));
        let _ = change.if_match(0).await.expect(200);
        eventually("both visits were told of", async || {
            let kinds = crate::notifications::inbox::kinds(&scene.resident).await;
            (kinds.iter().filter(|kind| *kind == "visit_begun").count() == 2).then_some(())
        }).await;
        let phone = phone_of(&scene.resident, "resident").await;
        for case in [&first, &second] {
            let _ = lead.post(&case.task("/finish"), record()).await.expect(200);
        }
        eventually("both wait", async || {
            let waiting = deliveries(&scene, "waiting").await;
            (waiting.iter().filter(|row| row["due_at"] == "2026-12-01T10:00:00Z").count() == 2).then_some(())
        }).await;
        scene.city.clock().advance(Duration::from_secs(8 * 3_600));
        let pushed = jpush.eventually_to(&phone, 1).await;
        assert!(pushed[0].to_string().contains("2 条新消息"), "{}", pushed[0]);
        eventually("both have gone out", async || {
            let sent = deliveries(&scene, "sent").await;
            (sent.iter().filter(|row| row["kind"] == "need_done").count() == 2).then_some(())
        }).await;
        assert_eq!(jpush.pushed_to(&phone).await.len(), 1);
    }

    /// Whoever signs out is not pushed to; a phone is one person's.
    async fn a_phone_goes_with_its_session(backend: Backend) {
        let (jpush, scene) = scene(backend).await;
        let phone = phone_of(&scene.resident, "shared").await;
        let _ = phone_of(&scene.stranger, "shared").await;
        assert_eq!(seen(&scene.resident, "/v1/me/devices").await, json!({ "items": [] }));
        let devices = seen(&scene.stranger, "/v1/me/devices").await;
        let path = format!("/v1/me/devices/{}", text(&devices["items"][0], "id"));
        scene.resident.delete(&path).await.expect_problem(404, "not_found");
        let _ = scene.stranger.delete("/v1/sessions/current").await.expect(204);
        eventually("the phone is forgotten", async || {
            let phones = "select count(*) from push_devices";
            (scene.city.database().number(phones, []).await == 0).then_some(())
        }).await;
        for (changes, field, code) in [
            (json!({ "platform": "symbian" }), "platform", "unknown"),
            (json!({ "token": "" }), "token", "format"),
            (json!({ "token": "x".repeat(256) }), "token", "format"),
        ] {
            let body = crate::scene::with(&json!({ "platform": "ios", "token": "x" }), changes);
            scene.resident.post("/v1/me/devices", body).await.expect_field(field, code);
        }
        let lead = scene.worker().await;
        let _ = scene.held(&lead).await;
        let _ = told(&scene.resident, "need_accepted").await;
        assert!(jpush.pushed_to(&phone).await.is_empty());
    }
}

/// Killed while it hands a message over: nobody knows whether it went out, so it is not sent again there.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_dead_replica_was_sending_is_not_sent_again() {
    let (jpush, mut scene) = scene(Backend::Postgres).await;
    let phone = phone_of(&scene.resident, "resident").await;
    let slow = json!({ "msg_id": "1" });
    jpush.answer(200, slow, Some(Duration::from_secs(60)));
    let lead = scene.worker().await;
    let _ = scene.held(&lead).await;
    let _ = jpush.eventually_to(&phone, 1).await;
    let server = scene.city.server_mut();
    server.kill9();
    server.restart().await;
    scene = scene.moved();
    jpush.answer(200, json!({ "msg_id": "2" }), None);
    scene.city.clock().advance(Duration::from_secs(121));
    let unknown = eventually_one(&scene, "unknown").await;
    assert_eq!(unknown["code"], "replica_died");
    act(
        &scene.officer,
        &format!("/v1/deliveries/{}/replay", text(&unknown, "id")),
    )
    .await
    .expect_problem(409, "wrong_state");
    let _ = scene.held(&lead.at_replica(scene.city.server())).await;
    let pushed = jpush.eventually_to(&phone, 2).await;
    assert_ne!(pushed[0]["cid"], pushed[1]["cid"], "the other need's");
}

/// Three replicas hand over what is due at the same time: each message goes out once.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn three_replicas_push_once() {
    let jpush = Jpush::start().await;
    let scene = Scene::start(jpush.wire(City::builder(Backend::Postgres).replicas(3))).await;
    let phone = phone_of(&scene.resident, "resident").await;
    let lead = scene
        .worker_with(json!({ "skills": ["health_escort"], "capacity": 10 }))
        .await;
    for _ in 0..10 {
        let _ = scene.held(&lead).await;
    }
    let pushed = jpush.eventually_to(&phone, 10).await;
    assert_eq!(pushed.len(), 10);
    eventually("all are settled", async || {
        (deliveries(&scene, "sent").await.len() == 10).then_some(())
    })
    .await;
    let cids = jpush.by_cid().await;
    assert!(
        cids.len() == 10 && cids.values().all(|times| *times == 1),
        "{cids:?}"
    );
}
