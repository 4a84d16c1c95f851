//! A visitor's own visit, and alarms, over HTTP.

use actix_web::web::Data;
use sea_orm::DatabaseTransaction;

use super::dto::{
    AlarmDto, AlarmRow, AnswerVisit, EndSos, ExtendVisit, ListAlarmsQuery, RaiseSos, SosDto,
    VisitDto,
};
use super::model::VisitAnswer;
use super::{alarms, overtime, store};
use crate::operations::{
    AnswerVisit as AnswerVisitOp, EndSos as EndSosOp, ExtendVisit as ExtendVisitOp, ListAlarms,
    RaiseSos as RaiseSosOp, ShowAlarm,
};
use crate::platform::access::{Access, Operation};
use crate::platform::http::{Answer, JsonBody, Params, PathId};
use crate::platform::idempotency::IdempotencyKey;
use crate::platform::ids::{AlarmId, TaskId};
use crate::platform::page::{Page, PageRequest};
use crate::platform::problem::{ErrorCode, FieldCode, Problem};
use crate::state::AppState;
use crate::tasks::entity::{member, task};
use crate::tasks::{late_arrivals, members, routes};

/// The caller's task and their place in its team.
async fn own<O: Operation>(
    txn: &DatabaseTransaction,
    access: &Access<O>,
    id: TaskId,
) -> Result<(task::Model, member::Model), Problem> {
    let task = routes::find(txn, access, id).await?;
    let member = members::membership(txn, task.id, access.principal.person).await?;
    let member = member.ok_or_else(|| Problem::new(ErrorCode::NotFound))?;
    Ok((task, member))
}

/// Say that the own visit takes longer
#[utoipa::path(post, path = "/v1/tasks/{id}/visit/extend", tag = "visits", params(("id" = TaskId, Path)),
    request_body = ExtendVisit, responses((status = 200, body = VisitDto)))]
pub async fn extend_visit(
    access: Access<ExtendVisitOp>,
    id: PathId<TaskId>,
    key: IdempotencyKey,
    body: JsonBody<ExtendVisit>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    access
        .submission(&key, &[id.0.0.as_bytes().as_slice(), &body.hash].concat())
        .run(&state, async |txn| {
            let (_, member) = own(txn, &access, id.0).await?;
            let visit = overtime::extend(txn, &state, &member, body.value.minutes).await?;
            Answer::ok(&VisitDto::from(&visit))
        })
        .await
}

/// Answer being asked: all is well, or late and on the way
///
/// `on_my_way` moves the time once; whoever then does not come gives the task back.
#[utoipa::path(post, path = "/v1/tasks/{id}/visit/answer", tag = "visits", params(("id" = TaskId, Path)),
    request_body = AnswerVisit, responses((status = 200, body = VisitDto)))]
pub async fn answer_visit(
    access: Access<AnswerVisitOp>,
    id: PathId<TaskId>,
    key: IdempotencyKey,
    body: JsonBody<AnswerVisit>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    access
        .submission(&key, &[id.0.0.as_bytes().as_slice(), &body.hash].concat())
        .run(&state, async |txn| {
            let (task, member) = own(txn, &access, id.0).await?;
            let visit = match (body.value.answer, body.value.minutes) {
                (VisitAnswer::Fine, None) => {
                    VisitDto::from(&overtime::reassure(txn, &state, &member).await?)
                }
                (VisitAnswer::Fine, Some(more)) => {
                    VisitDto::from(&overtime::extend(txn, &state, &member, more).await?)
                }
                (VisitAnswer::OnMyWay, None) => {
                    return Err(Problem::field("minutes", FieldCode::Required));
                }
                (VisitAnswer::OnMyWay, Some(within)) => VisitDto {
                    task_id: task.id,
                    member_id: member.id,
                    begun_at: None,
                    expected_until: None,
                    expected_from: Some(
                        late_arrivals::promise(txn, &state, &task, &member, within).await?,
                    ),
                },
            };
            Answer::ok(&visit)
        })
        .await
}

/// Ask for help, as anybody of the team; 200 when that was done already, with the newer place
#[utoipa::path(post, path = "/v1/tasks/{id}/sos", tag = "visits", params(("id" = TaskId, Path)),
    request_body = RaiseSos, responses((status = 201, body = SosDto), (status = 200, body = SosDto)))]
pub async fn raise_sos(
    access: Access<RaiseSosOp>,
    id: PathId<TaskId>,
    key: IdempotencyKey,
    body: JsonBody<RaiseSos>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    access
        .submission(&key, &[id.0.0.as_bytes().as_slice(), &body.hash].concat())
        .run(&state, async |txn| {
            let (task, member) = own(txn, &access, id.0).await?;
            let (alarm, fresh) =
                alarms::raise_sos(txn, &state, (&task, &member), &body.value).await?;
            let told = alarms::told(txn, &state, &alarm).await?;
            if fresh {
                Answer::created(format!("/v1/visit-alarms/{}", alarm.id), &told)
            } else {
                Answer::ok(&told)
            }
        })
        .await
}

/// End an alarm with what it came to
#[utoipa::path(post, path = "/v1/visit-alarms/{id}/end", tag = "visits", params(("id" = AlarmId, Path)),
    request_body = EndSos, responses((status = 200, body = AlarmRow)))]
pub async fn end_sos(
    access: Access<EndSosOp>,
    id: PathId<AlarmId>,
    key: IdempotencyKey,
    body: JsonBody<EndSos>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    access
        .submission(&key, &[id.0.0.as_bytes().as_slice(), &body.hash].concat())
        .run(&state, async |txn| {
            Answer::ok(&alarms::end(txn, &state, &access.reach, id.0, &body.value).await?)
        })
        .await
}

/// Alarms: the own ones, those that the caller was alerted by, those of the own divisions, newest first
#[utoipa::path(get, path = "/v1/visit-alarms", tag = "visits", params(ListAlarmsQuery),
    responses((status = 200, body = Page<AlarmRow>)))]
pub async fn list_alarms(
    access: Access<ListAlarms>,
    query: Params<ListAlarmsQuery>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let page = PageRequest::parse(query.0.cursor.as_deref(), query.0.limit)?;
    let rows = store::list_alarms(state.db.read(), &access.reach, query.0.state, page).await?;
    Answer::ok(&Page::new(rows, page, |row| row.id.0).map(|row| AlarmRow::from(&row)))
}

/// One alarm; while it is open with the visitor's name, phone and last place, and where the visit is
#[utoipa::path(get, path = "/v1/visit-alarms/{id}", tag = "visits", params(("id" = AlarmId, Path)),
    responses((status = 200, body = AlarmDto)))]
pub async fn show_alarm(
    access: Access<ShowAlarm>,
    id: PathId<AlarmId>,
    state: Data<AppState>,
) -> Result<Answer, Problem> {
    let db = state.db.read();
    let row = store::find_alarm(db, &access.reach, id.0).await?;
    let row = row.ok_or_else(|| Problem::new(ErrorCode::NotFound))?;
    let mut reading = access.reading();
    let shown = alarms::show(db, &state, &mut reading, &row).await?;
    reading.finish(&state.db, &state.clock).await?;
    Answer::ok(&shown)
}
