//! Writing offers down, with why this person, and telling those who are asked.

use jinlin_matcher::Candidate;
use sea_orm::ActiveValue::Set;
use sea_orm::{ConnectionTrait, EntityTrait as _};

use super::entity::{OfferKind, OfferState, offer};
use super::matching::{row_id, shown};
use crate::needs::entity::need;
use crate::platform::clock::Instant;
use crate::platform::ids::{OfferId, ProviderId};
use crate::platform::outbox::{self, EventKind, NewEvent};
use crate::platform::problem::Problem;
use crate::providers;
use crate::state::AppState;
use crate::tasks::entity::task;

/// What is offered.
#[derive(Debug, Clone, Copy)]
pub struct Offering<'a> {
    /// The need.
    pub need: &'a need::Model,
    /// Its task, as it was before this round.
    pub task: &'a task::Model,
    /// What the offers are.
    pub kind: OfferKind,
    /// Until when they may be answered.
    pub expires_at: Instant,
}

impl Offering<'_> {
    /// Asks these candidates, each with the place in the ranking.
    ///
    /// # Errors
    /// The database's.
    pub async fn send<'a, C: ConnectionTrait>(
        self,
        txn: &C,
        state: &AppState,
        asked: impl Iterator<Item = (&'a Candidate, i32)>,
    ) -> Result<(), Problem> {
        let asked: Vec<_> = asked.collect();
        let ids: Vec<ProviderId> = asked
            .iter()
            .map(|(candidate, _)| row_id(candidate.id))
            .collect();
        let rows = providers::store::find_many(txn, &ids).await?;
        let mut offers = Vec::new();
        let mut events = Vec::new();
        for (candidate, rank) in asked {
            // The tree may be a moment behind the rows: who is gone is not asked.
            let Some(provider) = rows.iter().find(|row| row.id == row_id(candidate.id)) else {
                continue;
            };
            let id = OfferId(state.clock.new_uuid());
            offers.push(self.row(state, id, provider, candidate, rank)?);
            events.push(self.event(id, provider));
        }
        if offers.is_empty() {
            return Ok(());
        }
        state.metrics.offers_sent.inc_by(offers.len() as u64);
        offer::Entity::insert_many(offers)
            .exec_without_returning(txn)
            .await?;
        outbox::append(txn, &state.clock, events).await?;
        Ok(())
    }

    fn row(
        self,
        state: &AppState,
        id: OfferId,
        provider: &providers::entity::provider::Model,
        candidate: &Candidate,
        rank: i32,
    ) -> Result<offer::ActiveModel, Problem> {
        Ok(offer::ActiveModel {
            id: Set(id),
            task_id: Set(self.task.id),
            provider_id: Set(provider.id),
            person_id: Set(provider.person_id),
            kind: Set(self.kind),
            state: Set(OfferState::Open),
            round: Set(self.task.round + 1),
            ring: Set(i32::from(candidate.ring.index())),
            rank: Set(rank),
            distance_m: Set(shown(candidate.distance)),
            cost: Set(candidate.cost.total),
            terms: Set(serde_json::to_string(&candidate.cost.terms).map_err(Problem::internal)?),
            decline_reason: Set(None),
            created_at: Set(state.clock.now()),
            expires_at: Set(self.expires_at),
            answered_at: Set(None),
        })
    }

    fn event(self, id: OfferId, provider: &providers::entity::provider::Model) -> NewEvent {
        NewEvent {
            kind: EventKind::OfferOpened,
            entity_id: id.0,
            // Sensitive needs show on no list and no map, so their events name no place.
            community_code: (!self.need.sensitive).then(|| self.task.community_code.clone()),
            payload: serde_json::json!({
                "task_id": self.task.id, "kind": self.kind, "expires_at": self.expires_at,
            }),
            recipients: vec![provider.person_id],
        }
    }
}
