//! Fixtures of needs.

use reqwest::Method;
use serde_json::{Value, json};

use super::case::{Case, CaseExt as _, Place, fixtures};
use super::fixtures_duty::called_about;
use super::serving::Stage;
use super::world::{Actor, World};

/// Half a second of silence is enough: nobody listens.
const SOUND: &[u8] = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom";

/// A need as its owner posts it from a phone.
fn body(community: &str, draft: bool) -> Value {
    json!({
        "category": "companionship", "description": "要人陪。", "community": community, "channel": "app", "draft": draft,
    })
}

/// A need of a place, posted by the caller or by the stranger; none where a team is wanted.
async fn need(world: &World, actor: &Actor, place: Place, draft: bool) -> Option<Value> {
    if place == Place::Team {
        return None;
    }
    let owner = world.owner_of(actor, place);
    Some(
        owner
            .post("/v1/needs", body(world.community_of(place), draft))
            .await
            .expect(201),
    )
}

/// The id of a need or note.
fn id(record: &Value) -> &str {
    record["id"].as_str().expect("a record has an id")
}

fixtures! {
    create_need(world, actor, place) {
        let community = world.community_of(place);
        match place {
            Place::Own => Case::free().json(body(community, false)),
            Place::Team | Place::Called => None,
            // Taking in for others: by a channel that the role has, in the divisions of its grant only.
            Place::Scope | Place::Beside => {
                let channel = match actor.role {
                    "property" | "agency" => actor.role,
                    _ => "community_visit",
                };
                let mut body = body(community, false);
                body["channel"] = channel.into();
                body["on_behalf_of"] = json!({ "name": "王奶奶", "relation": "邻居", "consent": true });
                Case::refused_with(422, "invalid").json(body)
            }
        }
    }

    list_needs(world, actor, place) {
        let need = need(world, actor, place, false).await?;
        Case::list(id(&need)).query("limit=100")
    }

    show_need(world, actor, place) {
        if place == Place::Called {
            let (need, token) = called_about(world, actor).await;
            return Case::record().parameter("id", need).caller(Some(&token));
        }
        let called = world.service_for(actor, place, Stage::Joined, true).await?;
        Case::record().parameter("id", called.service.need_id()).caller(called.token.as_deref())
    }

    print_need_slip(world, actor, place) {
        let called = world.service_for(actor, place, Stage::Joined, true).await?;
        Case::record().parameter("id", called.service.need_id()).caller(called.token.as_deref())
    }

    update_need(world, actor, place) {
        let need = need(world, actor, place, false).await?;
        Case::record().parameter("id", id(&need)).if_match(&need["version"]).json(json!({ "address": "3栋2单元" }))
    }

    submit_need(world, actor, place) {
        let need = need(world, actor, place, true).await?;
        Case::record().parameter("id", id(&need))
    }

    cancel_need(world, actor, place) {
        let need = need(world, actor, place, false).await?;
        Case::record().parameter("id", id(&need)).json(json!({ "reason": "solved" }))
    }

    close_need(world, actor, place) {
        let need = need(world, actor, place, false).await?;
        Case::record().parameter("id", id(&need)).json(json!({ "outcome": "resolved" }))
    }

    add_voice_note(world, actor, place) {
        let need = need(world, actor, place, false).await?;
        Case::record().parameter("id", id(&need)).bytes("audio/mp4", SOUND)
    }

    play_voice_note(world, actor, place) {
        let (need, owner, token) = if place == Place::Called {
            let (need, token) = called_about(world, actor).await;
            (need, world.stranger.clone(), Some(token))
        } else {
            // Of the team only the lead hears it.
            let called = world.service_for(actor, place, Stage::Joined, true).await?;
            (called.service.need_id().to_owned(), called.service.owner.clone(), called.token)
        };
        let path = format!("/v1/needs/{need}/voice-notes");
        let note = owner.request(Method::POST, &path).bytes("audio/mp4", SOUND).key(&need).await;
        Case::record().parameter("id", id(&note.expect(201))).caller(token.as_deref())
    }

    track_need(world, actor, place) {
        let need = need(world, actor, place, false).await?;
        Case::free().parameter("code", need["tracking_code"].as_str().expect("a tracking code"))
    }
}
