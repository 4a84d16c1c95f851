//! Compounds over HTTP.

use actix_web::web::Data;

use super::dto::{CompoundDto, CreateCompoundDto, ListCompoundsQuery, UpdateCompoundDto};
use super::{service, store};
use crate::operations::{CreateCompound, ListCompounds, ShowCompound, UpdateCompound};
use crate::platform::access::{Access, Public};
use crate::platform::http::{Answer, IfMatch, JsonBody, Params, PathId};
use crate::platform::idempotency::IdempotencyKey;
use crate::platform::ids::CompoundId;
use crate::platform::page::{Page, PageRequest};
use crate::platform::problem::{ErrorCode, FieldCode, Problem};
use crate::state::AppState;

/// The compounds of a community, newest first
///
/// Public: a resident chooses one before signing in, and nothing here is anybody's.
#[utoipa::path(get, path = "/v1/compounds", tag = "compounds", params(ListCompoundsQuery),
    responses((status = 200, body = Page<CompoundDto>)))]
pub async fn list_compounds(
    _: Public<ListCompounds>,
    query: Params<ListCompoundsQuery>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let page = PageRequest::parse(query.0.cursor.as_deref(), query.0.limit)?;
    if state.divisions().community(&query.0.community).is_none() {
        return Err(Problem::field("community", FieldCode::Unknown));
    }
    let rows = store::list(state.db.read(), &query.0.community, page).await?;
    Answer::ok(&Page::new(rows, page, |row| row.id.0).map(CompoundDto::from))
}

/// One compound, as the printed code at its gate names it
#[utoipa::path(get, path = "/v1/compounds/{id}", tag = "compounds", params(("id" = CompoundId, Path)),
    responses((status = 200, body = CompoundDto)))]
pub async fn show_compound(
    _: Public<ShowCompound>,
    id: PathId<CompoundId>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let row = store::find(state.db.read(), id.0)
        .await?
        .ok_or_else(|| Problem::new(ErrorCode::NotFound))?;
    let version = row.version;
    Ok(Answer::ok(&CompoundDto::from(row))?.etag(version))
}

/// Write a compound of the own divisions down
#[utoipa::path(post, path = "/v1/compounds", tag = "compounds", request_body = CreateCompoundDto,
    responses((status = 201, body = CompoundDto)))]
pub async fn create_compound(
    access: Access<CreateCompound>,
    key: IdempotencyKey,
    body: JsonBody<CreateCompoundDto>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let actor = access.actor();
    access
        .submission(&key, &body.hash)
        .run(&state, async |txn| {
            let row = service::create(txn, &state, &actor, &access.reach, &body.value).await?;
            let (location, version) = (format!("/v1/compounds/{}", row.id), row.version);
            Ok(Answer::created(location, &CompoundDto::from(row))?.etag(version))
        })
        .await
}

/// Change a compound's name, gate or property company
#[utoipa::path(patch, path = "/v1/compounds/{id}", tag = "compounds", params(("id" = CompoundId, Path)),
    request_body = UpdateCompoundDto, responses((status = 200, body = CompoundDto)))]
pub async fn update_compound(
    access: Access<UpdateCompound>,
    id: PathId<CompoundId>,
    if_match: IfMatch,
    body: JsonBody<UpdateCompoundDto>,
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
    Ok(Answer::ok(&CompoundDto::from(row))?.etag(version))
}
