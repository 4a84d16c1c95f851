//! Slips about hours: printed with their text to be found, verified by anybody, telling no more than they should.

use std::process::Command;

use jinlin_tests::{Client, on_both_databases};
use reqwest::Method;
use serde_json::json;

use crate::scene::{Scene, seen, text};

/// The text of a PDF, as another program finds it.
pub fn text_of(scene: &Scene, file: &[u8]) -> String {
    let path = scene.city.folder().join("slip.pdf");
    std::fs::write(&path, file).expect("the slip is written");
    let found = Command::new("pdftotext")
        .arg("-layout")
        .arg(&path)
        .arg("-")
        .output();
    let found = found.expect("pdftotext of poppler-utils, which scripts/test installs");
    assert!(
        found.status.success() && found.stderr.is_empty(),
        "{}",
        String::from_utf8_lossy(&found.stderr)
    );
    String::from_utf8(found.stdout).expect("text")
}

pub async fn call_oneself(client: &Client, name: &str) {
    let version = seen(client, "/v1/me").await["version"]
        .as_i64()
        .expect("a version");
    let named = client
        .request(Method::PATCH, "/v1/me")
        .json(json!({ "name": name }))
        .if_match(version);
    let _ = named.await.expect(200);
}

on_both_databases! {
    /// The whole way: hours, slip, PDF with its text, the public answer and the public page with the masked name.
    async fn a_slip_is_printed_and_verified(backend: Backend) {
        let scene = Scene::start(jinlin_tests::City::builder(backend).setting("slips.public_url", "https://jinlin.example/")).await;
        let lead = scene.worker().await;
        let case = scene.finished(&lead).await;
        let path = "/v1/me/hours/certificates";
        let span = json!({ "from": "2026-11-15", "to": "2026-12-31" });
        lead.post(path, &span).await.expect_field("name", "required");
        call_oneself(&lead, "欧阳近邻").await;
        lead.post(path, json!({ "from": "2026-01-01", "to": "2026-01-31" })).await.expect_field("from", "range");
        lead.post(path, json!({ "from": "2026-02-01", "to": "2026-01-31" })).await.expect_field("to", "contradiction");
        scene.stranger.post(path, &span).await.expect_problem(422, "invalid");
        let slip = lead.post(path, &span).key("once").await.expect(201);
        assert_eq!(slip, lead.post(path, &span).key("once").await.expect(201));
        assert_eq!((&slip["minutes"], &slip["tasks"]), (&json!(60), &json!(1)));
        assert_eq!(seen(&lead, path).await["items"], json!([slip]));

        let (id, code) = (text(&slip, "id"), text(&slip, "code"));
        let printed = lead.get(&format!("{path}/{id}.pdf")).await;
        assert_eq!((printed.status, printed.header("content-type")), (200, Some("application/pdf")));
        assert!(printed.body.len() < 200_000, "the whole font is in it: {} bytes", printed.body.len());
        let words = text_of(&scene, &printed.body);
        let address = format!("https://jinlin.example/verify/{code}");
        for expected in ["志愿服务时长证明", "姓名：欧阳近邻", "服务时长：1小时（共1次）", "2026-11-15 至 2026-12-31", code, &address] {
            assert!(words.contains(expected), "{expected} is not in:\n{words}");
        }
        scene.stranger.get(&format!("{path}/{id}.pdf")).await.expect_problem(404, "not_found");

        let anybody = scene.city.anonymous();
        let said = anybody.get(&format!("/v1/verify/{}", code.to_lowercase().replace('-', ""))).await.expect(200);
        assert_eq!((text(&said, "kind"), text(&said, "name"), &said["minutes"]), ("hour_certificate", "欧**", &json!(60)));
        for address in [format!("/verify/{code}"), format!("/verify?code={code}")] {
            let page = anybody.get(&address).await;
            assert!(page.status == 200 && page.text().contains("欧**") && page.text().contains("1小时"), "{}", page.text());
            assert!(!page.text().contains("阳近邻"), "{}", page.text());
        }
        let page = anybody.get("/verify/0000-0000-0000-0000").await;
        assert!(page.status == 404 && page.text().contains("没有这个验证码"));
        // What was typed stays to be corrected, and is text whatever it is.
        let mistyped = anybody.get("/verify?code=%22%3E%3Cb%3E0000").await;
        assert!(mistyped.text().contains(r#"value="&quot;&gt;&lt;b&gt;0000""#), "{}", mistyped.text());
        assert_eq!(anybody.get("/verify").await.status, 200);
        anybody.get("/v1/verify/0000-0000-0000-0000").await.expect_problem(404, "not_found");

        // A service record's code says that it is one, and nothing of whom.
        let record = seen(&lead, &case.task("/record")).await;
        let said = anybody.get(&format!("/v1/verify/{}", text(&record, "verification_code"))).await.expect(200);
        assert_eq!((text(&said, "kind"), &said["minutes"]), ("service_record", &json!(60)));
        assert!(said.get("name").is_none());
        let looks = seen(&lead, "/v1/me/audit?limit=100").await;
        assert!(looks.to_string().contains("verify_code"), "who verified is in the log");
    }

    /// Nobody tries codes by the thousand: page and API count together.
    async fn attempts_are_limited(backend: Backend) {
        let city = jinlin_tests::City::builder(backend)
            .setting("limits.enabled", true)
            .setting("limits.tracking_per_minute", 4);
        let scene = Scene::start(city).await;
        scene.city.clock().begin_window(std::time::Duration::from_secs(60));
        let anybody = scene.city.anonymous();
        for address in ["/verify/0000", "/v1/verify/0000", "/verify?code=0000", "/v1/verify/0001"] {
            assert_eq!(anybody.get(address).await.status, 404);
        }
        assert_eq!(anybody.get("/verify/0000").await.status, 429);
        anybody.get("/v1/verify/0000").await.expect_problem(429, "too_many_requests");
    }
}
