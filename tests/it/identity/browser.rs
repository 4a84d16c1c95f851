//! Browsers keep their refresh token in a cookie that scripts and other sites cannot use.

use jinlin_tests::{Answer, Backend, City, Request, on_both_databases, request_code};
use serde_json::json;

/// Signs in as a web page.
async fn sign_in(city: &City, client: &str) -> Answer {
    let phone = city.new_phone();
    let (code, terms) = request_code(city.server(), &city.anonymous(), &phone).await;
    let body = json!({ "phone": phone, "code": code, "client": client, "consent_version": terms });
    city.anonymous().post("/v1/sessions", body).await
}

/// `name=value` of the cookie that an answer sets, once its attributes are right.
fn cookie_of(answer: &Answer) -> String {
    let cookie = answer
        .header("set-cookie")
        .expect("a browser gets a cookie");
    let (pair, attributes) = cookie.split_once(';').expect("a cookie has attributes");
    for attribute in ["HttpOnly", "Secure", "SameSite=Strict", "Path=/v1/sessions"] {
        assert!(
            attributes.split(';').any(|found| found.trim() == attribute),
            "{attribute} is missing: {cookie}"
        );
    }
    assert!(
        attributes.contains("Max-Age="),
        "the cookie ends with the browser: {cookie}"
    );
    assert!(
        answer.json.get("refresh_token").is_none(),
        "a script could read the token: {}",
        answer.json
    );
    pair.to_owned()
}

fn refresh(city: &City, cookie: &str, origin: Option<&str>) -> Request {
    let request = city
        .anonymous()
        .post("/v1/sessions/refresh", json!({}))
        .header("cookie", cookie);
    match origin {
        Some(origin) => request.header("origin", origin),
        None => request,
    }
}

on_both_databases! {
    /// The web app's and the console's token is rotated by cookie, from the own origin only.
    async fn a_browser_refreshes_by_cookie(backend: Backend) {
        let city = City::on(backend).await;
        let own = city.server().address().to_owned();
        for client in ["h5", "console"] {
            let answer = sign_in(&city, client).await;
            assert_eq!(answer.status, 201, "{}", answer.text());
            let cookie = cookie_of(&answer);
            for foreign in [None, Some("https://evil.example"), Some("null"), Some("http://127.0.0.1")] {
                refresh(&city, &cookie, foreign).await.expect_problem(403, "csrf_refused");
            }
            // The refusals used nothing up.
            let answer = refresh(&city, &cookie, Some(&own)).await;
            assert_eq!(answer.status, 201, "{}", answer.text());
            let next = cookie_of(&answer);
            assert_ne!(next, cookie);
            let token = answer.json["access_token"].as_str().unwrap();
            let _ = city.anonymous().with_token(token).get("/v1/me").await.expect(200);
            refresh(&city, &cookie, Some(&own)).await.expect_problem(401, "session_ended");
        }
    }

    /// Clients that are no browsers get no cookie.
    async fn an_app_gets_no_cookie(backend: Backend) {
        let city = City::on(backend).await;
        for client in ["app", "mini_program"] {
            let answer = sign_in(&city, client).await;
            assert_eq!(answer.header("set-cookie"), None);
            assert!(answer.json["refresh_token"].is_string(), "{}", answer.json);
        }
    }
}

/// A console on another host is let in by the list of origins, and only there.
#[tokio::test]
async fn listed_origins_may_use_the_cookie() {
    let listed = "https://console.example, https://h5.example";
    let city = City::builder(Backend::Sqlite)
        .setting("server.allowed_origins", listed)
        .start()
        .await;
    let cookie = cookie_of(&sign_in(&city, "console").await);
    for foreign in [
        "https://console.example.evil.example",
        "http://console.example",
        "https://example",
    ] {
        refresh(&city, &cookie, Some(foreign))
            .await
            .expect_problem(403, "csrf_refused");
    }
    let cookie = cookie_of(&refresh(&city, &cookie, Some("https://console.example")).await);
    let _ = refresh(&city, &cookie, Some("https://h5.example"))
        .await
        .expect(201);
}
