//! Fixtures of the safety of visits.

use serde_json::json;

use super::case::{Case, CaseExt as _, Place, fixtures};
use super::fixtures_duty::{NOW, new_shift, on_duty};
use super::on_duty::text;
use super::serving::{Service, Stage};
use super::world::{Actor, World};

/// A call of somebody who is there.
async fn there(world: &World, actor: &Actor, place: Place) -> Option<Case> {
    let called = world
        .service_for(actor, place, Stage::InService, false)
        .await?;
    if place == Place::Team && actor.role == "volunteer" {
        let arrival = json!({ "place": world.centre_of(world.community_of(place)).await });
        let path = format!("/v1/tasks/{}/check-in", called.service.task);
        let volunteer = called.service.volunteer.as_ref();
        let volunteer = &volunteer.expect("somebody has joined").person;
        let _ = volunteer.post(&path, arrival).await.expect(200);
    }
    Case::record()
        .parameter("id", &called.service.task)
        .caller(called.token.as_deref())
}

/// The alarm that the lead of a service raises, or has raised before.
async fn alarm_of(service: &Service) -> String {
    let lead = &service.lead.as_ref().expect("somebody leads").person;
    let path = format!("/v1/tasks/{}/sos", service.task);
    let told = lead.post(&path, json!({})).await;
    assert!([200, 201].contains(&told.status), "{}", told.text());
    text(&told.json, "id").to_owned()
}

/// The id of an alarm of a place, and whose token reaches it.
async fn alarm(world: &World, actor: &Actor, place: Place) -> Option<(String, Option<String>)> {
    match place {
        Place::Team | Place::Called => None,
        Place::Own => {
            let person = on_duty(world, actor).await;
            let shift = new_shift(world, place, person.person_id(), NOW).await;
            let community = world.community_of(place);
            let service = world
                .new_service(&world.stranger, community, Stage::Held)
                .await;
            let alarm = alarm_of(&service).await;
            let path = format!("/v1/duty-shifts/{}", text(&shift, "id"));
            let _ = world.city_officer.delete(&path).await.expect(204);
            Some((alarm, Some(person.token().to_owned())))
        }
        Place::Scope | Place::Beside => {
            let called = world.service_for(actor, place, Stage::Held, true).await?;
            Some((alarm_of(&called.service).await, None))
        }
    }
}

async fn on_alarm(world: &World, actor: &Actor, place: Place) -> Option<Case> {
    let (alarm, token) = alarm(world, actor, place).await?;
    Case::record()
        .parameter("id", alarm)
        .caller(token.as_deref())
}

fixtures! {
    extend_visit(world, actor, place) {
        there(world, actor, place).await.json(json!({ "minutes": 30 }))
    }

    answer_visit(world, actor, place) {
        there(world, actor, place).await.json(json!({ "answer": "fine" }))
    }

    raise_sos(world, actor, place) {
        let called = world.service_for(actor, place, Stage::Joined, true).await?;
        Case::record().parameter("id", &called.service.task).json(json!({})).caller(called.token.as_deref())
    }

    end_sos(world, actor, place) {
        on_alarm(world, actor, place).await.json(json!({ "outcome": "safe" }))
    }

    list_alarms(world, actor, place) {
        let (alarm, token) = alarm(world, actor, place).await?;
        Case::list(alarm).query("limit=100").caller(token.as_deref())
    }

    show_alarm(world, actor, place) {
        on_alarm(world, actor, place).await
    }

    waive_second_person(world, actor, place) {
        let called = world.service_for(actor, place, Stage::Joined, true).await?;
        let case = Case::record().parameter("id", &called.service.task).caller(called.token.as_deref());
        case.json(json!({ "reason": "网格员在楼下等候。" }))
    }

    add_hazard(world, actor, place) {
        // Nobody warns of themselves, whatever their divisions.
        if place == Place::Own {
            return None;
        }
        let called = world.service_for(actor, place, Stage::Joined, true).await?;
        let case = Case::record().parameter("id", called.service.need_id()).caller(called.token.as_deref());
        case.json(json!({ "kind": "dog", "text": "院里有狗。" }))
    }
}
