//! The team: volunteers join and leave, the lead confirms, refuses and can give the task back.

use jinlin_matcher::Role;
use sea_orm::ConnectionTrait;

use super::dto::LeaveTask;
use super::entity::{member, task};
use super::model::{LeaveReason, MemberRole, MemberState, TaskState};
use super::{late_leaves, line, members, service, store};
use crate::dispatch;
use crate::dispatch::entity::OfferState;
use crate::needs::{self, hooks};
use crate::platform::db::is_conflict;
use crate::platform::ids::{MemberId, OfferId, PersonId};
use crate::platform::problem::{ErrorCode, Problem};
use crate::providers::entity::provider;
use crate::state::AppState;

/// A volunteer takes a place in a task that somebody leads: by the invitation `accepted`, which the caller closes, out of the line when one is
/// kept for them, or of their own accord.
///
/// # Errors
/// 404 for a sensitive task; 409 when nobody leads it, no place is left, or they cannot.
pub async fn join<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    task: &task::Model,
    volunteer: &provider::Model,
    accepted: Option<OfferId>,
) -> Result<(), Problem> {
    check_may_join(txn, state, task, volunteer).await?;
    let now = state.clock.now();
    // The row is held before the line is looked at: nobody comes between.
    let kept = store::waiting::lock(txn, task.id, now).await?
        && line::take_kept(txn, state, task.id, volunteer.person_id).await?;
    if !kept && !store::take_place(txn, task.id, now).await? {
        return Err(ErrorCode::NoPlaceLeft.into());
    }
    dispatch::claim::take_provider(txn, state, task, volunteer, false).await?;
    let member = MemberId(state.clock.new_uuid());
    let inserted = members::insert_member(
        txn,
        member,
        task.id,
        (volunteer.id, volunteer.person_id),
        MemberRole::Volunteer,
        now,
    );
    inserted.await.map_err(|error| {
        if is_conflict(&error) {
            ErrorCode::AlreadyMember.into()
        } else {
            Problem::from(error)
        }
    })?;
    // Who came without waiting for the answer to an invitation has answered it; and the last place ends all others.
    let task = store::find(txn, task.id).await?;
    let task = task.ok_or_else(|| Problem::new(ErrorCode::NotFound))?;
    let full = task.volunteers_joined >= task.volunteers_wanted;
    for offer in dispatch::store::open_of_task(txn, task.id, accepted).await? {
        if offer.provider_id == volunteer.id {
            dispatch::service::close(txn, state, &offer, OfferState::Accepted, None).await?;
        } else if full {
            dispatch::service::close(txn, state, &offer, OfferState::Withdrawn, None).await?;
        }
    }
    service::announce(txn, state, task.id).await
}

/// Whether a volunteer may take a place in a task, or wait for one.
///
/// # Errors
/// 404 for a sensitive task; 409 when nobody leads it, or they cannot.
pub async fn check_may_join<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    task: &task::Model,
    volunteer: &provider::Model,
) -> Result<(), Problem> {
    let not_found = || Problem::new(ErrorCode::NotFound);
    if task.sensitive || volunteer.role() != Some(Role::Volunteer) {
        return Err(not_found());
    }
    require_running(task)?;
    let refused = members::members(txn, task.id)
        .await?
        .into_iter()
        .any(|member| {
            member.person_id == volunteer.person_id && member.state == MemberState::Refused
        });
    if refused {
        return Err(ErrorCode::NotEligible.into());
    }
    if members::membership(txn, task.id, volunteer.person_id)
        .await?
        .is_some()
    {
        return Err(ErrorCode::AlreadyMember.into());
    }
    let need = needs::store::find(txn, task.need_id)
        .await?
        .ok_or_else(not_found)?;
    dispatch::service::refuse_self_service(&need, volunteer)?;
    dispatch::service::check_eligible(txn, state, task, &need, volunteer).await
}

/// Once a task is over its team stays as it was: everybody's load was counted down.
///
/// # Errors
/// 409 when it does not run.
pub fn require_running(task: &task::Model) -> Result<(), Problem> {
    if matches!(task.state, TaskState::Held | TaskState::InService) {
        Ok(())
    } else {
        Err(Problem::new(ErrorCode::WrongState).with("state", task.state.as_str()))
    }
}

/// The active lead of a task, if it is this person.
///
/// # Errors
/// 404 when somebody else leads it: to the others it is not theirs to steer.
pub async fn require_lead<C: ConnectionTrait>(
    db: &C,
    task: &task::Model,
    person: PersonId,
) -> Result<member::Model, Problem> {
    let member = members::membership(db, task.id, person).await?;
    member
        .filter(|member| member.role.is_lead())
        .ok_or_else(|| ErrorCode::NotFound.into())
}

/// The lead confirms or refuses a volunteer.
///
/// # Errors
/// 404 when there is no such volunteer; 409 when they have left or were decided on already, or the task is over.
pub async fn decide<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    task: &task::Model,
    id: MemberId,
    confirm: bool,
) -> Result<(), Problem> {
    require_running(task)?;
    let members = members::members(txn, task.id).await?;
    let volunteer = members
        .into_iter()
        .find(|member| member.id == id && !member.role.is_lead());
    let volunteer = volunteer.ok_or_else(|| Problem::new(ErrorCode::NotFound))?;
    let wrong = || Problem::new(ErrorCode::WrongState).with("state", volunteer.state.as_str());
    if confirm {
        let now = state.clock.now();
        if !members::change_member(txn, id, &[MemberState::Joined], MemberState::Confirmed, now)
            .await?
        {
            return Err(wrong());
        }
    } else {
        if !matches!(
            volunteer.state,
            MemberState::Joined | MemberState::Confirmed
        ) || volunteer.checked_in_at.is_some()
        {
            return Err(wrong());
        }
        dismiss(txn, state, task, &volunteer, MemberState::Refused).await?;
    }
    service::announce(txn, state, task.id).await
}

/// A volunteer leaves before checking in.
///
/// # Errors
/// 422 `reason` when it is late and none is given; 409 when they are there already or the task is over; 404 when they are not a volunteer of
/// the team.
pub async fn leave<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    task: &task::Model,
    person: PersonId,
    input: &LeaveTask,
) -> Result<(), Problem> {
    let member = members::membership(txn, task.id, person).await?;
    let member = member
        .filter(|member| !member.role.is_lead())
        .ok_or_else(|| Problem::new(ErrorCode::NotFound))?;
    require_running(task)?;
    if member.checked_in_at.is_some() {
        return Err(Problem::new(ErrorCode::WrongState).with("state", "checked_in"));
    }
    let late = late_leaves::reason_if_late(state, task, input)?;
    dismiss(txn, state, task, &member, MemberState::Left).await?;
    if let Some(reason) = late {
        store::late_leaves::insert(txn, &member, reason, state.clock.now()).await?;
    }
    Ok(())
}

/// Takes a volunteer off the team.
async fn dismiss<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    task: &task::Model,
    volunteer: &member::Model,
    to: MemberState,
) -> Result<(), Problem> {
    if !store::give_place_back(txn, task.id, state.clock.now()).await? {
        return Err(ErrorCode::Conflict.into());
    }
    // Told while they are still a recipient.
    service::announce(txn, state, task.id).await?;
    service::free(txn, state, volunteer, to).await?;
    line::move_up(txn, state, task.id).await
}

/// Whether the promised time is so near that a replacement is hard to find; without one, whether the lead is there already.
#[must_use]
pub fn is_close(state: &AppState, task: &task::Model) -> bool {
    let near = state
        .policy()
        .duration("volunteers.late_leave_hours", 3_600, 24);
    match task.window_from {
        Some(from) => state.clock.now().plus(near) > from,
        None => task.checked_in_at.is_some(),
    }
}

/// The lead gives the task back before checking in: the volunteers are free, and somebody else is looked for at once.
///
/// # Errors
/// 409 when the lead is there already.
pub async fn release<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    task: &task::Model,
    actor: PersonId,
    reason: LeaveReason,
) -> Result<(), Problem> {
    give_back(txn, state, task, reason, (Some(actor), "given_back")).await
}

/// Takes a member who did not come off the team: somebody else is looked for at once, and whoever waits for them is told.
///
/// # Errors
/// 409 when the task stands elsewhere.
pub async fn replace<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    task: &task::Model,
    late: &member::Model,
) -> Result<(), Problem> {
    match late.role {
        MemberRole::Lead => {
            give_back(txn, state, task, LeaveReason::Other, (None, "not_arrived")).await
        }
        MemberRole::Volunteer => dismiss(txn, state, task, late, MemberState::Left).await,
    }
}

async fn give_back<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    task: &task::Model,
    reason: LeaveReason,
    by: (Option<PersonId>, &'static str),
) -> Result<(), Problem> {
    let now = state.clock.now();
    service::announce(txn, state, task.id).await?;
    if !store::change_state(txn, task.id, (TaskState::Held, TaskState::Open), now).await? {
        return Err(Problem::new(ErrorCode::WrongState).with("state", task.state.as_str()));
    }
    dispatch::service::withdraw_of_task(txn, state, task.id, None).await?;
    line::close(txn, state, task.id).await?;
    if is_close(state, task) {
        // A batch round may come too late: the best few are asked at once, beyond the street, too.
        store::rounds::offer_at_once(txn, task.id).await?;
    }
    for member in members::active_members(txn, task.id).await? {
        service::free(txn, state, &member, MemberState::Left).await?;
        if member.role.is_lead() {
            members::note_leave_reason(txn, member.id, reason).await?;
        }
    }
    hooks::on_task_released(txn, state, task.need_id, by).await?;
    service::announce(txn, state, task.id).await
}
