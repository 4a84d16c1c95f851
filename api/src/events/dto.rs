//! Live updates in requests and answers.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::platform::clock::Instant;
use crate::platform::outbox::{Event, EventKind};

/// A ticket for one stream.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = EventTicket)]
pub struct EventTicketDto {
    /// Send it as `ticket` when opening the stream; it works once.
    #[schema(example = "0mVZ1y3cVnqUoG7wRkzJxv9b4dE2hTfLsA8pYcQiN6M")]
    pub ticket: String,
    /// How long the ticket lives, in seconds.
    #[schema(example = 30)]
    pub expires_in: u64,
    /// The number of the newest event now. A client that has no resume point of its own sends it as `last_event_id`, so
    /// that nothing between this answer and the stream is missed.
    #[schema(minimum = 0)]
    pub last_event_id: i64,
}

/// Whose events a stream shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum StreamScope {
    /// The person's own.
    #[default]
    Own,
    /// Those of the divisions that the person is an officer of. Sensitive needs are not among them.
    Divisions,
}

/// How a stream is opened.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct StreamQuery {
    /// A ticket, from clients that cannot send `Authorization`.
    #[param(max_length = 100)]
    pub ticket: Option<String>,
    /// The `id` of the last event seen; the header `Last-Event-ID` goes before it. Without either, the stream begins at
    /// the present.
    #[param(minimum = 0)]
    pub last_event_id: Option<i64>,
    /// Whose events it shows.
    #[serde(default)]
    #[param(inline)]
    pub scope: StreamScope,
}

/// One event, as SSE `data` and as a WebSocket text frame.
#[derive(Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = LiveEvent)]
pub struct LiveEventDto<'a> {
    /// Its number, the resume point; grows, with gaps (other people's events).
    #[schema(minimum = 0, example = 4711)]
    pub id: i64,
    /// What happened.
    pub kind: EventKind,
    /// To which record.
    pub entity_id: Uuid,
    /// When.
    pub at: Instant,
    /// Ids and states of the record, no personal data: read the record for more.
    #[schema(value_type = Object)]
    pub payload: &'a serde_json::Value,
}

impl<'a> LiveEventDto<'a> {
    /// What a stream shows of an event: neither its recipients nor where it happened.
    #[must_use]
    pub fn of(event: &'a Event) -> Self {
        Self {
            id: event.seq,
            kind: event.kind,
            entity_id: event.entity_id,
            at: event.at,
            payload: &event.payload,
        }
    }
}

/// Sent instead of events that cannot be shown any more: the client reads its lists again.
#[derive(Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = Resync)]
pub struct ResyncDto {
    /// The number at which the stream goes on.
    #[schema(minimum = 0, example = 4711)]
    pub id: i64,
    /// Always `resync`.
    #[schema(value_type = String, pattern = "^resync$", example = "resync")]
    pub kind: &'static str,
}

impl ResyncDto {
    /// A resync after which the stream goes on behind `seq`.
    #[must_use]
    pub const fn at(seq: i64) -> Self {
        Self {
            id: seq,
            kind: "resync",
        }
    }
}

/// What a WebSocket's text frame holds.
#[derive(Debug, Serialize, ToSchema)]
#[serde(untagged)]
#[schema(as = LiveFrame)]
pub enum LiveFrameDto<'a> {
    /// An event.
    Event(LiveEventDto<'a>),
    /// Events were lost to this client.
    Resync(ResyncDto),
}
