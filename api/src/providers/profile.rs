//! Changing a profile: what may be changed by whom, and showing it to whom.

use jinlin_matcher::{Crs, Role};
use sea_orm::ConnectionTrait;

use super::dto::{ProviderDto, UpdateProviderDto};
use super::entity::provider::{self, Column};
use super::{model, store, week};
use crate::divisions::dto::PlaceDto;
use crate::identity::persons;
use crate::platform::access::Reach;
use crate::platform::audit::{self, Actor, Reading};
use crate::platform::http::IfMatch;
use crate::platform::ids::ProviderId;
use crate::platform::outbox;
use crate::platform::problem::{ErrorCode, FieldCode, FieldErrors, Problem};
use crate::state::AppState;

/// A provider within reach, or 404.
///
/// # Errors
/// 404, or the database's.
pub async fn within_reach<C: ConnectionTrait>(
    db: &C,
    reach: &Reach,
    id: ProviderId,
) -> Result<provider::Model, Problem> {
    store::reachable(db, reach, id)
        .await?
        .ok_or_else(|| ErrorCode::NotFound.into())
}

/// The same for what nobody may decide about themselves (clearances, certificates).
///
/// # Errors
/// 403 for oneself; 404, or the database's.
pub async fn somebody_else<C: ConnectionTrait>(
    db: &C,
    reach: &Reach,
    id: ProviderId,
) -> Result<provider::Model, Problem> {
    let row = within_reach(db, reach, id).await?;
    if row.person_id == reach.person {
        Err(ErrorCode::Forbidden.into())
    } else {
        Ok(row)
    }
}

/// Notes skills that the taxonomy does not know or that are there twice.
pub fn check_skills(state: &AppState, skills: &[String], errors: &mut FieldErrors) {
    let taxonomy = &state.reference.taxonomy;
    errors.check(
        skills.len() <= taxonomy.skills.len(),
        "skills",
        FieldCode::TooLong,
    );
    for (position, skill) in skills.iter().enumerate() {
        let field = format!("skills[{position}]");
        errors.check(
            taxonomy.skill_index(skill).is_some(),
            &field,
            FieldCode::Unknown,
        );
        let twice = skills.iter().take(position).any(|earlier| earlier == skill);
        errors.check(!twice, &field, FieldCode::Contradiction);
    }
}

/// Notes numbers out of range.
pub fn check_numbers(capacity: Option<i32>, radius_m: Option<i32>, errors: &mut FieldErrors) {
    errors.check(
        capacity.is_none_or(|tasks| (1..=10).contains(&tasks)),
        "capacity",
        FieldCode::Range,
    );
    errors.check(
        radius_m.is_none_or(|metres| (100..=100_000).contains(&metres)),
        "radius_m",
        FieldCode::Range,
    );
}

/// Who changes a profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    Oneself,
    Officer,
}

/// Whether skills and community may be changed: a volunteer's by the volunteer, a social worker's by officers.
fn may_change_post(kind: Role, by: By) -> bool {
    match (kind, by) {
        (Role::Volunteer, By::Oneself) | (Role::SocialWorker, By::Officer) => true,
        (Role::Volunteer, By::Officer) | (Role::SocialWorker, By::Oneself) => false,
    }
}

/// Changes a profile.
///
/// # Errors
/// 404 out of reach; 412 when it was changed meanwhile; 409 `at_capacity` for a capacity below the tasks held; 422 naming the fields.
pub async fn update<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    actor: &Actor,
    reach: &Reach,
    (id, if_match): (ProviderId, IfMatch),
    input: &UpdateProviderDto,
) -> Result<provider::Model, Problem> {
    let row = within_reach(txn, reach, id).await?;
    if_match.check(row.version)?;
    let by = if row.person_id == reach.person {
        By::Oneself
    } else {
        By::Officer
    };
    let mut errors = FieldErrors::default();
    let mut changes: Vec<(Column, sea_orm::Value)> = Vec::new();
    check_numbers(input.capacity, input.radius_m, &mut errors);
    changes.extend(input.capacity.map(|tasks| (Column::Capacity, tasks.into())));
    changes.extend(
        input
            .radius_m
            .map(|metres| (Column::RadiusM, metres.into())),
    );
    if let Some(week) = input
        .week
        .as_deref()
        .and_then(|slots| week::parse(slots, &mut errors))
    {
        changes.push((Column::Week, model::week_bytes(&week).into()));
    }
    if let Some(compound) = input.compound {
        changes.push((
            Column::CompoundId,
            compound.map(|compound| compound.0).into(),
        ));
    }
    let role = row
        .role()
        .ok_or_else(|| Problem::new(ErrorCode::Internal))?;
    let post = may_change_post(role, by);
    if let Some(skills) = &input.skills {
        errors.check(post, "skills", FieldCode::NotAllowed);
        check_skills(state, skills, &mut errors);
        changes.push((
            Column::Skills,
            serde_json::to_string(skills)
                .map_err(Problem::internal)?
                .into(),
        ));
    }
    let divisions = state.divisions();
    if let Some(code) = &input.community {
        errors.check(post, "community", FieldCode::NotAllowed);
        let known = divisions.community(code).is_some();
        // An officer moves people within the own scope only; beside it there is nothing to see.
        let reached = by == By::Oneself || reach.any || reach.areas.contains(code);
        errors.check(known && reached, "community", FieldCode::Unknown);
        changes.push((Column::CommunityCode, code.clone().into()));
        changes.push((
            Column::StreetCode,
            code.get(..9).unwrap_or_default().to_owned().into(),
        ));
    }
    if let Some(place) = input
        .base_place
        .and_then(|place| place.parse_in_city(&divisions, &mut errors, "base_place"))
    {
        let key = state.vault.person_key(txn, row.person_id).await?;
        let sealed = key.seal(model::place_cell(id), &model::place_bytes(place));
        changes.push((Column::BasePlace, sealed.into()));
    }
    errors.finish()?;
    if input
        .capacity
        .is_some_and(|tasks| tasks < row.load + row.reserved)
    {
        return Err(ErrorCode::AtCapacity.into());
    }
    if changes.is_empty() {
        return Ok(row);
    }
    let changed = store::update_profile(txn, &row, changes, state.clock.now())
        .await
        .map_err(|error| Problem::unknown_reference("compound", error))?;
    if !changed {
        return Err(ErrorCode::PreconditionFailed.into());
    }
    if by == By::Officer {
        let about = ("providers", id.0, "profile");
        audit::record_change(txn, &state.clock, actor, Some(row.person_id), about).await?;
    }
    announce(txn, state, id).await
}

/// Reads a changed provider again and writes its event.
///
/// # Errors
/// The database's.
pub async fn announce<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    id: ProviderId,
) -> Result<provider::Model, Problem> {
    let row = store::find(txn, id)
        .await?
        .ok_or_else(|| Problem::new(ErrorCode::Internal))?;
    outbox::append(txn, &state.clock, vec![model::changed_event(&row)]).await?;
    Ok(row)
}

/// Sets the switch. Nobody without the role that goes with it comes on duty.
///
/// # Errors
/// 404 out of reach; 409 when the role was taken away.
pub async fn set_duty<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    reach: &Reach,
    id: ProviderId,
    on: bool,
) -> Result<provider::Model, Problem> {
    let row = within_reach(txn, reach, id).await?;
    if on {
        let grants = crate::identity::store::grants_of(txn, row.person_id).await?;
        if !grants.iter().any(|grant| grant.role == row.kind) {
            return Err(ErrorCode::WrongState.into());
        }
    }
    if store::set_duty(txn, id, on, state.clock.now()).await? {
        announce(txn, state, id).await
    } else {
        Ok(row)
    }
}

/// A provider with name and phone, and for the provider's own eyes base place and compound; every look is in `reading`.
///
/// # Errors
/// The database's, or a value that does not open.
pub async fn show<C: ConnectionTrait>(
    db: &C,
    state: &AppState,
    reading: &mut Reading,
    reach: &Reach,
    row: &provider::Model,
    crs: Crs,
) -> Result<ProviderDto, Problem> {
    let contact = persons::read_contact(db, state, reading, row.person_id).await?;
    let mut shown = ProviderDto {
        name: contact.name,
        phone: contact.phone,
        ..ProviderDto::of(row, &state.divisions())
    };
    if row.person_id == reach.person {
        let key = state.vault.person_key(db, row.person_id).await?;
        let place = reading.open(&key, model::place_cell(row.id), &row.base_place)?;
        shown.base_place =
            model::place_from_bytes(&place).map(|place| PlaceDto::from_wgs84(place, crs));
        shown.compound = row.compound_id;
    }
    Ok(shown)
}

/// A list's providers with their names; every look is in `reading`. An erased person has none.
///
/// # Errors
/// The database's, or a value that does not open.
pub async fn show_names<C: ConnectionTrait>(
    db: &C,
    state: &AppState,
    reading: &mut Reading,
    rows: &[provider::Model],
) -> Result<Vec<ProviderDto>, Problem> {
    let ids: Vec<_> = rows.iter().map(|row| row.person_id).collect();
    let keys = state.vault.person_keys(db, &ids).await?;
    let people = crate::identity::store::find_persons(db, &ids).await?;
    let divisions = state.divisions();
    let mut shown = Vec::with_capacity(rows.len());
    for row in rows {
        let mut provider = ProviderDto::of(row, &divisions);
        let person = people.iter().find(|person| person.id == row.person_id);
        if let (Some(key), Some(person)) = (keys.get(&row.person_id), person) {
            provider.name = reading.open_optional(
                key,
                persons::cell("name", person.id),
                person.name.as_ref(),
            )?;
        }
        shown.push(provider);
    }
    Ok(shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_gives_themselves_a_post() {
        assert!(may_change_post(Role::Volunteer, By::Oneself));
        assert!(!may_change_post(Role::Volunteer, By::Officer));
        assert!(may_change_post(Role::SocialWorker, By::Officer));
        assert!(!may_change_post(Role::SocialWorker, By::Oneself));
    }

    #[test]
    fn numbers_out_of_range_are_noted() {
        for (capacity, radius, fine) in [
            (1, 100, true),
            (10, 100_000, true),
            (0, 100, false),
            (11, 100, false),
            (1, 99, false),
            (1, 100_001, false),
        ] {
            let mut errors = FieldErrors::default();
            check_numbers(Some(capacity), Some(radius), &mut errors);
            assert_eq!(errors.finish().is_ok(), fine, "{capacity} {radius}");
        }
    }
}
