//! Fixtures of notifications.

use jinlin_tests::{Client, eventually};
use reqwest::Method;
use serde_json::{Value, json};

use super::case::{Case, CaseExt as _, Place, fixtures};
use super::on_duty::text;
use super::serving::Stage;
use super::world::{Actor, World};

/// Registers a phone that no push service knows; answers its id.
async fn phone(person: &Client) -> String {
    let body = json!({ "platform": "android", "token": uuid::Uuid::now_v7().to_string() });
    let device = person.post("/v1/me/devices", body).await.expect(201);
    text(&device, "id").to_owned()
}

/// A delivery in a place's community that was refused: the push service knows no phone here. One for all cases of a community: tried
/// anew, it is refused anew.
async fn refused(world: &World, place: Place) -> String {
    let community = world.community_of(place);
    let known = world.kept.lock().await.deliveries.get(community).cloned();
    let need = match known {
        Some(need) => need,
        None => {
            let owner = world.city.resident().await;
            let _ = phone(&owner).await;
            let service = world.new_service(&owner, community, Stage::Held).await;
            let need = service.need_id().to_owned();
            let kept = &mut world.kept.lock().await.deliveries;
            kept.insert(community.to_owned(), need.clone());
            need
        }
    };
    eventually("a delivery is refused", async || {
        let path = "/v1/deliveries?state=refused&channel=app&limit=100";
        let list = world.city_officer.get(path).await.expect(200);
        let items = list["items"].as_array().expect("a list of deliveries");
        let found = items.iter().find(|item| item["need_id"] == *need)?;
        Some(text(found, "id").to_owned())
    })
    .await
}

/// What somebody without a phone is to be told, by whoever posted for them.
async fn word(world: &World, actor: &Actor, place: Place) -> Option<String> {
    if matches!(place, Place::Team | Place::Called) {
        return None;
    }
    let owner = world.owner_of(actor, place);
    let community = world.community_of(place);
    let body = json!({
        "category": "hospital_escort", "community": community, "channel": "app",
        "on_behalf_of": { "name": "王奶奶", "relation": "邻居", "consent": true },
    });
    let need = owner.post("/v1/needs", body).await.expect(201);
    let tasks = owner.get("/v1/tasks?limit=100").await.expect(200);
    let tasks = tasks["items"].as_array().expect("a list of tasks");
    let task = tasks.iter().find(|task| task["need_id"] == need["id"])?;
    let lead = world.worker_in(community).await;
    let claim = format!("/v1/tasks/{}/claim", text(task, "id"));
    let _ = lead.person.request(Method::POST, &claim).await.expect(200);
    let found = eventually("somebody has to be told", async || {
        let list = owner.get("/v1/words-of-mouth?limit=100").await.expect(200);
        let items = list["items"].as_array().expect("a list of words");
        items
            .iter()
            .find(|item| item["need_id"] == need["id"])
            .cloned()
    })
    .await;
    Some(text(&found, "id").to_owned())
}

fixtures! {
    list_notifications(world, actor, place) {
        Case::free()
    }

    count_unread_notifications(world, actor, place) {
        Case::free()
    }

    mark_notifications_read(world, actor, place) {
        Case::free().json(json!({ "up_to": crate::scene::NOBODY }))
    }

    show_notification_settings(world, actor, place) {
        Case::free()
    }

    update_notification_settings(world, actor, place) {
        let settings: Value = actor.person.get("/v1/me/notification-settings").await.expect(200);
        Case::free().if_match(&settings["version"]).json(json!({ "digest": false }))
    }

    list_devices(world, actor, place) {
        Case::free()
    }

    register_device(world, actor, place) {
        Case::free().json(json!({ "platform": "ios", "token": uuid::Uuid::now_v7().to_string() }))
    }

    remove_device(world, actor, place) {
        Case::record().parameter("id", phone(world.owner_of(actor, place)).await)
    }

    list_deliveries(world, actor, place) {
        Case::list(refused(world, place).await).query("limit=100&state=refused")
    }

    replay_delivery(world, actor, place) {
        Case::record().parameter("id", refused(world, place).await)
    }

    list_words_of_mouth(world, actor, place) {
        Case::list(word(world, actor, place).await?).query("limit=100")
    }

    tell_by_word(world, actor, place) {
        Case::record().parameter("id", word(world, actor, place).await?).json(json!({ "reached": true }))
    }
}
