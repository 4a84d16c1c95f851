//! WeChat, as far as it is seen from outside: agreements to subscription messages, callbacks, checks of texts. What becomes of messages
//! is tested beside the code (`api/src/wechat/tests/`), against the same fake.

mod callbacks;
mod consents;
mod texts;

use jinlin_tests::fakes::FakeWechat;
use jinlin_tests::{Backend, City, CityBuilder, SignedIn};
use serde_json::{Value, json};

/// The templates of these tests.
const TEMPLATES: &str = "need_accepted=template-taken,need_done=template-finished,offer_received=template-offers:long_term";

/// Whose answers the checked-in callbacks tell.
const OPENID: &str = "openid-of-a-resident";

fn builder(backend: Backend, fake: &FakeWechat) -> CityBuilder {
    City::builder(backend)
        .settings(fake.settings())
        .setting("wechat.template_ids", TEMPLATES)
}

/// Somebody who signed in by WeChat, through a replica.
pub async fn wechat_user(city: &City, fake: &FakeWechat, openid: &str) -> SignedIn {
    let code = uuid::Uuid::new_v4().to_string();
    fake.expect_sign_in(&code, openid);
    let client = city.anonymous();
    let body = json!({ "code": code, "consent_version": "2026-11" });
    let session = client.post("/v1/sessions/wechat", body).await.expect(201);
    SignedIn::of_session(&client, "", session)
}

/// How many messages may still be sent through a template, and the last answer.
async fn left(user: &SignedIn, template: &str) -> (i64, String) {
    let list = user.get("/v1/wechat/consents").await.expect(200);
    let item = list["items"]
        .as_array()
        .unwrap()
        .iter()
        .find(|item| item["template_id"] == template);
    let item = item.unwrap_or_else(|| panic!("{template}: {list}"));
    (
        item["remaining"].as_i64().unwrap(),
        item["standing"].as_str().unwrap().to_owned(),
    )
}

/// Reports one popup.
fn report(user: &SignedIn, results: &[(&str, &str)]) -> jinlin_tests::Request {
    let results: Vec<Value> = results
        .iter()
        .map(|(template, result)| json!({ "template_id": template, "result": result }))
        .collect();
    user.post("/v1/wechat/consents", json!({ "results": results }))
}

fn now(city: &City) -> i64 {
    city.clock().now_micros() / 1_000_000
}

/// A popup event as WeChat words it.
fn popup(openid: &str, time: i64, template: &str, status: &str) -> String {
    json!({
        "ToUserName": "gh_1", "FromUserName": openid, "CreateTime": time, "MsgType": "event",
        "Event": "subscribe_msg_popup_event",
        "List": [{ "TemplateId": template, "SubscribeStatusString": status, "PopupScene": "0" }],
    })
    .to_string()
}

/// Sends a callback with a message.
pub async fn call_back(city: &City, fake: &FakeWechat, message: &str) -> jinlin_tests::Answer {
    let (address, body) = fake.sealer().callback(message, now(city));
    let request = city.anonymous().request(reqwest::Method::POST, &address);
    request.bytes("application/json", body).await
}
