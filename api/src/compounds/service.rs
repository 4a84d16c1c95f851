//! Making and changing compounds.

use sea_orm::ActiveValue::Set;
use sea_orm::ConnectionTrait;

use super::dto::{CreateCompoundDto, UpdateCompoundDto};
use super::entity::{ActiveModel, Column, Model};
use super::store;
use crate::divisions::dto::PlaceDto;
use crate::divisions::{ScopeRef, place_text};
use crate::identity;
use crate::organisations;
use crate::organisations::dto::OrganisationKind;
use crate::platform::access::Reach;
use crate::platform::audit::{self, Actor};
use crate::platform::http::IfMatch;
use crate::platform::ids::{CompoundId, OrganisationId};
use crate::platform::outbox;
use crate::platform::problem::{ErrorCode, FieldCode, FieldErrors, Problem};
use crate::state::AppState;

/// The longest name, in characters.
const NAME_MAX: usize = 40;

/// Who may look after a compound.
const MANAGERS: [OrganisationKind; 2] = [
    OrganisationKind::Property,
    OrganisationKind::OwnersCommittee,
];

/// Where the gate is, as it is kept; noted as out of range outside the city.
fn parse_gate(
    state: &AppState,
    place: Option<PlaceDto>,
    errors: &mut FieldErrors,
) -> Option<String> {
    let place = place?.parse_in_city(&state.divisions(), errors, "place")?;
    Some(place_text(place))
}

/// Makes a compound.
///
/// # Errors
/// 422 naming the fields, also for a community out of reach; 409 when the community has one of that name.
pub async fn create<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    actor: &Actor,
    reach: &Reach,
    input: &CreateCompoundDto,
) -> Result<Model, Problem> {
    let mut errors = FieldErrors::default();
    let name = errors.required_text("name", &input.name, NAME_MAX);
    let known = state.divisions().community(&input.community).is_some();
    let reached = reach.any || reach.areas.contains(&input.community);
    // Beside the own scope there is nothing to see.
    errors.check(known && reached, "community", FieldCode::Unknown);
    let place = parse_gate(state, input.place, &mut errors);
    check_manager(txn, input.property_organisation_id, &mut errors).await?;
    errors.finish()?;
    let id = CompoundId(state.clock.new_uuid());
    let row = ActiveModel {
        id: Set(id),
        name: Set(name),
        community_code: Set(input.community.clone()),
        street_code: Set(input.community.get(..9).unwrap_or_default().to_owned()),
        property_organisation_id: Set(input.property_organisation_id),
        place: Set(place),
        version: Set(1),
        created_at: Set(state.clock.now()),
    };
    let row = store::insert(txn, row).await.map_err(refused)?;
    let about = ("compounds", id.0, "name,community,place,property");
    audit::record_change(txn, &state.clock, actor, None, about).await?;
    Ok(row)
}

/// Changes a compound.
///
/// # Errors
/// 404 out of reach; 412 when it was changed meanwhile; 409 for a name that is taken; 422 naming the fields.
pub async fn update<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    actor: &Actor,
    reach: &Reach,
    (id, if_match): (CompoundId, IfMatch),
    input: &UpdateCompoundDto,
) -> Result<Model, Problem> {
    let not_found = || Problem::new(ErrorCode::NotFound);
    let row = store::find_within(txn, reach, id)
        .await?
        .ok_or_else(not_found)?;
    if_match.check(row.version)?;
    let mut errors = FieldErrors::default();
    let mut changes: Vec<(Column, sea_orm::Value)> = Vec::new();
    if let Some(name) = &input.name {
        let name = errors.required_text("name", name, NAME_MAX);
        changes.push((Column::Name, name.into()));
    }
    if let Some(place) = parse_gate(state, input.place, &mut errors) {
        changes.push((Column::Place, place.into()));
    }
    if let Some(organisation) = input.property_organisation_id {
        check_manager(txn, organisation, &mut errors).await?;
        let id = organisation.map(|OrganisationId(id)| id);
        changes.push((Column::PropertyOrganisationId, id.into()));
    }
    errors.finish()?;
    if changes.is_empty() {
        return Ok(row);
    }
    if !store::update(txn, &row, changes).await.map_err(refused)? {
        return Err(ErrorCode::PreconditionFailed.into());
    }
    if let Some(after) = input.property_organisation_id
        && after != row.property_organisation_id
    {
        announce_managers(txn, state, [row.property_organisation_id, after]).await?;
    }
    let about = ("compounds", id.0, "name,place,property");
    audit::record_change(txn, &state.clock, actor, None, about).await?;
    store::find(txn, id).await?.ok_or_else(not_found)
}

/// What the people of these organisations reach has changed: it counts at once, on every replica.
async fn announce_managers<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    organisations: [Option<OrganisationId>; 2],
) -> Result<(), Problem> {
    let mut events = Vec::new();
    for id in organisations.into_iter().flatten() {
        let scope = ScopeRef::Organisation(id.to_string());
        let holders = identity::store::holders_of_any(txn, &scope).await?;
        events.extend(holders.into_iter().map(identity::grants::changed_event));
    }
    Ok(outbox::append(txn, &state.clock, events).await?)
}

/// A compound is looked after by a property company or by its owners themselves.
async fn check_manager<C: ConnectionTrait>(
    txn: &C,
    organisation: Option<OrganisationId>,
    errors: &mut FieldErrors,
) -> Result<(), Problem> {
    if let Some(id) = organisation {
        let code = match organisations::store::find(txn, id).await? {
            None => Some(FieldCode::Unknown),
            Some(row) if MANAGERS.iter().any(|kind| kind.as_str() == row.kind) => None,
            Some(_) => Some(FieldCode::NotAllowed),
        };
        if let Some(code) = code {
            errors.check(false, "property_organisation_id", code);
        }
    }
    Ok(())
}

/// What a refusal of the database means: the name is taken, or the property company does not exist.
fn refused(error: sea_orm::DbErr) -> Problem {
    Problem::already_exists_or(error, |error| {
        Problem::unknown_reference("property_organisation_id", error)
    })
}
