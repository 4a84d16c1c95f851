//! Lists that are asked for wrongly.

use jinlin_tests::{Client, on_both_databases};
use serde_json::json;

use crate::scene::{Scene, seen};

/// A query, the parameter that is wrong in it, and the word for it.
type Wrong = (&'static str, &'static str, &'static str);

on_both_databases! {
    /// Every list knows its parameters, and pages have a length and a beginning.
    async fn a_list_is_asked_for_rightly(backend: Backend) {
        let scene = Scene::new(backend).await;
        let worker = scene.worker().await;
        let certificates = format!("/v1/providers/{}/certificates", worker.id);
        let states = [("state=nothing", "state", "unknown"), ("state=", "state", "unknown")];
        let kinds = [
            ("kind=donor", "kind", "unknown"),
            ("on_duty=perhaps", "on_duty", "format"),
            ("division=999999", "division", "unknown"),
        ];
        let lists: [(&Client, &str, &[Wrong]); 5] = [
            (&scene.resident, "/v1/needs", &states),
            (&scene.resident, "/v1/tasks", &states),
            (&worker, "/v1/offers", &states),
            (&scene.officer, "/v1/providers", &kinds),
            (&worker, &certificates, &[]),
        ];
        let everywhere = [
            ("limit=0", "limit", "range"),
            ("limit=101", "limit", "range"),
            ("limit=-1", "limit", "format"),
            ("limit=many", "limit", "format"),
            ("cursor=x", "cursor", "format"),
            ("cursor=AAAA", "cursor", "format"),
            ("colour=red", "colour", "not_allowed"),
        ];
        for (client, path, special) in lists {
            for (query, field, word) in everywhere.iter().chain(special) {
                client.get(&format!("{path}?{query}")).await.expect_field(field, word);
            }
            // What is said twice is said by nobody.
            client.get(&format!("{path}?limit=1&limit=2")).await.expect_field("limit", "format");
        }
        let profile = format!("/v1/providers/{}", worker.id);
        for path in [profile.as_str(), "/v1/me/providers"] {
            worker.get(&format!("{path}?crs=mars")).await.expect_field("crs", "unknown");
            worker.get(&format!("{path}?colour=red")).await.expect_field("colour", "not_allowed");
        }
        // A category that nobody has is no mistake: nothing is of it.
        assert_eq!(seen(&scene.resident, "/v1/needs?category=nothing").await["items"], json!([]));
    }
}
