//! Rows of consents.

use sea_orm::DeriveValueType;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::identity::entity::no_relations;
use crate::needs::model::{UnknownWord, words};

words! {
    /// Where a consent stands.
    ConsentState {
        /// The other street was asked.
        Asked = "asked",
        /// Its workers may be asked.
        Given = "given",
        /// They may not.
        Refused = "refused",
        /// Taken back, by either side.
        Ended = "ended",
    }
}

/// Consents.
pub mod consent {
    use sea_orm::entity::prelude::*;

    use super::ConsentState;
    use crate::platform::clock::Instant;
    use crate::platform::ids::{PersonId, StreetConsentId};

    /// One street's word to another.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "street_consents")]
    pub struct Model {
        /// Id.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: StreetConsentId,
        /// Whose workers: 9 digits.
        pub giving_street: String,
        /// Whose needs: 9 digits.
        pub asking_street: String,
        /// JSON list of categories; `None` for all.
        pub categories: Option<String>,
        /// Where it stands.
        pub state: ConsentState,
        /// From when on.
        pub from_at: Instant,
        /// Until when.
        pub until_at: Instant,
        /// What whoever asked says about it.
        pub note: Option<String>,
        /// Why it was refused.
        pub reason: Option<String>,
        /// Who asked, or gave it unasked.
        pub asked_by: PersonId,
        /// Who decided last.
        pub decided_by: Option<PersonId>,
        /// When.
        pub decided_at: Option<Instant>,
        /// When it was written down.
        pub created_at: Instant,
    }

    super::no_relations!();
}
