//! Who is near a place and could serve: answered from this replica's copy alone, without reading a row.
//!
//! A base place is the provider's own business, so neither side of a distance is exact: the question is asked from the centre of
//! the place's 500 m cell, and what is shown is the distance to the centre of the provider's cell, rounded to 100 m.

use actix_web::web::Data;
use jinlin_matcher::{
    Cell, ClearanceSet, DialectSet, Metres, Need, NeedId, Provider, ProviderIndex, Role, Wgs84,
    Window, distance,
};

use super::dto::{NearestProviderDto, NearestProvidersDto, NearestQuery};
use crate::divisions::dto::PlaceDto;
use crate::operations::ListNearestProviders;
use crate::platform::access::{Access, Areas};
use crate::platform::http::{Answer, Params};
use crate::platform::ids::ProviderId;
use crate::platform::problem::{FieldCode, FieldErrors, Problem};
use crate::state::AppState;

/// How far is looked unless said otherwise, metres.
const RADIUS_M: u32 = 5_000;
/// How many are shown unless said otherwise.
const COUNT: usize = 10;
/// The most that are shown.
const COUNT_MAX: usize = 50;
/// How long the work takes unless said otherwise, minutes.
const MINUTES: u16 = 60;
/// What distances are rounded to, metres.
const SHOWN_STEP_M: u32 = 100;

/// The providers nearest to a place who could serve: switched on, free, with the skills, at the time
///
/// For officers who look for somebody by hand, on a map: who is named by id, kind and community, never by name or exact place.
/// Distances are between the centres of 500 m cells.
#[utoipa::path(get, path = "/v1/providers/nearest", tag = "providers", params(NearestQuery),
    responses((status = 200, body = NearestProvidersDto)))]
pub async fn list_nearest_providers(
    access: Access<ListNearestProviders>,
    query: Params<NearestQuery>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let asked = parse(&state, &query.0)?;
    let areas = (!access.reach.any).then_some(&access.reach.areas);
    let items = state.directory.with(|index| {
        let mut items: Vec<_> = find(index, &asked, areas)
            .into_iter()
            .map(|provider| show(&state, provider, asked.need.place))
            .collect();
        items.sort_by_key(|item| (item.distance_m, item.provider_id));
        items
    });
    Answer::ok(&NearestProvidersDto { items })
}

/// A question, proven.
struct Asked {
    need: Need,
    within: Metres,
    count: usize,
}

fn parse(state: &AppState, query: &NearestQuery) -> Result<Asked, Problem> {
    let mut errors = FieldErrors::default();
    let point = PlaceDto {
        lon: query.lon,
        lat: query.lat,
        crs: query.crs,
    };
    let place = point.parse(&mut errors, "point");
    let radius = query.radius_m.unwrap_or(RADIUS_M);
    errors.check(
        (100..=20_000).contains(&radius),
        "radius_m",
        FieldCode::Range,
    );
    let count = query.limit.unwrap_or(COUNT);
    errors.check((1..=COUNT_MAX).contains(&count), "limit", FieldCode::Range);
    let minutes = query.minutes.unwrap_or(MINUTES);
    errors.check((1..=1_440).contains(&minutes), "minutes", FieldCode::Range);
    let codes = query.skills.as_deref().unwrap_or_default().split(',');
    let codes = codes.map(str::trim).filter(|code| !code.is_empty());
    let skills = state.reference.taxonomy.skill_set(codes);
    let skills = errors.take("skills", skills.ok_or(FieldCode::Unknown));
    errors.finish()?;
    let (Some(place), Some(skills)) = (place, skills) else {
        return Err(Problem::field("point", FieldCode::Range));
    };
    let community = state
        .divisions()
        .locate(place)
        .and_then(|division| division.code.parse().ok())
        .ok_or_else(|| Problem::field("point", FieldCode::Range))?;
    let from = query.at.unwrap_or_else(|| state.clock.now());
    Ok(Asked {
        need: Need {
            id: NeedId(0),
            place: Cell::of(place).centre(),
            community,
            role: query.kind.map_or(Role::SocialWorker, Into::into),
            skills,
            certificate: query.certificate,
            clearance: ClearanceSet::EMPTY,
            window: Some(Window {
                start_week_minute: state.clock.week_minute(from),
                duration_minutes: minutes,
            }),
            urgent: true,
            waiting_minutes: 0,
            gender_wanted: None,
            dialect_wanted: DialectSet::EMPTY,
            exclude_compound: None,
            blocked: Vec::new(),
            served_before: Vec::new(),
            sensitive: false,
        },
        within: Metres::new(f64::from(radius)),
        count,
    })
}

/// The nearest who are within the officer's divisions: more are asked for until enough of them are, or nobody is left.
fn find<'a>(index: &'a ProviderIndex, asked: &Asked, areas: Option<&Areas>) -> Vec<&'a Provider> {
    let mut most = asked.count;
    loop {
        let nearest = index.nearest_eligible(&asked.need, most, asked.within);
        let everybody = nearest.len() < most;
        let inside: Vec<_> = nearest
            .into_iter()
            .map(|(provider, _)| provider)
            .filter(|provider| {
                areas.is_none_or(|areas| areas.contains(&provider.community.to_string()))
            })
            .take(asked.count)
            .collect();
        if everybody || inside.len() == asked.count {
            return inside;
        }
        most = most.saturating_mul(4);
    }
}

fn show(state: &AppState, provider: &Provider, from: Wgs84) -> NearestProviderDto {
    let away = distance(from, Cell::of(provider.place).centre());
    let skills = state.reference.taxonomy.skills.iter().enumerate();
    NearestProviderDto {
        provider_id: ProviderId(uuid::Uuid::from_u128(provider.id.0)),
        kind: provider.role.into(),
        community: provider.community.to_string(),
        distance_m: away.round_to(SHOWN_STEP_M).whole(),
        certificate: provider.certificate,
        skills: skills
            .filter(|(index, _)| {
                u8::try_from(*index).is_ok_and(|index| provider.skills.contains(index))
            })
            .map(|(_, skill)| skill.code.clone())
            .collect(),
        load: provider.load,
        capacity: provider.capacity,
    }
}
