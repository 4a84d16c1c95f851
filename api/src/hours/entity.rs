//! Rows of hours.

use crate::identity::entity::no_relations;

/// The ledger.
pub mod entry {
    use sea_orm::entity::prelude::*;

    use crate::hours::dto::EntryKind;
    use crate::platform::clock::Instant;
    use crate::platform::crypto::Sealed;
    use crate::platform::ids::{HourEntryId, MemberId, PersonId, TaskId};

    /// One entry; never changed.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "hour_entries")]
    pub struct Model {
        /// Id.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: HourEntryId,
        /// For which place in a team.
        pub member_id: MemberId,
        /// Of which task.
        pub task_id: TaskId,
        /// Whose hours.
        pub person_id: PersonId,
        /// Counted, or a difference.
        pub kind: EntryKind,
        /// Minutes; of a difference they may be below zero.
        pub minutes: i32,
        /// Why it was corrected, sealed with the member's key.
        pub reason: Option<Sealed>,
        /// Who corrected.
        pub written_by: Option<PersonId>,
        /// When the service began, or ended where nobody knows: decides into which period it falls.
        pub served_at: Instant,
        /// When it was written.
        pub created_at: Instant,
    }

    super::no_relations!();
}

/// Slips.
pub mod certificate {
    use sea_orm::entity::prelude::*;

    use crate::platform::clock::Instant;
    use crate::platform::crypto::Sealed;
    use crate::platform::ids::{HourCertificateId, PersonId};

    /// One slip.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "hour_certificates")]
    pub struct Model {
        /// Id.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: HourCertificateId,
        /// Whose.
        pub person_id: PersonId,
        /// SHA-256 of the code.
        pub code_hash: Vec<u8>,
        /// The code, sealed with the person's key.
        pub code: Sealed,
        /// The name when it was made, sealed with the person's key.
        pub name: Sealed,
        /// First civil day.
        pub from_on: String,
        /// Last civil day, included.
        pub until_on: String,
        /// Minutes.
        pub minutes: i64,
        /// In how many tasks.
        pub tasks: i64,
        /// When it was made.
        pub issued_at: Instant,
    }

    super::no_relations!();
}
