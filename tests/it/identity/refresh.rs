//! Refresh tokens: each works once, and a second use ends the session for both who have it.

use std::time::Duration;

use jinlin_tests::{City, SignedIn, eventually, on_both_databases};
use serde_json::json;

on_both_databases! {
    /// A refresh gives new tokens that work.
    async fn tokens_are_rotated(backend: Backend) {
        let city = City::on(backend).await;
        let person = city.resident().await;
        let body = json!({ "refresh_token": person.refresh_token() });
        let session = city.anonymous().post("/v1/sessions/refresh", body).await.expect(201);
        let next = SignedIn::of_session(&city.anonymous(), person.phone(), session);
        assert_eq!(next.session_id(), person.session_id());
        assert_ne!(next.refresh_token(), person.refresh_token());
        let _ = next.get("/v1/me").await.expect(200);
        let body = json!({ "refresh_token": next.refresh_token() });
        let _ = city.anonymous().post("/v1/sessions/refresh", body).await.expect(201);
    }

    /// A token that comes back was copied: the session ends, for the thief as for the owner.
    async fn a_reused_token_ends_the_session(backend: Backend) {
        let city = City::on(backend).await;
        let person = city.resident().await;
        let bystander = city.resident().await;
        let stolen = json!({ "refresh_token": person.refresh_token() });
        let session = city.anonymous().post("/v1/sessions/refresh", &stolen).await.expect(201);
        let next = SignedIn::of_session(&city.anonymous(), person.phone(), session);
        let _ = next.get("/v1/me").await.expect(200);

        city.anonymous().post("/v1/sessions/refresh", &stolen).await.expect_problem(401, "session_ended");
        let body = json!({ "refresh_token": next.refresh_token() });
        city.anonymous().post("/v1/sessions/refresh", body).await.expect_problem(401, "session_ended");
        for token in [person.token(), next.token()] {
            let client = city.anonymous().with_token(token);
            let problem = eventually("the access token stops working", async || {
                let answer = client.get("/v1/me").await;
                (answer.status != 200).then_some(answer)
            })
            .await;
            problem.expect_problem(401, "session_ended");
        }
        let _ = bystander.get("/v1/me").await.expect(200);
    }

    /// A lost answer is no theft: the same request with its key is answered again.
    async fn a_repeated_refresh_with_its_key_is_answered_again(backend: Backend) {
        let city = City::on(backend).await;
        let person = city.resident().await;
        let body = json!({ "refresh_token": person.refresh_token() });
        let first = city.anonymous().post("/v1/sessions/refresh", &body).key("lost-answer").await;
        assert_eq!(first.header("idempotency-replayed"), None);
        let again = city.anonymous().post("/v1/sessions/refresh", &body).key("lost-answer").await;
        assert_eq!(again.header("idempotency-replayed"), Some("true"));
        assert_eq!(again.body, first.body);
        let session = again.expect(201);
        let next = SignedIn::of_session(&city.anonymous(), person.phone(), session);
        let _ = next.get("/v1/me").await.expect(200);
    }

    /// Of many that use one token at the same moment one wins; all the others are reuse, so the session ends.
    async fn simultaneous_refreshes_are_reuse(backend: Backend) {
        let city = City::on(backend).await;
        let person = city.resident().await;
        let body = json!({ "refresh_token": person.refresh_token() });
        let posts = (0..6).map(|_| async { city.anonymous().post("/v1/sessions/refresh", &body).await });
        let answers = futures_util::future::join_all(posts).await;
        assert!(answers.iter().filter(|answer| answer.status == 201).count() <= 1);
        for answer in answers.into_iter().filter(|answer| answer.status != 201) {
            answer.expect_problem(401, "session_ended");
        }
        assert_eq!(city.database().number("select count(*) from sessions where ended_at is null", []).await, 0);
    }

    /// A session that nobody uses for a month is over; one that is used lives on.
    async fn an_unused_session_expires(backend: Backend) {
        let city = City::on(backend).await;
        let (idle, busy) = (city.resident().await, city.resident().await);
        city.clock().advance(Duration::from_secs(20 * 86_400));
        let body = json!({ "refresh_token": busy.refresh_token() });
        let session = city.anonymous().post("/v1/sessions/refresh", body).await.expect(201);
        let busy = SignedIn::of_session(&city.anonymous(), busy.phone(), session);
        city.clock().advance(Duration::from_secs(20 * 86_400));
        let body = json!({ "refresh_token": idle.refresh_token() });
        city.anonymous().post("/v1/sessions/refresh", body).await.expect_problem(401, "session_ended");
        let body = json!({ "refresh_token": busy.refresh_token() });
        let _ = city.anonymous().post("/v1/sessions/refresh", body).await.expect(201);
    }
}

/// What is no refresh token is told apart from none at all.
#[tokio::test]
async fn an_unknown_token_is_refused() {
    let city = City::on(jinlin_tests::Backend::Sqlite).await;
    let refresh = |body| city.anonymous().post("/v1/sessions/refresh", body);
    refresh(json!({ "refresh_token": "never-given" }))
        .await
        .expect_problem(401, "session_ended");
    refresh(json!({ "refresh_token": "" }))
        .await
        .expect_problem(401, "session_ended");
    refresh(json!({}))
        .await
        .expect_field("refresh_token", "required");
}
