//! Calls over HTTP.

use actix_web::web::Data;

use super::dto::{CallSomebody, NumberToCall, OwnNumber, OwnNumbers};
use super::service;
use crate::operations::{CallSomebody as CallSomebodyOp, ShareOwnNumber};
use crate::platform::access::Access;
use crate::platform::http::{Answer, JsonBody, PathId};
use crate::platform::idempotency::IdempotencyKey;
use crate::platform::ids::TaskId;
use crate::platform::problem::Problem;
use crate::state::AppState;

/// A number to call the other side of a task by: neither sees the other's own, unless both agreed
///
/// While the contact is open. Without a relay it is the office's line.
#[utoipa::path(post, path = "/v1/tasks/{id}/call", tag = "calls", params(("id" = TaskId, Path)),
    request_body = CallSomebody, responses((status = 200, body = NumberToCall)))]
pub async fn call_somebody(
    access: Access<CallSomebodyOp>,
    id: PathId<TaskId>,
    key: IdempotencyKey,
    body: JsonBody<CallSomebody>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let person = access.principal.person;
    let hash = [id.0.0.as_bytes().as_slice(), &body.hash].concat();
    let submission = access.submission(&key, &hash);
    if let Some(answer) = submission.replayed(&state).await? {
        return Ok(answer);
    }
    let pair = service::pair(state.db.read(), &state, person, id.0, body.value.member_id).await?;
    let mut reading = access.reading();
    let way = service::find_way(&state, &mut reading, pair).await?;
    reading.finish(&state.db, &state.clock).await?;
    submission
        .run(&state, async |txn| {
            Answer::ok(&service::open(txn, &state, pair, &way).await?)
        })
        .await
}

/// Let the other side of a task have the own number, or not any more
#[utoipa::path(put, path = "/v1/tasks/{id}/own-number", tag = "calls", params(("id" = TaskId, Path)),
    request_body = OwnNumber, responses((status = 200, body = OwnNumbers)))]
pub async fn share_own_number(
    access: Access<ShareOwnNumber>,
    id: PathId<TaskId>,
    body: JsonBody<OwnNumber>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let (actor, whose) = (access.actor(), (access.principal.person, id.0));
    let agrees = body.value.agree;
    let numbers = state
        .db
        .write_txn(async |txn| service::agree(txn, &state, &actor, whose, agrees).await)
        .await?;
    Answer::ok(&numbers)
}
