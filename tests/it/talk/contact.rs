//! The resident's contact closes again for the team some days after the end.

use std::time::Duration;

use jinlin_tests::on_both_databases;
use serde_json::json;

use crate::scene::{Scene, act, record, seen};

on_both_databases! {
    /// Until the seventh day the team sees where and (the lead) whom; then neither, nor the conversation. The resident sees all as before.
    async fn the_contact_closes_after_a_week(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (lead, volunteer) = (scene.worker().await, scene.volunteer().await);
        let case = scene.open_with(json!({ "address": "3栋2单元", "description": "膝盖刚做过手术" })).await;
        let _ = act(&lead, &case.task("/claim")).await.expect(200);
        let _ = act(&volunteer, &case.task("/join")).await.expect(200);
        let _ = scene.resident.post(&case.task("/messages"), json!({ "text": "我的电话请打座机" })).await.expect(201);
        let _ = lead.post(&case.task("/check-in"), scene.arrival().await).await.expect(200);
        let _ = lead.post(&case.task("/finish"), record()).await.expect(200);
        let _ = act(&scene.resident, &case.task("/confirm")).await.expect(200);
        let day = Duration::from_secs(86_400);
        scene.city.clock().advance(7 * day - Duration::from_secs(600));
        assert_eq!(seen(&lead, &case.need("")).await["address"], "3栋2单元");
        assert!(seen(&lead, &case.need("")).await["client"].is_object());
        assert_eq!(seen(&volunteer, &case.need("")).await["address"], "3栋2单元");
        scene.city.clock().advance(Duration::from_secs(1_200));
        for member in [&*lead, &*volunteer] {
            let need = seen(member, &case.need("")).await;
            for closed in ["address", "place", "client", "description"] {
                assert!(need.get(closed).is_none_or(serde_json::Value::is_null), "{closed}: {need}");
            }
            assert_eq!(need["state"], "closed");
            member.get(&case.task("/messages")).await.expect_problem(410, "gone");
        }
        assert_eq!(seen(&scene.resident, &case.need("")).await["address"], "3栋2单元");
        assert_eq!(seen(&scene.resident, &case.task("/messages")).await["items"][0]["text"], "我的电话请打座机");
        assert_eq!(seen(&scene.officer, &case.need("")).await["address"], "3栋2单元");
        let looks = seen(&scene.resident, "/v1/me/audit?limit=100").await.to_string();
        assert!(looks.contains("address"), "every opening is in the log");
    }
}
