//! What has to hold after the storm, whatever happened in it.

use std::collections::BTreeSet;
use std::time::Duration;

use jinlin_tests::eventually;

use super::NEEDS;
use super::crowd::Crowd;
use crate::notifications::jpush::Jpush;
use crate::scene::{Scene, seen};

/// The active members of teams.
const ACTIVE: &str = "m.state in ('joined', 'confirmed')";

pub async fn judge(scene: &Scene, crowd: &Crowd) {
    let count = async |sql: &str| scene.city.database().number(sql, []).await;
    let posted = crowd.posted.load(std::sync::atomic::Ordering::Acquire);
    assert_eq!(posted, NEEDS);
    let needs = i64::try_from(NEEDS).unwrap();
    assert_eq!(
        count("select count(*) from needs").await,
        needs,
        "each need once, however often it was sent"
    );
    assert_eq!(count("select count(*) from tasks").await, needs);

    let two_leads = format!(
        "select count(*) from (select task_id from task_members m where role = 'lead' and {ACTIVE} group by task_id having count(*) > 1) x"
    );
    assert_eq!(count(&two_leads).await, 0, "no task has two leads");
    let wrong_lead = format!(
        "select count(*) from tasks t where (t.state = 'held') <> exists \
         (select 1 from task_members m where m.task_id = t.id and m.role = 'lead' and m.provider_id = t.lead_provider_id and {ACTIVE})"
    );
    assert_eq!(count(&wrong_lead).await, 0, "whoever holds a task leads it");
    let places = format!(
        "select count(*) from tasks t where t.volunteers_joined > t.volunteers_wanted or t.volunteers_joined <> \
         (select count(*) from task_members m where m.task_id = t.id and m.role = 'volunteer' and {ACTIVE})"
    );
    assert_eq!(count(&places).await, 0, "no place is filled twice");
    let loads = format!(
        "select count(*) from providers p where p.load > p.capacity or p.load <> \
         (select count(*) from task_members m where m.provider_id = p.id and {ACTIVE})"
    );
    assert_eq!(
        count(&loads).await,
        0,
        "nobody has more than they can carry, and every load is counted"
    );
    let held = count("select count(*) from tasks where state = 'held'").await;
    assert!(held > 0, "somebody took something");
    check_acknowledged(scene, crowd).await;

    // Offers that are open belong to tasks that still look for somebody; what proposals reserve is what is open.
    let stray = "select count(*) from offers o join tasks t on t.id = o.task_id where o.state = 'open' \
                 and ((o.kind <> 'invitation' and t.state <> 'open') or (o.kind = 'invitation' and t.state <> 'held'))";
    eventually(
        "every offer is resolved or still stands for something",
        async || (count(stray).await == 0).then_some(()),
    )
    .await;
    let reserved = "select count(*) from providers p where p.reserved <> (select count(*) from offers o \
                    where o.provider_id = p.id and o.state = 'open' and o.kind = 'exclusive')";
    eventually("what is reserved is what is proposed", async || {
        (count(reserved).await == 0).then_some(())
    })
    .await;
    eventually("every replica's copy equals the rows", async || {
        for server in scene.city.replicas() {
            let index = seen(&scene.admin.at_replica(server), "/v1/system/index").await;
            if index["checksum"] != index["rows_checksum"] {
                return None;
            }
        }
        Some(())
    })
    .await;
}

/// Every acceptance that was acknowledged stands.
async fn check_acknowledged(scene: &Scene, crowd: &Crowd) {
    let mut standing = BTreeSet::new();
    for provider in crowd.workers.iter().chain(&crowd.volunteers) {
        let tasks = seen(
            &provider.at_replica(scene.city.server()),
            "/v1/tasks?limit=100",
        )
        .await;
        for task in tasks["items"].as_array().expect("a list of tasks") {
            standing.insert((
                provider.id.clone(),
                crate::scene::text(task, "id").to_owned(),
            ));
        }
    }
    let acknowledged = crowd.acknowledged.lock().unwrap().clone();
    assert!(!acknowledged.is_empty());
    let lost: Vec<_> = acknowledged.difference(&standing).collect();
    assert!(lost.is_empty(), "acknowledged and lost: {lost:?}");
}

/// Everybody was told of everything once, and no message went out twice.
pub async fn judge_messages(scene: &Scene, jpush: &Jpush) {
    let count = async |sql: &str| scene.city.database().number(sql, []).await;
    // What a dead replica was handing over is given up after two minutes.
    scene.city.clock().advance(Duration::from_secs(121));
    eventually("every event was told of", async || {
        let behind =
            "select (select last_seq from outbox_head) - (select last_seq from event_consumers)";
        (count(behind).await == 0).then_some(())
    })
    .await;
    let left =
        "select count(*) from deliveries where channel = 'app' and state in ('waiting', 'sending')";
    eventually("every message came to its end", async || {
        (count(left).await == 0).then_some(())
    })
    .await;
    let accepted = "select count(*) from notifications where kind = 'need_accepted'";
    let taken = "select count(*) from needs where accepted_at is not null";
    assert!(count(accepted).await >= count(taken).await && count(taken).await > 0);
    let twice = "select count(*) from (select 1 from notifications group by person_id, event_id, kind having count(*) > 1) x";
    assert_eq!(count(twice).await, 0, "nobody is told twice of one event");
    let cids = jpush.by_cid().await;
    let repeated: Vec<_> = cids.iter().filter(|(_, times)| **times > 1).collect();
    assert!(
        repeated.is_empty(),
        "no message goes out twice: {repeated:?}"
    );
    let sent =
        count("select count(*) from deliveries where channel = 'app' and state = 'sent'").await;
    let taken = i64::try_from(cids.len()).unwrap();
    assert!(
        sent > 0 && sent <= taken,
        "{sent} were sent, {taken} arrived"
    );
}
