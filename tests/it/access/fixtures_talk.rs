//! Fixtures of conversations, photos and hours.

use reqwest::Method;
use serde_json::json;

use super::case::{Case, CaseExt as _, Place, fixtures};
use super::fixtures_duty::called_about;
use super::on_duty::text;
use super::serving::Stage;
use super::world::World;
use crate::talk::pictures;

/// A message of a service's owner; answers its id, or of a photo the photo's.
async fn said(owner: &jinlin_tests::SignedIn, task: &str, photo: bool) -> String {
    let path = format!("/v1/tasks/{task}/messages");
    if photo {
        let sent = owner
            .request(Method::POST, &path)
            .bytes("image/jpeg", pictures::jpeg(64, 48));
        return text(&sent.await.expect(201)["photo"], "id").to_owned();
    }
    let sent = owner.post(&path, json!({ "text": "门铃坏了，请敲门。" }));
    text(&sent.await.expect(201), "id").to_owned()
}

/// The photo of a need, once for all cases of it; answers its id.
async fn photo_of(owner: &jinlin_tests::SignedIn, need: &str) -> String {
    let sent = owner
        .request(Method::POST, &format!("/v1/needs/{need}/photos"))
        .bytes("image/jpeg", pictures::jpeg(64, 48))
        .key(need);
    text(&sent.await.expect(201), "id").to_owned()
}

/// A call on a conversation that other cases use, too: it ends nothing.
macro_rules! conversation {
    ($world:ident, $actor:ident, $place:ident) => {{
        let called = $world
            .service_for($actor, $place, Stage::Joined, true)
            .await?;
        let case = Case::record()
            .parameter("id", &called.service.task)
            .caller(called.token.as_deref());
        (called, case)
    }};
}

/// The token of somebody who has served and whose name is known: one for all cases.
async fn served(world: &World) -> String {
    if let Some(token) = world.kept.lock().await.served.clone() {
        return token;
    }
    let service = world
        .new_service(&world.stranger, &world.far_community, Stage::Finished)
        .await;
    let lead = service.lead.expect("a finished task has a lead").person;
    let me = lead.get("/v1/me").await.expect(200);
    let version = me["version"].as_i64().expect("a version");
    let named = lead
        .request(Method::PATCH, "/v1/me")
        .json(json!({ "name": "赵邻" }))
        .if_match(version);
    let _ = named.await.expect(200);
    let token = lead.token().to_owned();
    world.kept.lock().await.served = Some(token.clone());
    token
}

fixtures! {
    post_message(world, actor, place) {
        conversation!(world, actor, place).1.json(json!({ "text": "我在东门。" }))
    }

    list_messages(world, actor, place) {
        conversation!(world, actor, place).1
    }

    mark_messages_read(world, actor, place) {
        let (called, case) = conversation!(world, actor, place);
        let message = said(&called.service.owner, &called.service.task, false).await;
        case.json(json!({ "up_to": message }))
    }

    call_somebody(world, actor, place) {
        conversation!(world, actor, place).1.json(json!({}))
    }

    share_own_number(world, actor, place) {
        conversation!(world, actor, place).1.json(json!({ "agree": false }))
    }

    add_need_photo(world, actor, place) {
        // Only its owner adds one; on a team nobody does.
        if place == Place::Team {
            return None;
        }
        let called = world.service_for(actor, place, Stage::Open, false).await?;
        Case::record().parameter("id", called.service.need_id()).bytes("image/jpeg", &pictures::jpeg(64, 48))
    }

    show_photo(world, actor, place) {
        if place == Place::Called {
            let (need, token) = called_about(world, actor).await;
            let photo = photo_of(&world.stranger, &need).await;
            return Case::record().parameter("id", photo).query("size=thumb").caller(Some(&token));
        }
        let called = world.service_for(actor, place, Stage::Joined, true).await?;
        let owner = &called.service.owner;
        let photo = if place == Place::Team {
            said(owner, &called.service.task, true).await
        } else {
            photo_of(owner, called.service.need_id()).await
        };
        Case::record().parameter("id", photo).query("size=thumb").caller(called.token.as_deref())
    }

    check_out(world, actor, place) {
        let called = world.service_for(actor, place, Stage::InService, false).await?;
        if place == Place::Team && actor.role == "volunteer" {
            let arrival = json!({ "place": world.centre_of(world.community_of(place)).await });
            let path = format!("/v1/tasks/{}/check-in", called.service.task);
            let volunteer = called.service.volunteer.as_ref().expect("somebody has joined");
            let _ = volunteer.person.post(&path, arrival).await.expect(200);
        }
        Case::record().parameter("id", &called.service.task).json(json!({})).caller(called.token.as_deref())
    }

    show_check_in_code(world, actor, place) {
        conversation!(world, actor, place).1
    }

    confirm_arrival(world, actor, place) {
        let called = world.service_for(actor, place, Stage::Joined, false).await?;
        let case = Case::record().parameter("id", &called.service.task).caller(called.token.as_deref());
        let member = called.service.member.as_deref().expect("somebody has joined");
        case.json(json!({ "member_id": member }))
    }

    correct_hours(world, actor, place) {
        let called = world.service_for(actor, place, Stage::Finished, true).await?;
        let member = called.service.member.as_deref().expect("somebody has joined");
        Case::record()
            .parameter("id", &called.service.task)
            .parameter("member_id", member)
            .json(json!({ "minutes": 30, "reason": "手机没电" }))
            .caller(called.token.as_deref())
    }

    list_my_hours(world, actor, place) {
        Case::free()
    }

    create_hour_certificate(world, actor, place) {
        // Whoever has served may, whatever else they are.
        Case::free().json(json!({ "from": "2026-11-01", "to": "2026-12-31" })).token(&served(world).await)
    }

    list_hour_certificates(world, actor, place) {
        Case::free()
    }

    print_hour_certificate(world, actor, place) {
        // A slip is its owner's; to everybody else there is none.
        let token = served(world).await;
        let owner = world.city.anonymous().with_token(&token);
        let body = json!({ "from": "2026-11-01", "to": "2026-12-31" });
        let slip = owner.post("/v1/me/hours/certificates", body).await.expect(201);
        let case = Case::record().parameter("id", text(&slip, "id"));
        if place == Place::Own { case.token(&token) } else { case }
    }

    verify_code(world, actor, place) {
        let owner = world.city.anonymous().with_token(served(world).await);
        let body = json!({ "from": "2026-11-01", "to": "2026-12-31" });
        let slip = owner.post("/v1/me/hours/certificates", body).await.expect(201);
        Case::free().parameter("code", text(&slip, "code"))
    }
}
