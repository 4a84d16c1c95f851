//! Numbers follow commits, not ids: transactions that commit in reverse order lose nothing.

use jinlin_tests::{Backend, City, START, TestDatabase, eventually};
use sea_orm::{
    ConnectionTrait as _, DatabaseConnection, DatabaseTransaction, TransactionTrait as _,
};
use uuid::Uuid;

/// Writes an event as a slice would, within a transaction of the test's own.
async fn insert(database: &TestDatabase, transaction: &DatabaseTransaction, id: Uuid) {
    let sql = "insert into outbox_events (id, kind, entity_id, payload, created_at) values ($1, 'session.ended', $2, '{}', $3)";
    // Of now: old events are forgotten.
    let values = [id.into(), Uuid::now_v7().into(), START.into()];
    let statement = database.statement(sql, values);
    transaction.execute_raw(statement).await.unwrap();
    transaction
        .execute_unprepared("notify jinlin_outbox")
        .await
        .unwrap();
}

/// The number that the relay gave an event, once it has.
async fn number_of(database: &TestDatabase, id: Uuid) -> i64 {
    eventually("the event is numbered", async || {
        let rows = database
            .query("select seq from outbox_events where id = $1", [id.into()])
            .await;
        rows.first()
            .and_then(|row| row.try_get::<Option<i64>>("", "seq").unwrap())
    })
    .await
}

/// Checks that the numbers in use are 1, 2, 3, … up to the last one given.
async fn check_no_holes(database: &TestDatabase) {
    let rows = database
        .query(
            "select seq from outbox_events where seq is not null order by seq",
            [],
        )
        .await;
    let numbers: Vec<i64> = rows
        .iter()
        .map(|row| row.try_get("", "seq").unwrap())
        .collect();
    let expected: Vec<i64> = (1..=i64::try_from(numbers.len()).unwrap()).collect();
    assert_eq!(numbers, expected);
    let last = database
        .number("select last_seq from outbox_head where id = 1", [])
        .await;
    assert_eq!(last, i64::try_from(numbers.len()).unwrap());
}

/// The older id commits last, after the newer one was numbered: it gets the later number, and both replicas pass it.
#[tokio::test]
async fn commits_in_reverse_order_lose_no_event() {
    let city = City::builder(Backend::Postgres).replicas(2).start().await;
    let database = city.database();
    let (older, newer) = (Uuid::now_v7(), Uuid::now_v7());
    assert!(older < newer);
    let (one, two): (DatabaseConnection, DatabaseConnection) =
        (database.connect().await, database.connect().await);
    let (first, second) = (one.begin().await.unwrap(), two.begin().await.unwrap());
    insert(database, &first, older).await;
    insert(database, &second, newer).await;
    second.commit().await.unwrap();
    let newer_seq = number_of(database, newer).await;
    let seen = database
        .query(
            "select seq from outbox_events where id = $1",
            [older.into()],
        )
        .await;
    assert!(seen.is_empty(), "an uncommitted event is visible");
    first.commit().await.unwrap();
    let older_seq = number_of(database, older).await;
    assert_eq!(older_seq, newer_seq + 1);
    check_no_holes(database).await;
    for replica in 0..2 {
        eventually("the replica has read both", async || {
            let ready = city.anonymous_at(replica).get("/readyz").await.expect(200);
            let metrics = city.anonymous_at(replica).get("/metrics").await.text();
            let at = format!("jinlin_event_seq {older_seq}\n");
            (ready["events_behind"] == 0 && metrics.contains(&at)).then_some(())
        })
        .await;
    }
}

/// Many writers at once, some of whom give up: every committed event is numbered once, and no number is missing.
#[tokio::test]
async fn many_writers_leave_no_hole() {
    let city = City::builder(Backend::Postgres).replicas(2).start().await;
    let database = city.database();
    let writers = (0..12_usize).map(|writer| async move {
        let connection = database.connect().await;
        let mut committed = Vec::new();
        for round in 0..6_usize {
            let transaction = connection.begin().await.unwrap();
            let ids: Vec<_> = (0..=round % 3).map(|_| Uuid::now_v7()).collect();
            for id in &ids {
                insert(database, &transaction, *id).await;
            }
            if (writer + round) % 4 == 0 {
                transaction.rollback().await.unwrap();
            } else {
                transaction.commit().await.unwrap();
                committed.extend(ids);
            }
        }
        connection.close().await.unwrap();
        committed
    });
    let committed: Vec<_> = futures_util::future::join_all(writers)
        .await
        .into_iter()
        .flatten()
        .collect();
    eventually("all events are numbered", async || {
        let left = database
            .number("select count(*) from outbox_events where seq is null", [])
            .await;
        (left == 0).then_some(())
    })
    .await;
    let all = database
        .number("select count(*) from outbox_events", [])
        .await;
    assert_eq!(
        all,
        i64::try_from(committed.len()).unwrap(),
        "an event is missing or was rolled back only halfway"
    );
    check_no_holes(database).await;
}
