//! WeChat's look at portraits: asked with an address that works, its verdict heard whenever it comes, and nothing waits for it.

use std::time::Duration;

use jinlin_tests::fakes::{FakeWechat, Trouble};
use jinlin_tests::{Backend, City, SignedIn, eventually, on_both_databases};
use serde_json::{Value, json};

use super::{decide, place, refuse, sees, send, show};
use crate::places::COMMUNITY;
use crate::scene::{Provider, Scene, seen, text};
use crate::wechat::{call_back, wechat_user};

/// Where the public reaches these cities.
pub const PUBLIC: &str = "https://jinlin.example";

/// A scene whose server has WeChat look at portraits.
pub async fn scene(backend: Backend, fake: &FakeWechat) -> Scene {
    let city = City::builder(backend)
        .settings(fake.settings())
        // An answer that is held back here is late, and not lost.
        .setting("wechat.timeout_milliseconds", 10_000)
        .setting("wechat.check_media", true)
        .setting("slips.public_url", format!("{PUBLIC}/"));
    Scene::start(city).await
}

/// A volunteer who signed in by WeChat.
pub async fn volunteer(scene: &Scene, fake: &FakeWechat, openid: &str) -> Provider {
    let person: SignedIn = wechat_user(&scene.city, fake, openid).await;
    let body = json!({ "kind": "volunteer", "community": COMMUNITY });
    let provider = person.post("/v1/providers", body).await.expect(201);
    let id = text(&provider, "id").to_owned();
    let provider = Provider { person, id };
    eventually("the role of a volunteer is there", async || {
        (provider.get(&place(&provider)).await.status == 200).then_some(())
    })
    .await;
    provider
}

/// The portrait in the officer's list, once WeChat's word about it is there.
async fn heard(scene: &Scene, portrait: &str) -> (String, String) {
    eventually("WeChat's word is written down", async || {
        for state in ["checking", "held", "shown", "refused"] {
            let list = seen(&scene.street, &format!("/v1/portraits?state={state}")).await;
            let items = list["items"].as_array().expect("a list");
            if let Some(item) = items.iter().find(|item| item["id"] == *portrait) {
                let verdict = item["wechat"].as_str()?.to_owned();
                return Some((state.to_owned(), verdict));
            }
        }
        None
    })
    .await
}

fn words(state: &str, verdict: &str) -> (String, String) {
    (state.to_owned(), verdict.to_owned())
}

/// Waits until WeChat was asked so often, and its answer with the trace is stored; answers the last address.
pub async fn asked(scene: &Scene, fake: &FakeWechat, times: usize) -> String {
    eventually("WeChat is asked and its trace is stored", async || {
        let media = fake.media();
        let (_, url) = media.get(times.checked_sub(1)?)?;
        let sql = "select trace_id from portraits where trace_id = $1";
        let trace = FakeWechat::trace(times - 1);
        let rows = scene.city.database().query(sql, [trace.into()]).await;
        (!rows.is_empty()).then(|| url.clone())
    })
    .await
}

async fn say(scene: &Scene, fake: &FakeWechat, n: usize, suggest: &str) {
    let message = FakeWechat::verdict(&FakeWechat::trace(n), suggest);
    assert_eq!(call_back(&scene.city, fake, &message).await.status, 200);
}

on_both_databases! {
    /// What WeChat doubts is held and shown to the officer; what it finds nothing in waits as before; the officer's word counts.
    async fn what_wechat_doubts_is_held(backend: Backend) {
        let fake = FakeWechat::start();
        let scene = scene(backend, &fake).await;
        for (n, (suggest, state)) in [("pass", "checking"), ("risky", "held"), ("review", "held")].into_iter().enumerate() {
            let openid = format!("openid-{suggest}");
            let volunteer = volunteer(&scene, &fake, &openid).await;
            let portrait = send(&volunteer).await;
            let url = asked(&scene, &fake, n + 1).await;
            assert_eq!(fake.media()[n], (openid, url.clone()));
            assert!(url.starts_with(&format!("{PUBLIC}/v1/portraits/{portrait}/signed?")), "{url}");
            say(&scene, &fake, n, suggest).await;
            assert_eq!(heard(&scene, &portrait).await, words(state, suggest));
            // WeChat's word is none to whose portrait it is, and shows it to nobody.
            let standing = seen(&volunteer, &place(&volunteer)).await;
            assert_eq!((&standing["next"]["state"], standing["next"].get("wechat")), (&json!(state), None));
            assert!(!sees(&scene.resident, &portrait).await);
            // A second verdict changes nothing.
            say(&scene, &fake, n, "pass").await;
            assert_eq!(heard(&scene, &portrait).await, words(state, suggest));
            let _ = decide(&scene.street, &portrait, if suggest == "review" { refuse() } else { show() }).await.expect(200);
        }
        let looks = "select count(*) from audit_entries where operation = 'check_portrait'";
        assert!(scene.city.database().number(looks, []).await >= 3, "every look at an openid is in the audit log");
        assert!(!scene.city.server().log().contains("signature="));
    }

    /// The verdict can be there before the answer that names its trace.
    async fn a_verdict_that_is_faster_than_its_trace_is_heard(backend: Backend) {
        let fake = FakeWechat::start();
        let scene = scene(backend, &fake).await;
        let volunteer = volunteer(&scene, &fake, "openid-fast").await;
        fake.hold(FakeWechat::CHECK_MEDIA);
        let portrait = send(&volunteer).await;
        eventually("WeChat is being asked", async || (fake.calls(FakeWechat::CHECK_MEDIA) > 0).then_some(())).await;
        say(&scene, &fake, 0, "risky").await;
        fake.release(FakeWechat::CHECK_MEDIA);
        assert_eq!(heard(&scene, &portrait).await, words("held", "risky"));
    }

    /// A verdict after the officer's word is written down and changes nothing; one about what is gone goes nowhere; one that never comes is
    /// not missed.
    async fn nothing_waits_for_wechat(backend: Backend) {
        let fake = FakeWechat::start();
        let scene = scene(backend, &fake).await;
        let volunteer = volunteer(&scene, &fake, "openid-slow").await;
        let first = send(&volunteer).await;
        let _ = asked(&scene, &fake, 1).await;
        let _ = decide(&scene.street, &first, show()).await.expect(200);
        say(&scene, &fake, 0, "risky").await;
        assert_eq!(heard(&scene, &first).await, words("shown", "risky"));
        let _ = send(&volunteer).await;
        let _ = asked(&scene, &fake, 2).await;
        let _ = volunteer.delete(&place(&volunteer)).await.expect(204);
        say(&scene, &fake, 1, "risky").await;
        assert_eq!(seen(&volunteer, &place(&volunteer)).await, json!({}));
        let last = send(&volunteer).await;
        let _ = asked(&scene, &fake, 3).await;
        let shown = decide(&scene.street, &last, show()).await.expect(200);
        assert_eq!((&shown["state"], shown.get("wechat")), (&json!("shown"), None));
    }

    /// A refused access token is renewed by the client; any other trouble is a look that failed, and the portrait waits as before.
    async fn what_wechat_does_not_do_holds_nothing_up(backend: Backend) {
        let fake = FakeWechat::start();
        let scene = scene(backend, &fake).await;
        let volunteer = volunteer(&scene, &fake, "openid-trouble").await;
        for trouble in [Trouble::Errcode(-1), Trouble::Errcode(43104), Trouble::Garbage] {
            fake.fail_next(FakeWechat::CHECK_MEDIA, [trouble]);
            let portrait = send(&volunteer).await;
            assert_eq!(heard(&scene, &portrait).await, words("checking", "failed"));
        }
        fake.expire_token(40001);
        let _ = send(&volunteer).await;
        let _ = asked(&scene, &fake, 1).await;
    }

    /// Whoever was not in the mini-program within two hours is not asked about.
    async fn only_who_was_there_lately_is_asked_about(backend: Backend) {
        let fake = FakeWechat::start();
        let scene = scene(backend, &fake).await;
        let worker = scene.worker().await;
        let portrait = send(&worker).await;
        assert_eq!(heard(&scene, &portrait).await, words("checking", "not_asked"));
        let volunteer = volunteer(&scene, &fake, "openid-gone").await;
        scene.city.clock().advance(Duration::from_secs(2 * 3_600 + 60));
        let portrait = send(&volunteer).await;
        assert_eq!(heard(&scene, &portrait).await, words("checking", "not_asked"));
        assert_eq!(fake.media(), []);
    }
}

/// Of several replicas one asks about each portrait.
#[tokio::test]
async fn of_two_replicas_one_asks() {
    let fake = FakeWechat::start();
    let city = City::builder(Backend::Postgres)
        .settings(fake.settings())
        .setting("wechat.check_media", true)
        .setting("slips.public_url", PUBLIC)
        .replicas(2);
    let scene = Scene::start(city).await;
    let mut portraits = Vec::new();
    for n in 0..3 {
        let volunteer = volunteer(&scene, &fake, &format!("openid-{n}")).await;
        let volunteer = volunteer.at_replica(scene.city.replica(n % 2));
        portraits.push(send(&volunteer).await);
    }
    let _ = asked(&scene, &fake, portraits.len()).await;
    tokio::time::sleep(Duration::from_millis(500)).await;
    let urls: Vec<_> = fake.media().into_iter().map(|(_, url)| url).collect();
    for portrait in &portraits {
        let times = urls.iter().filter(|url| url.contains(portrait)).count();
        assert_eq!(times, 1, "{portrait}: {urls:?}");
    }
}

/// It is off unless it is turned on, and without an address that the public reaches nothing leaves.
#[tokio::test]
async fn nothing_leaves_unless_it_is_wanted_and_can_be_fetched() {
    for (wanted, asked_at) in [(false, Value::Null), (true, json!("not_asked"))] {
        let fake = FakeWechat::start();
        let city = City::builder(Backend::Sqlite)
            .settings(fake.settings())
            .setting("wechat.check_media", wanted);
        let scene = Scene::start(city).await;
        let volunteer = volunteer(&scene, &fake, "openid-home").await;
        let portrait = send(&volunteer).await;
        if wanted {
            assert_eq!(heard(&scene, &portrait).await.1, asked_at);
        } else {
            tokio::time::sleep(Duration::from_millis(500)).await;
            let rows = "select count(*) from portraits where asked_at is not null";
            assert_eq!(scene.city.database().number(rows, []).await, 0);
        }
        assert_eq!(fake.media(), []);
    }
}
