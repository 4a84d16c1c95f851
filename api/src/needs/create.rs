//! Writing a need down, and warning of what it may repeat.

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, ConnectionTrait};

use super::dto::Duplicate;
use super::entity::need;
use super::model::NeedState;
use super::new::NewNeed;
use super::store::{self, StateChange};
use super::{numbers, risks, service, view, wishes};
use crate::divisions::place_text;
use crate::identity;
use crate::identity::persons::{self, NewPerson};
use crate::identity::sessions;
use crate::platform::ids::{NeedId, PersonId};
use crate::platform::problem::Problem;
use crate::state::AppState;

/// The purpose under which a client's consent to being posted for is recorded.
pub const ON_BEHALF: &str = "posted_on_behalf";

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
    let screening = state.screening.screen_all(texts);
    let standing = risks::standing(state, &new.category, new.description.as_deref());
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
        category_chosen: Set(new.category_chosen),
        target_groups: Set(wishes::seal_groups(&key, id, &new.target_groups)?),
        description: Set(new
            .description
            .as_deref()
            .map(|text| seal("description", text))),
        address: Set(new.address.as_deref().map(|text| seal("address", text))),
        place: Set(seal("place", &place_text(new.place))),
        cell: Set(new.cell.to_string()),
        community_code: Set(new.community.clone()),
        street_code: Set(new.community.get(..9).unwrap_or_default().to_owned()),
        division_year: Set(state.divisions().year()),
        compound_id: Set(new.compound),
        window_from: Set(new.window.map(|(from, _)| from)),
        window_until: Set(new.window.map(|(_, until)| until)),
        channel: Set(new.channel.as_str().to_owned()),
        preferences: Set(wishes::seal_preferences(&key, id, &new.preferences)?),
        urgency: Set(standing.urgency.as_str().to_owned()),
        sensitive: Set(new.category.sensitive),
        triage: Set(service::triage_word(standing.triage).to_owned()),
        referral: Set(new.category.refer_to.clone()),
        risk: Set(standing.risk),
        screening: Set(screening.as_str().to_owned()),
        volunteers_wanted: Set(i32::from(new.volunteers)),
        state: Set(NeedState::Draft),
        outcome: Set(None),
        tracking_hash: Set(numbers::code_hash(&tracking_code)),
        accept_by: Set(None),
        escalation: Set(0),
        escalated_at: Set(None),
        opened_at: Set(None),
        accepted_at: Set(None),
        closed_at: Set(None),
        closed_by: Set(None),
        version: Set(1),
        created_at: Set(now),
        updated_at: Set(now),
    };
    let row = row.insert(txn).await?;
    let step = (state.clock.new_uuid(), now);
    let by = StateChange {
        actor: Some(poster),
        ..StateChange::default()
    };
    store::insert_step(txn, id, None, NeedState::Draft, by, step).await?;
    let row = if new.draft {
        row
    } else {
        service::send(txn, state, row, poster).await?
    };
    Ok((row, tracking_code))
}

/// Needs that this one may repeat: of the same person or phone, or in the same cell. Ids are told only of the caller's own.
///
/// # Errors
/// The database's.
pub async fn possible_duplicates<C: ConnectionTrait>(
    db: &C,
    state: &AppState,
    row: &need::Model,
) -> Result<Vec<Duplicate>, Problem> {
    let days = state
        .policy()
        .duration("need.duplicate_window_days", 86_400, 7);
    let person = identity::store::find_person(db, row.person_id).await?;
    let mut persons = vec![row.person_id];
    if let Some(phone) = person.and_then(|person| person.phone_index) {
        persons.extend(identity::store::persons_of_phone(db, &phone).await?);
    }
    let since = row.created_at.minus(days);
    let found = store::likely_duplicates(db, row, &persons, since).await?;
    Ok(found
        .into_iter()
        .map(|other| {
            let own = other.posted_by == row.posted_by || other.person_id == row.person_id;
            let same = if persons.contains(&other.person_id) {
                "person"
            } else {
                "place"
            };
            Duplicate {
                need_id: own.then_some(other.id),
                same,
            }
        })
        .collect())
}
