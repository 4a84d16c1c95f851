//! One relay at a time, and another one when it dies.

use std::time::Duration;

use jinlin_tests::{Backend, City, TestDatabase, eventually};

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
