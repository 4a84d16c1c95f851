//! Health and readiness tell the truth.

use jinlin_tests::{Backend, City, eventually, on_both_databases};
use serde_json::json;

on_both_databases! {
    /// A healthy replica says so, and what it stands on.
    async fn a_running_replica_is_ready(backend: Backend) {
        let city = City::on(backend).await;
        assert_eq!(city.anonymous().get("/healthz").await.text(), "ok\n");
        let ready = city.anonymous().get("/readyz").await;
        assert_eq!(ready.header("cache-control"), Some("no-store"));
        let ready = ready.expect(200);
        assert_eq!(ready["ready"], true);
        assert_eq!((&ready["database"], &ready["copies_loaded"]), (&json!(true), &json!(true)));
        let redis = if backend == jinlin_tests::Backend::Postgres { json!(true) } else { json!(null) };
        assert_eq!((&ready["redis"], &ready["degraded"]), (&redis, &json!([])));
    }

    /// Metrics count what happened, by route and not by address.
    async fn metrics_count_requests(backend: Backend) {
        let city = City::on(backend).await;
        let _ = city.anonymous().get("/v1/divisions/510104").await.expect(200);
        city.anonymous().get("/v1/divisions/999999").await.expect_problem(404, "not_found");
        let metrics = city.anonymous().get("/metrics").await;
        assert!(metrics.header("content-type").unwrap().starts_with("application/openmetrics-text"));
        let text = metrics.text();
        assert!(text.contains("/v1/divisions/{code}") && text.ends_with("# EOF\n"), "{text}");
        assert!(!text.contains("510104"), "an address became a label: {text}");
    }
}

/// A database that is gone makes the replica unready but not dead, and its requests 503 with a hint, not 500.
#[tokio::test]
async fn without_its_database_a_replica_is_not_ready() {
    let mut city = City::on(Backend::Postgres).await;
    let person = city.resident().await;
    let _ = person.get("/v1/me").await.expect(200);
    city.database().take_away().await;
    let ready = eventually("it notices", async || {
        let ready = city.anonymous().get("/readyz").await;
        (ready.status != 200).then_some(ready)
    })
    .await;
    let ready = ready.expect(503);
    assert_eq!(
        (&ready["ready"], &ready["database"]),
        (&json!(false), &json!(false))
    );
    // Not known is not zero.
    assert_eq!(ready["unnumbered_events"], json!(null));
    let metrics = city.anonymous().get("/metrics").await.text();
    assert!(
        metrics.contains("jinlin_unnumbered_events NaN\n"),
        "{metrics}"
    );
    assert_eq!(city.anonymous().get("/healthz").await.status, 200);
    let answer = person.get("/v1/me").await;
    assert!(answer.number("retry-after") >= 1);
    answer.expect_problem(503, "unavailable");
    // What is held in memory is still served, and it can still be stopped.
    let _ = city.anonymous().get("/v1/divisions").await.expect(200);
    assert!(city.server_mut().sigterm().await.success());
}

/// Connections that the database ends (a restart, a failover) come back by themselves.
#[tokio::test]
async fn a_replica_survives_its_databases_restart() {
    let city = City::builder(Backend::Postgres).replicas(2).start().await;
    let person = city.resident().await;
    let _ = person.get("/v1/me").await.expect(200);
    city.database().end_connections().await;
    for replica in 0..2 {
        eventually("it is ready again", async || {
            (city.anonymous_at(replica).get("/readyz").await.status == 200).then_some(())
        })
        .await;
    }
    // It follows events again, too: both replicas catch up with what is written now.
    let person = city.resident().await;
    let _ = person.delete("/v1/sessions/current").await.expect(204);
    for replica in 0..2 {
        eventually("it has caught up", async || {
            let ready = city.anonymous_at(replica).get("/readyz").await.expect(200);
            let unnumbered = "select count(*) from outbox_events where seq is null";
            let all = city.database().number(unnumbered, []).await == 0;
            (all && ready["events_behind"] == 0).then_some(())
        })
        .await;
    }
}

/// The page of the interface asks nobody else: not even a public validator for its opinion.
#[tokio::test]
async fn the_docs_fetch_nothing_from_elsewhere() {
    let city = City::on(jinlin_tests::Backend::Sqlite).await;
    let start = city.anonymous().get("/docs/swagger-initializer.js").await;
    assert_eq!(start.status, 200);
    let text: String = start.text().split_whitespace().collect();
    assert!(text.contains(r#""validatorUrl":"none""#), "{text}");
    assert!(!text.contains("http"), "{text}");
}
