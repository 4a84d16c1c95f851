//! Registrations, certificates, clearances, duty and positions that are refused.

use jinlin_tests::on_both_databases;
use serde_json::{Value, json};

use crate::places::{COMMUNITY, OTHER_COMMUNITY, OTHER_STREET, STREET};
use crate::scene::{NOBODY, Scene, certificate, long, seen, with};

/// A registration as a volunteer.
fn volunteer() -> Value {
    json!({ "kind": "volunteer", "community": COMMUNITY })
}

/// Registrations with one field wrong.
fn wrong_registrations() -> Vec<(Value, &'static str, &'static str)> {
    let slot =
        |day: u8, from: &str, to: &str| json!({ "week": [{ "day": day, "from": from, "to": to }] });
    let full = json!({ "day": 1, "from": "09:00", "to": "10:00" });
    vec![
        (json!({ "kind": "donor" }), "kind", "unknown"),
        (json!({ "kind": null }), "kind", "required"),
        (json!({ "person_id": NOBODY }), "person_id", "not_allowed"),
        (json!({ "person_id": "me" }), "person_id", "format"),
        (
            json!({ "community": "999999999999" }),
            "community",
            "unknown",
        ),
        (json!({ "community": STREET }), "community", "unknown"),
        (json!({ "community": null }), "community", "required"),
        (
            json!({ "place": { "lon": 181, "lat": 30.6, "crs": "wgs84" } }),
            "place.lon",
            "range",
        ),
        (
            json!({ "place": { "lon": 116.39, "lat": 39.91, "crs": "wgs84" } }),
            "place",
            "range",
        ),
        (json!({ "skills": ["magic"] }), "skills[0]", "unknown"),
        (
            json!({ "skills": ["mediation", "mediation"] }),
            "skills[1]",
            "contradiction",
        ),
        (json!({ "skills": "mediation" }), "skills", "format"),
        (slot(0, "09:00", "10:00"), "week[0].day", "range"),
        (slot(8, "09:00", "10:00"), "week[0].day", "range"),
        (slot(1, "9:00", "10:00"), "week[0].from", "format"),
        (slot(1, "09:10", "10:00"), "week[0].from", "format"),
        (slot(1, "09:00", "25:00"), "week[0].to", "range"),
        (slot(1, "10:00", "09:00"), "week[0].to", "contradiction"),
        (json!({ "week": vec![full; 101] }), "week", "too_long"),
        (json!({ "capacity": 0 }), "capacity", "range"),
        (json!({ "capacity": 11 }), "capacity", "range"),
        (json!({ "radius_m": 99 }), "radius_m", "range"),
        (json!({ "radius_m": 100_001 }), "radius_m", "range"),
        (
            json!({ "on_dedicated_post": true }),
            "on_dedicated_post",
            "not_allowed",
        ),
        (json!({ "compound": NOBODY }), "compound", "unknown"),
        (json!({ "compound": "home" }), "compound", "format"),
    ]
}

on_both_databases! {
    /// A registration says what somebody can do, when and where; a wrong one makes nobody a provider and gives no role.
    async fn a_wrong_registration_is_refused(backend: Backend) {
        let scene = Scene::new(backend).await;
        for (changes, field, word) in wrong_registrations() {
            scene.resident.post("/v1/providers", with(&volunteer(), changes)).await.expect_field(field, word);
        }
        assert_eq!(seen(&scene.resident, "/v1/me/providers").await["items"], json!([]));
        let roles = "select count(*) from grants where role in ('volunteer', 'social_worker')";
        assert_eq!(scene.city.database().number(roles, []).await, 0);
        let _ = scene.resident.post("/v1/providers", volunteer()).await.expect(201);
        scene.resident.post("/v1/providers", volunteer()).await.expect_problem(409, "already_exists");
        assert_eq!(seen(&scene.resident, "/v1/me/providers").await["items"].as_array().map(Vec::len), Some(1));
    }

    /// Social workers are made by officers, of others, who exist, in the own divisions, once.
    async fn nobody_makes_themselves_a_social_worker(backend: Backend) {
        let scene = Scene::new(backend).await;
        let person = scene.stranger.person_id();
        let worker = json!({ "kind": "social_worker", "community": COMMUNITY, "person_id": person });
        let post = async |changes: Value| scene.officer.post("/v1/providers", with(&worker, changes)).await;
        post(json!({ "person_id": null })).await.expect_field("person_id", "required");
        post(json!({ "person_id": scene.officer.person_id() })).await.expect_field("person_id", "not_allowed");
        post(json!({ "person_id": NOBODY })).await.expect_field("person_id", "unknown");
        post(json!({ "community": OTHER_COMMUNITY })).await.expect_problem(404, "not_found");
        scene.resident.post("/v1/providers", &worker).await.expect_problem(403, "forbidden");
        let own = with(&worker, json!({ "person_id": scene.resident.person_id() }));
        scene.resident.post("/v1/providers", own).await.expect_problem(403, "forbidden");
        assert_eq!(seen(&scene.stranger, "/v1/me/providers").await["items"], json!([]));
        let _ = post(json!({})).await.expect(201);
        post(json!({})).await.expect_problem(409, "already_exists");
    }

    /// A certificate has a level, a number, an issuer and days in order; nobody vouches for themselves.
    async fn a_wrong_certificate_is_not_written_down(backend: Backend) {
        let scene = Scene::new(backend).await;
        let worker = scene.worker().await;
        let path = format!("/v1/providers/{}/certificates", worker.id);
        let before = seen(&scene.street, &path).await;
        for (changes, field, word) in [
            (json!({ "level": "master" }), "level", "unknown"),
            (json!({ "level": null }), "level", "required"),
            (json!({ "number": " " }), "number", "required"),
            (json!({ "number": long(61) }), "number", "too_long"),
            (json!({ "issuer": "" }), "issuer", "required"),
            (json!({ "issuer": long(81) }), "issuer", "too_long"),
            (json!({ "issued_on": "5 January" }), "issued_on", "format"),
            (json!({ "issued_on": "2026-02-30" }), "issued_on", "format"),
            (json!({ "issued_on": "2026-12-02" }), "issued_on", "range"),
            (json!({ "issued_on": "1949-12-31" }), "issued_on", "range"),
            (json!({ "expires_on": "2026-01-04" }), "expires_on", "contradiction"),
            (json!({ "expires_on": "never" }), "expires_on", "format"),
        ] {
            scene.street.post(&path, with(&certificate(), changes)).await.expect_field(field, word);
        }
        let elsewhere = scene.city.officer("street_officer", OTHER_STREET).await;
        elsewhere.post(&path, certificate()).await.expect_problem(404, "not_found");
        elsewhere.get(&path).await.expect_problem(404, "not_found");
        for nobody in [&*worker, &*scene.officer, &*scene.resident] {
            nobody.post(&path, certificate()).await.expect_problem(403, "forbidden");
        }
        for id in [NOBODY, "x"] {
            scene.street.post(&format!("/v1/providers/{id}/certificates"), certificate()).await.expect_problem(404, "not_found");
        }
        assert_eq!(seen(&scene.street, &path).await, before);
        // A social worker who is an officer, too, is still nobody to vouch for themselves.
        let at = scene.city.clock().now_micros();
        scene.city.database().give_role(worker.person.person_id(), "street_officer", "division", STREET, at).await;
        jinlin_tests::eventually("the role counts", async || {
            let answer = worker.post(&path, certificate()).await;
            assert_eq!(answer.expect_problem(403, "forbidden")["status"], 403);
            (worker.get("/v1/providers").await.status == 200).then_some(())
        })
        .await;
        worker.post(&path, certificate()).await.expect_problem(403, "forbidden");
        let clearance = format!("/v1/providers/{}/clearance", worker.id);
        worker.put(&clearance, json!({ "clearance": ["children"] })).await.expect_problem(403, "forbidden");
        assert_eq!(seen(&scene.street, &path).await, before);
    }

    /// Clearances are of three kinds, and said by street officers and above about people of their divisions.
    async fn a_wrong_clearance_is_not_set(backend: Backend) {
        let scene = Scene::new(backend).await;
        let worker = scene.worker().await;
        let (path, profile) = (format!("/v1/providers/{}/clearance", worker.id), format!("/v1/providers/{}", worker.id));
        let before = seen(&scene.street, &profile).await;
        for (body, field, word) in [
            (json!({}), "clearance", "required"),
            (json!({ "clearance": ["everything"] }), "clearance[0]", "unknown"),
            (json!({ "clearance": ["children", 1] }), "clearance[1]", "format"),
            (json!({ "clearance": "children" }), "clearance", "format"),
            (json!({ "clearance": ["children", "children", "children", "children"] }), "clearance", "too_long"),
        ] {
            scene.street.put(&path, body).await.expect_field(field, word);
        }
        let body = json!({ "clearance": ["children"] });
        for nobody in [&*worker, &*scene.officer, &*scene.admin, &*scene.resident] {
            nobody.put(&path, &body).await.expect_problem(403, "forbidden");
        }
        let elsewhere = scene.city.officer("street_officer", OTHER_STREET).await;
        elsewhere.put(&path, &body).await.expect_problem(404, "not_found");
        for id in [NOBODY, "x"] {
            scene.street.put(&format!("/v1/providers/{id}/clearance"), &body).await.expect_problem(404, "not_found");
        }
        assert_eq!(seen(&scene.street, &profile).await, before);
    }

    /// The switch is one's own (and the community's officer's); nobody comes on duty without the role; positions are one's own alone.
    async fn duty_and_position_are_ones_own(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (worker, other) = (scene.worker().await, scene.worker().await);
        let path = |action: &str| format!("/v1/providers/{}/{action}", worker.id);
        for (body, word) in [(json!({}), "required"), (json!({ "on_duty": "yes" }), "format"), (json!({ "on_duty": null }), "format")] {
            worker.put(&path("duty"), body).await.expect_field("on_duty", word);
        }
        let place = |lon: f64, lat: f64| json!({ "place": { "lon": lon, "lat": lat, "crs": "wgs84" } });
        for (body, field, word) in [
            (json!({}), "place", "required"),
            (place(-181.0, 30.6), "place.lon", "range"),
            (place(104.1, 91.0), "place.lat", "range"),
            (place(116.39, 39.91), "place", "range"),
            (json!({ "place": { "lon": 104.1, "lat": 30.6 } }), "place.crs", "required"),
            (json!({ "place": null }), "place", "format"),
        ] {
            worker.put(&path("position"), body).await.expect_field(field, word);
        }
        let here = json!({ "place": scene.centre().await });
        let off = json!({ "on_duty": false });
        other.put(&path("duty"), &off).await.expect_problem(404, "not_found");
        other.put(&path("position"), &here).await.expect_problem(404, "not_found");
        other.delete(&path("position")).await.expect_problem(404, "not_found");
        scene.resident.put(&path("duty"), &off).await.expect_problem(403, "forbidden");
        for nobody in [&*scene.resident, &*scene.officer] {
            nobody.put(&path("position"), &here).await.expect_problem(403, "forbidden");
            nobody.delete(&path("position")).await.expect_problem(403, "forbidden");
        }
        for id in [NOBODY, "x"] {
            worker.put(&format!("/v1/providers/{id}/duty"), &off).await.expect_problem(404, "not_found");
            worker.put(&format!("/v1/providers/{id}/position"), &here).await.expect_problem(404, "not_found");
        }
        assert_eq!(seen(&worker, &format!("/v1/providers/{}", worker.id)).await["on_duty"], true);
        dismissed_stay_off_duty(&scene).await;
    }
}

/// Whose role was taken away stays off duty, also by an officer's hand.
async fn dismissed_stay_off_duty(scene: &Scene) {
    let worker = scene.worker().await;
    let duty = format!("/v1/providers/{}/duty", worker.id);
    let grants = scene.admin.get("/v1/grants?limit=100").await.expect(200);
    let person = worker.person.person_id().to_string();
    let mut taken = 0;
    for grant in grants["items"].as_array().expect("a list of grants") {
        if grant["person_id"] == person {
            let path = format!("/v1/grants/{}", crate::scene::text(grant, "id"));
            let _ = scene.admin.delete(&path).await.expect(204);
            taken += 1;
        }
    }
    assert!(taken > 0, "a social worker has a grant");
    let _ = scene
        .officer
        .put(&duty, json!({ "on_duty": false }))
        .await
        .expect(200);
    let on = scene.officer.put(&duty, json!({ "on_duty": true })).await;
    on.expect_problem(409, "wrong_state");
    let profile = format!("/v1/providers/{}", worker.id);
    assert_eq!(seen(&scene.officer, &profile).await["on_duty"], false);
}
