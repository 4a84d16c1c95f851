//! Rows of tasks.

use crate::identity::entity::no_relations;

/// Tasks.
pub mod task {
    use sea_orm::entity::prelude::*;

    use crate::platform::clock::Instant;
    use crate::platform::crypto::Sealed;
    use crate::platform::ids::{NeedId, ProviderId, TaskId};
    use crate::tasks::model::TaskState;

    /// One task.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "tasks")]
    pub struct Model {
        /// Id.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: TaskId,
        /// Of which need.
        pub need_id: NeedId,
        /// The how-manieth visit.
        pub visit_no: i32,
        /// Category of the need.
        pub category: String,
        /// Community.
        pub community_code: String,
        /// Street.
        pub street_code: String,
        /// 500 m cell.
        pub cell: String,
        /// Whether other streets' workers may be asked.
        pub urgent: bool,
        /// State.
        pub state: TaskState,
        /// Who leads.
        pub lead_provider_id: Option<ProviderId>,
        /// Volunteer places.
        pub volunteers_wanted: i32,
        /// Places taken.
        pub volunteers_joined: i32,
        /// For named roles only.
        pub sensitive: bool,
        /// Promised time, from.
        pub window_from: Option<Instant>,
        /// Promised time, until.
        pub window_until: Option<Instant>,
        /// The widest ring asked so far.
        pub ring: i32,
        /// Rounds of offers so far.
        pub round: i32,
        /// When the next round is due; null when none is.
        pub next_round_at: Option<Instant>,
        /// When it was taken.
        pub held_at: Option<Instant>,
        /// When the lead checked in.
        pub checked_in_at: Option<Instant>,
        /// When it was finished.
        pub finished_at: Option<Instant>,
        /// When the resident confirmed.
        pub confirmed_at: Option<Instant>,
        /// What the lead wrote for the volunteers, sealed with the key of the person served.
        pub briefing: Option<Sealed>,
        /// Counts changes.
        pub version: i64,
        /// When it was made.
        pub created_at: Instant,
        /// When it was changed.
        pub updated_at: Instant,
    }

    super::no_relations!();
}

/// Members of teams.
pub mod member {
    use sea_orm::entity::prelude::*;

    use crate::platform::clock::Instant;
    use crate::platform::crypto::Sealed;
    use crate::platform::ids::{MemberId, PersonId, ProviderId, TaskId};
    use crate::tasks::model::{ArrivedBy, LeaveReason, MemberRole, MemberState};

    /// One place in a team.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "task_members")]
    pub struct Model {
        /// Id.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: MemberId,
        /// Of which task.
        pub task_id: TaskId,
        /// As which provider.
        pub provider_id: ProviderId,
        /// Who.
        pub person_id: PersonId,
        /// Lead or volunteer.
        pub role: MemberRole,
        /// State.
        pub state: MemberState,
        /// Since when.
        pub joined_at: Instant,
        /// Until when.
        pub left_at: Option<Instant>,
        /// Why a lead gave the task back.
        pub leave_reason: Option<LeaveReason>,
        /// When they checked in.
        pub checked_in_at: Option<Instant>,
        /// How far from the need's place, metres.
        pub check_in_distance_m: Option<i32>,
        /// Why so far, sealed with the member's key.
        pub check_in_reason: Option<Sealed>,
        /// Where, sealed with the member's key.
        pub check_in_place: Option<Sealed>,
        /// How it is known that they arrived.
        pub check_in_by: Option<ArrivedBy>,
        /// When they left the place.
        pub checked_out_at: Option<Instant>,
        /// Where they left from, sealed with the member's key.
        pub check_out_place: Option<Sealed>,
        /// How far that was from the need's place, metres.
        pub check_out_distance_m: Option<i32>,
        /// Minutes of service.
        pub minutes: Option<i32>,
        /// When they were asked whether they come.
        pub late_asked_at: Option<Instant>,
        /// When they then said to come.
        pub late_until: Option<Instant>,
    }

    super::no_relations!();
}

/// The lines of volunteers who wait for a place.
pub mod waiting {
    use sea_orm::entity::prelude::*;

    use crate::platform::clock::Instant;
    use crate::platform::ids::{PersonId, ProviderId, TaskId, WaitingId};
    use crate::tasks::model::WaitingState;

    /// One place in a line.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "task_waiting")]
    pub struct Model {
        /// Id.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: WaitingId,
        /// For which task.
        pub task_id: TaskId,
        /// As which provider.
        pub provider_id: ProviderId,
        /// Who.
        pub person_id: PersonId,
        /// The how-manieth who asked.
        pub number: i32,
        /// State.
        pub state: WaitingState,
        /// Since when.
        pub since: Instant,
        /// Until when a place is kept.
        pub answer_by: Option<Instant>,
    }

    super::no_relations!();
}

/// Who left a team late.
pub mod late_leave {
    use sea_orm::entity::prelude::*;

    use crate::platform::clock::Instant;
    use crate::platform::ids::{MemberId, ProviderId, TaskId};
    use crate::tasks::model::LeaveReason;

    /// One place that was left late.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "task_late_leaves")]
    pub struct Model {
        /// The place in the team.
        #[sea_orm(primary_key, auto_increment = false)]
        pub member_id: MemberId,
        /// Of which task.
        pub task_id: TaskId,
        /// By which provider.
        pub provider_id: ProviderId,
        /// Why.
        pub reason: LeaveReason,
        /// When.
        pub left_at: Instant,
    }

    super::no_relations!();
}

/// Promised times.
pub mod commitment {
    use sea_orm::entity::prelude::*;

    use crate::platform::clock::Instant;
    use crate::platform::ids::{ProviderId, TaskId};

    /// One promised time; no provider has two that overlap.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "commitments")]
    pub struct Model {
        /// For which task.
        #[sea_orm(primary_key, auto_increment = false)]
        pub task_id: TaskId,
        /// By whom.
        #[sea_orm(primary_key, auto_increment = false)]
        pub provider_id: ProviderId,
        /// From.
        pub from_at: Instant,
        /// Until.
        pub until_at: Instant,
    }

    super::no_relations!();
}

/// Service records.
pub mod record {
    use sea_orm::entity::prelude::*;

    use crate::needs::model::Outcome;
    use crate::platform::clock::Instant;
    use crate::platform::crypto::Sealed;
    use crate::platform::ids::{PersonId, TaskId};

    /// What was done.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "service_records")]
    pub struct Model {
        /// Of which task.
        #[sea_orm(primary_key, auto_increment = false)]
        pub task_id: TaskId,
        /// By whom.
        pub author_person_id: PersonId,
        /// What was done, sealed with the key of the person served.
        pub note: Sealed,
        /// What came of it.
        pub outcome: Outcome,
        /// Minutes of service.
        pub minutes: i32,
        /// Random code by which anybody can check a record.
        pub verification_code: String,
        /// When.
        pub created_at: Instant,
    }

    super::no_relations!();
}
