//! Fixtures of WeChat: agreements and callbacks.

use serde_json::json;
use uuid::Uuid;

use super::case::{Case, CaseExt as _, fixtures};
use super::world::World;

/// A session of somebody new who signed in by WeChat; its token.
pub async fn wechat_session(world: &World) -> String {
    let code = Uuid::new_v4().to_string();
    world
        .wechat
        .expect_sign_in(&code, &format!("openid-{code}"));
    let body = json!({ "code": code, "consent_version": "2026-11" });
    let session = world
        .city
        .anonymous()
        .post("/v1/sessions/wechat", body)
        .await
        .expect(201);
    session["access_token"]
        .as_str()
        .expect("a token")
        .to_owned()
}

fixtures! {
    report_wechat_consents(world, actor, place) {
        let results = json!([{ "template_id": "template-taken", "result": "accept" }]);
        Case::free().token(&wechat_session(world).await).json(json!({ "results": results }))
    }

    list_wechat_consents(world, actor, place) {
        Case::free()
    }

    verify_wechat_callback(world, actor, place) {
        let time = (world.city.clock().now_micros() / 1_000_000).to_string();
        let signature = world.wechat.sealer().sign(&[&time, "a-nonce"]);
        Case::free().query(&format!("signature={signature}&timestamp={time}&nonce=a-nonce&echostr=12345"))
    }

    receive_wechat_callback(world, actor, place) {
        let message = json!({ "FromUserName": "nobody", "CreateTime": 1, "MsgType": "text" }).to_string();
        let time = world.city.clock().now_micros() / 1_000_000;
        let (address, body) = world.wechat.sealer().callback(&message, time);
        let (_, query) = address.split_once('?').expect("a query");
        Case::free().query(query).bytes("application/json", body.as_bytes())
    }
}
