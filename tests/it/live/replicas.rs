//! Two replicas on PostgreSQL and Redis are one service.

use std::collections::BTreeSet;

use futures_util::future::join_all;
use jinlin_tests::{Backend, City, EventStream, SignedIn, eventually};
use serde_json::{Value, json};

use crate::scene::{Provider, Scene, act, record, seen, text};

async fn two_replicas() -> Scene {
    Scene::start(City::builder(Backend::Postgres).replicas(2)).await
}

/// The same person at the second replica.
fn second(scene: &Scene, person: &SignedIn) -> SignedIn {
    person.at_replica(scene.city.replica(1))
}

/// The whole story, every step at the other replica than the one before, and read at the one that did not write it.
#[tokio::test]
async fn the_story_is_told_over_two_replicas() {
    let scene = two_replicas().await;
    let (lead, volunteer) = (scene.worker().await, scene.volunteer().await);
    let (lead_2, volunteer_2) = (
        second(&scene, &lead.person),
        second(&scene, &volunteer.person),
    );
    let resident_2 = second(&scene, &scene.resident);
    let mut stream = EventStream::open(&lead_2, None).await;

    let case = scene.open().await;
    let opened = stream.next_of("offer.opened").await.data;
    assert_eq!(opened["payload"]["task_id"], case.task.as_str());
    let offer = text(&opened, "entity_id");
    let _ = act(&lead_2, &format!("/v1/offers/{offer}/accept"))
        .await
        .expect(200);
    assert_eq!(
        seen(&scene.resident, &case.need("")).await["state"],
        "matched"
    );
    let _ = act(&volunteer, &case.task("/join")).await.expect(200);
    let team = seen(&lead_2, &case.task("")).await["team"].clone();
    let member = team.as_array().expect("a team").iter();
    let member = member.clone().find(|member| member["role"] == "volunteer");
    let member = text(member.expect("a volunteer"), "id");
    let path = case.task(&format!("/members/{member}/confirm"));
    let _ = act(&lead_2, &path).await.expect(200);
    let briefing = json!({ "text": "请带雨伞" });
    let _ = lead
        .post(&case.task("/briefing"), briefing)
        .await
        .expect(200);
    assert_eq!(
        seen(&volunteer_2, &case.task("")).await["briefing"],
        "请带雨伞"
    );
    let arrival = scene.arrival().await;
    let _ = lead_2
        .post(&case.task("/check-in"), &arrival)
        .await
        .expect(200);
    let _ = volunteer
        .post(&case.task("/check-in"), &arrival)
        .await
        .expect(200);
    assert_eq!(
        seen(&resident_2, &case.need("")).await["state"],
        "in_service"
    );
    let _ = lead.post(&case.task("/finish"), record()).await.expect(200);
    let _ = act(&resident_2, &case.task("/confirm")).await.expect(200);
    let rating = json!({ "overall": 5, "resolved": "yes" });
    let _ = scene
        .resident
        .put(&case.task("/rating"), rating)
        .await
        .expect(201);
    let figures = seen(&second(&scene, &scene.officer), "/v1/figures").await;
    assert_eq!(figures["needs"]["by_state"]["closed"], 1, "{figures}");
}

/// A stream that is cut ten times and goes on at the other replica each time has every event once.
#[tokio::test]
async fn a_stream_goes_on_at_the_other_replica() {
    let scene = two_replicas().await;
    let mut after = None;
    let mut heard = Vec::new();
    for round in 0..10 {
        let here = scene.resident.at_replica(scene.city.replica(round % 2));
        let there = scene
            .resident
            .at_replica(scene.city.replica((round + 1) % 2));
        let mut stream = EventStream::open(&here, after).await;
        let draft = json!({ "category": "hospital_escort", "community": crate::places::COMMUNITY, "channel": "app" });
        let need = there.post("/v1/needs", draft).await.expect(201);
        loop {
            let event = stream.next().await;
            heard.push((event.id, event.kind.clone()));
            after = Some(event.id);
            if event.kind == "need.opened" && event.data["entity_id"] == need["id"] {
                break;
            }
        }
        // What comes now, until the next round listens, is not to be lost: the task's event follows the need's.
        drop(stream);
    }
    let ids: Vec<_> = heard.iter().map(|(id, _)| *id).collect();
    let once: BTreeSet<_> = ids.iter().copied().collect();
    assert_eq!(once.len(), ids.len(), "nothing twice: {ids:?}");
    let mut whole = EventStream::open(&scene.resident, Some(0)).await;
    for expected in heard {
        let event = whole.next().await;
        assert_eq!((event.id, event.kind), expected, "nothing lost");
    }
}

/// Workers claim from both replicas what is open nearby: each task has one lead, nobody more than they can carry.
#[tokio::test]
async fn claims_race_over_both_replicas() {
    let scene = two_replicas().await;
    let mut workers: Vec<Provider> = Vec::new();
    for _ in 0..4 {
        let worker = json!({ "skills": ["health_escort"], "capacity": 2 });
        workers.push(scene.worker_with(worker).await);
    }
    let mut cases = Vec::new();
    for _ in 0..6 {
        cases.push(scene.open().await);
    }
    let claims = workers.iter().enumerate().flat_map(|(number, worker)| {
        let here = worker.person.at_replica(scene.city.replica(number % 2));
        cases.iter().map(move |case| {
            let request = act(&here, &case.task("/claim"));
            async move { request.await }
        })
    });
    let answers = join_all(claims).await;
    let won = answers.iter().filter(|answer| answer.status == 200).count();
    assert_eq!(won, 6, "every task found one");
    for answer in answers.iter().filter(|answer| answer.status != 200) {
        assert_eq!(answer.status, 409, "{}", answer.text());
    }
    for worker in &workers {
        let shown = seen(worker, &format!("/v1/providers/{}", worker.id)).await;
        assert!(
            shown["load"].as_i64().is_some_and(|load| load <= 2),
            "{shown}"
        );
    }
    let two = "select count(*) from (select task_id from task_members where role = 'lead' \
               group by task_id having count(*) > 1) t";
    assert_eq!(scene.city.database().number(two, []).await, 0);
    trees_are_the_rows(&scene).await;
}

/// Both replicas' copies come to be what the rows say.
async fn trees_are_the_rows(scene: &Scene) {
    for replica in scene.city.replicas() {
        let admin = scene.admin.at_replica(replica);
        eventually("a replica's copy equals the rows", async || {
            let index: Value = seen(&admin, "/v1/system/index").await;
            (index["checksum"] == index["rows_checksum"]).then_some(())
        })
        .await;
    }
}
