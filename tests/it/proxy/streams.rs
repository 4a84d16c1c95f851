//! Live streams through the proxy: every event at once, and no end by its time limits.

use std::time::Duration;

use jinlin_tests::{Backend, City, EventStream};
use serde_json::json;
use wiremock::matchers::path;
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::changed;
use crate::scene::Scene;

/// The time limit of ordinary requests in this test, instead of a minute.
const LIMIT: (&str, &str) = ("proxy_read_timeout 60s;", "proxy_read_timeout 1s;");

/// An event is read while the answer is still open; a stream that has been silent for longer than an ordinary request may take
/// goes on; and a POST that was given up because of that limit has been sent to one replica, once.
#[tokio::test]
async fn a_stream_is_unbuffered_and_outlives_the_limit_of_requests() {
    // WeChat answers nobody here before everybody has given up.
    let wechat = MockServer::start().await;
    let late = ResponseTemplate::new(200).set_delay(Duration::from_secs(600));
    Mock::given(path("/sns/jscode2session"))
        .respond_with(late)
        .mount(&wechat)
        .await;
    let city = City::builder(Backend::Postgres)
        .replicas(2)
        .setting("wechat.app_id", "wx0123456789abcdef")
        .setting("wechat.app_secret", "secret")
        .setting("wechat.base_url", wechat.uri())
        .setting("wechat.timeout_milliseconds", 600_000);
    let scene = Scene::start(city).await;
    let nginx = changed(&scene.city, &[LIMIT]).await;
    let resident = scene.resident.at(nginx.address());
    let mut stream = EventStream::open(&resident, None).await;
    let case = scene.open().await;
    let opened = stream.next_of("need.opened").await;
    assert_eq!(opened.data["entity_id"], case.need["id"]);

    // The silence: the limit runs out for this request, which was sent after the stream fell silent.
    let code = json!({ "code": "a-code", "consent_version": "2026-11" });
    let given_up = resident.post("/v1/sessions/wechat", code).await;
    let id = given_up.header("x-request-id").expect("an id").to_owned();
    given_up.expect_problem(503, "unavailable");
    let request = nginx.request(&id).await;
    assert_eq!(request["replica_status"], "504", "{request}");
    let sent = wechat.received_requests().await.unwrap_or_default();
    assert_eq!(sent.len(), 1, "the POST was sent to the other replica, too");

    let case = scene.open().await;
    let opened = stream.next_of("need.opened").await;
    assert_eq!(opened.data["entity_id"], case.need["id"]);
    let ended = nginx
        .requests()
        .into_iter()
        .find(|request| request["replica_status"] == "200");
    assert_eq!(ended, None, "the stream has ended");
}

/// A WebSocket is upgraded through the proxy; nothing else is, whatever a client asks for.
#[tokio::test]
async fn only_a_websocket_is_upgraded() {
    let city = City::builder(Backend::Postgres).replicas(2).start().await;
    let nginx = changed(&city, &[]).await;
    let resident = city.resident().await.at(nginx.address());
    let upgrade = |to: &str| {
        let request = resident
            .get("/v1/events/ws")
            .header("connection", "Upgrade");
        let request = request
            .header("sec-websocket-version", "13")
            .header("upgrade", to);
        request.header("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ==")
    };
    assert_eq!(upgrade("websocket").await.status, 101);
    let refused = upgrade("h2c").await.status;
    assert!((400..500).contains(&refused), "{refused}");
}
