//! Members who do not come: asked, then replaced. Only where a time was promised; in real time; each step once, whoever's job comes first.

use std::time::Duration;

use sea_orm::ConnectionTrait;

use super::entity::{member, task};
use super::store::awaited;
use super::{service, team};
use crate::platform::clock::Instant;
use crate::platform::problem::{ErrorCode, FieldCode, Problem};
use crate::state::AppState;
use crate::visits::overtime;

/// How many members one pass looks at.
const BATCH: u64 = 200;

/// How long somebody is waited for.
#[derive(Debug, Clone, Copy)]
struct Patience {
    /// After the promised time began: then they are asked.
    ask: Duration,
    /// After it: then somebody else is looked for.
    replace: Duration,
}

/// What is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Wait,
    Ask,
    Replace,
}

impl Patience {
    /// Whoever was asked late, because no server ran, has the same time to answer; whoever said when they come is waited for until then, and
    /// as long after it as until the first question.
    fn step(
        self,
        from: Instant,
        (asked, until): (Option<Instant>, Option<Instant>),
        now: Instant,
    ) -> Step {
        let due = match (asked, until) {
            (None, _) if now >= from.plus(self.ask) => return Step::Ask,
            (None, _) => return Step::Wait,
            (Some(_), Some(until)) => until.plus(self.ask),
            (Some(asked), None) => from.plus(self.replace).max(asked.plus(self.to_answer())),
        };
        if now >= due {
            Step::Replace
        } else {
            Step::Wait
        }
    }

    /// How long somebody has to answer.
    const fn to_answer(self) -> Duration {
        self.replace.saturating_sub(self.ask)
    }

    fn of(state: &AppState) -> Self {
        let policy = state.policy();
        Self {
            ask: policy.duration("checkin.late_ask_minutes", 60, 15),
            replace: policy.duration("checkin.late_replace_minutes", 60, 45),
        }
    }
}

/// Since when a member is awaited: from the promised time, or from when they took it, where that was later.
fn awaited_from(task: &task::Model, member: &member::Model) -> Option<Instant> {
    Some(task.window_from?.max(member.joined_at))
}

/// Whoever was asked says in how many minutes they come; answers when that is.
///
/// # Errors
/// 422 `minutes`; 409 when nobody asked, when they are there, or when they moved it before.
pub async fn promise<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    task: &task::Model,
    member: &member::Model,
    within: u32,
) -> Result<Instant, Problem> {
    let most = state
        .policy()
        .number("checkin.late_promise_max_minutes", 60);
    if !(1..=most).contains(&i64::from(within)) {
        return Err(Problem::field("minutes", FieldCode::Range));
    }
    team::require_running(task)?;
    let now = state.clock.now();
    let until = now.plus(Duration::from_secs(60 * u64::from(within)));
    if !awaited::promise(txn, member.id, until).await? {
        let why = if member.checked_in_at.is_some() {
            "checked_in"
        } else if member.late_until.is_some() {
            "moved_before"
        } else {
            "not_asked"
        };
        return Err(Problem::new(ErrorCode::WrongState).with("state", why));
    }
    service::announce(txn, state, task.id).await?;
    Ok(until)
}

/// One pass over all who are late; answers how many steps it took.
///
/// # Errors
/// The database's.
pub async fn look_after(state: &AppState) -> Result<usize, Problem> {
    let (patience, now) = (Patience::of(state), state.clock.now());
    let mut steps = 0;
    let due = (now.minus(patience.ask), now.minus(patience.to_answer()));
    let late = awaited::late(state.db.read(), due, BATCH).await?;
    for (task, member) in late {
        let Some(from) = awaited_from(&task, &member) else {
            continue;
        };
        let step = patience.step(from, (member.late_asked_at, member.late_until), now);
        if step == Step::Wait {
            continue;
        }
        let done = state
            .db
            .write_txn(async |txn| take(txn, state, step, (&task, &member)).await)
            .await;
        match done {
            Ok(taken) => steps += usize::from(taken),
            // They came, left, or another replica was quicker.
            Err(problem)
                if matches!(problem.code(), ErrorCode::WrongState | ErrorCode::Conflict) => {}
            // One member that cannot be looked after must not keep the others waiting.
            Err(problem) => {
                tracing::error!(task.id = %task.id, error = ?problem, "a late member was not looked after");
            }
        }
    }
    Ok(steps)
}

async fn take<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    step: Step,
    (task, member): (&task::Model, &member::Model),
) -> Result<bool, Problem> {
    match step {
        Step::Wait => Ok(false),
        Step::Ask => {
            let asked = awaited::note_asked(txn, member.id, state.clock.now()).await?;
            if asked {
                overtime::ask(txn, state, task.id, member.person_id, "late").await?;
            }
            Ok(asked)
        }
        Step::Replace => {
            // Holds the member's row: whoever arrives or answers at this moment comes before or after all of it.
            if !awaited::hold(txn, member).await? {
                return Ok(false);
            }
            team::replace(txn, state, task, member).await?;
            Ok(true)
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const MINUTE: u64 = 60;

    fn patience() -> Patience {
        Patience {
            ask: Duration::from_secs(15 * MINUTE),
            replace: Duration::from_secs(45 * MINUTE),
        }
    }

    fn at(minute: u64) -> Instant {
        Instant(1_796_090_400_000_000).plus(Duration::from_secs(minute * MINUTE))
    }

    #[test]
    fn asked_then_replaced_unless_they_say_when() {
        let step = |asked: Option<u64>, until: Option<u64>, now| {
            patience().step(at(0), (asked.map(at), until.map(at)), at(now))
        };
        assert_eq!(step(None, None, 14), Step::Wait);
        assert_eq!(step(None, None, 15), Step::Ask);
        assert_eq!(step(Some(15), None, 44), Step::Wait);
        assert_eq!(step(Some(15), None, 45), Step::Replace);
        assert_eq!(step(Some(15), Some(40), 54), Step::Wait, "they said when");
        assert_eq!(step(Some(15), Some(40), 55), Step::Replace);
        assert_eq!(step(Some(60), None, 89), Step::Wait, "asked late");
    }

    proptest! {
        /// Nobody is replaced who was not asked, nor sooner than so long after being asked, nor before the time that they gave.
        #[test]
        fn nobody_is_replaced_unasked(asked in 15..500_u64, said in 1..60_u64, now in 0..1_000_u64) {
            let rule = patience();
            prop_assert_ne!(rule.step(at(0), (None, None), at(now)), Step::Replace);
            prop_assert_ne!(rule.step(at(0), (Some(at(asked)), None), at(now)), Step::Ask);
            if rule.step(at(0), (Some(at(asked)), None), at(now)) == Step::Replace {
                prop_assert!(now >= asked + 30);
            }
            if rule.step(at(0), (Some(at(asked)), Some(at(asked + said))), at(now)) == Step::Replace {
                prop_assert!(now >= asked + said + 15);
            }
        }
    }
}
