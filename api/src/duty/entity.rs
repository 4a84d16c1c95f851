//! Rows of duty.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::identity::entity::no_relations;
use crate::needs::model::{UnknownWord, words};
use sea_orm::DeriveValueType;

words! {
    /// Where a call-back stands.
    CallBackState {
        /// Waiting for whoever is on duty.
        Open = "open",
        /// Somebody is calling.
        Taken = "taken",
        /// Somebody called.
        Done = "done",
        /// Not taken in time: passed on.
        Missed = "missed",
        /// The need is over.
        Withdrawn = "withdrawn",
    }
}

words! {
    /// What a call-back came to.
    CallBackOutcome {
        /// The resident was reached.
        Reached = "reached",
        /// Police, fire brigade or ambulance were called.
        ServicesCalled = "services_called",
        /// Nobody answered.
        NotReached = "not_reached",
    }
}

/// Shifts.
pub mod shift {
    use sea_orm::entity::prelude::*;

    use crate::platform::clock::Instant;
    use crate::platform::ids::{PersonId, ShiftId};

    /// One person's time on duty.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "duty_shifts")]
    pub struct Model {
        /// Id.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ShiftId,
        /// Community (12 digits) or street (9).
        pub division_code: String,
        /// Street.
        pub street_code: String,
        /// Community; empty for a street's shift.
        pub community_code: String,
        /// Who.
        pub person_id: PersonId,
        /// Who is called next.
        pub stand_in_person_id: Option<PersonId>,
        /// From.
        pub from_at: Instant,
        /// Until.
        pub until_at: Instant,
        /// Who wrote it down.
        pub created_by: PersonId,
        /// When.
        pub created_at: Instant,
        /// When it was taken back.
        pub cancelled_at: Option<Instant>,
        /// By whom.
        pub cancelled_by: Option<PersonId>,
    }

    super::no_relations!();
}

/// Call-backs.
pub mod call_back {
    use sea_orm::entity::prelude::*;

    use super::{CallBackOutcome, CallBackState};
    use crate::platform::clock::Instant;
    use crate::platform::ids::{CallBackId, NeedId, PersonId};

    /// One person being asked to call back.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "call_backs")]
    pub struct Model {
        /// Id.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: CallBackId,
        /// About which need.
        pub need_id: NeedId,
        /// Its street.
        pub street_code: String,
        /// Its community.
        pub community_code: String,
        /// Who is asked.
        pub person_id: PersonId,
        /// The how-manieth who is asked.
        pub attempt: i32,
        /// Where it stands.
        pub state: CallBackState,
        /// Until when it has to be taken.
        pub due_at: Instant,
        /// What it came to.
        pub outcome: Option<CallBackOutcome>,
        /// When it was made.
        pub created_at: Instant,
        /// When it was taken.
        pub taken_at: Option<Instant>,
        /// When it ended.
        pub ended_at: Option<Instant>,
        /// When whoever took it was reminded of it.
        pub reminded_at: Option<Instant>,
    }

    super::no_relations!();
}
