//! Entering, deciding and ending a leave; who stands in for whom.

use std::time::Duration;

use sea_orm::ActiveValue::Set;
use sea_orm::ConnectionTrait;

use super::dto::{CreateLeaveDto, DecideLeaveDto};
use super::entity::{LeaveKind, LeaveState, leave};
use super::{store, turn};
use crate::identity::officers;
use crate::platform::access::Reach;
use crate::platform::audit::{self, Actor};
use crate::platform::clock::Instant;
use crate::platform::db::is_conflict;
use crate::platform::ids::{LeaveId, PersonId, ProviderId};
use crate::platform::outbox::{self, EventKind, NewEvent};
use crate::platform::problem::{ErrorCode, FieldCode, FieldErrors, Problem};
use crate::providers;
use crate::providers::entity::provider;
use crate::state::AppState;

/// The longest leave.
const LONGEST: Duration = Duration::from_secs(366 * 86_400);
/// How long ago a leave may have begun: whoever fell ill yesterday says so today.
const LATEST: Duration = Duration::from_secs(7 * 86_400);
/// The longest reason, in characters.
const TEXT_MAX: usize = 200;

/// Enters a leave. An officer's own word, sick leave and a volunteer's are in force at once; everything else is decided by an officer.
///
/// # Errors
/// 404 for a provider out of reach; 422 naming the fields; 409 `time_conflict` when it overlaps with another leave of theirs.
pub async fn create<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    actor: &Actor,
    reach: &Reach,
    (id, input): (ProviderId, &CreateLeaveDto),
) -> Result<leave::Model, Problem> {
    let whose = providers::profile::within_reach(txn, reach, id).await?;
    let now = state.clock.now();
    let mut errors = FieldErrors::default();
    let in_order = input.until > input.from && input.until.since(input.from) <= LONGEST;
    errors.check(in_order && input.until > now, "until", FieldCode::Range);
    errors.check(input.from >= now.minus(LATEST), "from", FieldCode::Range);
    check_stand_in(txn, &whose, input.stand_in_provider_id, &mut errors).await?;
    errors.finish()?;
    // Nobody decides about their own leave, whatever office they hold beside.
    let officer = whose.person_id != reach.person;
    let volunteer = whose.role() != Some(jinlin_matcher::Role::SocialWorker);
    let at_once = officer || volunteer || input.kind == LeaveKind::Sick;
    let row = leave::ActiveModel {
        id: Set(LeaveId(state.clock.new_uuid())),
        provider_id: Set(whose.id),
        person_id: Set(whose.person_id),
        street_code: Set(whose.street_code.clone()),
        community_code: Set(whose.community_code.clone()),
        kind: Set(input.kind),
        state: Set(if at_once {
            LeaveState::Approved
        } else {
            LeaveState::Asked
        }),
        from_at: Set(input.from),
        until_at: Set(input.until),
        stand_in_provider_id: Set(input.stand_in_provider_id),
        reason: Set(None),
        asked_by: Set(reach.person),
        decided_by: Set(officer.then_some(reach.person)),
        decided_at: Set(at_once.then_some(now)),
        created_at: Set(now),
    };
    let row = store::insert(txn, row).await.map_err(|error| {
        if is_conflict(&error) {
            ErrorCode::TimeConflict.into()
        } else {
            Problem::from(error)
        }
    })?;
    changed(txn, state, actor, &row, reach.person).await?;
    turn::turn(txn, state, row.provider_id).await?;
    Ok(row)
}

/// A stand-in is a social worker of the same street who is not the one away.
async fn check_stand_in<C: ConnectionTrait>(
    txn: &C,
    whose: &provider::Model,
    stand_in: Option<ProviderId>,
    errors: &mut FieldErrors,
) -> Result<(), Problem> {
    let Some(stand_in) = stand_in else {
        return Ok(());
    };
    let field = "stand_in_provider_id";
    let row = providers::store::find(txn, stand_in).await?;
    let worker = row.filter(|row| row.role() == Some(jinlin_matcher::Role::SocialWorker));
    match worker {
        None => errors.add(field, FieldCode::Unknown),
        Some(row) if row.person_id == whose.person_id => {
            errors.add(field, FieldCode::Contradiction)
        }
        Some(row) => errors.check(
            row.street_code == whose.street_code,
            field,
            FieldCode::NotAllowed,
        ),
    }
    Ok(())
}

/// An officer's word about a leave that was asked for.
///
/// # Errors
/// 404 out of reach, also for the own leave; 409 when it is decided already; 422 for a refusal without a reason.
pub async fn decide<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    actor: &Actor,
    reach: &Reach,
    (id, input): (LeaveId, &DecideLeaveDto),
) -> Result<leave::Model, Problem> {
    let row = find(txn, reach, id).await?;
    if row.person_id == reach.person {
        return Err(ErrorCode::NotFound.into());
    }
    let mut errors = FieldErrors::default();
    let reason = errors.text("reason", input.reason.as_deref(), TEXT_MAX);
    let said = input.approve || reason.is_some();
    errors.check(said, "reason", FieldCode::Required);
    errors.finish()?;
    let to = if input.approve {
        LeaveState::Approved
    } else {
        LeaveState::Refused
    };
    let by = (reach.person, state.clock.now());
    if !store::advance(txn, id, (LeaveState::Asked, to), reason, by).await? {
        return Err(Problem::new(ErrorCode::WrongState).with("state", row.state.as_str()));
    }
    let row = find(txn, reach, id).await?;
    changed(txn, state, actor, &row, reach.person).await?;
    turn::turn(txn, state, row.provider_id).await?;
    Ok(row)
}

/// Takes a leave back before it begins, or ends it now.
///
/// # Errors
/// 404 out of reach; 409 when it is over, refused or taken back already.
pub async fn end<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    actor: &Actor,
    reach: &Reach,
    id: LeaveId,
) -> Result<(), Problem> {
    let row = find(txn, reach, id).await?;
    // Whoever stands in sees it, and no more.
    if row.person_id != reach.person && !reach.any && !reach.areas.contains(&row.community_code) {
        return Err(ErrorCode::NotFound.into());
    }
    let now = state.clock.now();
    let wrong = || Problem::new(ErrorCode::WrongState).with("state", row.state.as_str());
    let done = match row.state {
        LeaveState::Approved if row.until_at <= now => false,
        LeaveState::Approved if row.from_at < now => store::cut_short(txn, id, now).await?,
        LeaveState::Asked | LeaveState::Approved => {
            let step = (row.state, LeaveState::Cancelled);
            store::advance(txn, id, step, None, (reach.person, now)).await?
        }
        LeaveState::Refused | LeaveState::Cancelled => false,
    };
    if !done {
        return Err(wrong());
    }
    let row = find(txn, reach, id).await?;
    changed(txn, state, actor, &row, reach.person).await?;
    turn::turn(txn, state, row.provider_id).await?;
    Ok(())
}

/// A leave within reach.
///
/// # Errors
/// 404 otherwise.
pub async fn find<C: ConnectionTrait>(
    db: &C,
    reach: &Reach,
    id: LeaveId,
) -> Result<leave::Model, Problem> {
    let row = store::find_within(db, reach, id).await?;
    row.ok_or_else(|| ErrorCode::NotFound.into())
}

/// The officers who are told of a leave: the community's, else the street's.
async fn officers_of<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    row: &leave::Model,
) -> Result<Vec<PersonId>, Problem> {
    let own = officers::of_community(txn, &row.community_code).await?;
    if own.is_empty() {
        return Ok(officers::of_street(txn, state, &row.street_code).await?);
    }
    Ok(own)
}

/// Notes it, and tells who is concerned: the officers while they have to decide, then whoever is away and whoever stands in, and the
/// officers still where they were not asked (sick leave).
async fn changed<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    actor: &Actor,
    row: &leave::Model,
    by: PersonId,
) -> Result<(), Problem> {
    let about = ("provider_leaves", row.id.0, row.state.as_str());
    audit::record_change(txn, &state.clock, actor, Some(row.person_id), about).await?;
    let mut recipients = match row.state {
        LeaveState::Asked => officers_of(txn, state, row).await?,
        LeaveState::Approved | LeaveState::Refused | LeaveState::Cancelled => vec![row.person_id],
    };
    if row.state != LeaveState::Asked && by == row.person_id {
        recipients.extend(officers_of(txn, state, row).await?);
    }
    if row.state != LeaveState::Asked
        && let Some(stand_in) = row.stand_in_provider_id
        && let Some(stand_in) = providers::store::find(txn, stand_in).await?
    {
        recipients.push(stand_in.person_id);
    }
    // Who did it knows.
    recipients.retain(|person| *person != by);
    let event = NewEvent {
        kind: EventKind::LeaveChanged,
        entity_id: row.id.0,
        community_code: Some(row.community_code.clone()),
        payload: serde_json::json!({
            "state": row.state, "provider_id": row.provider_id, "from": row.from_at, "until": row.until_at,
        }),
        recipients,
    };
    Ok(outbox::append(txn, &state.clock, vec![event]).await?)
}

/// Who stands in for workers of a community who are away now: for its needs they count as of it.
///
/// # Errors
/// The database's.
pub async fn stand_ins_for<C: ConnectionTrait>(
    db: &C,
    state: &AppState,
    community: &str,
) -> Result<Vec<ProviderId>, Problem> {
    let leaves = store::stood_in_for(db, community, state.clock.now()).await?;
    Ok(leaves
        .into_iter()
        .filter_map(|leave| leave.stand_in_provider_id)
        .collect())
}

/// The times in which these providers are away, from `now` on.
///
/// # Errors
/// The database's.
pub async fn away<C: ConnectionTrait>(
    db: &C,
    providers: &[ProviderId],
    now: Instant,
) -> Result<Vec<(ProviderId, (Instant, Instant))>, Problem> {
    let rows = store::not_over(db, providers, now).await?;
    let spans = rows.into_iter();
    Ok(spans
        .map(|row| (row.provider_id, (row.from_at, row.until_at)))
        .collect())
}

/// Whoever is to be called instead of these people: those who are not away, in the same order, then who stands in for those who are.
///
/// # Errors
/// The database's.
pub async fn instead_of_absent<C: ConnectionTrait>(
    db: &C,
    persons: Vec<PersonId>,
    at: Instant,
) -> Result<Vec<PersonId>, sea_orm::DbErr> {
    let leaves = store::running_of_persons(db, &persons, at).await?;
    if leaves.is_empty() {
        return Ok(persons);
    }
    let away = |person: &PersonId| leaves.iter().any(|leave| leave.person_id == *person);
    let mut order: Vec<PersonId> = persons.into_iter().filter(|person| !away(person)).collect();
    for stand_in in leaves.iter().filter_map(|leave| leave.stand_in_provider_id) {
        if let Some(called) = stand_in_of(db, stand_in, at).await?
            && !order.contains(&called)
        {
            order.push(called);
        }
    }
    Ok(order)
}

/// A stand-in who is not away as well.
async fn stand_in_of<C: ConnectionTrait>(
    db: &C,
    stand_in: ProviderId,
    at: Instant,
) -> Result<Option<PersonId>, sea_orm::DbErr> {
    let Some(row) = providers::store::find(db, stand_in).await? else {
        return Ok(None);
    };
    let away = store::running_of_persons(db, &[row.person_id], at).await?;
    Ok(away.is_empty().then_some(row.person_id))
}
