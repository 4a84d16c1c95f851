//! Voice notes that are not kept or not played, and tracking codes that lead nowhere.

use jinlin_tests::{Client, Request, on_both_databases};
use reqwest::Method;

use crate::scene::{NOBODY, Scene, act, seen, text};

/// Half a second of silence is enough: nobody listens.
const SOUND: &[u8] = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom";
/// What the policy allows, in bytes.
const LARGEST: usize = 2 * 1024 * 1024;

fn say(client: &Client, path: &str, sound: &[u8]) -> Request {
    client.request(Method::POST, path).bytes("audio/mp4", sound)
}

on_both_databases! {
    /// What is no sound, nothing, too large or too much is refused, and the need has no more notes than before.
    async fn a_recording_is_not_kept(backend: Backend) {
        let scene = Scene::new(backend).await;
        let case = scene.open().await;
        let path = case.need("/voice-notes");
        for kind in ["text/plain", "application/json", "image/png", "audio/midi", "audio"] {
            let answer = scene.resident.request(Method::POST, &path).bytes(kind, SOUND).await;
            answer.expect_problem(415, "unsupported_media_type");
        }
        act(&scene.resident, &path).await.expect_problem(415, "unsupported_media_type");
        say(&scene.resident, &path, b"").await.expect_field("body", "required");
        say(&scene.resident, &path, &vec![0; LARGEST + 1]).await.expect_problem(413, "payload_too_large");
        say(&scene.stranger, &path, SOUND).await.expect_problem(404, "not_found");
        for id in [NOBODY, "x"] {
            say(&scene.resident, &format!("/v1/needs/{id}/voice-notes"), SOUND).await.expect_problem(404, "not_found");
        }
        assert_eq!(seen(&scene.resident, &case.need("")).await["voice_notes"], serde_json::json!([]));
        for _ in 0..5 {
            let _ = say(&scene.resident, &path, SOUND).await.expect(201);
        }
        say(&scene.resident, &path, SOUND).await.expect_field("voice_notes", "too_long");
        let notes = seen(&scene.resident, &case.need("")).await["voice_notes"].clone();
        assert_eq!(notes.as_array().map(Vec::len), Some(5), "the sixth is not kept");
        let over = scene.open().await;
        let _ = scene.resident.post(&over.need("/cancel"), serde_json::json!({ "reason": "solved" })).await.expect(200);
        say(&scene.resident, &over.need("/voice-notes"), SOUND).await.expect_problem(409, "wrong_state");
    }

    /// A recording is for the resident, the lead and the officers; to everybody else it does not exist.
    async fn a_recording_is_not_played_to_others(backend: Backend) {
        let scene = Scene::new(backend).await;
        let (lead, volunteer, other) = (scene.worker().await, scene.volunteer().await, scene.worker().await);
        let case = scene.open().await;
        let note = say(&scene.resident, &case.need("/voice-notes"), SOUND).await.expect(201);
        let path = format!("/v1/voice-notes/{}", text(&note, "id"));
        lead.get(&path).await.expect_problem(404, "not_found");
        let _ = act(&lead, &case.task("/claim")).await.expect(200);
        let _ = act(&volunteer, &case.task("/join")).await.expect(200);
        assert_eq!(lead.get(&path).await.body, SOUND);
        for nobody in [&*volunteer, &*other, &*scene.stranger] {
            nobody.get(&path).await.expect_problem(404, "not_found");
        }
        scene.city.anonymous().get(&path).await.expect_problem(401, "unauthenticated");
        for id in [NOBODY, "x"] {
            scene.resident.get(&format!("/v1/voice-notes/{id}")).await.expect_problem(404, "not_found");
        }
    }

    /// A tracking code that was never given finds nothing, however it is written.
    async fn a_wrong_tracking_code_finds_nothing(backend: Backend) {
        let scene = Scene::new(backend).await;
        let case = scene.open().await;
        let code = text(&case.need, "tracking_code");
        let _ = scene.city.anonymous().get(&format!("/v1/tracking/{code}")).await.expect(200);
        let short = &code[..code.len() - 1];
        for wrong in ["0000-0000-0000-0000", "x", "%00", "%F0%9F%8F%A0", short, text(&case.need, "short_number")] {
            scene.city.anonymous().get(&format!("/v1/tracking/{wrong}")).await.expect_problem(404, "not_found");
        }
    }
}
