//! Teams that cannot be joined, left, decided on or dissolved.

use jinlin_tests::{Client, on_both_databases};
use serde_json::{Value, json};

use crate::scene::{Case, NOBODY, Provider, Scene, act, long, seen, text, window};

/// The volunteers' places in a team.
async fn members(scene: &Scene, case: &Case) -> Vec<Value> {
    let task = seen(&scene.resident, &case.task("")).await;
    let team = task["team"].as_array().expect("a task has a team").clone();
    team.into_iter()
        .filter(|member| member["role"] == "volunteer")
        .collect()
}

/// A refused joining leaves the team as it was.
async fn check_not_joined(
    scene: &Scene,
    volunteer: &Client,
    case: &Case,
    status: u16,
    code: &str,
) -> Value {
    let before = seen(&scene.resident, &case.task("")).await;
    let problem = act(volunteer, &case.task("/join"))
        .await
        .expect_problem(status, code);
    assert_eq!(
        seen(&scene.resident, &case.task("")).await,
        before,
        "{code}"
    );
    problem
}

async fn join(volunteer: &Provider, case: &Case) {
    let _ = act(volunteer, &case.task("/join")).await.expect(200);
}

on_both_databases! {
    /// Nobody joins what nobody leads, what is full, what they are in already, or what is their own.
    async fn a_team_is_not_joined(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (lead, volunteer, late) = (scene.worker().await, scene.volunteer().await, scene.volunteer().await);
        let open = scene.open().await;
        assert_eq!(check_not_joined(&scene, &volunteer, &open, 409, "wrong_state").await["state"], "open");
        let case = scene.held(&lead).await;
        join(&volunteer, &case).await;
        check_not_joined(&scene, &volunteer, &case, 409, "already_member").await;
        check_not_joined(&scene, &late, &case, 409, "no_place_left").await;
        assert_eq!(seen(&late, &format!("/v1/providers/{}", late.id)).await["load"], 0);
        check_not_joined(&scene, &lead, &case, 403, "forbidden").await;
        let unregistered = scene.city.officer("volunteer", crate::places::COMMUNITY).await;
        check_not_joined(&scene, &unregistered, &case, 404, "not_found").await;
        for id in [NOBODY, "x"] {
            act(&late, &format!("/v1/tasks/{id}/join")).await.expect_problem(404, "not_found");
        }

        let own = scene.open_of(&late, json!({})).await;
        let _ = act(&lead, &own.task("/claim")).await.expect(200);
        let problem = act(&late, &own.task("/join")).await.expect_problem(409, "not_eligible");
        assert_eq!(problem["reasons"], json!(["own_need"]));

        let over = scene.finished(&lead).await;
        assert_eq!(check_not_joined(&scene, &late, &over, 409, "wrong_state").await["state"], "finished");
    }

    /// A sensitive task is not there for volunteers; one for which a clearance is missing says so; one at a promised time too.
    async fn a_volunteer_is_not_for_every_task(backend: Backend) {
        let scene = Scene::new(backend).await;
        let volunteer = scene.volunteer_with(json!({ "capacity": 5 })).await;
        let lead = scene.worker_with(json!({ "skills": ["health_escort", "companionship"] })).await;
        let cleared = format!("/v1/providers/{}/clearance", lead.id);
        let _ = scene.street.put(&cleared, json!({ "clearance": ["home_visit"] })).await.expect(200);
        scene.settle().await;
        let visit = scene.open_with(json!({ "category": "companionship" })).await;
        let _ = act(&lead, &visit.task("/claim")).await.expect(200);
        let problem = check_not_joined(&scene, &volunteer, &visit, 409, "not_eligible").await;
        assert_eq!(problem["reasons"], json!(["clearance"]));

        let sensitive = scene.open_with(json!({ "category": "drug_recovery" })).await;
        check_not_joined(&scene, &volunteer, &sensitive, 404, "not_found").await;

        let promised = scene.open_with(window("2026-12-02T02:00:00Z", "2026-12-02T03:00:00Z")).await;
        let another = scene.worker().await;
        let _ = act(&lead, &promised.task("/claim")).await.expect(200);
        join(&volunteer, &promised).await;
        let overlapping = scene.open_with(window("2026-12-02T02:59:00Z", "2026-12-02T04:00:00Z")).await;
        let _ = act(&another, &overlapping.task("/claim")).await.expect(200);
        check_not_joined(&scene, &volunteer, &overlapping, 409, "time_conflict").await;
    }

    /// Only the lead decides, once, and on who is still there; whoever was refused does not come back by joining again.
    async fn a_volunteer_is_decided_on_once(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (lead, other) = (scene.worker().await, scene.worker().await);
        let volunteer = scene.volunteer_with(json!({ "capacity": 5 })).await;
        let case = scene.held(&lead).await;
        join(&volunteer, &case).await;
        let member = text(&members(&scene, &case).await[0], "id").to_owned();
        let path = |member: &str, word: &str| case.task(&format!("/members/{member}/{word}"));
        let leads = seen(&scene.resident, &case.task("")).await["team"][0]["id"].clone();
        for word in ["confirm", "refuse"] {
            act(&other, &path(&member, word)).await.expect_problem(404, "not_found");
            act(&volunteer, &path(&member, word)).await.expect_problem(403, "forbidden");
            for nobody in [NOBODY, "x", leads.as_str().unwrap()] {
                act(&lead, &path(nobody, word)).await.expect_problem(404, "not_found");
            }
            act(&lead, &format!("/v1/tasks/{NOBODY}/members/{member}/{word}")).await.expect_problem(404, "not_found");
        }
        let _ = act(&lead, &path(&member, "confirm")).await.expect(200);
        let refused = act(&lead, &path(&member, "confirm")).await.expect_problem(409, "wrong_state");
        assert_eq!(refused["state"], "confirmed");
        let _ = act(&lead, &path(&member, "refuse")).await.expect(200);
        for word in ["confirm", "refuse"] {
            let refused = act(&lead, &path(&member, word)).await.expect_problem(409, "wrong_state");
            assert_eq!(refused["state"], "refused", "{word}");
        }
        check_not_joined(&scene, &volunteer, &case, 409, "not_eligible").await;
        assert_eq!(seen(&volunteer, &format!("/v1/providers/{}", volunteer.id)).await["load"], 0);

        let left = scene.held(&lead).await;
        join(&volunteer, &left).await;
        let member = text(&members(&scene, &left).await[0], "id").to_owned();
        let _ = act(&volunteer, &left.task("/leave")).await.expect(204);
        let refused = act(&lead, &left.task(&format!("/members/{member}/refuse"))).await.expect_problem(409, "wrong_state");
        assert_eq!(refused["state"], "left");
    }

    /// Whoever is there does not leave, nor is refused; whoever is not on the team has nothing to leave.
    async fn whoever_is_there_stays(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (lead, volunteer, other) = (scene.worker().await, scene.volunteer().await, scene.volunteer().await);
        let case = scene.held(&lead).await;
        join(&volunteer, &case).await;
        let member = text(&members(&scene, &case).await[0], "id").to_owned();
        act(&other, &case.task("/leave")).await.expect_problem(404, "not_found");
        act(&lead, &case.task("/leave")).await.expect_problem(403, "forbidden");
        act(&volunteer, &format!("/v1/tasks/{NOBODY}/leave")).await.expect_problem(404, "not_found");
        let _ = volunteer.post(&case.task("/check-in"), scene.arrival().await).await.expect(200);
        let before = seen(&scene.resident, &case.task("")).await;
        assert_eq!(act(&volunteer, &case.task("/leave")).await.expect_problem(409, "wrong_state")["state"], "checked_in");
        let refuse = case.task(&format!("/members/{member}/refuse"));
        act(&lead, &refuse).await.expect_problem(409, "wrong_state");
        assert_eq!(seen(&scene.resident, &case.task("")).await, before);
    }

    /// Once the lead has finished nobody leaves, is confirmed or refused: their load was counted down, and is not a second time.
    async fn an_ended_team_stays_as_it_was(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (lead, volunteer) = (scene.worker().await, scene.volunteer_with(json!({ "capacity": 5 })).await);
        let (one, other) = (scene.held(&lead).await, scene.held(&lead).await);
        join(&volunteer, &one).await;
        join(&volunteer, &other).await;
        let member = members(&scene, &one).await[0]["id"].as_str().unwrap().to_owned();
        let _ = lead.post(&one.task("/check-in"), scene.arrival().await).await.expect(200);
        let _ = lead.post(&one.task("/finish"), crate::scene::record()).await.expect(200);
        let confirm = one.task(&format!("/members/{member}/confirm"));
        let refuse = one.task(&format!("/members/{member}/refuse"));
        for (client, path) in [(&*volunteer, one.task("/leave")), (&*lead, confirm), (&*lead, refuse)] {
            let problem = act(client, &path).await.expect_problem(409, "wrong_state");
            assert_eq!(problem["state"], "finished", "{path}");
        }
        let shown = seen(&volunteer, &format!("/v1/providers/{}", volunteer.id)).await;
        assert_eq!(shown["load"], 1, "the other task is still theirs");
    }

    /// What volunteers have to know is written by the lead, in some words, while there is somebody to read it.
    async fn a_briefing_is_not_written(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (lead, volunteer, other) = (scene.worker().await, scene.volunteer().await, scene.worker().await);
        let case = scene.held(&lead).await;
        join(&volunteer, &case).await;
        let path = case.task("/briefing");
        for (body, word) in [
            (json!({}), "required"),
            (json!({ "text": " \n" }), "required"),
            (json!({ "text": long(501) }), "too_long"),
            (json!({ "text": ["a"] }), "format"),
        ] {
            lead.post(&path, body).await.expect_field("text", word);
        }
        let body = json!({ "text": "带上血压计。" });
        volunteer.post(&path, &body).await.expect_problem(403, "forbidden");
        other.post(&path, &body).await.expect_problem(404, "not_found");
        for id in [NOBODY, "x"] {
            lead.post(&format!("/v1/tasks/{id}/briefing"), &body).await.expect_problem(404, "not_found");
        }
        assert_eq!(seen(&volunteer, &case.task("")).await.get("briefing"), None);
        let over = scene.finished(&lead).await;
        let refused = lead.post(&over.task("/briefing"), &body).await.expect_problem(409, "wrong_state");
        assert_eq!(refused["state"], "finished");
        assert_eq!(seen(&lead, &over.task("")).await.get("briefing"), None);
    }

    /// A task is given back by its lead, with a reason, before the lead is there.
    async fn a_task_is_not_given_back(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (lead, volunteer, other) = (scene.worker().await, scene.volunteer().await, scene.worker().await);
        let case = scene.held(&lead).await;
        join(&volunteer, &case).await;
        let path = case.task("/release");
        for (body, word) in [(json!({}), "required"), (json!({ "reason": "bored" }), "unknown"), (json!({ "reason": 3 }), "format")] {
            lead.post(&path, body).await.expect_field("reason", word);
        }
        let body = json!({ "reason": "sick" });
        volunteer.post(&path, &body).await.expect_problem(403, "forbidden");
        other.post(&path, &body).await.expect_problem(404, "not_found");
        lead.post(&format!("/v1/tasks/{NOBODY}/release"), &body).await.expect_problem(404, "not_found");
        assert_eq!(seen(&scene.resident, &case.task("")).await["state"], "held");
        let _ = lead.post(&case.task("/check-in"), scene.arrival().await).await.expect(200);
        let before = seen(&scene.resident, &case.task("")).await;
        assert_eq!(lead.post(&path, &body).await.expect_problem(409, "wrong_state")["state"], "in_service");
        assert_eq!(seen(&scene.resident, &case.task("")).await, before);
    }
}
