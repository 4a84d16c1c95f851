//! Photos over HTTP.

use actix_web::HttpResponse;
use actix_web::http::header;
use actix_web::web::Data;

use super::dto::{PhotoDto, SentPhoto, ShowPhotoQuery};
use super::entity::photo;
use super::picture::Purpose;
use super::{service, store};
use crate::conversations;
use crate::needs::{self, sight};
use crate::operations::{AddNeedPhoto, ShowPhoto};
use crate::platform::access::Access;
use crate::platform::http::{Answer, Params, PathId};
use crate::platform::idempotency::IdempotencyKey;
use crate::platform::ids::{NeedId, PersonId, PhotoId};
use crate::platform::problem::{ErrorCode, Problem};
use crate::state::AppState;

/// Add a photo to the own need
///
/// JPEG, PNG or WebP of at most 10 MB. It is written anew as JPEG of at most 2,048 pixels a side: where it was taken and whatever else the
/// file told is gone.
#[utoipa::path(post, path = "/v1/needs/{id}/photos", tag = "photos", params(("id" = NeedId, Path)),
    request_body(content = Vec<u8>, content_type = "image/jpeg"), responses((status = 201, body = PhotoDto)))]
pub async fn add_need_photo(
    access: Access<AddNeedPhoto>,
    id: PathId<NeedId>,
    key: IdempotencyKey,
    sent: SentPhoto,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let hash = [id.0.0.as_bytes().as_slice(), &sent.hash].concat();
    let submission = access.submission(&key, &hash);
    if let Some(answer) = submission.replayed(&state).await? {
        return Ok(answer);
    }
    let db = state.db.read();
    let not_found = || Problem::new(ErrorCode::NotFound);
    let need = needs::store::find_within(db, &access.reach, id.0).await?;
    let need = need.ok_or_else(not_found)?;
    service::check_room(db, &need).await?;
    let upload = service::take_in(&state, need.person_id, &sent, Purpose::Photo).await?;
    submission
        .run(&state, async |txn| {
            // Held until commit, so that two photos at the same moment are counted one after the other.
            let need = needs::store::hold(txn, id.0).await?.ok_or_else(not_found)?;
            service::check_room(txn, &need).await?;
            let of = (None, access.principal.person);
            let row = service::keep(txn, &state, &need, of, &upload).await?;
            Answer::created(format!("/v1/photos/{}", row.id), &PhotoDto::from(&row))
        })
        .await
}

/// A photo, for those who may read what it belongs to
#[utoipa::path(get, path = "/v1/photos/{id}", tag = "photos", params(("id" = PhotoId, Path), ShowPhotoQuery),
    responses((status = 200, content_type = "image/jpeg", body = Vec<u8>)))]
pub async fn show_photo(
    access: Access<ShowPhoto>,
    id: PathId<PhotoId>,
    query: Params<ShowPhotoQuery>,
    state: Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let row = store::find(state.db.read(), id.0)
        .await?
        .ok_or_else(|| Problem::new(ErrorCode::NotFound))?;
    let served = served_if_visible(&access, &state, &row).await?;
    let mut reading = access.reading();
    let which = (Purpose::Photo, row.id, query.0.size.unwrap_or_default());
    let file = service::open(&state, &mut reading, served, which).await?;
    reading.finish(&state.db, &state.clock).await?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "image/jpeg"))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(file))
}

/// The person served, whose key opens the photo, if the caller may see it: one of a conversation like its texts, one of a need like
/// what the resident wrote.
async fn served_if_visible(
    access: &Access<ShowPhoto>,
    state: &AppState,
    row: &photo::Model,
) -> Result<PersonId, Problem> {
    let not_found = || Problem::new(ErrorCode::NotFound);
    if let Some(task) = row.task_id {
        let db = state.db.read();
        let talk = conversations::service::enter(db, state, access.principal.person, task).await?;
        if !talk.may_see(row.created_at) {
            return Err(not_found());
        }
        return Ok(talk.need.person_id);
    }
    let (need, detail) = sight::find_visible(access, state, row.need_id).await?;
    if !detail.is_told_everything() {
        return Err(not_found());
    }
    Ok(need.person_id)
}
