//! Photos: what is kept of them, for whom, and what becomes of those that were never finished.

use std::time::Duration;

use jinlin_tests::{Client, Request, eventually, on_both_databases};
use reqwest::Method;
use uuid::Uuid;

use super::pictures::{CAMERA, jpeg, png, with_place};
use crate::scene::{Scene, act, seen, text};

fn send(client: &Client, path: &str, kind: &str, file: &[u8]) -> Request {
    client.request(Method::POST, path).bytes(kind, file)
}

/// Whether a file holds some bytes.
fn holds(file: &[u8], bytes: &[u8]) -> bool {
    file.windows(bytes.len()).any(|window| window == bytes)
}

on_both_databases! {
    /// Upright, smaller, and without the place where it was taken: in neither size, in no file of the store.
    async fn a_photo_is_kept_without_its_place(backend: Backend) {
        let scene = Scene::new(backend).await;
        let case = scene.open().await;
        let sent = with_place(400, 200);
        assert!(holds(&sent, CAMERA.as_bytes()) && holds(&sent, b"Exif"));
        let photo = send(&scene.resident, &case.need("/photos"), "image/jpeg", &sent).await.expect(201);
        // Orientation 6: the phone was held upright, the sensor lies.
        assert_eq!((photo["width"].as_i64(), photo["height"].as_i64()), (Some(200), Some(400)));
        for (size, width) in [("full", 200), ("thumb", 160)] {
            let answer = scene.resident.get(&format!("/v1/photos/{}?size={size}", text(&photo, "id"))).await;
            assert_eq!((answer.status, answer.header("content-type"), answer.header("cache-control")),
                (200, Some("image/jpeg"), Some("no-store")));
            assert!(!holds(&answer.body, CAMERA.as_bytes()) && !holds(&answer.body, b"Exif"), "{size}");
            let shown = image::load_from_memory(&answer.body).expect("a picture").to_rgb8();
            assert_eq!(shown.width(), width);
            // Red was on the left; turned clockwise it is above.
            let (above, below) = (shown.get_pixel(width / 2, 10), shown.get_pixel(width / 2, shown.height() - 10));
            assert!(above.0[0] > 150 && below.0[2] > 150, "{size}: {above:?} {below:?}");
        }
        let files = stored(&scene);
        assert_eq!(files.len(), 2);
        for file in files {
            let sealed = std::fs::read(file).expect("a file of the store");
            assert!(!sealed.starts_with(&[0xff, 0xd8]), "a photo lies in the store in clear");
        }
        let need = seen(&scene.resident, &case.need("")).await;
        assert_eq!(need["photos"][0]["id"], photo["id"]);
        let looks = seen(&scene.resident, "/v1/me/audit?limit=100").await;
        assert!(looks.to_string().contains("photos"));
    }

    /// What is no photo, too large or one too many is refused, in words that say what would be taken.
    async fn what_cannot_be_kept_is_refused(backend: Backend) {
        let scene = Scene::new(backend).await;
        let case = scene.open().await;
        let path = case.need("/photos");
        let heic = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic";
        for (kind, file) in [("image/heic", &heic[..]), ("image/jpeg", &heic[..]), ("image/gif", b"GIF89a"), ("text/plain", b"x")] {
            let problem = send(&scene.resident, &path, kind, file).await.expect_problem(415, "unsupported_media_type");
            assert_eq!(problem["supported"][0], "image/jpeg", "{kind}");
        }
        send(&scene.resident, &path, "image/jpeg", b"").await.expect_field("body", "required");
        let whole = png(64, 64);
        send(&scene.resident, &path, "image/png", &whole[..40]).await.expect_field("body", "format");
        send(&scene.resident, &path, "image/jpeg", &vec![0; 10 * 1024 * 1024 + 1]).await.expect_problem(413, "payload_too_large");
        send(&scene.stranger, &path, "image/png", &whole).await.expect_problem(404, "not_found");
        assert_eq!(stored(&scene).len(), 0);
        for _ in 0..5 {
            // What it is counts, not what it is called.
            let _ = send(&scene.resident, &path, "image/jpeg", &whole).await.expect(201);
        }
        send(&scene.resident, &path, "image/png", &whole).await.expect_field("photos", "too_long");
        let _ = scene.resident.post(&case.need("/cancel"), serde_json::json!({ "reason": "solved" })).await.expect(200);
        send(&scene.resident, &path, "image/png", &whole).await.expect_problem(409, "wrong_state");
    }

    /// A photo of a need is for whoever may read its text; one of a conversation for those who take part, from when they do.
    async fn a_photo_is_shown_to_whom_it_concerns(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (lead, volunteer, late) = (scene.worker().await, scene.volunteer().await, scene.volunteer().await);
        let case = scene.open_with(serde_json::json!({ "volunteers": 2 })).await;
        let of_need = send(&scene.resident, &case.need("/photos"), "image/png", &png(64, 64)).await.expect(201);
        let of_need = format!("/v1/photos/{}", text(&of_need, "id"));
        lead.get(&of_need).await.expect_problem(404, "not_found");
        let _ = act(&lead, &case.task("/claim")).await.expect(200);
        let _ = act(&volunteer, &case.task("/join")).await.expect(200);
        let message = send(&scene.resident, &case.task("/messages"), "image/jpeg", &jpeg(640, 480)).key("once").await.expect(201);
        let again = send(&scene.resident, &case.task("/messages"), "image/jpeg", &jpeg(640, 480)).key("once").await.expect(201);
        assert_eq!(message["id"], again["id"]);
        let of_talk = format!("/v1/photos/{}", text(&message["photo"], "id"));
        scene.city.clock().advance(Duration::from_secs(60));
        let _ = act(&late, &case.task("/join")).await.expect(200);
        let sees = async |client: &Client, path: &str| client.get(path).await.status == 200;
        assert!(sees(&lead, &of_need).await && sees(&scene.officer, &of_need).await);
        assert!(!sees(&volunteer, &of_need).await && !sees(&scene.stranger, &of_need).await);
        assert!(sees(&lead, &of_talk).await && sees(&volunteer, &of_talk).await && sees(&scene.resident, &of_talk).await);
        assert!(!sees(&late, &of_talk).await && !sees(&scene.officer, &of_talk).await && !sees(&scene.stranger, &of_talk).await);
        scene.resident.get(&format!("{of_need}?size=huge")).await.expect_problem(422, "invalid");
    }

    /// Files without a photo, as a crash between the two leaves them, are seen by nobody and removed after an hour; photos stay.
    async fn half_a_photo_is_tidied_up(backend: Backend) {
        let scene = Scene::new(backend).await;
        let case = scene.open().await;
        let kept = send(&scene.resident, &case.need("/photos"), "image/png", &png(64, 64)).await.expect(201);
        let id = Uuid::now_v7();
        let name = id.simple().to_string();
        let shelf = scene.city.folder().join("state/photos").join(&name[30..]);
        std::fs::create_dir_all(&shelf).expect("a folder");
        std::fs::write(shelf.join(format!("{name}-full")), b"half").expect("half a photo");
        let begun = "insert into photo_uploads (id, begun_at, given_up) values ($1, $2, false)";
        let begun_at = scene.city.clock().now_micros();
        let _ = scene.city.database().query(&format!("{begun} returning 1"), [id.into(), begun_at.into()]).await;
        scene.resident.get(&format!("/v1/photos/{id}")).await.expect_problem(404, "not_found");
        assert_eq!(stored(&scene).len(), 3);
        scene.city.clock().advance(Duration::from_secs(3_700));
        eventually("the half photo is gone", async || (stored(&scene).len() == 2).then_some(())).await;
        eventually("its mark is gone", async || {
            let marks = scene.city.database().number("select count(*) from photo_uploads", []).await;
            (marks == 0).then_some(())
        })
        .await;
        assert_eq!(scene.resident.get(&format!("/v1/photos/{}", text(&kept, "id"))).await.status, 200);
    }
}

/// The files of the store.
pub fn stored(scene: &Scene) -> Vec<std::path::PathBuf> {
    let shelves = std::fs::read_dir(scene.city.folder().join("state/photos")).expect("the store");
    let files = shelves
        .flat_map(|shelf| std::fs::read_dir(shelf.expect("a shelf").path()).expect("a shelf"));
    files.map(|file| file.expect("a file").path()).collect()
}
