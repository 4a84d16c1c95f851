//! Making and changing organisations, taking people in, letting them go.

use sea_orm::ActiveValue::Set;
use sea_orm::ConnectionTrait;

use super::dto::{CreateOrganisationDto, UpdateOrganisationDto};
use super::entity::{membership, organisation};
use super::store;
use crate::identity::grants;
use crate::platform::access::Reach;
use crate::platform::audit::{self, Actor};
use crate::platform::http::IfMatch;
use crate::platform::ids::{MembershipId, OrganisationId, PersonId};
use crate::platform::problem::{ErrorCode, FieldCode, FieldErrors, Problem};
use crate::state::AppState;

/// The longest name, in characters.
const NAME_MAX: usize = 60;

fn not_found() -> Problem {
    ErrorCode::NotFound.into()
}

fn street_of(community: &str) -> String {
    community.get(..9).unwrap_or_default().to_owned()
}

/// Whether a caller may keep an organisation of this seat; beside the own scope there is nothing to see.
fn check_seat(state: &AppState, reach: &Reach, seat: Option<&str>, errors: &mut FieldErrors) {
    let Some(seat) = seat else {
        let city = reach.any || reach.areas.all;
        errors.check(city, "community", FieldCode::Required);
        return;
    };
    let known = state.divisions().community(seat).is_some();
    let reached = reach.any || reach.areas.contains(seat);
    errors.check(known && reached, "community", FieldCode::Unknown);
}

/// Makes an organisation.
///
/// # Errors
/// 422 naming the fields, also for a seat out of reach; 409 when there is one of that kind and name.
pub async fn create<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    actor: &Actor,
    reach: &Reach,
    input: &CreateOrganisationDto,
) -> Result<organisation::Model, Problem> {
    let mut errors = FieldErrors::default();
    let name = errors.required_text("name", &input.name, NAME_MAX);
    check_seat(state, reach, input.community.as_deref(), &mut errors);
    errors.finish()?;
    let id = OrganisationId(state.clock.new_uuid());
    let row = organisation::ActiveModel {
        id: Set(id),
        kind: Set(input.kind.as_str().to_owned()),
        name: Set(name),
        community_code: Set(input.community.clone()),
        street_code: Set(input.community.as_deref().map(street_of)),
        version: Set(1),
        created_at: Set(state.clock.now()),
    };
    let row = store::insert(txn, row)
        .await
        .map_err(|error| Problem::already_exists_or(error, Problem::from))?;
    let about = ("organisations", id.0, "kind,name,seat");
    audit::record_change(txn, &state.clock, actor, None, about).await?;
    Ok(row)
}

/// Changes an organisation.
///
/// # Errors
/// 404 out of reach; 412 when it was changed meanwhile; 409 for a name that is taken; 422 naming the fields.
pub async fn update<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    actor: &Actor,
    reach: &Reach,
    (id, if_match): (OrganisationId, IfMatch),
    input: &UpdateOrganisationDto,
) -> Result<organisation::Model, Problem> {
    use organisation::Column;
    let row = within_reach(txn, reach, id).await?;
    if_match.check(row.version)?;
    let mut errors = FieldErrors::default();
    let mut changes: Vec<(Column, sea_orm::Value)> = Vec::new();
    if let Some(name) = &input.name {
        let name = errors.required_text("name", name, NAME_MAX);
        changes.push((Column::Name, name.into()));
    }
    if let Some(seat) = &input.community {
        check_seat(state, reach, Some(seat), &mut errors);
        changes.push((Column::CommunityCode, seat.clone().into()));
        changes.push((Column::StreetCode, street_of(seat).into()));
    }
    errors.finish()?;
    if changes.is_empty() {
        return Ok(row);
    }
    let changed = store::update(txn, &row, changes)
        .await
        .map_err(|error| Problem::already_exists_or(error, Problem::from))?;
    if !changed {
        return Err(ErrorCode::PreconditionFailed.into());
    }
    let about = ("organisations", id.0, "name,seat");
    audit::record_change(txn, &state.clock, actor, None, about).await?;
    store::find(txn, id).await?.ok_or_else(not_found)
}

/// An organisation that the caller keeps.
///
/// # Errors
/// 404 out of reach.
pub async fn within_reach<C: ConnectionTrait>(
    db: &C,
    reach: &Reach,
    id: OrganisationId,
) -> Result<organisation::Model, Problem> {
    store::find_within(db, reach, id)
        .await?
        .ok_or_else(not_found)
}

/// Takes somebody in.
///
/// # Errors
/// 404 for an organisation out of reach; 422 for a person who does not exist; 409 for somebody who belongs to it already.
pub async fn take_in<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    actor: &Actor,
    reach: &Reach,
    id: OrganisationId,
    person: PersonId,
) -> Result<membership::Model, Problem> {
    let organisation = within_reach(txn, reach, id).await?;
    let row = membership::ActiveModel {
        id: Set(MembershipId(state.clock.new_uuid())),
        person_id: Set(person),
        organisation_id: Set(organisation.id),
        since: Set(state.clock.now()),
        until: Set(None),
        added_by: Set(Some(reach.person)),
        ended_by: Set(None),
    };
    // The organisation was just read: what is not there can only be the person.
    let row = store::insert_membership(txn, row).await.map_err(|error| {
        Problem::already_exists_or(error, |error| {
            Problem::unknown_reference("person_id", error)
        })
    })?;
    let about = ("memberships", row.id.0, "person,organisation");
    audit::record_change(txn, &state.clock, actor, Some(person), about).await?;
    Ok(row)
}

/// Lets somebody go, with the roles that they held for the organisation.
///
/// # Errors
/// 404 when there is no such membership within reach.
pub async fn let_go<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    actor: &Actor,
    reach: &Reach,
    id: MembershipId,
) -> Result<(), Problem> {
    let row = store::find_membership(txn, id)
        .await?
        .ok_or_else(not_found)?;
    let organisation = within_reach(txn, reach, row.organisation_id).await?;
    if store::end_membership(txn, id, reach.person, state.clock.now()).await? {
        let about = ("memberships", id.0, "until");
        audit::record_change(txn, &state.clock, actor, Some(row.person_id), about).await?;
        grants::end_for_organisation(txn, state, actor, row.person_id, organisation.id).await?;
    }
    Ok(())
}
