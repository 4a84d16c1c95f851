//! An officer's look.

use jinlin_tests::on_both_databases;
use serde_json::{Value, json};

use super::{decide, files_become, place, put, refuse, sees, send, show, shown};
use crate::notifications::inbox::{kinds, told};
use crate::places::{OTHER_STREET, STREET};
use crate::scene::{Provider, Scene, long, seen};
use crate::talk::pictures::jpeg;

fn ids(list: &Value) -> Vec<&str> {
    let items = list["items"].as_array().expect("a list of portraits");
    items
        .iter()
        .filter_map(|item| item["id"].as_str())
        .collect()
}

on_both_databases! {
    /// Those that wait are listed with whose they are, page by page; whoever sent one is told what became of it.
    async fn an_officer_works_off_the_list(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (worker, volunteer) = (scene.worker().await, scene.volunteer().await);
        let (first, second) = (send(&worker).await, send(&volunteer).await);
        let page = seen(&scene.street, "/v1/portraits?limit=1").await;
        assert_eq!(ids(&page), [&second]);
        assert_eq!((&page["items"][0]["provider_id"], &page["items"][0]["community"]), (&json!(volunteer.id), &json!(crate::places::COMMUNITY)));
        let cursor = page["next_cursor"].as_str().expect("there is another one");
        assert_eq!(ids(&seen(&scene.street, &format!("/v1/portraits?limit=1&cursor={cursor}")).await), [&first]);
        scene.officer.get("/v1/portraits").await.expect_problem(403, "forbidden");

        let shown = decide(&scene.street, &first, show()).await.expect(200);
        assert_eq!((&shown["state"], shown["decided_at"].is_string()), (&json!("shown"), true));
        let refused = decide(&scene.street, &second, refuse()).await.expect(200);
        assert_eq!((&refused["state"], &refused["reason"]), (&json!("refused"), &json!("看不清脸")));
        for person in [&worker, &volunteer] {
            let telling = told(person, "portrait_decided").await;
            assert_eq!(telling["subject"], "portrait");
        }
        assert_eq!(ids(&seen(&scene.street, "/v1/portraits").await), [""; 0]);
        assert_eq!(ids(&seen(&scene.street, "/v1/portraits?state=shown").await), [&first]);
        assert_eq!(ids(&seen(&scene.street, "/v1/portraits?state=refused").await), [&second]);
        for portrait in [&first, &second] {
            let problem = decide(&scene.street, portrait, show()).await.expect_problem(409, "wrong_state");
            assert!(["shown", "refused"].contains(&problem["state"].as_str().expect("a state")), "{problem}");
        }
        assert!(sees(&worker, &first).await, "deciding twice took nothing away");
        assert!(!kinds(&worker).await.contains(&"portrait_waiting".to_owned()));
    }

    /// Every field, and who may not decide.
    async fn not_everybody_decides_and_not_anyhow(backend: Backend) {
        let scene = Scene::new(backend).await;
        let worker = scene.worker().await;
        let portrait = send(&worker).await;
        decide(&scene.street, &portrait, json!({ "show": false })).await.expect_field("reason", "required");
        decide(&scene.street, &portrait, json!({ "show": false, "reason": "  " })).await.expect_field("reason", "required");
        decide(&scene.street, &portrait, json!({ "show": false, "reason": long(201) })).await.expect_field("reason", "too_long");
        decide(&scene.street, &portrait, json!({ "show": true, "reason": "好看" })).await.expect_field("reason", "not_allowed");
        for other in [&*worker, &*scene.officer, &*scene.resident] {
            decide(other, &portrait, show()).await.expect_problem(403, "forbidden");
        }
        let elsewhere = scene.city.officer("street_officer", OTHER_STREET).await;
        decide(&elsewhere, &portrait, show()).await.expect_problem(404, "not_found");
        assert_eq!(ids(&seen(&elsewhere, "/v1/portraits").await), [""; 0]);
        elsewhere.get(&place(&worker)).await.expect_problem(404, "not_found");
        assert_eq!(seen(&scene.officer, &place(&worker)).await["next"]["state"], "checking");
    }

    /// Nobody decides about their own, whatever office they hold beside.
    async fn nobody_decides_about_their_own(backend: Backend) {
        let scene = Scene::new(backend).await;
        let person = scene.city.officer("street_officer", STREET).await;
        let body = json!({ "kind": "volunteer", "community": crate::places::COMMUNITY });
        let registered = person.post("/v1/providers", body).await.expect(201);
        let own = Provider { person, id: registered["id"].as_str().expect("an id").to_owned() };
        let portrait = jinlin_tests::eventually("the role of a volunteer is there", async || {
            let sent = put(&own, &own, "image/jpeg", &jpeg(200, 200)).await;
            (sent.status == 201).then(|| sent.expect(201)["id"].as_str().expect("an id").to_owned())
        }).await;
        decide(&own, &portrait, show()).await.expect_problem(403, "forbidden");
        let _ = decide(&scene.street, &portrait, show()).await.expect(200);
    }

    /// What is shown can be refused afterwards: it is gone for everybody.
    async fn a_shown_one_is_refused_afterwards(backend: Backend) {
        let scene = Scene::new(backend).await;
        let worker = scene.worker().await;
        let _ = scene.held(&worker).await;
        let portrait = shown(&scene, &worker).await;
        assert!(sees(&scene.resident, &portrait).await);
        let _ = decide(&scene.street, &portrait, refuse()).await.expect(200);
        for client in [&*scene.resident, &*worker, &*scene.street] {
            assert!(!sees(client, &portrait).await);
        }
        files_become(&scene, 0).await;
        assert_eq!(seen(&worker, &place(&worker)).await["next"]["state"], "refused");
        let again = send(&worker).await;
        let _ = decide(&scene.street, &again, show()).await.expect(200);
        assert!(sees(&scene.resident, &again).await);
    }

    /// Two officers at the same moment: one word counts. With an earlier one shown, exactly one is shown afterwards.
    async fn of_two_words_at_once_one_counts(backend: Backend) {
        let scene = Scene::new(backend).await;
        let other = scene.city.officer("street_officer", STREET).await;
        let worker = scene.worker().await;
        let mut before = shown(&scene, &worker).await;
        for second in [show(), refuse(), show(), refuse()] {
            let portrait = send(&worker).await;
            let (one, two) = tokio::join!(decide(&scene.street, &portrait, show()), decide(&other, &portrait, second.clone()));
            // A refusal may come after the other's consent, as one that is shown is refused; nothing else counts twice.
            let mut statuses = [one.status, two.status];
            statuses.sort_unstable();
            let standing = seen(&worker, &place(&worker)).await;
            let state = standing["shown"]["id"].as_str().map(ToOwned::to_owned);
            match (statuses, second["show"] == true) {
                ([200, 409], true) => assert_eq!(state.as_deref(), Some(portrait.as_str())),
                ([200, 409], false) => assert_eq!(state.as_deref(), Some(before.as_str())),
                ([200, 200], false) => assert_eq!(state, None),
                other => panic!("{other:?} {standing}"),
            }
            match state {
                Some(shown) => before = shown,
                None => before = super::shown(&scene, &worker).await,
            }
        }
        let count = "select count(*) from portraits where state = 'shown'";
        assert_eq!(scene.city.database().number(count, []).await, 1);
        files_become(&scene, 2).await;
    }

    /// Replaced while an officer decides: the old one is shown and the new one waits, or the old one is gone; never two of a kind.
    async fn replaced_while_it_is_decided(backend: Backend) {
        let scene = Scene::new(backend).await;
        let worker = scene.worker().await;
        let file = jpeg(200, 200);
        for _ in 0..4 {
            let portrait = send(&worker).await;
            let (decided, sent) = tokio::join!(decide(&scene.street, &portrait, show()), put(&worker, &worker, "image/jpeg", &file));
            let next = sent.expect(201);
            let standing = seen(&worker, &place(&worker)).await;
            assert_eq!(standing["next"]["id"], next["id"], "{standing}");
            match decided.status {
                200 => assert_eq!(standing["shown"]["id"], json!(portrait)),
                404 | 409 => assert_ne!(standing["shown"]["id"], json!(portrait)),
                other => panic!("{other}"),
            }
        }
        let _ = worker.delete(&place(&worker)).await.expect(204);
        files_become(&scene, 0).await;
    }
}
