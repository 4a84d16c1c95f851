//! A feed as Server-Sent Events (the HTML standard's `text/event-stream`).

use std::convert::Infallible;
use std::time::Duration;

use actix_web::web::Bytes;
use futures_util::stream::{self, Stream};
use serde::Serialize;
use tokio::time::Instant as Tick;

use super::dto::{LiveEventDto, ResyncDto};
use super::feed::{Feed, Item, PATIENCE};

/// How long a client waits before it connects again, in milliseconds.
const RETRY_MILLISECONDS: u32 = 2_000;

/// The body of an answer: one frame after the other, made when the connection has room for it. It ends with the feed, and
/// when the client has not taken a frame for [`PATIENCE`].
pub fn body(feed: Feed) -> impl Stream<Item = Result<Bytes, Infallible>> {
    frames(feed, PATIENCE)
}

/// The frames of a feed for a client that takes each of them within `patience`.
pub(super) fn frames(
    feed: Feed,
    patience: Duration,
) -> impl Stream<Item = Result<Bytes, Infallible>> {
    let opening = opening(feed.resume_point());
    let first = stream::once(async move { Ok(opening) });
    let rest = stream::unfold(
        (feed, Tick::now()),
        move |(mut feed, handed_over)| async move {
            // The next frame is asked for as soon as the last one has found room.
            if handed_over.elapsed() >= patience {
                return None;
            }
            let frame = frame(&feed.next().await.ok()?);
            Some((Ok(frame), (feed, Tick::now())))
        },
    );
    stream::StreamExt::chain(first, rest)
}

/// The first frame. An id without data moves the client's resume point and shows nothing.
fn opening(resume_point: Option<i64>) -> Bytes {
    let mut text = format!("retry: {RETRY_MILLISECONDS}\n");
    if let Some(seq) = resume_point {
        text.push_str(&format!("id: {seq}\n"));
    }
    text.push('\n');
    text.into()
}

fn frame(item: &Item) -> Bytes {
    match item {
        Item::Event(event) => data_frame(event.seq, event.kind.as_str(), &LiveEventDto::of(event)),
        Item::Resync(seq) => data_frame(*seq, "resync", &ResyncDto::at(*seq)),
        Item::Heartbeat(seq) => format!(": heartbeat\nid: {seq}\n\n").into(),
    }
}

/// JSON has no line breaks outside of strings, and escapes those inside: one `data` line holds it.
fn data_frame<T: Serialize>(seq: i64, kind: &str, data: &T) -> Bytes {
    // These types always have a JSON form: no maps with keys that are not text, no failing writers.
    let data = serde_json::to_string(data).unwrap_or_default();
    format!("id: {seq}\nevent: {kind}\ndata: {data}\n\n").into()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use uuid::Uuid;

    use super::*;
    use crate::platform::clock::Instant;
    use crate::platform::ids::{EventId, PersonId};
    use crate::platform::outbox::{Event, EventKind};

    #[test]
    fn frames_are_those_of_the_standard() {
        assert_eq!(opening(Some(41)), "retry: 2000\nid: 41\n\n");
        assert_eq!(opening(None), "retry: 2000\n\n");
        assert_eq!(frame(&Item::Heartbeat(42)), ": heartbeat\nid: 42\n\n");
        assert_eq!(
            frame(&Item::Resync(43)),
            "id: 43\nevent: resync\ndata: {\"id\":43,\"kind\":\"resync\"}\n\n"
        );
    }

    #[test]
    fn an_event_shows_neither_recipients_nor_place_and_stays_on_one_line() {
        let event = Event {
            seq: 44,
            id: EventId(Uuid::from_u128(1)),
            kind: EventKind::OfferOpened,
            entity_id: Uuid::from_u128(2),
            community_code: Some("510104017001".to_owned()),
            payload: serde_json::json!({ "state": "open\nor not" }),
            at: Instant(1_763_863_200_000_000),
            recipients: vec![PersonId(Uuid::from_u128(3))],
        };
        assert_eq!(
            frame(&Item::Event(Arc::new(event))),
            "id: 44\nevent: offer.opened\ndata: {\"id\":44,\"kind\":\"offer.opened\",\
             \"entity_id\":\"00000000-0000-0000-0000-000000000002\",\"at\":\"2025-11-23T02:00:00Z\",\
             \"payload\":{\"state\":\"open\\nor not\"}}\n\n"
        );
    }
}
