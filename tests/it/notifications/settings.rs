//! What a person wants to be told, and when.

use jinlin_tests::on_both_databases;
use serde_json::json;

use crate::scene::{Scene, seen};

const PATH: &str = "/v1/me/notification-settings";

on_both_databases! {
    /// Everybody begins with quiet nights and everything on; a change needs the version.
    async fn settings_are_changed(backend: Backend) {
        let scene = Scene::new(backend).await;
        let before = seen(&scene.resident, PATH).await;
        assert_eq!(before["quiet"], json!({ "from": "22:00", "until": "07:00" }));
        assert_eq!((before["version"].as_i64(), before["language"].as_str()), (Some(0), Some("zh")));
        let change = json!({
            "language": "en", "quiet": { "from": "21:30", "until": "07:30" }, "digest": true,
            "kinds": [{ "kind": "need_done", "channels": { "sms": false } }],
        });
        scene.resident.patch(PATH, &change).await.expect_problem(428, "precondition_required");
        let after = scene.resident.patch(PATH, &change).if_match(0).await.expect(200);
        assert_eq!(after, seen(&scene.resident, PATH).await);
        assert_eq!((after["version"].as_i64(), after["digest"].as_bool()), (Some(1), Some(true)));
        let kinds = after["kinds"].as_array().unwrap();
        let done = kinds.iter().find(|kind| kind["kind"] == "need_done").unwrap();
        assert_eq!(done["channels"], json!({ "app": true, "wechat": true, "sms": false }));
        scene.resident.patch(PATH, &change).if_match(0).await.expect_problem(412, "precondition_failed");
        let loud = scene.resident.patch(PATH, json!({ "quiet": null })).if_match(1).await.expect(200);
        assert!(loud.get("quiet").is_none() && loud["digest"] == true, "{loud}");
    }

    /// What settings cannot be; the urgent cannot be turned off.
    async fn wrong_settings_are_refused(backend: Backend) {
        let scene = Scene::new(backend).await;
        for (change, field, code) in [
            (json!({ "language": "fr" }), "language", "unknown"),
            (json!({ "quiet": { "from": "25:00", "until": "07:00" } }), "quiet.from", "format"),
            (json!({ "quiet": { "from": "22:00", "until": "7:00" } }), "quiet.until", "format"),
            (json!({ "quiet": { "from": "22:00", "until": "22:00" } }), "quiet.until", "contradiction"),
            (json!({ "kinds": [{ "kind": "need_done", "channels": { "fax": true } }] }), "kinds[0].channels.fax", "unknown"),
            (json!({ "kinds": [{ "kind": "visit_alarm", "channels": { "sms": false } }] }), "kinds[0].channels.sms", "not_allowed"),
        ] {
            scene.resident.patch(PATH, change).if_match(0).await.expect_field(field, code);
        }
        assert_eq!(seen(&scene.resident, PATH).await["version"], 0);
    }
}
