//! One relay at a time, another one when it dies, and everybody is told when there is none.

use std::time::Duration;

use jinlin_tests::{Backend, City, TestDatabase, eventually, on_both_databases};
use serde_json::{Value, json};

use crate::scene::Scene;

async fn holder(database: &TestDatabase) -> Option<String> {
    let rows = database
        .query("select holder from outbox_head where id = 1", [])
        .await;
    rows.first()
        .and_then(|row| row.try_get("", "holder").unwrap())
}

/// A relay that is killed keeps its lease until that runs out; then the other replica numbers on, without a hole.
#[tokio::test]
async fn a_killed_relay_is_replaced() {
    let mut city = City::on(Backend::Postgres).await;
    // The only replica there is has the lease; the second comes later and finds it taken.
    let first = eventually("the relay holds its lease", async || {
        holder(city.database()).await
    })
    .await;
    city.add_replica().await;
    let person = city.signed_in_at(1, &city.new_phone()).await;
    assert_eq!(
        holder(city.database()).await.as_deref(),
        Some(first.as_str())
    );
    city.server_mut().kill9();
    let _ = person.delete("/v1/sessions/current").await.expect(204);
    city.clock().advance(Duration::from_secs(6));
    eventually("the event is numbered", async || {
        let numbered =
            "select count(*) from outbox_events where kind = 'session.ended' and seq is not null";
        (city.database().number(numbered, []).await == 1).then_some(())
    })
    .await;
    assert_ne!(
        holder(city.database()).await.as_deref(),
        Some(first.as_str())
    );
    assert!(
        city.database()
            .number("select epoch from outbox_head where id = 1", [])
            .await
            >= 2
    );
}

/// Gives the lease to a replica that does not exist, for so many microseconds since 1970.
async fn hold_lease(database: &TestDatabase, until: i64) {
    let sql = "update outbox_head set holder = 'nobody', epoch = epoch + 1, lease_until = $1 where id = 1";
    let _ = database.query(sql, [until.into()]).await;
}

/// What a replica says of itself; it must be ready.
async fn ready(city: &City) -> Value {
    city.anonymous().get("/readyz").await.expect(200)
}

/// The value of a metric.
async fn metric(city: &City, name: &str) -> f64 {
    let text = city.anonymous().get("/metrics").await.text();
    let line = text
        .lines()
        .find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
    let value = line.unwrap_or_else(|| panic!("no {name} in {text}"));
    value.parse().unwrap()
}

on_both_databases! {
    /// While somebody who is gone holds the lease, nothing is numbered, and `events_behind` stays 0: the backlog tells, in the metrics
    /// and, once it is old, as a degradation of a replica that stays ready. Afterwards all is well again.
    async fn a_dead_relay_is_seen(backend: Backend) {
        let city = City::on(backend).await;
        let person = city.resident().await;
        eventually("nothing waits", async || {
            (ready(&city).await["unnumbered_events"] == 0).then_some(())
        })
        .await;
        hold_lease(city.database(), i64::MAX).await;
        let _ = person.delete("/v1/sessions/current").await.expect(204);
        let young = ready(&city).await;
        assert_eq!((&young["unnumbered_events"], &young["degraded"]), (&json!(1), &json!([])), "{young}");

        city.clock().advance(Duration::from_secs(40));
        let old = ready(&city).await;
        assert_eq!((&old["ready"], &old["events_behind"]), (&json!(true), &json!(0)), "{old}");
        assert_eq!((&old["unnumbered_events"], &old["degraded"]), (&json!(1), &json!(["numbering"])), "{old}");
        assert!(old["oldest_unnumbered_seconds"].as_i64() >= Some(40), "{old}");
        assert_eq!(metric(&city, "jinlin_unnumbered_events").await, 1.0);
        assert!(metric(&city, "jinlin_oldest_unnumbered_event_seconds").await >= 40.0);

        // What docs/operations.md says to do.
        let _ = city.database().query("update outbox_head set lease_until = 0", []).await;
        eventually("the event is numbered", async || {
            let ready = ready(&city).await;
            (ready["unnumbered_events"] == 0 && ready["degraded"] == json!([])).then_some(())
        })
        .await;
        assert_eq!(metric(&city, "jinlin_unnumbered_events").await, 0.0);
        assert_eq!(metric(&city, "jinlin_oldest_unnumbered_event_seconds").await, 0.0);
    }

    /// While the notifier cannot write, the events it has not gone through are counted and, once they are old, a degradation. Afterwards
    /// it reads on where it stood.
    async fn a_stuck_notifier_is_seen(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (city, lead) = (&scene.city, scene.worker().await);
        eventually("nothing waits", async || (ready(city).await["untold_events"] == 0).then_some(())).await;
        let rename = async |from: &str, to: &str| {
            let sql = format!("alter table {from} rename to {to}");
            let _ = city.database().query(&sql, []).await;
        };
        rename("event_consumers", "event_consumers_away").await;
        assert_eq!(ready(city).await["untold_events"], json!(null), "not known is not zero");
        rename("event_consumers_away", "event_consumers").await;
        rename("notifications", "notifications_away").await;
        // The resident is told who comes.
        let _ = scene.held(&lead).await;
        eventually("an event waits to be told of", async || {
            (ready(city).await["untold_events"].as_i64() > Some(0)).then_some(())
        })
        .await;
        city.clock().advance(Duration::from_secs(40));
        let old = ready(city).await;
        assert_eq!((&old["ready"], &old["degraded"]), (&json!(true), &json!(["telling"])), "{old}");
        assert!(metric(city, "jinlin_oldest_untold_event_seconds").await >= 40.0);
        rename("notifications_away", "notifications").await;
        eventually("it is told of", async || {
            let ready = ready(city).await;
            (ready["untold_events"] == 0 && ready["degraded"] == json!([])).then_some(())
        })
        .await;
    }
}
