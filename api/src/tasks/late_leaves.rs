//! Who leaves a team late: it is written down with the reason and shown to the lead. No sanction follows; but whoever does so often comes
//! for some time only when the lead has said yes.

use std::time::Duration;

use sea_orm::ConnectionTrait;

use super::dto::{LateLeavesDto, LeaveTask};
use super::entity::{member, task};
use super::model::{LeaveReason, MemberState};
use super::store::late_leaves as rows;
use super::team;
use crate::platform::clock::Instant;
use crate::platform::ids::ProviderId;
use crate::platform::problem::{ErrorCode, FieldCode, Problem};
use crate::state::AppState;

/// What the policy says about leaving late.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Rules {
    /// How many are too many.
    limit: i64,
    /// Within how long.
    counted: Duration,
    /// For how long the lead has to confirm then, from the last one.
    held: Duration,
}

impl Rules {
    fn of(state: &AppState) -> Self {
        let policy = state.policy();
        Self {
            limit: policy.number("volunteers.late_leaves_limit", 3),
            counted: policy.duration("volunteers.late_leaves_days", 86_400, 90),
            held: policy.duration("volunteers.confirmation_days", 86_400, 30),
        }
    }

    /// Until when somebody who left late at these times, the last first, has to be confirmed.
    fn until(self, count: usize, last: Option<Instant>) -> Option<Instant> {
        let many = i64::try_from(count).is_ok_and(|count| count >= self.limit);
        last.filter(|_| many).map(|last| last.plus(self.held))
    }
}

/// The reason of whoever leaves, which a late one has to give; `None` when it is early enough.
///
/// # Errors
/// 422 `reason`.
pub fn reason_if_late(
    state: &AppState,
    task: &task::Model,
    input: &LeaveTask,
) -> Result<Option<LeaveReason>, Problem> {
    if !team::is_close(state, task) {
        return Ok(None);
    }
    let reason = input.reason;
    let required = || Problem::field("reason", FieldCode::Required);
    reason.map(Some).ok_or_else(required)
}

/// How often a provider has left late, and what follows.
///
/// # Errors
/// The database's.
pub async fn standing<C: ConnectionTrait>(
    db: &C,
    state: &AppState,
    provider: ProviderId,
) -> Result<LateLeavesDto, Problem> {
    let (rules, now) = (Rules::of(state), state.clock.now());
    let left = rows::of_provider(db, provider, now.minus(rules.counted)).await?;
    let until = rules.until(left.len(), left.first().map(|last| last.left_at));
    Ok(LateLeavesDto {
        count: i32::try_from(left.len()).unwrap_or(i32::MAX),
        limit: i32::try_from(rules.limit).unwrap_or(i32::MAX),
        days: i32::try_from(rules.counted.as_secs() / 86_400).unwrap_or(i32::MAX),
        confirmation_until: until.filter(|until| *until > now),
    })
}

/// A volunteer who left late too often does not begin before the lead has confirmed them.
///
/// # Errors
/// 409 `wrong_state` with `state` = `not_confirmed`.
pub async fn require_confirmed<C: ConnectionTrait>(
    db: &C,
    state: &AppState,
    member: &member::Model,
) -> Result<(), Problem> {
    match member.state {
        MemberState::Confirmed | MemberState::Refused | MemberState::Left => return Ok(()),
        MemberState::Joined => {}
    }
    let standing = standing(db, state, member.provider_id).await?;
    if standing.confirmation_until.is_some() {
        return Err(Problem::new(ErrorCode::WrongState).with("state", "not_confirmed"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_too_many_are_too_many() {
        let rules = Rules {
            limit: 3,
            counted: Duration::from_secs(90 * 86_400),
            held: Duration::from_secs(30 * 86_400),
        };
        let last = Instant(0);
        assert_eq!(rules.until(0, None), None);
        assert_eq!(rules.until(2, Some(last)), None);
        assert_eq!(rules.until(3, Some(last)), Some(last.plus(rules.held)));
    }
}
