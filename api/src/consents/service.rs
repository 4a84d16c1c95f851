//! Giving a consent, asking for one, deciding, taking it back.

use std::time::Duration;

use sea_orm::ActiveValue::Set;
use sea_orm::ConnectionTrait;

use super::dto::{CreateStreetConsentDto, DecideStreetConsentDto};
use super::entity::{ConsentState, consent};
use super::store;
use crate::identity::officers;
use crate::platform::access::Reach;
use crate::platform::audit::{self, Actor};
use crate::platform::ids::{PersonId, StreetConsentId};
use crate::platform::outbox::{self, EventKind, NewEvent};
use crate::platform::problem::{ErrorCode, FieldCode, FieldErrors, Problem};
use crate::state::AppState;

/// The longest consent.
const LONGEST: Duration = Duration::from_secs(366 * 86_400);
/// The longest note or reason, in characters.
const TEXT_MAX: usize = 200;

/// Writes a consent down: given, where the caller's reach has the street that gives it; asked for, where it has only the one that asks.
/// The officers of a street that is asked are told.
///
/// # Errors
/// 422 naming the fields, also for streets out of reach.
pub async fn create<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    actor: &Actor,
    reach: &Reach,
    input: &CreateStreetConsentDto,
) -> Result<consent::Model, Problem> {
    let mut errors = FieldErrors::default();
    check_streets(state, reach, input, &mut errors);
    let now = state.clock.now();
    let in_order =
        input.until > input.from && input.until > now && input.until.since(input.from) <= LONGEST;
    errors.check(in_order, "until", FieldCode::Range);
    check_categories(state, input.categories.as_deref(), &mut errors);
    let note = errors.text("note", input.note.as_deref(), TEXT_MAX);
    errors.finish()?;
    let gives = reach.any || reach.areas.covers_street(&input.giving_street);
    let id = StreetConsentId(state.clock.new_uuid());
    let list = input.categories.as_ref().map(serde_json::to_string);
    let row = consent::ActiveModel {
        id: Set(id),
        giving_street: Set(input.giving_street.clone()),
        asking_street: Set(input.asking_street.clone()),
        categories: Set(list.transpose().map_err(Problem::internal)?),
        state: Set(if gives {
            ConsentState::Given
        } else {
            ConsentState::Asked
        }),
        from_at: Set(input.from),
        until_at: Set(input.until),
        note: Set(note),
        reason: Set(None),
        asked_by: Set(reach.person),
        decided_by: Set(gives.then_some(reach.person)),
        decided_at: Set(gives.then_some(now)),
        created_at: Set(now),
    };
    let row = store::insert(txn, row).await?;
    changed(txn, state, actor, &row).await?;
    Ok(row)
}

fn check_streets(
    state: &AppState,
    reach: &Reach,
    input: &CreateStreetConsentDto,
    errors: &mut FieldErrors,
) {
    let (giving, asking) = (&input.giving_street, &input.asking_street);
    let known = |code: &str| code.len() == 9 && state.divisions().get(code).is_some();
    errors.check(known(giving), "giving_street", FieldCode::Unknown);
    errors.check(known(asking), "asking_street", FieldCode::Unknown);
    if !known(giving) || !known(asking) {
        return;
    }
    errors.check(giving != asking, "asking_street", FieldCode::Contradiction);
    // Two streets that are none of the caller's are not theirs to arrange.
    let reached =
        reach.any || reach.areas.covers_street(giving) || reach.areas.covers_street(asking);
    errors.check(reached, "giving_street", FieldCode::NotAllowed);
}

fn check_categories(state: &AppState, categories: Option<&[String]>, errors: &mut FieldErrors) {
    let Some(categories) = categories else { return };
    errors.check(!categories.is_empty(), "categories", FieldCode::Required);
    for (position, code) in categories.iter().enumerate() {
        let known = state.reference.taxonomy.category(code).is_some();
        errors.check(
            known,
            &format!("categories[{position}]"),
            FieldCode::Unknown,
        );
    }
}

/// The word of the street that was asked; whoever asked is told.
///
/// # Errors
/// 404 for what is not asked of a street within reach; 409 when it is decided already; 422 for a refusal without a reason.
pub async fn decide<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    actor: &Actor,
    reach: &Reach,
    id: StreetConsentId,
    input: &DecideStreetConsentDto,
) -> Result<consent::Model, Problem> {
    let row = find_given_by(txn, reach, id).await?;
    let mut errors = FieldErrors::default();
    let reason = errors.text("reason", input.reason.as_deref(), TEXT_MAX);
    errors.check(
        input.give || reason.is_some(),
        "reason",
        FieldCode::Required,
    );
    errors.finish()?;
    let to = if input.give {
        ConsentState::Given
    } else {
        ConsentState::Refused
    };
    advance(
        txn,
        state,
        actor,
        reach,
        (&row, ConsentState::Asked, to),
        reason,
    )
    .await
}

/// Takes a consent back, or the question for it. What was accepted under it stands.
///
/// # Errors
/// 404 out of reach; 409 for what is over already.
pub async fn end<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    actor: &Actor,
    reach: &Reach,
    id: StreetConsentId,
) -> Result<(), Problem> {
    let row = store::find_within(txn, reach, id).await?;
    let row = row.ok_or_else(|| Problem::new(ErrorCode::NotFound))?;
    let from = match row.state {
        ConsentState::Asked | ConsentState::Given => row.state,
        ConsentState::Refused | ConsentState::Ended => {
            return Err(Problem::new(ErrorCode::WrongState).with("state", row.state.as_str()));
        }
    };
    let step = (&row, from, ConsentState::Ended);
    advance(txn, state, actor, reach, step, None).await?;
    Ok(())
}

/// A consent whose giving street lies within reach: the asking street sees it and does not decide.
async fn find_given_by<C: ConnectionTrait>(
    txn: &C,
    reach: &Reach,
    id: StreetConsentId,
) -> Result<consent::Model, Problem> {
    let row = store::find_within(txn, reach, id).await?;
    row.filter(|row| reach.any || reach.areas.covers_street(&row.giving_street))
        .ok_or_else(|| ErrorCode::NotFound.into())
}

async fn advance<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    actor: &Actor,
    reach: &Reach,
    (row, from, to): (&consent::Model, ConsentState, ConsentState),
    reason: Option<String>,
) -> Result<consent::Model, Problem> {
    let by = (reach.person, state.clock.now());
    if !store::advance(txn, row.id, (from, to), reason, by).await? {
        return Err(Problem::new(ErrorCode::WrongState).with("state", row.state.as_str()));
    }
    let row = store::find(txn, row.id).await?;
    let row = row.ok_or_else(|| Problem::new(ErrorCode::NotFound))?;
    changed(txn, state, actor, &row).await?;
    Ok(row)
}

/// Notes it, and tells the other side: the officers of the street that is asked, or whoever asked.
async fn changed<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    actor: &Actor,
    row: &consent::Model,
) -> Result<(), Problem> {
    let about = ("street_consents", row.id.0, row.state.as_str());
    audit::record_change(txn, &state.clock, actor, None, about).await?;
    let mut recipients: Vec<PersonId> = match row.state {
        ConsentState::Asked => officers::of_street(txn, state, &row.giving_street).await?,
        ConsentState::Given | ConsentState::Refused | ConsentState::Ended => vec![row.asked_by],
    };
    // Who did it knows.
    recipients.retain(|person| Some(*person) != row.decided_by);
    let event = NewEvent {
        kind: EventKind::StreetConsentChanged,
        entity_id: row.id.0,
        community_code: None,
        payload: serde_json::json!({
            "state": row.state, "giving_street": row.giving_street, "asking_street": row.asking_street,
        }),
        recipients,
    };
    Ok(outbox::append(txn, &state.clock, vec![event]).await?)
}

/// The streets (9 digits) whose social workers may be asked for a need of this street and category now.
///
/// # Errors
/// The database's; 500 when a row holds what it cannot.
pub async fn streets_for<C: ConnectionTrait>(
    db: &C,
    state: &AppState,
    asking_street: &str,
    category: &str,
) -> Result<Vec<u64>, Problem> {
    let mut streets = Vec::new();
    for row in store::held_for(db, asking_street, state.clock.now()).await? {
        let covers = match &row.categories {
            None => true,
            Some(list) => {
                let list: Vec<String> = serde_json::from_str(list).map_err(Problem::internal)?;
                list.iter().any(|code| code == category)
            }
        };
        if covers {
            streets.push(row.giving_street.parse().map_err(Problem::internal)?);
        }
    }
    Ok(streets)
}
