//! A task's life: opened for a need, shown, cancelled, finished, confirmed.

use sea_orm::ActiveModelTrait as _;
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait as _, IntoActiveModel as _};

use super::dto::{FinishTask, MemberDto, RecordDto, TaskDto, TaskRow};
use super::entity::{member, record, task};
use super::model::{MemberState, TaskState};
use super::{briefing, contact, hours, line, members, store};
use crate::identity::persons;
use crate::needs::dto::WindowDto;
use crate::needs::entity::need;
use crate::needs::model::Outcome;
use crate::needs::{hooks, numbers};
use crate::platform::access::Reach;
use crate::platform::audit::Reading;
use crate::platform::clock::Instant;
use crate::platform::crypto::{Cell, CryptoError};
use crate::platform::ids::{NeedId, PersonId, TaskId};
use crate::platform::outbox::{self, EventKind, NewEvent};
use crate::platform::problem::{ErrorCode, FieldCode, FieldErrors, Problem};
use crate::reference::taxonomy::{Triage, Urgency};
use crate::state::AppState;
use crate::visits::{hazards, overtime};
use crate::{dispatch, needs, portraits, providers, visits};

/// The longest record, in characters.
const NOTE_MAX: usize = 2_000;

/// Opens the first visit of a need. For social work people are looked for at once; an emergency goes to the person on duty, who is given it
/// by an officer.
///
/// # Errors
/// The database's.
pub async fn open_for_need<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    need: &need::Model,
) -> Result<(), Problem> {
    let now = state.clock.now();
    let category = state.reference.taxonomy.category(&need.category);
    let search = category.is_some_and(|category| category.triage == Triage::SocialWork);
    let urgent = Urgency::of_row(&need.urgency) >= Urgency::Urgent;
    let id = TaskId(state.clock.new_uuid());
    task::Entity::insert(task::ActiveModel {
        id: Set(id),
        need_id: Set(need.id),
        visit_no: Set(1),
        category: Set(need.category.clone()),
        community_code: Set(need.community_code.clone()),
        street_code: Set(need.street_code.clone()),
        cell: Set(need.cell.clone()),
        urgent: Set(urgent),
        state: Set(TaskState::Open),
        lead_provider_id: Set(None),
        volunteers_wanted: Set(need.volunteers_wanted),
        volunteers_joined: Set(0),
        sensitive: Set(need.sensitive),
        window_from: Set(need.window_from),
        window_until: Set(need.window_until),
        ring: Set(0),
        round: Set(0),
        next_round_at: Set(search.then_some(now)),
        held_at: Set(None),
        checked_in_at: Set(None),
        finished_at: Set(None),
        confirmed_at: Set(None),
        briefing: Set(None),
        version: Set(1),
        created_at: Set(now),
        updated_at: Set(now),
    })
    .exec_without_returning(txn)
    .await?;
    announce(txn, state, id).await
}

/// Moves the wanted time of a need's open tasks.
///
/// # Errors
/// The database's.
pub async fn move_window<C: ConnectionTrait>(
    txn: &C,
    need: NeedId,
    window: Option<(Instant, Instant)>,
) -> Result<(), Problem> {
    Ok(store::move_window(txn, need, window).await?)
}

/// Tells everybody concerned that a task has changed: the team, the resident, whoever posted.
///
/// # Errors
/// The database's.
pub async fn announce<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    id: TaskId,
) -> Result<(), Problem> {
    let Some(task) = store::find(txn, id).await? else {
        return Ok(());
    };
    let mut recipients: Vec<PersonId> = members::active_members(txn, id)
        .await?
        .into_iter()
        .map(|member| member.person_id)
        .collect();
    let waiting = store::waiting::line(txn, id).await?;
    recipients.extend(waiting.iter().map(|waiting| waiting.person_id));
    if let Some(need) = needs::store::find(txn, task.need_id).await? {
        recipients.extend([need.person_id, need.posted_by]);
    }
    let event = NewEvent {
        kind: EventKind::TaskChanged,
        entity_id: id.0,
        community_code: (!task.sensitive).then(|| task.community_code.clone()),
        payload: serde_json::json!({ "state": task.state, "need_id": task.need_id }),
        recipients,
    };
    outbox::append(txn, &state.clock, vec![event]).await?;
    Ok(())
}

/// Cancels the tasks of a need that is over, and confirms what was finished; their teams are free again.
///
/// # Errors
/// The database's.
pub async fn cancel_for_need<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    need: NeedId,
) -> Result<(), Problem> {
    let now = state.clock.now();
    for task in store::find_for_need(txn, need).await? {
        if task.state == TaskState::Finished {
            // The officer's word stands for the resident's: what was served stays served.
            let step = (TaskState::Finished, TaskState::Confirmed);
            store::change_state(txn, task.id, step, now).await?;
            announce(txn, state, task.id).await?;
            continue;
        }
        let over = matches!(task.state, TaskState::Confirmed | TaskState::Cancelled);
        if over
            || !store::change_state(txn, task.id, (task.state, TaskState::Cancelled), now).await?
        {
            continue;
        }
        // While the team is still listed as recipients.
        announce(txn, state, task.id).await?;
        line::close(txn, state, task.id).await?;
        for member in members::active_members(txn, task.id).await? {
            free(txn, state, &member, MemberState::Left).await?;
        }
        members::drop_commitments(txn, task.id, None).await?;
    }
    Ok(())
}

/// Lets a member go: their load is counted down.
///
/// # Errors
/// The database's.
pub async fn free<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    member: &member::Model,
    to: MemberState,
) -> Result<(), Problem> {
    let now = state.clock.now();
    if !members::change_member(
        txn,
        member.id,
        &[MemberState::Joined, MemberState::Confirmed],
        to,
        now,
    )
    .await?
    {
        return Ok(());
    }
    members::drop_commitments(txn, member.task_id, Some(member.provider_id)).await?;
    overtime::end(txn, state, member.id).await?;
    release_load(txn, state, member).await
}

/// Counts a member's load down.
///
/// # Errors
/// The database's.
pub async fn release_load<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    member: &member::Model,
) -> Result<(), Problem> {
    providers::store::release_load(txn, member.provider_id, state.clock.now()).await?;
    if let Some(provider) = providers::store::find(txn, member.provider_id).await? {
        outbox::append(
            txn,
            &state.clock,
            vec![providers::model::changed_event(&provider)],
        )
        .await?;
    }
    Ok(())
}

/// A task in a list.
#[must_use]
pub fn row_of(task: &task::Model) -> TaskRow {
    TaskRow {
        id: task.id,
        need_id: task.need_id,
        visit_no: task.visit_no,
        category: task.category.clone(),
        community: task.community_code.clone(),
        state: task.state,
        volunteers_wanted: task.volunteers_wanted,
        volunteers_joined: task.volunteers_joined,
        window: task
            .window_from
            .zip(task.window_until)
            .map(|(from, until)| WindowDto { from, until }),
        held_at: task.held_at,
        checked_in_at: task.checked_in_at,
        finished_at: task.finished_at,
        confirmed_at: task.confirmed_at,
    }
}

/// A task with its team; the looks at the members' names are noted.
///
/// # Errors
/// The database's.
pub async fn show<C: ConnectionTrait>(
    db: &C,
    state: &AppState,
    reading: &mut Reading,
    reach: &Reach,
    id: TaskId,
) -> Result<TaskDto, Problem> {
    let task = store::find(db, id)
        .await?
        .ok_or_else(|| Problem::new(ErrorCode::NotFound))?;
    let members = members::active_members(db, id).await?;
    let ids: Vec<_> = members.iter().map(|member| member.provider_id).collect();
    let rows = providers::store::find_many(db, &ids).await?;
    let safety = hazards::safety_of(db, state, reading, (&task, &members), reach).await?;
    let visits = visits::store::of_task(db, id).await?;
    let portraits = if contact::is_closed(state, &task) {
        Vec::new()
    } else {
        portraits::store::shown_of(db, &ids).await?
    };
    let mut team = Vec::new();
    for member in members {
        let visit = visits.iter().find(|visit| visit.member_id == member.id);
        let name = persons::read_name(db, state, reading, member.person_id).await?;
        let row = rows.iter().find(|row| row.id == member.provider_id);
        team.push(MemberDto {
            id: member.id,
            provider_id: member.provider_id,
            role: member.role,
            state: member.state,
            name,
            certificate: row
                .filter(|_| member.role.is_lead())
                .and_then(|row| row.certificate.clone()),
            portrait_id: portraits
                .iter()
                .find(|(whose, _)| *whose == member.provider_id)
                .map(|(_, portrait)| *portrait),
            joined_at: member.joined_at,
            checked_in_at: member.checked_in_at,
            check_in_by: member.check_in_by,
            check_in_distance_m: member.check_in_distance_m,
            expected_until: visit
                .filter(|visit| visit.ended_at.is_none())
                .map(|visit| visit.expected_end),
            checked_out_at: member.checked_out_at,
            minutes: member.minutes,
        });
    }
    Ok(TaskDto {
        row: row_of(&task),
        briefing: briefing::read(db, state, reading, &task).await?,
        team,
        safety,
    })
}

/// What was done, proven.
///
/// # Errors
/// 422 naming the fields.
pub fn parse_finish(input: &FinishTask) -> Result<(), Problem> {
    let mut errors = FieldErrors::default();
    errors.check(!input.note.trim().is_empty(), "note", FieldCode::Required);
    errors.check(
        input.note.chars().count() <= NOTE_MAX,
        "note",
        FieldCode::TooLong,
    );
    errors.check(
        input.outcome != Outcome::Withdrawn,
        "outcome",
        FieldCode::NotAllowed,
    );
    errors.check(
        (1..=1_440).contains(&input.minutes),
        "minutes",
        FieldCode::Range,
    );
    errors.finish()
}

/// The lead finishes: record, hours, everybody free again.
///
/// # Errors
/// 409 when the task is not being served.
pub async fn finish<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    task: &task::Model,
    lead: &member::Model,
    input: &FinishTask,
) -> Result<(), Problem> {
    let now = state.clock.now();
    // Before the state changes: places that are only kept are counted back while it runs.
    store::waiting::lock(txn, task.id, now).await?;
    line::close(txn, state, task.id).await?;
    if !store::change_state(
        txn,
        task.id,
        (TaskState::InService, TaskState::Finished),
        now,
    )
    .await?
    {
        return Err(Problem::new(ErrorCode::WrongState).with("state", task.state.as_str()));
    }
    let need = needs::store::find(txn, task.need_id)
        .await?
        .ok_or_else(|| Problem::new(ErrorCode::NotFound))?;
    let key = state.vault.person_key(txn, need.person_id).await?;
    record::Entity::insert(record::ActiveModel {
        task_id: Set(task.id),
        author_person_id: Set(lead.person_id),
        note: Set(key.seal(note_cell(task.id), input.note.trim().as_bytes())),
        outcome: Set(input.outcome),
        minutes: Set(input.minutes),
        verification_code: Set(numbers::random_code()),
        created_at: Set(now),
    })
    .exec_without_returning(txn)
    .await?;
    for member in members::active_members(txn, task.id).await? {
        let minutes = hours::of_member(&member, input.minutes, now);
        if let Some(minutes) = minutes {
            crate::hours::service::count(txn, state, &member, minutes).await?;
        }
        release_load(txn, state, &member).await?;
        overtime::end(txn, state, member.id).await?;
        let left = member.checked_out_at.or(Some(now));
        let mut change = member.into_active_model();
        change.minutes = Set(minutes);
        change.checked_out_at = Set(left);
        change.update(txn).await?;
    }
    // Early or late: the promised time is over, and nobody more is wanted.
    members::drop_commitments(txn, task.id, None).await?;
    dispatch::service::withdraw_of_task(txn, state, task.id, None).await?;
    hooks::on_task_finished(txn, state, task.need_id, lead.person_id, input.outcome).await?;
    announce(txn, state, task.id).await
}

const fn note_cell(task: TaskId) -> Cell {
    Cell::new("service_records", "note", task.0)
}

/// The resident confirms that it was served; `None` when they were silent for so long that it counts as their word.
///
/// # Errors
/// 409 when the lead has not finished.
pub async fn confirm<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    task: &task::Model,
    actor: Option<PersonId>,
) -> Result<(), Problem> {
    if !store::change_state(
        txn,
        task.id,
        (TaskState::Finished, TaskState::Confirmed),
        state.clock.now(),
    )
    .await?
    {
        return Err(Problem::new(ErrorCode::WrongState).with("state", task.state.as_str()));
    }
    hooks::on_task_confirmed(txn, state, task.need_id, actor).await?;
    announce(txn, state, task.id).await
}

/// The record of a task; the look at its note is noted.
///
/// # Errors
/// 404 when there is none yet.
pub async fn read_record<C: ConnectionTrait>(
    db: &C,
    state: &AppState,
    reading: &mut Reading,
    task: &task::Model,
) -> Result<RecordDto, Problem> {
    let not_found = || Problem::new(ErrorCode::NotFound);
    let row = store::find_record(db, task.id)
        .await?
        .ok_or_else(not_found)?;
    let need = needs::store::find(db, task.need_id)
        .await?
        .ok_or_else(not_found)?;
    let note = match state.vault.person_key(db, need.person_id).await {
        Ok(key) => Some(reading.open_text(&key, note_cell(task.id), &row.note)?),
        Err(CryptoError::Erased) => None,
        Err(error) => return Err(error.into()),
    };
    Ok(RecordDto {
        task_id: task.id,
        note,
        outcome: row.outcome,
        minutes: row.minutes,
        verification_code: row.verification_code,
        created_at: row.created_at,
    })
}
