//! Organisations over HTTP.

use actix_web::web::Data;

use super::dto::{
    CreateOrganisationDto, ListOrganisationsQuery, OrganisationDto, UpdateOrganisationDto,
};
use super::{service, store};
use crate::operations::{
    CreateOrganisation, ListOrganisations, ShowOrganisation, UpdateOrganisation,
};
use crate::platform::access::Access;
use crate::platform::http::{Answer, IfMatch, JsonBody, Params, PathId};
use crate::platform::idempotency::IdempotencyKey;
use crate::platform::ids::OrganisationId;
use crate::platform::page::{Page, PageRequest};
use crate::platform::problem::{ErrorCode, Problem};
use crate::state::AppState;

/// Organisations, newest first
#[utoipa::path(get, path = "/v1/organisations", tag = "organisations", params(ListOrganisationsQuery),
    responses((status = 200, body = Page<OrganisationDto>)))]
pub async fn list_organisations(
    _: Access<ListOrganisations>,
    query: Params<ListOrganisationsQuery>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let page = PageRequest::parse(query.0.cursor.as_deref(), query.0.limit)?;
    let kind = query.0.kind.map(|kind| kind.as_str());
    let rows = store::list(state.db.read(), kind, page).await?;
    Answer::ok(&Page::new(rows, page, |row| row.id.0).map(OrganisationDto::from))
}

/// One organisation
#[utoipa::path(get, path = "/v1/organisations/{id}", tag = "organisations", params(("id" = OrganisationId, Path)),
    responses((status = 200, body = OrganisationDto)))]
pub async fn show_organisation(
    _: Access<ShowOrganisation>,
    id: PathId<OrganisationId>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let row = store::find(state.db.read(), id.0)
        .await?
        .ok_or_else(|| Problem::new(ErrorCode::NotFound))?;
    let version = row.version;
    Ok(Answer::ok(&OrganisationDto::from(row))?.etag(version))
}

/// Write an organisation of the own divisions down
#[utoipa::path(post, path = "/v1/organisations", tag = "organisations", request_body = CreateOrganisationDto,
    responses((status = 201, body = OrganisationDto)))]
pub async fn create_organisation(
    access: Access<CreateOrganisation>,
    key: IdempotencyKey,
    body: JsonBody<CreateOrganisationDto>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let actor = access.actor();
    access
        .submission(&key, &body.hash)
        .run(&state, async |txn| {
            let row = service::create(txn, &state, &actor, &access.reach, &body.value).await?;
            let (location, version) = (format!("/v1/organisations/{}", row.id), row.version);
            Ok(Answer::created(location, &OrganisationDto::from(row))?.etag(version))
        })
        .await
}

/// Change an organisation's name or seat
#[utoipa::path(patch, path = "/v1/organisations/{id}", tag = "organisations", params(("id" = OrganisationId, Path)),
    request_body = UpdateOrganisationDto, responses((status = 200, body = OrganisationDto)))]
pub async fn update_organisation(
    access: Access<UpdateOrganisation>,
    id: PathId<OrganisationId>,
    if_match: IfMatch,
    body: JsonBody<UpdateOrganisationDto>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let actor = access.actor();
    let row = state
        .db
        .write_txn(async |txn| {
            let which = (id.0, if_match);
            service::update(txn, &state, &actor, &access.reach, which, &body.value).await
        })
        .await?;
    let version = row.version;
    Ok(Answer::ok(&OrganisationDto::from(row))?.etag(version))
}
