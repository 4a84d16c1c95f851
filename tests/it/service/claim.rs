//! The claim: exactly one winner, whatever the race.

use futures_util::future::join_all;
use jinlin_tests::{Client, eventually, on_both_databases};
use serde_json::{Value, json};

use crate::scene::{Scene, seen};

use super::demo_people::{RESIDENT, VOLUNTEER, WORKERS, company, demo_city, sign_in};

/// The open offer of a worker for a category.
async fn open_offer(worker: &Client) -> Option<String> {
    let offers = worker.get("/v1/offers?state=open").await.expect(200);
    let mine = offers["items"]
        .as_array()?
        .iter()
        .find(|offer| offer["need"]["category"] == "companionship")?;
    Some(mine["id"].as_str()?.to_owned())
}

on_both_databases! {
    /// A hundred simultaneous acceptances of one set of offers: one leads, all others are told why not.
    async fn a_hundred_accept_and_one_leads(backend: Backend) {
        let scene = Scene::new(backend).await;
        let mut workers = Vec::new();
        for _ in 0..3 {
            workers.push(scene.responder().await);
        }
        let case = scene.open_urgent(json!({})).await;
        let mut offers = Vec::new();
        for worker in &workers {
            offers.push(scene.offer_of(worker, &case.task).await);
        }
        let accepts = (0..100).map(|number| {
            let (worker, offer) = (&workers[number % 3], &offers[number % 3]);
            async move { worker.post(&format!("/v1/offers/{offer}/accept"), Value::Null).await }
        });
        let answers = join_all(accepts).await;
        let winners = answers.iter().filter(|answer| answer.status == 200).count();
        assert_eq!(winners, 1, "exactly one leads");
        for answer in answers.iter().filter(|answer| answer.status != 200) {
            assert_eq!(answer.status, 409, "{}", answer.text());
            let code = answer.json["code"].as_str().unwrap_or_default();
            assert!(["already_taken", "offer_closed"].contains(&code), "{}", answer.text());
        }
        let leads = "select count(*) from task_members where role = 'lead' and state in ('joined', 'confirmed')";
        assert_eq!(scene.city.database().number(leads, []).await, 1);
        let loads = "select cast(sum(load) as bigint) from providers";
        assert_eq!(scene.city.database().number(loads, []).await, 1);
        assert_eq!(seen(&scene.resident, &case.need("")).await["state"], "matched");
    }

    /// Before acceptance a worker sees nothing personal; afterwards the lead sees everything, the volunteer only where to go, and the other
    /// worker nothing at all.
    async fn what_is_seen_before_and_after(backend: Backend) {
        let city = demo_city(backend).await;
        let resident = sign_in(&city, RESIDENT).await;
        let (lead, other) = (sign_in(&city, WORKERS[0]).await, sign_in(&city, WORKERS[1]).await);
        let volunteer = sign_in(&city, VOLUNTEER).await;
        let mut body = company();
        body["address"] = "示范水杉小区3栋2单元".into();
        let need = resident.post("/v1/needs", body).await.expect(201);
        let path = format!("/v1/needs/{}", need["id"].as_str().unwrap());
        lead.get(&path).await.expect_problem(404, "not_found");
        let offer = eventually("the worker is asked", async || open_offer(&lead).await).await;
        let shown = lead.get(&format!("/v1/offers/{offer}")).await;
        for personal in ["要人陪", "3栋", "陈邻秋", "12600000001"] {
            assert!(!shown.text().contains(personal), "{}", shown.text());
        }
        let distance = shown.expect(200)["distance_m"].as_i64().unwrap();
        assert_eq!(distance % 100, 0, "shown distances are rounded");
        let accepted = lead.post(&format!("/v1/offers/{offer}/accept"), Value::Null).await.expect(200);
        let task = format!("/v1/tasks/{}", accepted["task_id"].as_str().unwrap());
        let opened = lead.get(&path).await.expect(200);
        assert_eq!(opened["description"], "要人陪。");
        assert!(opened["client"].is_object() && opened["client"].get("phone").is_none(), "calls go by a relay: {opened}");
        other.get(&path).await.expect_problem(404, "not_found");
        volunteer.get(&path).await.expect_problem(404, "not_found");
        let _ = volunteer.post(&format!("{task}/join"), Value::Null).await.expect(200);
        let joined = volunteer.get(&path).await.expect(200);
        assert_eq!(joined["address"], "示范水杉小区3栋2单元");
        assert!(joined.get("description").is_none() && joined.get("client").is_none(), "{joined}");
    }
}
