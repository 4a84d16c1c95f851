//! Telling people, and asking WeChat about texts.

use std::time::Duration;

use tokio::sync::broadcast::error::RecvError;
use tokio_util::sync::CancellationToken;

use super::POLL;
use crate::notifications::{consumer, sending};
use crate::platform::ids::NeedId;
use crate::platform::outbox::EventKind;
use crate::state::AppState;
use crate::wechat::checks;

/// Writes who is told of what, as soon as events are numbered.
pub(super) async fn notify(
    state: &AppState,
    planned: &tokio::sync::Notify,
    stop: &CancellationToken,
) {
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
pub(super) async fn deliver(
    state: &AppState,
    planned: &tokio::sync::Notify,
    stop: &CancellationToken,
) {
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

/// Has WeChat look over what needs say, where the settings want that. An extra: what is missed is not made up for.
pub(super) async fn check_texts(state: &AppState, stop: &CancellationToken) {
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
