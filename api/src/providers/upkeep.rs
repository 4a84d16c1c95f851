//! What time does to providers: the count of the last days falls, certificates expire; and roles that were taken away.
//!
//! Every replica runs these; each change is conditional, so that only one of them makes it and writes its event.

use std::collections::BTreeSet;
use std::time::Duration;

use sea_orm::DbErr;

use super::{model, store};
use crate::platform::ids::{PersonId, ProviderId};
use crate::platform::outbox;
use crate::platform::problem::Problem;
use crate::state::AppState;
use crate::{identity, tasks};

/// How many providers one transaction changes.
const BATCH: usize = 200;
/// The days that fairness looks back.
const RECENT: Duration = Duration::from_secs(7 * 24 * 3_600);

/// Counts the tasks of the last 7 days anew, from the tasks themselves; answers how many providers' counts changed.
///
/// Between two runs a claim adds one and nothing takes one away, so a count is too high by at most what fell out of the 7 days or
/// was given back within an hour.
///
/// # Errors
/// The database's.
pub async fn recount_recent_loads(state: &AppState) -> Result<usize, DbErr> {
    let now = state.clock.now();
    // The counts before the tasks: a claim in between changes its count, which then is not replaced.
    let before = store::recent_loads(state.db.read()).await?;
    let joined = tasks::members::joined_since(state.db.read(), now.minus(RECENT), None).await?;
    let known: BTreeSet<ProviderId> = before.keys().chain(joined.keys()).copied().collect();
    let due: Vec<(ProviderId, i32, i32)> = known
        .into_iter()
        .map(|id| {
            (
                id,
                before.get(&id).copied().unwrap_or(0),
                joined.get(&id).copied().map_or(0, i32::from),
            )
        })
        .filter(|(_, before, after)| before != after)
        .collect();
    let mut changed = 0;
    for batch in due.chunks(BATCH) {
        changed += state
            .db
            .write_txn(async |txn| {
                let mut replaced = Vec::new();
                for (id, before, after) in batch {
                    if store::replace_recent_load(txn, *id, *before, *after, now).await? {
                        replaced.push(*id);
                    }
                }
                let events = store::find_many(txn, &replaced)
                    .await?
                    .iter()
                    .map(model::quiet_event)
                    .collect();
                outbox::append(txn, &state.clock, events).await?;
                Ok::<_, DbErr>(replaced.len())
            })
            .await?;
    }
    Ok(changed)
}

/// Sets the level of providers whose certificate has expired to the highest that is still valid; answers how many changed.
///
/// # Errors
/// The database's.
pub async fn expire_certificates(state: &AppState) -> Result<usize, DbErr> {
    let now = state.clock.now();
    let today = state.clock.civil_date(now).to_string();
    let mut total = 0;
    loop {
        let due = store::with_expired_certificate(state.db.read(), &today, BATCH as u64).await?;
        if due.is_empty() {
            return Ok(total);
        }
        let changed = state
            .db
            .write_txn(async |txn| {
                let mut changed = 0;
                for id in &due {
                    let level =
                        model::highest_valid(&store::certificates_of(txn, *id).await?, &today);
                    if store::set_certificate(txn, *id, level.map(|level| level.as_str()), now)
                        .await?
                        && let Some(row) = store::find(txn, *id).await?
                    {
                        outbox::append(txn, &state.clock, vec![model::changed_event(&row)]).await?;
                        changed += 1;
                    }
                }
                Ok::<_, DbErr>(changed)
            })
            .await?;
        total += changed;
        if changed == 0 {
            // Another replica was quicker.
            return Ok(total);
        }
    }
}

/// Takes a person's providers off duty whose role was taken away, so that they are not offered anything more. What they hold
/// stays theirs until it is released.
///
/// # Errors
/// The database's.
pub async fn follow_grants(state: &AppState, person: PersonId) -> Result<(), DbErr> {
    let db = state.db.read();
    let on_duty: Vec<_> = store::find_by_person(db, person)
        .await?
        .into_iter()
        .filter(|row| row.on_duty)
        .collect();
    if on_duty.is_empty() {
        return Ok(());
    }
    let grants = identity::store::grants_of(db, person).await?;
    for row in on_duty
        .iter()
        .filter(|row| !grants.iter().any(|grant| grant.role == row.kind))
    {
        state
            .db
            .write_txn(async |txn| {
                // Read again: the role may have been given back since.
                let grants = identity::store::grants_of(txn, person).await?;
                let lost = !grants.iter().any(|grant| grant.role == row.kind);
                if lost
                    && store::set_duty(txn, row.id, false, state.clock.now()).await?
                    && let Some(row) = store::find(txn, row.id).await?
                {
                    outbox::append(txn, &state.clock, vec![model::changed_event(&row)]).await?;
                }
                Ok::<_, DbErr>(())
            })
            .await?;
    }
    Ok(())
}

/// Writes the events that bring every replica up to date after a change of the person (gender, dialects, erasure). Call it within the
/// transaction of that change.
///
/// # Errors
/// The database's.
pub async fn person_changed<C: sea_orm::ConnectionTrait>(
    txn: &C,
    state: &AppState,
    person: PersonId,
) -> Result<(), Problem> {
    let events = store::find_by_person(txn, person)
        .await?
        .iter()
        .map(model::quiet_event)
        .collect();
    outbox::append(txn, &state.clock, events).await?;
    Ok(())
}
