//! Bodies that are no JSON, of another type, too large, or with fields that nobody knows.

use jinlin_tests::{Backend, City};
use reqwest::Method;
use serde_json::{Value, json};

/// The endpoints before sign-in that take a body, each with one it would take.
fn open_posts() -> [(&'static str, Value); 4] {
    [
        ("/v1/auth/codes", json!({ "phone": "12600000001" })),
        (
            "/v1/sessions",
            json!({ "phone": "12600000001", "code": "123456", "client": "app" }),
        ),
        ("/v1/sessions/wechat", json!({ "code": "x" })),
        ("/v1/sessions/refresh", json!({ "refresh_token": "x" })),
    ]
}

/// Text that is not JSON, JSON that is cut off, and JSON with something behind it.
#[tokio::test]
async fn malformed_json_is_a_bad_request() {
    let city = City::on(Backend::Sqlite).await;
    let client = city.anonymous();
    for (path, good) in open_posts() {
        let good = good.to_string();
        let cut = &good[..good.len() - 1];
        for body in [
            "",
            "{",
            "phone=126",
            cut,
            &format!("{good} {good}"),
            "{\"a\":1,}",
        ] {
            let answer = client
                .request(Method::POST, path)
                .bytes("application/json", body)
                .await;
            answer.expect_problem(400, "malformed_request");
        }
        let broken_text = client
            .request(Method::POST, path)
            .bytes("application/json", b"{\"phone\": \"\xff\xfe\"}".to_vec());
        let answer = broken_text.await;
        assert!([400, 422].contains(&answer.status), "{}", answer.text());
        for body in ["7", "[]", "null", "\"text\""] {
            let answer = client
                .request(Method::POST, path)
                .bytes("application/json", body)
                .await;
            answer.expect_problem(422, "invalid");
        }
    }
}

/// A deeply nested body is refused like any other, without a crash.
#[tokio::test]
async fn a_deeply_nested_body_is_refused() {
    let city = City::on(Backend::Sqlite).await;
    let nested = format!("{{\"phone\":{}{}}}", "[".repeat(50_000), "]".repeat(50_000));
    let answer = city
        .anonymous()
        .request(Method::POST, "/v1/auth/codes")
        .bytes("application/json", nested)
        .await;
    assert!([400, 422].contains(&answer.status), "{}", answer.text());
    let _ = city.anonymous().get("/v1/taxonomy").await.expect(200);
}

/// JSON must be called JSON.
#[tokio::test]
async fn another_content_type_is_refused() {
    let city = City::on(Backend::Sqlite).await;
    for (path, good) in open_posts() {
        for kind in [
            "text/plain",
            "application/x-www-form-urlencoded",
            "application/xml",
            "multipart/form-data; boundary=x",
        ] {
            let answer = city
                .anonymous()
                .request(Method::POST, path)
                .bytes(kind, good.to_string())
                .await;
            answer.expect_problem(415, "unsupported_media_type");
        }
        let none = city.anonymous().request(Method::POST, path).await;
        none.expect_problem(415, "unsupported_media_type");
    }
    let body = json!({ "phone": city.new_phone() }).to_string();
    let with_charset = city.anonymous().request(Method::POST, "/v1/auth/codes");
    let _ = with_charset
        .bytes("application/json; charset=utf-8", body)
        .await
        .expect(202);
}

/// A body beyond the limit is refused whether its length is declared or not.
#[tokio::test]
async fn a_large_body_is_refused() {
    let city = City::on(Backend::Sqlite).await;
    let padding = " ".repeat(300 * 1024);
    for (path, good) in open_posts() {
        let answer = city
            .anonymous()
            .request(Method::POST, path)
            .bytes("application/json", format!("{good}{padding}"))
            .await;
        answer.expect_problem(413, "payload_too_large");
    }
    let chunks =
        futures_util::stream::iter((0..5).map(|_| Ok::<_, std::io::Error>(vec![b' '; 64 * 1024])));
    let streamed = city.anonymous().request(Method::POST, "/v1/auth/codes");
    let streamed = streamed
        .stream("application/json", reqwest::Body::wrap_stream(chunks))
        .await;
    streamed.expect_problem(413, "payload_too_large");
}

/// A field that nobody knows is a spelling mistake somewhere, and named; so is one that is missing or of another type.
#[tokio::test]
async fn wrong_fields_are_named() {
    let city = City::on(Backend::Sqlite).await;
    for (path, good) in open_posts() {
        let mut more = good.clone();
        more["colour"] = "red".into();
        city.anonymous()
            .post(path, more)
            .await
            .expect_field("colour", "not_allowed");
    }
    let post = |body: Value| city.anonymous().post("/v1/sessions", body);
    post(json!({ "phone": "12600000001", "client": "app" }))
        .await
        .expect_field("code", "required");
    post(json!({ "phone": 12_600_000_001_i64, "code": "1", "client": "app" }))
        .await
        .expect_field("phone", "format");
    post(json!({ "phone": "12600000001", "code": null, "client": "app" }))
        .await
        .expect_field("code", "format");
}
