//! Batch rounds: what is not urgent is proposed to one worker each, whose room is reserved until the proposal ends.

use std::time::Duration;

use jinlin_tests::{eventually, on_both_databases};
use serde_json::{Value, json};

use crate::scene::{Provider, Scene, act, escort, seen, text, with};

/// The open offers of a provider.
async fn proposals(provider: &Provider) -> Vec<Value> {
    let offers = seen(provider, "/v1/offers?state=open&limit=100").await;
    offers["items"]
        .as_array()
        .expect("a list of offers")
        .clone()
}

/// Load and reserved units of all providers.
async fn counts(scene: &Scene) -> (i64, i64) {
    let number = async |column: &str| {
        let sum = format!("select cast(sum({column}) as bigint) from providers");
        scene.city.database().number(&sum, []).await
    };
    (number("load").await, number("reserved").await)
}

on_both_databases! {
    /// Two needs, two workers with room for one each: each is asked for one, though both like the same worker best. A third need waits.
    async fn needs_are_solved_together(backend: Backend) {
        let scene = Scene::new(backend).await;
        let single = json!({ "skills": ["health_escort"], "capacity": 1 });
        let (one, two) = (scene.worker_with(single.clone()).await, scene.worker_with(single).await);
        let (first, second) = (scene.open().await, scene.open().await);
        let asked = eventually("both are asked for one each", async || {
            let (mine, theirs) = (proposals(&one).await, proposals(&two).await);
            (mine.len() == 1 && theirs.len() == 1).then_some((mine, theirs))
        });
        let (mine, theirs) = asked.await;
        let mut tasks = [text(&mine[0], "task_id"), text(&theirs[0], "task_id")];
        tasks.sort_unstable();
        let mut wanted = [first.task.as_str(), second.task.as_str()];
        wanted.sort_unstable();
        assert_eq!(tasks, wanted);
        assert_eq!(mine[0]["kind"], "exclusive");
        assert_eq!(counts(&scene).await, (0, 2));

        let accepted = text(&theirs[0], "id").to_owned();
        let _ = act(&two, &format!("/v1/offers/{accepted}/accept")).await.expect(200);
        assert_eq!(counts(&scene).await, (1, 1));

        // Nobody has room for a third; when one declines, they are not asked again for that one, and asked for the third.
        let third = scene.open().await;
        let declined = text(&mine[0], "id").to_owned();
        let _ = one.post(&format!("/v1/offers/{declined}/decline"), json!({ "reason": "no_time" })).await.expect(200);
        eventually("the third is proposed to who has room now", async || {
            // The task that was declined is looked at again, and so is the third when the clock says so.
            scene.city.clock().advance(Duration::from_secs(121));
            proposals(&one).await.iter().any(|offer| offer["task_id"] == *third.task).then_some(())
        })
        .await;
        assert_eq!(counts(&scene).await, (1, 1));
    }

    /// A proposal that nobody answers ends, gives its room back, and goes to somebody else.
    async fn a_proposal_ends_and_moves_on(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (one, two) = (scene.worker().await, scene.worker().await);
        let case = scene.open().await;
        let asked = eventually("one of them is asked", async || {
            let (mine, theirs) = (proposals(&one).await, proposals(&two).await);
            (mine.len() + theirs.len() == 1).then_some(mine.len())
        })
        .await;
        let (asked, other) = if asked == 1 { (&one, &two) } else { (&two, &one) };
        assert_eq!(counts(&scene).await, (0, 1));
        // Half an hour of working time is what a need of this category waits; the tests begin in the morning of a working day.
        scene.city.clock().advance(Duration::from_secs(30 * 60 + 1));
        eventually("the other one is asked", async || {
            let offers = proposals(other).await;
            offers.iter().any(|offer| offer["task_id"] == *case.task).then_some(())
        })
        .await;
        assert!(proposals(asked).await.is_empty());
        assert_eq!(counts(&scene).await, (0, 1));
        let _ = scene.resident.post(&case.need("/cancel"), json!({})).await.expect(200);
        assert_eq!(counts(&scene).await, (0, 0), "a need that is taken back reserves nothing");
    }

    /// A proposal binds nobody: a colleague claims the task, and whoever it was proposed to claims another one though they were full.
    async fn what_is_taken_goes_before_what_is_proposed(backend: Backend) {
        let scene = Scene::new(backend).await;
        let single = json!({ "skills": ["health_escort"], "capacity": 1 });
        let one = scene.worker_with(single).await;
        let proposed = scene.open().await;
        let _ = scene.offer_of(&one, &proposed.task).await;
        let two = scene.worker().await;
        let other = scene.open().await;
        let _ = scene.offer_of(&two, &other.task).await;
        assert_eq!(counts(&scene).await, (0, 2));
        // What was proposed to the other worker: taken by the one who has room for nothing but the own proposal.
        let _ = act(&one, &other.task("/claim")).await.expect(200);
        eventually("the proposal that was given up goes to the other worker", async || {
            let offers = proposals(&two).await;
            (offers.len() == 1 && offers[0]["task_id"] == *proposed.task).then_some(())
        })
        .await;
        assert_eq!(counts(&scene).await, (1, 1));
        // Claiming what is proposed to oneself is accepting it.
        let _ = act(&two, &proposed.task("/claim")).await.expect(200);
        assert_eq!(counts(&scene).await, (2, 0));
        assert!(proposals(&two).await.is_empty());
    }

    /// Nobody is asked to serve what they posted, nor at a time that they have promised to somebody else.
    async fn what_cannot_be_is_not_proposed(backend: Backend) {
        let scene = Scene::new(backend).await;
        let worker = scene.worker().await;
        let morning = crate::scene::window("2026-12-02T02:00:00Z", "2026-12-02T03:00:00Z");
        let overlapping = crate::scene::window("2026-12-02T02:30:00Z", "2026-12-02T04:00:00Z");
        let promised = scene.open_with(morning).await;
        let _ = act(&worker, &promised.task("/claim")).await.expect(200);
        let (own, clashing) = (scene.open_of(&worker, json!({})).await, scene.open_with(overlapping).await);
        let free = scene.open().await;
        let _ = scene.offer_of(&worker, &free.task).await;
        let offers = proposals(&worker).await;
        let tasks: Vec<&str> = offers.iter().map(|offer| text(offer, "task_id")).collect();
        assert_eq!(tasks, [free.task.as_str()], "not {} nor {}", own.task, clashing.task);
    }

    /// Working time: a deadline that falls into the night is met in the morning, and the resident is told when somebody works again.
    async fn deadlines_are_in_working_time(backend: Backend) {
        let scene = Scene::new(backend).await;
        // 10:00 in Chengdu, on a Tuesday.
        let by_day = scene.resident.post("/v1/needs", escort()).await.expect(201);
        assert!(by_day.get("works_from").is_none(), "{by_day}");
        scene.city.clock().advance(Duration::from_secs(10 * 3_600));
        let by_night = scene.resident.post("/v1/needs", escort()).await.expect(201);
        assert_eq!(by_night["works_from"], "2026-12-02T01:00:00Z");
        // Two hours from nine in the morning.
        assert_eq!(by_night["accept_by"], "2026-12-02T03:00:00Z");
        let urgent = scene.open_urgent(json!({})).await.need;
        assert!(urgent.get("works_from").is_none(), "{urgent}");
        assert!(text(&urgent, "accept_by") < "2026-12-01T13:00:00Z", "{urgent}");
        let routine = with(&escort(), json!({ "category": "other" }));
        let routine = scene.resident.post("/v1/needs", routine).await.expect(201);
        assert_eq!(routine["accept_by"], "2026-12-02T06:00:00Z", "four hours from nine, over noon: {routine}");
    }
}
