//! Rows of offers.

use crate::identity::entity::no_relations;
use crate::needs::model::{UnknownWord, words};
use sea_orm::DeriveValueType;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

words! {
    /// Where an offer stands.
    OfferState {
        /// Waiting for an answer.
        Open = "open",
        /// Accepted.
        Accepted = "accepted",
        /// Declined.
        Declined = "declined",
        /// Not answered in time.
        Expired = "expired",
        /// Somebody else was faster, or the need is over.
        Withdrawn = "withdrawn",
    }
}

words! {
    /// What an offer is.
    OfferKind {
        /// 派单: to the best few, first to accept leads.
        Instant = "instant",
        /// 派单: to one alone, who has it reserved.
        Exclusive = "exclusive",
        /// 服务邀请: to volunteers, to join.
        Invitation = "invitation",
    }
}

/// Offers.
pub mod offer {
    use sea_orm::entity::prelude::*;

    use super::{OfferKind, OfferState};
    use crate::platform::clock::Instant;
    use crate::platform::ids::{OfferId, PersonId, ProviderId, TaskId};

    /// One provider being asked to take one task.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "offers")]
    pub struct Model {
        /// Id.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: OfferId,
        /// Which task.
        pub task_id: TaskId,
        /// As which provider.
        pub provider_id: ProviderId,
        /// Who.
        pub person_id: PersonId,
        /// What it is.
        pub kind: OfferKind,
        /// Where it stands.
        pub state: OfferState,
        /// In which round.
        pub round: i32,
        /// In which ring they stand.
        pub ring: i32,
        /// The how-manieth best in the round.
        pub rank: i32,
        /// How far from the need's cell, metres, rounded to 100.
        pub distance_m: i32,
        /// Cost in milli-points.
        pub cost: i64,
        /// JSON of the cost's terms: why this person.
        pub terms: String,
        /// Why it was declined.
        pub decline_reason: Option<String>,
        /// When it was made.
        pub created_at: Instant,
        /// Until when it may be answered.
        pub expires_at: Instant,
        /// When it was answered or ended.
        pub answered_at: Option<Instant>,
    }

    super::no_relations!();
}
