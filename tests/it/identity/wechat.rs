//! WeChat sign-in against a server that speaks `code2Session`.

use std::time::Duration;

use jinlin_tests::{Backend, City, Request, on_both_databases};
use serde_json::{Value, json};
use wiremock::matchers::{method, path, query_param};
use wiremock::{Mock, MockServer, ResponseTemplate};

const SECRET: &str = "the-secret-of-the-mini-program";

/// A city whose WeChat is `fake`.
async fn city_with(backend: Backend, fake: &MockServer) -> City {
    City::builder(backend)
        .setting("wechat.app_id", "wx0123456789abcdef")
        .setting("wechat.app_secret", SECRET)
        .setting("wechat.base_url", fake.uri())
        .setting("wechat.timeout_milliseconds", 400)
        .start()
        .await
}

/// What WeChat shall answer to a code.
async fn answer_with(fake: &MockServer, code: &str, answer: ResponseTemplate) {
    Mock::given(method("GET"))
        .and(path("/sns/jscode2session"))
        .and(query_param("appid", "wx0123456789abcdef"))
        .and(query_param("secret", SECRET))
        .and(query_param("grant_type", "authorization_code"))
        .and(query_param("js_code", code))
        .respond_with(answer)
        .expect(1..)
        .mount(fake)
        .await;
}

fn success(openid: &str) -> ResponseTemplate {
    // WeChat calls its JSON text/plain.
    let body = json!({ "openid": openid, "session_key": "c2Vzc2lvbi1rZXk=", "unionid": "o6_bmasdasdsad6_2sgVt7hMZOPf" });
    ResponseTemplate::new(200).set_body_raw(body.to_string(), "text/plain")
}

fn failure(errcode: i64, errmsg: &str) -> ResponseTemplate {
    let body = json!({ "errcode": errcode, "errmsg": errmsg });
    ResponseTemplate::new(200).set_body_raw(body.to_string(), "text/plain")
}

fn sign_in(city: &City, code: &str) -> Request {
    city.anonymous().post(
        "/v1/sessions/wechat",
        json!({ "code": code, "consent_version": "2026-11" }),
    )
}

on_both_databases! {
    /// An openid is one account, found again by another code; what WeChat said about it is kept and logged nowhere in clear.
    async fn an_openid_is_one_account(backend: Backend) {
        let fake = MockServer::start().await;
        let city = city_with(backend, &fake).await;
        answer_with(&fake, "code-one", success("openid-of-a-resident")).await;
        answer_with(&fake, "code-two", success("openid-of-a-resident")).await;
        answer_with(&fake, "code-three", success("openid-of-somebody-else")).await;
        let first = sign_in(&city, "code-one").await;
        assert_eq!(first.header("set-cookie"), None);
        let first = first.expect(201);
        let second = sign_in(&city, "code-two").await.expect(201);
        let third = sign_in(&city, "code-three").await.expect(201);
        assert_eq!(first["account_id"], second["account_id"]);
        assert_ne!(first["account_id"], third["account_id"]);
        let client = city.anonymous().with_token(second["access_token"].as_str().unwrap());
        let me = client.get("/v1/me").await.expect(200);
        assert_eq!(me["account_id"], first["account_id"]);
        assert!(me.get("phone").is_none(), "{me}");
        let refresh = json!({ "refresh_token": first["refresh_token"] });
        let _ = city.anonymous().post("/v1/sessions/refresh", refresh).await.expect(201);

        let log = city.server().log();
        for hidden in ["openid-of", "c2Vzc2lvbi1rZXk", SECRET] {
            assert!(!log.contains(hidden), "the log holds {hidden}");
        }
        for row in city.database().query("select openid, openid_index from accounts", []).await {
            for column in ["openid", "openid_index"] {
                let bytes: Vec<u8> = row.try_get("", column).unwrap();
                assert!(!bytes.windows(9).any(|window| window == b"openid-of"), "{column} is readable");
            }
        }
    }

    /// A lost answer asked for again does not use WeChat's code a second time (it would be refused: 40163).
    async fn a_repeated_sign_in_does_not_ask_wechat_again(backend: Backend) {
        let fake = MockServer::start().await;
        let city = city_with(backend, &fake).await;
        Mock::given(path("/sns/jscode2session")).respond_with(success("openid-once")).expect(1).mount(&fake).await;
        let first = sign_in(&city, "once").key("a-key").await;
        let again = sign_in(&city, "once").key("a-key").await;
        assert_eq!(again.header("idempotency-replayed"), Some("true"));
        assert_eq!(again.expect(201), first.expect(201));
        fake.verify().await;
    }
}

/// A code that WeChat refuses is the client's matter; everything else is an outage that passes.
#[tokio::test]
async fn wechats_errors_are_told_apart() {
    let fake = MockServer::start().await;
    let city = city_with(Backend::Sqlite, &fake).await;
    for (errcode, errmsg) in [
        (40029, "invalid code"),
        (40163, "code been used"),
        (40226, "code blocked"),
    ] {
        let code = format!("refused-{errcode}");
        answer_with(&fake, &code, failure(errcode, errmsg)).await;
        sign_in(&city, &code)
            .await
            .expect_problem(401, "wechat_refused");
    }
    let outages = [
        ("busy", failure(-1, "system error")),
        ("limited", failure(45011, "api minute-quota reach limit")),
        ("our-secret", failure(40125, "invalid appsecret")),
        ("http-500", ResponseTemplate::new(500)),
        (
            "no-json",
            ResponseTemplate::new(200).set_body_string("<html>gateway</html>"),
        ),
        (
            "no-openid",
            ResponseTemplate::new(200).set_body_json(json!({ "session_key": "x" })),
        ),
        ("empty-openid", success("")),
        (
            "slow",
            success("openid-slow").set_delay(Duration::from_secs(20)),
        ),
    ];
    for (code, answer) in outages {
        answer_with(&fake, code, answer).await;
        let answer = sign_in(&city, code).await;
        assert!(answer.number("retry-after") >= 1, "{code}");
        answer.expect_problem(503, "unavailable");
    }
    assert_eq!(
        city.database()
            .number("select count(*) from accounts", [])
            .await,
        0
    );
    assert!(
        !city.server().log().contains(SECRET),
        "the log holds the secret"
    );
}

/// WeChat out of reach altogether, and WeChat not configured.
#[tokio::test]
async fn without_wechat_it_is_unavailable() {
    let gone = {
        let fake = MockServer::start().await;
        fake.uri()
    };
    let city = City::builder(Backend::Sqlite)
        .setting("wechat.app_id", "wx0123456789abcdef")
        .setting("wechat.app_secret", SECRET)
        .setting("wechat.base_url", gone)
        .start()
        .await;
    sign_in(&city, "a-code")
        .await
        .expect_problem(503, "unavailable");
    let city = City::on(Backend::Sqlite).await;
    sign_in(&city, "a-code")
        .await
        .expect_problem(503, "unavailable");
}

/// A first sign-in by WeChat needs consent as one by phone does.
#[tokio::test]
async fn wechat_needs_consent_too() {
    let fake = MockServer::start().await;
    let city = city_with(Backend::Sqlite, &fake).await;
    answer_with(&fake, "a-code", success("openid-of-a-newcomer")).await;
    let post = |body: Value| city.anonymous().post("/v1/sessions/wechat", body);
    let problem = post(json!({ "code": "a-code" }))
        .await
        .expect_field("consent_version", "required");
    let terms = problem["terms_version"].clone();
    let _ = post(json!({ "code": "a-code", "consent_version": terms }))
        .await
        .expect(201);
    post(json!({ "code": "" }))
        .await
        .expect_field("code", "format");
    post(json!({ "code": "x".repeat(201) }))
        .await
        .expect_field("code", "format");
}
