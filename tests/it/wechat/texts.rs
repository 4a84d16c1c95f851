//! WeChat looks over what needs say, where the settings want it: after the own filter, without delaying anything, and never the texts
//! of sensitive needs.

use std::time::Duration;

use jinlin_tests::fakes::{FakeWechat, Trouble};
use jinlin_tests::{Backend, City, SignedIn, eventually, on_both_databases};
use serde_json::{Value, json};

use super::{OPENID, builder, wechat_user};
use crate::places::COMMUNITY;

fn need(description: &str) -> Value {
    json!({ "community": COMMUNITY, "channel": "mini_program", "category": "companionship", "description": description })
}

async fn post(user: &SignedIn, body: &Value) -> String {
    let need = user.post("/v1/needs", body).await.expect(201);
    assert_eq!(
        need["state"], "open",
        "it is on its way before WeChat has read it"
    );
    need["id"].as_str().unwrap().to_owned()
}

/// How WeChat's verdict on a need stands in the database, and what screening says then.
async fn verdict(city: &City, need: &str) -> (String, String) {
    let sql = "select c.verdict as verdict, n.screening as screening from wechat_text_checks c \
               join needs n on n.id = c.need_id where c.verdict is not null and c.need_id = $1";
    let id: uuid::Uuid = need.parse().unwrap();
    eventually("WeChat's verdict is written down", async || {
        let rows = city.database().query(sql, [id.into()]).await;
        let row = rows.first()?;
        Some((
            row.try_get("", "verdict").unwrap(),
            row.try_get("", "screening").unwrap(),
        ))
    })
    .await
}

fn words(verdict: &str, screening: &str) -> (String, String) {
    (verdict.to_owned(), screening.to_owned())
}

on_both_databases! {
    /// What WeChat holds is held; what it lets pass, or cannot look at, stays as the own filter left it.
    async fn what_wechat_holds_is_held(backend: Backend) {
        let fake = FakeWechat::start();
        let city = builder(backend, &fake).setting("wechat.check_texts", true).start().await;
        let user = wechat_user(&city, &fake, OPENID).await;
        let fine = post(&user, &need("想找人陪我下棋")).await;
        assert_eq!(verdict(&city, &fine).await, words("pass", "pass"));
        assert_eq!(fake.texts(), [(OPENID.to_owned(), "想找人陪我下棋".to_owned())]);
        // errcode 0 with risky is risky.
        for suggest in ["risky", "review"] {
            fake.suggest(suggest);
            let held = post(&user, &need("想找人聊天")).await;
            assert_eq!(verdict(&city, &held).await, words(suggest, "review"));
        }
        fake.suggest("pass");
        for trouble in [Trouble::Errcode(-1), Trouble::Errcode(43104), Trouble::Garbage] {
            fake.fail_next(FakeWechat::CHECK_TEXT, [trouble]);
            let unseen = post(&user, &need("想找人散步")).await;
            assert_eq!(verdict(&city, &unseen).await, words("failed", "pass"));
        }
        let looks = "select count(*) from audit_entries where operation = 'check_text'";
        assert!(city.database().number(looks, []).await >= 6, "every look is in the audit log");
    }

    /// Sensitive needs, target groups, what the own filter holds, and drafts never leave.
    async fn what_must_not_leave_does_not(backend: Backend) {
        let fake = FakeWechat::start();
        let city = builder(backend, &fake).setting("wechat.check_texts", true).start().await;
        let user = wechat_user(&city, &fake, OPENID).await;
        let with = |changes: Value| {
            let mut body = need("说不出口的话");
            for (name, value) in changes.as_object().unwrap() {
                body[name] = value.clone();
            }
            body
        };
        let _ = user.post("/v1/needs", with(json!({ "category": "drug_recovery" }))).await.expect(201);
        let _ = user.post("/v1/needs", with(json!({ "target_groups": ["disabled"] }))).await.expect(201);
        let _ = user.post("/v1/needs", with(json!({ "description": "先转账再上门" }))).await.expect(201);
        let _ = user.post("/v1/needs", with(json!({ "draft": true }))).await.expect(201);
        // One that may, afterwards: events are followed in order, so the others were passed by.
        let fine = post(&user, &need("想找人陪我下棋")).await;
        assert_eq!(verdict(&city, &fine).await, words("pass", "pass"));
        assert_eq!(fake.texts(), [(OPENID.to_owned(), "想找人陪我下棋".to_owned())]);
    }

    /// WeChat takes only whoever was in the mini-program within two hours: others are not asked about.
    async fn only_who_was_there_lately_is_asked_about(backend: Backend) {
        let fake = FakeWechat::start();
        let city = builder(backend, &fake)
            .setting("wechat.check_texts", true)
            .setting("identity.access_token_seconds", 4 * 3_600)
            .start()
            .await;
        let by_phone = city.resident().await;
        let other = post(&by_phone, &need("想找人陪我下棋")).await;
        assert_eq!(verdict(&city, &other).await, words("not_asked", "pass"));
        let user = wechat_user(&city, &fake, OPENID).await;
        city.clock().advance(Duration::from_secs(2 * 3_600 + 60));
        let late = post(&user, &need("想找人陪我下棋")).await;
        assert_eq!(verdict(&city, &late).await, words("not_asked", "pass"));
        assert_eq!(fake.texts(), []);
    }
}

/// Two replicas with one Redis: they share one access token, and one of them asks about each need.
#[tokio::test]
async fn two_replicas_share_token_and_work() {
    let fake = FakeWechat::start();
    let city = builder(Backend::Postgres, &fake)
        .setting("wechat.check_texts", true)
        .replicas(2)
        .start()
        .await;
    let user = wechat_user(&city, &fake, OPENID).await;
    fake.hold(FakeWechat::TOKEN);
    let mut needs = Vec::new();
    for (n, name) in ["下棋", "散步", "聊天", "读报"].into_iter().enumerate() {
        let user = user.at_replica(city.replica(n % 2));
        needs.push(post(&user, &need(&format!("想找人陪我{name}"))).await);
    }
    eventually("a replica asks for a token", async || {
        (fake.calls(FakeWechat::TOKEN) > 0).then_some(())
    })
    .await;
    fake.release(FakeWechat::TOKEN);
    for need in &needs {
        assert_eq!(verdict(&city, need).await, words("pass", "pass"));
    }
    assert_eq!(fake.token_fetches(), (1, 0));
    assert_eq!(fake.texts().len(), needs.len(), "each was asked about once");
    for replica in city.replicas() {
        let log = replica.log();
        assert!(!log.contains("access-token") && !log.contains(FakeWechat::SECRET));
    }
}

/// It is off unless it is turned on.
#[tokio::test]
async fn nothing_leaves_unless_it_is_wanted() {
    let fake = FakeWechat::start();
    let city = builder(Backend::Sqlite, &fake).start().await;
    let user = wechat_user(&city, &fake, OPENID).await;
    let _ = post(&user, &need("想找人陪我下棋")).await;
    let rows = "select count(*) from wechat_text_checks";
    assert_eq!(city.database().number(rows, []).await, 0);
    assert_eq!(fake.texts(), []);
}
