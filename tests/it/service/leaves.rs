//! Leave: who is away is asked for nothing, and who stands in is asked first.

use std::time::Duration;

use jinlin_tests::{Answer, Client, eventually, on_both_databases};
use serde_json::{Value, json};

use crate::notifications::inbox::told;
use crate::places::{COMMUNITY, NEIGHBOUR, OTHER_COMMUNITY};
use crate::scene::{Case, Provider, Scene, act, escort, seen, text, window, with};

/// Tests begin on 2026-12-01 at 02:00 UTC.
const NOW: (&str, &str) = ("2026-12-01T00:00:00Z", "2026-12-04T00:00:00Z");
const LATER: (&str, &str) = ("2026-12-03T00:00:00Z", "2026-12-05T00:00:00Z");

fn leave_of(kind: &str, (from, until): (&str, &str), stand_in: Option<&Provider>) -> Value {
    let stand_in = stand_in.map(|provider| provider.id.clone());
    json!({ "kind": kind, "from": from, "until": until, "stand_in_provider_id": stand_in })
}

async fn enter(by: &Client, whose: &Provider, body: Value) -> Answer {
    by.post(&format!("/v1/providers/{}/leaves", whose.id), body)
        .await
}

async fn on_leave(provider: &Provider) -> bool {
    let shown = seen(provider, &format!("/v1/providers/{}", provider.id)).await;
    shown["on_leave"] == true
}

async fn is_away(scene: &Scene, provider: &Provider, away: bool) {
    eventually("the leave begins or ends", async || {
        (on_leave(provider).await == away).then_some(())
    })
    .await;
    scene.settle().await;
}

async fn offers_of(provider: &Provider, case: &Case) -> usize {
    let offers = seen(provider, "/v1/offers?state=open&limit=100").await;
    let items = offers["items"].as_array().expect("a list of offers");
    items
        .iter()
        .filter(|offer| offer["task_id"] == *case.task)
        .count()
}

fn lead_of(task: &Value) -> Option<&str> {
    let team = task["team"].as_array()?;
    team.iter().find(|member| member["role"] == "lead")?["provider_id"].as_str()
}

on_both_databases! {
    /// Asked for, granted, begun by the clock: what was offered is withdrawn and goes to the stand-in first, who counts as of the community;
    /// the one away cannot take anything until they are back.
    async fn a_leave_is_asked_for_granted_and_kept(backend: Backend) {
        let scene = Scene::new(backend).await;
        let lead = scene.worker().await;
        // Nearer to the ring's edge than another colleague of the neighbour community: standing in is what counts.
        let stand_in = scene.worker_with(json!({ "skills": ["health_escort"], "community": NEIGHBOUR })).await;
        let leave = enter(&lead, &lead, leave_of("annual", LATER, Some(&stand_in))).await.expect(201);
        assert_eq!(leave["state"], "asked");
        let _ = told(&scene.officer, "leave_asked").await;
        enter(&lead, &lead, leave_of("annual", NOW, None)).await.expect_problem(409, "time_conflict");
        let path = format!("/v1/leaves/{}", text(&leave, "id"));
        let decide = format!("{path}/decide");
        lead.post(&decide, json!({ "approve": true })).await.expect_problem(403, "forbidden");
        scene.officer.post(&decide, json!({ "approve": false })).await.expect_field("reason", "required");
        let granted = scene.officer.post(&decide, json!({ "approve": true })).await.expect(200);
        assert_eq!(granted["state"], "approved");
        scene.officer.post(&decide, json!({ "approve": true })).await.expect_problem(409, "wrong_state");
        for person in [&lead, &stand_in] {
            let _ = told(person, "leave_changed").await;
        }
        // What falls into the days away cannot be promised today.
        let during = window("2026-12-04T02:00:00Z", "2026-12-04T04:00:00Z");
        let promised = scene.open_with(during).await;
        act(&lead, &promised.task("/claim")).await.expect_problem(409, "on_leave");

        let case = scene.open().await;
        eventually("the community's own worker is asked", async || (offers_of(&lead, &case).await == 1).then_some(())).await;
        assert!(!on_leave(&lead).await);
        scene.city.clock().advance(Duration::from_secs(2 * 86_400));
        is_away(&scene, &lead, true).await;
        eventually("the stand-in is asked instead", async || {
            scene.city.clock().advance(Duration::from_secs(121));
            (offers_of(&lead, &case).await == 0 && offers_of(&stand_in, &case).await == 1).then_some(())
        }).await;
        let candidates = seen(&scene.officer, &case.need("/candidates")).await;
        assert_eq!(candidates["items"][0]["provider_id"], stand_in.id, "{candidates}");
        assert_eq!(candidates["items"][0]["ring"], "own_community");
        let assign = json!({ "provider_id": lead.id });
        let refused = scene.officer.post(&case.need("/assign"), assign).await.expect_problem(409, "on_leave");
        assert_eq!(refused["until"], "2026-12-05T00:00:00Z");
        // The stand-in sees from when until when, and not what kind of leave it is.
        let shown = seen(&stand_in, "/v1/leaves").await;
        assert_eq!((&shown["items"][0]["id"], &shown["items"][0]["kind"]), (&leave["id"], &json!(null)));
        stand_in.delete(&path).await.expect_problem(404, "not_found");

        // Back earlier.
        let _ = lead.delete(&path).await.expect(204);
        lead.delete(&path).await.expect_problem(409, "wrong_state");
        is_away(&scene, &lead, false).await;
        let _ = act(&lead, &scene.open().await.task("/claim")).await.expect(200);
    }

    /// Sick leave is in force at once; it ends by itself, and is taken back only by whoever it concerns.
    async fn sick_leave_is_in_force_at_once(backend: Backend) {
        let scene = Scene::new(backend).await;
        let lead = scene.worker().await;
        let leave = enter(&lead, &lead, leave_of("sick", NOW, None)).await.expect(201);
        assert_eq!(leave["state"], "approved");
        assert!(on_leave(&lead).await, "at once, and not when a job comes round");
        let _ = told(&scene.officer, "leave_changed").await;
        is_away(&scene, &lead, true).await;
        let case = scene.open().await;
        act(&lead, &case.task("/claim")).await.expect_problem(409, "not_eligible");
        let path = format!("/v1/leaves/{}", text(&leave, "id"));
        scene.stranger.delete(&path).await.expect_problem(403, "forbidden");
        scene.city.clock().advance(Duration::from_secs(3 * 86_400));
        is_away(&scene, &lead, false).await;
        let volunteer = scene.volunteer().await;
        let span = ("2026-12-05T00:00:00Z", "2026-12-06T00:00:00Z");
        assert_eq!(enter(&volunteer, &volunteer, leave_of("personal", span, None)).await.expect(201)["state"], "approved");
        let listed = seen(&scene.officer, "/v1/leaves?state=approved").await;
        assert_eq!(listed["items"].as_array().map(Vec::len), Some(2), "{listed}");
    }

    /// Whoever is on duty and away is not called; who stands in for them is.
    async fn the_duty_officer_away_is_stood_in_for(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (lead, stand_in) = (scene.worker().await, scene.worker().await);
        let _ = scene.on_duty(COMMUNITY, &lead.person, None).await;
        let _ = enter(&scene.officer, &lead, leave_of("sick", NOW, Some(&stand_in))).await.expect(201);
        let emergency = with(&escort(), json!({ "category": "medical_emergency", "description": "摔倒了，起不来" }));
        let need = scene.resident.post("/v1/needs", emergency).await.expect(201);
        assert_eq!(need["on_duty"]["called"], true, "{need}");
        let calls = seen(&stand_in, "/v1/call-backs?state=open").await;
        assert_eq!(calls["items"][0]["need_id"], need["id"], "{calls}");
        assert_eq!(seen(&lead, "/v1/call-backs?state=open").await["items"], json!([]));
    }

    /// What falls into a leave is shown, and handed over whole: the stand-in leads it, or nothing has changed.
    async fn what_was_promised_is_handed_over(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (lead, stand_in) = (scene.worker_with(json!({ "skills": ["health_escort"], "capacity": 3 })).await, scene.worker_with(json!({ "skills": ["health_escort"], "capacity": 1 })).await);
        let mut cases = Vec::new();
        for (from, until) in [("2026-12-02T02:00:00Z", "2026-12-02T04:00:00Z"), ("2026-12-03T02:00:00Z", "2026-12-03T04:00:00Z"), ("2026-12-03T06:00:00Z", "2026-12-03T08:00:00Z")] {
            let case = scene.open_with(window(from, until)).await;
            let _ = act(&lead, &case.task("/claim")).await.expect(200);
            cases.push(case);
        }
        let leave = enter(&scene.officer, &lead, leave_of("training", LATER, Some(&stand_in))).await.expect(201);
        let path = format!("/v1/leaves/{}", text(&leave, "id"));
        let touched = seen(&lead, &format!("{path}/tasks")).await;
        let ids: Vec<_> = touched["items"].as_array().expect("a list").iter().map(|item| text(item, "task_id").to_owned()).collect();
        assert_eq!(ids, [cases[1].task.clone(), cases[2].task.clone()]);
        let hand_over = format!("{path}/hand-over");
        let task = |case: &Case| json!({ "task_id": case.task });
        lead.post(&hand_over, task(&cases[1])).await.expect_problem(403, "forbidden");
        scene.officer.post(&hand_over, task(&cases[0])).await.expect_field("task_id", "unknown");
        let given = scene.officer.post(&hand_over, task(&cases[1])).await.expect(200);
        assert_eq!(given["provider_id"], stand_in.id);
        let seen_by_stand_in = seen(&stand_in, &cases[1].task("")).await;
        assert_eq!((seen_by_stand_in["state"].as_str(), lead_of(&seen_by_stand_in)), (Some("held"), Some(stand_in.id.as_str())));
        // The stand-in is full now.
        scene.officer.post(&hand_over, task(&cases[2])).await.expect_problem(409, "at_capacity");
        let kept = seen(&lead, &cases[2].task("")).await;
        assert_eq!((kept["state"].as_str(), lead_of(&kept)), (Some("held"), Some(lead.id.as_str())));
    }

    /// Every field is looked at; of two leaves entered at the same moment for the same days one is.
    async fn what_makes_no_sense_is_refused(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (lead, colleague) = (scene.worker().await, scene.worker().await);
        let elsewhere = scene.worker_with(json!({ "skills": ["health_escort"], "community": OTHER_COMMUNITY })).await;
        let volunteer = scene.volunteer().await;
        for (span, stand_in, field, word) in [
            (("2026-12-05T00:00:00Z", "2026-12-04T00:00:00Z"), None, "until", "range"),
            (("2026-11-28T00:00:00Z", "2026-11-30T00:00:00Z"), None, "until", "range"),
            (("2026-12-05T00:00:00Z", "2028-12-05T00:00:00Z"), None, "until", "range"),
            (("2026-11-20T00:00:00Z", "2026-12-05T00:00:00Z"), None, "from", "range"),
            (LATER, Some(&lead), "stand_in_provider_id", "contradiction"),
            (LATER, Some(&volunteer), "stand_in_provider_id", "unknown"),
            (LATER, Some(&elsewhere), "stand_in_provider_id", "not_allowed"),
        ] {
            enter(&lead, &lead, leave_of("annual", span, stand_in)).await.expect_field(field, word);
        }
        enter(&scene.stranger, &lead, leave_of("annual", LATER, None)).await.expect_problem(403, "forbidden");
        enter(&colleague, &lead, leave_of("annual", LATER, None)).await.expect_problem(404, "not_found");
        let (one, two) = tokio::join!(
            enter(&lead, &lead, leave_of("annual", LATER, None)),
            enter(&scene.officer, &lead, leave_of("training", LATER, None)),
        );
        let mut answers = [one.status, two.status];
        answers.sort_unstable();
        assert_eq!(answers, [201, 409]);
    }
}
