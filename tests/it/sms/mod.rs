//! One-time codes by text message, in production's way: with a provider and without codes in the log.

use std::time::Duration;

use jinlin_tests::fakes::{FakeSms, Trouble};
use jinlin_tests::{Answer, Backend, City, Request, on_both_databases};
use serde_json::json;

async fn city_with(backend: Backend, fake: &FakeSms) -> City {
    City::builder(backend)
        .settings(fake.settings())
        .start()
        .await
}

fn ask(city: &City, phone: &str) -> Request {
    city.anonymous()
        .post("/v1/auth/codes", json!({ "phone": phone }))
}

fn sign_in(city: &City, phone: &str, code: &str) -> Request {
    let body =
        json!({ "phone": phone, "code": code, "client": "app", "consent_version": "2026-11" });
    city.anonymous().post("/v1/sessions", body)
}

fn wait_of(answer: &Answer) -> u64 {
    answer.number("retry-after")
}

on_both_databases! {
    /// A code arrives by text message, opens a session, and stands in no log.
    async fn a_code_arrives_and_signs_in(backend: Backend) {
        let fake = FakeSms::start();
        let city = city_with(backend, &fake).await;
        let phone = city.new_phone();
        let _ = ask(&city, &phone).await.expect(202);
        let sent = fake.sent();
        assert_eq!(sent.len(), 1);
        assert_eq!((sent[0].phone.as_str(), sent[0].template_code.as_str()), (phone.as_str(), FakeSms::CODE_TEMPLATE));
        assert_eq!(sent[0].values.len(), 1);
        let code = fake.code_of(&phone).unwrap();
        assert!(code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit()), "{code}");
        let _ = sign_in(&city, &phone, &code).await.expect(201);
        let log = city.server().log();
        for hidden in [phone.as_str(), FakeSms::KEY_SECRET, "one-time code"] {
            assert!(!log.contains(hidden), "the log holds {hidden}");
        }
        assert!(!city.server().log_lines().iter().any(|line| line.to_string().contains(&format!("\"{code}\""))));
    }

    /// A request that a phone sends twice is one message, also when both are under way at once.
    async fn a_repeated_request_is_one_message(backend: Backend) {
        let fake = FakeSms::start();
        let city = city_with(backend, &fake).await;
        let phone = city.new_phone();
        let first = ask(&city, &phone).key("a-key").await.expect(202);
        let again = ask(&city, &phone).key("a-key").await;
        assert_eq!(again.header("idempotency-replayed"), Some("true"));
        assert_eq!(again.expect(202), first);
        assert_eq!(fake.calls(), 1);
        let twins = (0..4).map(|_| ask(&city, &phone).key("twins").into_future());
        let answers = futures_util::future::join_all(twins).await;
        assert!(answers.iter().all(|answer| [202, 409].contains(&answer.status)), "{answers:?}");
        assert!(answers.iter().any(|answer| answer.status == 202));
        assert_eq!(fake.calls(), 2);
    }

    /// What the provider says, in our words; a code that was not sent does not stand in the way of the one before.
    async fn refusals_are_told_and_leave_nothing_behind(backend: Backend) {
        let fake = FakeSms::start();
        let city = city_with(backend, &fake).await;
        let phone = city.new_phone();
        let _ = ask(&city, &phone).await.expect(202);
        let code = fake.code_of(&phone).unwrap();
        fake.fail_next([Trouble::Code("isv.BUSINESS_LIMIT_CONTROL".to_owned())]);
        let answer = ask(&city, &phone).await;
        assert_eq!(wait_of(&answer), 60);
        answer.expect_problem(429, "too_many_requests");
        fake.fail_next([Trouble::Code("isv.MOBILE_NUMBER_ILLEGAL".to_owned())]);
        ask(&city, &phone).await.expect_field("phone", "format");
        let outages = [
            "isv.DAY_LIMIT_CONTROL", "isv.SMS_SIGNATURE_ILLEGAL", "isv.SMS_TEMPLATE_ILLEGAL", "isv.AMOUNT_NOT_ENOUGH",
            "isv.OUT_OF_SERVICE", "isp.SYSTEM_ERROR", "isp.RAM_PERMISSION_DENY", "SignatureDoesNotMatch",
            "InvalidAccessKeyId.NotFound", "InvalidTimeStamp.Expired", "SignatureNonceUsed", "Throttling.User",
            "ServiceUnavailable",
        ];
        for code in outages {
            fake.fail_next([Trouble::Code(code.to_owned())]);
            let answer = ask(&city, &phone).await;
            assert!(wait_of(&answer) >= 1, "{code}");
            answer.expect_problem(503, "unavailable");
        }
        assert_eq!(city.database().number("select count(*) from sign_in_codes", []).await, 1);
        let _ = sign_in(&city, &phone, &code).await.expect(201);
    }

    /// When nobody knows whether it was sent, it may arrive: then it works.
    async fn a_code_of_unknown_fate_works_when_it_arrives(backend: Backend) {
        let fake = FakeSms::start();
        let city = city_with(backend, &fake).await;
        let phone = city.new_phone();
        for trouble in [Trouble::Garbage, Trouble::Status(502)] {
            fake.fail_next([trouble]);
            let _ = ask(&city, &phone).await.expect(202);
        }
        fake.hold();
        let _ = ask(&city, &phone).await.expect(202);
        assert_eq!((fake.calls(), fake.sent().len()), (3, 0), "each was tried once");
        fake.release();
        let code = jinlin_tests::eventually("the held message is sent", async || fake.code_of(&phone)).await;
        let _ = sign_in(&city, &phone, &code).await.expect(201);
    }

    /// A request whose replica died over it can be made again with the same key, a minute later.
    async fn an_abandoned_request_can_be_repeated(backend: Backend) {
        let fake = FakeSms::start();
        let mut city = city_with(backend, &fake).await;
        let phone = city.new_phone();
        fake.hold();
        let lost = tokio::spawn(ask(&city, &phone).key("a-key").try_send());
        jinlin_tests::eventually("the message is under way", async || (fake.calls() == 1).then_some(())).await;
        city.server_mut().kill9();
        assert!(lost.await.unwrap().is_err());
        fake.release();
        city.server_mut().restart().await;
        ask(&city, &phone).key("a-key").await.expect_problem(409, "request_running");
        city.clock().advance(Duration::from_secs(61));
        let _ = ask(&city, &phone).key("a-key").await.expect(202);
        let code = fake.code_of(&phone).unwrap();
        let _ = sign_in(&city, &phone, &code).await.expect(201);
    }
}

/// The provider out of reach, a wrong secret, and no provider at all.
#[tokio::test]
async fn without_a_provider_it_is_unavailable() {
    let fake = FakeSms::start();
    let uri = fake.uri().to_owned();
    let wrong_secret = City::builder(Backend::Postgres)
        .settings(fake.settings())
        .setting("sms.access_key_secret", "another")
        .start()
        .await;
    ask(&wrong_secret, &wrong_secret.new_phone())
        .await
        .expect_problem(503, "unavailable");
    assert_eq!(fake.calls(), 0, "what nobody signed is not counted");
    let gone = City::builder(Backend::Postgres)
        .settings(fake.settings())
        .setting("sms.base_url", "http://127.0.0.1:1")
        .start()
        .await;
    ask(&gone, &gone.new_phone())
        .await
        .expect_problem(503, "unavailable");
    let none = City::builder(Backend::Postgres)
        .setting("identity.log_codes", false)
        .start()
        .await;
    let answer = ask(&none, &none.new_phone()).await;
    assert_eq!(wait_of(&answer), 60);
    answer.expect_problem(503, "unavailable");
    for city in [&wrong_secret, &gone, &none] {
        assert_eq!(
            city.database()
                .number("select count(*) from sign_in_codes", [])
                .await,
            0
        );
        assert!(
            !city.server().log().contains(&uri),
            "addresses stand in no log"
        );
    }
}

/// An embedded server prints codes unless it has a provider; `identity.log_codes` prints them in any case.
#[tokio::test]
async fn printing_codes_is_for_development() {
    let fake = FakeSms::start();
    let embedded = city_with(Backend::Sqlite, &fake).await;
    let _ = ask(&embedded, &embedded.new_phone()).await.expect(202);
    assert_eq!(fake.sent().len(), 1);
    let printing = City::builder(Backend::Postgres)
        .settings(fake.settings())
        .setting("identity.log_codes", true)
        .start()
        .await;
    let _ = printing.resident().await;
    assert_eq!(fake.sent().len(), 1);
}
