//! The access token: shared, renewed early, renewed once when it is refused, forced as the last resort.

use std::time::Duration;

use jinlin_tests::fakes::{FakeWechat, Trouble};
use jinlin_tests::{Backend, eventually, on_both_databases};
use serde_json::json;

use super::{OPENID, Town};
use crate::platform::handed::Handed;
use crate::wechat::client::Scene;
use crate::wechat::errcode::Failure;

fn is_sent(handed: &Handed) -> bool {
    matches!(handed, Handed::Sent { .. })
}

on_both_databases! {
    /// Ten messages at once, and later ones: one token.
    async fn one_token_serves_many_messages(backend: Backend) {
        let fake = FakeWechat::start();
        let town = Town::new(backend, &fake).await;
        town.agree(11).await;
        let handed = futures_util::future::join_all((0..10).map(|_| town.send())).await;
        assert!(handed.iter().all(is_sent), "{handed:?}");
        assert!(is_sent(&town.send().await));
        assert_eq!(fake.token_fetches(), (1, 0));
    }

    /// It is renewed five minutes before it ends, not sooner.
    async fn a_token_is_renewed_before_it_ends(backend: Backend) {
        let fake = FakeWechat::start();
        let town = Town::new(backend, &fake).await;
        town.agree(3).await;
        assert!(is_sent(&town.send().await));
        town.clock.advance(Duration::from_secs(7200 - 300 - 60));
        assert!(is_sent(&town.send().await));
        assert_eq!(fake.token_fetches(), (1, 0));
        fake.roll_token();
        town.clock.advance(Duration::from_secs(60));
        assert!(is_sent(&town.send().await));
        assert_eq!(fake.token_fetches(), (2, 0));
    }

    /// A refused token is renewed and the message sent again, within one call and once.
    async fn a_refused_token_is_renewed_once(backend: Backend) {
        let fake = FakeWechat::start();
        let town = Town::new(backend, &fake).await;
        town.agree(10).await;
        assert!(is_sent(&town.send().await));
        for (position, errcode) in [40001, 40014, 42001].into_iter().enumerate() {
            fake.expire_token(errcode);
            assert!(is_sent(&town.send().await), "{errcode}");
            assert_eq!(fake.token_fetches(), (position + 2, 0), "{errcode}");
        }
        assert_eq!((fake.sent().len(), town.left().await), (4, 6));
        // A fresh one that is refused as well: no third try.
        let before = fake.calls(FakeWechat::SEND);
        fake.expire_token(42001);
        fake.fail_next(FakeWechat::SEND, [Trouble::Errcode(42001), Trouble::Errcode(42001)]);
        let handed = town.send().await;
        assert!(matches!(&handed, Handed::Retry { code, .. } if code == "local.no_token"), "{handed:?}");
        assert_eq!(fake.calls(FakeWechat::SEND), before + 2);
        assert_eq!(town.left().await, 6, "the agreement came back");
    }

    /// Normal mode hands out the very token that is refused: it is forced, but not within half a minute of the last time, and not more
    /// than twenty times a day.
    async fn forcing_is_the_last_resort_and_limited(backend: Backend) {
        let fake = FakeWechat::start();
        let town = Town::new(backend, &fake).await;
        town.agree(30).await;
        assert!(is_sent(&town.send().await));
        fake.spoil_token(40001);
        assert!(is_sent(&town.send().await));
        assert_eq!(fake.token_fetches(), (2, 1));
        fake.spoil_token(40001);
        let handed = town.send().await;
        assert!(matches!(&handed, Handed::Retry { code, .. } if code == "local.no_token"), "{handed:?}");
        assert_eq!(fake.token_fetches(), (3, 1), "half a minute has to pass");
        for forced in 2..=20 {
            town.clock.advance(Duration::from_secs(31));
            assert!(is_sent(&town.send().await), "{forced}");
            fake.spoil_token(40001);
        }
        town.clock.advance(Duration::from_secs(31));
        assert!(!is_sent(&town.send().await));
        assert_eq!(fake.token_fetches().1, 20, "twenty a day");
        town.clock.advance(Duration::from_secs(86_400));
        assert!(is_sent(&town.send().await));
    }

    /// No token to be had: nothing is sent, and the agreement is kept.
    async fn without_a_token_nothing_is_sent(backend: Backend) {
        let fake = FakeWechat::start();
        let town = Town::new(backend, &fake).await;
        town.agree(1).await;
        let troubles = [
            Trouble::Errcode(-1), Trouble::Errcode(40125), Trouble::Errcode(40164), Trouble::Status(500), Trouble::Garbage,
        ];
        for trouble in troubles {
            fake.fail_next(FakeWechat::TOKEN, [trouble]);
            let handed = town.send().await;
            assert!(matches!(&handed, Handed::Retry { code, .. } if code == "local.no_token"), "{handed:?}");
        }
        assert_eq!((fake.calls(FakeWechat::SEND), town.left().await), (0, 1));
        assert!(is_sent(&town.send().await));
    }
}

/// Two replicas that start at the same moment fetch one token between them; whoever comes second waits for the first.
#[tokio::test]
async fn two_replicas_fetch_one_token() {
    let fake = FakeWechat::start();
    let town = Town::new(Backend::Postgres, &fake).await;
    town.agree(20).await;
    let other = town.replica(Backend::Postgres).await;
    fake.hold(FakeWechat::TOKEN);
    let sends = futures_util::future::join_all(
        (0..20).map(|n| town.send_through(if n % 2 == 0 { &town.wechat } else { &other })),
    );
    let release = async {
        eventually("somebody asks for a token", async || {
            (fake.calls(FakeWechat::TOKEN) > 0).then_some(())
        })
        .await;
        fake.release(FakeWechat::TOKEN);
    };
    let (handed, ()) = tokio::join!(sends, release);
    assert!(handed.iter().all(is_sent), "{handed:?}");
    assert_eq!(fake.token_fetches(), (1, 0));
    // One that starts later finds it there.
    town.agree(1).await;
    let third = town.replica(Backend::Postgres).await;
    assert!(is_sent(&town.send_through(&third).await));
    assert_eq!(fake.token_fetches(), (1, 0));
}

/// When one replica has renewed a refused token, the other takes that one, and asks nobody.
#[tokio::test]
async fn a_renewed_token_is_shared() {
    let fake = FakeWechat::start();
    let town = Town::new(Backend::Postgres, &fake).await;
    town.agree(4).await;
    let other = town.replica(Backend::Postgres).await;
    assert!(is_sent(&town.send().await));
    assert!(is_sent(&town.send_through(&other).await));
    fake.expire_token(42001);
    assert!(is_sent(&town.send().await));
    assert!(is_sent(&town.send_through(&other).await));
    assert_eq!(fake.token_fetches(), (2, 0));
}

/// What lies in Redis is no token to whoever reads it.
#[tokio::test]
async fn the_token_lies_sealed_in_redis() {
    let fake = FakeWechat::start();
    let town = Town::new(Backend::Postgres, &fake).await;
    town.agree(1).await;
    assert!(is_sent(&town.send().await));
    let mut redis = super::redis().await;
    let key = format!("{}:wechat:access_token", town.prefix);
    let stored: Vec<u8> = redis::AsyncCommands::get(&mut redis, &key).await.unwrap();
    assert!(stored.len() > 500);
    assert!(!stored.windows(12).any(|window| window == b"access-token"));
    let lock: Option<String> = redis::AsyncCommands::get(&mut redis, format!("{key}:lock"))
        .await
        .unwrap();
    assert_eq!(lock, None, "the lock is given up");
}

/// Redis away: each replica asks for itself, once.
#[tokio::test]
async fn without_redis_every_replica_asks_for_itself() {
    let fake = FakeWechat::start();
    let town = Town::new(Backend::Postgres, &fake).await;
    town.agree(2).await;
    let alone = town.replica_without_redis().await;
    assert!(is_sent(&town.send_through(&alone).await));
    assert!(is_sent(&town.send_through(&alone).await));
    assert_eq!(fake.token_fetches(), (1, 0));
}

/// Calls beside messages: what WeChat makes of texts, phones (whose country code is text or number), media.
#[tokio::test]
async fn other_calls_are_understood() {
    let fake = FakeWechat::start();
    let town = Town::new(Backend::Sqlite, &fake).await;
    let client = &town.wechat.client;
    for code in [json!("86"), json!(86)] {
        fake.country_code(code);
        fake.expect_phone("phone-code", "12600000001");
        let phone = client
            .phone_of_code("phone-code", Some(OPENID))
            .await
            .unwrap();
        assert_eq!(
            (
                phone.pure_phone_number.as_str(),
                phone.country_code.as_str()
            ),
            ("12600000001", "86")
        );
    }
    let wrong = client.phone_of_code("login-code", None).await;
    assert_eq!(wrong, Err(Failure::Other(40029)));
    fake.suggest("risky");
    let result = client
        .check_text(OPENID, Scene::Comment, &"字".repeat(3_000))
        .await
        .unwrap();
    assert_eq!((result.suggest.as_str(), result.label), ("risky", 20006));
    assert_eq!(fake.texts()[0].1.chars().count(), 2_500);
    let image = super::super::client::MediaType::Image;
    let trace = client
        .check_media(OPENID, Scene::Forum, image, "https://x/y.jpg")
        .await
        .unwrap();
    assert_eq!(trace, "60f96f1d-3845297a-1976a3ae");
}
