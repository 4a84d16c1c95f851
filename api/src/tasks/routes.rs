//! Tasks over HTTP.

use actix_web::web::{self, Data};
use jinlin_matcher::Role as ProviderRole;
use sea_orm::{ConnectionTrait, DatabaseTransaction};

use super::dto::{
    BriefTeam, CheckIn, FinishTask, LeaveTask, ListTasksQuery, RecordDto, ReleaseTask, TaskDto,
    TaskRow,
};
use super::entity::task;
use super::{briefing, check_in, members, service, store, team};
use crate::operations::{
    BriefTeam as BriefTeamOp, CheckIn as CheckInOp, ConfirmMember, ConfirmTask,
    FinishTask as FinishTaskOp, JoinTask, LeaveTask as LeaveTaskOp, ListTasks, RefuseMember,
    ReleaseTask as ReleaseTaskOp, ShowRecord, ShowTask,
};
use crate::platform::access::{Access, Operation};
use crate::platform::http::{Answer, JsonBody, OptionalBody, Params, PathId};
use crate::platform::idempotency::IdempotencyKey;
use crate::platform::ids::{MemberId, NeedId, TaskId};
use crate::platform::page::{Page, PageRequest};
use crate::platform::problem::{ErrorCode, Problem};
use crate::state::AppState;
use crate::{needs, providers};

async fn own_needs<O: Operation, C: ConnectionTrait>(
    db: &C,
    access: &Access<O>,
) -> Result<Vec<NeedId>, Problem> {
    if access.reach.own {
        Ok(needs::store::own_ids(db, access.principal.person).await?)
    } else {
        Ok(Vec::new())
    }
}

/// A task within the caller's reach.
pub(crate) async fn find<O: Operation, C: ConnectionTrait>(
    db: &C,
    access: &Access<O>,
    id: TaskId,
) -> Result<task::Model, Problem> {
    let own = own_needs(db, access).await?;
    let task = store::find_within(db, &access.reach, &own, id).await?;
    task.ok_or_else(|| ErrorCode::NotFound.into())
}

/// What every change answers: the task with its team.
pub(crate) async fn answer<O: Operation>(
    txn: &DatabaseTransaction,
    access: &Access<O>,
    state: &AppState,
    id: TaskId,
) -> Result<Answer, Problem> {
    let mut reading = access.reading();
    let task = service::show(txn, state, &mut reading, &access.reach, id).await?;
    reading.write(txn, &state.clock).await?;
    Answer::ok(&task)
}

/// Tasks within reach, newest first
#[utoipa::path(get, path = "/v1/tasks", tag = "tasks", params(ListTasksQuery),
    responses((status = 200, body = Page<TaskRow>)))]
pub async fn list_tasks(
    access: Access<ListTasks>,
    query: Params<ListTasksQuery>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let page = PageRequest::parse(query.0.cursor.as_deref(), query.0.limit)?;
    let db = state.db.read();
    let own = own_needs(db, &access).await?;
    let rows = store::list(db, &access.reach, &own, page, query.0.state).await?;
    Answer::ok(&Page::new(rows, page, |row| row.id.0).map(|row| service::row_of(&row)))
}

/// One task with its team
#[utoipa::path(get, path = "/v1/tasks/{id}", tag = "tasks", params(("id" = TaskId, Path)),
    responses((status = 200, body = TaskDto)))]
pub async fn show_task(
    access: Access<ShowTask>,
    id: PathId<TaskId>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let db = state.db.read();
    let task = find(db, &access, id.0).await?;
    let mut reading = access.reading();
    let shown = service::show(db, &state, &mut reading, &access.reach, task.id).await?;
    reading.finish(&state.db, &state.clock).await?;
    Answer::ok(&shown)
}

/// Join a task as a volunteer
#[utoipa::path(post, path = "/v1/tasks/{id}/join", tag = "tasks", params(("id" = TaskId, Path)),
    responses((status = 200, body = TaskDto)))]
pub async fn join_task(
    access: Access<JoinTask>,
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
            team::join(txn, &state, &task, &volunteer, None).await?;
            answer(txn, &access, &state, task.id).await
        })
        .await
}

/// Leave a task as a volunteer, before checking in
///
/// Less than the policy's hours before the promised time (without one: once the lead is there) it is late, and a reason is required.
#[utoipa::path(post, path = "/v1/tasks/{id}/leave", tag = "tasks", params(("id" = TaskId, Path)),
    request_body = Option<LeaveTask>, responses((status = 204)))]
pub async fn leave_task(
    access: Access<LeaveTaskOp>,
    id: PathId<TaskId>,
    key: IdempotencyKey,
    body: OptionalBody<LeaveTask>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    access
        .submission(&key, &[id.0.0.as_bytes().as_slice(), &body.0.hash].concat())
        .run(&state, async |txn| {
            let task = find(txn, &access, id.0).await?;
            team::leave(txn, &state, &task, access.principal.person, &body.0.value).await?;
            Ok(Answer::no_content())
        })
        .await
}

/// Confirm a volunteer, as the lead
#[utoipa::path(post, path = "/v1/tasks/{id}/members/{member_id}/confirm", tag = "tasks",
    params(("id" = TaskId, Path), ("member_id" = MemberId, Path)), responses((status = 200, body = TaskDto)))]
pub async fn confirm_member(
    access: Access<ConfirmMember>,
    path: web::Path<(TaskId, MemberId)>,
    key: IdempotencyKey,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    decide(&access, &state, path.into_inner(), &key, true).await
}

/// Refuse a volunteer, as the lead
#[utoipa::path(post, path = "/v1/tasks/{id}/members/{member_id}/refuse", tag = "tasks",
    params(("id" = TaskId, Path), ("member_id" = MemberId, Path)), responses((status = 200, body = TaskDto)))]
pub async fn refuse_member(
    access: Access<RefuseMember>,
    path: web::Path<(TaskId, MemberId)>,
    key: IdempotencyKey,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    decide(&access, &state, path.into_inner(), &key, false).await
}

async fn decide<O: Operation>(
    access: &Access<O>,
    state: &AppState,
    (id, member): (TaskId, MemberId),
    key: &IdempotencyKey,
    confirm: bool,
) -> Result<Answer, Problem> {
    access
        .submission(
            key,
            &[id.0.as_bytes().as_slice(), member.0.as_bytes()].concat(),
        )
        .run(state, async |txn| {
            let task = find(txn, access, id).await?;
            team::require_lead(txn, &task, access.principal.person).await?;
            team::decide(txn, state, &task, member, confirm).await?;
            answer(txn, access, state, id).await
        })
        .await
}

/// Write what the volunteers have to know, as the lead
///
/// Volunteers do not see what the resident wrote; they see this.
#[utoipa::path(post, path = "/v1/tasks/{id}/briefing", tag = "tasks", params(("id" = TaskId, Path)),
    request_body = BriefTeam, responses((status = 200, body = TaskDto)))]
pub async fn brief_team(
    access: Access<BriefTeamOp>,
    id: PathId<TaskId>,
    key: IdempotencyKey,
    body: JsonBody<BriefTeam>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let text = briefing::parse(&body.value)?;
    access
        .submission(&key, &[id.0.0.as_bytes().as_slice(), &body.hash].concat())
        .run(&state, async |txn| {
            let task = find(txn, &access, id.0).await?;
            team::require_lead(txn, &task, access.principal.person).await?;
            briefing::write(txn, &state, &task, &text).await?;
            answer(txn, &access, &state, task.id).await
        })
        .await
}

/// Give a task back, as the lead, before checking in
#[utoipa::path(post, path = "/v1/tasks/{id}/release", tag = "tasks", params(("id" = TaskId, Path)),
    request_body = ReleaseTask, responses((status = 204)))]
pub async fn release_task(
    access: Access<ReleaseTaskOp>,
    id: PathId<TaskId>,
    key: IdempotencyKey,
    body: JsonBody<ReleaseTask>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    access
        .submission(&key, &[id.0.0.as_bytes().as_slice(), &body.hash].concat())
        .run(&state, async |txn| {
            let task = find(txn, &access, id.0).await?;
            let person = access.principal.person;
            team::require_lead(txn, &task, person).await?;
            team::release(txn, &state, &task, person, body.value.reason).await?;
            Ok(Answer::no_content())
        })
        .await
}

/// Check in at the place, or by the code that the resident's phone shows
///
/// Farther away than the policy allows, a reason is required; the answer then says how far (`distance_m`).
#[utoipa::path(post, path = "/v1/tasks/{id}/check-in", tag = "tasks", params(("id" = TaskId, Path)),
    request_body = CheckIn, responses((status = 200, body = TaskDto)))]
pub async fn check_in(
    access: Access<CheckInOp>,
    id: PathId<TaskId>,
    key: IdempotencyKey,
    body: JsonBody<CheckIn>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    access
        .submission(&key, &[id.0.0.as_bytes().as_slice(), &body.hash].concat())
        .run(&state, async |txn| {
            let task = find(txn, &access, id.0).await?;
            let member = members::membership(txn, task.id, access.principal.person).await?;
            let member = member.ok_or_else(|| Problem::new(ErrorCode::NotFound))?;
            let mut reading = access.reading();
            let come = (&task, member);
            let arrived = check_in::arrive(txn, &state, &mut reading, come, &body.value).await;
            if let Err(problem) = arrived {
                // A refusal says how far the place is: that look stands, though the transaction is taken back.
                return Err(problem.looked(reading));
            }
            reading.write(txn, &state.clock).await?;
            answer(txn, &access, &state, task.id).await
        })
        .await
}

/// Finish a task with its service record, as the lead
#[utoipa::path(post, path = "/v1/tasks/{id}/finish", tag = "tasks", params(("id" = TaskId, Path)),
    request_body = FinishTask, responses((status = 200, body = TaskDto)))]
pub async fn finish_task(
    access: Access<FinishTaskOp>,
    id: PathId<TaskId>,
    key: IdempotencyKey,
    body: JsonBody<FinishTask>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    service::parse_finish(&body.value)?;
    access
        .submission(&key, &[id.0.0.as_bytes().as_slice(), &body.hash].concat())
        .run(&state, async |txn| {
            let task = find(txn, &access, id.0).await?;
            let lead = team::require_lead(txn, &task, access.principal.person).await?;
            service::finish(txn, &state, &task, &lead, &body.value).await?;
            answer(txn, &access, &state, task.id).await
        })
        .await
}

/// Confirm that a task was served, as the resident
#[utoipa::path(post, path = "/v1/tasks/{id}/confirm", tag = "tasks", params(("id" = TaskId, Path)),
    responses((status = 200, body = TaskDto)))]
pub async fn confirm_task(
    access: Access<ConfirmTask>,
    id: PathId<TaskId>,
    key: IdempotencyKey,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    access
        .submission(&key, id.0.0.as_bytes())
        .run(&state, async |txn| {
            let task = find(txn, &access, id.0).await?;
            service::confirm(txn, &state, &task, Some(access.principal.person)).await?;
            answer(txn, &access, &state, task.id).await
        })
        .await
}

/// The service record of a task
#[utoipa::path(get, path = "/v1/tasks/{id}/record", tag = "tasks", params(("id" = TaskId, Path)),
    responses((status = 200, body = RecordDto)))]
pub async fn show_record(
    access: Access<ShowRecord>,
    id: PathId<TaskId>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let db = state.db.read();
    let task = find(db, &access, id.0).await?;
    // Volunteers are on the team and in reach, but the record is the lead's, the resident's and the officers'.
    let member = members::membership(db, task.id, access.principal.person).await?;
    if member.is_some_and(|member| !member.role.is_lead()) {
        return Err(ErrorCode::NotFound.into());
    }
    let mut reading = access.reading();
    let record = service::read_record(db, &state, &mut reading, &task).await?;
    reading.finish(&state.db, &state.clock).await?;
    Answer::ok(&record)
}
