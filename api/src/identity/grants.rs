//! Giving and taking roles.

use sea_orm::ConnectionTrait;

use super::dto::{CreateGrantDto, ScopeKind};
use super::entity::grant;
use super::{persons, scopes, store};
use crate::divisions::ScopeRef;
use crate::organisations;
use crate::platform::access::{Areas, Reach, Role};
use crate::platform::audit::{self, Actor};
use crate::platform::ids::{GrantId, OrganisationId, PersonId};
use crate::platform::outbox::{self, EventKind, NewEvent};
use crate::platform::problem::{ErrorCode, FieldCode, FieldErrors, Problem};
use crate::state::AppState;

/// The scope of a new grant, checked: the role and the kind of scope must go together, and the scope must exist.
///
/// # Errors
/// 422 naming the field.
pub fn parse_scope(state: &AppState, input: &CreateGrantDto) -> Result<ScopeRef, Problem> {
    let scope = ScopeRef::parse(input.scope_kind.as_str(), &input.scope)
        .ok_or_else(|| Problem::field("scope_kind", FieldCode::Unknown))?;
    let mut errors = FieldErrors::default();
    let fits = match input.role {
        Role::Resident => false,
        Role::SocialWorker | Role::Volunteer => {
            matches!(input.scope_kind, ScopeKind::Own | ScopeKind::Division)
        }
        Role::CommunityOfficer | Role::GridWorker => {
            matches!(input.scope_kind, ScopeKind::Division)
        }
        Role::StreetOfficer | Role::CountyOfficer | Role::CityOfficer => {
            matches!(input.scope_kind, ScopeKind::Division | ScopeKind::Zone)
        }
        Role::Agency | Role::Property | Role::Donor => {
            matches!(
                input.scope_kind,
                ScopeKind::Organisation | ScopeKind::Compound | ScopeKind::Division
            )
        }
        Role::Admin => matches!(input.scope_kind, ScopeKind::Division),
    };
    errors.check(fits, "scope_kind", FieldCode::NotAllowed);
    let is_area = matches!(input.scope_kind, ScopeKind::Division | ScopeKind::Zone);
    let exists = !is_area || !state.divisions().areas_of(&scope).is_empty();
    let is_id = uuid::Uuid::try_parse(&input.scope).is_ok();
    let known = match input.scope_kind {
        ScopeKind::Own => true,
        ScopeKind::Division | ScopeKind::Zone => exists,
        // Whether there is one of that id says the transaction that gives the role.
        ScopeKind::Organisation | ScopeKind::Compound => is_id,
    };
    errors.check(known, "scope", FieldCode::Unknown);
    let length_fits = match input.role {
        Role::CommunityOfficer => input.scope.len() == 12,
        Role::StreetOfficer => input.scope.len() == 9,
        Role::CountyOfficer => input.scope.len() == 6 || input.scope_kind == ScopeKind::Zone,
        Role::CityOfficer | Role::Admin => input.scope.len() == 4,
        _ => true,
    };
    errors.check(
        !fits || !is_area || length_fits,
        "scope",
        FieldCode::NotAllowed,
    );
    errors.finish()?;
    Ok(scope)
}

/// Whether a giver whose reach is `reach` may decide over a role in `areas`. Officers decide below themselves only: nobody makes
/// somebody of the own rank or an admin, except admins.
fn may_decide(reach: &Reach, role: Role, areas: &Areas, giver: &[Role]) -> bool {
    if reach.any {
        return true;
    }
    let rank = |role: Role| match role {
        Role::Admin => 5,
        Role::CityOfficer => 4,
        Role::CountyOfficer => 3,
        Role::StreetOfficer => 2,
        Role::CommunityOfficer | Role::Agency | Role::Property | Role::Donor => 1,
        Role::Resident | Role::SocialWorker | Role::Volunteer | Role::GridWorker => 0,
    };
    let highest = giver.iter().map(|role| rank(*role)).max().unwrap_or(0);
    rank(role) < highest && !areas.is_empty() && reach.areas.covers(areas)
}

/// Gives a role.
///
/// # Errors
/// 404 when the scope is out of the giver's reach or the person is unknown; 409 when it is held already.
pub async fn give<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    actor: &Actor,
    reach: &Reach,
    giver: &[Role],
    input: &CreateGrantDto,
    scope: &ScopeRef,
) -> Result<grant::Model, Problem> {
    let areas = seat_of(txn, state, scope).await?;
    if *scope != ScopeRef::Own && areas.is_empty() {
        return Err(Problem::field("scope", FieldCode::Unknown));
    }
    if !may_decide(reach, input.role, &areas, giver) {
        return Err(ErrorCode::NotFound.into());
    }
    let person = store::find_person(txn, input.person_id).await?;
    if person.is_none() {
        return Err(Problem::field("person_id", FieldCode::Unknown));
    }
    if let ScopeRef::Organisation(id) = scope {
        let id = id.parse().map_err(Problem::internal)?;
        if !organisations::store::is_member(txn, id, input.person_id).await? {
            return Err(Problem::field("person_id", FieldCode::NotAllowed));
        }
    }
    let row = persons::new_grant(
        state,
        input.person_id,
        input.role,
        scope,
        Some(reach.person),
    );
    let id = row.id.clone().take();
    if !store::insert_grant(txn, row).await? {
        return Err(ErrorCode::AlreadyExists.into());
    }
    announce(txn, state, actor, input.person_id, id).await?;
    let id = id.ok_or_else(|| Problem::new(ErrorCode::Internal))?;
    store::find_grant(txn, id)
        .await?
        .ok_or_else(|| Problem::new(ErrorCode::Internal))
}

/// Takes a role away.
///
/// # Errors
/// 404 when there is no such grant within reach.
pub async fn take<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    actor: &Actor,
    reach: &Reach,
    giver: &[Role],
    id: GrantId,
) -> Result<(), Problem> {
    let not_found = || Problem::new(ErrorCode::NotFound);
    let row = store::find_grant(txn, id).await?.ok_or_else(not_found)?;
    let (role, areas) = decided(txn, state, &row).await?.ok_or_else(not_found)?;
    if role == Role::Resident || !may_decide(reach, role, &areas, giver) {
        return Err(not_found());
    }
    if store::revoke_grant(txn, id, reach.person, state.clock.now()).await? {
        announce(txn, state, actor, row.person_id, Some(id)).await?;
    }
    Ok(())
}

/// Whether a grant is within reach of a list.
///
/// # Errors
/// The database's.
pub async fn is_visible<C: ConnectionTrait>(
    db: &C,
    state: &AppState,
    reach: &Reach,
    row: &grant::Model,
) -> Result<bool, Problem> {
    if reach.any {
        return Ok(true);
    }
    let decided = decided(db, state, row).await?;
    Ok(decided.is_some_and(|(_, areas)| !areas.is_empty() && reach.areas.covers(&areas)))
}

async fn decided<C: ConnectionTrait>(
    db: &C,
    state: &AppState,
    row: &grant::Model,
) -> Result<Option<(Role, Areas)>, Problem> {
    let scope = ScopeRef::parse(&row.scope_kind, &row.scope_ref);
    let (Ok(role), Some(scope)) = (row.role.parse(), scope) else {
        return Ok(None);
    };
    Ok(Some((role, seat_of(db, state, &scope).await?)))
}

/// Where a scope lies; nowhere for the own records and for what does not exist.
async fn seat_of<C: ConnectionTrait>(
    db: &C,
    state: &AppState,
    scope: &ScopeRef,
) -> Result<Areas, Problem> {
    Ok(scopes::seat(db, state, scope).await?.unwrap_or_default())
}

/// Ends the roles that somebody holds for an organisation: they do not belong to it any more.
///
/// # Errors
/// The database's.
pub async fn end_for_organisation<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    actor: &Actor,
    person: PersonId,
    organisation: OrganisationId,
) -> Result<(), Problem> {
    let by = actor.person.unwrap_or(person);
    let scope = ScopeRef::Organisation(organisation.to_string());
    for row in store::grants_of(txn, person).await? {
        let held = ScopeRef::parse(&row.scope_kind, &row.scope_ref);
        if held.as_ref() == Some(&scope)
            && store::revoke_grant(txn, row.id, by, state.clock.now()).await?
        {
            announce(txn, state, actor, person, Some(row.id)).await?;
        }
    }
    Ok(())
}

/// Notes in the audit log that somebody's grants have changed, and tells every replica and the person.
///
/// # Errors
/// The database's.
pub(super) async fn announce<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    actor: &Actor,
    person: PersonId,
    grant: Option<GrantId>,
) -> Result<(), Problem> {
    let row = grant.map_or(person.0, |grant| grant.0);
    audit::record_change(
        txn,
        &state.clock,
        actor,
        Some(person),
        ("grants", row, "role,scope"),
    )
    .await?;
    outbox::append(txn, &state.clock, vec![changed_event(person)]).await?;
    Ok(())
}

/// Tells every replica and the person that what their grants reach has changed.
#[must_use]
pub fn changed_event(person: PersonId) -> NewEvent {
    NewEvent {
        kind: EventKind::GrantsChanged,
        entity_id: person.0,
        community_code: None,
        payload: serde_json::json!({}),
        recipients: vec![person],
    }
}
