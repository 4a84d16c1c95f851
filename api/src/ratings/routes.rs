//! Ratings over HTTP.

use actix_web::http::StatusCode;
use actix_web::web::Data;

use super::dto::{RateTask, RatingDto, Satisfaction, Score};
use super::model::NewRating;
use super::{service, store};
use crate::operations::{RateTask as RateTaskOp, ShowRating, ShowSatisfaction};
use crate::platform::access::Access;
use crate::platform::http::{Answer, JsonBody, PathId};
use crate::platform::ids::{ProviderId, TaskId};
use crate::platform::problem::{ErrorCode, Problem};
use crate::providers;
use crate::state::AppState;

/// Rate a finished task, or change the rating
///
/// One rating a task; it can be changed until `editable_until`.
#[utoipa::path(put, path = "/v1/tasks/{id}/rating", tag = "ratings", params(("id" = TaskId, Path)),
    request_body = RateTask,
    responses((status = 200, description = "Changed", body = RatingDto),
        (status = 201, description = "Given", body = RatingDto)))]
pub async fn rate_task(
    access: Access<RateTaskOp>,
    id: PathId<TaskId>,
    body: JsonBody<RateTask>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let new = NewRating::try_from(&body.value)?;
    state
        .db
        .write_txn(async |txn| {
            let task = service::find_task(txn, &access.reach, id.0).await?;
            let (row, fresh) =
                service::rate(txn, &state, &task, access.principal.person, &new).await?;
            let shown = RatingDto::of(&row, new.comment.clone());
            let status = if fresh {
                StatusCode::CREATED
            } else {
                StatusCode::OK
            };
            Ok(Answer::json(status, &shown)?.etag(row.version))
        })
        .await
}

/// The rating of a task; never for the people who were rated
#[utoipa::path(get, path = "/v1/tasks/{id}/rating", tag = "ratings", params(("id" = TaskId, Path)),
    responses((status = 200, body = RatingDto)))]
pub async fn show_rating(
    access: Access<ShowRating>,
    id: PathId<TaskId>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let db = state.db.read();
    let task = service::find_task(db, &access.reach, id.0).await?;
    let row = store::find_of_task(db, &task)
        .await?
        .ok_or_else(|| Problem::new(ErrorCode::NotFound))?;
    let mut reading = access.reading();
    let rating = service::show(db, &state, &mut reading, &row).await?;
    reading.finish(&state.db, &state.clock).await?;
    Ok(Answer::ok(&rating)?.etag(row.version))
}

/// The published satisfaction with a provider: posterior mean, interval and count
#[utoipa::path(get, path = "/v1/providers/{id}/satisfaction", tag = "ratings", params(("id" = ProviderId, Path)),
    responses((status = 200, body = Satisfaction)))]
pub async fn show_satisfaction(
    _: Access<ShowSatisfaction>,
    id: PathId<ProviderId>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let row = providers::store::find(state.db.read(), id.0).await?;
    let row = row.ok_or_else(|| Problem::new(ErrorCode::NotFound))?;
    let impossible = || {
        Problem::internal(format!(
            "provider {} has a count and sum that contradict each other",
            row.id
        ))
    };
    let posterior = row.satisfaction().ok_or_else(impossible)?;
    Answer::ok(&Satisfaction {
        provider_id: row.id,
        score: Score::from(posterior),
    })
}
