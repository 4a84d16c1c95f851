//! Needs that cannot be posted, changed, sent, taken back or closed.

use std::time::Duration;

use jinlin_tests::{Client, eventually, on_both_databases};
use serde_json::{Value, json};

use crate::places::{COMMUNITY, OTHER_COMMUNITY, OTHER_STREET, STREET};
use crate::scene::{Case, NOBODY, Scene, act, escort, fields, long, seen, text, window, with};

/// A change that makes one field wrong, the field, and the word for it.
type Wrong = (Value, &'static str, &'static str);

/// What a need is about, said wrongly.
fn wrong_words() -> Vec<Wrong> {
    let preferences = |preferences: Value| json!({ "preferences": preferences });
    let dialect = preferences(json!({ "dialect": "klingon" }));
    let gender = preferences(json!({ "gender": "any" }));
    let colour = preferences(json!({ "colour": "red" }));
    let groups = json!({ "target_groups": ["elderly", "nobody"] });
    let description = json!({ "description": long(2_001) });
    vec![
        (json!({ "category": "nothing" }), "category", "unknown"),
        (json!({ "category": null }), "category", "required"),
        (groups, "target_groups", "unknown"),
        (description, "description", "too_long"),
        (json!({ "address": long(201) }), "address", "too_long"),
        (json!({ "channel": null }), "channel", "required"),
        (json!({ "channel": "telegraph" }), "channel", "unknown"),
        (json!({ "volunteers": 5 }), "volunteers", "range"),
        (json!({ "volunteers": -1 }), "volunteers", "format"),
        (json!({ "volunteers": 256 }), "volunteers", "format"),
        (dialect, "preferences.dialect", "unknown"),
        (gender, "preferences.gender", "unknown"),
        (colour, "preferences.colour", "not_allowed"),
        (json!({ "compound_id": "here" }), "compound_id", "format"),
        (json!({ "compound_id": NOBODY }), "compound_id", "unknown"),
        (
            json!({ "target_groups": vec!["elderly"; 15] }),
            "target_groups",
            "too_long",
        ),
        (json!({ "draft": "yes" }), "draft", "format"),
    ]
}

/// Where a need is, said wrongly.
fn wrong_places() -> Vec<Wrong> {
    let place = |lon: f64, lat: f64| json!({ "place": { "lon": lon, "lat": lat, "crs": "wgs84" }, "community": null });
    let community = |code: &str| json!({ "community": code });
    let without = json!({ "place": { "lon": 104.1, "lat": 30.6 } });
    let mars = json!({ "place": { "lon": 104.1, "lat": 30.6, "crs": "mars" } });
    let text = json!({ "place": { "lon": "104.1", "lat": 30.6, "crs": "wgs84" } });
    vec![
        (place(181.0, 30.6), "place.lon", "range"),
        (place(104.1, -91.0), "place.lat", "range"),
        // Beijing: nobody there could be sent.
        (place(116.39, 39.91), "place", "range"),
        (without, "place.crs", "required"),
        (mars, "place.crs", "unknown"),
        (text, "place.lon", "format"),
        (json!({ "community": null }), "place", "required"),
        (community("999999999999"), "community", "unknown"),
        (community(STREET), "community", "unknown"),
    ]
}

/// When somebody should come, said wrongly: backwards, no time, too long, over, too far ahead.
fn wrong_times() -> Vec<Wrong> {
    let hour = "2026-12-01T03:00:00Z";
    let over = window("2026-12-01T01:00:00Z", "2026-12-01T01:30:00Z");
    let far = window("2027-02-01T02:00:00Z", "2027-02-01T03:00:00Z");
    let half = json!({ "window": { "from": hour } });
    vec![
        (
            window(hour, "2026-12-01T02:30:00Z"),
            "window.until",
            "range",
        ),
        (window(hour, hour), "window.until", "range"),
        (
            window(hour, "2026-12-02T03:00:01Z"),
            "window.until",
            "range",
        ),
        (over, "window.from", "range"),
        (far, "window.from", "range"),
        (window("soon", hour), "window.from", "format"),
        (half, "window.until", "required"),
    ]
}

/// The same about whom a need is for.
fn wrong_clients() -> Vec<Wrong> {
    let client = json!({ "name": "王奶奶", "relation": "女儿", "consent": true });
    let of = |changes: Value| json!({ "on_behalf_of": with(&client, changes) });
    vec![
        (
            of(json!({ "consent": false })),
            "on_behalf_of.consent",
            "required",
        ),
        (
            of(json!({ "consent": null })),
            "on_behalf_of.consent",
            "required",
        ),
        (
            of(json!({ "name": long(41) })),
            "on_behalf_of.name",
            "too_long",
        ),
        (
            of(json!({ "relation": null })),
            "on_behalf_of.relation",
            "required",
        ),
        (
            of(json!({ "relation": " " })),
            "on_behalf_of.relation",
            "required",
        ),
        (
            of(json!({ "relation": long(21) })),
            "on_behalf_of.relation",
            "too_long",
        ),
        (
            of(json!({ "phone": "12345" })),
            "on_behalf_of.phone",
            "format",
        ),
    ]
}

/// How much there is of what a new need writes.
async fn written(scene: &Scene) -> Vec<i64> {
    let mut counts = Vec::new();
    for table in ["needs", "tasks", "persons", "task_members", "voice_notes"] {
        counts.push(
            scene
                .city
                .database()
                .number(&format!("select count(*) from {table}"), [])
                .await,
        );
    }
    counts
}

/// Whoever the need does not concern is told that it does not exist.
async fn check_hidden(client: &Client, case: &Case) {
    client
        .get(&case.need(""))
        .await
        .expect_problem(404, "not_found");
    client
        .patch(&case.need(""), json!({ "address": "别处" }))
        .if_match(1)
        .await
        .expect_problem(404, "not_found");
    act(client, &case.need("/submit"))
        .await
        .expect_problem(404, "not_found");
    client
        .post(&case.need("/cancel"), json!({}))
        .await
        .expect_problem(404, "not_found");
}

on_both_databases! {
    /// Every field that can be wrong is named, and nothing is written: no need, no task, and nobody to whom it would belong.
    async fn a_wrong_need_is_not_posted(backend: Backend) {
        let scene = Scene::new(backend).await;
        let before = written(&scene).await;
        for (changes, field, word) in [wrong_words(), wrong_places(), wrong_times(), wrong_clients()].concat() {
            scene.resident.post("/v1/needs", with(&escort(), changes)).await.expect_field(field, word);
        }
        // All at once, so that a form is corrected once.
        let body = with(&escort(), json!({ "category": "x", "description": long(2_001), "volunteers": 9 }));
        let named: Vec<_> = fields(scene.resident.post("/v1/needs", body).await).into_iter().map(|(field, _)| field).collect();
        assert_eq!(named, ["category", "description", "volunteers"]);
        assert_eq!(written(&scene).await, before);
    }

    /// Taking in for others is for those whose work it is, and for their own divisions.
    async fn taking_in_for_others_is_bound(backend: Backend) {
        let scene = Scene::new(backend).await;
        let before = written(&scene).await;
        for channel in ["hotline", "community_visit", "property", "agency"] {
            let answer = scene.resident.post("/v1/needs", with(&escort(), json!({ "channel": channel }))).await;
            let both = [("channel", "not_allowed"), ("community", "not_allowed")];
            assert_eq!(fields(answer), both.map(|(field, word)| (field.to_owned(), word.to_owned())), "{channel}");
        }
        for channel in ["property", "agency"] {
            scene.officer.post("/v1/needs", with(&escort(), json!({ "channel": channel }))).await.expect_field("channel", "not_allowed");
        }
        let beside = with(&escort(), json!({ "channel": "community_visit", "community": OTHER_COMMUNITY }));
        scene.officer.post("/v1/needs", beside).await.expect_field("community", "not_allowed");
        assert_eq!(written(&scene).await, before);
    }

    /// A change names the version it is of, says nothing wrong, and comes before somebody has taken the need.
    async fn a_need_is_not_changed(backend: Backend) {
        let scene = Scene::new(backend).await;
        let case = scene.open().await;
        let path = case.need("");
        let before = seen(&scene.resident, &path).await;
        let version = before["version"].as_i64().unwrap();
        let change = |body: Value| scene.resident.patch(&path, body);
        change(json!({ "address": "3栋" })).await.expect_problem(428, "precondition_required");
        change(json!({ "address": "3栋" })).if_match(version + 1).await.expect_problem(412, "precondition_failed");
        for tag in ["*", "1", "\"a\"", "W/\"1\""] {
            change(json!({ "address": "3栋" })).header("if-match", tag).await.expect_problem(412, "precondition_failed");
        }
        for (body, field, word) in [
            (json!({ "description": long(2_001) }), "description", "too_long"),
            (json!({ "address": long(201) }), "address", "too_long"),
            (window("2026-12-01T04:00:00Z", "2026-12-01T03:30:00Z"), "window.until", "range"),
            (window("2026-12-01T01:00:00Z", "2026-12-01T01:30:00Z"), "window.from", "range"),
            (json!({ "preferences": { "dialect": "klingon" } }), "preferences.dialect", "unknown"),
            (json!({ "category": "companionship" }), "category", "not_allowed"),
        ] {
            change(body).if_match(version).await.expect_field(field, word);
        }
        check_hidden(&scene.stranger, &case).await;
        assert_eq!(seen(&scene.resident, &path).await, before);
        for id in [NOBODY, "1000017", "x"] {
            let path = format!("/v1/needs/{id}");
            scene.resident.get(&path).await.expect_problem(404, "not_found");
            scene.resident.patch(&path, json!({})).if_match(1).await.expect_problem(404, "not_found");
        }
        // What was right once is right no longer when it was changed meanwhile, or taken.
        let _ = change(json!({ "address": "4栋" })).if_match(version).await.expect(200);
        change(json!({ "address": "5栋" })).if_match(version).await.expect_problem(412, "precondition_failed");
        let lead = scene.worker().await;
        let _ = act(&lead, &case.task("/claim")).await.expect(200);
        let before = seen(&scene.resident, &path).await;
        let problem = change(json!({ "address": "5栋" })).if_match(before["version"].as_i64().unwrap()).await;
        assert_eq!(problem.expect_problem(409, "wrong_state")["state"], "matched");
        assert_eq!(seen(&scene.resident, &path).await, before);
        assert_eq!(before["address"], "4栋");
    }

    /// A draft is sent once; what is over stays over; and whoever is there already is not sent away by a tap.
    async fn a_need_is_not_moved_against_its_way(backend: Backend) {
        let scene = Scene::new(backend).await;
        let draft = scene.resident.post("/v1/needs", with(&escort(), json!({ "draft": true }))).await.expect(201);
        let path = |action: &str| format!("/v1/needs/{}{action}", text(&draft, "id"));
        act(&scene.stranger, &path("/submit")).await.expect_problem(404, "not_found");
        act(&scene.resident, &format!("/v1/needs/{NOBODY}/submit")).await.expect_problem(404, "not_found");
        let _ = act(&scene.resident, &path("/submit")).await.expect(200);
        let refused = act(&scene.resident, &path("/submit")).await.expect_problem(409, "wrong_state");
        assert_eq!(refused["state"], "open");

        for (body, field, word) in [(json!({ "reason": "bored" }), "reason", "unknown"), (json!({ "reason": 1 }), "reason", "format")] {
            scene.resident.post(&path("/cancel"), body).await.expect_field(field, word);
        }
        for (body, word) in [(json!({}), "required"), (json!({ "outcome": "great" }), "unknown")] {
            scene.officer.post(&path("/close"), body).await.expect_field("outcome", word);
        }
        // Neither an officer in the resident's stead, nor a resident in the officer's, nor an officer of elsewhere.
        let elsewhere = scene.city.officer("street_officer", OTHER_STREET).await;
        let close = json!({ "outcome": "resolved" });
        scene.officer.post(&path("/cancel"), json!({})).await.expect_problem(404, "not_found");
        scene.resident.post(&path("/close"), &close).await.expect_problem(403, "forbidden");
        elsewhere.post(&path("/close"), &close).await.expect_problem(404, "not_found");
        assert_eq!(seen(&scene.resident, &path("")).await["state"], "open");

        let _ = scene.resident.post(&path("/cancel"), json!({ "reason": "solved" })).await.expect(200);
        let before = seen(&scene.resident, &path("")).await;
        check_over(&scene, &path, "cancelled").await;
        assert_eq!(seen(&scene.resident, &path("")).await, before);

        let lead = scene.worker().await;
        let case = scene.in_service(&lead).await;
        let refused = scene.resident.post(&case.need("/cancel"), json!({})).await.expect_problem(409, "wrong_state");
        assert_eq!(refused["state"], "in_service");
        assert_eq!(seen(&lead, &case.task("")).await["state"], "in_service");
    }

    /// A draft whose wanted time is over is not sent; nothing is lost, and another time can be named.
    async fn a_draft_is_not_sent_too_late(backend: Backend) {
        let scene = Scene::new(backend).await;
        let body = with(&window("2026-12-01T03:00:00Z", "2026-12-01T04:00:00Z"), json!({ "draft": true }));
        let draft = scene.resident.post("/v1/needs", with(&escort(), body)).await.expect(201);
        let path = format!("/v1/needs/{}", text(&draft, "id"));
        scene.city.clock().advance(Duration::from_secs(3 * 3_600));
        act(&scene.resident, &format!("{path}/submit")).await.expect_field("window.from", "range");
        assert_eq!(seen(&scene.resident, &path).await["state"], "draft");
    }

    /// What nobody came for in a month has expired, a draft as well, and cannot be gone on with.
    async fn what_has_expired_is_over(backend: Backend) {
        let scene = Scene::new(backend).await;
        let draft = scene.resident.post("/v1/needs", with(&escort(), json!({ "draft": true }))).await.expect(201);
        let open = scene.open().await;
        scene.city.clock().advance(Duration::from_secs(31 * 86_400));
        for need in [&draft, &open.need] {
            let path = |action: &str| format!("/v1/needs/{}{action}", text(need, "id"));
            eventually("the need expires", async || {
                (seen(&scene.resident, &path("")).await["state"] == "expired").then_some(())
            })
            .await;
            check_over(&scene, &path, "expired").await;
        }
        assert_eq!(seen(&scene.resident, &open.task("")).await["state"], "cancelled");
    }

    /// An administrative matter is referred at once and over; nobody can be found for it.
    async fn an_administrative_matter_is_over(backend: Backend) {
        let scene = Scene::new(backend).await;
        let need = scene.resident.post("/v1/needs", with(&escort(), json!({ "category": "insurance_business" }))).await.expect(201);
        let path = |action: &str| format!("/v1/needs/{}{action}", text(&need, "id"));
        check_over(&scene, &path, "closed").await;
        let refused = scene.officer.get(&path("/candidates")).await.expect_problem(409, "wrong_state");
        assert_eq!(refused["state"], "closed");
        assert_eq!(need["community"], COMMUNITY);
    }
}

/// Nothing can be done any more with a need that is over.
async fn check_over(scene: &Scene, path: &impl Fn(&str) -> String, state: &str) {
    let version = seen(&scene.resident, &path("")).await["version"]
        .as_i64()
        .unwrap();
    let answers = [
        act(&scene.resident, &path("/submit")).await,
        scene.resident.post(&path("/cancel"), json!({})).await,
        scene
            .officer
            .post(&path("/close"), json!({ "outcome": "partly" }))
            .await,
        scene
            .resident
            .patch(&path(""), json!({ "address": "3栋" }))
            .if_match(version)
            .await,
    ];
    for answer in answers {
        assert_eq!(answer.expect_problem(409, "wrong_state")["state"], state);
    }
}
