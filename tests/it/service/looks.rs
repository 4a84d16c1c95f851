//! Looks at personal data that leave no answer, or leave the same answer twice: they are in the log all the same.

use jinlin_tests::on_both_databases;
use serde_json::json;

use crate::scene::{NOBODY, Scene};

on_both_databases! {
    /// A refused check-in says how far the place is: that look stands, though nothing else of the request does.
    async fn a_refused_check_in_leaves_its_look(backend: Backend) {
        let scene = Scene::new(backend).await;
        let lead = scene.worker().await;
        let case = scene.held(&lead).await;
        let looks = async || {
            let of_place = "select count(*) from audit_entries where operation = 'check_in' and fields = 'place'";
            scene.city.database().number(of_place, []).await
        };
        assert_eq!(looks().await, 0);
        let far = json!({ "place": { "lon": 104.2, "lat": 30.9, "crs": "wgs84" } });
        let refused = lead.post(&case.task("/check-in"), far).await;
        refused.expect_field("reason", "required");
        assert_eq!(looks().await, 1);
    }

    /// An answer that is given again is looked at again.
    async fn a_repeated_answer_is_a_look(backend: Backend) {
        let scene = Scene::new(backend).await;
        let need = crate::scene::escort();
        let looks = async || {
            let replays = "select count(*) from audit_entries where operation = 'create_need' and table_name = 'idempotency_keys'";
            scene.city.database().number(replays, []).await
        };
        for replays in [0, 1, 2] {
            let _ = scene.resident.post("/v1/needs", &need).key("once").await.expect(201);
            assert_eq!(looks().await, replays);
        }
    }

    /// Loading the index opens everybody's place: one entry says how many, and names nobody.
    async fn a_bulk_look_names_nobody(backend: Backend) {
        let scene = Scene::new(backend).await;
        let _ = scene.worker().await;
        let _ = scene.admin.get("/v1/system/index").await.expect(200);
        let named = "select count(*) from audit_entries where operation in ('show_index_state', 'index_load') \
                     and (subject_person_id is not null or row_id is not null)";
        assert_eq!(scene.city.database().number(named, []).await, 0);
        let by_admin = "select count(*) from audit_entries where operation = 'show_index_state' and actor_person_id is not null";
        let by_anybody = "select count(*) from audit_entries where operation = 'show_index_state'";
        let all = scene.city.database().number(by_anybody, []).await;
        assert_eq!(scene.city.database().number(by_admin, []).await, all);
    }

    /// An administrative errand that is given to a dedicated post twice with one key is one attempt.
    async fn a_repeated_attempt_is_one(backend: Backend) {
        let scene = Scene::new(backend).await;
        let worker = scene.worker().await;
        let errand = json!({ "category": "certificate_materials", "community": crate::places::COMMUNITY, "channel": "app" });
        let errand = scene.resident.post("/v1/needs", errand).await.expect(201);
        let assign = format!("/v1/needs/{}/assign", crate::scene::text(&errand, "id"));
        let give = |key: &str| scene.officer.post(&assign, json!({ "provider_id": worker.id })).key(key);
        for key in ["one", "one", "two"] {
            give(key).await.expect_problem(409, "administrative_need");
        }
        let attempts = "select count(*) from administrative_attempts";
        assert_eq!(scene.city.database().number(attempts, []).await, 2);
        scene.officer.post(&assign, json!({ "provider_id": NOBODY })).await.expect_field("provider_id", "unknown");
    }
}
