//! Leave over HTTP.

use actix_web::web::Data;

use super::dto::{
    CreateLeaveDto, DecideLeaveDto, HandOverDto, LeaveDto, ListLeavesQuery, TouchedTasks,
};
use super::{hand_over, service, store};
use crate::dispatch::dto::Assigned;
use crate::operations::{
    CreateLeave, DecideLeave, EndLeave, HandOverTask, ListLeaves, ListTouchedTasks,
};
use crate::platform::access::Access;
use crate::platform::http::{Answer, JsonBody, Params, PathId};
use crate::platform::idempotency::IdempotencyKey;
use crate::platform::ids::{LeaveId, ProviderId};
use crate::platform::page::{Page, PageRequest};
use crate::platform::problem::Problem;
use crate::state::AppState;

/// Ask for leave, or enter somebody's as their officer
///
/// Sick leave, a volunteer's, and what an officer enters is in force at once; everything else an officer decides.
#[utoipa::path(post, path = "/v1/providers/{id}/leaves", tag = "duty", params(("id" = ProviderId, Path)),
    request_body = CreateLeaveDto, responses((status = 201, body = LeaveDto)))]
pub async fn create_leave(
    access: Access<CreateLeave>,
    id: PathId<ProviderId>,
    key: IdempotencyKey,
    body: JsonBody<CreateLeaveDto>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let actor = access.actor();
    let hash = [id.0.0.as_bytes().as_slice(), &body.hash].concat();
    access
        .submission(&key, &hash)
        .run(&state, async |txn| {
            let what = (id.0, &body.value);
            let row = service::create(txn, &state, &actor, &access.reach, what).await?;
            Answer::created(
                format!("/v1/leaves/{}", row.id),
                &LeaveDto::of(row, &access.reach),
            )
        })
        .await
}

/// Leaves: the own ones, and those of the own divisions, newest first
#[utoipa::path(get, path = "/v1/leaves", tag = "duty", params(ListLeavesQuery),
    responses((status = 200, body = Page<LeaveDto>)))]
pub async fn list_leaves(
    access: Access<ListLeaves>,
    query: Params<ListLeavesQuery>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let page = PageRequest::parse(query.0.cursor.as_deref(), query.0.limit)?;
    let rows = store::list(state.db.read(), &access.reach, query.0.state, page).await?;
    Answer::ok(&Page::new(rows, page, |row| row.id.0).map(|row| LeaveDto::of(row, &access.reach)))
}

/// Grant a leave that was asked for, or refuse it with a reason
#[utoipa::path(post, path = "/v1/leaves/{id}/decide", tag = "duty", params(("id" = LeaveId, Path)),
    request_body = DecideLeaveDto, responses((status = 200, body = LeaveDto)))]
pub async fn decide_leave(
    access: Access<DecideLeave>,
    id: PathId<LeaveId>,
    key: IdempotencyKey,
    body: JsonBody<DecideLeaveDto>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let actor = access.actor();
    let hash = [id.0.0.as_bytes().as_slice(), &body.hash].concat();
    access
        .submission(&key, &hash)
        .run(&state, async |txn| {
            let what = (id.0, &body.value);
            let row = service::decide(txn, &state, &actor, &access.reach, what).await?;
            Answer::ok(&LeaveDto::of(row, &access.reach))
        })
        .await
}

/// Take a leave back before it begins, or be back earlier
#[utoipa::path(delete, path = "/v1/leaves/{id}", tag = "duty", params(("id" = LeaveId, Path)),
    responses((status = 204)))]
pub async fn end_leave(
    access: Access<EndLeave>,
    id: PathId<LeaveId>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let actor = access.actor();
    state
        .db
        .write_txn(async |txn| service::end(txn, &state, &actor, &access.reach, id.0).await)
        .await?;
    Ok(Answer::no_content())
}

/// The tasks that a leave touches: led by whoever is away, not begun, promised for a time within it or for none
#[utoipa::path(get, path = "/v1/leaves/{id}/tasks", tag = "duty", params(("id" = LeaveId, Path)),
    responses((status = 200, body = TouchedTasks)))]
pub async fn list_touched_tasks(
    access: Access<ListTouchedTasks>,
    id: PathId<LeaveId>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let db = state.db.read();
    let row = service::find(db, &access.reach, id.0).await?;
    let items = hand_over::touched(db, &row).await?;
    Answer::ok(&TouchedTasks { items })
}

/// Give a task that a leave touches to whoever stands in; they lead it at once
#[utoipa::path(post, path = "/v1/leaves/{id}/hand-over", tag = "duty", params(("id" = LeaveId, Path)),
    request_body = HandOverDto, responses((status = 200, body = Assigned)))]
pub async fn hand_over_task(
    access: Access<HandOverTask>,
    id: PathId<LeaveId>,
    key: IdempotencyKey,
    body: JsonBody<HandOverDto>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let hash = [id.0.0.as_bytes().as_slice(), &body.hash].concat();
    access
        .submission(&key, &hash)
        .run(&state, async |txn| {
            let what = (id.0, &body.value);
            let assigned = hand_over::hand_over(txn, &state, &access.reach, what).await?;
            Answer::ok(&assigned)
        })
        .await
}
