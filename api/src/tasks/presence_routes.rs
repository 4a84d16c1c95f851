//! Arriving by code or by the resident's word, leaving, and the hours in between, over HTTP.

use actix_web::web::{self, Data};

use super::dto::{CheckInCode, CheckOut, ConfirmArrival, CorrectHours, TaskDto};
use super::routes::{answer, find};
use super::{check_in, check_in_code, check_out, hours, members, team};
use crate::operations::{
    CheckOut as CheckOutOp, ConfirmArrival as ConfirmArrivalOp, CorrectHours as CorrectHoursOp,
    ShowCheckInCode,
};
use crate::platform::access::Access;
use crate::platform::http::{Answer, JsonBody, PathId};
use crate::platform::idempotency::IdempotencyKey;
use crate::platform::ids::{MemberId, TaskId};
use crate::platform::problem::{ErrorCode, Problem};
use crate::state::AppState;

/// Check out: the own service ends here
#[utoipa::path(post, path = "/v1/tasks/{id}/check-out", tag = "tasks", params(("id" = TaskId, Path)),
    request_body = CheckOut, responses((status = 200, body = TaskDto)))]
pub async fn check_out(
    access: Access<CheckOutOp>,
    id: PathId<TaskId>,
    key: IdempotencyKey,
    body: JsonBody<CheckOut>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    access
        .submission(&key, &[id.0.0.as_bytes().as_slice(), &body.hash].concat())
        .run(&state, async |txn| {
            let task = find(txn, &access, id.0).await?;
            let member = members::membership(txn, task.id, access.principal.person).await?;
            let member = member.ok_or_else(|| Problem::new(ErrorCode::NotFound))?;
            let mut reading = access.reading();
            let of = (&task, &member);
            check_out::depart(txn, &state, &mut reading, of, &body.value).await?;
            reading.write(txn, &state.clock).await?;
            answer(txn, &access, &state, task.id).await
        })
        .await
}

/// The code by which a member of the team checks in, for the resident's phone to show as a QR code
///
/// A new one every minute; each is good for two.
#[utoipa::path(get, path = "/v1/tasks/{id}/check-in-code", tag = "tasks", params(("id" = TaskId, Path)),
    responses((status = 200, body = CheckInCode)))]
pub async fn show_check_in_code(
    access: Access<ShowCheckInCode>,
    id: PathId<TaskId>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let task = find(state.db.read(), &access, id.0).await?;
    team::require_running(&task)?;
    let (code, next_at) = check_in_code::now(&state, task.id);
    Answer::ok(&CheckInCode {
        code,
        next_at,
        valid_until: next_at.plus(check_in_code::WINDOW),
    })
}

/// Confirm that somebody of the team has arrived, as the resident
#[utoipa::path(post, path = "/v1/tasks/{id}/confirm-arrival", tag = "tasks", params(("id" = TaskId, Path)),
    request_body = ConfirmArrival, responses((status = 200, body = TaskDto)))]
pub async fn confirm_arrival(
    access: Access<ConfirmArrivalOp>,
    id: PathId<TaskId>,
    key: IdempotencyKey,
    body: JsonBody<ConfirmArrival>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    access
        .submission(&key, &[id.0.0.as_bytes().as_slice(), &body.hash].concat())
        .run(&state, async |txn| {
            let task = find(txn, &access, id.0).await?;
            let mut reading = access.reading();
            let member = body.value.member_id;
            if let Err(problem) = check_in::confirm(txn, &state, &mut reading, &task, member).await
            {
                return Err(problem.looked(reading));
            }
            reading.write(txn, &state.clock).await?;
            answer(txn, &access, &state, task.id).await
        })
        .await
}

/// Correct the hours of somebody of the team, as the lead
///
/// From the end of the task for as many days as the policy gives.
#[utoipa::path(post, path = "/v1/tasks/{id}/members/{member_id}/hours", tag = "tasks",
    params(("id" = TaskId, Path), ("member_id" = MemberId, Path)), request_body = CorrectHours,
    responses((status = 200, body = TaskDto)))]
pub async fn correct_hours(
    access: Access<CorrectHoursOp>,
    path: web::Path<(TaskId, MemberId)>,
    key: IdempotencyKey,
    body: JsonBody<CorrectHours>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let (id, member) = path.into_inner();
    let hash = [id.0.as_bytes().as_slice(), member.0.as_bytes(), &body.hash].concat();
    access
        .submission(&key, &hash)
        .run(&state, async |txn| {
            let task = find(txn, &access, id).await?;
            let lead = access.principal.person;
            team::require_lead(txn, &task, lead).await?;
            hours::correct(txn, &state, (&task, lead), member, &body.value).await?;
            answer(txn, &access, &state, id).await
        })
        .await
}
