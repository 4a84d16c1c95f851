//! Fixtures of portraits.

use jinlin_tests::eventually;
use reqwest::Method;
use serde_json::{Value, json};

use super::case::{Case, CaseExt as _, Place, fixtures};
use super::fixtures_providers::provider;
use super::fixtures_wechat::wechat_session;
use super::on_duty::{Provider, text};
use super::serving::Stage;
use super::world::{Actor, World};
use crate::places::COMMUNITY;
use crate::talk::pictures;

/// A portrait that a provider has just sent.
async fn send(by: &jinlin_tests::Client, provider: &str) -> Value {
    let sent = by.request(Method::PUT, &format!("/v1/providers/{provider}/portrait"));
    let file = pictures::jpeg(160, 160);
    sent.bytes("image/jpeg", file).await.expect(201)
}

/// A provider of a place who has sent a portrait, the portrait, and the token that the call goes with.
async fn sent(
    world: &World,
    actor: &Actor,
    place: Place,
) -> Option<(Provider, Value, Option<String>)> {
    let (provider, token) = provider(world, actor, place).await?;
    let portrait = send(&provider.person, &provider.id).await;
    Some((provider, portrait, token))
}

/// A call on a provider of a place who has sent a portrait.
async fn record(world: &World, actor: &Actor, place: Place) -> Option<Case> {
    let (provider, _, token) = sent(world, actor, place).await?;
    Case::record()
        .parameter("id", provider.id)
        .caller(token.as_deref())
}

/// A portrait of a provider that is shown.
async fn shown(world: &World, whose: &Provider) -> String {
    let portrait = send(&whose.person, &whose.id).await;
    let id = text(&portrait, "id").to_owned();
    let path = format!("/v1/portraits/{id}/decide");
    let decided = world.city_officer.post(&path, json!({ "show": true }));
    let _ = decided.await.expect(200);
    id
}

/// The path and query at which WeChat was told to fetch the portrait of somebody new.
async fn address(world: &World) -> (String, String) {
    let token = wechat_session(world).await;
    let person = world.city.anonymous().with_token(&token);
    let body = json!({ "kind": "volunteer", "community": COMMUNITY });
    let provider = person.post("/v1/providers", body).await.expect(201);
    // The role comes with the registration.
    let path = format!("/v1/providers/{}/portrait", text(&provider, "id"));
    let portrait = eventually("a new volunteer may send a portrait", async || {
        let file = pictures::jpeg(160, 160);
        let sent = person.request(Method::PUT, &path).bytes("image/jpeg", file);
        let answer = sent.await;
        (answer.status == 201).then(|| answer.expect(201))
    })
    .await;
    let id = text(&portrait, "id").to_owned();
    let query = eventually("WeChat is asked about it", async || {
        let media = world.wechat.media();
        let (_, url) = media.iter().find(|(_, url)| url.contains(&id))?;
        Some(url.split_once('?')?.1.to_owned())
    })
    .await;
    (id, query)
}

fixtures! {
    set_portrait(world, actor, place) {
        let (provider, token) = provider(world, actor, place).await?;
        Case::record()
            .parameter("id", provider.id)
            .bytes("image/jpeg", &pictures::jpeg(160, 160))
            .caller(token.as_deref())
    }

    remove_portrait(world, actor, place) {
        record(world, actor, place).await
    }

    show_portrait_standing(world, actor, place) {
        record(world, actor, place).await
    }

    list_portraits(world, actor, place) {
        let (_, portrait, _) = match place {
            Place::Own | Place::Team | Place::Called => return None,
            Place::Scope | Place::Beside => sent(world, actor, place).await?,
        };
        Case::list(text(&portrait, "id")).query("limit=100")
    }

    decide_portrait(world, actor, place) {
        let (_, portrait, _) = match place {
            Place::Own | Place::Team | Place::Called => return None,
            Place::Scope | Place::Beside => sent(world, actor, place).await?,
        };
        Case::record().parameter("id", text(&portrait, "id")).json(json!({ "show": true }))
    }

    show_portrait(world, actor, place) {
        let called = world.service_for(actor, place, Stage::Joined, true).await?;
        // On a team each sees the other's.
        let whose = match (place, actor.role) {
            (Place::Team, "social_worker") => called.service.volunteer.as_ref().expect("somebody has joined"),
            _ => called.service.lead(),
        };
        let portrait = shown(world, whose).await;
        Case::record().parameter("id", portrait).query("size=thumb").caller(called.token.as_deref())
    }

    fetch_signed_portrait(world, actor, place) {
        let (id, query) = address(world).await;
        Case::free().parameter("id", id).query(&query)
    }
}
