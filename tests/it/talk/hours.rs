//! Hours: counted once, from both ends, corrected by the lead with a reason, never changed.

use std::time::Duration;

use jinlin_tests::on_both_databases;
use serde_json::{Value, json};

use crate::scene::{Case, NOBODY, Provider, Scene, act, long, record, seen, text};

/// A finished task whose volunteer was there for 100 minutes, while the record says 60.
async fn served(scene: &Scene, lead: &Provider, volunteer: &Provider) -> Case {
    let case = scene.in_service(lead).await;
    let _ = act(volunteer, &case.task("/join")).await.expect(200);
    let _ = volunteer
        .post(&case.task("/check-in"), scene.arrival().await)
        .await
        .expect(200);
    scene.city.clock().advance(Duration::from_secs(100 * 60));
    let _ = volunteer
        .post(&case.task("/check-out"), json!({}))
        .await
        .expect(200);
    scene.city.clock().advance(Duration::from_secs(3_600));
    let _ = lead.post(&case.task("/finish"), record()).await.expect(200);
    case
}

async fn members(scene: &Scene, case: &Case) -> Value {
    seen(&scene.resident, &case.task("")).await["team"].clone()
}

on_both_databases! {
    /// From check-in to check-out, not to the end; corrected up and down, the ledger keeps every step and adds up to what lists show.
    async fn hours_are_counted_and_corrected(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (lead, volunteer) = (scene.worker().await, scene.volunteer_with(json!({ "capacity": 10 })).await);
        let case = served(&scene, &lead, &volunteer).await;
        let hours = seen(&volunteer, "/v1/me/hours").await;
        // The seconds of the test's own way count as a begun minute.
        let counted = hours["minutes"].as_i64().expect("minutes");
        assert!((100..=102).contains(&counted), "{hours}");
        assert_eq!(seen(&lead, "/v1/me/hours").await["minutes"], 60);
        assert_eq!(seen(&scene.stranger, "/v1/me/hours").await, json!({ "minutes": 0, "items": [] }));

        let team = members(&scene, &case).await;
        let path = case.task(&format!("/members/{}/hours", text(&team[1], "id")));
        let correct = |minutes: i64, reason: &str| json!({ "minutes": minutes, "reason": reason });
        lead.post(&path, correct(1_441, "x")).await.expect_field("minutes", "range");
        for (reason, code) in [(" ", "required"), (long(201).as_str(), "too_long")] {
            lead.post(&path, correct(30, reason)).await.expect_field("reason", code);
        }
        volunteer.post(&path, correct(999, "我说")).await.expect_problem(403, "forbidden");
        lead.post(&case.task(&format!("/members/{NOBODY}/hours")), correct(30, "谁")).await.expect_problem(404, "not_found");
        for (minutes, reason) in [(130, "还打扫了楼道"), (120, "算多了")] {
            let task = lead.post(&path, correct(minutes, reason)).key(minutes.to_string()).await.expect(200);
            assert_eq!(task["team"][1]["minutes"], minutes);
            // Sent twice, corrected once.
            let _ = lead.post(&path, correct(minutes, reason)).key(minutes.to_string()).await.expect(200);
        }
        let hours = seen(&volunteer, "/v1/me/hours").await;
        assert_eq!((&hours["minutes"], &hours["items"][0]["minutes"]), (&json!(120), &json!(120)));
        let corrections = hours["items"][0]["corrections"].as_array().expect("corrections");
        assert_eq!((corrections.len(), text(&corrections[1], "reason")), (2, "算多了"));
        assert_eq!(corrections[1]["minutes"], -10);
        let database = scene.city.database();
        let kinds = "select count(*) from hour_entries where kind = ";
        assert_eq!(database.number(&format!("{kinds}'counted'"), []).await, 2, "once a member");
        assert_eq!(database.number(&format!("{kinds}'corrected'"), []).await, 2);

        let day = 86_400;
        scene.city.clock().advance(Duration::from_secs(15 * day));
        let late = lead.post(&path, correct(10, "太晚")).await.expect_problem(409, "wrong_state");
        assert_eq!(late["state"], "hours_closed");
    }

    /// Somebody who never came has no hours until the lead says so; before the end nothing is corrected; pages go on.
    async fn whoever_never_came_has_none(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (lead, volunteer) = (scene.worker().await, scene.volunteer_with(json!({ "capacity": 10 })).await);
        let case = scene.in_service(&lead).await;
        let _ = act(&volunteer, &case.task("/join")).await.expect(200);
        let team = members(&scene, &case).await;
        let path = case.task(&format!("/members/{}/hours", text(&team[1], "id")));
        let body = json!({ "minutes": 45, "reason": "没带手机" });
        lead.post(&path, &body).await.expect_problem(409, "wrong_state");
        let _ = lead.post(&case.task("/finish"), record()).await.expect(200);
        assert_eq!(seen(&volunteer, "/v1/me/hours").await["minutes"], 0);
        let _ = lead.post(&path, &body).await.expect(200);
        let _ = served(&scene, &lead, &volunteer).await;
        let page = seen(&volunteer, "/v1/me/hours?limit=1").await;
        assert_eq!(page["items"].as_array().map(Vec::len), Some(1));
        let next = seen(&volunteer, &format!("/v1/me/hours?limit=1&cursor={}", text(&page, "next_cursor"))).await;
        assert_eq!(next["items"][0]["minutes"], 45);
        assert!(next.get("next_cursor").is_none());
    }
}
