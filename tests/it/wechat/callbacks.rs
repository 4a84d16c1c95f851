//! Callbacks: those that an independent implementation has sealed are taken, and whatever is wrong in any part is refused.

use std::time::Duration;

use jinlin_tests::fakes::{FakeWechat, Sealer};
use jinlin_tests::{Answer, Backend, City, on_both_databases};
use serde_json::Value;

use super::{OPENID, builder, call_back, left, now, popup, report, wechat_user};

/// Made by wechatpy: `callbacks.py` beside it says how.
const VECTORS: &str = include_str!("callbacks.json");

fn vectors() -> Vec<Value> {
    let file: Value = serde_json::from_str(VECTORS).unwrap();
    assert_eq!(file["token"], FakeWechat::CALLBACK_TOKEN);
    assert_eq!(file["aes_key"], FakeWechat::AES_KEY);
    file["callbacks"].as_array().unwrap().clone()
}

fn vector(name: &str) -> Value {
    vectors()
        .into_iter()
        .find(|vector| vector["name"] == name)
        .unwrap()
}

/// Sends a vector with some of its parts changed.
async fn send(city: &City, vector: &Value, changes: &[(&str, &str)]) -> Answer {
    let part = |name: &str| {
        let change = changes.iter().find(|(changed, _)| *changed == name);
        change.map_or_else(
            || vector[name].as_str().unwrap().to_owned(),
            |(_, value)| (*value).to_owned(),
        )
    };
    let path = format!(
        "/v1/wechat/callback?signature={}&timestamp={}&nonce={}&encrypt_type=aes&msg_signature={}",
        part("signature"),
        part("timestamp"),
        part("nonce"),
        part("msg_signature"),
    );
    let request = city.anonymous().request(reqwest::Method::POST, &path);
    request.bytes("text/xml", part("body")).await
}

fn refused(answer: Answer) {
    let _ = answer.expect_problem(403, "callback_refused");
}

on_both_databases! {
    /// Every vector is understood, and does what it says.
    async fn callbacks_of_another_implementation_are_understood(backend: Backend) {
        let fake = FakeWechat::start();
        let city = builder(backend, &fake).start().await;
        let user = wechat_user(&city, &fake, OPENID).await;
        for vector in vectors() {
            let answer = send(&city, &vector, &[]).await;
            assert_eq!((answer.status, answer.text().as_str()), (200, "success"), "{}", vector["name"]);
            assert!(answer.header("content-type").unwrap().starts_with("text/plain"));
            match vector["name"].as_str().unwrap() {
                "popup_xml" => assert_eq!(left(&user, "template-taken").await.0, 1),
                // In JSON, with acceptWithAudio; and then a message that arrived.
                "popup_json" | "sent_json" => assert_eq!(left(&user, "template-taken").await.0, 2),
                "change_json" => assert_eq!(left(&user, "template-taken").await.0, 0),
                _ => {}
            }
        }
        assert_eq!(left(&user, "template-finished").await, (0, "refused".to_owned()));
        let media = "select count(*) from wechat_media_checks \
                     where trace_id = '60f96f1d-3845297a-1976a3ae' and verdict = 'risky' and label = 20002";
        assert_eq!(city.database().number(media, []).await, 1);
        let log = city.server().log();
        for hidden in [OPENID, FakeWechat::CALLBACK_TOKEN, FakeWechat::AES_KEY, "template-taken"] {
            assert!(!log.contains(hidden), "the log holds {hidden}");
        }
    }

    /// What came once does not count again: not the same envelope, and not the same message in another one.
    async fn a_callback_counts_once(backend: Backend) {
        let fake = FakeWechat::start();
        let city = builder(backend, &fake).start().await;
        let user = wechat_user(&city, &fake, OPENID).await;
        let first = vector("popup_xml");
        assert_eq!(send(&city, &first, &[]).await.status, 200);
        for _ in 0..2 {
            refused(send(&city, &first, &[]).await);
        }
        assert_eq!(left(&user, "template-taken").await.0, 1);
        // WeChat repeats what it heard no answer to, sealed anew: it is told that all is well.
        let message = first["message"].as_str().unwrap();
        assert_eq!(call_back(&city, &fake, message).await.status, 200);
        assert_eq!(left(&user, "template-taken").await.0, 1);
    }

    /// The same callback at several connections at once: one is taken.
    async fn of_simultaneous_copies_one_is_taken(backend: Backend) {
        let fake = FakeWechat::start();
        let city = builder(backend, &fake).start().await;
        let user = wechat_user(&city, &fake, OPENID).await;
        let first = vector("popup_xml");
        let answers = futures_util::future::join_all((0..6).map(|_| send(&city, &first, &[]))).await;
        let taken = answers.iter().filter(|answer| answer.status == 200).count();
        assert_eq!(taken, 1);
        assert_eq!(left(&user, "template-taken").await.0, 1);
    }
}

/// Each part changed by itself: signature, time, nonce, ciphertext at every place, and what is under it.
#[tokio::test]
async fn tampered_callbacks_are_refused() {
    let fake = FakeWechat::start();
    let city = builder(Backend::Sqlite, &fake).start().await;
    let user = wechat_user(&city, &fake, OPENID).await;
    let vector = vector("popup_xml");
    let flipped = |text: &str, position: usize| {
        let mut bytes = text.as_bytes().to_vec();
        bytes[position] = if bytes[position] == b'A' { b'B' } else { b'A' };
        String::from_utf8(bytes).unwrap()
    };
    let signature = vector["msg_signature"].as_str().unwrap();
    for wrong in [
        flipped(signature, 0),
        flipped(signature, 39),
        signature[..39].to_owned(),
        String::new(),
    ] {
        refused(send(&city, &vector, &[("msg_signature", &wrong)]).await);
    }
    refused(send(&city, &vector, &[("timestamp", "1796090401")]).await);
    refused(send(&city, &vector, &[("timestamp", "x")]).await);
    refused(send(&city, &vector, &[("nonce", "1")]).await);
    let body = vector["body"].as_str().unwrap();
    let begin = body.find("<Encrypt><![CDATA[").unwrap() + 18;
    let end = body.find("]]></Encrypt>").unwrap();
    // First, middle and last block; the signature covers them all.
    for position in [begin, (begin + end) / 2, end - 10] {
        refused(send(&city, &vector, &[("body", &flipped(body, position))]).await);
    }
    for broken in [
        "",
        "<xml>",
        "{}",
        "<xml><Encrypt></Encrypt></xml>",
        &body[..body.len() - 20],
    ] {
        refused(send(&city, &vector, &[("body", broken)]).await);
    }
    let large = "x".repeat(70 * 1024);
    let _ = send(&city, &vector, &[("body", &large)])
        .await
        .expect_problem(413, "payload_too_large");
    assert_eq!(left(&user, "template-taken").await.0, 0);
    // Untouched, it is still good: refusals remember nothing.
    assert_eq!(send(&city, &vector, &[]).await.status, 200);
}

/// Signed rightly, by somebody who has the token, but wrong underneath: padding, length, mini-program, message.
#[tokio::test]
async fn envelopes_that_are_wrong_inside_are_refused() {
    let fake = FakeWechat::start();
    let city = builder(Backend::Sqlite, &fake).start().await;
    let sealer = fake.sealer();
    let mut length = vec![7; 16];
    length.extend_from_slice(&u32::MAX.to_be_bytes());
    length.extend_from_slice(&[12; 12]);
    let mut padding = vec![9; 64];
    padding[60] = 8;
    let other_app = Sealer {
        app_id: "wx9999999999999999".to_owned(),
        ..sealer.clone()
    };
    let message = popup(OPENID, now(&city), "template-taken", "accept");
    let inside = [
        sealer.encrypt(vec![0; 32]),
        sealer.encrypt(vec![33; 64]),
        sealer.encrypt(padding),
        sealer.encrypt(length),
        sealer.encrypt(vec![32; 32]),
        other_app.seal(&message),
        sealer.seal("no message"),
        sealer.seal("<!DOCTYPE a [<!ENTITY b \"c\">]><xml><A>&b;</A></xml>"),
        "AAAA".to_owned(),
        "!".to_owned(),
    ];
    for (position, encrypted) in inside.iter().enumerate() {
        let address = sealer.address(
            &encrypted.replace('+', "%2B"),
            now(&city),
            &format!("n{position}"),
        );
        // The signature is over the text itself, whatever the address makes of it.
        let address = address.replace(
            &sealer.sign(&[
                &now(&city).to_string(),
                &format!("n{position}"),
                &encrypted.replace('+', "%2B"),
            ]),
            &sealer.sign(&[&now(&city).to_string(), &format!("n{position}"), encrypted]),
        );
        let body = format!("<xml><Encrypt><![CDATA[{encrypted}]]></Encrypt></xml>");
        let request = city.anonymous().request(reqwest::Method::POST, &address);
        refused(request.bytes("text/xml", body).await);
    }
}

/// Its time has to be ours, five minutes more or less.
#[tokio::test]
async fn stale_callbacks_are_refused() {
    let fake = FakeWechat::start();
    let city = builder(Backend::Sqlite, &fake).start().await;
    city.clock().stand_still();
    let message = |n: i64| popup(OPENID, n, "template-taken", "accept");
    let at = async |time: i64| {
        let (address, body) = fake.sealer().callback(&message(time), time);
        city.anonymous()
            .request(reqwest::Method::POST, &address)
            .bytes("application/json", body)
            .await
    };
    for offset in [-300, 300] {
        assert_eq!(at(now(&city) + offset).await.status, 200, "{offset}");
    }
    for offset in [-301, 301, -86_400] {
        refused(at(now(&city) + offset).await);
    }
    // A vector of long ago, once its time is over.
    city.clock().advance(Duration::from_secs(3_600));
    refused(send(&city, &vector("popup_json"), &[]).await);
}

/// WeChat's check of the address: the text comes back, if the signature fits.
#[tokio::test]
async fn the_address_is_verified() {
    let fake = FakeWechat::start();
    let city = builder(Backend::Sqlite, &fake).start().await;
    let time = now(&city).to_string();
    let ask = |signature: &str, time: &str| {
        let query =
            format!("signature={signature}&timestamp={time}&nonce=7&echostr=5927782489442352469");
        city.anonymous()
            .get(&format!("/v1/wechat/callback?{query}"))
            .into_future()
    };
    let signature = fake.sealer().sign(&[&time, "7"]);
    let answer = ask(&signature, &time).await;
    assert_eq!(
        (answer.status, answer.text().as_str()),
        (200, "5927782489442352469")
    );
    refused(ask("", &time).await);
    refused(ask(&signature.replace(|c: char| c.is_ascii_digit(), "0"), &time).await);
    let stale = (now(&city) - 301).to_string();
    refused(ask(&fake.sealer().sign(&[&stale, "7"]), &stale).await);
    city.anonymous()
        .get("/v1/wechat/callback")
        .await
        .expect_field("timestamp", "required");
}

/// Without message push there is no such address to speak of.
#[tokio::test]
async fn without_settings_there_is_no_callback() {
    let city = City::on(Backend::Sqlite).await;
    let fake = FakeWechat::start();
    let answer = call_back(&city, &fake, "{}").await;
    let _ = answer.expect_problem(404, "not_found");
    let time = now(&city);
    let path = format!("/v1/wechat/callback?signature=x&timestamp={time}&nonce=1&echostr=2");
    city.anonymous()
        .get(&path)
        .await
        .expect_problem(404, "not_found");
}

/// A storm of callbacks comes from few addresses: it is not limited with the rest of the world.
#[tokio::test]
async fn callbacks_are_not_limited_by_address() {
    let fake = FakeWechat::start();
    let city = builder(Backend::Sqlite, &fake)
        .setting("limits.enabled", true)
        .setting("limits.anonymous_per_minute", 5)
        .start()
        .await;
    let user = wechat_user(&city, &fake, OPENID).await;
    for n in 0..12 {
        let event = popup(OPENID, now(&city) + n, "template-taken", "accept");
        assert_eq!(call_back(&city, &fake, &event).await.status, 200, "{n}");
    }
    let _ = report(&user, &[("template-finished", "accept")])
        .await
        .expect(200);
    assert_eq!(left(&user, "template-taken").await.0, 12);
}
