//! The line for a volunteer's place: nobody overtakes, and no place is lost.

use std::time::Duration;

use futures_util::future::{join, join_all};
use jinlin_tests::{Client, eventually, on_both_databases};
use reqwest::Method;
use serde_json::{Value, json};

use crate::scene::{Case, NOBODY, Provider, Scene, act, seen, text};

/// A task whose only place is taken, and who took it.
async fn full(scene: &Scene) -> (Provider, Provider, Case) {
    let (lead, volunteer) = (scene.worker().await, scene.volunteer().await);
    let case = scene.held(&lead).await;
    let _ = act(&volunteer, &case.task("/join")).await.expect(200);
    (lead, volunteer, case)
}

/// So many other volunteers.
async fn volunteers(scene: &Scene, count: usize) -> Vec<Provider> {
    let mut volunteers = Vec::new();
    for _ in 0..count {
        volunteers.push(scene.volunteer_unsettled(json!({})).await);
    }
    scene.settle().await;
    volunteers
}

async fn wait_in_line(volunteer: &Client, case: &Case) -> Value {
    act(volunteer, &case.task("/line")).await.expect(200)
}

/// Where somebody stands: state and position.
async fn standing(volunteer: &Client) -> (String, Value) {
    let places = seen(volunteer, "/v1/waiting-places").await;
    let own = &places["items"][0];
    (text(own, "state").to_owned(), own["position"].clone())
}

fn stands(state: &str, position: impl Into<Value>) -> (String, Value) {
    (state.to_owned(), position.into())
}

on_both_databases! {
    /// The first in the line is told when a place becomes free, and keeps it against everybody; by joining they say yes.
    async fn the_first_in_the_line_moves_up(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (_, leaver, case) = full(&scene).await;
        let others = volunteers(&scene, 3).await;
        act(&others[0], &case.task("/join")).await.expect_problem(409, "no_place_left");
        assert_eq!(wait_in_line(&others[0], &case).await["position"], 1);
        assert_eq!(wait_in_line(&others[1], &case).await["position"], 2);
        act(&others[1], &case.task("/line")).await.expect_problem(409, "already_exists");
        act(&leaver, &case.task("/line")).await.expect_problem(409, "already_member");
        others[0].get(&case.task("")).await.expect_problem(404, "not_found");
        let _ = act(&leaver, &case.task("/leave")).await.expect(204);
        assert_eq!(standing(&others[0]).await, stands("called", 1));
        assert_eq!(standing(&others[1]).await, stands("waiting", 2));
        eventually("the one who is called is told", async || {
            let told = seen(&others[0], "/v1/notifications").await;
            told["items"].as_array()?.iter().find(|item| item["kind"] == "place_offered").map(drop)
        })
        .await;
        for late in &others[1..] {
            act(late, &case.task("/join")).await.expect_problem(409, "no_place_left");
        }
        let task = act(&others[0], &case.task("/join")).await.expect(200);
        assert_eq!((&task["volunteers_joined"], text(&task["team"][1], "state")), (&json!(1), "joined"));
        assert_eq!(standing(&others[0]).await, stands("joined", Value::Null));
        assert_eq!(standing(&others[1]).await, stands("waiting", 1));
    }

    /// Who does not answer in time, or says no, makes room for the next; with nobody left the place is free for anybody.
    async fn a_kept_place_is_passed_on(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (_, leaver, case) = full(&scene).await;
        let others = volunteers(&scene, 3).await;
        for volunteer in &others[..2] {
            let _ = wait_in_line(volunteer, &case).await;
        }
        let _ = act(&leaver, &case.task("/leave")).await.expect(204);
        scene.city.clock().advance(Duration::from_secs(3_600));
        let refused = act(&others[0], &case.task("/join")).await;
        assert_eq!(refused.status, 409, "{}", refused.text());
        eventually("the place goes to the next", async || {
            (standing(&others[1]).await == stands("called", 1)).then_some(())
        })
        .await;
        assert_eq!(standing(&others[0]).await, stands("passed", Value::Null));
        let leave = || others[1].request(Method::DELETE, &case.task("/line"));
        let _ = leave().await.expect(204);
        leave().await.expect_problem(404, "not_found");
        assert_eq!(seen(&scene.resident, &case.task("")).await["volunteers_joined"], 0);
        let _ = act(&others[2], &case.task("/join")).await.expect(200);
    }

    /// Who cannot come any more is passed over; the line ends with the task's lead.
    async fn only_who_can_come_is_called(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (lead, leaver, case) = full(&scene).await;
        let others = volunteers(&scene, 3).await;
        for volunteer in &others {
            let _ = wait_in_line(volunteer, &case).await;
        }
        let off = format!("/v1/providers/{}/duty", others[0].id);
        let _ = others[0].put(&off, json!({ "on_duty": false })).await.expect(200);
        scene.settle().await;
        let _ = act(&leaver, &case.task("/leave")).await.expect(204);
        assert_eq!(standing(&others[0]).await, stands("passed", Value::Null));
        assert_eq!(standing(&others[1]).await, stands("called", 1));
        let _ = lead.post(&case.task("/release"), json!({ "reason": "sick" })).await.expect(204);
        for volunteer in &others[1..] {
            assert_eq!(standing(volunteer).await, stands("passed", Value::Null));
            act(volunteer, &case.task("/line")).await.expect_problem(409, "wrong_state");
        }
        act(&others[1], &format!("/v1/tasks/{NOBODY}/line")).await.expect_problem(404, "not_found");
    }

    /// The place is left while four wait and four join, all at once: one is called or joins, and it is nobody before the first in the line.
    async fn nobody_overtakes(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (_, leaver, case) = full(&scene).await;
        let others = volunteers(&scene, 7).await;
        let _ = wait_in_line(&others[0], &case).await;
        let rest = others[1..].iter().enumerate().map(|(number, volunteer)| {
            let path = case.task(if number % 2 == 0 { "/join" } else { "/line" });
            async move { act(volunteer, &path).await }
        });
        let leave = case.task("/leave");
        let left = async { act(&leaver, &leave).await };
        let (left, answers) = join(left, join_all(rest)).await;
        let _ = left.expect(204);
        for (number, answer) in answers.into_iter().enumerate() {
            if number % 2 == 0 {
                answer.expect_problem(409, "no_place_left");
            } else {
                let _ = answer.expect(200);
            }
        }
        assert_eq!(standing(&others[0]).await, stands("called", 1));
        let numbers = "select count(distinct number) from task_waiting";
        assert_eq!(scene.city.database().number(numbers, []).await, 4);
        // Yes and no at once: either they are on the team, or the next is called; one place, never two.
        let (yes, no) = (case.task("/join"), case.task("/line"));
        let yes = async { act(&others[0], &yes).await };
        let no = async { others[0].request(Method::DELETE, &no).await };
        let _ = join(yes, no).await;
        let taken = "select (select count(*) from task_members where role = 'volunteer' and state in ('joined', 'confirmed')) \
            + (select count(*) from task_waiting where state = 'called')";
        assert_eq!(scene.city.database().number(taken, []).await, 1);
        assert_eq!(seen(&scene.resident, &case.task("")).await["volunteers_joined"], 1);
    }
}
