//! The timetable: what is done again and again, each as a loop that survives its errors.

use std::time::Duration;

use tokio_util::sync::CancellationToken;

use crate::events::tickets;
use crate::identity::codes;
use crate::notifications::{self, sending};
use crate::platform::outbox::retention;
use crate::platform::{audit, idempotency, limits};
use crate::providers::upkeep;
use crate::state::AppState;
use crate::wechat::callback;
use crate::{duty, leaves, needs, photos, tasks, visits};

/// How late a call-back may be passed on, and a visitor asked.
const CALL_BACK_PAUSE: Duration = Duration::from_secs(10);

/// Keeps the timetable until it is told to stop.
pub(super) async fn keep(state: &AppState, stop: &CancellationToken) {
    let upkeep_pause = Duration::from_secs(state.settings.dispatch.upkeep_seconds);
    tokio::join!(
        every(Duration::from_secs(5), stop, "seal_audit", async || {
            audit::seal_pending(&state.db, &state.clock).await.map(drop)
        }),
        every(Duration::from_secs(600), stop, "tidy_up", async || {
            idempotency::forget_old(state).await?;
            limits::forget_old(&state.db, state.clock.now()).await?;
            tickets::forget_old(&state.db, state.clock.now()).await?;
            callback::forget_old(&state.db, state.clock.now()).await?;
            codes::forget_old(&state.db, state.clock.now()).await
        }),
        every(Duration::from_secs(60), stop, "check_drift", async || {
            state.directory.check_drift(state).await.map(drop)
        }),
        every(upkeep_pause, stop, "forget_events", async || {
            let kept = state.policy().duration("events.retention_days", 86_400, 14);
            let before = state.clock.now().minus(kept);
            retention::forget_old(&state.db, before).await.map(drop)
        }),
        every(
            upkeep_pause.min(Duration::from_secs(30)),
            stop,
            "end_abandoned_deliveries",
            async || { sending::end_abandoned(state).await.map(drop) }
        ),
        every(upkeep_pause, stop, "forget_notifications", async || {
            let kept = state
                .policy()
                .duration("notifications.retention_days", 86_400, 180);
            let before = state.clock.now().minus(kept);
            let forgotten = state.db.write_txn_quietly(async |txn| {
                notifications::store::forget_before(txn, before).await
            });
            forgotten.await.map(drop)
        }),
        every(upkeep_pause, stop, "expire_needs", async || {
            needs::upkeep::expire_stale(state).await.map(drop)
        }),
        every(
            upkeep_pause.min(CALL_BACK_PAUSE),
            stop,
            "pass_call_backs_on",
            async || { duty::call_backs::pass_on_overdue(state).await.map(drop) }
        ),
        every(upkeep_pause, stop, "remind_of_call_backs", async || {
            duty::call_backs::remind_forgotten(state).await.map(drop)
        }),
        every(
            upkeep_pause.min(CALL_BACK_PAUSE),
            stop,
            "look_after_visits",
            async || { visits::overtime::look_after(state).await.map(drop) }
        ),
        every(
            upkeep_pause.min(CALL_BACK_PAUSE),
            stop,
            "look_after_late",
            async || { tasks::late_arrivals::look_after(state).await.map(drop) }
        ),
        every(
            upkeep_pause.min(CALL_BACK_PAUSE),
            stop,
            "turn_leaves",
            async || { leaves::turn::turn_due(state).await.map(drop) }
        ),
        every(upkeep_pause, stop, "escalate_needs", async || {
            needs::escalation::escalate_due(state).await.map(drop)
        }),
        every(upkeep_pause, stop, "tidy_photos", async || {
            photos::service::tidy_up(state).await.map(drop)
        }),
        every(
            upkeep_pause.min(CALL_BACK_PAUSE),
            stop,
            "pass_places_on",
            async || { tasks::line::pass_overdue_on(state).await.map(drop) }
        ),
        every(upkeep_pause, stop, "confirm_silent_tasks", async || {
            tasks::upkeep::confirm_silent(state).await.map(drop)
        }),
        every(
            Duration::from_secs(3_600),
            stop,
            "recount_recent_loads",
            async || { upkeep::recount_recent_loads(state).await.map(drop) }
        ),
        every(
            Duration::from_secs(3_600),
            stop,
            "expire_certificates",
            async || { upkeep::expire_certificates(state).await.map(drop) }
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
