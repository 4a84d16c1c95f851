//! What was acknowledged survives `kill -9`.

use jinlin_tests::{City, eventually, on_both_databases};
use serde_json::json;

on_both_databases! {
    /// A sign-up and an edit, acknowledged, then no time for anything: all there after the start.
    async fn what_was_acknowledged_is_there_after_a_crash(backend: Backend) {
        let mut city = City::on(backend).await;
        let person = city.resident().await;
        let edited = person.patch("/v1/me", json!({ "name": "崩溃前的名字" })).if_match(1).await.expect(200);
        city.server_mut().kill9();
        city.server_mut().restart().await;
        let me = person.at_replica(city.server()).get("/v1/me").await.expect(200);
        assert_eq!(me, edited);
        let again = city.signed_in(person.phone()).await;
        assert_eq!(again.account_id(), person.account_id());
    }

    /// Killed amid many sign-outs: each that was acknowledged has happened, and no event has no number in the end.
    async fn a_crash_amid_writes_loses_no_event(backend: Backend) {
        let mut city = City::on(backend).await;
        let mut people = Vec::new();
        for _ in 0..10 {
            people.push(city.resident().await);
        }
        let leaving = people.iter().map(|person| {
            let request = person.delete("/v1/sessions/current");
            tokio::spawn(request.try_send())
        });
        let leaving: Vec<_> = leaving.collect();
        eventually("some have been acknowledged", async || {
            leaving.iter().any(tokio::task::JoinHandle::is_finished).then_some(())
        })
        .await;
        city.server_mut().kill9();
        let outcomes = futures_util::future::join_all(leaving).await;
        city.server_mut().restart().await;
        for (person, outcome) in people.iter().zip(outcomes) {
            // Whoever was not answered may be signed out or not; whoever was, is.
            if outcome.unwrap().is_ok_and(|answer| answer.status == 204) {
                person.at_replica(city.server()).get("/v1/me").await.expect_problem(401, "session_ended");
            }
        }
        let ended = city.database().number("select count(*) from sessions where ended_at is not null", []).await;
        assert!(ended >= 1);
        let events = "select count(*) from outbox_events where kind = 'session.ended' and seq is not null";
        eventually("every event is numbered", async || {
            (city.database().number(events, []).await == ended).then_some(())
        })
        .await;
    }
}
