//! Fixtures of providers.

use serde_json::json;

use super::case::{Case, CaseExt as _, Place, fixtures};
use super::on_duty::{Provider, certificate};
use super::world::{Actor, World};
use crate::places::COMMUNITY;

/// A provider of a place, and the token that the call goes with: one's own profile, or a social worker's in the test's community.
pub async fn provider(
    world: &World,
    actor: &Actor,
    place: Place,
) -> Option<(Provider, Option<String>)> {
    match (place, actor.role) {
        (Place::Own, "social_worker") => {
            let worker = world.worker_in(&world.far_community).await;
            let token = worker.person.token().to_owned();
            Some((worker, Some(token)))
        }
        (Place::Own, "volunteer") => {
            let volunteer = world.volunteer_in(&world.far_community).await;
            let token = volunteer.person.token().to_owned();
            Some((volunteer, Some(token)))
        }
        (Place::Own | Place::Team | Place::Called, _) => None,
        (Place::Scope | Place::Beside, _) => {
            Some((world.worker_in(world.community_of(place)).await, None))
        }
    }
}

/// A call on a provider of a place.
async fn record(world: &World, actor: &Actor, place: Place) -> Option<Case> {
    let (provider, token) = provider(world, actor, place).await?;
    Case::record()
        .parameter("id", provider.id)
        .caller(token.as_deref())
}

fixtures! {
    list_my_providers(world, actor, place) {
        Case::free()
    }

    create_provider(world, actor, place) {
        let community = world.community_of(place);
        match place {
            // Everybody may become a volunteer, once: so somebody new of the same role does.
            Place::Own => {
                let person = world.stand_in(actor.role).await;
                Case::record().json(json!({ "kind": "volunteer", "community": community })).caller(Some(person.token()))
            }
            Place::Team | Place::Called => None,
            // Social workers are made by officers only, in their divisions.
            Place::Scope | Place::Beside => {
                let officer = actor.role.ends_with("_officer");
                let case = if officer { Case::record() } else { Case::refused_with(403, "forbidden") };
                let person = world.city.resident().await.person_id();
                case.json(json!({ "kind": "social_worker", "community": community, "person_id": person }))
            }
        }
    }

    list_providers(world, actor, place) {
        let (provider, _) = match place {
            Place::Own | Place::Team | Place::Called => return None,
            Place::Scope | Place::Beside => provider(world, actor, place).await?,
        };
        Case::list(provider.id).query(&format!("limit=100&kind=social_worker&division={COMMUNITY}"))
    }

    list_nearest_providers(world, actor, place) {
        let (provider, _) = match place {
            Place::Own | Place::Team | Place::Called => return None,
            Place::Scope | Place::Beside => provider(world, actor, place).await?,
        };
        let community = world.community_of(place);
        let centre = world.centre_of(community).await;
        let point = format!("lon={}&lat={}&crs=wgs84", centre["lon"], centre["lat"]);
        Case::list(provider.id).query(&format!("{point}&limit=50&radius_m=20000"))
    }

    show_provider(world, actor, place) {
        record(world, actor, place).await
    }

    update_provider(world, actor, place) {
        let (provider, token) = provider(world, actor, place).await?;
        let now = world.admin.get(&format!("/v1/providers/{}", provider.id)).await.expect(200);
        Case::record()
            .parameter("id", provider.id)
            .if_match(&now["version"])
            .json(json!({ "radius_m": 20_000 }))
            .caller(token.as_deref())
    }

    set_duty(world, actor, place) {
        record(world, actor, place).await.json(json!({ "on_duty": true }))
    }

    set_position(world, actor, place) {
        let place_now = world.centre_of(world.community_of(place)).await;
        record(world, actor, place).await.json(json!({ "place": place_now }))
    }

    clear_position(world, actor, place) {
        record(world, actor, place).await
    }

    add_certificate(world, actor, place) {
        record(world, actor, place).await.json(certificate())
    }

    list_certificates(world, actor, place) {
        record(world, actor, place).await
    }

    set_clearance(world, actor, place) {
        record(world, actor, place).await.json(json!({ "clearance": ["home_visit"] }))
    }
}
