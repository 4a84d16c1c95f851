//! Needs over HTTP.

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::header;
use actix_web::web::Data;
use std::time::Duration;

use super::dto::{
    CancelNeed, CloseNeed, CreateNeed, ListNeedsQuery, NeedCreated, NeedDto, NeedRow,
    NeedSubmitted, Sound, TrackedNeed, UpdateNeed, VoiceNoteDto,
};
use super::entity::need;
use super::model::{NeedState, Outcome};
use super::store::{NeedFilter, StateChange};
use super::view::{self, Detail};
use super::voice::{self, Recording};
use super::{change, create, new, numbers, service, sight, slip, store};
use crate::compounds;
use crate::identity::authenticate::count_address;
use crate::operations::{
    AddVoiceNote, CancelNeed as CancelNeedOp, CloseNeed as CloseNeedOp, CreateNeed as CreateNeedOp,
    ListNeeds, PlayVoiceNote, PrintNeedSlip, ShowNeed, SubmitNeed, TrackNeed,
    UpdateNeed as UpdateNeedOp,
};
use crate::platform::access::{Access, Operation, Public};
use crate::platform::http::{Answer, IfMatch, JsonBody, Params, PathId};
use crate::platform::idempotency::IdempotencyKey;
use crate::platform::ids::{NeedId, VoiceNoteId};
use crate::platform::limits::Limit;
use crate::platform::page::{Page, PageRequest};
use crate::platform::pdf;
use crate::platform::problem::{ErrorCode, Problem};
use crate::state::AppState;

/// Post a need
///
/// Everything but a place (or community, or compound) and either a category or some words may be left out: 「要人陪」 is a whole
/// need. A draft may be sent with nothing but a voice note.
#[utoipa::path(post, path = "/v1/needs", tag = "needs", request_body = CreateNeed,
    responses((status = 201, body = NeedCreated)))]
pub async fn create_need(
    access: Access<CreateNeedOp>,
    key: IdempotencyKey,
    body: JsonBody<CreateNeed>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let roles: Vec<_> = access
        .principal
        .grants
        .iter()
        .map(|grant| grant.role)
        .collect();
    let compound = match body.value.compound_id {
        Some(id) => compounds::store::find(state.db.read(), id).await?,
        None => None,
    };
    let input = &body.value;
    let proven = new::parse(&state, &roles, &access.reach, input, compound.as_ref())?;
    access
        .submission(&key, &body.hash)
        .run(&state, async |txn| {
            let (row, tracking_code) =
                create::create(txn, &state, access.principal.person, &proven).await?;
            let possible_duplicates = create::possible_duplicates(txn, &state, &row).await?;
            let mut reading = access.reading();
            let need = view::show(txn, &state, &mut reading, &row, Detail::Full).await?;
            reading.write(txn, &state.clock).await?;
            let location = format!("/v1/needs/{}", row.id);
            let created = NeedCreated {
                need,
                tracking_code,
                possible_duplicates,
            };
            Ok(Answer::created(location, &created)?.etag(row.version))
        })
        .await
}

/// Needs within reach, newest first: the own ones, or those of the own divisions
#[utoipa::path(get, path = "/v1/needs", tag = "needs", params(ListNeedsQuery),
    responses((status = 200, body = Page<NeedRow>)))]
pub async fn list_needs(
    access: Access<ListNeeds>,
    query: Params<ListNeedsQuery>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let page = PageRequest::parse(query.0.cursor.as_deref(), query.0.limit)?;
    let filter = NeedFilter {
        state: query.0.state,
        category: query.0.category.as_deref(),
        escalated: query.0.escalated,
    };
    let rows = store::list(state.db.read(), &access.reach, page, &filter).await?;
    Answer::ok(&Page::new(rows, page, |row| row.id.0).map(|row| view::row_of(&row)))
}

/// One need, with what the caller needs to know of it
#[utoipa::path(get, path = "/v1/needs/{id}", tag = "needs", params(("id" = NeedId, Path)),
    responses((status = 200, body = NeedDto)))]
pub async fn show_need(
    access: Access<ShowNeed>,
    id: PathId<NeedId>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let (row, detail) = sight::find_visible(&access, &state, id.0).await?;
    let mut reading = access.reading();
    let need = view::show(state.db.read(), &state, &mut reading, &row, detail).await?;
    reading.finish(&state.db, &state.clock).await?;
    Ok(Answer::ok(&need)?.etag(row.version))
}

/// A need on paper, for whoever has no phone: number, who comes and when, whom to call
#[utoipa::path(get, path = "/v1/needs/{id}/slip.pdf", tag = "needs", params(("id" = NeedId, Path)),
    responses((status = 200, content_type = "application/pdf", body = Vec<u8>)))]
pub async fn print_need_slip(
    access: Access<PrintNeedSlip>,
    id: PathId<NeedId>,
    state: Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let db = state.db.read();
    let row = store::find_within(db, &access.reach, id.0).await?;
    let row = row.ok_or_else(|| Problem::new(ErrorCode::NotFound))?;
    let mut reading = access.reading();
    let file = slip::sheet(db, &state, &mut reading, &row).await?;
    let file = file.print(&state.font)?;
    reading.finish(&state.db, &state.clock).await?;
    Ok(pdf::answer("need.pdf", file))
}

async fn find_own<O: Operation, C: sea_orm::ConnectionTrait>(
    db: &C,
    access: &Access<O>,
    id: NeedId,
) -> Result<need::Model, Problem> {
    store::find_within(db, &access.reach, id)
        .await?
        .ok_or_else(|| ErrorCode::NotFound.into())
}

/// Change a need that nobody has taken yet
#[utoipa::path(patch, path = "/v1/needs/{id}", tag = "needs", params(("id" = NeedId, Path)), request_body = UpdateNeed,
    responses((status = 200, body = NeedDto)))]
pub async fn update_need(
    access: Access<UpdateNeedOp>,
    id: PathId<NeedId>,
    if_match: IfMatch,
    body: JsonBody<UpdateNeed>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    state
        .db
        .write_txn(async |txn| {
            let row = find_own(txn, &access, id.0).await?;
            let mut reading = access.reading();
            let input = &body.value;
            let row = change::update(txn, &state, &mut reading, row, if_match, input).await?;
            let need = view::show(txn, &state, &mut reading, &row, Detail::Full).await?;
            reading.write(txn, &state.clock).await?;
            Ok(Answer::ok(&need)?.etag(row.version))
        })
        .await
}

/// Send a draft on its way
#[utoipa::path(post, path = "/v1/needs/{id}/submit", tag = "needs", params(("id" = NeedId, Path)),
    responses((status = 200, body = NeedSubmitted)))]
pub async fn submit_need(
    access: Access<SubmitNeed>,
    id: PathId<NeedId>,
    key: IdempotencyKey,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    access
        .submission(&key, id.0.0.as_bytes())
        .run(&state, async |txn| {
            let row = find_own(txn, &access, id.0).await?;
            if row.state != NeedState::Draft {
                return Err(Problem::new(ErrorCode::WrongState).with("state", row.state.as_str()));
            }
            let row = service::send(txn, &state, row, access.principal.person).await?;
            let submitted = NeedSubmitted {
                need: view::row_of(&row),
                possible_duplicates: create::possible_duplicates(txn, &state, &row).await?,
            };
            Ok(Answer::ok(&submitted)?.etag(row.version))
        })
        .await
}

/// Take a need back
#[utoipa::path(post, path = "/v1/needs/{id}/cancel", tag = "needs", params(("id" = NeedId, Path)),
    request_body = CancelNeed, responses((status = 200, body = NeedRow)))]
pub async fn cancel_need(
    access: Access<CancelNeedOp>,
    id: PathId<NeedId>,
    key: IdempotencyKey,
    body: JsonBody<CancelNeed>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let reason = match body.value.reason.as_deref() {
        None | Some("other") => "other",
        Some("solved") => "solved",
        Some("changed_mind") => "changed_mind",
        Some("waited_too_long") => "waited_too_long",
        Some(_) => {
            return Err(Problem::field(
                "reason",
                crate::platform::problem::FieldCode::Unknown,
            ));
        }
    };
    let change = StateChange {
        outcome: Some(Outcome::Withdrawn),
        actor: Some(access.principal.person),
        reason: Some(reason),
    };
    end_need(
        &access,
        &state,
        id.0,
        &key,
        &body.hash,
        NeedState::Cancelled,
        change,
    )
    .await
}

/// Close a need as an officer
#[utoipa::path(post, path = "/v1/needs/{id}/close", tag = "needs", params(("id" = NeedId, Path)),
    request_body = CloseNeed, responses((status = 200, body = NeedRow)))]
pub async fn close_need(
    access: Access<CloseNeedOp>,
    id: PathId<NeedId>,
    key: IdempotencyKey,
    body: JsonBody<CloseNeed>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let outcome = body.value.outcome;
    let change = StateChange {
        outcome: Some(outcome),
        actor: Some(access.principal.person),
        reason: Some("by_officer"),
    };
    end_need(
        &access,
        &state,
        id.0,
        &key,
        &body.hash,
        NeedState::Closed,
        change,
    )
    .await
}

async fn end_need<O: Operation>(
    access: &Access<O>,
    state: &AppState,
    id: NeedId,
    key: &IdempotencyKey,
    body_hash: &[u8],
    to: NeedState,
    change: StateChange,
) -> Result<Answer, Problem> {
    let mut hash = id.0.as_bytes().to_vec();
    hash.extend_from_slice(body_hash);
    access
        .submission(key, &hash)
        .run(state, async |txn| {
            let row = find_own(txn, access, id).await?;
            service::end(txn, state, &row, to, change).await?;
            let row = find_own(txn, access, id).await?;
            Ok(Answer::ok(&view::row_of(&row))?.etag(row.version))
        })
        .await
}

/// Add a voice note to the own need
#[utoipa::path(post, path = "/v1/needs/{id}/voice-notes", tag = "needs", params(("id" = NeedId, Path)),
    request_body(content = inline(Sound), content_type = "audio/mp4"), responses((status = 201, body = VoiceNoteDto)))]
pub async fn add_voice_note(
    access: Access<AddVoiceNote>,
    id: PathId<NeedId>,
    key: IdempotencyKey,
    recording: Recording,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let mut hash = id.0.0.as_bytes().to_vec();
    hash.extend_from_slice(&recording.hash);
    access
        .submission(&key, &hash)
        .run(&state, async |txn| {
            let row = find_own(txn, &access, id.0).await?;
            let note = voice::keep(txn, &state, &row, &recording).await?;
            Answer::created(format!("/v1/voice-notes/{}", note.id), &note)
        })
        .await
}

/// The sound of a voice note
#[utoipa::path(get, path = "/v1/voice-notes/{id}", tag = "needs", params(("id" = VoiceNoteId, Path)),
    responses((status = 200, content_type = "audio/mp4", body = inline(Sound))))]
pub async fn play_voice_note(
    access: Access<PlayVoiceNote>,
    id: PathId<VoiceNoteId>,
    state: Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let db = state.db.read();
    let not_found = || Problem::new(ErrorCode::NotFound);
    let note = store::find_voice_note(db, id.0)
        .await?
        .ok_or_else(not_found)?;
    let (need, detail) = sight::find_visible(&access, &state, note.need_id).await?;
    if !detail.is_told_everything() {
        return Err(not_found());
    }
    let mut reading = access.reading();
    let sound = voice::open(db, &state, &mut reading, &need, &note).await?;
    reading.finish(&state.db, &state.clock).await?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, note.media_type))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(sound))
}

/// Follow a need by its tracking code, without an account
#[utoipa::path(get, path = "/v1/tracking/{code}", tag = "needs",
    params(("code" = String, Path, description = "Tracking code", example = "7K2M-9QXD-0B4T-WZ81")),
    responses((status = 200, body = TrackedNeed)))]
pub async fn track_need(
    _: Public<TrackNeed>,
    code: PathId<String>,
    request: HttpRequest,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let limit = Limit {
        name: "tracking",
        most: state.settings.limits.tracking_per_minute,
        window: Duration::from_secs(60),
        guard: true,
    };
    count_address(&state, &request, limit).await?;
    let db = state.db.read();
    let row = store::find_by_tracking(db, numbers::code_hash(&code.0)).await?;
    let row = row.ok_or_else(|| Problem::new(ErrorCode::NotFound))?;
    Answer::ok(&view::tracked(db, &state, &row).await?)
}
