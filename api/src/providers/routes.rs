//! Providers: registering, listing, showing, changing.

use actix_web::web::Data;
use jinlin_matcher::Crs;

use super::dto::{CreateProviderDto, CrsQuery, ListProvidersQuery, ProviderDto, UpdateProviderDto};
use super::store::Filter;
use super::{profile, register, store};
use crate::divisions::ScopeRef;
use crate::operations::{
    CreateProvider, ListMyProviders, ListProviders, ShowProvider, UpdateProvider,
};
use crate::platform::access::{Access, Areas};
use crate::platform::http::{Answer, IfMatch, JsonBody, Params, PathId};
use crate::platform::idempotency::IdempotencyKey;
use crate::platform::ids::ProviderId;
use crate::platform::page::{Page, PageRequest};
use crate::platform::problem::{FieldCode, Problem};
use crate::state::AppState;

/// What the caller is: social worker, volunteer, both or neither
///
/// All at once, there are at most two.
#[utoipa::path(get, path = "/v1/me/providers", tag = "providers", params(CrsQuery),
    responses((status = 200, body = Page<ProviderDto>)))]
pub async fn list_my_providers(
    access: Access<ListMyProviders>,
    query: Params<CrsQuery>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let db = state.db.read();
    let crs = query.0.crs.unwrap_or(Crs::Wgs84);
    let mut reading = access.reading();
    let mut items = Vec::new();
    for row in store::find_by_person(db, access.principal.person).await? {
        items.push(profile::show(db, &state, &mut reading, &access.reach, &row, crs).await?);
    }
    reading.finish(&state.db, &state.clock).await?;
    Answer::ok(&Page {
        items,
        next_cursor: None,
    })
}

/// Become a volunteer, or (officers) make somebody a social worker of a community in the own scope
#[utoipa::path(post, path = "/v1/providers", tag = "providers", request_body = CreateProviderDto,
    responses((status = 201, body = ProviderDto)))]
pub async fn create_provider(
    access: Access<CreateProvider>,
    key: IdempotencyKey,
    body: JsonBody<CreateProviderDto>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let new = register::parse(&state, &access.reach, &body.value)?;
    let actor = access.actor();
    access
        .submission(&key, &body.hash)
        .run(&state, async |txn| {
            let row = register::register(txn, &state, &actor, &new).await?;
            let shown = ProviderDto::of(&row, &state.divisions());
            Ok(Answer::created(format!("/v1/providers/{}", row.id), &shown)?.etag(row.version))
        })
        .await
}

/// The providers of the own divisions, newest first
#[utoipa::path(get, path = "/v1/providers", tag = "providers", params(ListProvidersQuery),
    responses((status = 200, body = Page<ProviderDto>)))]
pub async fn list_providers(
    access: Access<ListProviders>,
    query: Params<ListProvidersQuery>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let query = query.0;
    let request = PageRequest::parse(query.cursor.as_deref(), query.limit)?;
    let areas = query
        .division
        .as_deref()
        .map(|code| division(&state, code))
        .transpose()?;
    let filter = Filter {
        kind: query.kind.map(Into::into),
        on_duty: query.on_duty,
        areas,
    };
    let rows = store::list(state.db.read(), &access.reach, &filter, request).await?;
    let page = Page::new(rows, request, |row| row.id.0);
    let mut reading = access.reading();
    let items = profile::show_names(state.db.read(), &state, &mut reading, &page.items).await?;
    reading.finish(&state.db, &state.clock).await?;
    Answer::ok(&Page {
        items,
        next_cursor: page.next_cursor,
    })
}

fn division(state: &AppState, code: &str) -> Result<Areas, Problem> {
    let divisions = state.divisions();
    [
        ScopeRef::Division(code.to_owned()),
        ScopeRef::Zone(code.to_owned()),
    ]
    .iter()
    .map(|scope| divisions.areas_of(scope))
    .find(|areas| !areas.is_empty())
    .ok_or_else(|| Problem::field("division", FieldCode::Unknown))
}

/// One provider with name and phone; base place and compound only for the provider
#[utoipa::path(get, path = "/v1/providers/{id}", tag = "providers", params(("id" = ProviderId, Path), CrsQuery),
    responses((status = 200, body = ProviderDto)))]
pub async fn show_provider(
    access: Access<ShowProvider>,
    id: PathId<ProviderId>,
    query: Params<CrsQuery>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let db = state.db.read();
    let row = profile::within_reach(db, &access.reach, id.0).await?;
    let mut reading = access.reading();
    let crs = query.0.crs.unwrap_or(Crs::Wgs84);
    let shown = profile::show(db, &state, &mut reading, &access.reach, &row, crs).await?;
    reading.finish(&state.db, &state.clock).await?;
    Ok(Answer::ok(&shown)?.etag(row.version))
}

/// Change a profile: week, capacity, radius, base place, compound, skills, community
#[utoipa::path(patch, path = "/v1/providers/{id}", tag = "providers", params(("id" = ProviderId, Path)),
    request_body = UpdateProviderDto, responses((status = 200, body = ProviderDto)))]
pub async fn update_provider(
    access: Access<UpdateProvider>,
    id: PathId<ProviderId>,
    if_match: IfMatch,
    body: JsonBody<UpdateProviderDto>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let actor = access.actor();
    let row = state
        .db
        .write_txn(async |txn| {
            profile::update(
                txn,
                &state,
                &actor,
                &access.reach,
                (id.0, if_match),
                &body.value,
            )
            .await
        })
        .await?;
    Ok(Answer::ok(&ProviderDto::of(&row, &state.divisions()))?.etag(row.version))
}
