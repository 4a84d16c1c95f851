//! The same thing sent twice: with an `Idempotency-Key` it happens once and is answered again, with another content under the key it is a
//! mistake, and without a key the state decides.

use jinlin_tests::{Answer, Client, on_both_databases};
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::places::{COMMUNITY, NEIGHBOUR};
use crate::scene::{NOBODY, Provider, Scene, act, certificate, escort, record, seen, text, with};

/// What the same request without a key is answered once it was done.
#[derive(Clone, Copy)]
enum Then {
    /// It is done a second time.
    Again(u16),
    /// It is refused with this status and code.
    Refused(u16, &'static str),
}

/// A body as it is sent.
#[derive(Clone)]
enum Body {
    None,
    Json(Value),
    Sound(&'static [u8]),
}

async fn post(client: &Client, path: &str, body: &Body, key: Option<&str>) -> Answer {
    let request = client.request(Method::POST, path);
    let request = match body {
        Body::None => request,
        Body::Json(body) => request.json(body),
        Body::Sound(sound) => request.bytes("audio/mp4", *sound),
    };
    match key {
        Some(key) => request.key(key).await,
        None => request.await,
    }
}

/// Sends a request, again under its key, another one under the same key, and again without. Answers what the first was answered.
async fn check_twice(
    client: &Client,
    path: &str,
    body: Body,
    other: (&str, Body),
    then: Then,
) -> Value {
    let key = Uuid::new_v4().to_string();
    let key = Some(key.as_str());
    let first = post(client, path, &body, key).await;
    assert!(
        [200, 201, 204].contains(&first.status),
        "{path}: {} {}",
        first.status,
        first.text()
    );
    assert_eq!(first.header("idempotency-replayed"), None, "{path}");
    let again = post(client, path, &body, key).await;
    assert_eq!(
        (again.status, again.header("idempotency-replayed")),
        (first.status, Some("true")),
        "{path}: {}",
        again.text()
    );
    assert_eq!(again.body, first.body, "{path}");
    assert_eq!(again.header("etag"), first.header("etag"), "{path}");
    let (other_path, other_body) = other;
    post(client, other_path, &other_body, key)
        .await
        .expect_problem(422, "key_reused");
    let unkeyed = post(client, path, &body, None).await;
    match then {
        Then::Again(status) => assert_eq!(unkeyed.status, status, "{path}: {}", unkeyed.text()),
        Then::Refused(status, code) => drop(unkeyed.expect_problem(status, code)),
    }
    first.json
}

/// As [`check_twice`] for an operation without a body: what is other is the record.
async fn check_act_twice(client: &Client, path: &str, id: &str, then: Then) -> Value {
    check_twice(
        client,
        path,
        Body::None,
        (&path.replace(id, NOBODY), Body::None),
        then,
    )
    .await
}

/// As [`check_twice`] for an operation with a JSON body.
async fn check_json_twice(
    client: &Client,
    path: &str,
    body: Value,
    other: Value,
    then: Then,
) -> Value {
    check_twice(
        client,
        path,
        Body::Json(body),
        (path, Body::Json(other)),
        then,
    )
    .await
}

async fn count(scene: &Scene, table: &str) -> i64 {
    scene
        .city
        .database()
        .number(&format!("select count(*) from {table}"), [])
        .await
}

const WRONG: Then = Then::Refused(409, "wrong_state");

on_both_databases! {
    /// A need posted, sent, taken back and closed twice.
    async fn a_need_sent_twice_is_one(backend: Backend) {
        let scene = Scene::new(backend).await;
        let other = with(&escort(), json!({ "address": "3栋" }));
        let need = check_json_twice(&scene.resident, "/v1/needs", escort(), other, Then::Again(201)).await;
        assert_eq!(count(&scene, "needs").await, 2, "one under the key and one without");
        assert_eq!(count(&scene, "tasks").await, 2);
        let id = text(&need, "id");
        let notes = format!("/v1/needs/{id}/voice-notes");
        check_twice(&scene.resident, &notes, Body::Sound(b"one"), (&notes, Body::Sound(b"two")), Then::Again(201)).await;
        assert_eq!(count(&scene, "voice_notes").await, 2);
        let cancel = format!("/v1/needs/{id}/cancel");
        check_json_twice(&scene.resident, &cancel, json!({ "reason": "solved" }), json!({}), WRONG).await;
        assert_eq!(seen(&scene.resident, &format!("/v1/needs/{id}")).await["state"], "cancelled");

        let draft = scene.resident.post("/v1/needs", with(&escort(), json!({ "draft": true }))).await.expect(201);
        let id = text(&draft, "id");
        let _ = check_act_twice(&scene.resident, &format!("/v1/needs/{id}/submit"), id, WRONG).await;
        assert_eq!(count(&scene, "tasks").await, 3, "a draft sent twice has one task");
        let close = format!("/v1/needs/{id}/close");
        let (resolved, partly) = (json!({ "outcome": "resolved" }), json!({ "outcome": "partly" }));
        check_json_twice(&scene.officer, &close, resolved, partly, WRONG).await;
        assert_eq!(seen(&scene.resident, &format!("/v1/needs/{id}")).await["outcome"], "resolved");
    }

    /// Taking a task, by offer, by claim and by assignment, giving it back, and declining.
    async fn a_task_taken_twice_is_held_once(backend: Backend) {
        let scene = Scene::new(backend).await;
        let worker = scene.worker().await;
        let load = async |provider: &Provider| seen(provider, &format!("/v1/providers/{}", provider.id)).await["load"].clone();
        let case = scene.open().await;
        let offer = scene.offer_of(&worker, &case.task).await;
        let accept = format!("/v1/offers/{offer}/accept");
        let _ = check_act_twice(&worker, &accept, &offer, Then::Refused(409, "offer_closed")).await;
        assert_eq!(load(&worker).await, 1);
        let release = case.task("/release");
        // Who has given it back is on the team no more.
        let then = Then::Refused(404, "not_found");
        check_json_twice(&worker, &release, json!({ "reason": "sick" }), json!({ "reason": "other" }), then).await;
        assert_eq!(load(&worker).await, 0);

        let case = scene.open().await;
        let offer = scene.offer_of(&worker, &case.task).await;
        let decline = format!("/v1/offers/{offer}/decline");
        let then = Then::Refused(409, "offer_closed");
        check_json_twice(&worker, &decline, json!({ "reason": "no_time" }), json!({}), then).await;
        let claim = case.task("/claim");
        let _ = check_act_twice(&worker, &claim, &case.task, Then::Refused(409, "already_taken")).await;
        assert_eq!(load(&worker).await, 1);

        let (case, second) = (scene.open().await, scene.worker().await);
        let (first, other) = (json!({ "provider_id": worker.id }), json!({ "provider_id": second.id }));
        check_json_twice(&scene.officer, &case.need("/assign"), first, other, WRONG).await;
        assert_eq!((load(&worker).await, load(&second).await), (json!(2), json!(0)));
    }

    /// Joining, leaving, deciding, arriving, finishing, confirming.
    async fn a_service_done_twice_is_done_once(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (lead, volunteer) = (scene.worker().await, scene.volunteer_with(json!({ "capacity": 5 })).await);
        let case = scene.held(&lead).await;
        let (join, id) = (case.task("/join"), case.task.as_str());
        let joined = check_act_twice(&volunteer, &join, id, Then::Refused(409, "already_member")).await;
        assert_eq!(joined["volunteers_joined"], 1);
        let _ = check_act_twice(&volunteer, &case.task("/leave"), id, Then::Refused(404, "not_found")).await;
        let joined = check_act_twice(&volunteer, &join, id, Then::Refused(409, "already_member")).await;
        assert_eq!(joined["volunteers_joined"], 1, "a place that was left is free once");
        let member = joined["team"].as_array().unwrap().iter().find(|member| member["role"] == "volunteer").unwrap();
        let member = text(member, "id");
        let _ = check_act_twice(&lead, &case.task(&format!("/members/{member}/confirm")), member, WRONG).await;

        let (one, other) = (json!({ "text": "带上血压计。" }), json!({ "text": "三楼，没有电梯。" }));
        check_json_twice(&lead, &case.task("/briefing"), one, other, Then::Again(200)).await;
        assert_eq!(seen(&volunteer, &case.task("")).await["briefing"], "带上血压计。");
        let arrival = scene.arrival().await;
        let other = with(&arrival, json!({ "accuracy_m": 10 }));
        for person in [&lead, &volunteer] {
            check_json_twice(person, &case.task("/check-in"), arrival.clone(), other.clone(), WRONG).await;
        }
        let other = with(&record(), json!({ "minutes": 61 }));
        check_json_twice(&lead, &case.task("/finish"), record(), other, WRONG).await;
        assert_eq!(count(&scene, "service_records").await, 1);
        let _ = check_act_twice(&scene.resident, &case.task("/confirm"), id, WRONG).await;
        assert_eq!(seen(&scene.resident, &case.need("")).await["state"], "closed");
        for person in [&lead, &volunteer] {
            assert_eq!(seen(person, &format!("/v1/providers/{}", person.id)).await["load"], 0);
        }

        let case = scene.held(&lead).await;
        let joined = act(&volunteer, &case.task("/join")).await.expect(200);
        let member = joined["team"].as_array().unwrap().iter().find(|member| member["role"] == "volunteer").unwrap();
        let member = text(member, "id");
        let refused = check_act_twice(&lead, &case.task(&format!("/members/{member}/refuse")), member, WRONG).await;
        assert_eq!(refused["volunteers_joined"], 0);
    }

    /// Becoming a provider, and a certificate: of the one under the same key that belongs to somebody else, too.
    async fn a_provider_registered_twice_is_one(backend: Backend) {
        let scene = Scene::new(backend).await;
        let body = json!({ "kind": "volunteer", "community": COMMUNITY });
        let other = json!({ "kind": "volunteer", "community": NEIGHBOUR });
        let then = Then::Refused(409, "already_exists");
        check_json_twice(&scene.resident, "/v1/providers", body, other, then).await;
        assert_eq!(count(&scene, "providers").await, 1);

        let (one, two) = (scene.worker().await, scene.worker().await);
        let path = |provider: &Provider| format!("/v1/providers/{}/certificates", provider.id);
        let other = with(&certificate(), json!({ "level": "senior" }));
        check_json_twice(&scene.street, &path(&one), certificate(), other, Then::Again(201)).await;
        // The same paper under the same key for somebody else is another request, and not answered with the first one's.
        let _ = scene.street.post(&path(&one), certificate()).key("paper").await.expect(201);
        let mistaken = scene.street.post(&path(&two), certificate()).key("paper").await;
        mistaken.expect_problem(422, "key_reused");
        let of = async |provider: &Provider| seen(&scene.street, &path(provider)).await["items"].as_array().map(Vec::len);
        assert_eq!((of(&one).await, of(&two).await), (Some(4), Some(1)));
    }
}
