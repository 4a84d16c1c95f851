//! What stands around the server goes away and comes back.

use jinlin_tests::{Backend, City, EventStream, Proxy, eventually};
use serde_json::json;

use crate::scene::{Scene, act, seen};

/// A wire to the tests' Redis, and its address through it.
pub async fn wired_redis() -> (Proxy, String) {
    let url = std::env::var("JINLIN_TEST_REDIS_URL").expect("run the tests with `make test`");
    // What stands before the host stays: the scheme and the password.
    let host = url.rfind(['@', '/']).expect("an address") + 1;
    let (before, target) = url.split_at(host);
    let proxy = Proxy::to(target).await;
    let through = format!("{before}127.0.0.1:{}", proxy.port());
    (proxy, through)
}

/// Redis goes away amid the story: needs are posted, offered, claimed and heard of over both replicas, codes are still counted, live
/// positions are refused with what to do; and everything is back when Redis is.
#[tokio::test]
async fn the_story_goes_on_without_redis() {
    let (redis, url) = wired_redis().await;
    let city = City::builder(Backend::Postgres)
        .replicas(2)
        .variable("REDIS_URL", url)
        .setting("limits.enabled", true)
        .setting("limits.codes_per_hour", 2);
    let scene = Scene::start(city).await;
    let worker = scene.worker().await;
    let other = worker.at_replica(scene.city.replica(1));
    let mut stream = EventStream::open(&other, None).await;
    let here = json!({ "place": scene.centre().await });
    let position = format!("/v1/providers/{}/position", worker.id);
    let _ = worker.put(&position, &here).await.expect(200);

    redis.cut();
    let ready = scene.city.anonymous().get("/readyz").await.expect(200);
    assert_eq!(
        (&ready["redis"], &ready["degraded"]),
        (&json!(false), &json!(["redis"]))
    );
    let case = scene.open().await;
    let offer = stream.next_of("offer.opened").await.data;
    assert_eq!(offer["payload"]["task_id"], case.task.as_str());
    let _ = act(&other, &case.task("/claim")).await.expect(200);
    assert_eq!(
        seen(&scene.resident, &case.need("")).await["state"],
        "matched"
    );
    let refused = worker.put(&position, &here).await;
    refused.expect_problem(503, "unavailable");
    // Two codes an hour to one phone, counted by the database now, on whichever replica they are asked for.
    let phone = json!({ "phone": scene.city.new_phone() });
    for (replica, status) in [(0, 202), (1, 202), (0, 429)] {
        let client = scene.city.anonymous_at(replica);
        assert_eq!(client.post("/v1/auth/codes", &phone).await.status, status);
    }

    redis.mend();
    eventually("live positions are kept again", async || {
        (worker.put(&position, &here).await.status == 200).then_some(())
    })
    .await;
    let ready = scene.city.anonymous().get("/readyz").await.expect(200);
    assert_eq!(ready["redis"], true);
}

/// PostgreSQL drops every connection, as its restart would: the replica is itself again, and its stream has heard what happened.
#[tokio::test]
async fn the_story_goes_on_after_a_database_restart() {
    let scene = Scene::new(Backend::Postgres).await;
    let worker = scene.worker().await;
    let mut stream = EventStream::open(&worker, None).await;
    scene.city.database().end_connections().await;
    let case = eventually("needs are taken again", async || {
        let request = scene.resident.post("/v1/needs", crate::scene::escort());
        let answer = request.key("after the restart").await;
        (answer.status == 201).then_some(answer.json)
    })
    .await;
    let offer = stream.next_of("offer.opened").await.data;
    let tasks = seen(&scene.resident, "/v1/tasks").await;
    assert_eq!(
        tasks["items"].as_array().map(Vec::len),
        Some(1),
        "one need, however often it was sent"
    );
    assert_eq!(tasks["items"][0]["need_id"], case["id"]);
    assert_eq!(offer["payload"]["task_id"], tasks["items"][0]["id"]);
}
