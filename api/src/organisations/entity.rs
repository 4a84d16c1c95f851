//! Rows of organisations.

use crate::identity::entity::no_relations;

/// Organisations.
pub mod organisation {
    use sea_orm::entity::prelude::*;

    use crate::platform::clock::Instant;
    use crate::platform::ids::OrganisationId;

    /// One organisation.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "organisations")]
    pub struct Model {
        /// Id.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: OrganisationId,
        /// Kind.
        pub kind: String,
        /// Name, one of its kind.
        pub name: String,
        /// Its seat; null for the city's.
        pub community_code: Option<String>,
        /// The seat's street.
        pub street_code: Option<String>,
        /// Counts changes, for `ETag`.
        pub version: i64,
        /// When it was made.
        pub created_at: Instant,
    }

    super::no_relations!();
}

/// Memberships.
pub mod membership {
    use sea_orm::entity::prelude::*;

    use crate::platform::clock::Instant;
    use crate::platform::ids::{MembershipId, OrganisationId, PersonId};

    /// One person's belonging.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "memberships")]
    pub struct Model {
        /// Id.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: MembershipId,
        /// Who.
        pub person_id: PersonId,
        /// To what.
        pub organisation_id: OrganisationId,
        /// From when.
        pub since: Instant,
        /// Until when; null while it lasts.
        pub until: Option<Instant>,
        /// Who took them in.
        pub added_by: Option<PersonId>,
        /// Who ended it.
        pub ended_by: Option<PersonId>,
    }

    super::no_relations!();
}
