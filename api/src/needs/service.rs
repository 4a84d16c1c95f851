//! What happens to needs: posting, sending, changing, taking back, closing.

use std::time::Duration;

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, ConnectionTrait, IntoActiveModel as _};

use super::dto::{Duplicate, UpdateNeed};
use super::entity::need;
use super::model::{NeedState, Outcome};
use super::new::{self, NewNeed};
use super::screening::{ContentScreening, Screening, WordScreening};
use super::store::{self, StateChange};
use super::{numbers, view};
use crate::identity;
use crate::identity::persons::{self, NewPerson};
use crate::identity::sessions;
use crate::platform::clock::Instant;
use crate::platform::http::IfMatch;
use crate::platform::ids::{NeedId, PersonId};
use crate::platform::outbox::{self, EventKind, NewEvent};
use crate::platform::problem::{ErrorCode, FieldCode, FieldErrors, Problem};
use crate::reference::taxonomy::Triage;
use crate::state::AppState;
use crate::{dispatch, tasks};

/// The purpose under which a client's consent to being posted for is recorded.
const ON_BEHALF: &str = "posted_on_behalf";

/// Writes a need down and, unless it is a draft, sends it on its way. Answers the row and its tracking code.
///
/// # Errors
/// The database's.
pub async fn create<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    poster: PersonId,
    new: &NewNeed,
) -> Result<(need::Model, String), Problem> {
    let now = state.clock.now();
    let id = NeedId(state.clock.new_uuid());
    let key = match &new.client {
        None => state.vault.person_key(txn, poster).await?,
        // Always a person of their own: a later account for the same phone does not silently inherit what was posted.
        Some(client) => {
            let person = NewPerson {
                name: client.name.clone(),
                phone: client.phone.clone(),
                community_code: Some(new.community.clone()),
                ..NewPerson::default()
            };
            let key = persons::create_person(txn, state, &person).await?;
            // Given to the poster, who vouches for it: the step below says who that is.
            let terms = sessions::terms_version(state);
            let consent = (state.clock.new_uuid(), key.person());
            identity::store::record_consent(txn, consent.0, consent.1, ON_BEHALF, terms, now)
                .await?;
            key
        }
    };
    let seal = |column, text: &str| key.seal(view::cell(column, id), text.as_bytes());
    let tracking_code = numbers::random_code();
    let texts = [new.description.as_deref(), new.address.as_deref()];
    let held = texts
        .into_iter()
        .flatten()
        .any(|text| WordScreening.screen(text) == Screening::Review);
    let screening = if held {
        Screening::Review
    } else {
        Screening::Pass
    };
    let row = need::ActiveModel {
        id: Set(id),
        short_number: Set(store::next_short_number(txn).await?),
        person_id: Set(key.person()),
        posted_by: Set(poster),
        on_behalf_relation: Set(new
            .client
            .as_ref()
            .map(|client| seal("on_behalf_relation", &client.relation))),
        category: Set(new.category.code.clone()),
        category_group: Set(new.category.group.clone()),
        taxonomy_version: Set(state.reference.taxonomy.version.clone()),
        policy_version: Set(state.reference.policy.version.clone()),
        target_groups: Set(serde_json::to_string(&new.target_groups).map_err(Problem::internal)?),
        description: Set(new
            .description
            .as_deref()
            .map(|text| seal("description", text))),
        address: Set(new.address.as_deref().map(|text| seal("address", text))),
        place: Set(seal("place", &view::place_text(new.place))),
        cell: Set(new.cell.to_string()),
        community_code: Set(new.community.clone()),
        street_code: Set(new.community.get(..9).unwrap_or_default().to_owned()),
        division_year: Set(state.divisions().year()),
        compound_id: Set(new.compound),
        window_from: Set(new.window.map(|(from, _)| from)),
        window_until: Set(new.window.map(|(_, until)| until)),
        channel: Set(new.channel.as_str().to_owned()),
        preferences: Set(serde_json::to_string(&new.preferences).map_err(Problem::internal)?),
        urgency: Set(new.category.urgency.as_str().to_owned()),
        sensitive: Set(new.category.sensitive),
        triage: Set(triage_word(new.category.triage).to_owned()),
        referral: Set(new.category.refer_to.clone()),
        screening: Set(screening.as_str().to_owned()),
        volunteers_wanted: Set(i32::from(new.volunteers)),
        state: Set(NeedState::Draft),
        outcome: Set(None),
        tracking_hash: Set(numbers::code_hash(&tracking_code)),
        accept_by: Set(None),
        opened_at: Set(None),
        accepted_at: Set(None),
        closed_at: Set(None),
        closed_by: Set(None),
        version: Set(1),
        created_at: Set(now),
        updated_at: Set(now),
    };
    // Whoever is concerned was just read or written: what is not there can only be the compound.
    let row = row
        .insert(txn)
        .await
        .map_err(|error| Problem::unknown_reference("compound_id", error))?;
    let step = (state.clock.new_uuid(), now);
    let by = StateChange {
        actor: Some(poster),
        ..StateChange::default()
    };
    store::insert_step(txn, id, None, NeedState::Draft, by, step).await?;
    let row = if new.draft {
        row
    } else {
        send(txn, state, row, poster).await?
    };
    Ok((row, tracking_code))
}

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
/// 409 when it is no draft any more; 422 when the wanted time is over.
pub async fn send<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    row: need::Model,
    actor: PersonId,
) -> Result<need::Model, Problem> {
    let now = state.clock.now();
    let id = row.id;
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
    need::Entity::update_many()
        .col_expr(
            need::Column::AcceptBy,
            Expr::value(now.plus(Duration::from_secs(minutes * 60))),
        )
        .filter(need::Column::Id.eq(id))
        .exec(txn)
        .await?;
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
    let row = reload(txn, id).await?;
    tasks::service::open_for_need(txn, state, &row).await?;
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

fn event(row: &need::Model, kind: EventKind, state: NeedState) -> NewEvent {
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

/// Needs that the new one may repeat. Ids are told only of the caller's own.
///
/// # Errors
/// The database's.
pub async fn possible_duplicates<C: ConnectionTrait>(
    db: &C,
    state: &AppState,
    row: &need::Model,
    new: &NewNeed,
) -> Result<Vec<Duplicate>, Problem> {
    let days = state
        .policy()
        .duration("need.duplicate_window_days", 86_400, 7);
    let phone = new.client.as_ref().and_then(|client| client.phone.as_ref());
    let index = phone.map(|phone| state.vault.blind_index("phone", phone.digits()));
    let since = row.created_at.minus(days);
    let found = store::likely_duplicates(db, row, index.as_ref(), since).await?;
    Ok(found
        .into_iter()
        .map(|other| {
            let own = other.posted_by == row.posted_by || other.person_id == row.person_id;
            let same = if other.cell == row.cell && other.person_id != row.person_id {
                "place"
            } else {
                "person"
            };
            Duplicate {
                need_id: own.then_some(other.id),
                same,
            }
        })
        .collect())
}

/// Changes a need that nobody has taken.
///
/// # Errors
/// 422 naming the fields; 409 when it was taken; 412 when it was changed meanwhile.
pub async fn update<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    row: need::Model,
    if_match: IfMatch,
    input: &UpdateNeed,
) -> Result<need::Model, Problem> {
    if_match.check(row.version)?;
    if !matches!(row.state, NeedState::Draft | NeedState::Open) {
        return Err(Problem::new(ErrorCode::WrongState).with("state", row.state.as_str()));
    }
    let now: Instant = state.clock.now();
    let mut errors = FieldErrors::default();
    let description = new::parse_text(
        &mut errors,
        "description",
        input.description.as_deref(),
        new::DESCRIPTION_MAX,
    );
    let address = new::parse_text(
        &mut errors,
        "address",
        input.address.as_deref(),
        new::ADDRESS_MAX,
    );
    let window = new::parse_window(&mut errors, input.window, now);
    if let Some(preferences) = &input.preferences {
        new::check_preferences(&mut errors, &state.reference.taxonomy, preferences);
    }
    errors.finish()?;
    let key = state.vault.person_key(txn, row.person_id).await?;
    let (id, version) = (row.id, row.version);
    if !store::begin_change(txn, id, version, row.state).await? {
        return Err(ErrorCode::PreconditionFailed.into());
    }
    let event = event(&row, EventKind::NeedChanged, row.state);
    let mut change = row.into_active_model();
    if input.description.is_some() {
        change.description =
            Set(description.map(|text| key.seal(view::cell("description", id), text.as_bytes())));
    }
    if input.address.is_some() {
        change.address =
            Set(address.map(|text| key.seal(view::cell("address", id), text.as_bytes())));
    }
    if let Some((from, until)) = window {
        change.window_from = Set(Some(from));
        change.window_until = Set(Some(until));
        tasks::service::move_window(txn, state, id, from, until).await?;
    }
    if let Some(preferences) = &input.preferences {
        change.preferences = Set(serde_json::to_string(preferences).map_err(Problem::internal)?);
    }
    change.version = Set(version + 1);
    change.updated_at = Set(now);
    let row = change.update(txn).await?;
    outbox::append(txn, &state.clock, vec![event]).await?;
    Ok(row)
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
    dispatch::service::withdraw_offers(txn, state, row.id, None).await?;
    tasks::service::cancel_for_need(txn, state, row.id).await
}
