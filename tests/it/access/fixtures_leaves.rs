//! Fixtures of leaves.

use std::sync::atomic::{AtomicU32, Ordering};

use serde_json::{Value, json};

use super::case::{Case, CaseExt as _, Place, fixtures};
use super::fixtures_providers::provider;
use super::on_duty::text;
use super::serving::Stage;
use super::world::{Actor, World};
use crate::places::NEIGHBOUR;

/// An hour of next year that no other leave has: nobody is away twice at once.
fn body() -> Value {
    static HOURS: AtomicU32 = AtomicU32::new(0);
    let hour = HOURS.fetch_add(1, Ordering::Relaxed);
    let day = format!(
        "2027-{:02}-{:02}",
        1 + hour / 20 / 28 % 12,
        1 + hour / 20 % 28
    );
    let (from, until) = (hour % 20, hour % 20 + 1);
    json!({ "kind": "annual", "from": format!("{day}T{from:02}:00:00Z"), "until": format!("{day}T{until:02}:00:00Z") })
}

/// A leave of a provider of a place, asked for by themselves, and the token that the call goes with.
async fn asked(world: &World, actor: &Actor, place: Place) -> Option<(Value, Option<String>)> {
    let (provider, token) = provider(world, actor, place).await?;
    let path = format!("/v1/providers/{}/leaves", provider.id);
    let leave = provider.person.post(&path, body()).await.expect(201);
    Some((leave, token))
}

async fn record(world: &World, actor: &Actor, place: Place) -> Option<Case> {
    let (leave, token) = asked(world, actor, place).await?;
    Case::record()
        .parameter("id", text(&leave, "id"))
        .caller(token.as_deref())
}

fixtures! {
    create_leave(world, actor, place) {
        let (provider, token) = provider(world, actor, place).await?;
        Case::record().parameter("id", provider.id).json(body()).caller(token.as_deref())
    }

    list_leaves(world, actor, place) {
        let (leave, token) = asked(world, actor, place).await?;
        Case::list(text(&leave, "id")).query("limit=100").caller(token.as_deref())
    }

    decide_leave(world, actor, place) {
        record(world, actor, place).await.json(json!({ "approve": true }))
    }

    end_leave(world, actor, place) {
        record(world, actor, place).await
    }

    list_touched_tasks(world, actor, place) {
        record(world, actor, place).await
    }

    hand_over_task(world, actor, place) {
        match place {
            Place::Own | Place::Team | Place::Called => None,
            Place::Scope | Place::Beside => {
                let service = world.new_service(&world.stranger, world.community_of(place), Stage::Held).await;
                let mut leave = body();
                leave["stand_in_provider_id"] = world.worker_in(NEIGHBOUR).await.id.into();
                let path = format!("/v1/providers/{}/leaves", service.lead().id);
                let leave = world.city_officer.post(&path, leave).await.expect(201);
                Case::record().parameter("id", text(&leave, "id")).json(json!({ "task_id": service.task }))
            }
        }
    }
}
