//! What becomes of a message, and of the agreement it was sent on.

use std::time::Duration;

use jinlin_tests::fakes::{FakeWechat, Trouble};
use jinlin_tests::{Backend, on_both_databases};

use super::{OPENID, Town, values};
use crate::platform::handed::Handed;

fn refused(code: &str, consent_lost: bool) -> Handed {
    Handed::Refused {
        code: code.to_owned(),
        consent_lost,
    }
}

on_both_databases! {
    /// A message takes one agreement, and arrives as it was meant.
    async fn a_message_takes_one_agreement(backend: Backend) {
        let fake = FakeWechat::start();
        let town = Town::new(backend, &fake).await;
        assert_eq!(town.send().await, refused("local.no_consent", true));
        assert_eq!(fake.calls(FakeWechat::SEND), 0, "nothing is asked without an agreement");
        town.agree(2).await;
        let reference = Some("2145678901234567890".to_owned());
        assert_eq!(town.send().await, Handed::Sent { reference });
        assert_eq!(town.left().await, 1);
        let sent = fake.sent();
        assert_eq!(sent.len(), 1);
        assert_eq!((sent[0].openid.as_str(), sent[0].template_id.as_str()), (OPENID, "template-taken"));
        assert_eq!(sent[0].data["thing1"], "陪诊");
        assert_eq!(sent[0].data["time2"], "2026年12月1日 10:00");
        assert_eq!(sent[0].page.as_deref(), Some("pages/x?id=1"));
        assert_eq!(sent[0].program_state, "formal");
    }

    /// Twenty simultaneous messages on three agreements: three go out.
    async fn simultaneous_messages_never_take_more_than_there_is(backend: Backend) {
        let fake = FakeWechat::start();
        let town = Town::new(backend, &fake).await;
        town.agree(3).await;
        let handed = futures_util::future::join_all((0..20).map(|_| town.send())).await;
        let sent = handed.iter().filter(|handed| matches!(handed, Handed::Sent { .. })).count();
        let lost = handed.iter().filter(|handed| **handed == refused("local.no_consent", true)).count();
        assert_eq!((sent, lost), (3, 17), "{handed:?}");
        assert_eq!((fake.sent().len(), town.left().await), (3, 0));
    }

    /// Every documented refusal: what it is told as, and whether the agreement comes back.
    async fn every_refusal_is_told_and_settled(backend: Backend) {
        let fake = FakeWechat::start();
        let town = Town::new(backend, &fake).await;
        town.agree(1).await;
        let retry = |seconds, code: &str| Handed::Retry {
            after: Some(Duration::from_secs(seconds)),
            code: code.to_owned(),
        };
        let cases = [
            (-1, retry(5, "-1")),
            (45011, retry(60, "45011")),
            (45009, Handed::ParkedUntilTomorrow { code: "45009".to_owned() }),
            (40003, refused("40003", false)),
            (40037, refused("40037", false)),
            (41030, refused("41030", false)),
            (47003, refused("47003", false)),
            (48001, refused("48001", false)),
            (43116, refused("43116", false)),
        ];
        for (errcode, expected) in cases {
            fake.fail_next(FakeWechat::SEND, [Trouble::Errcode(errcode)]);
            assert_eq!(town.send().await, expected, "{errcode}");
            assert_eq!(town.left().await, 1, "{errcode}: WeChat did not take it");
        }
        assert_eq!(fake.sent(), []);
    }

    /// 43101: WeChat knows better, whatever the ledger says.
    async fn wechat_is_right_about_what_is_used_up(backend: Backend) {
        let fake = FakeWechat::start();
        let town = Town::new(backend, &fake).await;
        town.agree(4).await;
        fake.fail_next(FakeWechat::SEND, [Trouble::Errcode(43101)]);
        assert_eq!(town.send().await, refused("43101", true));
        assert_eq!(town.left().await, 0);
        assert_eq!(town.send().await, refused("local.no_consent", true));
        assert_eq!(fake.calls(FakeWechat::SEND), 1);
    }

    /// What may have arrived is not sent again, and its agreement stays taken.
    async fn what_may_have_arrived_is_unknown(backend: Backend) {
        let fake = FakeWechat::start();
        let town = Town::new(backend, &fake).await;
        town.agree(4).await;
        let unknown = |code: &str| Handed::Unknown { code: code.to_owned() };
        for trouble in [Trouble::Status(502), Trouble::Garbage] {
            fake.fail_next(FakeWechat::SEND, [trouble]);
            assert_eq!(town.send().await, unknown("unreadable"));
        }
        fake.hold(FakeWechat::SEND);
        assert_eq!(town.send().await, unknown("no_answer"));
        assert_eq!(town.left().await, 1);
        assert_eq!(fake.calls(FakeWechat::SEND), 3, "each was tried once");
    }
}

/// Nobody there: certainly not sent. (The replica has its token from Redis, so that only the message meets a closed door.)
#[tokio::test]
async fn what_never_left_is_tried_again() {
    let fake = FakeWechat::start();
    let mut town = Town::new(Backend::Postgres, &fake).await;
    town.agree(2).await;
    assert!(matches!(town.send().await, Handed::Sent { .. }));
    town.settings.wechat.base_url = "http://127.0.0.1:1".to_owned();
    let lonely = town.replica(Backend::Postgres).await;
    let expected = Handed::Retry {
        after: Some(Duration::from_secs(10)),
        code: "not_sent".to_owned(),
    };
    assert_eq!(town.send_through(&lonely).await, expected);
    assert_eq!(town.left().await, 1, "the agreement came back");
}

/// Values that WeChat would refuse are found before it is asked, and before an agreement is taken.
#[tokio::test]
async fn wrong_values_cost_nothing() {
    let fake = FakeWechat::start();
    let town = Town::new(Backend::Sqlite, &fake).await;
    town.agree(1).await;
    let send = async |kind: &str, values: &std::collections::BTreeMap<String, String>| {
        town.wechat
            .messages
            .send(OPENID, town.person, kind, values, None)
            .await
    };
    let mut wrong = values();
    wrong.insert("time".to_owned(), "明天".to_owned());
    assert_eq!(
        send("need_accepted", &wrong).await,
        refused("local.bad_value", false)
    );
    wrong.remove("time");
    assert_eq!(
        send("need_accepted", &wrong).await,
        refused("local.missing_value", false)
    );
    assert_eq!(
        send("need_done", &values()).await,
        refused("local.no_template", false)
    );
    assert_eq!((fake.calls(FakeWechat::SEND), town.left().await), (0, 1));
    let mut long = values();
    long.insert("category".to_owned(), "一二三四五六七八九十".repeat(3));
    assert!(matches!(
        send("need_accepted", &long).await,
        Handed::Sent { .. }
    ));
    assert_eq!(fake.sent()[0].data["thing1"].chars().count(), 20);
    assert_eq!(fake.sent()[0].page.as_deref(), Some("pages/needs/show"));
}

/// A person's agreement is no other person's.
#[tokio::test]
async fn an_agreement_belongs_to_its_openid() {
    let fake = FakeWechat::start();
    let town = Town::new(Backend::Sqlite, &fake).await;
    town.agree(1).await;
    let messages = &town.wechat.messages;
    let other = messages
        .send(
            "another-openid",
            town.person,
            "need_accepted",
            &values(),
            None,
        )
        .await;
    assert_eq!(other, refused("local.no_consent", true));
}
