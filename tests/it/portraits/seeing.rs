//! Who sees a portrait, and when.

use std::time::Duration;

use jinlin_tests::on_both_databases;
use serde_json::json;

use super::{picture, sees, send, shown};
use crate::places::{OTHER_COMMUNITY, OTHER_STREET};
use crate::scene::{Scene, act, record, seen, text};

on_both_databases! {
    /// Until an officer has agreed, only the provider and officers of the own divisions.
    async fn before_it_is_shown_hardly_anybody_sees_it(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (lead, colleague) = (scene.worker().await, scene.worker().await);
        let elsewhere = scene.city.officer("street_officer", OTHER_STREET).await;
        let case = scene.held(&lead).await;
        let portrait = send(&lead).await;
        assert!(sees(&lead, &portrait).await && sees(&scene.officer, &portrait).await && sees(&scene.street, &portrait).await);
        for other in [&*scene.resident, &*scene.stranger, &*colleague, &*elsewhere, &*scene.admin] {
            assert!(!sees(other, &portrait).await);
        }
        let task = seen(&scene.resident, &case.task("")).await;
        assert!(task["team"][0].get("portrait_id").is_none(), "{task}");
    }

    /// Not before somebody has taken the need, then until the contact closes: the resident, and the team among each other.
    async fn a_shown_one_is_seen_while_the_contact_is_open(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (lead, volunteer, colleague) = (scene.worker().await, scene.volunteer().await, scene.worker().await);
        let (face, other_face) = (shown(&scene, &lead).await, shown(&scene, &volunteer).await);
        let case = scene.open().await;
        assert!(!sees(&scene.resident, &face).await, "nobody has taken it yet");
        let _ = act(&lead, &case.task("/claim")).await.expect(200);
        assert!(sees(&scene.resident, &face).await && !sees(&volunteer, &face).await && !sees(&lead, &other_face).await);
        let _ = act(&volunteer, &case.task("/join")).await.expect(200);
        assert!(sees(&scene.resident, &other_face).await && sees(&volunteer, &face).await && sees(&lead, &other_face).await);
        for stranger in [&*scene.stranger, &*colleague, &*scene.admin] {
            assert!(!sees(stranger, &face).await);
        }
        let task = seen(&scene.resident, &case.task("")).await;
        let portraits: Vec<_> = task["team"].as_array().expect("a team").iter().map(|member| text(member, "portrait_id")).collect();
        assert_eq!(portraits, [face.as_str(), other_face.as_str()]);
        let looks = seen(&lead, "/v1/me/audit?limit=100").await.to_string();
        assert!(looks.contains("show_portrait"), "{looks}");

        let _ = lead.post(&case.task("/check-in"), scene.arrival().await).await.expect(200);
        let _ = lead.post(&case.task("/finish"), record()).await.expect(200);
        let _ = act(&scene.resident, &case.task("/confirm")).await.expect(200);
        scene.city.clock().advance(Duration::from_secs(7 * 86_400 - 600));
        assert!(sees(&scene.resident, &face).await && sees(&volunteer, &face).await);
        scene.city.clock().advance(Duration::from_secs(1_200));
        for over in [&*scene.resident, &*volunteer] {
            assert!(!sees(over, &face).await);
        }
        let task = seen(&scene.resident, &case.task("")).await;
        assert!(task["team"][0].get("portrait_id").is_none(), "{task}");
        assert!(sees(&lead, &face).await && sees(&scene.officer, &face).await);
    }

    /// Whoever gave the task back, and whoever left the team, is out of it at once.
    async fn whoever_has_left_sees_and_is_seen_no_more(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (lead, volunteer) = (scene.worker().await, scene.volunteer().await);
        let (face, other_face) = (shown(&scene, &lead).await, shown(&scene, &volunteer).await);
        let case = scene.held(&lead).await;
        let _ = act(&volunteer, &case.task("/join")).await.expect(200);
        assert!(sees(&volunteer, &face).await && sees(&scene.resident, &other_face).await);
        let _ = volunteer.post(&case.task("/leave"), json!({})).await.expect(204);
        assert!(!sees(&volunteer, &face).await && !sees(&scene.resident, &other_face).await && !sees(&lead, &other_face).await);
        let _ = lead.post(&case.task("/release"), json!({ "reason": "sick" })).await.expect(204);
        assert!(!sees(&scene.resident, &face).await);
    }

    /// Of a sensitive need the resident sees the lead as of any other; nobody beside them does.
    async fn a_sensitive_need_has_a_face_at_the_door_too(backend: Backend) {
        let scene = Scene::new(backend).await;
        let lead = scene.worker_with(json!({ "skills": ["drug_recovery"] })).await;
        let portrait = shown(&scene, &lead).await;
        let need = scene.resident.post("/v1/needs", json!({ "category": "drug_recovery", "community": crate::places::COMMUNITY, "channel": "app" })).await.expect(201);
        let assigned = scene.officer.post(&format!("/v1/needs/{}/assign", text(&need, "id")), json!({ "provider_id": lead.id })).await;
        let _ = assigned.expect(200);
        assert!(sees(&scene.resident, &portrait).await && !sees(&scene.stranger, &portrait).await);
    }

    /// An officer's reach is that of now: whoever moves away takes the portrait along.
    async fn an_officers_reach_is_that_of_now(backend: Backend) {
        let scene = Scene::new(backend).await;
        let elsewhere = scene.city.officer("street_officer", OTHER_STREET).await;
        let volunteer = scene.volunteer().await;
        let portrait = send(&volunteer).await;
        let version = seen(&volunteer, &format!("/v1/providers/{}", volunteer.id)).await["version"].as_i64().expect("a version");
        let moved = volunteer.patch(&format!("/v1/providers/{}", volunteer.id), json!({ "community": OTHER_COMMUNITY })).if_match(version);
        let _ = moved.await.expect(200);
        assert!(!sees(&scene.street, &portrait).await && sees(&elsewhere, &portrait).await);
        assert_eq!(seen(&scene.street, "/v1/portraits").await["items"], json!([]));
        assert_eq!(seen(&elsewhere, "/v1/portraits").await["items"][0]["id"], json!(portrait));
        scene.resident.get(&format!("{}?size=huge", picture(&portrait))).await.expect_problem(422, "invalid");
    }
}
