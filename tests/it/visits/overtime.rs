//! Visits that last too long.

use jinlin_tests::{Backend, City, EventStream, eventually, on_both_databases};
use serde_json::json;

use super::MINUTE;
use crate::places::COMMUNITY;
use crate::scene::{Scene, act, seen, text};

on_both_databases! {
    /// A quarter of an hour over the time that the category gives the visitor is asked, after another one whoever is on duty is alerted. An
    /// answer, more time, and leaving each end it.
    async fn whoever_does_not_come_out_is_looked_for(backend: Backend) {
        let scene = Scene::new(backend).await;
        let grid = scene.city.officer("grid_worker", COMMUNITY).await;
        let _ = scene.on_duty(COMMUNITY, &grid, None).await;
        let lead = scene.worker().await;
        let (mut own, mut duty) = (EventStream::open(&lead, None).await, EventStream::open(&grid, None).await);
        let case = scene.in_service(&lead).await;
        let until = seen(&lead, &case.task("")).await["team"][0]["expected_until"].clone();
        assert!(until.is_string());
        // Three hours, and a quarter.
        scene.city.clock().advance(196 * MINUTE);
        let asked = own.next_of("visit.asked").await.data;
        assert_eq!((text(&asked, "entity_id"), text(&asked["payload"], "kind")), (case.task.as_str(), "overtime"));
        let extend = case.task("/visit/extend");
        for minutes in [0, 241] {
            lead.post(&extend, json!({ "minutes": minutes })).await.expect_field("minutes", "range");
        }
        let visit = lead.post(&extend, json!({ "minutes": 30 })).await.expect(200);
        assert!(text(&visit, "expected_until") > until.as_str().expect("a time"));
        scene.city.clock().advance(46 * MINUTE);
        let _ = own.next_of("visit.asked").await;
        let answer = case.task("/visit/answer");
        lead.post(&answer, json!({ "answer": "on_my_way" })).await.expect_field("minutes", "required");
        lead.post(&answer, json!({ "answer": "on_my_way", "minutes": 9 })).await.expect_problem(409, "wrong_state");
        let _ = lead.post(&answer, json!({ "answer": "fine" })).await.expect(200);
        assert_eq!(scene.told("visit.alarm").await, 0);
        scene.city.clock().advance(16 * MINUTE);
        let _ = own.next_of("visit.asked").await;
        scene.city.clock().advance(15 * MINUTE);
        let alarm = duty.next_of("visit.alarm").await.data;
        assert_eq!((text(&alarm["payload"], "kind"), text(&alarm["payload"], "state")), ("overtime", "open"));
        let path = format!("/v1/visit-alarms/{}", text(&alarm, "entity_id"));
        assert_eq!(seen(&grid, &path).await["phone"], lead.person.phone());
        let _ = lead.post(&case.task("/check-out"), json!({})).await.expect(200);
        assert_eq!(text(&duty.next_of("visit.alarm").await.data["payload"], "state"), "ended");
        let over = seen(&grid, &path).await;
        assert_eq!((text(&over, "outcome"), over.get("phone")), ("safe", None));
        lead.post(&extend, json!({ "minutes": 30 })).await.expect_problem(409, "wrong_state");
        assert_eq!((scene.told("visit.asked").await, scene.told("visit.alarm").await), (3, 2));
    }

    /// What is finished or taken back asks nobody; who has not come is not asked whether they are well.
    async fn what_is_over_asks_nobody(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (lead, other, last) = (scene.worker().await, scene.worker().await, scene.worker().await);
        let _ = scene.finished(&lead).await;
        let _ = scene.held(&other).await;
        let running = scene.in_service(&last).await;
        let early = running.task("/visit/extend");
        other.post(&early, json!({ "minutes": 5 })).await.expect_problem(404, "not_found");
        scene.city.clock().advance(400 * MINUTE);
        eventually("the one who is there is asked", async || (scene.told("visit.asked").await == 1).then_some(())).await;
        let asked = "select count(*) from visits where asked_at is not null and ended_at is null";
        assert_eq!(scene.city.database().number(asked, []).await, 1);
    }
}

/// Two replicas look after the same visits: each visitor is asked once, and each alarm is raised once.
#[tokio::test]
async fn two_replicas_alert_once() {
    let scene = Scene::start(City::builder(Backend::Postgres).replicas(2)).await;
    let lead = scene
        .worker_with(json!({ "skills": ["health_escort"], "capacity": 10 }))
        .await;
    let mut cases = Vec::new();
    for _ in 0..8 {
        cases.push(scene.in_service(&lead).await);
    }
    scene.city.clock().advance(196 * MINUTE);
    eventually("all are asked", async || {
        (scene.told("visit.asked").await >= 8).then_some(())
    })
    .await;
    scene.city.clock().advance(16 * MINUTE);
    eventually("all are looked for", async || {
        (scene.told("visit.alarm").await >= 8).then_some(())
    })
    .await;
    // Both replicas have gone over them again: a later visit is asked about.
    let late = act(&lead, &cases[0].task("/sos"))
        .json(json!({}))
        .await
        .expect(201);
    assert_eq!(text(&late, "kind"), "sos");
    assert_eq!(
        (
            scene.told("visit.asked").await,
            scene.told("visit.alarm").await
        ),
        (8, 9)
    );
    let open = "select count(*) from visit_alarms where state = 'open'";
    assert_eq!(scene.city.database().number(open, []).await, 9);
}
