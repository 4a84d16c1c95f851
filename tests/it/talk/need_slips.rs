//! A need on paper, for whoever has no phone.

use jinlin_tests::on_both_databases;
use serde_json::json;

use super::slips::text_of;
use crate::scene::{Scene, act, text, window, with};

on_both_databases! {
    /// Before and after somebody takes it: number, service, who comes and when, whom to call; nothing of what was told, and of a sensitive need
    /// not even what it is.
    async fn a_need_is_printed(backend: Backend) {
        let scene = Scene::new(backend).await;
        let lead = scene.worker().await;
        crate::talk::slips::call_oneself(&lead, "陈邻秋").await;
        let told = json!({ "description": "我妈妈在三楼", "address": "3栋2单元" });
        let case = scene.open_with(with(&told, window("2026-12-03T02:00:00Z", "2026-12-03T04:00:00Z"))).await;
        let path = case.need("/slip.pdf");
        let before = scene.resident.get(&path).await;
        assert_eq!((before.status, before.header("content-type")), (200, Some("application/pdf")));
        let before = text_of(&scene, &before.body);
        for part in [text(&case.need, "short_number"), "陪诊", "水井坊社区", "正在找人", "12月3日 10:00至12:00", "12345", "120", "都是骗子"] {
            assert!(before.contains(part), "{part} in {before}");
        }
        let _ = act(&lead, &case.task("/claim")).await.expect(200);
        let after = text_of(&scene, &scene.officer.get(&path).await.body);
        assert!(after.contains("已有人接单") && after.contains("陈邻秋（社会工作师）"), "{after}");
        for personal in ["三楼", "3栋", scene.resident.phone()] {
            assert!(!after.contains(personal), "{after}");
        }
        scene.stranger.get(&path).await.expect_problem(404, "not_found");
        let sensitive = scene.open_with(json!({ "category": "community_correction" })).await;
        let text = text_of(&scene, &scene.resident.get(&sensitive.need("/slip.pdf")).await.body);
        assert!(text.contains("一项服务") && !text.contains("矫正"), "{text}");
    }
}
