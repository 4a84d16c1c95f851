//! What runs beside the requests of a replica: numbering events, following them, sealing the audit log, tidying up.
//!
//! Jobs run on a thread of their own, so that a burst of requests does not starve them. Each is a loop that survives its
//! errors: the database being away is logged, and the loop tries again.

mod dispatching;
mod events;
mod telling;
mod timetable;

use std::sync::atomic::Ordering;
use std::time::Duration;

use actix_web::rt::System;
use actix_web::web::Data;
use tokio_util::sync::CancellationToken;

use crate::platform::outbox::tail;
use crate::state::AppState;

/// How long a loop sleeps when nothing wakes it: on PostgreSQL a lost notification, elsewhere a lost wake-up.
const POLL: Duration = Duration::from_millis(1_000);
/// The jobs' stack, bytes: what a main thread has. All jobs are one future, and a debug build moves it over the stack as it is made and
/// polled; the usual 2 MiB of a thread are too few for that.
const STACK: usize = 8 * 1024 * 1024;
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
            .stack_size(STACK)
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
    events::reload_divisions(state).await?;
    tracing::info!(providers, cursor, "the copies in memory are loaded");
    state.metrics.event_seq.set(cursor);
    state.started.store(true, Ordering::Release);
    Ok(cursor)
}

async fn run_all(state: Data<AppState>, cursor: i64, stop: CancellationToken) {
    let (numbered, planned) = (tokio::sync::Notify::new(), tokio::sync::Notify::new());
    tokio::join!(
        events::number_events(&state, &numbered, &stop),
        events::follow_events(&state, cursor, &numbered, &stop),
        telling::notify(&state, &planned, &stop),
        telling::deliver(&state, &planned, &stop),
        telling::ask_wechat(&state, &stop),
        dispatching::dispatch_rounds(&state, &stop),
        dispatching::batch_rounds(&state, &stop),
        timetable::keep(&state, &stop),
    );
}
