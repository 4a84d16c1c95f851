//! The outbox: a state change and its event are written in the same transaction; everything asynchronous starts here.
//!
//! Neither sequences nor UUIDv7 are in the order of commits, so an event has no number when it is written. One fenced
//! [`relay`] gives committed events a gap-free `seq`; every replica then follows that sequence ([`tail`]) and hands the
//! events to its [`Hub`]. Events carry ids and states, never personal data.

pub mod backlog;
pub mod entity;
pub mod relay;
pub mod retention;
pub mod tail;

use std::sync::Arc;

use sea_orm::{ActiveValue::Set, ConnectionTrait, DbBackend, DbErr, EntityTrait};
use serde::{Deserialize, Serialize};
use tokio::sync::broadcast;
use utoipa::ToSchema;
use uuid::Uuid;

use super::clock::{Clock, Instant};
use super::ids::{EventId, PersonId};

/// What can happen. The names are stable: clients and consumers switch on them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
pub enum EventKind {
    /// A need was posted or opened.
    #[serde(rename = "need.opened")]
    NeedOpened,
    /// A need changed its state or text.
    #[serde(rename = "need.changed")]
    NeedChanged,
    /// Nobody took a need: its officers are told.
    #[serde(rename = "need.escalated")]
    NeedEscalated,
    /// Somebody was put on duty, or taken off it.
    #[serde(rename = "duty.changed")]
    DutyChanged,
    /// Somebody on duty is asked to call back about an emergency or a risk.
    #[serde(rename = "call_back.opened")]
    CallBackOpened,
    /// A call-back was taken, done, or passed on.
    #[serde(rename = "call_back.changed")]
    CallBackChanged,
    /// A visit has not begun in time, or lasts longer than it should: the visitor is asked.
    #[serde(rename = "visit.asked")]
    VisitAsked,
    /// A visit needs help: the visitor does not answer, or asked for help.
    #[serde(rename = "visit.alarm")]
    VisitAlarm,
    /// A provider is asked to take a task.
    #[serde(rename = "offer.opened")]
    OfferOpened,
    /// An offer ended: accepted, declined, expired or withdrawn.
    #[serde(rename = "offer.closed")]
    OfferClosed,
    /// A task changed its state or team.
    #[serde(rename = "task.changed")]
    TaskChanged,
    /// Somebody asked for leave, got it, did not, or is back.
    #[serde(rename = "leave.changed")]
    LeaveChanged,
    /// A portrait was sent, held, shown, refused or taken away.
    #[serde(rename = "portrait.changed")]
    PortraitChanged,
    /// A street was asked for its consent, gave, refused or took it back.
    #[serde(rename = "street_consent.changed")]
    StreetConsentChanged,
    /// A place became free for the first of those who wait for one.
    #[serde(rename = "place.offered")]
    PlaceOffered,
    /// Somebody wrote in a task's conversation.
    #[serde(rename = "message.posted")]
    MessagePosted,
    /// A task was rated, or its rating changed.
    #[serde(rename = "rating.changed")]
    RatingChanged,
    /// A provider's profile, duty, load or quality changed: the trees are brought up to date.
    #[serde(rename = "provider.changed")]
    ProviderChanged,
    /// A person's grants changed: cached rights are dropped.
    #[serde(rename = "grants.changed")]
    GrantsChanged,
    /// The phone or the WeChat that somebody signs in by has changed.
    #[serde(rename = "account.changed")]
    AccountChanged,
    /// A session ended: its tokens and streams stop working.
    #[serde(rename = "session.ended")]
    SessionEnded,
    /// Centres or boundaries of divisions were imported: every replica reads its tree again.
    #[serde(rename = "divisions.changed")]
    DivisionsChanged,
}

impl EventKind {
    /// The stable name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NeedOpened => "need.opened",
            Self::NeedChanged => "need.changed",
            Self::NeedEscalated => "need.escalated",
            Self::DutyChanged => "duty.changed",
            Self::CallBackOpened => "call_back.opened",
            Self::CallBackChanged => "call_back.changed",
            Self::VisitAsked => "visit.asked",
            Self::VisitAlarm => "visit.alarm",
            Self::OfferOpened => "offer.opened",
            Self::OfferClosed => "offer.closed",
            Self::TaskChanged => "task.changed",
            Self::LeaveChanged => "leave.changed",
            Self::PortraitChanged => "portrait.changed",
            Self::StreetConsentChanged => "street_consent.changed",
            Self::PlaceOffered => "place.offered",
            Self::MessagePosted => "message.posted",
            Self::RatingChanged => "rating.changed",
            Self::ProviderChanged => "provider.changed",
            Self::GrantsChanged => "grants.changed",
            Self::AccountChanged => "account.changed",
            Self::SessionEnded => "session.ended",
            Self::DivisionsChanged => "divisions.changed",
        }
    }
}

/// An event about to be written.
#[derive(Debug, Clone)]
pub struct NewEvent {
    /// What happened.
    pub kind: EventKind,
    /// To which row.
    pub entity_id: Uuid,
    /// Where; `None` for events that no officer follows.
    pub community_code: Option<String>,
    /// Ids and states, no personal data.
    pub payload: serde_json::Value,
    /// Whose live streams show it.
    pub recipients: Vec<PersonId>,
}

/// Writes events within the transaction of the change they tell of.
///
/// # Errors
/// The database's.
pub async fn append<C: ConnectionTrait>(
    txn: &C,
    clock: &Clock,
    events: Vec<NewEvent>,
) -> Result<(), DbErr> {
    if events.is_empty() {
        return Ok(());
    }
    let now = clock.now();
    let mut rows = Vec::with_capacity(events.len());
    let mut recipients = Vec::new();
    for event in events {
        let id = EventId(clock.new_uuid());
        let mut persons = event.recipients;
        persons.sort_unstable();
        persons.dedup();
        recipients.extend(
            persons
                .into_iter()
                .map(|person| entity::recipient::ActiveModel {
                    event_id: Set(id),
                    person_id: Set(person),
                }),
        );
        rows.push(entity::event::ActiveModel {
            id: Set(id),
            kind: Set(event.kind.as_str().to_owned()),
            entity_id: Set(event.entity_id),
            community_code: Set(event.community_code),
            payload: Set(event.payload.to_string()),
            created_at: Set(now),
            seq: Set(None),
        });
    }
    entity::event::Entity::insert_many(rows)
        .exec_without_returning(txn)
        .await?;
    if !recipients.is_empty() {
        entity::recipient::Entity::insert_many(recipients)
            .exec_without_returning(txn)
            .await?;
    }
    if txn.get_database_backend() == DbBackend::Postgres {
        // Delivered at commit, to whichever replica numbers events now.
        txn.execute_unprepared("notify jinlin_outbox").await?;
    }
    Ok(())
}

/// A numbered event, as every replica sees it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Its place in the order; the `Last-Event-ID` of live streams.
    pub seq: i64,
    /// Its id.
    pub id: EventId,
    /// What happened.
    pub kind: EventKind,
    /// To which row.
    pub entity_id: Uuid,
    /// Where.
    pub community_code: Option<String>,
    /// Ids and states.
    pub payload: serde_json::Value,
    /// When it was written.
    pub at: Instant,
    /// Whose live streams show it.
    pub recipients: Vec<PersonId>,
}

/// Hands the events that this replica has seen to everybody in the process who follows them.
#[derive(Debug, Clone)]
pub struct Hub {
    sender: broadcast::Sender<Arc<Event>>,
}

/// How far a follower may fall behind before it has to resume from the database.
const HUB_CAPACITY: usize = 4_096;

impl Default for Hub {
    fn default() -> Self {
        Self {
            sender: broadcast::channel(HUB_CAPACITY).0,
        }
    }
}

impl Hub {
    /// Follows the events from now on.
    #[must_use]
    pub fn subscribe(&self) -> broadcast::Receiver<Arc<Event>> {
        self.sender.subscribe()
    }

    fn publish(&self, event: Event) {
        // Nobody following is fine.
        drop(self.sender.send(Arc::new(event)));
    }
}
