//! Rows of visits.

use crate::identity::entity::no_relations;

/// Visits.
pub mod visit {
    use sea_orm::entity::prelude::*;

    use crate::platform::clock::Instant;
    use crate::platform::ids::{MemberId, PersonId, TaskId};

    /// One member's visit, from check-in to check-out.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "visits")]
    pub struct Model {
        /// Whose place in the team.
        #[sea_orm(primary_key, auto_increment = false)]
        pub member_id: MemberId,
        /// Of which task.
        pub task_id: TaskId,
        /// Who.
        pub person_id: PersonId,
        /// Since when.
        pub begun_at: Instant,
        /// When they should be done.
        pub expected_end: Instant,
        /// When they were asked whether they are.
        pub asked_at: Option<Instant>,
        /// When others were alerted.
        pub alarmed_at: Option<Instant>,
        /// When it was over.
        pub ended_at: Option<Instant>,
    }

    super::no_relations!();
}

/// Alarms.
pub mod alarm {
    use sea_orm::entity::prelude::*;

    use crate::platform::clock::Instant;
    use crate::platform::crypto::Sealed;
    use crate::platform::ids::{AlarmId, MemberId, NeedId, PersonId, TaskId};
    use crate::visits::model::{AlarmKind, AlarmOutcome, AlarmState};

    /// One alarm about a visitor.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "visit_alarms")]
    pub struct Model {
        /// Id.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: AlarmId,
        /// Of which task.
        pub task_id: TaskId,
        /// Of which need.
        pub need_id: NeedId,
        /// The visitor's place in the team.
        pub member_id: MemberId,
        /// The visitor.
        pub person_id: PersonId,
        /// Why.
        pub kind: AlarmKind,
        /// Street.
        pub street_code: String,
        /// Community.
        pub community_code: String,
        /// Where it stands.
        pub state: AlarmState,
        /// What it came to.
        pub outcome: Option<AlarmOutcome>,
        /// Where their phone was last, sealed with the visitor's key.
        pub place: Option<Sealed>,
        /// How sure the phone was, metres.
        pub accuracy_m: Option<i32>,
        /// When it was there.
        pub place_at: Option<Instant>,
        /// Since when.
        pub created_at: Instant,
        /// Until when.
        pub ended_at: Option<Instant>,
        /// Who ended it.
        pub ended_by: Option<PersonId>,
    }

    super::no_relations!();
}

/// Who was alerted.
pub mod alerted {
    use sea_orm::entity::prelude::*;

    use crate::platform::ids::{AlarmId, PersonId};
    use crate::visits::model::Capacity;

    /// One person.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "visit_alarm_alerted")]
    pub struct Model {
        /// By which alarm.
        #[sea_orm(primary_key, auto_increment = false)]
        pub alarm_id: AlarmId,
        /// Who.
        #[sea_orm(primary_key, auto_increment = false)]
        pub person_id: PersonId,
        /// As what.
        pub capacity: Capacity,
    }

    super::no_relations!();
}

/// Waivers.
pub mod waiver {
    use sea_orm::entity::prelude::*;

    use crate::platform::clock::Instant;
    use crate::platform::crypto::Sealed;
    use crate::platform::ids::{PersonId, TaskId};

    /// An officer's word that one may go alone.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "visit_waivers")]
    pub struct Model {
        /// On which task.
        #[sea_orm(primary_key, auto_increment = false)]
        pub task_id: TaskId,
        /// Why, sealed with the key of the person served.
        pub reason: Sealed,
        /// By whom.
        pub written_by: PersonId,
        /// When.
        pub created_at: Instant,
    }

    super::no_relations!();
}

/// Hazards.
pub mod hazard {
    use sea_orm::entity::prelude::*;

    use crate::platform::clock::Instant;
    use crate::platform::crypto::Sealed;
    use crate::platform::ids::{HazardId, NeedId, PersonId};
    use crate::visits::model::HazardKind;

    /// One warning to those who visit.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "hazard_notes")]
    pub struct Model {
        /// Id.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: HazardId,
        /// About which need.
        pub need_id: NeedId,
        /// Of what.
        pub kind: HazardKind,
        /// In words, sealed with the key of the person served.
        pub content: Sealed,
        /// By whom.
        pub written_by: PersonId,
        /// When.
        pub created_at: Instant,
    }

    super::no_relations!();
}
