//! After `kill -9` a replica's tree equals the rows.

use jinlin_tests::{Client, eventually, on_both_databases};
use serde_json::{Value, json};

use crate::scene::{Provider, Scene, act, seen};

/// Fires changes of every kind that the tree follows, all at once.
async fn fire(
    scene: &Scene,
    workers: &[Provider],
    tasks: &[String],
) -> Vec<tokio::task::JoinHandle<()>> {
    let mut versions = Vec::new();
    for worker in workers {
        let shown = seen(worker, &format!("/v1/providers/{}", worker.id)).await;
        versions.push(shown["version"].as_i64().unwrap());
    }
    let mut running = Vec::new();
    let mut send = |request: jinlin_tests::Request| {
        // Whether it was answered is the point: some are, some are not.
        running.push(tokio::spawn(async move { drop(request.try_send().await) }));
    };
    for (number, worker) in workers.iter().enumerate() {
        let path = format!("/v1/providers/{}", worker.id);
        send(worker.put(
            &format!("{path}/duty"),
            json!({ "on_duty": number % 3 != 0 }),
        ));
        if let Some(task) = tasks.get(number) {
            send(act(worker, &format!("/v1/tasks/{task}/claim")));
        }
        let capacity = json!({ "capacity": 3 + number });
        send(
            scene
                .admin
                .patch(&path, capacity)
                .if_match(versions[number]),
        );
    }
    running
}

/// The state of the index when it has followed every event that there is.
async fn settled(admin: &Client) -> Value {
    eventually("the replica has followed every event", async || {
        let index = seen(admin, "/v1/system/index").await;
        (index["event_seq"] == index["rows_event_seq"]).then_some(index)
    })
    .await
}

on_both_databases! {
    /// Killed amid changes of duty, capacity and load, three times: each time the tree that is loaded is what the rows say, to the bit, and it
    /// follows on from there.
    async fn after_kill_9_the_tree_is_the_rows(backend: Backend) {
        let mut scene = Scene::new(backend).await;
        let mut workers = Vec::new();
        for _ in 0..6 {
            workers.push(scene.worker().await);
        }
        for round in 0..3 {
            let mut tasks = Vec::new();
            for _ in 0..3 {
                tasks.push(scene.open().await.task);
            }
            let running = fire(&scene, &workers, &tasks).await;
            eventually("some are through", async || {
                let done = running.iter().filter(|one| one.is_finished()).count();
                (done > round).then_some(())
            })
            .await;
            scene.city.server_mut().kill9();
            drop(futures_util::future::join_all(running).await);
            scene.city.server_mut().restart().await;
            scene = scene.moved();
            workers = workers.iter().map(|worker| worker.at_replica(scene.city.server())).collect();
            let index = settled(&scene.admin).await;
            assert_eq!(index["checksum"], index["rows_checksum"], "round {round}: {index}");
            assert_eq!(index["providers"], index["rows_providers"]);
            // It goes on following.
            let path = format!("/v1/providers/{}/duty", workers[0].id);
            let _ = workers[0].put(&path, json!({ "on_duty": true })).await.expect(200);
            scene.settle().await;
        }
    }
}
