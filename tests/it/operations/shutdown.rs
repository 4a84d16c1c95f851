//! SIGTERM: what runs is finished, nothing new begins, the exit code is 0.

use std::time::Duration;

use jinlin_tests::{Backend, City, eventually, on_both_databases};
use serde_json::json;
use wiremock::matchers::path;
use wiremock::{Mock, MockServer, ResponseTemplate};

on_both_databases! {
    /// Stopped and started again it has everything, its keys included, and the session goes on.
    async fn it_stops_cleanly_and_starts_again(backend: Backend) {
        let mut city = City::on(backend).await;
        let person = city.resident().await;
        let status = city.server_mut().sigterm().await;
        assert_eq!(status.code(), Some(0), "{status}");
        let log = city.server().log_lines();
        assert!(log.iter().any(|line| line["message"] == "stopped"), "it does not say that it stopped");
        city.server_mut().restart().await;
        let person = person.at_replica(city.server());
        let me = person.get("/v1/me").await.expect(200);
        assert_eq!(me["person_id"], person.person_id().to_string());
    }
}

/// A request that waits for WeChat when the signal comes still gets its answer.
#[tokio::test]
async fn a_running_request_is_finished() {
    let fake = MockServer::start().await;
    let answer = ResponseTemplate::new(200)
        .set_body_json(json!({ "openid": "slow-but-sure", "session_key": "x" }));
    let slow = answer.set_delay(Duration::from_millis(1_500));
    Mock::given(path("/sns/jscode2session"))
        .respond_with(slow)
        .mount(&fake)
        .await;
    let mut city = City::builder(Backend::Sqlite)
        .setting("wechat.app_id", "wx0123456789abcdef")
        .setting("wechat.app_secret", "secret")
        .setting("wechat.base_url", fake.uri())
        .start()
        .await;
    let body = json!({ "code": "a-code", "consent_version": "2026-11" });
    let waiting = tokio::spawn(
        city.anonymous()
            .post("/v1/sessions/wechat", body)
            .into_future(),
    );
    eventually("the request has reached WeChat", async || {
        let reached = fake
            .received_requests()
            .await
            .is_some_and(|requests| !requests.is_empty());
        reached.then_some(())
    })
    .await;
    let status = city.server_mut().sigterm().await;
    assert_eq!(status.code(), Some(0), "{status}");
    let _ = waiting.await.unwrap().expect(201);
    // It was committed, not only answered.
    assert_eq!(
        city.database()
            .number("select count(*) from accounts", [])
            .await,
        1
    );
}

/// The replica that numbers events hands that over when it stops: the other goes on at once.
#[tokio::test]
async fn the_other_replica_takes_over() {
    let mut city = City::builder(Backend::Postgres).replicas(2).start().await;
    assert!(city.server_mut().sigterm().await.success());
    let left = city.anonymous_at(1);
    assert!(left.get("/readyz").await.status == 200);
    let survivor = city.signed_in_at(1, &city.new_phone()).await;
    let _ = survivor.delete("/v1/sessions/current").await.expect(204);
    eventually("the event is numbered", async || {
        let numbered =
            "select count(*) from outbox_events where kind = 'session.ended' and seq is not null";
        (city.database().number(numbered, []).await == 1).then_some(())
    })
    .await;
}
