//! Access tokens: expiry by the clock, forgeries, sign-out.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jinlin_tests::{Backend, City, SignedIn, on_both_databases, within};
use serde_json::{Value, json};

on_both_databases! {
    /// An access token lives for a quarter of an hour; the session goes on.
    async fn a_token_expires_and_is_renewed(backend: Backend) {
        let city = City::on(backend).await;
        let person = city.resident().await;
        city.clock().advance(Duration::from_secs(14 * 60));
        let _ = person.get("/v1/me").await.expect(200);
        city.clock().advance(Duration::from_secs(2 * 60));
        person.get("/v1/me").await.expect_problem(401, "token_expired");
        let body = json!({ "refresh_token": person.refresh_token() });
        let session = city.anonymous().post("/v1/sessions/refresh", body).await.expect(201);
        let person = SignedIn::of_session(&city.anonymous(), person.phone(), session);
        let _ = person.get("/v1/me").await.expect(200);
    }

    /// Signing out ends the session at once, and no other.
    async fn signing_out_ends_the_session(backend: Backend) {
        let city = City::on(backend).await;
        let phone = city.new_phone();
        let (here, elsewhere) = (city.signed_in(&phone).await, city.signed_in(&phone).await);
        let _ = here.get("/v1/me").await.expect(200);
        let _ = here.delete("/v1/sessions/current").await.expect(204);
        here.get("/v1/me").await.expect_problem(401, "session_ended");
        here.delete("/v1/sessions/current").await.expect_problem(401, "session_ended");
        let body = json!({ "refresh_token": here.refresh_token() });
        city.anonymous().post("/v1/sessions/refresh", body).await.expect_problem(401, "session_ended");
        let _ = elsewhere.get("/v1/me").await.expect(200);
    }
}

/// A part of a token, decoded.
fn part(token: &str, number: usize) -> Value {
    let bytes = URL_SAFE_NO_PAD
        .decode(token.split('.').nth(number).unwrap())
        .unwrap();
    serde_json::from_slice(&bytes).unwrap()
}

fn encode(value: &Value) -> String {
    URL_SAFE_NO_PAD.encode(value.to_string())
}

/// Nothing but a token that this deployment signed, unchanged, is one.
#[tokio::test]
async fn forged_tokens_are_refused() {
    let city = City::on(Backend::Sqlite).await;
    let person = city.resident().await;
    let victim = city.resident().await;
    let token = person.token();
    let (head, claims) = (part(token, 0), part(token, 1));
    let [encoded_head, encoded_claims, signature] =
        token.split('.').collect::<Vec<_>>().try_into().unwrap();

    // The claims hold who and until when, and no right.
    let names: Vec<_> = claims
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    assert_eq!(names, ["aud", "exp", "iat", "iss", "sid", "sub"]);
    assert_eq!(head["alg"], "HS256");

    let mut other_account = claims.clone();
    other_account["sub"] = victim.account_id().to_string().into();
    let mut other_session = claims.clone();
    other_session["sid"] = victim.session_id().to_string().into();
    let mut eternal = claims.clone();
    eternal["exp"] = 99_999_999_999_i64.into();
    let mut no_algorithm = head.clone();
    no_algorithm["alg"] = "none".into();
    let mut other_key = head.clone();
    other_key["kid"] = "00000000".into();
    let mut no_key = head.clone();
    no_key.as_object_mut().unwrap().remove("kid");
    let mut flipped = signature.to_owned();
    // The first character: the last may hold bits that decode to nothing.
    flipped.replace_range(..1, if signature.starts_with('A') { "B" } else { "A" });
    let forged = [
        format!("{encoded_head}.{}.{signature}", encode(&other_account)),
        format!("{encoded_head}.{}.{signature}", encode(&other_session)),
        format!("{encoded_head}.{}.{signature}", encode(&eternal)),
        format!("{}.{encoded_claims}.", encode(&no_algorithm)),
        format!("{}.{encoded_claims}.{signature}", encode(&no_algorithm)),
        format!("{}.{encoded_claims}.{signature}", encode(&other_key)),
        format!("{}.{encoded_claims}.{signature}", encode(&no_key)),
        format!("{encoded_head}.{encoded_claims}.{flipped}"),
        format!("{encoded_head}.{encoded_claims}"),
        "not-a-token".to_owned(),
        person.refresh_token().to_owned(),
    ];
    for token in forged {
        city.anonymous()
            .with_token(&token)
            .get("/v1/me")
            .await
            .expect_problem(401, "token_invalid");
    }
    for header in ["Basic YTpi", "Bearer", token] {
        let answer = city
            .anonymous()
            .get("/v1/me")
            .header("authorization", header)
            .await;
        answer.expect_problem(401, "token_invalid");
    }
    city.anonymous()
        .get("/v1/me")
        .await
        .expect_problem(401, "unauthenticated");
    let _ = person.get("/v1/me").await.expect(200);
}

/// A token of another deployment is a forgery here, although the same program made it.
#[tokio::test]
async fn another_deployments_token_is_refused() {
    let (here, there) = (
        City::on(Backend::Sqlite).await,
        City::on(Backend::Sqlite).await,
    );
    let stranger = there.resident().await;
    here.anonymous()
        .with_token(stranger.token())
        .get("/v1/me")
        .await
        .expect_problem(401, "token_invalid");
}

/// A session that ends at one replica is over at the other within seconds: the event tells it, long before its cache's 30 s.
#[tokio::test]
async fn signing_out_counts_on_every_replica() {
    let city = City::builder(Backend::Postgres).replicas(2).start().await;
    let person = city.resident().await;
    let there = person.at_replica(city.replica(1));
    let _ = there.get("/v1/me").await.expect(200);
    let _ = person.delete("/v1/sessions/current").await.expect(204);
    let problem = within(
        Duration::from_secs(5),
        "the other replica notices",
        async || {
            let answer = there.get("/v1/me").await;
            (answer.status != 200).then_some(answer)
        },
    )
    .await;
    problem.expect_problem(401, "session_ended");
}
