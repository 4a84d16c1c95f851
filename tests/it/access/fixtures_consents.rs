//! Fixtures of consents between streets.

use serde_json::{Value, json};

use super::case::{Case, CaseExt as _, Place, fixtures};
use super::world::World;

/// What asks the street of a place for its consent, for a street far away.
fn body(world: &World, place: Place) -> Value {
    let street = |community: &str| community.get(..9).unwrap_or_default().to_owned();
    json!({
        "giving_street": street(world.community_of(place)), "asking_street": street(&world.far_community),
        "from": "2026-12-01T00:00:00Z", "until": "2027-01-01T00:00:00Z",
    })
}

/// A consent that the street of a place was asked for.
async fn asked(world: &World, place: Place) -> Value {
    let street = world.far_community.get(..9).unwrap_or_default();
    let officer = world.city.officer("street_officer", street).await;
    officer
        .post("/v1/street-consents", body(world, place))
        .await
        .expect(201)
}

fixtures! {
    create_street_consent(world, actor, place) {
        match place {
            Place::Own | Place::Team | Place::Called => None,
            Place::Scope | Place::Beside => {
                // Two streets that are none of the caller's are a wrong field.
                Case::refused_with(422, "invalid").json(body(world, place))
            }
        }
    }

    list_street_consents(world, actor, place) {
        match place {
            Place::Own | Place::Team | Place::Called => None,
            Place::Scope | Place::Beside => {
                let consent = asked(world, place).await;
                Case::list(consent["id"].as_str()?).query("limit=100")
            }
        }
    }

    decide_street_consent(world, actor, place) {
        match place {
            Place::Own | Place::Team | Place::Called => None,
            Place::Scope | Place::Beside => {
                let consent = asked(world, place).await;
                Case::record().parameter("id", consent["id"].as_str()?).json(json!({ "give": true }))
            }
        }
    }

    end_street_consent(world, actor, place) {
        match place {
            Place::Own | Place::Team | Place::Called => None,
            Place::Scope | Place::Beside => {
                let consent = asked(world, place).await;
                Case::record().parameter("id", consent["id"].as_str()?)
            }
        }
    }
}
