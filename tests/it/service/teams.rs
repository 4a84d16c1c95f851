//! Teams: what volunteers read, and who is asked again.

use jinlin_tests::on_both_databases;
use serde_json::json;

use crate::scene::{Case, Provider, Scene, act, seen, text};

/// The states of a provider's offers for a task, newest first.
async fn offers(provider: &Provider, case: &Case) -> Vec<String> {
    let offers = seen(provider, "/v1/offers?limit=100").await;
    let offers = offers["items"].as_array().expect("a list of offers");
    let of_task = offers
        .iter()
        .filter(|offer| offer["task_id"] == case.task.as_str());
    of_task
        .map(|offer| text(offer, "state").to_owned())
        .collect()
}

on_both_databases! {
    /// Volunteers read what the lead writes and nothing of what the resident wrote; the resident sees it too, a stranger does not. Who looked
    /// is in the audit log of the person served, and the next lead begins with an empty page.
    async fn volunteers_read_the_leads_text(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (lead, volunteer) = (scene.worker().await, scene.volunteer().await);
        let case = scene.open_with(json!({ "description": "膝盖刚做过手术" })).await;
        let briefing = case.task("/briefing");
        lead.post(&briefing, json!({ "text": "早了" })).await.expect_problem(404, "not_found");
        let _ = act(&lead, &case.task("/claim")).await.expect(200);
        let _ = act(&volunteer, &case.task("/join")).await.expect(200);
        assert!(seen(&volunteer, &case.task("")).await.get("briefing").is_none());
        for (text, code) in [("  ", "required"), (crate::scene::long(501).as_str(), "too_long")] {
            lead.post(&briefing, json!({ "text": text })).await.expect_field("text", code);
        }
        volunteer.post(&briefing, json!({ "text": "我来写" })).await.expect_problem(403, "forbidden");
        for text in ["请带雨伞", "请带雨伞和老花镜"] {
            let answer = lead.post(&briefing, json!({ "text": text })).await.expect(200);
            assert_eq!(answer["briefing"], text);
        }
        let task = volunteer.get(&case.task("")).await;
        assert!(!task.text().contains("膝盖"), "{}", task.text());
        assert_eq!(task.expect(200)["briefing"], "请带雨伞和老花镜");
        assert_eq!(seen(&scene.resident, &case.task("")).await["briefing"], "请带雨伞和老花镜");
        scene.stranger.get(&case.task("")).await.expect_problem(404, "not_found");
        let looks = seen(&scene.resident, "/v1/me/audit?limit=100").await;
        let looks = looks["items"].as_array().expect("a list of looks");
        assert!(looks.iter().any(|look| look.to_string().contains("briefing")), "{looks:?}");

        let _ = lead.post(&case.task("/release"), json!({ "reason": "sick" })).await.expect(204);
        let next = scene.worker().await;
        let _ = act(&next, &case.task("/claim")).await.expect(200);
        assert!(seen(&next, &case.task("")).await.get("briefing").is_none());
    }

    /// Who gave a task back is not asked for it again, but for the next one.
    async fn who_gave_a_task_back_is_not_asked_again(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (lead, other) = (scene.worker().await, scene.worker().await);
        let case = scene.held(&lead).await;
        let _ = lead.post(&case.task("/release"), json!({ "reason": "not_my_field" })).await.expect(204);
        let _ = scene.offer_of(&other, &case.task).await;
        assert!(!offers(&lead, &case).await.contains(&"open".to_owned()));
    }

    /// Leaving and finishing at the same moment: whichever comes first, the volunteer's load is counted down once, and the other task is still theirs.
    async fn leaving_and_finishing_race(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (lead, volunteer) = (scene.worker().await, scene.volunteer_with(json!({ "capacity": 10 })).await);
        let kept = scene.held(&lead).await;
        let _ = act(&volunteer, &kept.task("/join")).await.expect(200);
        for round in 0..8 {
            let case = scene.in_service(&lead).await;
            let _ = act(&volunteer, &case.task("/join")).await.expect(200);
            let finish = lead.post(&case.task("/finish"), crate::scene::record());
            // The lead is there: it is late, and wants a reason.
            let leave = volunteer.post(&case.task("/leave"), json!({ "reason": "other" }));
            let (finished, left) = futures_util::join!(async { finish.await }, async { leave.await });
            assert_eq!(finished.status, 200, "round {round}: {}", finished.text());
            // Once it is finished the volunteer is told so, or, having read it a moment before, that somebody was quicker.
            assert!([204, 409].contains(&left.status), "round {round}: {}", left.text());
            let shown = seen(&volunteer, &format!("/v1/providers/{}", volunteer.id)).await;
            assert_eq!(shown["load"], 1, "round {round}: {}", left.text());
        }
    }

    /// A volunteer who joins of their own accord has answered their invitation; the last place ends everybody else's.
    async fn the_last_place_ends_all_invitations(backend: Backend) {
        let scene = Scene::new(backend).await;
        let lead = scene.worker().await;
        let (one, other) = (scene.volunteer().await, scene.volunteer().await);
        let case = scene.held(&lead).await;
        let (_, theirs) = (scene.offer_of(&one, &case.task).await, scene.offer_of(&other, &case.task).await);
        let _ = act(&one, &case.task("/join")).await.expect(200);
        assert_eq!(offers(&one, &case).await, ["accepted"]);
        assert_eq!(offers(&other, &case).await, ["withdrawn"]);
        act(&other, &format!("/v1/offers/{theirs}/accept")).await.expect_problem(409, "no_place_left");
    }
}
