//! What whoever visits has to mind.

use jinlin_tests::on_both_databases;
use serde_json::json;

use crate::scene::{Scene, act, long, record, seen, text};

on_both_databases! {
    /// Lead and officers write it, the team reads it, the resident neither reads it nor learns that there is one.
    async fn the_team_is_warned_and_the_resident_not(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (lead, volunteer) = (scene.home_worker().await, scene.home_volunteer().await);
        let case = scene.home_visit(&lead, json!({})).await;
        let path = case.need("/hazards");
        for (text, code) in [(" ", "required"), (long(201).as_str(), "too_long")] {
            lead.post(&path, json!({ "kind": "dog", "text": text })).await.expect_field("text", code);
        }
        lead.post(&path, json!({ "kind": "cat", "text": "猫" })).await.expect_field("kind", "unknown");
        let _ = lead.post(&path, json!({ "kind": "dog", "text": "院里有大狗。" })).await.expect(201);
        let _ = scene.officer.post(&path, json!({ "kind": "infection", "text": "请戴口罩。" })).await.expect(201);
        scene.resident.post(&path, json!({ "kind": "other", "text": "我" })).await.expect_problem(403, "forbidden");
        scene.worker().await.post(&path, json!({ "kind": "other", "text": "我" })).await.expect_problem(404, "not_found");
        let _ = act(&volunteer, &case.task("/join")).await.expect(200);
        for person in [&lead.person, &volunteer.person, &scene.officer] {
            let task = seen(person, &case.task("")).await;
            let hazards = task["safety"]["hazards"].as_array().expect("hazards");
            let texts: Vec<_> = hazards.iter().map(|note| (text(note, "kind"), text(note, "text"))).collect();
            assert_eq!(texts, [("dog", "院里有大狗。"), ("infection", "请戴口罩。")]);
        }
        let tracking = format!("/v1/tracking/{}", text(&case.need, "tracking_code"));
        for path in [case.task(""), case.need(""), "/v1/me/audit?limit=100".to_owned(), tracking] {
            let shown = scene.resident.get(&path).await;
            assert!(!shown.text().contains("hazard") && !shown.text().contains("大狗"), "{path}: {}", shown.text());
        }
        let noted = "select count(*) from audit_entries where table_name = 'hazard_notes' and operation = 'show_task'";
        assert!(scene.city.database().number(noted, []).await >= 3);
        let plain = "select count(*) from hazard_notes where kind = 'dog'";
        assert_eq!(scene.city.database().number(plain, []).await, 1);
    }

    /// Where somebody has been violent two go, though they are known: the lead is not left without a place for the second.
    async fn two_go_where_there_was_violence(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (lead, volunteer) = (scene.home_worker().await, scene.home_volunteer().await);
        let arrival = scene.arrival().await;
        let first = scene.home_visit(&lead, json!({})).await;
        let _ = act(&volunteer, &first.task("/join")).await.expect(200);
        let _ = lead.post(&first.task("/check-in"), arrival.clone()).await.expect(200);
        let _ = lead.post(&first.task("/finish"), record()).await.expect(200);
        let case = scene.home_visit(&lead, json!({ "volunteers": 0 })).await;
        let _ = scene.officer.post(&case.need("/hazards"), json!({ "kind": "violence", "text": "儿子酒后动手。" })).await.expect(201);
        let refused = lead.post(&case.task("/check-in"), arrival.clone()).await.expect_problem(409, "second_person_needed");
        assert_eq!(refused["reasons"], json!(["risk"]));
        let task = act(&volunteer, &case.task("/join")).await.expect(200);
        assert_eq!(task["volunteers_wanted"], 1);
        let _ = lead.post(&case.task("/check-in"), arrival).await.expect(200);
        let _ = lead.post(&case.task("/finish"), record()).await.expect(200);
        let _ = act(&scene.resident, &case.task("/confirm")).await.expect(200);
        let late = scene.officer.post(&case.need("/hazards"), json!({ "kind": "other", "text": "晚了" })).await;
        late.expect_problem(409, "wrong_state");
    }
}
