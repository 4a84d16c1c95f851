//! Portraits over HTTP.

use actix_web::HttpResponse;
use actix_web::http::header;
use actix_web::web::Data;

use super::dto::{
    DecidePortraitDto, ListPortraitsQuery, PortraitDto, PortraitRow, PortraitStanding,
    SignedPortraitQuery,
};
use super::entity::PortraitState;
use super::{service, sight, signed, store};
use crate::operations::{
    DecidePortrait, FetchSignedPortrait, ListPortraits, RemovePortrait, SetPortrait, ShowPortrait,
    ShowPortraitStanding,
};
use crate::photos::dto::{PhotoSize, SentPhoto, ShowPhotoQuery};
use crate::photos::picture::Purpose;
use crate::photos::service as pictures;
use crate::platform::access::{Access, Public};
use crate::platform::audit::Reading;
use crate::platform::http::{Answer, JsonBody, Params, PathId};
use crate::platform::idempotency::IdempotencyKey;
use crate::platform::ids::{PortraitId, ProviderId};
use crate::platform::page::{Page, PageRequest};
use crate::platform::problem::{ErrorCode, Problem};
use crate::providers::{self, profile};
use crate::state::AppState;

/// Send the own portrait, in place of an earlier one
///
/// JPEG, PNG or WebP of at most 10 MB, neither side more than twice the other nor less than 128 pixels. It is written anew as JPEG of at
/// most 1,024 pixels a side: where it was taken and whatever else the file told is gone. An officer looks at it before others see it; until
/// then they see the earlier one.
#[utoipa::path(put, path = "/v1/providers/{id}/portrait", tag = "portraits", params(("id" = ProviderId, Path)),
    request_body(content = Vec<u8>, content_type = "image/jpeg"), responses((status = 201, body = PortraitDto)))]
pub async fn set_portrait(
    access: Access<SetPortrait>,
    id: PathId<ProviderId>,
    sent: SentPhoto,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let whose = profile::within_reach(state.db.read(), &access.reach, id.0).await?;
    let upload = pictures::take_in(&state, whose.person_id, &sent, Purpose::Portrait).await?;
    let actor = access.actor();
    let row = state
        .db
        .write_txn(async |txn| {
            service::send(txn, &state, &actor, &access.reach, (id.0, &upload)).await
        })
        .await?;
    let location = format!("/v1/portraits/{}", row.id);
    Answer::created(location, &PortraitDto::of(row, &access.reach))
}

/// Take the own portrait away, shown or not
#[utoipa::path(delete, path = "/v1/providers/{id}/portrait", tag = "portraits", params(("id" = ProviderId, Path)),
    responses((status = 204)))]
pub async fn remove_portrait(
    access: Access<RemovePortrait>,
    id: PathId<ProviderId>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let actor = access.actor();
    state
        .db
        .write_txn(async |txn| service::remove(txn, &state, &actor, &access.reach, id.0).await)
        .await?;
    Ok(Answer::no_content())
}

/// Where a provider's portrait stands: which one is shown, and what became of the one sent after it
#[utoipa::path(get, path = "/v1/providers/{id}/portrait", tag = "portraits", params(("id" = ProviderId, Path)),
    responses((status = 200, body = PortraitStanding)))]
pub async fn show_portrait_standing(
    access: Access<ShowPortraitStanding>,
    id: PathId<ProviderId>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let db = state.db.read();
    let whose = profile::within_reach(db, &access.reach, id.0).await?;
    let rows = store::of_provider(db, whose.id).await?;
    Answer::ok(&PortraitStanding::of(rows, &access.reach))
}

/// Portraits of the own divisions that wait for a look, or of another state, newest first
#[utoipa::path(get, path = "/v1/portraits", tag = "portraits", params(ListPortraitsQuery),
    responses((status = 200, body = Page<PortraitRow>)))]
pub async fn list_portraits(
    access: Access<ListPortraits>,
    query: Params<ListPortraitsQuery>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let page = PageRequest::parse(query.0.cursor.as_deref(), query.0.limit)?;
    let db = state.db.read();
    let rows = store::list(db, &access.reach, query.0.state, page).await?;
    let page = Page::new(rows, page, |row| row.id.0);
    let ids: Vec<_> = page.items.iter().map(|row| row.provider_id).collect();
    let whose = providers::store::find_many(db, &ids).await?;
    let mut reading = access.reading();
    let whose = profile::show_names(db, &state, &mut reading, &whose).await?;
    reading.finish(&state.db, &state.clock).await?;
    Answer::ok(&page.map(|row| {
        let provider = whose.iter().find(|whose| whose.id == row.provider_id);
        PortraitRow::of(PortraitDto::of(row, &access.reach), provider)
    }))
}

/// Have a portrait shown from now on, or refuse it with a reason
///
/// One that is shown already can be refused, too.
#[utoipa::path(post, path = "/v1/portraits/{id}/decide", tag = "portraits", params(("id" = PortraitId, Path)),
    request_body = DecidePortraitDto, responses((status = 200, body = PortraitDto)))]
pub async fn decide_portrait(
    access: Access<DecidePortrait>,
    id: PathId<PortraitId>,
    key: IdempotencyKey,
    body: JsonBody<DecidePortraitDto>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let actor = access.actor();
    let hash = [id.0.0.as_bytes().as_slice(), &body.hash].concat();
    access
        .submission(&key, &hash)
        .run(&state, async |txn| {
            let what = (id.0, &body.value);
            let row = service::decide(txn, &state, &actor, &access.reach, what).await?;
            Answer::ok(&PortraitDto::of(row, &access.reach))
        })
        .await
}

/// A portrait: for its owner and officers; once it is shown also for the team, and for whom they serve
///
/// The team and those they serve see it from when somebody has taken the need until its contact closes.
#[utoipa::path(get, path = "/v1/portraits/{id}", tag = "portraits", params(("id" = PortraitId, Path), ShowPhotoQuery),
    responses((status = 200, content_type = "image/jpeg", body = Vec<u8>)))]
pub async fn show_portrait(
    access: Access<ShowPortrait>,
    id: PathId<PortraitId>,
    query: Params<ShowPhotoQuery>,
    state: Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let row = sight::find_visible(state.db.read(), &state, &access.reach, id.0).await?;
    let size = query.0.size.unwrap_or_default();
    let file = open(&state, access.reading(), &row, size).await?;
    // The same id is always the same picture. Not for long, though: whoever may see it now may not next week.
    Ok(picture(file, "private, max-age=300"))
}

/// A portrait at the signed address that WeChat was given, for its look at it
#[utoipa::path(get, path = "/v1/portraits/{id}/signed", tag = "portraits",
    params(("id" = PortraitId, Path), SignedPortraitQuery),
    responses((status = 200, content_type = "image/jpeg", body = Vec<u8>)))]
pub async fn fetch_signed_portrait(
    access: Public<FetchSignedPortrait>,
    id: PathId<PortraitId>,
    query: Params<SignedPortraitQuery>,
    state: Data<AppState>,
) -> Result<HttpResponse, Problem> {
    signed::check(&state, id.0, &query.0, state.clock.now())?;
    let row = store::find(state.db.read(), id.0).await?;
    // What an officer has decided about needs nobody's look any more.
    let row = row.filter(|row| PortraitState::WAITING.contains(&row.state));
    let row = row.ok_or_else(|| Problem::new(ErrorCode::NotFound))?;
    let file = open(&state, Reading::new(access.actor()), &row, PhotoSize::Full).await?;
    Ok(picture(file, "no-store"))
}

async fn open(
    state: &AppState,
    mut reading: Reading,
    row: &super::entity::portrait::Model,
    size: PhotoSize,
) -> Result<Vec<u8>, Problem> {
    let which = (Purpose::Portrait, service::files_of(row.id), size);
    let file = pictures::open(state, &mut reading, row.person_id, which).await?;
    reading.finish(&state.db, &state.clock).await?;
    Ok(file)
}

fn picture(file: Vec<u8>, kept: &'static str) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "image/jpeg"))
        .insert_header((header::CACHE_CONTROL, kept))
        .body(file)
}
