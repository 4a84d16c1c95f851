//! Handing over what is due.
//!
//! Every replica does this. A delivery is claimed, and the claim committed, before anything goes out; what came of it is written behind.
//! So a message goes out at most once on a channel: what a dead replica was handing over is `unknown` and stays so.

use std::time::Duration;

use futures_util::StreamExt as _;
use sea_orm::ConnectionTrait;

use super::channels::{self, Outgoing};
use super::deliveries::{self, Outcome};
use super::entity::{delivery, notification};
use super::model::{DeliveryState, Priority};
use super::{planning, settings, store, view};
use crate::platform::clock::Instant;
use crate::platform::handed::Handed;
use crate::platform::problem::Problem;
use crate::state::AppState;

/// How many deliveries one pass looks at.
const BATCH: u64 = 64;
/// How many are handed over at the same time.
const AT_ONCE: usize = 8;
/// Attempts after which a delivery is dead.
const MOST_ATTEMPTS: i32 = 6;
/// After so long without a word the replica that was handing over is dead: longer than any time-out of a channel.
const ABANDONED_AFTER: Duration = Duration::from_secs(120);

/// Hands over what is due; answers how many deliveries this replica claimed.
///
/// # Errors
/// The database's.
pub async fn run_once(state: &AppState) -> Result<usize, Problem> {
    let mut handed = 0;
    loop {
        let due = deliveries::due(state.db.read(), state.clock.now(), BATCH).await?;
        let full = due.len() as u64 == BATCH;
        let claimed = futures_util::stream::iter(due)
            .map(|row| async move {
                match hand_over(state, &row).await {
                    Ok(claimed) => usize::from(claimed),
                    Err(problem) => {
                        // One delivery that cannot be handed over must not keep the others waiting.
                        tracing::error!(delivery.id = %row.id, error = ?problem, "a delivery failed inside");
                        0
                    }
                }
            })
            .buffer_unordered(AT_ONCE)
            .fold(0, |sum, one| async move { sum + one })
            .await;
        handed += claimed;
        if !full || claimed == 0 {
            return Ok(handed);
        }
    }
}

/// Claims a delivery and hands it over; answers whether it was this replica's.
async fn hand_over(state: &AppState, row: &delivery::Model) -> Result<bool, Problem> {
    let now = state.clock.now();
    let claimed = state
        .db
        .write_txn_quietly(async |txn| {
            let mut claimed = Vec::new();
            if deliveries::claim(txn, row.id, now).await? {
                claimed.push(row.clone());
                if row.digest {
                    claimed.extend(deliveries::claim_digest(txn, row, now).await?);
                }
            }
            Ok::<_, Problem>(claimed)
        })
        .await?;
    if claimed.is_empty() {
        return Ok(false);
    }
    let mut alive = Vec::new();
    for row in claimed {
        match store::find(state.db.read(), row.notification_id).await? {
            Some(told) if told.read_at.is_none() && told.expires_at > now => {
                alive.push((row, told))
            }
            // Read in the app, or too late.
            _ => skip(state, &row).await?,
        }
    }
    let Some(message) = compose(state, &alive).await? else {
        return Ok(true);
    };
    let channel = row.channel;
    let handed = match channels::hand(state, channel, &message).await {
        Ok(handed) => handed,
        // Our own fault, before anything went out.
        Err(problem) => {
            tracing::error!(channel = channel.as_str(), error = ?problem, "nothing could be handed over");
            Handed::Retry {
                after: None,
                code: "internal".to_owned(),
            }
        }
    };
    for (row, told) in &alive {
        settle(state, row, told, &handed).await?;
    }
    Ok(true)
}

async fn skip(state: &AppState, row: &delivery::Model) -> Result<(), Problem> {
    let outcome = Outcome::ended(DeliveryState::Skipped, None);
    let now = state.clock.now();
    state
        .db
        .write_txn_quietly(async |txn| {
            deliveries::record(txn, row.id, DeliveryState::Sending, &outcome, now).await
        })
        .await?;
    Ok(())
}

async fn compose(
    state: &AppState,
    alive: &[(delivery::Model, notification::Model)],
) -> Result<Option<Outgoing>, Problem> {
    let Some((row, told)) = alive.first() else {
        return Ok(None);
    };
    let wishes = settings::read(state.db.read(), state, row.person_id).await?;
    let (kind, words) = if alive.len() > 1 {
        let catalogue = &state.reference.notifications;
        ("digest", catalogue.digest(wishes.language, alive.len()))
    } else {
        (
            told.kind.as_str(),
            view::words(state, told, wishes.language),
        )
    };
    let mut values = view::values(state, told, &words);
    values.insert("count".to_owned(), alive.len().to_string());
    Ok(Some(Outgoing {
        delivery: row.id,
        person: row.person_id,
        kind,
        values,
        words,
        urgent: row.urgent,
        expires_at: told.expires_at,
    }))
}

/// Whether a notification goes on to the next channel, when one has not taken it.
const fn goes_on(state: DeliveryState, priority: Priority) -> bool {
    match state {
        // It certainly did not go out.
        DeliveryState::Refused => true,
        DeliveryState::Dead => !matches!(priority, Priority::Normal),
        // It may have gone out: twice is better than never only for what is urgent.
        DeliveryState::Unknown => matches!(priority, Priority::Urgent),
        DeliveryState::Waiting
        | DeliveryState::Sending
        | DeliveryState::Sent
        | DeliveryState::Skipped
        | DeliveryState::Told
        | DeliveryState::NotReached => false,
    }
}

fn judge(state: &AppState, row: &delivery::Model, priority: Priority, handed: &Handed) -> Outcome {
    let now = state.clock.now();
    let again = |code: &String, due_at: Instant| Outcome {
        state: DeliveryState::Waiting,
        code: Some(code.clone()),
        reference: None,
        due_at: Some(due_at),
    };
    match handed {
        Handed::Sent { reference } => Outcome {
            reference: reference.clone(),
            ..Outcome::ended(DeliveryState::Sent, None)
        },
        Handed::Refused { code, .. } => Outcome::ended(DeliveryState::Refused, Some(code.clone())),
        Handed::Unknown { code } => Outcome::ended(DeliveryState::Unknown, Some(code.clone())),
        Handed::Retry { after, code } => {
            // The row was read before it was claimed: this was attempt number `attempts + 1`.
            let attempts = row.attempts + 1;
            if attempts >= MOST_ATTEMPTS {
                return Outcome::ended(DeliveryState::Dead, Some(code.clone()));
            }
            let pause = planning::pause(attempts, rand::random(), *after);
            again(code, now.plus(pause))
        }
        // Tomorrow is too late for what cannot wait: another channel takes it.
        Handed::ParkedUntilTomorrow { code } if priority != Priority::Normal => {
            Outcome::ended(DeliveryState::Refused, Some(code.clone()))
        }
        Handed::ParkedUntilTomorrow { code } => {
            let until = state.reference.notifications.defaults.quiet_until;
            let day = now.plus(Duration::from_secs(60));
            again(code, planning::next(state.clock.zone(), day, until))
        }
    }
}

async fn settle(
    state: &AppState,
    row: &delivery::Model,
    told: &notification::Model,
    handed: &Handed,
) -> Result<(), Problem> {
    let outcome = judge(state, row, told.priority, handed);
    if outcome.state == DeliveryState::Dead {
        tracing::warn!(delivery.id = %row.id, channel = row.channel.as_str(), code = outcome.code.as_deref(),
            "a delivery is dead; an officer can have it tried anew");
    }
    state
        .db
        .write_txn_quietly(async |txn| end(txn, state, row, told, &outcome).await)
        .await
}

/// Writes down what came of a delivery, and plans the next channel where it goes on.
async fn end<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    row: &delivery::Model,
    told: &notification::Model,
    outcome: &Outcome,
) -> Result<(), Problem> {
    let now = state.clock.now();
    let recorded = deliveries::record(txn, row.id, DeliveryState::Sending, outcome, now).await?;
    if recorded && goes_on(outcome.state, told.priority) {
        let wishes = settings::read(txn, state, row.person_id).await?;
        planning::go_on(txn, state, told, &wishes, row.channel).await?;
    }
    Ok(())
}

/// Ends what dead replicas were handing over; answers how many.
///
/// # Errors
/// The database's.
pub async fn end_abandoned(state: &AppState) -> Result<usize, Problem> {
    let before = state.clock.now().minus(ABANDONED_AFTER);
    let abandoned = deliveries::abandoned(state.db.read(), before, BATCH).await?;
    let ended = abandoned.len();
    let outcome = Outcome::ended(DeliveryState::Unknown, Some("replica_died".to_owned()));
    for row in abandoned {
        let Some(told) = store::find(state.db.read(), row.notification_id).await? else {
            continue;
        };
        state
            .db
            .write_txn_quietly(async |txn| end(txn, state, &row, &told, &outcome).await)
            .await?;
    }
    Ok(ended)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_goes_on_that_may_have_gone_out_but_the_urgent() {
        use DeliveryState::{Dead, Refused, Sent, Unknown};
        for (state, normal, high, urgent) in [
            (Sent, false, false, false),
            (Refused, true, true, true),
            (Dead, false, true, true),
            (Unknown, false, false, true),
        ] {
            assert_eq!(goes_on(state, Priority::Normal), normal, "{state}");
            assert_eq!(goes_on(state, Priority::High), high, "{state}");
            assert_eq!(goes_on(state, Priority::Urgent), urgent, "{state}");
        }
    }
}
