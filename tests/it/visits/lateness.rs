//! Members who do not come.

use jinlin_tests::{Backend, City, EventStream, eventually, on_both_databases};
use serde_json::{Value, json};

use super::MINUTE;
use crate::scene::{Scene, act, seen, text, window};

/// An hour from the beginning of the tests, on the same day.
fn at_eleven() -> Value {
    window("2026-12-01T03:00:00Z", "2026-12-01T04:00:00Z")
}

on_both_databases! {
    /// Who does not come within the policy's time is asked, then replaced: the resident is told, others are asked at once, and whoever did not
    /// come is not.
    async fn a_lead_who_does_not_come_is_replaced(backend: Backend) {
        let scene = Scene::new(backend).await;
        let lead = scene.worker().await;
        // Open before the need is, so that its first opening is not taken for the second.
        let mut resident = EventStream::open(&scene.resident, None).await;
        let case = scene.open_with(at_eleven()).await;
        assert_eq!(resident.next_of("need.opened").await.data["entity_id"], case.need["id"]);
        let _ = act(&lead, &case.task("/claim")).await.expect(200);
        let mut own = EventStream::open(&lead, None).await;
        let answer = case.task("/visit/answer");
        lead.post(&answer, json!({ "answer": "on_my_way", "minutes": 20 })).await.expect_problem(409, "wrong_state");
        scene.city.clock().advance(76 * MINUTE);
        let asked = own.next_of("visit.asked").await.data;
        assert_eq!((text(&asked, "entity_id"), text(&asked["payload"], "kind")), (case.task.as_str(), "late"));
        let other = scene.worker().await;
        scene.city.clock().advance(30 * MINUTE);
        let told = resident.next_of("need.opened").await.data;
        assert_eq!(told["entity_id"], case.need["id"]);
        let need = seen(&scene.resident, &case.need("")).await;
        let last = need["steps"].as_array().and_then(|steps| steps.last()).expect("steps");
        assert_eq!((text(last, "state"), text(last, "reason")), ("open", "not_arrived"));
        lead.get(&case.task("")).await.expect_problem(404, "not_found");
        let _ = scene.offer_of(&other, &case.task).await;
        assert_eq!(seen(&lead, &format!("/v1/providers/{}", lead.id)).await["load"], 0);
        let offers = seen(&lead, "/v1/offers?state=open").await;
        assert_eq!(offers["items"], json!([]));
    }

    /// Who says when they come is waited for; once. Who is there is not asked, nor whoever promised no time.
    async fn who_is_on_the_way_is_waited_for(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (lead, there, free) = (scene.worker().await, scene.worker().await, scene.worker().await);
        let case = scene.open_with(at_eleven()).await;
        let _ = act(&lead, &case.task("/claim")).await.expect(200);
        let _ = scene.held(&free).await;
        let done = scene.open_with(at_eleven()).await;
        let _ = act(&there, &done.task("/claim")).await.expect(200);
        let _ = there.post(&done.task("/check-in"), scene.arrival().await).await.expect(200);
        let mut own = EventStream::open(&lead, None).await;
        scene.city.clock().advance(76 * MINUTE);
        let _ = own.next_of("visit.asked").await;
        let answer = case.task("/visit/answer");
        for minutes in [0, 61] {
            lead.post(&answer, json!({ "answer": "on_my_way", "minutes": minutes })).await.expect_field("minutes", "range");
        }
        let visit = lead.post(&answer, json!({ "answer": "on_my_way", "minutes": 40 })).await.expect(200);
        assert!(visit["expected_from"].is_string());
        let refused = lead.post(&answer, json!({ "answer": "on_my_way", "minutes": 40 })).await.expect_problem(409, "wrong_state");
        assert_eq!(refused["state"], "moved_before");
        // Past the time at which others would be replaced, and still theirs.
        scene.city.clock().advance(50 * MINUTE);
        let late = scene.open_with(window("2026-12-01T05:00:00Z", "2026-12-01T06:00:00Z")).await;
        assert_eq!(text(&seen(&lead, &case.task("")).await, "state"), "held");
        let _ = lead.post(&case.task("/check-in"), scene.arrival().await).await.expect(200);
        let refused = lead.post(&answer, json!({ "answer": "on_my_way", "minutes": 9 })).await.expect_problem(409, "wrong_state");
        assert_eq!(refused["state"], "checked_in");
        // The same again, and they do not come.
        let next = scene.worker().await;
        let _ = act(&next, &late.task("/claim")).await.expect(200);
        let mut theirs = EventStream::open(&next, None).await;
        scene.city.clock().advance(70 * MINUTE);
        let _ = theirs.next_of("visit.asked").await;
        let _ = next.post(&late.task("/visit/answer"), json!({ "answer": "on_my_way", "minutes": 5 })).await.expect(200);
        scene.city.clock().advance(21 * MINUTE);
        eventually("they are replaced", async || (next.get(&late.task("")).await.status == 404).then_some(())).await;
    }

    /// A volunteer who does not come loses the place to somebody else; the lead stays.
    async fn a_late_volunteers_place_is_free_again(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (lead, volunteer) = (scene.worker().await, scene.volunteer().await);
        let case = scene.open_with(at_eleven()).await;
        let _ = act(&lead, &case.task("/claim")).await.expect(200);
        let _ = act(&volunteer, &case.task("/join")).await.expect(200);
        scene.city.clock().advance(60 * MINUTE);
        let _ = lead.post(&case.task("/check-in"), scene.arrival().await).await.expect(200);
        let mut own = EventStream::open(&volunteer, None).await;
        scene.city.clock().advance(16 * MINUTE);
        assert_eq!(own.next_of("visit.asked").await.data["payload"]["kind"], "late");
        scene.city.clock().advance(30 * MINUTE);
        eventually("the place is free", async || {
            (seen(&lead, &case.task("")).await["volunteers_joined"] == 0).then_some(())
        })
        .await;
        assert_eq!(text(&seen(&lead, &case.task("")).await, "state"), "in_service");
        assert_eq!(seen(&volunteer, &format!("/v1/providers/{}", volunteer.id)).await["load"], 0);
        assert_eq!(scene.told("visit.asked").await, 1);
    }
}

/// Two replicas look after the same leads: each is asked once and replaced once, and their load is counted down once.
#[tokio::test]
async fn two_replicas_replace_once() {
    let scene = Scene::start(City::builder(Backend::Postgres).replicas(2)).await;
    let mut cases = Vec::new();
    let mut leads = Vec::new();
    for _ in 0..5 {
        let lead = scene.worker().await;
        let case = scene.open_with(at_eleven()).await;
        let _ = act(&lead, &case.task("/claim")).await.expect(200);
        cases.push(case);
        leads.push(lead);
    }
    scene.city.clock().advance(76 * MINUTE);
    eventually("all are asked", async || {
        (scene.told("visit.asked").await >= 5).then_some(())
    })
    .await;
    scene.city.clock().advance(31 * MINUTE);
    let replaced = "select count(*) from need_transitions where reason = 'not_arrived'";
    eventually("all are replaced", async || {
        (scene.city.database().number(replaced, []).await >= 5).then_some(())
    })
    .await;
    assert_eq!(scene.told("visit.asked").await, 5);
    assert_eq!(scene.city.database().number(replaced, []).await, 5);
    for lead in &leads {
        let shown = seen(lead, &format!("/v1/providers/{}", lead.id)).await;
        assert_eq!(shown["load"], 0);
    }
}
