//! Rows of calls.

use sea_orm::DeriveValueType;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::identity::entity::no_relations;
use crate::needs::model::{UnknownWord, words};

words! {
    /// How somebody is called.
    CallWay {
        /// By a number that connects the two, and shows neither's own.
        Relay = "relay",
        /// By their own number: both agreed.
        Direct = "direct",
        /// Through the office: there is no relay now.
        Office = "office",
    }
}

/// Who lets the other side have their own number.
pub mod agreement {
    use sea_orm::entity::prelude::*;

    use crate::platform::clock::Instant;
    use crate::platform::ids::{PersonId, TaskId};

    /// One person's word about one task.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "number_agreements")]
    pub struct Model {
        /// About which task.
        #[sea_orm(primary_key, auto_increment = false)]
        pub task_id: TaskId,
        /// Whose number.
        #[sea_orm(primary_key, auto_increment = false)]
        pub person_id: PersonId,
        /// Since when.
        pub agreed_at: Instant,
    }

    super::no_relations!();
}

/// Openings of a way to call.
pub mod opening {
    use sea_orm::entity::prelude::*;

    use super::CallWay;
    use crate::platform::clock::Instant;
    use crate::platform::ids::{CallId, PersonId, TaskId};

    /// One opening.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "call_openings")]
    pub struct Model {
        /// Id.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: CallId,
        /// Of which task.
        pub task_id: TaskId,
        /// Who calls.
        pub caller_person_id: PersonId,
        /// Whom.
        pub callee_person_id: PersonId,
        /// How.
        pub way: CallWay,
        /// The relay number; nobody's own.
        pub relay_number: Option<String>,
        /// The relay service's name for it.
        pub relay_reference: Option<String>,
        /// Until when it connects.
        pub until_at: Option<Instant>,
        /// When.
        pub created_at: Instant,
    }

    super::no_relations!();
}
