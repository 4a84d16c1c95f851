//! Rows of leaves.

use sea_orm::DeriveValueType;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::identity::entity::no_relations;
use crate::needs::model::{UnknownWord, words};

words! {
    /// What kind of leave.
    LeaveKind {
        /// 年假.
        Annual = "annual",
        /// 病假: in force at once; of what, nobody asks.
        Sick = "sick",
        /// 培训.
        Training = "training",
        /// 事假.
        Personal = "personal",
        /// Another one.
        Other = "other",
    }
}

words! {
    /// Where a leave stands.
    LeaveState {
        /// An officer has to decide.
        Asked = "asked",
        /// In force from its beginning to its end.
        Approved = "approved",
        /// Not granted.
        Refused = "refused",
        /// Taken back before it began.
        Cancelled = "cancelled",
    }
}

/// Leaves.
pub mod leave {
    use sea_orm::entity::prelude::*;

    use super::{LeaveKind, LeaveState};
    use crate::platform::clock::Instant;
    use crate::platform::ids::{LeaveId, PersonId, ProviderId};

    /// One time away.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "provider_leaves")]
    pub struct Model {
        /// Id.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: LeaveId,
        /// Who.
        pub provider_id: ProviderId,
        /// The person.
        pub person_id: PersonId,
        /// Street of their post.
        pub street_code: String,
        /// Community of their post.
        pub community_code: String,
        /// Kind.
        pub kind: LeaveKind,
        /// State.
        pub state: LeaveState,
        /// From.
        pub from_at: Instant,
        /// Until; earlier than planned when they came back earlier.
        pub until_at: Instant,
        /// Who stands in.
        pub stand_in_provider_id: Option<ProviderId>,
        /// Why it was refused.
        pub reason: Option<String>,
        /// Who entered it.
        pub asked_by: PersonId,
        /// Who decided.
        pub decided_by: Option<PersonId>,
        /// When.
        pub decided_at: Option<Instant>,
        /// When it was entered.
        pub created_at: Instant,
    }

    super::no_relations!();
}
