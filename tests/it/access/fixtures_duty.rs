//! Fixtures of duty and call-backs.

use serde_json::{Value, json};

use super::case::{Case, CaseExt as _, Place, fixtures};
use super::world::{Actor, World};

/// A day in the future: whoever is on duty then is not called now.
const LATER: (&str, &str) = ("2026-12-20T00:00:00Z", "2026-12-21T00:00:00Z");
/// Around the days of this test.
pub const NOW: (&str, &str) = ("2026-12-01T00:00:00Z", "2026-12-07T00:00:00Z");

/// A shift of somebody in a place's community.
pub async fn new_shift(
    world: &World,
    place: Place,
    person: uuid::Uuid,
    span: (&str, &str),
) -> Value {
    let body = shift_body(world, place, person, span);
    world
        .city_officer
        .post("/v1/duty-shifts", body)
        .await
        .expect(201)
}

fn shift_body(world: &World, place: Place, person: uuid::Uuid, span: (&str, &str)) -> Value {
    json!({ "division": world.community_of(place), "person_id": person, "from": span.0, "until": span.1 })
}

/// A call-back to somebody about an emergency in a place's community; nobody else is on duty there when it is made.
async fn new_call_back(world: &World, place: Place, person: uuid::Uuid) -> Value {
    let shift = new_shift(world, place, person, NOW).await;
    let emergency = json!({ "category": "medical_emergency", "community": world.community_of(place), "channel": "app" });
    let need = world
        .stranger
        .post("/v1/needs", emergency)
        .await
        .expect(201);
    let path = format!("/v1/duty-shifts/{}", shift["id"].as_str().expect("an id"));
    let _ = world.city_officer.delete(&path).await.expect(204);
    let list = world
        .city_officer
        .get("/v1/call-backs?limit=100")
        .await
        .expect(200);
    let calls = list["items"].as_array().expect("a list of call-backs");
    let call = calls.iter().find(|call| call["need_id"] == need["id"]);
    call.expect("somebody on duty is asked").clone()
}

/// A stranger's emergency that somebody of the actor's role is asked to call back about: its need's id, and whose token reads it.
pub async fn called_about(world: &World, actor: &Actor) -> (String, String) {
    let person = on_duty(world, actor).await;
    let call = new_call_back(world, Place::Called, person.person_id()).await;
    let need = call["need_id"].as_str().expect("a need's id").to_owned();
    (need, person.token().to_owned())
}

/// Somebody who may be put on duty.
async fn somebody(world: &World) -> uuid::Uuid {
    world
        .city
        .officer("grid_worker", crate::places::COMMUNITY)
        .await
        .person_id()
}

/// Somebody of the actor's role who may be put on duty: a resident becomes a grid worker, too.
pub async fn on_duty(world: &World, actor: &Actor) -> jinlin_tests::SignedIn {
    if actor.role == "resident" {
        world
            .city
            .officer("grid_worker", crate::places::COMMUNITY)
            .await
    } else {
        world.stand_in(actor.role).await
    }
}

/// A call-back to the caller, or to somebody else.
async fn own_call_back(world: &World, actor: &Actor, place: Place) -> Option<Case> {
    match place {
        Place::Own => {
            let person = on_duty(world, actor).await;
            let call = new_call_back(world, place, person.person_id()).await;
            let id = call["id"].as_str()?.to_owned();
            Case::record()
                .parameter("id", id)
                .caller(Some(person.token()))
        }
        Place::Team | Place::Scope | Place::Called => None,
        Place::Beside => {
            let call = new_call_back(world, place, somebody(world).await).await;
            Case::record().parameter("id", call["id"].as_str()?)
        }
    }
}

fixtures! {
    create_shift(world, actor, place) {
        match place {
            Place::Own | Place::Team | Place::Called => None,
            Place::Scope | Place::Beside => {
                // A community beside the own divisions is as good as unknown.
                Case::refused_with(422, "invalid").json(shift_body(world, place, somebody(world).await, LATER))
            }
        }
    }

    list_shifts(world, actor, place) {
        match place {
            Place::Own => {
                let person = on_duty(world, actor).await;
                let shift = new_shift(world, place, person.person_id(), LATER).await;
                Case::list(shift["id"].as_str()?).query("limit=100").caller(Some(person.token()))
            }
            Place::Team | Place::Called => None,
            Place::Scope | Place::Beside => {
                let shift = new_shift(world, place, somebody(world).await, LATER).await;
                Case::list(shift["id"].as_str()?).query("limit=100")
            }
        }
    }

    cancel_shift(world, actor, place) {
        match place {
            Place::Own | Place::Team | Place::Called => None,
            Place::Scope | Place::Beside => {
                let shift = new_shift(world, place, somebody(world).await, LATER).await;
                Case::record().parameter("id", shift["id"].as_str()?)
            }
        }
    }

    list_call_backs(world, actor, place) {
        match place {
            Place::Own => {
                let person = on_duty(world, actor).await;
                let call = new_call_back(world, place, person.person_id()).await;
                Case::list(call["id"].as_str()?).query("limit=100").caller(Some(person.token()))
            }
            Place::Team | Place::Called => None,
            Place::Scope | Place::Beside => {
                let call = new_call_back(world, place, somebody(world).await).await;
                Case::list(call["id"].as_str()?).query("limit=100")
            }
        }
    }

    take_call_back(world, actor, place) {
        own_call_back(world, actor, place).await
    }

    end_call_back(world, actor, place) {
        let case = own_call_back(world, actor, place).await?;
        if place == Place::Own {
            let id = case.parameters.first().map(|(_, id)| id.clone())?;
            let taker = world.city.anonymous().with_token(case.token.clone()?);
            let path = format!("/v1/call-backs/{id}/take");
            let _ = taker.request(reqwest::Method::POST, &path).await.expect(200);
        }
        Some(case).json(json!({ "outcome": "reached" }))
    }
}
