//! What every operation of the main job answers to bodies that are wrong in form, before it looks at any record.

use jinlin_tests::{Client, Request, on_both_databases};
use reqwest::Method;
use serde_json::{Value, json};

use crate::places::COMMUNITY;
use crate::scene::{NOBODY, Scene, certificate, escort, record, with};

/// The largest body that is read, in bytes.
const JSON_LIMIT: usize = 256 * 1024;

/// An operation with a JSON body, one that is right in form, and a member of another type than it should be.
struct Call<'a> {
    client: &'a Client,
    method: Method,
    path: String,
    good: Value,
    wrong: (&'static str, Value),
}

impl Call<'_> {
    fn request(&self) -> Request {
        // Which version is edited is asked before the body.
        self.client
            .request(self.method.clone(), &self.path)
            .header("if-match", "\"1\"")
    }

    async fn send(&self, kind: &str, body: impl Into<Vec<u8>>) -> jinlin_tests::Answer {
        self.request().bytes(kind, body).await
    }
}

impl<'a> Call<'a> {
    fn new(client: &'a Client, method: Method, path: &str, good: Value) -> Self {
        let path = path.replace("{id}", NOBODY);
        let wrong = ("", Value::Null);
        Self {
            client,
            method,
            path,
            good,
            wrong,
        }
    }

    /// A member of another type.
    fn wrong(self, field: &'static str, value: Value) -> Self {
        Self {
            wrong: (field, value),
            ..self
        }
    }
}

/// A place in the city.
fn place() -> Value {
    json!({ "place": { "lon": 104.08, "lat": 30.65, "crs": "wgs84" } })
}

/// The operations of those who need and of those who help them with it.
fn calls_about_needs<'a>(scene: &'a Scene, worker: &'a Client) -> Vec<Call<'a>> {
    let resident = |method, path, good| Call::new(&scene.resident, method, path, good);
    let officer = |path, good| Call::new(&scene.officer, Method::POST, path, good);
    let change = json!({ "address": "3栋" });
    let rating = json!({ "overall": 5, "resolved": "yes" });
    vec![
        resident(Method::POST, "/v1/needs", escort()).wrong("category", json!(7)),
        resident(Method::PATCH, "/v1/needs/{id}", change).wrong("address", json!(["3栋"])),
        resident(Method::POST, "/v1/needs/{id}/cancel", json!({})).wrong("reason", json!(false)),
        resident(Method::PUT, "/v1/tasks/{id}/rating", rating).wrong("overall", json!("5")),
        officer("/v1/needs/{id}/close", json!({ "outcome": "partly" })).wrong("outcome", json!(1)),
        officer("/v1/needs/{id}/assign", json!({ "provider_id": NOBODY }))
            .wrong("provider_id", json!(7)),
        Call::new(worker, Method::POST, "/v1/offers/{id}/decline", json!({}))
            .wrong("reason", json!({})),
    ]
}

/// The operations of the team.
fn calls_about_tasks(worker: &Client) -> Vec<Call<'_>> {
    let post = |path, good| Call::new(worker, Method::POST, path, good);
    let text = json!({ "text": "带上血压计。" });
    vec![
        post("/v1/tasks/{id}/briefing", text).wrong("text", json!(7)),
        post("/v1/tasks/{id}/release", json!({ "reason": "sick" })).wrong("reason", Value::Null),
        post("/v1/tasks/{id}/check-in", place()).wrong("place", json!(104.08)),
        post("/v1/tasks/{id}/finish", record()).wrong("minutes", json!("60")),
    ]
}

/// The operations about those who serve.
fn calls_about_providers<'a>(scene: &'a Scene, worker: &'a Client) -> Vec<Call<'a>> {
    let own = |method, path, good| Call::new(worker, method, path, good);
    let street = |method, path, good| Call::new(&scene.street, method, path, good);
    let volunteer = json!({ "kind": "volunteer", "community": COMMUNITY });
    let none = json!({ "clearance": [] });
    vec![
        Call::new(&scene.resident, Method::POST, "/v1/providers", volunteer)
            .wrong("capacity", json!("1")),
        own(Method::PATCH, "/v1/providers/{id}", json!({})).wrong("radius_m", json!(0.5)),
        own(
            Method::PUT,
            "/v1/providers/{id}/duty",
            json!({ "on_duty": true }),
        )
        .wrong("on_duty", json!(1)),
        own(Method::PUT, "/v1/providers/{id}/position", place()).wrong("place", json!("here")),
        street(
            Method::POST,
            "/v1/providers/{id}/certificates",
            certificate(),
        )
        .wrong("number", json!(7)),
        street(Method::PUT, "/v1/providers/{id}/clearance", none).wrong("clearance", json!({})),
    ]
}

/// A text member of an operation, by its path in the body.
fn texts() -> Vec<(&'static str, Value, &'static str)> {
    let nul = "前\u{0}后";
    let client = json!({ "name": nul, "relation": "女儿", "consent": true });
    vec![
        (
            "/v1/needs",
            with(&escort(), json!({ "category": nul })),
            "category",
        ),
        (
            "/v1/needs",
            with(&escort(), json!({ "description": nul })),
            "description",
        ),
        (
            "/v1/needs",
            with(&escort(), json!({ "on_behalf_of": client })),
            "on_behalf_of.name",
        ),
        (
            "/v1/needs",
            with(
                &escort(),
                json!({ "on_behalf_of": { "relation": nul, "consent": true } }),
            ),
            "on_behalf_of.relation",
        ),
        (
            "/v1/needs",
            with(&escort(), json!({ "target_groups": ["elderly", nul] })),
            "target_groups[1]",
        ),
        (
            "/v1/providers/{id}/certificates",
            with(&certificate(), json!({ "issuer": nul })),
            "issuer",
        ),
        (
            "/v1/providers/{id}/certificates",
            with(&certificate(), json!({ "number": nul })),
            "number",
        ),
    ]
}

on_both_databases! {
    /// What is no JSON is malformed, what is not called JSON is of the wrong type, what is too large is not read, and a member that
    /// nobody knows or that is of another type is named: everywhere the same.
    async fn a_body_is_wrong_in_form(backend: Backend) {
        let scene = Scene::new(backend).await;
        let worker = scene.worker().await;
        let calls = [calls_about_needs(&scene, &worker), calls_about_tasks(&worker), calls_about_providers(&scene, &worker)];
        for call in calls.into_iter().flatten() {
            let good = call.good.to_string();
            let cut = &good[..good.len() - 1];
            for body in ["", "{", "reason=sick", cut, &format!("{good}{good}"), "{\"a\":1,}", "\u{feff}{}"] {
                call.send("application/json", body).await.expect_problem(400, "malformed_request");
            }
            for body in ["7", "\"text\"", "null", "true", "[]", "[1, 2, 3]"] {
                call.send("application/json", body).await.expect_field("body", "format");
            }
            for kind in ["text/plain", "application/x-www-form-urlencoded", "application/xml", "application/jsonp"] {
                call.send(kind, good.clone()).await.expect_problem(415, "unsupported_media_type");
            }
            call.request().await.expect_problem(415, "unsupported_media_type");
            let large = format!("{good}{}", " ".repeat(JSON_LIMIT));
            call.send("application/json", large).await.expect_problem(413, "payload_too_large");
            let more = with(&call.good, json!({ "colour": "red" }));
            call.send("application/json", more.to_string()).await.expect_field("colour", "not_allowed");
            let (field, value) = &call.wrong;
            let mut other = call.good.clone();
            other[field] = value.clone();
            call.send("application/json", other.to_string()).await.expect_field(field, "format");
        }
        let written = "select (select count(*) from needs) + (select count(*) from certificates) + (select count(*) from providers)";
        assert_eq!(scene.city.database().number(written, []).await, 2, "the worker and the worker's certificate");
    }

    /// The character U+0000 is in no text that people write, and PostgreSQL keeps none that holds it.
    async fn no_text_holds_a_nul(backend: Backend) {
        let scene = Scene::new(backend).await;
        let worker = scene.worker().await;
        for (path, body, field) in texts() {
            let client = if path == "/v1/needs" { &scene.resident } else { &scene.street };
            client.post(&path.replace("{id}", &worker.id), body).await.expect_field(field, "format");
        }
        scene.resident.get("/v1/needs?category=%00").await.expect_field("category", "format");
        // The six characters that write it are text like any other.
        let need = scene.resident.post("/v1/needs", with(&escort(), json!({ "description": "\\u0000" }))).await.expect(201);
        assert_eq!(need["description"], "\\u0000");
    }
}
