//! The offer on the worker's stream.

use jinlin_tests::{EventStream, eventually, on_both_databases};

use crate::scene::{Scene, act, seen, text};

on_both_databases! {
    /// A need is posted, and the offer is on the stream of the worker nearby; what it says is an id and a state. (How soon is printed by
    /// `jinlin demo`: on a machine that runs other tests as well no figure means anything.)
    async fn the_offer_is_on_the_stream(backend: Backend) {
        let scene = Scene::new(backend).await;
        let worker = scene.worker().await;
        let mut stream = EventStream::open(&worker, None).await;
        let mut bystander = EventStream::open(&scene.stranger, None).await;
        let case = scene.open().await;
        let event = stream.next_of("offer.opened").await.data;
        assert_eq!(event["payload"]["task_id"], case.task.as_str());
        let offer = seen(&worker, &format!("/v1/offers/{}", text(&event, "entity_id"))).await;
        assert_eq!(offer["task_id"], case.task.as_str());
        assert_eq!(offer["state"], "open");
        // Whom it does not concern hears nothing of it: the next thing on their stream is their own.
        let own = scene.stranger.post("/v1/needs", crate::scene::escort()).await.expect(201);
        let heard = bystander.next().await;
        assert_eq!(heard.data["entity_id"], own["id"]);
    }

    /// From the posting to the confirmation, resident and lead hear every step once, and in order.
    async fn everybody_hears_the_story(backend: Backend) {
        let scene = Scene::new(backend).await;
        let lead = scene.worker().await;
        let mut resident = EventStream::open(&scene.resident, None).await;
        let case = scene.finished(&lead).await;
        let _ = act(&scene.resident, &case.task("/confirm")).await.expect(200);
        let mut states = Vec::new();
        let mut last = 0;
        while states.last().map(String::as_str) != Some("closed") {
            let event = resident.next().await;
            assert!(event.id > last, "in order");
            last = event.id;
            if event.kind.starts_with("need.") {
                states.push(text(&event.data["payload"], "state").to_owned());
            }
        }
        assert_eq!(states, ["open", "matched", "in_service", "done", "closed"]);
        // Whoever missed all of it hears the same afterwards.
        let mut again = EventStream::open(&scene.resident, Some(0)).await;
        let mut repeated = Vec::new();
        while repeated.last().map(String::as_str) != Some("closed") {
            let event = again.next().await;
            if event.kind.starts_with("need.") {
                repeated.push(text(&event.data["payload"], "state").to_owned());
            }
        }
        assert_eq!(repeated, states);
    }

    /// Events are kept for 14 days; whoever resumes before them is told to ask for everything anew, and hears what comes.
    async fn an_old_resume_point_is_told_to_resync(backend: Backend) {
        let scene = Scene::new(backend).await;
        let _ = scene.open().await;
        scene.city.clock().advance(std::time::Duration::from_secs(15 * 86_400));
        let old = "select count(*) from outbox_events where kind = 'need.opened'";
        eventually("the old events are forgotten", async || {
            (scene.city.database().number(old, []).await == 0).then_some(())
        })
        .await;
        let mut stream = EventStream::open(&scene.resident, Some(1)).await;
        let resync = stream.next().await;
        assert_eq!(resync.kind, "resync");
        let case = scene.open().await;
        let opened = stream.next().await;
        assert_eq!((opened.kind.as_str(), &opened.data["entity_id"]), ("need.opened", &case.need["id"]));
        assert!(opened.id > resync.id, "numbers go on");
    }
}
