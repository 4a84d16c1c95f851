//! Places that were left late, over HTTP.

use actix_web::web::Data;
use jinlin_matcher::Role as ProviderRole;

use super::dto::{LateLeaveList, LateLeaveRow, LateLeavesDto};
use super::{late_leaves, routes, store, team};
use crate::operations::{ListLateLeaves, ShowLateLeaves};
use crate::platform::access::Access;
use crate::platform::http::{Answer, PathId};
use crate::platform::ids::TaskId;
use crate::platform::problem::{ErrorCode, Problem};
use crate::providers;
use crate::state::AppState;

/// Who left a task's team late, and why, as its lead
#[utoipa::path(get, path = "/v1/tasks/{id}/late-leaves", tag = "tasks", params(("id" = TaskId, Path)),
    responses((status = 200, body = LateLeaveList)))]
pub async fn list_late_leaves(
    access: Access<ListLateLeaves>,
    id: PathId<TaskId>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let db = state.db.read();
    let task = routes::find(db, &access, id.0).await?;
    team::require_lead(db, &task, access.principal.person).await?;
    let left = store::late_leaves::of_task(db, task.id).await?;
    let items = left.into_iter().map(LateLeaveRow::from).collect();
    Answer::ok(&LateLeaveList { items })
}

/// How often the caller has left a team late, and what follows
#[utoipa::path(get, path = "/v1/late-leaves", tag = "tasks", responses((status = 200, body = LateLeavesDto)))]
pub async fn show_late_leaves(
    access: Access<ShowLateLeaves>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let db = state.db.read();
    let (person, kind) = (access.principal.person, ProviderRole::Volunteer);
    let volunteer = providers::store::find_by_person_kind(db, person, kind).await?;
    let volunteer = volunteer.ok_or_else(|| Problem::new(ErrorCode::NotFound))?;
    Answer::ok(&late_leaves::standing(db, &state, volunteer.id).await?)
}
