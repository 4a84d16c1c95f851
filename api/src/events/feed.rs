//! One person's feed: what was missed, then what happens, in order and without repetition.
//!
//! A feed is pulled: nothing is read ahead of a client that does not take it, so a slow client costs one batch of the
//! backlog at most. What it may show is decided per event, by the event's own recipients.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use actix_web::web::Data;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::{Instant as Tick, Interval, MissedTickBehavior, interval_at};

use crate::events::dto::StreamScope;
use crate::identity::authenticate::load_principal;
use crate::operations::StreamEvents;
use crate::platform::access::{Areas, Operation as _, Principal, Reach};
use crate::platform::ids::{PersonId, SessionId};
use crate::platform::outbox::{Event, EventKind, tail};
use crate::platform::problem::{ErrorCode, Problem};
use crate::state::AppState;

/// The pause between two signs of life.
pub const HEARTBEAT: Duration = Duration::from_secs(15);
/// How long a client may leave what it was sent untaken before it is dropped. It comes back with its resume point.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// What a client is sent next.
#[derive(Debug)]
pub enum Item {
    /// An event.
    Event(Arc<Event>),
    /// Events were lost to this client; it goes on behind this number.
    Resync(i64),
    /// A sign of life; everything up to this number was sent.
    Heartbeat(i64),
}

/// Why a feed ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The session did.
    Session,
    /// The person is no officer of any division any more.
    Rights,
    /// The server stops.
    Stopping,
    /// The database does not answer.
    Failed,
}

/// What to do with an event of the hub.
#[derive(Debug, PartialEq, Eq)]
enum Step {
    Show,
    Skip,
    /// The person's rights have changed: they are read again. Whether the event is shown besides.
    Check(bool),
    End,
}

/// Whose feed it is and how far it has come.
#[derive(Debug)]
struct Position {
    person: PersonId,
    session: SessionId,
    /// The divisions whose events it shows; `None` for the person's own.
    areas: Option<Areas>,
    seq: i64,
}

impl Position {
    fn step(&mut self, event: &Event) -> Step {
        // Before the comparison of numbers: the end holds even when the backlog has run ahead of the hub.
        if event.kind == EventKind::SessionEnded && event.entity_id == self.session.0 {
            return Step::End;
        }
        if event.seq <= self.seq {
            return Step::Skip;
        }
        self.seq = event.seq;
        if event.kind == EventKind::GrantsChanged && event.entity_id == self.person.0 {
            return Step::Check(self.areas.is_none());
        }
        let shown = match (&self.areas, &event.community_code) {
            (None, _) => event.recipients.contains(&self.person),
            (Some(areas), Some(community)) => areas.contains(community),
            (Some(_), None) => false,
        };
        if shown { Step::Show } else { Step::Skip }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// Reads the events after the resume point from the database.
    CatchUp,
    /// The resume point cannot be served: says so and goes on at the present.
    Lost,
    /// Follows the hub.
    Live,
}

/// An open feed.
pub struct Feed {
    state: Data<AppState>,
    position: Position,
    phase: Phase,
    receiver: Receiver<Arc<Event>>,
    backlog: VecDeque<Event>,
    heartbeat: Interval,
    _open: OpenStream,
}

impl std::fmt::Debug for Feed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Feed")
            .field("position", &self.position)
            .field("phase", &self.phase)
            .finish_non_exhaustive()
    }
}

impl Feed {
    /// Opens the feed of `principal`'s person, behind the event `after` or at the present.
    ///
    /// # Errors
    /// 401 when the session has ended; the database's.
    pub async fn open(
        state: Data<AppState>,
        principal: &Principal,
        scope: StreamScope,
        after: Option<i64>,
    ) -> Result<Self, Problem> {
        // Subscribed before anything is read, so that there is no moment that neither the hub nor the database covers.
        let receiver = state.hub.subscribe();
        // Read again: the session may have ended between authentication and subscription.
        let alive = load_principal(&state, principal.session, state.clock.now()).await?;
        let alive = alive.ok_or_else(|| Problem::new(ErrorCode::SessionEnded))?;
        let areas = match scope {
            StreamScope::Own => None,
            StreamScope::Divisions => {
                Some(areas_of(&alive).ok_or_else(|| Problem::new(ErrorCode::Forbidden))?)
            }
        };
        let db = state.db.read();
        let (first, last) = (tail::first_seq(db).await?, tail::last_seq(db).await?);
        let (phase, seq) = begin(after, first, last);
        let mut heartbeat = interval_at(Tick::now() + HEARTBEAT, HEARTBEAT);
        heartbeat.set_missed_tick_behavior(MissedTickBehavior::Delay);
        Ok(Self {
            position: Position {
                person: alive.person,
                session: alive.session,
                areas,
                seq,
            },
            phase,
            receiver,
            backlog: VecDeque::new(),
            heartbeat,
            _open: OpenStream::count(&state),
            state,
        })
    }

    /// Where a client that has seen nothing yet would resume; `None` while it still has to hear of a resync.
    #[must_use]
    pub fn resume_point(&self) -> Option<i64> {
        (self.phase != Phase::Lost).then_some(self.position.seq)
    }

    /// What to send next. Cancelling the wait loses nothing.
    ///
    /// # Errors
    /// Why the feed has ended; it must not be asked again.
    pub async fn next(&mut self) -> Result<Item, End> {
        loop {
            if self.state.stopping.is_cancelled() {
                return Err(End::Stopping);
            }
            if let Some(event) = self.backlog.pop_front() {
                self.position.seq = event.seq;
                return Ok(Item::Event(Arc::new(event)));
            }
            match self.phase {
                Phase::CatchUp => self.read_backlog().await?,
                Phase::Lost => return self.skip_to_present().await,
                Phase::Live => {
                    if let Some(item) = self.follow().await? {
                        return Ok(item);
                    }
                }
            }
        }
    }

    async fn read_backlog(&mut self) -> Result<(), End> {
        let Position { person, seq, .. } = self.position;
        let db = self.state.db.read();
        let events = match &self.position.areas {
            None => tail::read_for_person(db, person, seq).await,
            Some(areas) => tail::read_for_areas(db, areas, seq).await,
        }
        .map_err(failed)?;
        // Only an empty answer is the end: kinds that this version does not know are left out of full batches.
        if events.is_empty() {
            self.phase = Phase::Live;
        }
        self.backlog.extend(events);
        Ok(())
    }

    async fn skip_to_present(&mut self) -> Result<Item, End> {
        self.receiver = self.state.hub.subscribe();
        // The end of the session may be among what was lost.
        self.check_session().await?;
        let present = tail::last_seq(self.state.db.read()).await.map_err(failed)?;
        self.position.seq = present;
        self.phase = Phase::Live;
        Ok(Item::Resync(present))
    }

    /// Waits for one thing to happen; `None` when the client need not hear of it.
    async fn follow(&mut self) -> Result<Option<Item>, End> {
        tokio::select! {
            () = self.state.stopping.cancelled() => Err(End::Stopping),
            received = self.receiver.recv() => match received {
                Ok(event) => match self.position.step(&event) {
                    Step::Show => Ok(Some(Item::Event(event))),
                    Step::Skip => Ok(None),
                    Step::Check(show) => {
                        self.check_session().await?;
                        Ok(show.then_some(Item::Event(event)))
                    }
                    Step::End => Err(End::Session),
                },
                Err(RecvError::Lagged(missed)) => {
                    tracing::debug!(missed, "a live stream fell behind and skips to the present");
                    self.phase = Phase::Lost;
                    Ok(None)
                }
                // The hub lives as long as the state.
                Err(RecvError::Closed) => Err(End::Stopping),
            },
            _ = self.heartbeat.tick() => {
                self.check_session().await?;
                Ok(Some(Item::Heartbeat(self.position.seq)))
            }
        }
    }

    async fn check_session(&mut self) -> Result<(), End> {
        match load_principal(&self.state, self.position.session, self.state.clock.now()).await {
            Ok(Some(principal)) => {
                self.position.person = principal.person;
                if let Some(areas) = &mut self.position.areas {
                    *areas = areas_of(&principal).ok_or(End::Rights)?;
                }
                Ok(())
            }
            Ok(None) => Err(End::Session),
            // While the database is away nothing new can be shown either; the next heartbeat asks again.
            Err(problem) => {
                tracing::debug!(
                    code = problem.code().as_str(),
                    "a live stream's session could not be checked"
                );
                Ok(())
            }
        }
    }
}

/// The divisions that somebody is an officer of, as far as they may follow them.
fn areas_of(principal: &Principal) -> Option<Areas> {
    let reach = Reach::of(principal, StreamEvents::ALLOW)?;
    (!reach.areas.is_empty()).then_some(reach.areas)
}

/// How a feed begins behind `after`, when the events `first` to `last` are kept.
fn begin(after: Option<i64>, first: i64, last: i64) -> (Phase, i64) {
    match after {
        None => (Phase::Live, last),
        // A number that was never given comes from another database: nothing is known of what that client has seen.
        Some(after) if after > last || after < first - 1 => (Phase::Lost, last),
        Some(after) => (Phase::CatchUp, after),
    }
}

fn failed(error: sea_orm::DbErr) -> End {
    tracing::warn!(%error, "a live stream could not read events; the client will resume");
    End::Failed
}

/// Counts an open stream while it lives.
struct OpenStream(Data<AppState>);

impl OpenStream {
    fn count(state: &Data<AppState>) -> Self {
        state.metrics.live_streams.inc();
        Self(state.clone())
    }
}

impl Drop for OpenStream {
    fn drop(&mut self) {
        self.0.metrics.live_streams.dec();
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::platform::clock::Instant;
    use crate::platform::ids::EventId;

    fn event(seq: i64, kind: EventKind, entity: u128, recipients: &[u128]) -> Event {
        Event {
            seq,
            id: EventId(Uuid::from_u128(1)),
            kind,
            entity_id: Uuid::from_u128(entity),
            community_code: None,
            payload: serde_json::Value::Null,
            at: Instant(0),
            recipients: recipients
                .iter()
                .map(|person| PersonId(Uuid::from_u128(*person)))
                .collect(),
        }
    }

    fn position() -> Position {
        Position {
            person: PersonId(Uuid::from_u128(7)),
            session: SessionId(Uuid::from_u128(8)),
            areas: None,
            seq: 10,
        }
    }

    #[test]
    fn only_own_events_are_shown_and_each_once() {
        let mut position = position();
        assert_eq!(
            position.step(&event(10, EventKind::OfferOpened, 1, &[7])),
            Step::Skip,
            "the backlog had it"
        );
        assert_eq!(
            position.step(&event(11, EventKind::OfferOpened, 1, &[6])),
            Step::Skip
        );
        assert_eq!(
            position.step(&event(12, EventKind::OfferOpened, 1, &[6, 7])),
            Step::Show
        );
        assert_eq!(
            position.step(&event(12, EventKind::OfferOpened, 1, &[6, 7])),
            Step::Skip
        );
        assert_eq!(
            position.seq, 12,
            "others' events move the resume point, too"
        );
    }

    #[test]
    fn a_divisions_events_are_shown_without_being_a_recipient() {
        let areas = Areas {
            streets: vec!["510104017".to_owned()],
            ..Areas::default()
        };
        let mut position = Position {
            areas: Some(areas),
            ..position()
        };
        let mut step = |seq, community: Option<&str>| {
            let mut event = event(seq, EventKind::NeedOpened, 1, &[7]);
            event.community_code = community.map(str::to_owned);
            position.step(&event)
        };
        assert_eq!(step(11, Some("510104017001")), Step::Show);
        assert_eq!(step(12, Some("510104018001")), Step::Skip);
        assert_eq!(
            step(13, None),
            Step::Skip,
            "a sensitive need names no place"
        );
        let own = event(14, EventKind::GrantsChanged, 7, &[7]);
        assert_eq!(position.step(&own), Step::Check(false));
    }

    #[test]
    fn the_end_of_the_own_session_ends_the_feed() {
        let mut position = position();
        assert_eq!(
            position.step(&event(11, EventKind::SessionEnded, 9, &[])),
            Step::Skip
        );
        assert_eq!(
            position.step(&event(12, EventKind::SessionEnded, 8, &[])),
            Step::End
        );
        assert_eq!(
            position.step(&event(3, EventKind::SessionEnded, 8, &[])),
            Step::End
        );
    }

    #[test]
    fn a_resume_point_is_served_as_far_as_events_are_kept() {
        assert_eq!(begin(None, 1, 50), (Phase::Live, 50));
        assert_eq!(begin(Some(0), 1, 50), (Phase::CatchUp, 0));
        assert_eq!(begin(Some(50), 1, 50), (Phase::CatchUp, 50));
        assert_eq!(
            begin(Some(19), 20, 50),
            (Phase::CatchUp, 19),
            "20 is the next one, and kept"
        );
        assert_eq!(begin(Some(18), 20, 50), (Phase::Lost, 50));
        assert_eq!(begin(Some(51), 20, 50), (Phase::Lost, 50));
    }
}
