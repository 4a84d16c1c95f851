//! Finding people: rounds of instant offers, batch rounds under a county's lease.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::broadcast::Receiver;
use tokio_util::sync::CancellationToken;

use crate::dispatch::leases::Leases;
use crate::dispatch::{batch, rounds};
use crate::platform::outbox::{Event, EventKind};
use crate::platform::problem::Problem;
use crate::state::AppState;
use crate::tasks;

/// Begins rounds of offers as they fall due; woken by the events that make one due.
pub(super) async fn dispatch_rounds(state: &AppState, stop: &CancellationToken) {
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
pub(super) async fn batch_rounds(state: &AppState, stop: &CancellationToken) {
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
