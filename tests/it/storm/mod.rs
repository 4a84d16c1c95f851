//! A storm: two hundred needs, a hundred workers and three hundred volunteers, claims and offers racing from every replica, while
//! replicas are killed and Redis goes away. Whatever happens, what was acknowledged stands, and nothing was given twice.

mod crowd;
mod judge;

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use jinlin_tests::{Backend, City, CityBuilder, eventually};

use crate::live::wired_redis;
use crate::notifications::jpush::Jpush;
use crate::scene::Scene;
use crowd::{Addresses, Crowd};

/// How many needs, workers and volunteers there are.
const NEEDS: usize = 200;
const WORKERS: usize = 100;
const VOLUNTEERS: usize = 300;
/// How often a replica is killed.
const KILLS: usize = 10;

fn three_replicas(jpush: &Jpush) -> CityBuilder {
    jpush.wire(City::builder(Backend::Postgres)).replicas(3)
}

/// On one replica with rows in a file.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn in_one_process_nothing_is_given_twice() {
    let jpush = Jpush::start().await;
    let scene = Scene::start(jpush.wire(City::builder(Backend::Sqlite))).await;
    let crowd = Crowd::gather(&scene).await;
    crowd.race(&Addresses::of(&scene.city)).await;
    judge::judge(&scene, &crowd).await;
    judge::judge_messages(&scene, &jpush).await;
}

/// On three replicas with PostgreSQL and Redis.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_three_replicas_nothing_is_given_twice() {
    let jpush = Jpush::start().await;
    let scene = Scene::start(three_replicas(&jpush)).await;
    let crowd = Crowd::gather(&scene).await;
    crowd.race(&Addresses::of(&scene.city)).await;
    judge::judge(&scene, &crowd).await;
    judge::judge_messages(&scene, &jpush).await;
}

/// A replica is killed amid it, ten times, each time another one; it comes back each time.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_times_a_replica_is_killed_and_nothing_is_lost() {
    let jpush = Jpush::start().await;
    let mut scene = Scene::start(three_replicas(&jpush)).await;
    let crowd = Crowd::gather(&scene).await;
    let addresses = Addresses::of(&scene.city);
    let over = AtomicBool::new(false);
    let racing = async {
        crowd.race(&addresses).await;
        over.store(true, Ordering::Release);
    };
    let killing = async {
        for kill in 0..KILLS {
            // So much of the race has to happen between two of them, if it is not over by then.
            let wanted = crowd.heard() + 20;
            eventually("the race goes on", async || {
                let on = crowd.heard() >= wanted || over.load(Ordering::Acquire);
                on.then_some(())
            })
            .await;
            let number = kill % 3;
            let server = scene.city.replica_mut(number);
            server.kill9();
            server.restart().await;
            addresses.moved(number, scene.city.replica(number).address());
        }
    };
    tokio::join!(racing, killing);
    scene = scene.moved();
    judge::judge(&scene, &crowd).await;
    judge::judge_messages(&scene, &jpush).await;
    let epochs = "select cast(max(epoch) as bigint) from county_leases";
    let epoch = scene.city.database().number(epochs, []).await;
    assert!(epoch > 1, "the lease of the county moved: epoch {epoch}");
}

/// Redis goes away amid it and comes back: claims go on and stay right.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn redis_goes_away_and_nothing_is_given_twice() {
    let (redis, url) = wired_redis().await;
    let jpush = Jpush::start().await;
    let scene = Scene::start(three_replicas(&jpush).variable("REDIS_URL", url)).await;
    let crowd = Crowd::gather(&scene).await;
    let addresses = Addresses::of(&scene.city);
    let heard = async |count: usize| {
        eventually("the race goes on", async || {
            (crowd.heard() >= count).then_some(())
        })
        .await;
    };
    let cutting = async {
        heard(20).await;
        redis.cut();
        heard(60).await;
        redis.mend();
    };
    tokio::join!(crowd.race(&addresses), cutting);
    judge::judge(&scene, &crowd).await;
    judge::judge_messages(&scene, &jpush).await;
    let ready = eventually("Redis is used again", async || {
        let ready = scene.city.anonymous().get("/readyz").await;
        (ready.json["redis"] == true).then_some(ready)
    });
    tokio::time::timeout(Duration::from_secs(30), ready)
        .await
        .expect("Redis is used again");
}
