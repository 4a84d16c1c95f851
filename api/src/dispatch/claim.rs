//! The claim: exactly one winner, whatever the race, the crash or the retry.
//!
//! One transaction, always in this order: the task's row (open → held, conditional), the provider's row (load below capacity,
//! conditional), the promised time (no overlap), the member, the offers. Whoever loses any of these loses all.

use sea_orm::ConnectionTrait;

use super::entity::{OfferKind, OfferState, offer};
use super::{service, store};
use crate::leaves;
use crate::needs::{self, hooks};
use crate::platform::clock::Instant;
use crate::platform::db::is_conflict;
use crate::platform::ids::{MemberId, PersonId, ProviderId};
use crate::platform::outbox;
use crate::platform::problem::{ErrorCode, Problem};
use crate::providers::entity::provider;
use crate::providers::store::TakeLoad;
use crate::state::AppState;
use crate::tasks::entity::task;
use crate::tasks::model::{MemberRole, TaskState};
use crate::{providers, tasks};

/// Gives an open task to a lead.
///
/// # Errors
/// 409: taken by somebody else, at capacity, off duty, or promised elsewhere at that time.
pub async fn hold<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    task: &task::Model,
    lead: &provider::Model,
    accepted: Option<&offer::Model>,
    actor: PersonId,
) -> Result<(), Problem> {
    let need = needs::store::find(txn, task.need_id)
        .await?
        .ok_or_else(|| Problem::new(ErrorCode::NotFound))?;
    super::service::refuse_self_service(&need, lead)?;
    let now = state.clock.now();
    // Volunteers are invited once somebody leads.
    let invite_at = (task.volunteers_wanted > 0).then_some(now);
    if !tasks::store::hold(txn, task.id, lead.id, invite_at, now).await? {
        return Err(match task.state {
            // Nobody was quicker: there is nothing to take any more.
            TaskState::Cancelled => {
                Problem::new(ErrorCode::WrongState).with("state", task.state.as_str())
            }
            _ => ErrorCode::AlreadyTaken.into(),
        });
    }
    // Whoever takes by themselves what is proposed to them accepts it: its room was kept for it.
    let proposal = store::open_exclusive(txn, lead.id)
        .await?
        .into_iter()
        .find(|offer| offer.task_id == task.id);
    let reserved = match proposal {
        // It is ended by whoever accepts it, in the same transaction, which fails when it is over.
        Some(offer) if accepted.is_some_and(|taken| taken.id == offer.id) => true,
        // One that ran out a moment ago has given its room back: what is reserved now is kept for another.
        Some(offer) => {
            let ended = store::end(txn, offer.id, OfferState::Accepted, None, now).await?;
            if ended {
                service::announce_closed(txn, state, &offer, OfferState::Accepted).await?;
            }
            ended
        }
        None => false,
    };
    take_provider(txn, state, task, lead, reserved).await?;
    let member = MemberId(state.clock.new_uuid());
    tasks::members::insert_member(
        txn,
        member,
        task.id,
        (lead.id, lead.person_id),
        MemberRole::Lead,
        now,
    )
    .await?;
    service::withdraw_of_task(txn, state, task.id, accepted.map(|offer| offer.id)).await?;
    hooks::on_task_held(txn, state, task.need_id, actor).await?;
    tasks::service::announce(txn, state, task.id).await
}

/// Counts the task to the provider's load, out of what an exclusive offer `reserved` if it did, and promises its time.
///
/// # Errors
/// 409: at capacity, off duty, or promised elsewhere at that time.
pub async fn take_provider<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    task: &task::Model,
    provider: &provider::Model,
    reserved: bool,
) -> Result<(), Problem> {
    let now = state.clock.now();
    let mut taken = if reserved {
        providers::store::take_reserved(txn, provider.id, now).await?
    } else {
        providers::store::take_load(txn, provider.id, now).await?
    };
    if taken == TakeLoad::AtCapacity && make_room(txn, state, provider.id).await? {
        taken = providers::store::take_load(txn, provider.id, now).await?;
    }
    // Counted first, so that the provider's row is held while their leaves are read.
    refuse_absent(txn, task, provider, now).await?;
    match taken {
        TakeLoad::Taken => {}
        TakeLoad::AtCapacity => return Err(ErrorCode::AtCapacity.into()),
        TakeLoad::OffDuty | TakeLoad::Unknown => return Err(ErrorCode::NotEligible.into()),
    }
    if let Some(window) = task.window_from.zip(task.window_until) {
        let promised = tasks::members::commit_window(txn, task.id, provider.id, window).await;
        promised.map_err(|error| {
            if is_conflict(&error) {
                ErrorCode::TimeConflict.into()
            } else {
                Problem::from(error)
            }
        })?;
    }
    outbox::append(
        txn,
        &state.clock,
        vec![providers::model::changed_event(provider)],
    )
    .await?;
    Ok(())
}

/// Nobody takes anything while they are away, or promises a time at which they will be.
async fn refuse_absent<C: ConnectionTrait>(
    txn: &C,
    task: &task::Model,
    provider: &provider::Model,
    now: Instant,
) -> Result<(), Problem> {
    let window = task.window_from.zip(task.window_until);
    let (from, until) = window.unwrap_or((now, now));
    for (_, (begins, ends)) in leaves::service::away(txn, &[provider.id], now).await? {
        let is_away = begins <= now || (begins < until && from < ends);
        if is_away {
            return Err(Problem::new(ErrorCode::OnLeave).with("until", ends.to_string()));
        }
    }
    Ok(())
}

/// What is taken goes before what is only proposed: takes back the newest proposal to a provider who has no room left for a task;
/// answers whether there was one. Its need goes into the next round.
async fn make_room<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    provider: ProviderId,
) -> Result<bool, Problem> {
    let newest = store::open_exclusive(txn, provider)
        .await?
        .into_iter()
        .next();
    let Some(proposal) = newest else {
        return Ok(false);
    };
    let withdrawn = service::close(txn, state, &proposal, OfferState::Withdrawn, None).await?;
    if withdrawn {
        tasks::store::rounds::set_next_round(txn, proposal.task_id, state.clock.now()).await?;
    }
    Ok(withdrawn)
}

/// Accepts an offer: the lead takes the task, a volunteer joins it.
///
/// # Errors
/// 409 when it is over, or the claim is lost.
pub async fn accept<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    offer: &offer::Model,
) -> Result<(), Problem> {
    let not_found = || Problem::new(ErrorCode::NotFound);
    let now = state.clock.now();
    let task = tasks::store::find(txn, offer.task_id)
        .await?
        .ok_or_else(not_found)?;
    let provider = providers::store::find(txn, offer.provider_id)
        .await?
        .ok_or_else(not_found)?;
    // The task's row comes first, so that of all who accept at once exactly one gets beyond this line.
    match offer.kind {
        OfferKind::Instant | OfferKind::Exclusive => {
            let late = offer.state == OfferState::Open && offer.expires_at <= now;
            if late || task.state == TaskState::Cancelled {
                return Err(ErrorCode::OfferClosed.into());
            }
            match offer.state {
                OfferState::Open | OfferState::Withdrawn => {}
                OfferState::Accepted | OfferState::Declined | OfferState::Expired => {
                    return Err(ErrorCode::OfferClosed.into());
                }
            }
            hold(txn, state, &task, &provider, Some(offer), offer.person_id).await?;
        }
        OfferKind::Invitation => {
            tasks::team::join(txn, state, &task, &provider, Some(offer.id)).await?;
        }
    }
    if !store::end(txn, offer.id, OfferState::Accepted, None, now).await? {
        return Err(ErrorCode::OfferClosed.into());
    }
    service::announce_closed(txn, state, offer, OfferState::Accepted).await
}
