//! Sending, replacing and taking away.

use jinlin_tests::on_both_databases;
use reqwest::Method;
use serde_json::json;

use super::{decide, files, files_become, picture, place, put, refuse, sees, send, show, shown};
use crate::notifications::inbox::{kinds, told};
use crate::scene::{Scene, seen, text};
use crate::talk::pictures::{CAMERA, jpeg, png, with_place};

fn holds(file: &[u8], bytes: &[u8]) -> bool {
    file.windows(bytes.len()).any(|window| window == bytes)
}

on_both_databases! {
    /// Written anew in two sizes, without what else was in the file, sealed; the officers of the street are told, once while one waits.
    async fn a_portrait_is_kept_and_waits(backend: Backend) {
        let scene = Scene::new(backend).await;
        let worker = scene.worker().await;
        let file = with_place(1_500, 1_200);
        let portrait = put(&worker, &worker, "image/jpeg", &file).await.expect(201);
        // Turned upright, and no larger than a face needs.
        assert_eq!((portrait["width"].as_i64(), portrait["height"].as_i64()), (Some(819), Some(1_024)));
        assert_eq!(portrait["state"], "checking");
        for (size, longer) in [("full", 1_024), ("thumb", 320)] {
            let answer = worker.get(&format!("{}?size={size}", picture(text(&portrait, "id")))).await;
            assert_eq!((answer.status, answer.header("content-type")), (200, Some("image/jpeg")));
            assert_eq!(answer.header("cache-control"), Some("private, max-age=300"));
            assert!(!holds(&answer.body, CAMERA.as_bytes()) && !holds(&answer.body, b"Exif"), "{size}");
            assert_eq!(image::load_from_memory(&answer.body).expect("a picture").height(), longer);
        }
        for file in crate::talk::photos::stored(&scene) {
            let sealed = std::fs::read(file).expect("a file of the store");
            assert!(!sealed.starts_with(&[0xff, 0xd8]), "a portrait lies in the store in clear");
        }
        let telling = told(&scene.street, "portrait_waiting").await;
        assert_eq!((telling["subject"].as_str(), &telling["subject_id"]), (Some("portrait"), &portrait["id"]));
        let _ = send(&worker).await;
        let volunteer = scene.volunteer().await;
        let _ = send(&volunteer).await;
        jinlin_tests::eventually("the officer is told of the volunteer's", async || {
            let told = kinds(&scene.street).await;
            (told.iter().filter(|kind| *kind == "portrait_waiting").count() == 2).then_some(())
        }).await;
        let looks = seen(&worker, "/v1/me/audit?limit=100").await;
        assert!(looks.to_string().contains("portraits"), "{looks}");
    }

    /// What is no portrait, or not one's own to send, is refused; nothing of it is kept.
    async fn what_is_no_portrait_is_refused(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (worker, colleague) = (scene.worker().await, scene.worker().await);
        let whole = png(200, 200);
        let heic = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic";
        for (kind, file) in [("image/heic", &heic[..]), ("image/jpeg", &heic[..]), ("text/plain", b"x")] {
            put(&worker, &worker, kind, file).await.expect_problem(415, "unsupported_media_type");
        }
        put(&worker, &worker, "image/jpeg", b"").await.expect_field("body", "required");
        put(&worker, &worker, "image/png", &whole[..40]).await.expect_field("body", "format");
        for (width, height) in [(64, 64), (601, 300), (300, 601), (127, 200)] {
            put(&worker, &worker, "image/png", &png(width, height)).await.expect_field("body", "range");
        }
        put(&worker, &worker, "image/jpeg", &vec![0; 10 * 1024 * 1024 + 1]).await.expect_problem(413, "payload_too_large");
        put(&colleague, &worker, "image/png", &whole).await.expect_problem(404, "not_found");
        put(&scene.officer, &worker, "image/png", &whole).await.expect_problem(403, "forbidden");
        put(&scene.resident, &worker, "image/png", &whole).await.expect_problem(403, "forbidden");
        assert_eq!(files(&scene), 0);
        assert_eq!(seen(&worker, &place(&worker)).await, json!({}));
        let _ = put(&worker, &worker, "image/png", &png(600, 300)).await.expect(201);
    }

    /// The one that is shown stays until its replacement is shown; what is replaced loses its files.
    async fn the_shown_one_stays_until_the_next_is_shown(backend: Backend) {
        let scene = Scene::new(backend).await;
        let worker = scene.worker().await;
        let case = scene.held(&worker).await;
        let first = shown(&scene, &worker).await;
        let (second, third) = (send(&worker).await, send(&worker).await);
        worker.get(&picture(&second)).await.expect_problem(404, "not_found");
        let standing = seen(&worker, &place(&worker)).await;
        assert_eq!((&standing["shown"]["id"], &standing["next"]["id"]), (&json!(first), &json!(third)));
        assert!(sees(&scene.resident, &first).await && !sees(&scene.resident, &third).await);
        files_become(&scene, 4).await;
        // Refused: the shown one is as before, and another one can be sent.
        let _ = decide(&scene.street, &third, refuse()).await.expect(200);
        let standing = seen(&worker, &place(&worker)).await;
        assert_eq!((&standing["shown"]["id"], &standing["next"]["reason"]), (&json!(first), &json!("看不清脸")));
        assert!(sees(&scene.resident, &first).await && !sees(&worker, &third).await);
        files_become(&scene, 2).await;
        let fourth = shown(&scene, &worker).await;
        let standing = seen(&worker, &place(&worker)).await;
        assert_eq!((&standing["shown"]["id"], standing.get("next")), (&json!(fourth), None));
        assert!(!sees(&scene.resident, &first).await && sees(&scene.resident, &fourth).await);
        assert_eq!(seen(&scene.resident, &case.task("")).await["team"][0]["portrait_id"], json!(fourth));
        files_become(&scene, 2).await;
    }

    /// Taken away, with everything of it, whatever it stood in; and a second time.
    async fn a_portrait_is_taken_away(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (worker, colleague) = (scene.worker().await, scene.worker().await);
        let case = scene.held(&worker).await;
        let first = shown(&scene, &worker).await;
        let next = send(&worker).await;
        colleague.delete(&place(&worker)).await.expect_problem(404, "not_found");
        scene.street.delete(&place(&worker)).await.expect_problem(403, "forbidden");
        for _ in 0..2 {
            let _ = worker.delete(&place(&worker)).await.expect(204);
        }
        for portrait in [&first, &next] {
            for client in [&*worker, &*scene.resident, &*scene.street] {
                assert!(!sees(client, portrait).await);
            }
        }
        assert!(seen(&scene.resident, &case.task("")).await["team"][0].get("portrait_id").is_none());
        files_become(&scene, 0).await;
        let rows = "select (select count(*) from portraits) + (select count(*) from photo_uploads)";
        assert_eq!(scene.city.database().number(rows, []).await, 0);
        decide(&scene.street, &next, show()).await.expect_problem(404, "not_found");
    }

    /// Two at the same moment: one or the other waits, and no file is left without a row.
    async fn of_two_sent_at_once_one_waits(backend: Backend) {
        let scene = Scene::new(backend).await;
        let worker = scene.worker().await;
        let file = jpeg(300, 300);
        let (one, two) = tokio::join!(put(&worker, &worker, "image/jpeg", &file), put(&worker, &worker, "image/jpeg", &file));
        let statuses = [one.status, two.status];
        assert!(statuses.contains(&201) && statuses.iter().all(|status| [201, 409].contains(status)), "{statuses:?}");
        assert_eq!(scene.city.database().number("select count(*) from portraits", []).await, 1);
        scene.city.clock().advance(std::time::Duration::from_secs(3_700));
        files_become(&scene, 2).await;
    }

    /// An administrator's or anybody's id that is none is as absent as one out of reach.
    async fn an_id_that_is_none_is_not_found(backend: Backend) {
        let scene = Scene::new(backend).await;
        let nobody = picture(crate::scene::NOBODY);
        scene.resident.get(&nobody).await.expect_problem(404, "not_found");
        scene.resident.get("/v1/portraits/none").await.expect_problem(404, "not_found");
        scene.city.anonymous().get(&nobody).await.expect_problem(401, "unauthenticated");
        let wrong = scene.resident.request(Method::POST, &nobody).await;
        wrong.expect_problem(405, "method_not_allowed");
    }
}
