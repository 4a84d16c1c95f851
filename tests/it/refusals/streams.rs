//! Streams that are not opened: who is nobody, and resume points that are no numbers.

use jinlin_tests::{Request, on_both_databases};

use crate::scene::{Scene, text};

/// A request for a stream with its query; the second is upgraded to a WebSocket where it is not refused.
fn open(scene: &Scene, path: &str, query: &str) -> Request {
    let request = scene.city.anonymous().get(&format!("{path}?{query}"));
    let request = request
        .header("connection", "Upgrade")
        .header("upgrade", "websocket");
    request
        .header("sec-websocket-version", "13")
        .header("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ==")
}

on_both_databases! {
    /// Both streams are refused as problems, and a ticket opens one stream only.
    async fn a_stream_is_not_opened(backend: Backend) {
        let scene = Scene::new(backend).await;
        for (path, opened) in [("/v1/events", 200), ("/v1/events/ws", 101)] {
            let ticket = crate::scene::act(&scene.resident, "/v1/events/ticket").await.expect(201);
            let ticket = format!("ticket={}", text(&ticket, "ticket"));
            open(&scene, path, "").await.expect_problem(401, "unauthenticated");
            open(&scene, path, "ticket=made-up").await.expect_problem(401, "ticket_invalid");
            assert_eq!(open(&scene, path, &ticket).await.status, opened, "{path}");
            open(&scene, path, &ticket).await.expect_problem(401, "ticket_invalid");
            let resident = scene.resident.get(&format!("{path}?last_event_id=-1"));
            let _ = resident.await.expect_field("last_event_id", "range");
            let resident = scene.resident.get(path).header("last-event-id", "x");
            let _ = resident.await.expect_field("Last-Event-ID", "format");
        }
        // Without its handshake the second is a request like any other.
        let plain = scene.resident.get("/v1/events/ws").await;
        assert!((400..500).contains(&plain.status), "{}", plain.text());
    }
}
