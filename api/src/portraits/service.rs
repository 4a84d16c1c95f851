//! Sending a portrait, taking it away, deciding about it.

use sea_orm::ActiveValue::Set;
use sea_orm::ConnectionTrait;

use super::dto::DecidePortraitDto;
use super::entity::{PortraitState, portrait};
use super::store;
use crate::identity::officers;
use crate::photos::service::{self as pictures, Upload};
use crate::platform::access::Reach;
use crate::platform::audit::{self, Actor};
use crate::platform::db::is_conflict;
use crate::platform::ids::{PersonId, PhotoId, PortraitId, ProviderId};
use crate::platform::outbox::{self, EventKind, NewEvent};
use crate::platform::problem::{ErrorCode, FieldCode, FieldErrors, Problem};
use crate::providers;
use crate::providers::entity::provider;
use crate::state::AppState;

/// The longest reason, in characters.
const TEXT_MAX: usize = 200;
/// What can be refused.
const SEEN: [PortraitState; 3] = [
    PortraitState::Checking,
    PortraitState::Held,
    PortraitState::Shown,
];
/// What a provider's row may stand in when another one takes its place in the queue.
const UNSHOWN: [PortraitState; 3] = [
    PortraitState::Checking,
    PortraitState::Held,
    PortraitState::Refused,
];

/// The id under which a portrait's files lie.
#[must_use]
pub const fn files_of(id: PortraitId) -> PhotoId {
    PhotoId(id.0)
}

/// Puts an upload in the queue, in place of whatever of theirs waited or was refused; the one that is shown stays. The officers of the street
/// are told, unless one was waiting for them already.
///
/// # Errors
/// 404 for a provider who is not the caller; 409 when they sent another one at the same moment; 503 when the upload was given up.
pub async fn send<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    actor: &Actor,
    reach: &Reach,
    (id, upload): (ProviderId, &Upload),
) -> Result<portrait::Model, Problem> {
    let whose = providers::profile::within_reach(txn, reach, id).await?;
    pictures::end_upload(txn, upload).await?;
    let mut waited = false;
    for earlier in store::of_provider(txn, id).await? {
        if take_away(txn, state, earlier.id, &UNSHOWN).await? {
            waited |= PortraitState::WAITING.contains(&earlier.state);
        }
    }
    let row = portrait::ActiveModel {
        id: Set(PortraitId(upload.id.0)),
        provider_id: Set(whose.id),
        person_id: Set(whose.person_id),
        state: Set(PortraitState::Checking),
        width: Set(upload.width),
        height: Set(upload.height),
        bytes: Set(upload.bytes),
        reason: Set(None),
        decided_by: Set(None),
        decided_at: Set(None),
        asked_at: Set(None),
        trace_id: Set(None),
        verdict: Set(None),
        created_at: Set(state.clock.now()),
    };
    let row = store::insert(txn, row).await.map_err(|error| {
        if is_conflict(&error) {
            ErrorCode::Conflict.into()
        } else {
            Problem::from(error)
        }
    })?;
    note(txn, state, actor, &whose, (row.id, row.state.as_str())).await?;
    let told = if waited {
        Vec::new()
    } else {
        officers::of_street(txn, state, &whose.street_code).await?
    };
    tell(txn, state, &whose, (row.id, row.state.as_str()), told).await?;
    Ok(row)
}

/// Takes everything of a provider's away: nobody sees it any more, and the files go.
///
/// # Errors
/// 404 for a provider who is not the caller.
pub async fn remove<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    actor: &Actor,
    reach: &Reach,
    id: ProviderId,
) -> Result<(), Problem> {
    let whose = providers::profile::within_reach(txn, reach, id).await?;
    for row in store::of_provider(txn, id).await? {
        if take_away(txn, state, row.id, PortraitState::ALL).await? {
            note(txn, state, actor, &whose, (row.id, "removed")).await?;
            tell(txn, state, &whose, (row.id, "removed"), Vec::new()).await?;
        }
    }
    Ok(())
}

/// An officer's word: shown from now on, in place of the earlier one, or refused with a reason, also after it was shown. Whose portrait it
/// is, is told.
///
/// # Errors
/// 404 out of reach; 403 for the own one; 409 when it is decided already; 422 for a refusal without a reason.
pub async fn decide<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    actor: &Actor,
    reach: &Reach,
    (id, input): (PortraitId, &DecidePortraitDto),
) -> Result<portrait::Model, Problem> {
    let not_found = || Problem::new(ErrorCode::NotFound);
    let row = store::find(txn, id).await?.ok_or_else(not_found)?;
    let whose = providers::profile::somebody_else(txn, reach, row.provider_id).await?;
    let mut errors = FieldErrors::default();
    let reason = errors.text("reason", input.reason.as_deref(), TEXT_MAX);
    errors.check(
        input.show || reason.is_some(),
        "reason",
        FieldCode::Required,
    );
    errors.check(
        !input.show || reason.is_none(),
        "reason",
        FieldCode::NotAllowed,
    );
    errors.finish()?;
    let (from, to): (&[PortraitState], _) = if input.show {
        make_room(txn, state, &row).await?;
        (&PortraitState::WAITING, PortraitState::Shown)
    } else {
        (&SEEN, PortraitState::Refused)
    };
    let by = (reach.person, state.clock.now());
    if !store::advance(txn, id, (from, to), reason, by).await? {
        // Read again: somebody may have decided since.
        let row = store::find(txn, id).await?.ok_or_else(not_found)?;
        return Err(Problem::new(ErrorCode::WrongState).with("state", row.state.as_str()));
    }
    if !to.has_picture() {
        pictures::discard(txn, state, files_of(id)).await?;
    }
    note(txn, state, actor, &whose, (id, to.as_str())).await?;
    tell(txn, state, &whose, (id, to.as_str()), vec![whose.person_id]).await?;
    store::find(txn, id).await?.ok_or_else(not_found)
}

/// Takes the one that is shown away, for the one that will be. When that one turns out to be decided already, all of it is undone.
async fn make_room<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    next: &portrait::Model,
) -> Result<(), Problem> {
    let shown = store::shown_of(txn, &[next.provider_id]).await?;
    for (_, earlier) in shown.into_iter().filter(|(_, id)| *id != next.id) {
        take_away(txn, state, earlier, &[PortraitState::Shown]).await?;
    }
    Ok(())
}

/// Takes a row away that stands in one of these states, and has its files removed; answers whether it did.
async fn take_away<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    id: PortraitId,
    states: &[PortraitState],
) -> Result<bool, Problem> {
    if !store::delete(txn, id, states).await? {
        return Ok(false);
    }
    pictures::discard(txn, state, files_of(id)).await?;
    Ok(true)
}

async fn note<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    actor: &Actor,
    whose: &provider::Model,
    (id, what): (PortraitId, &'static str),
) -> Result<(), Problem> {
    let about = ("portraits", id.0, what);
    Ok(audit::record_change(txn, &state.clock, actor, Some(whose.person_id), about).await?)
}

/// Writes the event; officers who look at their queue see it, `told` are notified.
///
/// # Errors
/// The database's.
pub async fn tell<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    whose: &provider::Model,
    (id, what): (PortraitId, &'static str),
    mut told: Vec<PersonId>,
) -> Result<(), Problem> {
    if what == PortraitState::Checking.as_str() {
        // An officer who sends their own cannot decide about it.
        told.retain(|person| *person != whose.person_id);
    }
    let event = NewEvent {
        kind: EventKind::PortraitChanged,
        entity_id: id.0,
        community_code: Some(whose.community_code.clone()),
        payload: serde_json::json!({ "state": what, "provider_id": whose.id }),
        recipients: told,
    };
    Ok(outbox::append(txn, &state.clock, vec![event]).await?)
}
