//! Minutes of service of a team: counted when the lead finishes, corrected by the lead for some days after that.

use sea_orm::ConnectionTrait;

use super::dto::CorrectHours;
use super::entity::{member, task};
use super::model::{MemberRole, TaskState};
use super::{members, service};
use crate::hours;
use crate::platform::clock::Instant;
use crate::platform::ids::{MemberId, PersonId};
use crate::platform::problem::{ErrorCode, FieldCode, FieldErrors, Problem};
use crate::state::AppState;

/// The most that one service counts: a day.
const MOST: i32 = 1_440;
/// The longest reason, in characters.
const REASON_MAX: usize = 200;

/// The minutes of a member of a task that is being finished; none for a volunteer who never came.
///
/// The lead's are what the record says. A volunteer's are from check-in to check-out; of one who left without a word only the end of
/// the task is known, and then they count for no longer than the record says the service took.
#[must_use]
pub fn of_member(member: &member::Model, recorded: i32, now: Instant) -> Option<i32> {
    if member.role == MemberRole::Lead {
        return Some(recorded);
    }
    let came = member.checked_in_at?;
    let (until, most) = match member.checked_out_at {
        Some(left) => (left, MOST),
        None => (now, recorded),
    };
    let there = i32::try_from(until.since(came).as_secs().div_ceil(60)).unwrap_or(i32::MAX);
    Some(there.clamp(1, most))
}

/// Corrects a member's minutes, as the lead: what was counted stays in the ledger, with the difference and its reason behind it.
///
/// # Errors
/// 422 naming the fields; 404 for somebody who is not on the team; 409 before the end and after the policy's days.
pub async fn correct<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    (task, lead): (&task::Model, PersonId),
    id: MemberId,
    input: &CorrectHours,
) -> Result<(), Problem> {
    let mut errors = FieldErrors::default();
    let reason = errors.required_text("reason", &input.reason, REASON_MAX);
    errors.check(
        (0..=MOST).contains(&input.minutes),
        "minutes",
        FieldCode::Range,
    );
    errors.finish()?;
    let over = matches!(task.state, TaskState::Finished | TaskState::Confirmed);
    let finished = task
        .finished_at
        .filter(|_| over)
        .ok_or_else(|| Problem::new(ErrorCode::WrongState).with("state", task.state.as_str()))?;
    let days = state
        .policy()
        .duration("hours.correctable_days", 86_400, 14);
    if state.clock.now() >= finished.plus(days) {
        return Err(Problem::new(ErrorCode::WrongState).with("state", "hours_closed"));
    }
    let members = members::active_members(txn, task.id).await?;
    let member = members
        .into_iter()
        .find(|member| member.id == id)
        .ok_or_else(|| Problem::new(ErrorCode::NotFound))?;
    let difference = input.minutes - member.minutes.unwrap_or(0);
    if difference == 0 {
        return Ok(());
    }
    // Conditional, so that two corrections at the same moment do not both count from the same minutes.
    if !members::set_minutes(txn, &member, input.minutes).await? {
        return Err(ErrorCode::Conflict.into());
    }
    hours::service::correct(txn, state, &member, difference, (&reason, lead)).await?;
    service::announce(txn, state, task.id).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::ids::{ProviderId, TaskId};
    use crate::tasks::model::MemberState;

    fn member(role: MemberRole, came: Option<i64>, left: Option<i64>) -> member::Model {
        let at = |minute: i64| Instant(minute * 60_000_000);
        let nobody = uuid::Uuid::nil();
        member::Model {
            id: MemberId(nobody),
            task_id: TaskId(nobody),
            provider_id: ProviderId(nobody),
            person_id: PersonId(nobody),
            role,
            state: MemberState::Confirmed,
            joined_at: at(0),
            left_at: None,
            leave_reason: None,
            checked_in_at: came.map(at),
            check_in_distance_m: None,
            check_in_reason: None,
            check_in_place: None,
            check_in_by: None,
            checked_out_at: left.map(at),
            check_out_place: None,
            check_out_distance_m: None,
            minutes: None,
            late_asked_at: None,
            late_until: None,
        }
    }

    #[test]
    fn minutes_come_from_both_ends() {
        let now = Instant(200 * 60_000_000);
        let minutes = |role, came, left| of_member(&member(role, came, left), 60, now);
        assert_eq!(minutes(MemberRole::Lead, Some(10), None), Some(60));
        assert_eq!(minutes(MemberRole::Volunteer, None, None), None);
        assert_eq!(minutes(MemberRole::Volunteer, Some(170), None), Some(30));
        assert_eq!(minutes(MemberRole::Volunteer, Some(10), None), Some(60));
        assert_eq!(
            minutes(MemberRole::Volunteer, Some(10), Some(110)),
            Some(100)
        );
        assert_eq!(minutes(MemberRole::Volunteer, Some(10), Some(10)), Some(1));
    }
}
