//! Fixtures of compounds, organisations and memberships.

use serde_json::{Value, json};

use super::case::{Case, CaseExt as _, Place, fixtures};
use super::world::World;

/// A name that nothing has yet.
fn new_name() -> String {
    format!("示范{}", uuid::Uuid::new_v4())
}

async fn new_compound(world: &World, place: Place) -> Value {
    let body = json!({ "name": new_name(), "community": world.community_of(place) });
    world.admin.post("/v1/compounds", body).await.expect(201)
}

async fn new_organisation(world: &World, place: Place) -> Value {
    let body =
        json!({ "kind": "agency", "name": new_name(), "community": world.community_of(place) });
    world
        .admin
        .post("/v1/organisations", body)
        .await
        .expect(201)
}

async fn new_membership(world: &World, place: Place) -> Value {
    let organisation = new_organisation(world, place).await;
    let path = format!("/v1/organisations/{}/memberships", id(&organisation));
    let person = world.city.resident().await.person_id();
    world
        .admin
        .post(&path, json!({ "person_id": person }))
        .await
        .expect(201)
}

fn id(row: &Value) -> &str {
    row["id"].as_str().expect("an id")
}

/// Whether there is anything to call on: nobody owns these records, and no team does.
const fn lies_in_a_division(place: Place) -> bool {
    matches!(place, Place::Scope | Place::Beside)
}

fixtures! {
    list_compounds(world, actor, place) {
        Case::free().query(&format!("community={}", world.community_of(place)))
    }

    show_compound(world, actor, place) {
        Case::free().parameter("id", id(&new_compound(world, place).await))
    }

    create_compound(world, actor, place) {
        if !lies_in_a_division(place) {
            return None;
        }
        let body = json!({ "name": new_name(), "community": world.community_of(place) });
        // A community beside the own divisions is as good as unknown.
        Case::refused_with(422, "invalid").json(body)
    }

    update_compound(world, actor, place) {
        if !lies_in_a_division(place) {
            return None;
        }
        let compound = new_compound(world, place).await;
        Case::record()
            .parameter("id", id(&compound))
            .if_match(&compound["version"])
            .json(json!({ "name": new_name() }))
    }

    list_organisations(world, actor, place) {
        Case::free()
    }

    show_organisation(world, actor, place) {
        Case::free().parameter("id", id(&new_organisation(world, place).await))
    }

    create_organisation(world, actor, place) {
        if !lies_in_a_division(place) {
            return None;
        }
        let body = json!({ "kind": "agency", "name": new_name(), "community": world.community_of(place) });
        Case::refused_with(422, "invalid").json(body)
    }

    update_organisation(world, actor, place) {
        if !lies_in_a_division(place) {
            return None;
        }
        let organisation = new_organisation(world, place).await;
        Case::record()
            .parameter("id", id(&organisation))
            .if_match(&organisation["version"])
            .json(json!({ "name": new_name() }))
    }

    list_memberships(world, actor, place) {
        if !lies_in_a_division(place) {
            return None;
        }
        Case::record().parameter("id", id(&new_organisation(world, place).await))
    }

    add_membership(world, actor, place) {
        if !lies_in_a_division(place) {
            return None;
        }
        let organisation = new_organisation(world, place).await;
        let person = world.city.resident().await.person_id();
        Case::record().parameter("id", id(&organisation)).json(json!({ "person_id": person }))
    }

    end_membership(world, actor, place) {
        if !lies_in_a_division(place) {
            return None;
        }
        Case::record().parameter("id", id(&new_membership(world, place).await))
    }
}
