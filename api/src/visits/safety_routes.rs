//! Second persons and hazards over HTTP.

use actix_web::web::Data;

use super::dto::{AddHazard, HazardDto, WaiveSecondPerson};
use super::{hazards, pairing};
use crate::operations::{AddHazard as AddHazardOp, WaiveSecondPerson as WaiveSecondPersonOp};
use crate::platform::access::Access;
use crate::platform::http::{Answer, JsonBody, PathId};
use crate::platform::idempotency::IdempotencyKey;
use crate::platform::ids::{NeedId, TaskId};
use crate::platform::problem::Problem;
use crate::state::AppState;
use crate::tasks::dto::TaskDto;
use crate::tasks::routes;

/// Agree that one goes alone where two should, as an officer
#[utoipa::path(post, path = "/v1/tasks/{id}/second-person-waiver", tag = "visits", params(("id" = TaskId, Path)),
    request_body = WaiveSecondPerson, responses((status = 200, body = TaskDto)))]
pub async fn waive_second_person(
    access: Access<WaiveSecondPersonOp>,
    id: PathId<TaskId>,
    key: IdempotencyKey,
    body: JsonBody<WaiveSecondPerson>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let by = (access.actor(), access.principal.person);
    access
        .submission(&key, &[id.0.0.as_bytes().as_slice(), &body.hash].concat())
        .run(&state, async |txn| {
            let task = routes::find(txn, &access, id.0).await?;
            pairing::waive(txn, &state, (&by.0, by.1), &task, &body.value).await?;
            routes::answer(txn, &access, &state, task.id).await
        })
        .await
}

/// Warn those who visit, as the lead or an officer
///
/// The team and officers read it with the task; the resident never does.
#[utoipa::path(post, path = "/v1/needs/{id}/hazards", tag = "visits", params(("id" = NeedId, Path)),
    request_body = AddHazard, responses((status = 201, body = HazardDto)))]
pub async fn add_hazard(
    access: Access<AddHazardOp>,
    id: PathId<NeedId>,
    key: IdempotencyKey,
    body: JsonBody<AddHazard>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let by = (access.actor(), access.principal.person);
    access
        .submission(&key, &[id.0.0.as_bytes().as_slice(), &body.hash].concat())
        .run(&state, async |txn| {
            let need = hazards::find_need(txn, &access.reach, id.0).await?;
            let note = hazards::add(txn, &state, (&by.0, by.1), &need, &body.value).await?;
            Answer::created(format!("/v1/needs/{}", need.id), &note)
        })
        .await
}
