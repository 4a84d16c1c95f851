//! Lines of volunteers over HTTP.

use actix_web::web::Data;
use jinlin_matcher::Role as ProviderRole;

use super::dto::WaitingPlaceDto;
use super::store::{self, waiting as rows};
use super::{line, model::WaitingState};
use crate::operations::{JoinLine, LeaveLine, ListWaitingPlaces};
use crate::platform::access::Access;
use crate::platform::http::{Answer, Params, PathId};
use crate::platform::idempotency::IdempotencyKey;
use crate::platform::ids::TaskId;
use crate::platform::page::{Page, PageQuery, PageRequest};
use crate::platform::problem::{ErrorCode, Problem};
use crate::providers;
use crate::state::AppState;

/// Wait for a volunteer's place that becomes free
///
/// The first in the line who can still come is told by `place.offered`; the place is kept for them until `answer_by`. They say yes by
/// joining the task, and no by leaving the line.
#[utoipa::path(post, path = "/v1/tasks/{id}/line", tag = "tasks", params(("id" = TaskId, Path)),
    responses((status = 200, body = WaitingPlaceDto)))]
pub async fn join_line(
    access: Access<JoinLine>,
    id: PathId<TaskId>,
    key: IdempotencyKey,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    access
        .submission(&key, id.0.0.as_bytes())
        .run(&state, async |txn| {
            let not_found = || Problem::new(ErrorCode::NotFound);
            let task = store::find(txn, id.0).await?.ok_or_else(not_found)?;
            let person = access.principal.person;
            let volunteer =
                providers::store::find_by_person_kind(txn, person, ProviderRole::Volunteer).await?;
            let volunteer = volunteer.ok_or_else(not_found)?;
            Answer::ok(&line::enter(txn, &state, &task, &volunteer).await?)
        })
        .await
}

/// Leave the line of a task, or say no to the place that is kept
#[utoipa::path(delete, path = "/v1/tasks/{id}/line", tag = "tasks", params(("id" = TaskId, Path)),
    responses((status = 204)))]
pub async fn leave_line(
    access: Access<LeaveLine>,
    id: PathId<TaskId>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let person = access.principal.person;
    state
        .db
        .write_txn(async |txn| line::leave(txn, &state, id.0, person).await)
        .await?;
    Ok(Answer::no_content())
}

/// The own places in lines, newest first
#[utoipa::path(get, path = "/v1/waiting-places", tag = "tasks", params(PageQuery),
    responses((status = 200, body = Page<WaitingPlaceDto>)))]
pub async fn list_waiting_places(
    access: Access<ListWaitingPlaces>,
    query: Params<PageQuery>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let page = PageRequest::try_from(&query.0)?;
    let db = state.db.read();
    let places = rows::of_person(db, access.principal.person, page).await?;
    let places = Page::new(places, page, |row| row.id.0);
    let mut items = Vec::new();
    for own in places.items {
        let line = match own.state {
            WaitingState::Waiting | WaitingState::Called => rows::line(db, own.task_id).await?,
            WaitingState::Joined | WaitingState::Left | WaitingState::Passed => Vec::new(),
        };
        items.push(line::shown(&own, &line));
    }
    Answer::ok(&Page {
        items,
        next_cursor: places.next_cursor,
    })
}
