//! Fixtures of sign-in, sessions and grants.

use jinlin_tests::request_code;
use serde_json::json;

use super::case::{Case, CaseExt as _, Place, fixtures};
use super::world::World;

/// Gives a new person a role where records of a place lie; answers the grant's id.
async fn new_grant(world: &World, place: Place) -> String {
    let person = world.city.resident().await.person_id();
    let at = world.city.clock().now_micros();
    world
        .city
        .database()
        .give_role(
            person,
            "volunteer",
            "division",
            world.community_of(place),
            at,
        )
        .await
        .to_string()
}

fixtures! {
    request_code(world, actor, place) {
        Case::free().json(json!({ "phone": world.city.new_phone() }))
    }

    create_session(world, actor, place) {
        let phone = world.city.new_phone();
        let (code, terms) = request_code(world.city.server(), &world.city.anonymous(), &phone).await;
        Case::free().json(json!({ "phone": phone, "code": code, "client": "app", "consent_version": terms }))
    }

    create_wechat_session(world, actor, place) {
        world.wechat.expect_sign_in("a-code", "somebody");
        Case::free().json(json!({ "code": "a-code", "consent_version": "2026-11" }))
    }

    refresh_session(world, actor, place) {
        let person = world.city.resident().await;
        Case::free().json(json!({ "refresh_token": person.refresh_token() }))
    }

    end_session(world, actor, place) {
        // A second session of the same person: the actor is still needed.
        let again = world.city.signed_in(actor.person.phone()).await;
        Case::free().token(again.token())
    }

    show_me(world, actor, place) {
        Case::free()
    }

    connect_wechat(world, actor, place) {
        let code = world.city.new_phone();
        world.wechat.expect_sign_in(&code, &format!("openid-{code}"));
        Case::free().json(json!({ "code": code }))
    }

    disconnect_wechat(world, actor, place) {
        Case::free()
    }

    connect_phone(world, actor, place) {
        // The own one again: the actor signs in by it later on.
        let phone = actor.person.phone();
        let (code, _) = request_code(world.city.server(), &world.city.anonymous(), phone).await;
        Case::free().json(json!({ "phone": phone, "code": code }))
    }

    update_me(world, actor, place) {
        let me = actor.person.get("/v1/me").await.expect(200);
        Case::free().if_match(&me["version"]).json(json!({ "gender": "female" }))
    }

    list_grants(world, actor, place) {
        match place {
            Place::Own | Place::Team | Place::Called => None,
            Place::Scope | Place::Beside => Case::list(new_grant(world, place).await).query("limit=100"),
        }
    }

    create_grant(world, actor, place) {
        match place {
            Place::Own | Place::Team | Place::Called => None,
            Place::Scope | Place::Beside => Case::record().json(json!({
                "person_id": world.city.resident().await.person_id(),
                "role": "volunteer",
                "scope_kind": "division",
                "scope": world.community_of(place),
            })),
        }
    }

    revoke_grant(world, actor, place) {
        match place {
            Place::Own | Place::Team | Place::Called => None,
            Place::Scope | Place::Beside => Case::record().parameter("id", new_grant(world, place).await),
        }
    }
}
