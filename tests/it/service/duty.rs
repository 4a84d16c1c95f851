//! Emergencies go to whoever is on duty, as a call-back with a deadline of its own.

use std::time::Duration;

use jinlin_tests::{EventStream, SignedIn, eventually, on_both_databases};
use serde_json::{Value, json};

use crate::places::{COMMUNITY, STREET};
use crate::scene::{Scene, act, escort, seen, text, with};

impl Scene {
    /// Puts somebody on duty for the day.
    pub async fn on_duty(
        &self,
        division: &str,
        person: &SignedIn,
        stand_in: Option<&SignedIn>,
    ) -> Value {
        let body = json!({
            "division": division, "person_id": person.person_id(),
            "stand_in_person_id": stand_in.map(SignedIn::person_id),
            "from": "2026-12-01T00:00:00Z", "until": "2026-12-02T00:00:00Z",
        });
        self.street.post("/v1/duty-shifts", body).await.expect(201)
    }

    async fn emergency(&self) -> Value {
        let body = with(
            &escort(),
            json!({ "category": "medical_emergency", "description": "摔倒了，起不来" }),
        );
        self.resident.post("/v1/needs", body).await.expect(201)
    }
}

/// The open call-back to somebody.
async fn asked(person: &SignedIn) -> Option<Value> {
    let list = seen(person, "/v1/call-backs?state=open").await;
    let calls = list["items"].as_array().expect("a list of call-backs");
    // An officer sees those of others, too.
    let own = person.person_id().to_string();
    calls.iter().find(|call| call["person_id"] == *own).cloned()
}

on_both_databases! {
    /// Whoever is on duty is told at once, reads what they have to, calls, and says what came of it.
    async fn the_person_on_duty_calls_back(backend: Backend) {
        let scene = Scene::new(backend).await;
        let grid = scene.city.officer("grid_worker", COMMUNITY).await;
        let mut stream = EventStream::open(&grid, None).await;
        let shift = scene.on_duty(COMMUNITY, &grid, None).await;
        assert_eq!(stream.next_of("duty.changed").await.data["entity_id"], shift["id"]);
        let need = scene.emergency().await;
        assert_eq!(need["on_duty"]["called"], true, "{need}");
        let numbers = need["numbers"].as_array().expect("numbers to call");
        assert_eq!(numbers[0]["number"], "120", "the category's own first: {need}");
        assert_eq!(numbers.len(), 3);
        let told = stream.next_of("call_back.opened").await;
        assert_eq!(told.data["payload"]["need_id"], need["id"]);
        let call = asked(&grid).await.expect("a call-back");
        let path = format!("/v1/needs/{}", text(&need, "id"));
        let read = seen(&grid, &path).await;
        assert_eq!(read["description"], "摔倒了，起不来");
        assert_eq!(read["client"]["phone"], scene.resident.phone());
        scene.stranger.get(&path).await.expect_problem(404, "not_found");
        let action = |action: &str| format!("/v1/call-backs/{}/{action}", text(&call, "id"));
        grid.post(&action("end"), json!({ "outcome": "reached" })).await.expect_problem(409, "wrong_state");
        act(&scene.stranger, &action("take")).await.expect_problem(404, "not_found");
        let _ = act(&grid, &action("take")).await.expect(200);
        act(&grid, &action("take")).await.expect_problem(409, "wrong_state");
        grid.post(&action("end"), json!({ "outcome": "maybe" })).await.expect_field("outcome", "unknown");
        let ended = grid.post(&action("end"), json!({ "outcome": "reached" })).await.expect(200);
        assert_eq!(ended["state"], "done");
    }

    /// Not taken in time it goes to whoever stands in, then to the street's, at last to the street's officer.
    async fn what_is_not_taken_is_passed_on(backend: Backend) {
        let scene = Scene::new(backend).await;
        let grid = scene.city.officer("grid_worker", COMMUNITY).await;
        let stand_in = scene.city.officer("grid_worker", COMMUNITY).await;
        let of_street = scene.city.officer("social_worker", COMMUNITY).await;
        let _ = scene.on_duty(COMMUNITY, &grid, Some(&stand_in)).await;
        let _ = scene.on_duty(STREET, &of_street, None).await;
        let need = scene.emergency().await;
        for next in [&grid, &stand_in, &of_street, &scene.street] {
            let call = eventually("the next one is asked", async || asked(next).await).await;
            assert_eq!(call["need_id"], need["id"]);
            // Three minutes are what the policy gives.
            scene.city.clock().advance(Duration::from_secs(181));
        }
        let missed = "select count(*) from call_backs where state = 'missed'";
        eventually("the last one is passed on, too", async || {
            (scene.city.database().number(missed, []).await == 4).then_some(())
        })
        .await;
        let read = seen(&scene.resident, &format!("/v1/needs/{}", text(&need, "id"))).await;
        assert_eq!(read["on_duty"]["called"], false, "nobody is left: the numbers are all there is");
        let told = "select count(*) from outbox_events where kind = 'need.escalated'";
        assert_eq!(scene.city.database().number(told, []).await, 1, "its officers are told");
        // Who passed it on does not read it any more.
        grid.get(&format!("/v1/needs/{}", text(&need, "id"))).await.expect_problem(404, "not_found");
    }

    /// Nobody on duty: the client is told so, with the numbers; an ordinary need calls nobody.
    async fn nobody_on_duty_is_said(backend: Backend) {
        let scene = Scene::new(backend).await;
        let mut community = EventStream::open(&scene.officer, None).await;
        let mut street = EventStream::open(&scene.street, None).await;
        let need = scene.emergency().await;
        assert_eq!(need["on_duty"]["called"], false);
        // All its officers are told at once: nobody else is there.
        for officer in [&mut community, &mut street] {
            assert_eq!(officer.next_of("need.escalated").await.data["entity_id"], need["id"]);
        }
        assert!(need["numbers"].as_array().is_some_and(|numbers| !numbers.is_empty()));
        let ordinary = scene.open().await.need;
        assert!(ordinary.get("on_duty").is_none() && ordinary.get("numbers").is_none(), "{ordinary}");
    }

    /// A need that is over calls nobody any more; a shift that was taken back is over.
    async fn what_is_over_calls_nobody(backend: Backend) {
        let scene = Scene::new(backend).await;
        let grid = scene.city.officer("grid_worker", COMMUNITY).await;
        let shift = scene.on_duty(COMMUNITY, &grid, None).await;
        let need = scene.emergency().await;
        assert!(asked(&grid).await.is_some());
        let read = format!("/v1/needs/{}", text(&need, "id"));
        let _ = seen(&grid, &read).await;
        let _ = scene.resident.post(&format!("/v1/needs/{}/cancel", text(&need, "id")), json!({})).await.expect(200);
        assert!(asked(&grid).await.is_none());
        grid.get(&read).await.expect_problem(404, "not_found");
        let path = format!("/v1/duty-shifts/{}", text(&shift, "id"));
        let _ = scene.street.delete(&path).await.expect(204);
        scene.street.delete(&path).await.expect_problem(404, "not_found");
        assert_eq!(scene.emergency().await["on_duty"]["called"], false);
    }

    /// What a shift cannot be.
    async fn a_wrong_shift_is_refused(backend: Backend) {
        let scene = Scene::new(backend).await;
        let grid = scene.city.officer("grid_worker", COMMUNITY).await.person_id();
        let body = json!({
            "division": COMMUNITY, "person_id": grid,
            "from": "2026-12-01T00:00:00Z", "until": "2026-12-02T00:00:00Z",
        });
        for (changes, field, code) in [
            (json!({ "division": "510104" }), "division", "unknown"),
            (json!({ "division": crate::places::OTHER_COMMUNITY }), "division", "unknown"),
            (json!({ "person_id": scene.resident.person_id() }), "person_id", "unknown"),
            (json!({ "stand_in_person_id": grid }), "stand_in_person_id", "contradiction"),
            (json!({ "until": "2026-12-20T00:00:00Z" }), "until", "range"),
            (json!({ "from": "2026-11-01T00:00:00Z", "until": "2026-11-02T00:00:00Z" }), "until", "range"),
        ] {
            scene.street.post("/v1/duty-shifts", with(&body, changes)).await.expect_field(field, code);
        }
        scene.officer.post("/v1/duty-shifts", with(&body, json!({ "division": STREET }))).await.expect_field("division", "unknown");
        scene.resident.post("/v1/duty-shifts", body).await.expect_problem(403, "forbidden");
    }
}
