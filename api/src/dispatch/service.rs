//! Ending offers, and what eligibility means outside a round.

use jinlin_matcher::{ProviderId, Reason, Role};
use sea_orm::ConnectionTrait;

use super::entity::{OfferKind, OfferState, offer};
use super::matching::{options, question};
use super::store;
use crate::needs::entity::need;
use crate::platform::audit::{Actor, Reading};
use crate::platform::ids::{NeedId, OfferId, TaskId};
use crate::platform::outbox::{self, EventKind, NewEvent};
use crate::platform::problem::{ErrorCode, Problem};
use crate::providers::entity::provider;
use crate::state::AppState;
use crate::tasks::entity::task;
use crate::{providers, tasks};

/// Withdraws the open offers of a need's tasks.
///
/// # Errors
/// The database's.
pub async fn withdraw_offers<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    need: NeedId,
    except: Option<OfferId>,
) -> Result<(), Problem> {
    for task in tasks::store::find_for_need(txn, need).await? {
        withdraw_of_task(txn, state, task.id, except).await?;
    }
    Ok(())
}

/// Withdraws the open offers of a task, except the one that won.
///
/// # Errors
/// The database's.
pub async fn withdraw_of_task<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    task: TaskId,
    except: Option<OfferId>,
) -> Result<(), Problem> {
    for offer in store::open_of_task(txn, task, except).await? {
        close(txn, state, &offer, OfferState::Withdrawn, None).await?;
    }
    Ok(())
}

/// Withdraws the open offers to a provider who is not there any more; answers the tasks they were about, for which others are to be asked.
///
/// # Errors
/// The database's.
pub async fn withdraw_of_provider<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    provider: crate::platform::ids::ProviderId,
) -> Result<Vec<TaskId>, Problem> {
    let mut about = Vec::new();
    for offer in store::open_of_provider(txn, provider).await? {
        if close(txn, state, &offer, OfferState::Withdrawn, None).await? {
            about.push(offer.task_id);
        }
    }
    Ok(about)
}

/// Ends an open offer and tells the person; answers whether it was still open.
///
/// # Errors
/// The database's.
pub async fn close<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    offer: &offer::Model,
    to: OfferState,
    reason: Option<&str>,
) -> Result<bool, Problem> {
    let ended = store::end(txn, offer.id, to, reason, state.clock.now()).await?;
    if ended {
        if offer.kind == OfferKind::Exclusive {
            give_room_back(txn, state, offer.provider_id).await?;
        }
        announce_closed(txn, state, offer, to).await?;
    }
    Ok(ended)
}

/// Gives back the unit of capacity that an exclusive offer held.
async fn give_room_back<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    provider: crate::platform::ids::ProviderId,
) -> Result<(), Problem> {
    let now = state.clock.now();
    if providers::store::release_reserved(txn, provider, now).await?
        && let Some(row) = providers::store::find(txn, provider).await?
    {
        let event = providers::model::changed_event(&row);
        outbox::append(txn, &state.clock, vec![event]).await?;
    }
    Ok(())
}

/// Tells the person that an offer has ended.
///
/// # Errors
/// The database's.
pub async fn announce_closed<C: ConnectionTrait>(
    txn: &C,
    state: &AppState,
    offer: &offer::Model,
    to: OfferState,
) -> Result<(), Problem> {
    let event = NewEvent {
        kind: EventKind::OfferClosed,
        entity_id: offer.id.0,
        community_code: None,
        payload: serde_json::json!({ "state": to, "task_id": offer.task_id }),
        recipients: vec![offer.person_id],
    };
    outbox::append(txn, &state.clock, vec![event]).await?;
    Ok(())
}

/// Nobody serves themselves or a need that they posted: it would be rated, and paid, by the same hand.
///
/// # Errors
/// 409 `not_eligible`.
pub fn refuse_self_service(need: &need::Model, provider: &provider::Model) -> Result<(), Problem> {
    if need.person_id == provider.person_id || need.posted_by == provider.person_id {
        return Err(Problem::new(ErrorCode::NotEligible).with("reasons", vec!["own_need"]));
    }
    Ok(())
}

/// Whether a provider may take (or, as a volunteer, join) a task on their own account.
///
/// # Errors
/// 404 when the task is out of their rings; 409 `not_eligible` with the reasons.
pub async fn check_eligible<C: ConnectionTrait>(
    db: &C,
    state: &AppState,
    task: &task::Model,
    need: &need::Model,
    provider: &provider::Model,
) -> Result<(), Problem> {
    let role = provider.role().unwrap_or(Role::Volunteer);
    let mut reading = Reading::new(Actor::system("matching"));
    let question = question(db, state, need, task, role, &mut reading).await?;
    let options = options(state, &question, (1, u8::MAX), &[]);
    let id = ProviderId(provider.id.as_u128());
    let explanation = state
        .directory
        .with(|index| {
            index
                .get(id)
                .map(|candidate| jinlin_matcher::explain(&question.need, candidate, &options))
        })
        .ok_or_else(|| Problem::new(ErrorCode::NotEligible))?;
    if explanation.ring.is_some() && explanation.reasons.is_empty() {
        return Ok(reading.write(db, &state.clock).await?);
    }
    // What the refusal tells was looked up, whatever becomes of the transaction.
    if explanation.ring.is_none() {
        return Err(Problem::new(ErrorCode::NotFound).looked(reading));
    }
    let reasons: Vec<_> = explanation
        .reasons
        .iter()
        .map(|reason| reason.code())
        .collect();
    Err(Problem::new(ErrorCode::NotEligible)
        .with("reasons", reasons)
        .looked(reading))
}

/// Whether somebody may be given a task: an officer may overrule rings, hours and preferences, never what makes somebody able to serve.
///
/// # Errors
/// 409 `not_eligible` with the reasons.
pub async fn check_qualified<C: ConnectionTrait>(
    db: &C,
    state: &AppState,
    need: &need::Model,
    task: &task::Model,
    provider: &provider::Model,
) -> Result<(), Problem> {
    let mut reading = Reading::new(Actor::system("matching"));
    let role = Role::SocialWorker;
    let question = question(db, state, need, task, role, &mut reading).await?;
    let options = options(state, &question, (1, u8::MAX), &[]);
    let id = ProviderId(provider.id.as_u128());
    let reasons = state
        .directory
        .with(|index| {
            index.get(id).map(|candidate| {
                jinlin_matcher::explain(&question.need, candidate, &options).reasons
            })
        })
        .ok_or_else(|| Problem::new(ErrorCode::NotEligible))?;
    let binding: Vec<_> = reasons
        .into_iter()
        .filter(|reason| {
            matches!(
                reason,
                Reason::Certificate | Reason::Skills | Reason::Clearance | Reason::SameCompound
            )
        })
        .map(|reason| reason.code())
        .collect();
    if binding.is_empty() {
        Ok(reading.write(db, &state.clock).await?)
    } else {
        Err(Problem::new(ErrorCode::NotEligible)
            .with("reasons", binding)
            .looked(reading))
    }
}
