//! What is told to nobody, and what officers may end.

use jinlin_tests::on_both_databases;
use serde_json::{Value, json};

use crate::scene::{Scene, act, seen, text};

/// A need that somebody posts for somebody else, as a draft: nothing happens but the answer.
fn for_somebody(category: &str, phone: &str) -> Value {
    json!({
        "category": category, "community": crate::places::COMMUNITY, "channel": "app", "draft": true,
        "on_behalf_of": { "name": "王邻里", "phone": phone, "relation": "邻居", "consent": true },
    })
}

on_both_databases! {
    /// Whoever knows a phone or a place learns of an ordinary need that there is one like it, and of a sensitive one nothing.
    async fn a_warning_of_duplicates_tells_no_secret(backend: Backend) {
        let scene = Scene::new(backend).await;
        let phone = scene.city.new_phone();
        for category in ["hospital_escort", "drug_recovery"] {
            let _ = scene.resident.post("/v1/needs", for_somebody(category, &phone)).await.expect(201);
        }
        let asked = async |category: &str| {
            let need = scene.stranger.post("/v1/needs", for_somebody(category, &phone)).await.expect(201);
            need["possible_duplicates"].as_array().map_or(0, Vec::len)
        };
        assert_eq!(asked("hospital_escort").await, 1);
        assert_eq!(asked("drug_recovery").await, 0);
        let own = scene.resident.post("/v1/needs", for_somebody("drug_recovery", &phone)).await.expect(201);
        assert_eq!(own["possible_duplicates"].as_array().map(Vec::len), Some(1), "who posted it is warned: {own}");
    }

    /// That a client agreed to being posted for is written down, and nothing that was said of the two is in clear.
    async fn consent_is_recorded(backend: Backend) {
        let scene = Scene::new(backend).await;
        let body = for_somebody("hospital_escort", &scene.city.new_phone());
        let _ = scene.resident.post("/v1/needs", body).await.expect(201);
        let given = "select count(*) from consents c join needs n on n.person_id = c.person_id \
                     where c.purpose = 'posted_on_behalf' and n.on_behalf_relation is not null and n.person_id <> n.posted_by";
        assert_eq!(scene.city.database().number(given, []).await, 1);
    }

    /// An emergency stands on no list and is claimed by nobody: an officer gives it to the person on duty.
    async fn an_emergency_is_on_no_list(backend: Backend) {
        let scene = Scene::new(backend).await;
        let worker = scene.worker().await;
        let ordinary = scene.open().await;
        let emergency = scene.open_with(json!({ "category": "medical_emergency" })).await;
        let centre = scene.centre().await;
        let query = format!("lon={}&lat={}&crs=wgs84", centre["lon"], centre["lat"]);
        let nearby = seen(&worker, &format!("/v1/tasks/nearby?{query}")).await;
        let tasks: Vec<_> = nearby["items"].as_array().unwrap().iter().map(|item| text(item, "task_id")).collect();
        assert_eq!(tasks, [ordinary.task.as_str()]);
        act(&worker, &emergency.task("/claim")).await.expect_problem(404, "not_found");
        let _ = scene.officer.post(&emergency.need("/assign"), json!({ "provider_id": worker.id })).await.expect(200);
        assert_eq!(seen(&worker, &emergency.task("")).await["state"], "held");
    }

    /// An officer closes what was done in the resident's place, and its task with it; what is being served nobody closes.
    async fn an_officer_closes_in_the_residents_place(backend: Backend) {
        let scene = Scene::new(backend).await;
        let lead = scene.worker().await;
        let serving = scene.in_service(&lead).await;
        let close = json!({ "outcome": "resolved" });
        let refused = scene.officer.post(&serving.need("/close"), &close).await.expect_problem(409, "wrong_state");
        assert_eq!(refused["state"], "in_service");
        assert_eq!(seen(&lead, &serving.task("")).await["state"], "in_service");
        let _ = lead.post(&serving.task("/finish"), crate::scene::record()).await.expect(200);
        let _ = scene.officer.post(&serving.need("/close"), &close).await.expect(200);
        assert_eq!(seen(&scene.resident, &serving.need("")).await["state"], "closed");
        assert_eq!(seen(&lead, &serving.task("")).await["state"], "confirmed");
    }
}
