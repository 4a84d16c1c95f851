//! Errors speak Chinese or English, by `Accept-Language`, and name the request that they belong to.

use jinlin_tests::{Backend, City};
use serde_json::json;

/// The titles follow the client's wish; the codes stay.
#[tokio::test]
async fn errors_speak_the_clients_language() {
    let city = City::on(Backend::Sqlite).await;
    let ask = async |language: Option<&str>| {
        let request = city.anonymous().get("/v1/me");
        let answer = match language {
            Some(language) => request.header("accept-language", language).await,
            None => request.await,
        };
        let tag = answer.header("content-language").unwrap().to_owned();
        let problem = answer.expect_problem(401, "unauthenticated");
        (tag, problem["title"].as_str().unwrap().to_owned())
    };
    let (chinese, english) = (
        ("zh-CN".to_owned(), "请先登录。".to_owned()),
        ("en".to_owned(), "Sign in first.".to_owned()),
    );
    for wish in [
        None,
        Some("zh-CN"),
        Some("zh"),
        Some("fr"),
        Some("en;q=0.3, zh;q=0.9"),
        Some("*"),
    ] {
        assert_eq!(ask(wish).await, chinese, "{wish:?}");
    }
    for wish in ["en", "en-GB,en;q=0.9,zh;q=0.1", "fr, en;q=0.5"] {
        assert_eq!(ask(Some(wish)).await, english, "{wish}");
    }
}

/// The messages of fields, too.
#[tokio::test]
async fn field_messages_speak_the_clients_language() {
    let city = City::on(Backend::Sqlite).await;
    for (language, message) in [("zh-CN", "格式不正确"), ("en", "has the wrong form")] {
        let request = city
            .anonymous()
            .post("/v1/auth/codes", json!({ "phone": "1" }));
        let problem = request
            .header("accept-language", language)
            .await
            .expect_field("phone", "format");
        assert_eq!(problem["errors"][0]["message"], message);
    }
}

/// A client's request id comes back and is in the log; one that could forge log lines does not.
#[tokio::test]
async fn request_ids_are_echoed() {
    let city = City::on(Backend::Sqlite).await;
    let id = "client-id-0123456789";
    let answer = city
        .anonymous()
        .get("/v1/divisions")
        .header("x-request-id", id)
        .await;
    assert_eq!(answer.header("x-request-id"), Some(id));
    let problem = city
        .anonymous()
        .get("/v1/me")
        .header("x-request-id", id)
        .await;
    assert_eq!(problem.json["request_id"], id);
    for bad in [
        "short",
        "has spaces in it",
        &"x".repeat(65),
        "forged\"id\"12345",
    ] {
        let answer = city
            .anonymous()
            .get("/v1/divisions")
            .header("x-request-id", bad)
            .await;
        let given = answer.header("x-request-id").unwrap();
        assert!(given != bad && given.len() == 36, "{given}");
    }
    let (one, two) = (
        city.anonymous().get("/healthz").await,
        city.anonymous().get("/healthz").await,
    );
    assert_ne!(one.header("x-request-id"), two.header("x-request-id"));
}
