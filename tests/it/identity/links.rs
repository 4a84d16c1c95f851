//! One account for a phone and a WeChat: linking, taking over what was never used, refusing what was.

use jinlin_tests::fakes::FakeWechat;
use jinlin_tests::{Backend, City, Client, SignedIn, on_both_databases, request_code};
use serde_json::{Value, json};

use crate::notifications::inbox::told;
use crate::scene::{Scene, seen};

async fn city(backend: Backend) -> (FakeWechat, City) {
    let fake = FakeWechat::start();
    let city = City::builder(backend)
        .settings(fake.settings())
        .start()
        .await;
    (fake, city)
}

/// Signs in by WeChat; with a phone, if WeChat is let tell it.
async fn by_wechat(city: &City, fake: &FakeWechat, openid: &str, phone: Option<&str>) -> Value {
    let code = format!("login-{}", city.new_phone());
    fake.expect_sign_in(&code, openid);
    let mut body = json!({ "code": code, "consent_version": "2026-11" });
    if let Some(phone) = phone {
        fake.expect_phone(&code, phone);
        body["phone_code"] = code.into();
    }
    city.anonymous()
        .post("/v1/sessions/wechat", body)
        .await
        .expect(201)
}

fn client(city: &City, session: &Value) -> Client {
    city.anonymous().with_token(
        session["access_token"]
            .as_str()
            .expect("a session has a token"),
    )
}

async fn link_wechat(person: &Client, fake: &FakeWechat, openid: &str) -> jinlin_tests::Answer {
    let code = format!("link-{openid}");
    fake.expect_sign_in(&code, openid);
    person.put("/v1/me/wechat", json!({ "code": code })).await
}

async fn link_phone(person: &Client, city: &City, phone: &str) -> jinlin_tests::Answer {
    let (code, _) = request_code(city.server(), &city.anonymous(), phone).await;
    person
        .put("/v1/me/phone", json!({ "phone": phone, "code": code }))
        .await
}

fn phone_of(person: &SignedIn) -> String {
    person.phone().to_owned()
}

on_both_databases! {
    /// Whoever has an account by phone links WeChat, and signs in to the same account by either.
    async fn a_phone_and_a_wechat_are_one_account(backend: Backend) {
        let (fake, city) = city(backend).await;
        let person = city.resident().await;
        assert_eq!(seen(&person, "/v1/me").await["wechat"], false);
        let me = link_wechat(&person, &fake, "openid-one").await.expect(200);
        assert_eq!((&me["wechat"], &me["person_id"]), (&json!(true), &json!(person.person_id())));
        let again = by_wechat(&city, &fake, "openid-one", None).await;
        assert_eq!(again["person_id"], me["person_id"]);
        // Doing it again, or with another WeChat, is no trouble.
        let _ = link_wechat(&person, &fake, "openid-one").await.expect(200);
        let _ = link_wechat(&person, &fake, "openid-new").await.expect(200);
        let other = by_wechat(&city, &fake, "openid-one", None).await;
        assert_ne!(other["person_id"], me["person_id"]);
        let _ = person.delete("/v1/me/wechat").await.expect(204);
        let _ = person.delete("/v1/me/wechat").await.expect(204);
        assert_eq!(seen(&person, "/v1/me").await["wechat"], false);
        let log = seen(&person, "/v1/me/audit?limit=100").await.to_string();
        assert!(log.contains("connect_wechat") && log.contains("disconnect_wechat"), "{log}");
    }

    /// An account that began with WeChat gets its phone: by a code, or because WeChat tells it; without one it cannot lose WeChat.
    async fn a_wechat_gets_its_phone(backend: Backend) {
        let (fake, city) = city(backend).await;
        let session = by_wechat(&city, &fake, "openid-one", None).await;
        let person = client(&city, &session);
        person.delete("/v1/me/wechat").await.expect_problem(409, "last_sign_in");
        let phone = city.new_phone();
        let wrong = json!({ "phone": phone, "code": "000000" });
        person.put("/v1/me/phone", wrong).await.expect_field("code", "unknown");
        let (code, _) = request_code(city.server(), &city.anonymous(), &phone).await;
        let body = json!({ "phone": phone, "code": code });
        let me = person.put("/v1/me/phone", body.clone()).await.expect(200);
        assert_eq!(person.put("/v1/me/phone", body).await.expect(200), me, "an answer that was lost is given again");
        let _ = told(&person, "account_changed").await;
        assert!(me["phone"].as_str().is_some_and(|masked| masked.starts_with("126")), "{me}");
        let by_phone = city.signed_in(&phone).await;
        assert_eq!(json!(by_phone.person_id()), session["person_id"]);
        let _ = person.delete("/v1/me/wechat").await.expect(204);

        let other = client(&city, &by_wechat(&city, &fake, "openid-two", None).await);
        fake.expect_phone("a-phone-code", &city.new_phone());
        let _ = other.put("/v1/me/phone", json!({ "wechat_code": "a-phone-code" })).await.expect(200);
        other.put("/v1/me/phone", json!({ "wechat_code": "a-phone-code" })).await.expect_field("wechat_code", "unknown");
        let both = json!({ "wechat_code": "x", "phone": phone });
        other.put("/v1/me/phone", both).await.expect_field("phone", "contradiction");
        other.put("/v1/me/phone", json!({ "phone": phone })).await.expect_field("code", "required");
        fake.country_code(json!("852"));
        fake.expect_phone("from-hong-kong", "51234567");
        other.put("/v1/me/phone", json!({ "wechat_code": "from-hong-kong" })).await.expect_field("wechat_code", "format");
    }

    /// The phone that WeChat tells at sign-in leads to the account that has it, and both are one from then on; without one, a new account
    /// has both.
    async fn wechat_tells_the_phone_at_sign_in(backend: Backend) {
        let (fake, city) = city(backend).await;
        let person = city.resident().await;
        // Had been in the mini-program before, and done nothing there.
        let stray = client(&city, &by_wechat(&city, &fake, "openid-one", None).await);
        let session = by_wechat(&city, &fake, "openid-one", Some(person.phone())).await;
        assert_eq!(session["person_id"], json!(person.person_id()));
        stray.get("/v1/me").await.expect_problem(401, "session_ended");
        let again = by_wechat(&city, &fake, "openid-one", None).await;
        assert_eq!(again["person_id"], session["person_id"]);

        let phone = city.new_phone();
        let new = by_wechat(&city, &fake, "openid-two", Some(&phone)).await;
        let by_phone = city.signed_in(&phone).await;
        assert_eq!(json!(by_phone.person_id()), new["person_id"]);
        // Another phone told later on changes nothing by itself.
        let later = by_wechat(&city, &fake, "openid-two", Some(&city.new_phone())).await;
        assert_eq!(later["person_id"], new["person_id"]);
        assert_eq!(city.signed_in(&phone).await.person_id(), by_phone.person_id());
    }

    /// Two accounts with records stay two.
    async fn accounts_in_use_are_not_taken_over(backend: Backend) {
        let fake = FakeWechat::start();
        let scene = Scene::start(City::builder(backend).settings(fake.settings())).await;
        let city = &scene.city;
        let worker = scene.worker().await;
        let session = by_wechat(city, &fake, "openid-one", None).await;
        let wechat = client(city, &session);
        let case = scene.open_of(&wechat, json!({})).await;
        link_wechat(&worker, &fake, "openid-one").await.expect_problem(409, "wechat_taken");
        link_phone(&wechat, city, &phone_of(&worker.person)).await.expect_problem(409, "phone_taken");
        let _ = seen(&wechat, &case.need("")).await;
        // A phone whose account was never used is free for whoever proves to have it.
        let unused = city.resident().await;
        let _ = link_phone(&wechat, city, &phone_of(&unused)).await.expect(200);
        unused.get("/v1/me").await.expect_problem(401, "session_ended");
        let again = city.signed_in(unused.phone()).await;
        assert_eq!(json!(again.person_id()), session["person_id"]);
    }
}
