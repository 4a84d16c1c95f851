//! Asking for help.

use jinlin_tests::{EventStream, on_both_databases};
use serde_json::json;

use crate::places::COMMUNITY;
use crate::scene::{Scene, act, record, seen, text};

on_both_databases! {
    /// Lead, the others of the team and whoever is on duty know at once; they see where the phone was and where the visit is, while it lasts, and
    /// that they looked is noted.
    async fn help_is_asked_for_and_comes(backend: Backend) {
        let scene = Scene::new(backend).await;
        let grid = scene.city.officer("grid_worker", COMMUNITY).await;
        let _ = scene.on_duty(COMMUNITY, &grid, None).await;
        let (lead, volunteer) = (scene.worker().await, scene.volunteer().await);
        let case = scene.open_with(json!({ "address": "示范水杉小区3栋2单元" })).await;
        let path = case.task("/sos");
        lead.post(&path, json!({})).await.expect_problem(404, "not_found");
        let _ = act(&lead, &case.task("/claim")).await.expect(200);
        let _ = act(&volunteer, &case.task("/join")).await.expect(200);
        let mut streams = Vec::new();
        for person in [&lead.person, &volunteer.person, &grid] {
            streams.push(EventStream::open(person, None).await);
        }
        volunteer.post(&path, json!({ "accuracy_m": 10_001 })).await.expect_field("accuracy_m", "range");
        let centre = scene.centre().await;
        let place = json!({ "lon": centre["lon"], "lat": centre["lat"], "crs": "wgs84" });
        let told = volunteer.post(&path, json!({ "place": place, "accuracy_m": 20 })).await.expect(201);
        let numbers: Vec<_> = told["numbers"].as_array().expect("numbers").iter().map(|line| text(line, "number")).collect();
        assert!(numbers.contains(&"110") && numbers.contains(&"120"), "{numbers:?}");
        let mut capacities: Vec<_> = told["alerted"].as_array().expect("a list").iter().map(|told| text(told, "capacity")).collect();
        capacities.sort_unstable();
        assert_eq!(capacities, ["lead", "on_duty"]);
        for stream in &mut streams {
            let event = stream.next_of("visit.alarm").await.data;
            assert_eq!((text(&event, "entity_id"), text(&event["payload"], "kind")), (text(&told, "id"), "sos"));
        }
        let alarm = format!("/v1/visit-alarms/{}", text(&told, "id"));
        for person in [&lead.person, &grid, &scene.officer, &scene.street] {
            let shown = seen(person, &alarm).await;
            assert_eq!((text(&shown, "address"), &shown["accuracy_m"]), ("示范水杉小区3栋2单元", &json!(20)));
            assert!(shown["place"]["lon"].is_number() && shown["home"]["lon"].is_number());
            assert_eq!(shown["phone"], volunteer.person.phone());
        }
        for nobody in [&scene.stranger, &scene.resident] {
            nobody.get(&alarm).await.expect_problem(404, "not_found");
        }
        for (client, record) in [(&volunteer.person, "visit_alarms"), (&scene.resident, "needs")] {
            let looks = seen(client, "/v1/me/audit?limit=100").await;
            let looks = looks["items"].as_array().expect("a list of looks");
            let noted = |look: &&serde_json::Value| look["operation"] == "show_alarm" && look["record"] == record;
            assert!(looks.iter().any(|look| noted(&look)), "{looks:?}");
        }
        // Again, without a place: the same alarm, and what was known stays.
        let again = volunteer.post(&path, json!({})).await.expect(200);
        assert_eq!(again["id"], told["id"]);
        assert!(seen(&grid, &alarm).await["place"].is_object());
        let end = format!("{alarm}/end");
        scene.stranger.post(&end, json!({ "outcome": "safe" })).await.expect_problem(404, "not_found");
        grid.post(&end, json!({ "outcome": "maybe" })).await.expect_field("outcome", "unknown");
        let _ = grid.post(&end, json!({ "outcome": "services_called" })).await.expect(200);
        lead.post(&end, json!({ "outcome": "safe" })).await.expect_problem(409, "wrong_state");
        let over = seen(&lead, &alarm).await;
        assert_eq!((text(&over, "outcome"), over.get("address"), over.get("place")), ("services_called", None, None));
        // Who asks again is in danger again.
        let fresh = volunteer.post(&path, json!({})).await.expect(201);
        assert_ne!(fresh["id"], told["id"]);
        let page = seen(&scene.officer, "/v1/visit-alarms?limit=1").await;
        assert_eq!((&page["items"][0]["id"], page["next_cursor"].is_string()), (&fresh["id"], true));
        let open = seen(&scene.officer, "/v1/visit-alarms?state=open").await;
        assert_eq!(open["items"].as_array().map(Vec::len), Some(1));
        assert_eq!(seen(&scene.stranger, "/v1/visit-alarms").await["items"], json!([]));
    }

    /// Nobody on duty: the community's officers know. Pressed twice at the same moment it is one alarm; over, it cannot be pressed.
    async fn pressed_twice_it_is_one_alarm(backend: Backend) {
        let scene = Scene::new(backend).await;
        let lead = scene.worker().await;
        let case = scene.in_service(&lead).await;
        let path = case.task("/sos");
        let press = async || lead.post(&path, json!({})).await;
        let (one, two, three) = futures_util::join!(press(), press(), press());
        let mut statuses = [one.status, two.status, three.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 200, 201], "{} {} {}", one.text(), two.text(), three.text());
        assert_eq!(one.json["id"], two.json["id"]);
        let alerted = one.json["alerted"].as_array().expect("a list");
        assert_eq!(alerted.len(), 1, "{alerted:?}");
        assert_eq!((text(&alerted[0], "capacity"), text(&alerted[0], "person_id")), ("officer", scene.officer.person_id().to_string().as_str()));
        let _ = lead.post(&case.task("/finish"), record()).await.expect(200);
        lead.post(&path, json!({})).await.expect_problem(409, "wrong_state");
        let end = format!("/v1/visit-alarms/{}/end", text(&one.json, "id"));
        let ended = lead.post(&end, json!({ "outcome": "false_alarm" })).await.expect(200);
        assert_eq!(text(&ended, "state"), "ended");
    }
}
