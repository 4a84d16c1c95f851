//! Conversations: who takes part, from when, until when.

use jinlin_tests::{Client, on_both_databases};
use serde_json::{Value, json};

use crate::scene::{Case, NOBODY, Scene, act, long, record, seen, text};

async fn say(client: &Client, case: &Case, words: &str) -> String {
    let said = client
        .post(&case.task("/messages"), json!({ "text": words }))
        .await;
    text(&said.expect(201), "id").to_owned()
}

/// The texts that somebody reads, oldest first.
async fn heard(client: &Client, case: &Case) -> Vec<String> {
    let page = seen(client, &case.task("/messages?limit=100")).await;
    let mut texts: Vec<_> = items(&page)
        .iter()
        .map(|item| text(item, "text").to_owned())
        .collect();
    texts.reverse();
    texts
}

fn items(page: &Value) -> &Vec<Value> {
    page["items"].as_array().expect("a list")
}

on_both_databases! {
    /// Resident, lead and volunteers talk; a volunteer reads what was said since they joined. Nobody else reads a word, officers neither. Closed
    /// with the task, still to be read.
    async fn a_team_and_its_resident_talk(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (lead, volunteer, other) = (scene.worker().await, scene.volunteer().await, scene.worker().await);
        let case = scene.open().await;
        let path = case.task("/messages");
        scene.resident.post(&path, json!({ "text": "早了" })).await.expect_problem(409, "wrong_state");
        let _ = act(&lead, &case.task("/claim")).await.expect(200);
        let first = say(&scene.resident, &case, "门铃坏了，请敲门。").await;
        volunteer.get(&path).await.expect_problem(404, "not_found");
        scene.city.clock().advance(std::time::Duration::from_secs(60));
        let _ = act(&volunteer, &case.task("/join")).await.expect(200);
        let _ = say(&lead, &case, "我三点到。").await;
        let last = say(&volunteer, &case, "我带轮椅。").await;
        assert_eq!(heard(&scene.resident, &case).await, ["门铃坏了，请敲门。", "我三点到。", "我带轮椅。"]);
        assert_eq!(heard(&lead, &case).await.len(), 3);
        assert_eq!(heard(&volunteer, &case).await, ["我三点到。", "我带轮椅。"]);
        for nobody in [&*scene.stranger, &*other, &*scene.admin] {
            assert!([403, 404].contains(&nobody.get(&path).await.status));
        }
        scene.officer.get(&path).await.expect_problem(404, "not_found");
        for (words, code) in [("  ", "required"), (long(1_001).as_str(), "too_long")] {
            lead.post(&path, json!({ "text": words })).await.expect_field("text", code);
        }
        let page = seen(&lead, &case.task("/messages?limit=2")).await;
        assert_eq!((items(&page).len(), text(&items(&page)[0], "id")), (2, last.as_str()));
        let next = seen(&lead, &case.task(&format!("/messages?limit=2&cursor={}", text(&page, "next_cursor")))).await;
        assert_eq!((items(&next).len(), text(&items(&next)[0], "from")), (1, "client"));

        // Marks: the resident has two to read, reads them, and the lead sees it; a mark does not go back.
        let read = case.task("/messages/read");
        assert_eq!(seen(&scene.resident, &path).await["unread"], 2);
        assert_eq!(scene.resident.post(&read, json!({ "up_to": last })).await.expect(200)["unread"], 0);
        assert_eq!(scene.resident.post(&read, json!({ "up_to": first })).await.expect(200)["unread"], 0);
        let marks = seen(&lead, &path).await["read_by"].clone();
        assert_eq!((text(&marks[0], "by"), text(&marks[0], "up_to")), ("client", last.as_str()));
        scene.resident.post(&read, json!({ "up_to": NOBODY })).await.expect_field("up_to", "unknown");
        // What was said before they joined does not exist for a volunteer.
        volunteer.post(&read, json!({ "up_to": first })).await.expect_field("up_to", "unknown");

        let _ = lead.post(&case.task("/check-in"), scene.arrival().await).await.expect(200);
        let _ = lead.post(&case.task("/finish"), record()).await.expect(200);
        for client in [&*scene.resident, &*lead, &*volunteer] {
            client.post(&path, json!({ "text": "晚了" })).await.expect_problem(409, "wrong_state");
            assert_eq!(seen(client, &path).await["open"], false);
        }
        assert_eq!(heard(&scene.resident, &case).await.len(), 3);
        let looks = seen(&scene.resident, "/v1/me/audit?limit=100").await;
        assert!(looks.to_string().contains("task_messages"), "the team's looks are in the log");
    }

    /// The event tells the others, and only them, by ids; nothing that was said lies in a row in clear.
    async fn a_message_is_told_by_ids_and_kept_sealed(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (lead, volunteer) = (scene.worker().await, scene.volunteer().await);
        let case = scene.held(&lead).await;
        let _ = act(&volunteer, &case.task("/join")).await.expect(200);
        let id = say(&lead, &case, "请把药盒放在桌上").await;
        let database = scene.city.database();
        let event = "select e.payload from outbox_events e where e.kind = 'message.posted'";
        let rows = database.query(event, []).await;
        let payload: String = rows[0].try_get_by_index(0).expect("a payload");
        assert!(payload.contains(&case.task) && !payload.contains("药盒"), "{payload}");
        for (person, told) in [(&scene.resident, 1), (&volunteer.person, 1), (&lead.person, 0), (&scene.stranger, 0)] {
            let count = "select count(*) from event_recipients r join outbox_events e on e.id = r.event_id \
                         where e.kind = 'message.posted' and e.entity_id = $1 and r.person_id = $2";
            let id: uuid::Uuid = id.parse().expect("an id");
            assert_eq!(database.number(count, [id.into(), person.person_id().into()]).await, told);
        }
        let sealed = database.query("select content from task_messages", []).await;
        let sealed: Vec<u8> = sealed[0].try_get_by_index(0).expect("a ciphertext");
        assert!(!String::from_utf8_lossy(&sealed).contains("药盒"));
        // Sent twice by a phone on a bad network, said once.
        let body = json!({ "text": "马上到" });
        for _ in 0..2 {
            let _ = lead.post(&case.task("/messages"), &body).key("once").await.expect(201);
        }
        assert_eq!(heard(&scene.resident, &case).await, ["请把药盒放在桌上", "马上到"]);
    }
}
