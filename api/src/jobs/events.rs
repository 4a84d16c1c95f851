//! Events: giving them numbers, following them, keeping this replica's copies up to date.

use sea_orm::DbErr;
use sea_orm::sqlx::postgres::PgListener;
use tokio_util::sync::CancellationToken;

use super::{AFTER_ERROR, POLL};
use crate::divisions::load;
use crate::platform::ids::{PersonId, ProviderId, SessionId};
use crate::platform::outbox::relay::Relay;
use crate::platform::outbox::{Event, EventKind, tail};
use crate::providers::upkeep;
use crate::state::AppState;

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

pub(super) async fn number_events(
    state: &AppState,
    numbered: &tokio::sync::Notify,
    stop: &CancellationToken,
) {
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

pub(super) async fn follow_events(
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
        | EventKind::AccountChanged
        | EventKind::LeaveChanged
        | EventKind::PortraitChanged
        | EventKind::StreetConsentChanged
        | EventKind::PlaceOffered
        | EventKind::MessagePosted
        | EventKind::RatingChanged => {}
    }
    Ok(())
}

/// Reads the tree of divisions again. A tree that cannot be understood is reported, and the one in memory stays.
pub(super) async fn reload_divisions(state: &AppState) -> Result<(), DbErr> {
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
