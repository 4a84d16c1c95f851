//! Fixtures of offers, open tasks, and dispatch by hand.

use serde_json::json;

use super::case::{Case, CaseExt as _, Place, fixtures};
use super::serving::Stage;
use super::world::{Actor, World};

/// An offer to the caller (or to a colleague of the same kind), and the token that the call goes with.
async fn offer(world: &World, actor: &Actor, place: Place) -> Option<(String, Option<String>)> {
    if place == Place::Team || !matches!(actor.role, "social_worker" | "volunteer") {
        return None;
    }
    let (provider, offer) = world.offer_to(actor.role).await;
    Some((
        offer,
        (place == Place::Own).then(|| provider.person.token().to_owned()),
    ))
}

/// The id of an open need of a place.
async fn open_need(world: &World, actor: &Actor, place: Place) -> Option<String> {
    if place == Place::Team {
        return None;
    }
    let called = world.service_for(actor, place, Stage::Open, false).await?;
    Some(called.service.need_id().to_owned())
}

fixtures! {
    list_offers(world, actor, place) {
        let (offer, token) = offer(world, actor, place).await?;
        Case::list(offer).query("limit=100").caller(token.as_deref())
    }

    show_offer(world, actor, place) {
        let (offer, token) = offer(world, actor, place).await?;
        Case::record().parameter("id", offer).caller(token.as_deref())
    }

    accept_offer(world, actor, place) {
        let (offer, token) = offer(world, actor, place).await?;
        Case::record().parameter("id", offer).caller(token.as_deref())
    }

    decline_offer(world, actor, place) {
        let (offer, token) = offer(world, actor, place).await?;
        Case::record().parameter("id", offer).json(json!({ "reason": "no_time" })).caller(token.as_deref())
    }

    list_nearby_tasks(world, actor, place) {
        Case::free().query("lon=104.08&lat=30.65&crs=wgs84")
    }

    claim_task(world, actor, place) {
        // Any social worker may; so one that is near is sent, and only once.
        if place != Place::Scope {
            return None;
        }
        let called = world.service_for(actor, place, Stage::Open, false).await?;
        let worker = world.worker_in(world.community_of(place)).await;
        Case::record().parameter("id", &called.service.task).caller(Some(worker.person.token()))
    }

    list_candidates(world, actor, place) {
        Case::record().parameter("id", open_need(world, actor, place).await?)
    }

    assign_need(world, actor, place) {
        let need = open_need(world, actor, place).await?;
        let worker = world.worker_in(world.community_of(place)).await;
        Case::record().parameter("id", need).json(json!({ "provider_id": worker.id }))
    }
}
