//! WeChat and SMS as channels: what is tried first, what it falls to, and that nothing goes out twice.

use jinlin_tests::fakes::{FakeSms, FakeWechat, Trouble};
use jinlin_tests::{Backend, City, CityBuilder, SignedIn, eventually, on_both_databases};
use serde_json::{Value, json};

use super::inbox::told;
use crate::scene::{Scene, seen};

const TEMPLATES: &str = "need_accepted=template-taken,need_done=template-finished";
/// What the tests' SMS provider has approved.
const SMS_TEMPLATES: &str =
    "sign_in_code=SMS_100000001,need_accepted=SMS_100000002,call_back_asked=SMS_100000003";

fn city(backend: Backend, wechat: &FakeWechat, sms: &FakeSms) -> CityBuilder {
    City::builder(backend)
        .settings(wechat.settings())
        .settings(sms.settings())
        .setting("wechat.template_ids", TEMPLATES)
        .setting("sms.template_codes", SMS_TEMPLATES)
        // Codes for signing in are read from the log; everything else goes out.
        .setting("identity.log_codes", true)
        .setting("push.tick_milliseconds", 50)
}

/// Deliveries on a channel in a state, as the community's officer sees them.
async fn deliveries(scene: &Scene, channel: &str, state: &str) -> Vec<Value> {
    let path = format!("/v1/deliveries?limit=100&channel={channel}&state={state}");
    let list = seen(&scene.officer, &path).await;
    list["items"]
        .as_array()
        .expect("a list of deliveries")
        .clone()
}

async fn eventually_one(scene: &Scene, channel: &str, state: &str) -> Value {
    eventually("a delivery gets there", async || {
        deliveries(scene, channel, state).await.pop()
    })
    .await
}

/// A resident who signed in by WeChat and accepted so many messages about needs that are taken.
async fn wechat_resident(scene: &Scene, wechat: &FakeWechat, accepted: usize) -> SignedIn {
    let code = uuid::Uuid::new_v4().to_string();
    wechat.expect_sign_in(&code, "openid-of-a-resident");
    let client = scene.city.anonymous();
    let body = json!({ "code": code, "consent_version": "2026-11" });
    let session = client.post("/v1/sessions/wechat", body).await.expect(201);
    let user = SignedIn::of_session(&client, "", session);
    for _ in 0..accepted {
        let results =
            json!({ "results": [{ "template_id": "template-taken", "result": "accept" }] });
        let _ = user.post("/v1/wechat/consents", results).await.expect(200);
    }
    user
}

on_both_databases! {
    /// One accepted popup is one message; the second finds the ledger empty.
    async fn wechat_takes_as_many_as_were_accepted(backend: Backend) {
        let (wechat, sms) = (FakeWechat::start(), FakeSms::start());
        let scene = Scene::start(city(backend, &wechat, &sms)).await;
        let lead = scene.worker_with(json!({ "skills": ["health_escort"], "capacity": 10 })).await;
        let user = wechat_resident(&scene, &wechat, 1).await;
        let first = scene.open_of(&user, json!({})).await;
        let _ = crate::scene::act(&lead, &first.task("/claim")).await.expect(200);
        let sent = eventually("WeChat has it", async || wechat.sent().pop()).await;
        assert_eq!((sent.openid.as_str(), sent.template_id.as_str()), ("openid-of-a-resident", "template-taken"));
        assert_eq!(sent.data["thing1"], "陪诊");
        assert_eq!(sent.data["thing3"], "有人接单了");
        let _ = eventually_one(&scene, "wechat", "sent").await;
        let second = scene.open_of(&user, json!({})).await;
        let _ = crate::scene::act(&lead, &second.task("/claim")).await.expect(200);
        let refused = eventually_one(&scene, "wechat", "refused").await;
        assert_eq!((refused["code"].as_str(), &refused["need_id"]), (Some("local.no_consent"), &second.need["id"]));
        assert_eq!(wechat.sent().len(), 1);
    }

    /// WeChat says that the person has refused meanwhile, or is busy: the first ends it, the second is tried again.
    async fn what_wechat_says_is_heard(backend: Backend) {
        let (wechat, sms) = (FakeWechat::start(), FakeSms::start());
        let scene = Scene::start(city(backend, &wechat, &sms)).await;
        let lead = scene.worker_with(json!({ "skills": ["health_escort"], "capacity": 10 })).await;
        let user = wechat_resident(&scene, &wechat, 3).await;
        wechat.fail_next(FakeWechat::SEND, [Trouble::Errcode(-1)]);
        let busy = scene.open_of(&user, json!({})).await;
        let _ = crate::scene::act(&lead, &busy.task("/claim")).await.expect(200);
        let waiting = eventually("it waits", async || {
            let waiting = deliveries(&scene, "wechat", "waiting").await;
            waiting.into_iter().find(|row| row["attempts"] == 1)
        }).await;
        assert_eq!(waiting["code"], "-1");
        scene.city.clock().advance(std::time::Duration::from_secs(90));
        let _ = eventually_one(&scene, "wechat", "sent").await;
        wechat.fail_next(FakeWechat::SEND, [Trouble::Errcode(43101)]);
        let lost = scene.open_of(&user, json!({})).await;
        let _ = crate::scene::act(&lead, &lost.task("/claim")).await.expect(200);
        let refused = eventually_one(&scene, "wechat", "refused").await;
        assert_eq!(refused["code"], "43101");
        assert_eq!(wechat.sent().len(), 1);
    }

    /// Whoever is linked to both gets a text message where WeChat may not write any more: the ledger is empty, or WeChat says so.
    async fn without_an_agreement_a_text_message_goes_out(backend: Backend) {
        let (wechat, sms) = (FakeWechat::start(), FakeSms::start());
        let scene = Scene::start(city(backend, &wechat, &sms)).await;
        let lead = scene.worker_with(json!({ "skills": ["health_escort"], "capacity": 10 })).await;
        let user = wechat_resident(&scene, &wechat, 0).await;
        let phone = scene.city.new_phone();
        wechat.expect_phone("a-phone-code", &phone);
        let _ = user.put("/v1/me/phone", json!({ "wechat_code": "a-phone-code" })).await.expect(200);
        for (accepted, code) in [(0, "local.no_consent"), (1, "43101")] {
            for _ in 0..accepted {
                let results = json!({ "results": [{ "template_id": "template-taken", "result": "accept" }] });
                let _ = user.post("/v1/wechat/consents", results).await.expect(200);
            }
            wechat.fail_next(FakeWechat::SEND, [Trouble::Errcode(43101)]);
            let before = sms.sent().len();
            let case = scene.open_of(&user, json!({})).await;
            let _ = crate::scene::act(&lead, &case.task("/claim")).await.expect(200);
            let sent = eventually("the phone is written to", async || sms.sent().get(before).cloned()).await;
            assert_eq!((sent.phone.as_str(), sent.template_code.as_str()), (phone.as_str(), "SMS_100000002"));
            let refused = deliveries(&scene, "wechat", "refused").await;
            let of_need = refused.iter().find(|row| row["need_id"] == case.need["id"]);
            assert_eq!(of_need.expect("WeChat was asked first")["code"], code);
        }
        assert_eq!((wechat.sent().len(), sms.sent().len()), (0, 2));
    }

    /// Whoever has no WeChat is sent a text message, also without an account; it says no name.
    async fn a_text_message_goes_out(backend: Backend) {
        let (wechat, sms) = (FakeWechat::start(), FakeSms::start());
        let scene = Scene::start(city(backend, &wechat, &sms)).await;
        let lead = scene.worker().await;
        let phone = scene.city.new_phone();
        let mother = json!({ "on_behalf_of": { "name": "王奶奶", "phone": phone, "relation": "女儿", "consent": true } });
        let case = scene.open_with(mother).await;
        let _ = crate::scene::act(&lead, &case.task("/claim")).await.expect(200);
        let sent = eventually("both are sent one", async || {
            let sent = sms.sent();
            (sent.len() == 2).then_some(sent)
        }).await;
        let phones: Vec<_> = sent.iter().map(|sms| sms.phone.as_str()).collect();
        assert!(phones.contains(&phone.as_str()) && phones.contains(&scene.resident.phone()), "{phones:?}");
        for message in &sent {
            assert_eq!(message.template_code, "SMS_100000002");
            assert_eq!(message.values["number"], crate::scene::text(&case.need, "short_number"));
            assert_eq!(message.values.len(), 2, "{message:?}");
        }
    }

    /// A provider that does not answer may have sent it: it is not sent again.
    async fn what_may_have_gone_out_is_not_sent_again(backend: Backend) {
        let (wechat, sms) = (FakeWechat::start(), FakeSms::start());
        let scene = Scene::start(city(backend, &wechat, &sms)).await;
        let lead = scene.worker().await;
        sms.hold();
        let _ = scene.held(&lead).await;
        let unknown = eventually_one(&scene, "sms", "unknown").await;
        assert_eq!(unknown["kind"], "need_accepted");
        sms.release();
        scene.city.clock().advance(std::time::Duration::from_secs(7_200));
        let _ = told(&scene.resident, "need_accepted").await;
        assert_eq!(sms.calls(), 1);
    }
}
