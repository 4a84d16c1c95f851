//! Fixtures of tasks and ratings.

use serde_json::json;

use super::case::{Case, CaseExt as _, Place, fixtures};
use super::serving::{self, Called, Stage};
use super::world::{Actor, World};

/// A call on a task of a place at a stage, which no other case uses.
async fn fresh(
    world: &World,
    actor: &Actor,
    place: Place,
    stage: Stage,
) -> Option<(Called, Option<Case>)> {
    let called = world.service_for(actor, place, stage, false).await?;
    let case = Case::record()
        .parameter("id", &called.service.task)
        .caller(called.token.as_deref());
    Some((called, case))
}

/// A call that only looks at a task.
async fn look(world: &World, actor: &Actor, place: Place, stage: Stage) -> Option<Case> {
    let called = world.service_for(actor, place, stage, true).await?;
    Case::record()
        .parameter("id", &called.service.task)
        .caller(called.token.as_deref())
}

/// A call of the lead about a volunteer.
async fn decision(world: &World, actor: &Actor, place: Place) -> Option<Case> {
    let (called, case) = fresh(world, actor, place, Stage::Joined).await?;
    case.parameter(
        "member_id",
        called
            .service
            .member
            .as_deref()
            .expect("somebody has joined"),
    )
}

fixtures! {
    list_tasks(world, actor, place) {
        let called = world.service_for(actor, place, Stage::Joined, false).await?;
        Case::list(&called.service.task).query("limit=100").caller(called.token.as_deref())
    }

    show_task(world, actor, place) {
        look(world, actor, place, Stage::Joined).await
    }

    join_task(world, actor, place) {
        // Any volunteer may; so one that is near is sent, and only once.
        if place != Place::Scope {
            return None;
        }
        let (_, case) = fresh(world, actor, place, Stage::Held).await?;
        let volunteer = world.volunteer_in(world.community_of(place)).await;
        case.caller(Some(volunteer.person.token()))
    }

    join_line(world, actor, place) {
        if place != Place::Scope {
            return None;
        }
        let (_, case) = fresh(world, actor, place, Stage::Joined).await?;
        let other = world.register("volunteer", world.community_of(place)).await;
        case.caller(Some(other.person.token()))
    }

    leave_line(world, actor, place) {
        let (called, case) = fresh(world, actor, place, Stage::Joined).await?;
        if place != Place::Own {
            return case;
        }
        let other = world.register("volunteer", world.community_of(place)).await;
        let path = format!("/v1/tasks/{}/line", called.service.task);
        let _ = other.person.request(reqwest::Method::POST, &path).await.expect(200);
        case.caller(Some(other.person.token()))
    }

    list_late_leaves(world, actor, place) {
        look(world, actor, place, Stage::Joined).await
    }

    show_late_leaves(world, actor, place) {
        // Of volunteers with a profile; the actor may have none.
        let volunteer = world.volunteer_in(world.community_of(place)).await;
        Case::free().caller(Some(volunteer.person.token()))
    }

    list_waiting_places(world, actor, place) {
        Case::free()
    }

    leave_task(world, actor, place) {
        fresh(world, actor, place, Stage::Joined).await?.1
    }

    confirm_member(world, actor, place) {
        decision(world, actor, place).await
    }

    refuse_member(world, actor, place) {
        decision(world, actor, place).await
    }

    brief_team(world, actor, place) {
        fresh(world, actor, place, Stage::Joined).await?.1.json(json!({ "text": "请带雨伞" }))
    }

    release_task(world, actor, place) {
        fresh(world, actor, place, Stage::Joined).await?.1.json(json!({ "reason": "other" }))
    }

    check_in(world, actor, place) {
        let (_, case) = fresh(world, actor, place, Stage::Joined).await?;
        case.json(json!({ "place": world.centre_of(world.community_of(place)).await, "accuracy_m": 20 }))
    }

    finish_task(world, actor, place) {
        fresh(world, actor, place, Stage::InService).await?.1.json(serving::record())
    }

    confirm_task(world, actor, place) {
        fresh(world, actor, place, Stage::Finished).await?.1
    }

    show_record(world, actor, place) {
        look(world, actor, place, Stage::Finished).await
    }

    rate_task(world, actor, place) {
        fresh(world, actor, place, Stage::Finished).await?.1.json(serving::rating())
    }

    show_rating(world, actor, place) {
        look(world, actor, place, Stage::Rated).await
    }

    show_satisfaction(world, actor, place) {
        Case::free().parameter("id", world.worker_in(&world.far_community).await.id)
    }
}
