//! Becoming a provider: residents register themselves as volunteers, officers make people social workers of their communities.

use jinlin_matcher::{Role, SlotError, WeekSlots, Wgs84};
use sea_orm::{ActiveValue::Set, ConnectionTrait};

use super::dto::CreateProviderDto;
use super::entity::provider;
use super::{model, profile, store, week};
use crate::divisions::ScopeRef;
use crate::identity;
use crate::platform::access::{self, Reach};
use crate::platform::audit::{self, Actor};
use crate::platform::ids::{CompoundId, PersonId, ProviderId};
use crate::platform::outbox::{self, NewEvent};
use crate::platform::problem::{ErrorCode, FieldCode, FieldErrors, Problem};
use crate::state::AppState;

/// How far a social worker goes unless said otherwise, in metres: across the largest of the mountain towns.
const WORKER_RADIUS: i32 = 20_000;

/// A provider to be, checked.
#[derive(Debug)]
pub struct NewProvider {
    person: PersonId,
    kind: Role,
    community: String,
    place: Wgs84,
    skills: Vec<String>,
    week: WeekSlots,
    capacity: i32,
    radius_m: i32,
    compound: Option<CompoundId>,
    on_dedicated_post: bool,
}

/// Checks a registration by somebody whose reach is `reach`.
///
/// # Errors
/// 403 when only officers may; 404 when the community is out of reach; 422 naming the fields.
pub fn parse(
    state: &AppState,
    reach: &Reach,
    input: &CreateProviderDto,
) -> Result<NewProvider, Problem> {
    let kind = Role::from(input.kind);
    let mut errors = FieldErrors::default();
    let person = person(kind, reach, input.person_id, &mut errors)?;
    let divisions = state.divisions();
    let place = input
        .place
        .and_then(|place| place.parse_in_city(&divisions, &mut errors, "place"));
    let community = match &input.community {
        Some(code) => errors.take(
            "community",
            divisions.community(code).ok_or(FieldCode::Unknown),
        ),
        None => place.and_then(|place| divisions.locate(place)),
    };
    errors.check(
        input.community.is_some() || input.place.is_some(),
        "community",
        FieldCode::Required,
    );
    let place = place.or_else(|| {
        community
            .filter(|_| input.place.is_none())
            .and_then(|community| community.centre)
    });
    // A community without a known centre: then the provider has to say where.
    errors.check(
        community.is_none() || place.is_some() || input.place.is_some(),
        "place",
        FieldCode::Required,
    );
    profile::check_skills(state, &input.skills, &mut errors);
    let slots = input
        .week
        .as_deref()
        .map(|slots| week::parse(slots, &mut errors));
    let capacity = input
        .capacity
        .unwrap_or_else(|| default_capacity(state, kind));
    let radius_m = input
        .radius_m
        .unwrap_or_else(|| default_radius(state, kind));
    profile::check_numbers(Some(capacity), Some(radius_m), &mut errors);
    let on_dedicated_post = input
        .on_dedicated_post
        .unwrap_or(kind == Role::SocialWorker);
    errors.check(
        kind == Role::SocialWorker || !on_dedicated_post,
        "on_dedicated_post",
        FieldCode::NotAllowed,
    );
    errors.finish()?;
    let (Some(person), Some(community), Some(place)) = (person, community, place) else {
        return Err(Problem::field("community", FieldCode::Required));
    };
    if kind == Role::SocialWorker && !reach.any && !reach.areas.contains(&community.code) {
        return Err(ErrorCode::NotFound.into());
    }
    Ok(NewProvider {
        person,
        kind,
        community: community.code.clone(),
        place,
        skills: input.skills.clone(),
        week: slots.flatten().unwrap_or_else(|| default_week(kind)),
        capacity,
        radius_m,
        compound: input.compound,
        on_dedicated_post,
    })
}

/// Who is registered. Nobody makes somebody else a volunteer, and nobody makes themselves a social worker.
fn person(
    kind: Role,
    reach: &Reach,
    named: Option<PersonId>,
    errors: &mut FieldErrors,
) -> Result<Option<PersonId>, Problem> {
    match kind {
        Role::Volunteer => {
            errors.check(
                named.is_none_or(|named| named == reach.person),
                "person_id",
                FieldCode::NotAllowed,
            );
            Ok(Some(reach.person))
        }
        Role::SocialWorker if !reach.any && reach.areas.is_empty() => {
            Err(ErrorCode::Forbidden.into())
        }
        Role::SocialWorker => {
            let named = errors.take("person_id", named.ok_or(FieldCode::Required));
            errors.check(
                named != Some(reach.person),
                "person_id",
                FieldCode::NotAllowed,
            );
            Ok(named)
        }
    }
}

fn default_capacity(state: &AppState, kind: Role) -> i32 {
    let number = match kind {
        Role::SocialWorker => state.policy().number("capacity.worker_default", 5),
        Role::Volunteer => state.policy().number("capacity.volunteer_default", 1),
    };
    i32::try_from(number).unwrap_or(1)
}

fn default_radius(state: &AppState, kind: Role) -> i32 {
    match kind {
        Role::SocialWorker => WORKER_RADIUS,
        Role::Volunteer => {
            i32::try_from(state.policy().number("rings.volunteer_metres.3", 5_000)).unwrap_or(5_000)
        }
    }
}

/// Monday to Friday 09:00 to 17:00 for social workers, every day 08:00 to 20:00 for volunteers.
fn default_week(kind: Role) -> WeekSlots {
    let (days, from, to) = match kind {
        Role::SocialWorker => (5, 9 * 60, 17 * 60),
        Role::Volunteer => (7, 8 * 60, 20 * 60),
    };
    let mut week = WeekSlots::never();
    for day in 0..days {
        // These days and minutes exist: nothing can be wrong with them.
        let _: Result<(), SlotError> = week.set(day, from, to);
    }
    week
}

/// Writes the provider down, on duty, and gives the person the role that goes with it.
///
/// # Errors
/// 409 when the person is one of this kind already; 422 for a person or compound that does not exist.
pub async fn register<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    actor: &Actor,
    new: &NewProvider,
) -> Result<provider::Model, Problem> {
    if identity::store::find_person(txn, new.person)
        .await?
        .is_none()
    {
        return Err(Problem::field("person_id", FieldCode::Unknown));
    }
    if store::find_by_person_kind(txn, new.person, new.kind)
        .await?
        .is_some()
    {
        return Err(ErrorCode::AlreadyExists.into());
    }
    let key = state.vault.person_key(txn, new.person).await?;
    let id = ProviderId(state.clock.new_uuid());
    let now = state.clock.now();
    let row = provider::ActiveModel {
        id: Set(id),
        person_id: Set(new.person),
        kind: Set(new.kind.as_str().to_owned()),
        street_code: Set(new.community.get(..9).unwrap_or_default().to_owned()),
        community_code: Set(new.community.clone()),
        base_place: Set(key.seal(model::place_cell(id), &model::place_bytes(new.place))),
        skills: Set(serde_json::to_string(&new.skills).map_err(Problem::internal)?),
        certificate: Set(None),
        clearance: Set("[]".to_owned()),
        on_duty: Set(true),
        week: Set(model::week_bytes(&new.week)),
        capacity: Set(new.capacity),
        load: Set(0),
        reserved: Set(0),
        on_leave: Set(false),
        recent_load: Set(0),
        radius_m: Set(new.radius_m),
        compound_id: Set(new.compound),
        on_dedicated_post: Set(new.on_dedicated_post),
        ratings_count: Set(0),
        ratings_sum: Set(0),
        version: Set(1),
        created_at: Set(now),
        updated_at: Set(now),
    };
    store::insert_many(txn, vec![row])
        .await
        .map_err(|error| Problem::unknown_reference("compound", error))?;
    let row = store::find(txn, id)
        .await?
        .ok_or_else(|| Problem::new(ErrorCode::Internal))?;
    let about = ("providers", id.0, "kind,community_code");
    audit::record_change(txn, &state.clock, actor, Some(new.person), about).await?;
    let mut events = vec![model::changed_event(&row)];
    events.extend(give_role(txn, state, actor, new).await?);
    outbox::append(txn, &state.clock, events).await?;
    Ok(row)
}

/// Gives the role with the scope `own`, unless it is held already; answers the event that makes it count at once.
async fn give_role<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    actor: &Actor,
    new: &NewProvider,
) -> Result<Option<NewEvent>, Problem> {
    let role = match new.kind {
        Role::SocialWorker => access::Role::SocialWorker,
        Role::Volunteer => access::Role::Volunteer,
    };
    let grant = identity::persons::new_grant(state, new.person, role, &ScopeRef::Own, actor.person);
    let id = grant.id.clone().take().map_or(new.person.0, |id| id.0);
    if !identity::store::insert_grant(txn, grant).await? {
        return Ok(None);
    }
    audit::record_change(
        txn,
        &state.clock,
        actor,
        Some(new.person),
        ("grants", id, "role,scope"),
    )
    .await?;
    Ok(Some(identity::grants::changed_event(new.person)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::access::Areas;

    fn reach(any: bool, communities: &[&str]) -> Reach {
        let communities = communities.iter().map(ToString::to_string).collect();
        let person = PersonId(uuid::Uuid::from_u128(1));
        Reach {
            person,
            any,
            own: true,
            team: false,
            called: false,
            areas: Areas {
                communities,
                ..Areas::default()
            },
        }
    }

    fn decided(
        kind: Role,
        reach: &Reach,
        named: Option<PersonId>,
    ) -> Result<Option<PersonId>, ErrorCode> {
        let mut errors = FieldErrors::default();
        let person = person(kind, reach, named, &mut errors).map_err(|problem| problem.code())?;
        errors.finish().map_err(|problem| problem.code())?;
        Ok(person)
    }

    #[test]
    fn volunteers_come_by_themselves_and_social_workers_are_appointed() {
        let me = PersonId(uuid::Uuid::from_u128(1));
        let other = PersonId(uuid::Uuid::from_u128(2));
        let resident = reach(false, &[]);
        let officer = reach(false, &["510104035017"]);
        assert_eq!(decided(Role::Volunteer, &resident, None), Ok(Some(me)));
        assert_eq!(decided(Role::Volunteer, &resident, Some(me)), Ok(Some(me)));
        assert_eq!(
            decided(Role::Volunteer, &officer, Some(other)),
            Err(ErrorCode::Invalid)
        );
        assert_eq!(
            decided(Role::SocialWorker, &resident, Some(other)),
            Err(ErrorCode::Forbidden)
        );
        assert_eq!(
            decided(Role::SocialWorker, &officer, Some(other)),
            Ok(Some(other))
        );
        assert_eq!(
            decided(Role::SocialWorker, &officer, None),
            Err(ErrorCode::Invalid)
        );
        assert_eq!(
            decided(Role::SocialWorker, &officer, Some(me)),
            Err(ErrorCode::Invalid)
        );
        assert_eq!(
            decided(Role::SocialWorker, &reach(true, &[]), Some(other)),
            Ok(Some(other))
        );
    }

    #[test]
    fn weeks_have_sensible_beginnings() {
        assert!(default_week(Role::SocialWorker).covers(4 * 1_440 + 16 * 60, 60));
        assert!(!default_week(Role::SocialWorker).covers(5 * 1_440 + 10 * 60, 30));
        assert!(default_week(Role::Volunteer).covers(6 * 1_440 + 8 * 60, 12 * 60));
    }
}
