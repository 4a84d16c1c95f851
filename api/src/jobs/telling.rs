//! Telling people, and asking WeChat about texts and portraits.

use std::time::Duration;

use tokio::sync::broadcast::error::RecvError;
use tokio_util::sync::CancellationToken;

use super::POLL;
use crate::notifications::{consumer, sending};
use crate::platform::ids::{NeedId, PortraitId};
use crate::platform::outbox::EventKind;
use crate::portraits;
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

/// Has WeChat look over what needs say, and over portraits, where the settings want that. An extra: what is missed is not made up for.
pub(super) async fn ask_wechat(state: &AppState, stop: &CancellationToken) {
    let settings = &state.settings;
    if !settings.wechat.check_texts && !settings.wechat.check_media {
        return;
    }
    if settings.wechat.check_media && settings.slips.public_url.is_empty() {
        tracing::warn!("WeChat cannot look over portraits: slips.public_url is not set");
    }
    let mut events = state.hub.subscribe();
    loop {
        let event = tokio::select! {
            () = stop.cancelled() => return,
            event = events.recv() => event,
        };
        let asked = match event {
            Ok(event) if matches!(event.kind, EventKind::NeedOpened | EventKind::NeedChanged) => {
                checks::look_over(state, NeedId(event.entity_id)).await
            }
            Ok(event) if event.kind == EventKind::PortraitChanged => {
                portraits::checks::look_over(state, PortraitId(event.entity_id)).await
            }
            Ok(_) | Err(RecvError::Lagged(_)) => Ok(()),
            Err(RecvError::Closed) => return,
        };
        if let Err(problem) = asked {
            tracing::warn!(error = ?problem, "WeChat could not be asked about a text or portrait");
        }
    }
}
