//! The address that WeChat fetches a portrait at: this one portrait, for half an hour, as long as it waits.

use std::time::Duration;

use jinlin_tests::fakes::FakeWechat;
use jinlin_tests::{Client, on_both_databases};

use super::verdicts::{PUBLIC, asked, scene, volunteer};
use super::{decide, picture, send, show};
use crate::scene::Scene;

/// What stands behind an address's name of the server.
fn path(url: &str) -> &str {
    url.strip_prefix(PUBLIC).expect("an address of the city")
}

async fn fetched(client: &Client, path: &str) -> bool {
    let answer = client.get(path).await;
    if answer.status != 200 {
        let _ = answer.expect_problem(404, "not_found");
        return false;
    }
    assert_eq!(
        (
            answer.header("content-type"),
            answer.header("cache-control")
        ),
        (Some("image/jpeg"), Some("no-store"))
    );
    assert!(image::load_from_memory(&answer.body).is_ok());
    true
}

/// The address with its signature changed in one place.
fn tampered(path: &str) -> String {
    let last = path.chars().last().expect("a signature");
    let other = if last == '0' { '1' } else { '0' };
    format!("{}{other}", &path[..path.len() - 1])
}

async fn looks(scene: &Scene) -> i64 {
    let sql = "select count(*) from audit_entries where operation = 'fetch_signed_portrait'";
    scene.city.database().number(sql, []).await
}

on_both_databases! {
    /// Without signing in, and every look is noted; changed in any part it is no address.
    async fn the_address_gives_out_one_portrait(backend: Backend) {
        let fake = FakeWechat::start();
        let scene = scene(backend, &fake).await;
        let (one, two) = (volunteer(&scene, &fake, "openid-1").await, volunteer(&scene, &fake, "openid-2").await);
        let (first, second) = (send(&one).await, { let _ = asked(&scene, &fake, 1).await; send(&two).await });
        let (url, _) = (fake.media()[0].1.clone(), asked(&scene, &fake, 2).await);
        let (address, nobody) = (path(&url), scene.city.anonymous());
        assert!(fetched(&nobody, address).await && fetched(&nobody, address).await);
        assert_eq!(looks(&scene).await, 2);
        let (_, query) = address.split_once('?').expect("a query");
        let later = query.replacen("until=1", "until=2", 1);
        for wrong in [
            tampered(address),
            format!("{}/signed?{query}", picture(&second)),
            format!("{}/signed?{later}", picture(&first)),
            format!("{}/signed?until=99999999999&signature=", picture(&first)),
            format!("{}/signed?{query}", picture(crate::scene::NOBODY)),
        ] {
            assert!(!fetched(&nobody, &wrong).await, "{wrong}");
        }
        nobody.get(&format!("{}/signed", picture(&first))).await.expect_field("until", "required");
        nobody.get(&picture(&first)).await.expect_problem(401, "unauthenticated");
        assert_eq!(looks(&scene).await, 2, "what is refused opens nothing");
    }

    /// For half an hour, and no longer than it waits for an officer.
    async fn the_address_ends(backend: Backend) {
        let fake = FakeWechat::start();
        let scene = scene(backend, &fake).await;
        let one = volunteer(&scene, &fake, "openid-1").await;
        let nobody = scene.city.anonymous();
        let _ = send(&one).await;
        let url = asked(&scene, &fake, 1).await;
        scene.city.clock().advance(Duration::from_secs(29 * 60));
        assert!(fetched(&nobody, path(&url)).await);
        scene.city.clock().advance(Duration::from_secs(2 * 60));
        assert!(!fetched(&nobody, path(&url)).await);
        let second = send(&one).await;
        let url = asked(&scene, &fake, 2).await;
        assert!(fetched(&nobody, path(&url)).await);
        let _ = decide(&scene.street, &second, show()).await.expect(200);
        assert!(!fetched(&nobody, path(&url)).await, "it is decided");
    }
}
