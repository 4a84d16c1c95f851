//! What runs beside the requests of a replica: numbering events, following them, sealing the audit log, tidying up.
//!
//! Jobs run on a thread of their own, so that a burst of requests does not starve them. Each is a loop that survives its
//! errors: the database being away is logged, and the loop tries again.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use actix_web::rt::System;
use actix_web::web::Data;
use sea_orm::DbErr;
use sea_orm::sqlx::postgres::PgListener;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio_util::sync::CancellationToken;

use crate::dispatch::leases::Leases;
use crate::dispatch::{batch, rounds};
use crate::divisions::load;
use crate::events::tickets;
use crate::identity::codes;
use crate::notifications::{self, consumer, sending};
use crate::platform::ids::{NeedId, PersonId, ProviderId, SessionId};
use crate::platform::outbox::relay::Relay;
use crate::platform::outbox::{Event, EventKind, retention, tail};
use crate::platform::problem::Problem;
use crate::platform::{audit, idempotency, limits};
use crate::providers::upkeep;
use crate::state::AppState;
use crate::wechat::{callback, checks};
use crate::{duty, needs, photos, tasks, visits};

/// How long a loop sleeps when nothing wakes it: on PostgreSQL a lost notification, elsewhere a lost wake-up.
const POLL: Duration = Duration::from_millis(1_000);
/// How late a call-back may be passed on, and a visitor asked.
const CALL_BACK_PAUSE: Duration = Duration::from_secs(10);
/// How long a loop waits after an error.
const AFTER_ERROR: Duration = Duration::from_millis(500);

/// The running jobs of a replica.
#[derive(Debug)]
pub struct Jobs {
    stop: CancellationToken,
    thread: Option<std::thread::JoinHandle<()>>,
}

impl Jobs {
    /// Loads the replica's copies and starts its jobs.
    ///
    /// # Errors
    /// When the copies cannot be loaded or no thread is to be had.
    pub async fn start(state: Data<AppState>) -> anyhow::Result<Self> {
        let cursor = load_copies(&state).await?;
        let stop = CancellationToken::new();
        let token = stop.clone();
        let thread = std::thread::Builder::new()
            .name("jinlin-jobs".to_owned())
            .spawn(move || {
                System::new().block_on(run_all(state, cursor, token));
            })?;
        Ok(Self {
            stop,
            thread: Some(thread),
        })
    }

    /// Stops the jobs; the relay gives its lease up.
    pub async fn stop(mut self) {
        self.stop.cancel();
        let Some(thread) = self.thread.take() else {
            return;
        };
        if actix_web::rt::task::spawn_blocking(move || thread.join())
            .await
            .is_err()
        {
            tracing::warn!("the thread of the jobs did not end cleanly");
        }
    }
}

/// Loads what this replica holds in memory, together with the number of the last event that is already in it.
async fn load_copies(state: &AppState) -> anyhow::Result<i64> {
    let snapshot = state.db.read_snapshot().await?;
    let cursor = tail::last_seq(&snapshot).await?;
    let providers = state.directory.load(state, &snapshot).await?;
    snapshot.commit().await?;
    // Read before the cursor was: an import in between would be in neither.
    reload_divisions(state).await?;
    tracing::info!(providers, cursor, "the copies in memory are loaded");
    state.metrics.event_seq.set(cursor);
    state.started.store(true, Ordering::Release);
    Ok(cursor)
}

async fn run_all(state: Data<AppState>, cursor: i64, stop: CancellationToken) {
    let (numbered, planned) = (tokio::sync::Notify::new(), tokio::sync::Notify::new());
    let upkeep_pause = Duration::from_secs(state.settings.dispatch.upkeep_seconds);
    tokio::join!(
        number_events(&state, &numbered, &stop),
        follow_events(&state, cursor, &numbered, &stop),
        notify(&state, &planned, &stop),
        deliver(&state, &planned, &stop),
        dispatch_rounds(&state, &stop),
        batch_rounds(&state, &stop),
        check_texts(&state, &stop),
        every(Duration::from_secs(5), &stop, "seal_audit", async || {
            audit::seal_pending(&state.db, &state.clock).await.map(drop)
        }),
        every(Duration::from_secs(600), &stop, "tidy_up", async || {
            idempotency::forget_old(&state).await?;
            limits::forget_old(&state.db, state.clock.now()).await?;
            tickets::forget_old(&state.db, state.clock.now()).await?;
            callback::forget_old(&state.db, state.clock.now()).await?;
            codes::forget_old(&state.db, state.clock.now()).await
        }),
        every(Duration::from_secs(60), &stop, "check_drift", async || {
            state.directory.check_drift(&state).await.map(drop)
        }),
        every(upkeep_pause, &stop, "forget_events", async || {
            let kept = state.policy().duration("events.retention_days", 86_400, 14);
            let before = state.clock.now().minus(kept);
            retention::forget_old(&state.db, before).await.map(drop)
        }),
        every(
            upkeep_pause.min(Duration::from_secs(30)),
            &stop,
            "end_abandoned_deliveries",
            async || { sending::end_abandoned(&state).await.map(drop) }
        ),
        every(upkeep_pause, &stop, "forget_notifications", async || {
            let kept = state
                .policy()
                .duration("notifications.retention_days", 86_400, 180);
            let before = state.clock.now().minus(kept);
            let forgotten = state.db.write_txn_quietly(async |txn| {
                notifications::store::forget_before(txn, before).await
            });
            forgotten.await.map(drop)
        }),
        every(upkeep_pause, &stop, "expire_needs", async || {
            needs::upkeep::expire_stale(&state).await.map(drop)
        }),
        every(
            upkeep_pause.min(CALL_BACK_PAUSE),
            &stop,
            "pass_call_backs_on",
            async || { duty::call_backs::pass_on_overdue(&state).await.map(drop) }
        ),
        every(upkeep_pause, &stop, "remind_of_call_backs", async || {
            duty::call_backs::remind_forgotten(&state).await.map(drop)
        }),
        every(
            upkeep_pause.min(CALL_BACK_PAUSE),
            &stop,
            "look_after_visits",
            async || { visits::overtime::look_after(&state).await.map(drop) }
        ),
        every(
            upkeep_pause.min(CALL_BACK_PAUSE),
            &stop,
            "look_after_late",
            async || { tasks::late_arrivals::look_after(&state).await.map(drop) }
        ),
        every(upkeep_pause, &stop, "escalate_needs", async || {
            needs::escalation::escalate_due(&state).await.map(drop)
        }),
        every(upkeep_pause, &stop, "tidy_photos", async || {
            photos::service::tidy_up(&state).await.map(drop)
        }),
        every(
            upkeep_pause.min(CALL_BACK_PAUSE),
            &stop,
            "pass_places_on",
            async || { tasks::line::pass_overdue_on(&state).await.map(drop) }
        ),
        every(upkeep_pause, &stop, "confirm_silent_tasks", async || {
            tasks::upkeep::confirm_silent(&state).await.map(drop)
        }),
        every(
            Duration::from_secs(3_600),
            &stop,
            "recount_recent_loads",
            async || { upkeep::recount_recent_loads(&state).await.map(drop) }
        ),
        every(
            Duration::from_secs(3_600),
            &stop,
            "expire_certificates",
            async || { upkeep::expire_certificates(&state).await.map(drop) }
        ),
    );
}

async fn every<F, E>(pause: Duration, stop: &CancellationToken, name: &str, work: F)
where
    F: AsyncFn() -> Result<(), E>,
    E: std::fmt::Debug,
{
    loop {
        if let Err(error) = work().await {
            tracing::warn!(job = name, ?error, "a job failed and will be tried again");
        }
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(pause) => {}
        }
    }
}

/// Wakes up when another replica (or this one) has committed events or numbered them. `None` on SQLite, where the process is alone.
async fn listen(state: &AppState, channel: &str) -> Option<PgListener> {
    let pool = state.db.postgres_pool()?;
    let connected = async {
        let mut listener = PgListener::connect_with(pool).await?;
        listener.listen(channel).await?;
        Ok::<_, sea_orm::sqlx::Error>(listener)
    };
    match connected.await {
        Ok(listener) => Some(listener),
        Err(error) => {
            tracing::warn!(%error, channel, "cannot listen for notifications; polling instead");
            None
        }
    }
}

async fn number_events(state: &AppState, numbered: &tokio::sync::Notify, stop: &CancellationToken) {
    let replica = uuid::Uuid::now_v7().to_string();
    let mut relay = Relay::new(state.db.clone(), state.clock.clone(), replica);
    let mut listener = listen(state, "jinlin_outbox").await;
    loop {
        let pause = match relay.run_once().await {
            Ok(0) => POLL,
            Ok(_) => {
                numbered.notify_one();
                POLL
            }
            Err(error) => {
                tracing::warn!(%error, "events could not be numbered; trying again");
                AFTER_ERROR
            }
        };
        tokio::select! {
            () = stop.cancelled() => break,
            () = state.db.committed() => {}
            () = notified(&mut listener) => {}
            () = tokio::time::sleep(pause) => {}
        }
    }
    if let Err(error) = relay.release().await {
        tracing::warn!(%error, "the relay's lease could not be given up; it runs out by itself");
    }
}

async fn follow_events(
    state: &AppState,
    mut cursor: i64,
    numbered: &tokio::sync::Notify,
    stop: &CancellationToken,
) {
    let mut listener = listen(state, "jinlin_numbered").await;
    loop {
        match tail::follow(state.db.read(), &state.hub, cursor, async |event| {
            consume(state, event).await
        })
        .await
        {
            Ok(reached) => {
                cursor = reached;
                state.metrics.event_seq.set(cursor);
            }
            Err(error) => tracing::warn!(%error, "events could not be read; trying again"),
        }
        tokio::select! {
            () = stop.cancelled() => return,
            () = numbered.notified() => {}
            () = notified(&mut listener) => {}
            () = tokio::time::sleep(POLL) => {}
        }
    }
}

/// Writes who is told of what, as soon as events are numbered.
async fn notify(state: &AppState, planned: &tokio::sync::Notify, stop: &CancellationToken) {
    let mut events = state.hub.subscribe();
    loop {
        match consumer::run_once(state).await {
            Ok(0) => {}
            Ok(_) => planned.notify_one(),
            Err(problem) => {
                tracing::warn!(error = ?problem, "people could not be told; trying again");
            }
        }
        tokio::select! {
            () = stop.cancelled() => return,
            // Whatever it was, also that some were lost: there is something to read.
            _ = events.recv() => {}
            () = tokio::time::sleep(POLL) => {}
        }
    }
}

/// Hands messages over to the channels as they fall due.
async fn deliver(state: &AppState, planned: &tokio::sync::Notify, stop: &CancellationToken) {
    if !state.settings.push.enabled {
        return;
    }
    let pause = Duration::from_millis(state.settings.push.tick_milliseconds);
    loop {
        if let Err(problem) = sending::run_once(state).await {
            tracing::warn!(error = ?problem, "messages could not be handed over; trying again");
        }
        tokio::select! {
            () = stop.cancelled() => return,
            () = planned.notified() => {}
            () = tokio::time::sleep(pause) => {}
        }
    }
}

/// Begins rounds of offers as they fall due; woken by the events that make one due.
async fn dispatch_rounds(state: &AppState, stop: &CancellationToken) {
    if !state.settings.dispatch.enabled {
        return;
    }
    let pause = Duration::from_millis(state.settings.dispatch.tick_milliseconds);
    let mut events = state.hub.subscribe();
    loop {
        if let Err(problem) = rounds::run_once(state).await {
            tracing::warn!(error = ?problem, "offers could not be sent; trying again");
        }
        tokio::select! {
            () = stop.cancelled() => return,
            () = work_for_dispatch(&mut events) => {}
            () = tokio::time::sleep(pause) => {}
        }
    }
}

/// Until something happens that may make a round due.
async fn work_for_dispatch(events: &mut Receiver<Arc<Event>>) {
    loop {
        match events.recv().await {
            Ok(event)
                if matches!(
                    event.kind,
                    EventKind::NeedOpened | EventKind::TaskChanged | EventKind::OfferClosed
                ) =>
            {
                return;
            }
            Ok(_) => {}
            // Having missed some is a reason to look.
            Err(_) => return,
        }
    }
}

/// Solves the counties that this replica holds, each again at the earliest after the pause of the settings: what comes in
/// meanwhile is solved together.
async fn batch_rounds(state: &AppState, stop: &CancellationToken) {
    if !state.settings.dispatch.enabled {
        return;
    }
    let pause = Duration::from_millis(state.settings.dispatch.tick_milliseconds);
    let spacing = Duration::from_millis(state.settings.dispatch.batch_milliseconds);
    let mut leases = Leases::new(uuid::Uuid::now_v7().to_string());
    let mut solved_at: HashMap<String, tokio::time::Instant> = HashMap::new();
    let mut events = state.hub.subscribe();
    loop {
        let mut next = pause;
        match solve_due_counties(state, &mut leases, &mut solved_at, spacing).await {
            Ok(None) => {}
            Ok(Some(wait)) => next = next.min(wait),
            Err(problem) => {
                tracing::warn!(error = ?problem, "a batch round failed; trying again");
            }
        }
        tokio::select! {
            () = stop.cancelled() => break,
            () = work_for_dispatch(&mut events) => {}
            () = tokio::time::sleep(next) => {}
        }
    }
    if let Err(error) = leases.release(&state.db).await {
        tracing::warn!(%error, "the leases of counties could not be given up; they run out by themselves");
    }
}

/// One look at all counties; answers how long the first of those that were solved just now has to wait.
async fn solve_due_counties(
    state: &AppState,
    leases: &mut Leases,
    solved_at: &mut HashMap<String, tokio::time::Instant>,
    spacing: Duration,
) -> Result<Option<Duration>, Problem> {
    let streets =
        tasks::store::rounds::streets_due_for_batch(state.db.read(), state.clock.now()).await?;
    let mut wait: Option<Duration> = None;
    for (county, streets) in batch::counties_of(state, streets) {
        let ago = solved_at.get(&county).map(tokio::time::Instant::elapsed);
        if let Some(left) = ago.and_then(|ago| spacing.checked_sub(ago)) {
            wait = Some(wait.map_or(left, |wait| wait.min(left)));
            continue;
        }
        let Some(lease) = leases.take(&state.db, &state.clock, &county).await? else {
            continue;
        };
        let solved = batch::run_county(state, &lease, &streets).await?;
        solved_at.insert(county, tokio::time::Instant::now());
        tracing::debug!(
            county = lease.county,
            epoch = lease.epoch,
            ?solved,
            "a county is solved"
        );
    }
    Ok(wait)
}

/// Has WeChat look over what needs say, where the settings want that. An extra: what is missed is not made up for.
async fn check_texts(state: &AppState, stop: &CancellationToken) {
    if !state.settings.wechat.check_texts {
        return;
    }
    let mut events = state.hub.subscribe();
    loop {
        let event = tokio::select! {
            () = stop.cancelled() => return,
            event = events.recv() => event,
        };
        match event {
            Ok(event) if matches!(event.kind, EventKind::NeedOpened | EventKind::NeedChanged) => {
                if let Err(problem) = checks::look_over(state, NeedId(event.entity_id)).await {
                    tracing::warn!(error = ?problem, "a text could not be looked over by WeChat");
                }
            }
            Ok(_) | Err(RecvError::Lagged(_)) => {}
            Err(RecvError::Closed) => return,
        }
    }
}

async fn notified(listener: &mut Option<PgListener>) {
    match listener {
        // An error means the connection is gone; the listener reconnects by itself, and the poll bridges the gap.
        Some(listener) => {
            if listener.recv().await.is_err() {
                tokio::time::sleep(AFTER_ERROR).await;
            }
        }
        None => std::future::pending().await,
    }
}

/// What every replica does with every event, exactly once each and in order: bring its own copies up to date.
async fn consume(state: &AppState, event: &Event) -> Result<(), DbErr> {
    match event.kind {
        EventKind::GrantsChanged => {
            state.sessions.forget_person(PersonId(event.entity_id));
            upkeep::follow_grants(state, PersonId(event.entity_id)).await?;
        }
        EventKind::SessionEnded => state.sessions.forget_session(SessionId(event.entity_id)),
        EventKind::ProviderChanged => {
            state
                .directory
                .refresh(state, ProviderId(event.entity_id))
                .await?
        }
        EventKind::DivisionsChanged => reload_divisions(state).await?,
        EventKind::NeedOpened
        | EventKind::NeedChanged
        | EventKind::NeedEscalated
        | EventKind::DutyChanged
        | EventKind::CallBackOpened
        | EventKind::CallBackChanged
        | EventKind::VisitAsked
        | EventKind::VisitAlarm
        | EventKind::OfferOpened
        | EventKind::OfferClosed
        | EventKind::TaskChanged
        | EventKind::PlaceOffered
        | EventKind::MessagePosted
        | EventKind::RatingChanged => {}
    }
    Ok(())
}

/// Reads the tree of divisions again. A tree that cannot be understood is reported, and the one in memory stays.
async fn reload_divisions(state: &AppState) -> Result<(), DbErr> {
    let today = state.clock.civil_date(state.clock.now()).to_string();
    match load::load_registry(&state.db, &today).await {
        Ok(registry) => state.replace_divisions(registry),
        Err(load::LoadError::Db(error)) => return Err(error),
        Err(error @ load::LoadError::Form(_)) => {
            tracing::error!(%error, "the divisions were not read again")
        }
    }
    Ok(())
}
