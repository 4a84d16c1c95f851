//! The way of a need: sent, moved on, taken back, closed.

use sea_orm::ConnectionTrait;

use super::entity::need;
use super::model::{NeedState, Outcome};
use super::risks;
use super::store::{self, StateChange};
use crate::platform::ids::{NeedId, PersonId};
use crate::platform::outbox::{self, EventKind, NewEvent};
use crate::platform::problem::{ErrorCode, FieldCode, Problem};
use crate::reference::taxonomy::{Triage, Urgency};
use crate::state::AppState;
use crate::{dispatch, duty, tasks, visits};

/// The word of a triage in the database.
#[must_use]
pub const fn triage_word(triage: Triage) -> &'static str {
    match triage {
        Triage::SocialWork => "social_work",
        Triage::Administrative => "administrative",
        Triage::Emergency => "emergency",
    }
}

/// Sends a draft on its way: social work and emergencies are opened with a task, administrative matters are referred and closed.
///
/// # Errors
/// 409 when it is no draft any more; 422 when the wanted time is over, or when nobody could tell what is wanted: neither a category
/// was chosen nor anything said.
pub async fn send<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    row: need::Model,
    actor: PersonId,
) -> Result<need::Model, Problem> {
    let now = state.clock.now();
    let id = row.id;
    let said = row.description.is_some() || !store::voice_notes(txn, id).await?.is_empty();
    if !row.category_chosen && !said {
        return Err(Problem::field("category", FieldCode::Required));
    }
    if row.triage == triage_word(Triage::Administrative) {
        let change = StateChange {
            outcome: Some(Outcome::Referred),
            actor: Some(actor),
            reason: Some("administrative_matter"),
        };
        transition(txn, state, &row, NeedState::Closed, change).await?;
        return reload(txn, id).await;
    }
    if row.window_until.is_some_and(|until| until <= now) {
        return Err(Problem::field("window.from", FieldCode::Range));
    }
    let category = state.reference.taxonomy.category(&row.category);
    let minutes = category.map_or(60, |category| u64::from(category.accept_within_minutes));
    let within = risks::accept_within(state, &row, minutes);
    let accept_by = state.deadline(Urgency::of_row(&row.urgency), now, within);
    store::set_accept_by(txn, id, accept_by).await?;
    transition(
        txn,
        state,
        &row,
        NeedState::Open,
        StateChange {
            actor: Some(actor),
            ..StateChange::default()
        },
    )
    .await?;
    let mut row = reload(txn, id).await?;
    if visits::pairing::give_second_place(txn, state, &row).await? {
        row = reload(txn, id).await?;
    }
    tasks::service::open_for_need(txn, state, &row).await?;
    if risks::calls_back(&row) {
        duty::call_backs::begin(txn, state, &row).await?;
    }
    Ok(row)
}

/// Moves a need on and tells everybody concerned.
///
/// # Errors
/// 409 when the way from where it stands does not lead there, or it has moved meanwhile.
pub async fn transition<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    row: &need::Model,
    to: NeedState,
    change: StateChange,
) -> Result<(), Problem> {
    if !row.state.may_become(to) {
        return Err(Problem::new(ErrorCode::WrongState).with("state", row.state.as_str()));
    }
    let step = (state.clock.new_uuid(), state.clock.now());
    if !store::change_state(txn, row.id, (row.state, to), change, step).await? {
        return Err(ErrorCode::Conflict.into());
    }
    let kind = if to == NeedState::Open {
        EventKind::NeedOpened
    } else {
        EventKind::NeedChanged
    };
    outbox::append(txn, &state.clock, vec![event(row, kind, to)]).await?;
    Ok(())
}

/// The event of a need that has changed.
pub(super) fn event(row: &need::Model, kind: EventKind, state: NeedState) -> NewEvent {
    NewEvent {
        kind,
        entity_id: row.id.0,
        // Sensitive needs show on no list and no map, so their events name no place.
        community_code: (!row.sensitive).then(|| row.community_code.clone()),
        payload: serde_json::json!({ "state": state }),
        recipients: vec![row.person_id, row.posted_by],
    }
}

async fn reload<C: ConnectionTrait>(txn: &C, id: NeedId) -> Result<need::Model, Problem> {
    store::find(txn, id)
        .await?
        .ok_or_else(|| ErrorCode::NotFound.into())
}

/// Ends a need before or beside its service: taken back by the resident, or closed by an officer. Its task, offers and team end with it.
///
/// # Errors
/// 409 when it is over already or somebody is there.
pub async fn end<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    row: &need::Model,
    to: NeedState,
    change: StateChange,
) -> Result<(), Problem> {
    transition(txn, state, row, to, change).await?;
    duty::call_backs::withdraw(txn, state, row.id).await?;
    dispatch::service::withdraw_offers(txn, state, row.id, None).await?;
    tasks::service::cancel_for_need(txn, state, row.id).await
}
