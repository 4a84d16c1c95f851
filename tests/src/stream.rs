//! A live stream of events, read as a browser's `EventSource` reads it.

use std::pin::Pin;
use std::time::Duration;

use futures_util::{Stream, StreamExt as _};
use serde_json::Value;

use crate::client::Client;

/// How long an event may take before the test fails: far longer than anything should on a busy machine of two cores.
const PATIENCE: Duration = Duration::from_secs(30);

/// One event as it came.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Its number: where to resume after it.
    pub id: i64,
    /// Its kind.
    pub kind: String,
    /// Its data.
    pub data: Value,
}

/// An open stream.
pub struct EventStream {
    chunks: Pin<Box<dyn Stream<Item = reqwest::Result<Vec<u8>>> + Send>>,
    buffer: String,
    last_id: i64,
}

impl EventStream {
    /// Opens `GET /v1/events` as somebody, after the event numbered `after` where one is given. The answer has begun when this returns.
    ///
    /// # Panics
    /// When the stream is refused.
    pub async fn open(client: &Client, after: Option<i64>) -> Self {
        Self::open_at(client, "/v1/events", after).await
    }

    /// The same at an address with parameters.
    ///
    /// # Panics
    /// When the stream is refused.
    pub async fn open_at(client: &Client, path: &str, after: Option<i64>) -> Self {
        let mut request = client.get(path).header("accept", "text/event-stream");
        if let Some(after) = after {
            request = request.header("last-event-id", after.to_string());
        }
        let response = request.response().await;
        assert_eq!(response.status(), 200, "the stream is refused");
        let chunks = response
            .bytes_stream()
            .map(|chunk| chunk.map(|bytes| bytes.to_vec()));
        let mut stream = Self {
            chunks: Box::pin(chunks),
            buffer: String::new(),
            last_id: after.unwrap_or(0),
        };
        // The opening frame says where the stream begins.
        let opening = stream.frame().await.expect("a stream begins with a frame");
        stream.last_id = number(&opening).unwrap_or(stream.last_id);
        stream
    }

    /// The number to resume after.
    #[must_use]
    pub fn last_id(&self) -> i64 {
        self.last_id
    }

    /// The next event.
    ///
    /// # Panics
    /// When none comes within half a minute, or the stream ends.
    pub async fn next(&mut self) -> Event {
        self.try_next().await.expect("the stream goes on")
    }

    /// The next event; none when the stream ends.
    ///
    /// # Panics
    /// When neither comes within half a minute.
    pub async fn try_next(&mut self) -> Option<Event> {
        loop {
            let frame = self.frame().await?;
            let field = |name: &str| frame.lines().find_map(|line| line.strip_prefix(name));
            let Some(kind) = field("event:") else {
                continue;
            };
            self.last_id = number(&frame).expect("an event has a number");
            return Some(Event {
                id: self.last_id,
                kind: kind.trim().to_owned(),
                data: serde_json::from_str(field("data:").expect("an event has data"))
                    .expect("an event's data are JSON"),
            });
        }
    }

    /// The next event of a kind, past all others.
    ///
    /// # Panics
    /// As [`next`](Self::next).
    pub async fn next_of(&mut self, kind: &str) -> Event {
        loop {
            let event = self.next().await;
            if event.kind == kind {
                return event;
            }
        }
    }

    /// One frame, comments included; none at the end.
    async fn frame(&mut self) -> Option<String> {
        let search = async {
            loop {
                if let Some(end) = self.buffer.find("\n\n") {
                    return Some(self.buffer.drain(..end + 2).collect());
                }
                // A connection that is cut ends the stream like one that is closed.
                let chunk = self.chunks.next().await?.ok()?;
                self.buffer.push_str(&String::from_utf8_lossy(&chunk));
            }
        };
        tokio::time::timeout(PATIENCE, search)
            .await
            .unwrap_or_else(|_| panic!("nothing on the stream within {PATIENCE:?}"))
    }
}

fn number(frame: &str) -> Option<i64> {
    let line = frame.lines().find_map(|line| line.strip_prefix("id:"))?;
    line.trim().parse().ok()
}

impl std::fmt::Debug for EventStream {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "EventStream(after {})", self.last_id)
    }
}
