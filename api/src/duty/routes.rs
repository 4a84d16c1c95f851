//! Duty over HTTP.

use actix_web::web::Data;

use super::dto::{CallBackDto, CreateShiftDto, EndCallBackDto, ListCallBacksQuery, ShiftDto};
use super::{call_backs, shifts, store};
use crate::operations::{
    CancelShift, CreateShift, EndCallBack, ListCallBacks, ListShifts, TakeCallBack,
};
use crate::platform::access::Access;
use crate::platform::http::{Answer, JsonBody, Params, PathId};
use crate::platform::idempotency::IdempotencyKey;
use crate::platform::ids::{CallBackId, ShiftId};
use crate::platform::page::{Page, PageQuery, PageRequest};
use crate::platform::problem::Problem;
use crate::state::AppState;

/// Put somebody on duty for a community or street of the own divisions
#[utoipa::path(post, path = "/v1/duty-shifts", tag = "duty", request_body = CreateShiftDto,
    responses((status = 201, body = ShiftDto)))]
pub async fn create_shift(
    access: Access<CreateShift>,
    key: IdempotencyKey,
    body: JsonBody<CreateShiftDto>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let actor = access.actor();
    access
        .submission(&key, &body.hash)
        .run(&state, async |txn| {
            let row = shifts::create(txn, &state, &actor, &access.reach, &body.value).await?;
            Answer::created(format!("/v1/duty-shifts/{}", row.id), &ShiftDto::from(row))
        })
        .await
}

/// Shifts: the own ones, and those of the own divisions, newest first
#[utoipa::path(get, path = "/v1/duty-shifts", tag = "duty", params(PageQuery),
    responses((status = 200, body = Page<ShiftDto>)))]
pub async fn list_shifts(
    access: Access<ListShifts>,
    query: Params<PageQuery>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let page = PageRequest::try_from(&query.0)?;
    let rows = store::list_shifts(state.db.read(), &access.reach, page).await?;
    Answer::ok(&Page::new(rows, page, |row| row.id.0).map(ShiftDto::from))
}

/// Take a shift of the own divisions back
#[utoipa::path(delete, path = "/v1/duty-shifts/{id}", tag = "duty", params(("id" = ShiftId, Path)),
    responses((status = 204)))]
pub async fn cancel_shift(
    access: Access<CancelShift>,
    id: PathId<ShiftId>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let actor = access.actor();
    state
        .db
        .write_txn(async |txn| shifts::cancel(txn, &state, &actor, &access.reach, id.0).await)
        .await?;
    Ok(Answer::no_content())
}

/// Call-backs: those that the caller is asked for, and those of the own divisions, newest first
#[utoipa::path(get, path = "/v1/call-backs", tag = "duty", params(ListCallBacksQuery),
    responses((status = 200, body = Page<CallBackDto>)))]
pub async fn list_call_backs(
    access: Access<ListCallBacks>,
    query: Params<ListCallBacksQuery>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let page = PageRequest::parse(query.0.cursor.as_deref(), query.0.limit)?;
    let rows = store::list_call_backs(state.db.read(), &access.reach, query.0.state, page).await?;
    Answer::ok(&Page::new(rows, page, |row| row.id.0).map(CallBackDto::from))
}

/// Take a call-back: the caller is calling
#[utoipa::path(post, path = "/v1/call-backs/{id}/take", tag = "duty", params(("id" = CallBackId, Path)),
    responses((status = 200, body = CallBackDto)))]
pub async fn take_call_back(
    access: Access<TakeCallBack>,
    id: PathId<CallBackId>,
    key: IdempotencyKey,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    access
        .submission(&key, id.0.0.as_bytes())
        .run(&state, async |txn| {
            let row = call_backs::take(txn, &state, &access.reach, id.0).await?;
            Answer::ok(&CallBackDto::from(row))
        })
        .await
}

/// End a call-back with what it came to; when nobody was reached the next is asked
#[utoipa::path(post, path = "/v1/call-backs/{id}/end", tag = "duty", params(("id" = CallBackId, Path)),
    request_body = EndCallBackDto, responses((status = 200, body = CallBackDto)))]
pub async fn end_call_back(
    access: Access<EndCallBack>,
    id: PathId<CallBackId>,
    key: IdempotencyKey,
    body: JsonBody<EndCallBackDto>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let hash = [id.0.0.as_bytes().as_slice(), &body.hash].concat();
    access
        .submission(&key, &hash)
        .run(&state, async |txn| {
            let outcome = body.value.outcome;
            let row = call_backs::end(txn, &state, &access.reach, id.0, outcome).await?;
            Answer::ok(&CallBackDto::from(row))
        })
        .await
}
