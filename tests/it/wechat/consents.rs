//! The ledger of agreements: what the mini-program reports, what WeChat's callbacks tell, and that one popup counts once.

use std::time::Duration;

use jinlin_tests::fakes::FakeWechat;
use jinlin_tests::on_both_databases;
use serde_json::json;

use super::{OPENID, builder, call_back, left, now, popup, report, wechat_user};

const ACCEPTED: &str = "accepted";
const REFUSED: &str = "refused";

fn at(remaining: i64, standing: &str) -> (i64, String) {
    (remaining, standing.to_owned())
}

on_both_databases! {
    /// Every accepted popup is one message; refusing one takes nothing away.
    async fn accepted_popups_add_up(backend: Backend) {
        let fake = FakeWechat::start();
        let city = builder(backend, &fake).start().await;
        let user = wechat_user(&city, &fake, OPENID).await;
        assert_eq!(left(&user, "template-taken").await, at(0, "unasked"));
        let both = [("template-taken", "accept"), ("template-finished", "reject")];
        let list = report(&user, &both).await.expect(200);
        assert_eq!(list["items"][0]["remaining"], 1);
        let _ = report(&user, &[("template-taken", "acceptWithAudio")]).await.expect(200);
        let _ = report(&user, &[("template-taken", "reject")]).await.expect(200);
        for unasked in ["ban", "filter"] {
            let _ = report(&user, &[("template-taken", unasked)]).await.expect(200);
        }
        assert_eq!(left(&user, "template-taken").await, at(2, REFUSED));
        assert_eq!(left(&user, "template-finished").await, at(0, REFUSED));
    }

    /// A report that is sent twice counts once.
    async fn a_repeated_report_counts_once(backend: Backend) {
        let fake = FakeWechat::start();
        let city = builder(backend, &fake).start().await;
        let user = wechat_user(&city, &fake, OPENID).await;
        for _ in 0..3 {
            let _ = report(&user, &[("template-taken", "accept")]).key("a-popup").await.expect(200);
        }
        assert_eq!(left(&user, "template-taken").await, at(1, ACCEPTED));
    }

    /// Mini-program and callback tell the same popup, in either order: it counts once. Two popups count twice.
    async fn one_popup_counts_once(backend: Backend) {
        let fake = FakeWechat::start();
        let city = builder(backend, &fake).start().await;
        let user = wechat_user(&city, &fake, OPENID).await;
        let accept = [("template-taken", "accept")];
        let _ = report(&user, &accept).await.expect(200);
        let event = |n: i64, status: &str| popup(OPENID, now(&city) + n, "template-taken", status);
        assert_eq!(call_back(&city, &fake, &event(0, "accept")).await.status, 200);
        assert_eq!(left(&user, "template-taken").await, at(1, ACCEPTED));
        // The callback first, then the report.
        assert_eq!(call_back(&city, &fake, &event(1, "accept")).await.status, 200);
        assert_eq!(left(&user, "template-taken").await, at(2, ACCEPTED));
        let _ = report(&user, &accept).await.expect(200);
        assert_eq!(left(&user, "template-taken").await, at(2, ACCEPTED));
        // Two popups before either callback.
        let _ = report(&user, &accept).await.expect(200);
        let _ = report(&user, &accept).await.expect(200);
        assert_eq!(call_back(&city, &fake, &event(2, "accept")).await.status, 200);
        assert_eq!(call_back(&city, &fake, &event(3, "accept")).await.status, 200);
        assert_eq!(left(&user, "template-taken").await, at(4, ACCEPTED));
        // Much later it is another popup.
        city.clock().advance(Duration::from_secs(700));
        let _ = report(&user, &accept).await.expect(200);
        city.clock().advance(Duration::from_secs(700));
        assert_eq!(call_back(&city, &fake, &event(4, "accept")).await.status, 200);
        let user = wechat_user(&city, &fake, OPENID).await;
        assert_eq!(left(&user, "template-taken").await, at(6, ACCEPTED));
    }

    /// Where they differ, the callback is right.
    async fn the_callback_is_the_authority(backend: Backend) {
        let fake = FakeWechat::start();
        let city = builder(backend, &fake).start().await;
        let user = wechat_user(&city, &fake, OPENID).await;
        let event = |n: i64, status: &str| popup(OPENID, now(&city) + n, "template-taken", status);
        let _ = report(&user, &[("template-taken", "accept")]).await.expect(200);
        assert_eq!(call_back(&city, &fake, &event(0, "reject")).await.status, 200);
        assert_eq!(left(&user, "template-taken").await, at(0, REFUSED));
        assert_eq!(call_back(&city, &fake, &event(1, "reject")).await.status, 200);
        let _ = report(&user, &[("template-taken", "accept")]).await.expect(200);
        assert_eq!(left(&user, "template-taken").await, at(0, REFUSED));
        let _ = report(&user, &[("template-taken", "reject")]).await.expect(200);
        assert_eq!(call_back(&city, &fake, &event(2, "accept")).await.status, 200);
        assert_eq!(left(&user, "template-taken").await, at(1, ACCEPTED));
    }

    /// The same popup told by both at the same moment.
    async fn both_at_once_count_once(backend: Backend) {
        let fake = FakeWechat::start();
        let city = builder(backend, &fake).start().await;
        let user = wechat_user(&city, &fake, OPENID).await;
        for round in 0..5 {
            let event = popup(OPENID, now(&city) + round, "template-taken", "accept");
            let (told, called) = tokio::join!(
                report(&user, &[("template-taken", "accept")]).into_future(),
                call_back(&city, &fake, &event),
            );
            assert_eq!((told.status, called.status), (200, 200));
            assert_eq!(left(&user, "template-taken").await, at(round + 1, ACCEPTED));
        }
    }

    /// A long-term template is agreed to once, until it is refused; workers see theirs, residents do not.
    async fn long_term_templates_last_until_refused(backend: Backend) {
        let fake = FakeWechat::start();
        let city = builder(backend, &fake).start().await;
        let user = wechat_user(&city, &fake, OPENID).await;
        let list = user.get("/v1/wechat/consents").await.expect(200);
        assert_eq!(list["items"].as_array().unwrap().len(), 2, "{list}");
        let at_now = city.clock().now_micros();
        let place = crate::places::COMMUNITY;
        city.database().give_role(user.person_id(), "volunteer", "division", place, at_now).await;
        let user = wechat_user(&city, &fake, OPENID).await;
        for _ in 0..3 {
            let _ = report(&user, &[("template-offers", "accept")]).await.expect(200);
        }
        assert_eq!(left(&user, "template-offers").await, at(1, ACCEPTED));
        let _ = report(&user, &[("template-offers", "reject")]).await.expect(200);
        assert_eq!(left(&user, "template-offers").await, at(0, REFUSED));
    }

    /// Turned off in WeChat's own settings, or found used up on the way: nothing is left.
    async fn what_wechat_tells_of_settings_and_messages_counts(backend: Backend) {
        let fake = FakeWechat::start();
        let city = builder(backend, &fake).start().await;
        let user = wechat_user(&city, &fake, OPENID).await;
        let event = |kind: &str, member: &str, value: &str| {
            let mut item = json!({ "TemplateId": "template-taken" });
            item[member] = value.into();
            json!({ "FromUserName": OPENID, "CreateTime": now(&city), "MsgType": "event", "Event": kind, "List": item })
                .to_string()
        };
        let accept = async || drop(report(&user, &[("template-taken", "accept")]).await.expect(200));
        accept().await;
        accept().await;
        let sent = event("subscribe_msg_sent_event", "ErrorCode", "0");
        assert_eq!(call_back(&city, &fake, &sent).await.status, 200);
        assert_eq!(left(&user, "template-taken").await, at(2, ACCEPTED));
        let used_up = event("subscribe_msg_sent_event", "ErrorCode", "43101");
        assert_eq!(call_back(&city, &fake, &used_up).await.status, 200);
        assert_eq!(left(&user, "template-taken").await.0, 0);
        city.clock().advance(Duration::from_secs(700));
        accept().await;
        assert_eq!(left(&user, "template-taken").await.0, 1);
        let off = event("subscribe_msg_change_event", "SubscribeStatusString", "reject");
        assert_eq!(call_back(&city, &fake, &off).await.status, 200);
        assert_eq!(left(&user, "template-taken").await, at(0, REFUSED));
    }

    /// What is wrong with a report is named, and nothing of it counts.
    async fn wrong_reports_are_refused(backend: Backend) {
        let fake = FakeWechat::start();
        let city = builder(backend, &fake).start().await;
        let user = wechat_user(&city, &fake, OPENID).await;
        report(&user, &[]).await.expect_field("results", "required");
        let unknown = [("template-taken", "accept"), ("no-such", "accept")];
        report(&user, &unknown).await.expect_field("results[1].template_id", "unknown");
        let twice = [("template-taken", "accept"), ("template-taken", "reject")];
        report(&user, &twice).await.expect_field("results[1].template_id", "contradiction");
        report(&user, &[("template-taken", "maybe")]).await.expect_field("results[0].result", "unknown");
        let by_phone = city.resident().await;
        let problem = report(&by_phone, &[("template-taken", "accept")]).await.expect_problem(409, "wrong_state");
        assert_eq!(problem["state"], "no_wechat");
        assert_eq!(left(&user, "template-taken").await.0, 0);
        assert_eq!(left(&by_phone, "template-taken").await.0, 0);
    }
}

/// What to ask for at the next tap: the scarcest first, of one type, and nobody who has just refused.
#[tokio::test]
async fn the_scarcest_are_asked_for_next() {
    let fake = FakeWechat::start();
    let city = builder(jinlin_tests::Backend::Sqlite, &fake).start().await;
    let user = wechat_user(&city, &fake, OPENID).await;
    let next = async || user.get("/v1/wechat/consents").await.expect(200)["ask_next"].clone();
    assert_eq!(next().await, json!(["template-taken", "template-finished"]));
    let _ = report(&user, &[("template-taken", "accept")])
        .await
        .expect(200);
    assert_eq!(next().await, json!(["template-finished", "template-taken"]));
    let _ = report(&user, &[("template-finished", "reject")])
        .await
        .expect(200);
    assert_eq!(next().await, json!(["template-taken"]));
    for _ in 0..4 {
        let _ = report(&user, &[("template-taken", "accept")])
            .await
            .expect(200);
    }
    assert_eq!(next().await, json!([]));
}
