//! Rows of identity.

macro_rules! no_relations {
    () => {
        /// None.
        #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
        pub enum Relation {}

        impl ActiveModelBehavior for ActiveModel {}
    };
}
pub(crate) use no_relations;

/// Persons.
pub mod person {
    use sea_orm::entity::prelude::*;

    use crate::platform::clock::Instant;
    use crate::platform::crypto::{BlindIndex, Sealed};
    use crate::platform::ids::PersonId;

    /// A human being, with or without an account.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "persons")]
    pub struct Model {
        /// Id.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: PersonId,
        /// Name, sealed.
        pub name: Option<Sealed>,
        /// Phone, sealed.
        pub phone: Option<Sealed>,
        /// Blind index of the phone; not unique, because a person posted for may share one.
        pub phone_index: Option<BlindIndex>,
        /// `female` or `male`.
        pub gender: Option<String>,
        /// JSON list of dialect codes.
        pub dialects: String,
        /// Home community.
        pub community_code: Option<String>,
        /// Counts changes, for `ETag`.
        pub version: i64,
        /// When it was made.
        pub created_at: Instant,
        /// When it was changed.
        pub updated_at: Instant,
    }

    super::no_relations!();
}

/// Accounts.
pub mod account {
    use sea_orm::entity::prelude::*;

    use crate::platform::clock::Instant;
    use crate::platform::crypto::{BlindIndex, Sealed};
    use crate::platform::ids::{AccountId, PersonId};

    /// A way to sign in.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "accounts")]
    pub struct Model {
        /// Id.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: AccountId,
        /// Whose.
        pub person_id: PersonId,
        /// Blind index of the phone.
        pub phone_index: Option<BlindIndex>,
        /// WeChat's openid, sealed.
        pub openid: Option<Sealed>,
        /// Blind index of the openid.
        pub openid_index: Option<BlindIndex>,
        /// Whether it belongs to the demo.
        pub demo: bool,
        /// When it was disabled.
        pub disabled_at: Option<Instant>,
        /// When it was made.
        pub created_at: Instant,
    }

    super::no_relations!();
}

/// Consents.
pub mod consent {
    use sea_orm::entity::prelude::*;

    use crate::platform::clock::Instant;
    use crate::platform::ids::PersonId;

    /// A person's consent to a version of a text.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "consents")]
    pub struct Model {
        /// Id.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// Who.
        pub person_id: PersonId,
        /// To what.
        pub purpose: String,
        /// To which text.
        pub version: String,
        /// Who consented for a child.
        pub guardian_person_id: Option<PersonId>,
        /// When.
        pub granted_at: Instant,
        /// When it was taken back.
        pub withdrawn_at: Option<Instant>,
    }

    super::no_relations!();
}

/// Grants.
pub mod grant {
    use sea_orm::entity::prelude::*;

    use crate::platform::clock::Instant;
    use crate::platform::ids::{GrantId, PersonId};

    /// A role within a scope.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "grants")]
    pub struct Model {
        /// Id.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: GrantId,
        /// Who holds it.
        pub person_id: PersonId,
        /// The role.
        pub role: String,
        /// Kind of scope.
        pub scope_kind: String,
        /// Code or id of the scope.
        pub scope_ref: String,
        /// Who gave it; null for the system.
        pub granted_by: Option<PersonId>,
        /// When.
        pub granted_at: Instant,
        /// Who took it away.
        pub revoked_by: Option<PersonId>,
        /// When.
        pub revoked_at: Option<Instant>,
    }

    super::no_relations!();
}

/// Sessions.
pub mod session {
    use sea_orm::entity::prelude::*;

    use crate::platform::clock::Instant;
    use crate::platform::ids::{AccountId, SessionId};

    /// One signed-in device.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "sessions")]
    pub struct Model {
        /// Id.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: SessionId,
        /// Whose.
        pub account_id: AccountId,
        /// Kind of client.
        pub client: String,
        /// SHA-256 of the refresh token in force.
        pub refresh_hash: Vec<u8>,
        /// SHA-256 of the one before: seeing it again means that it was stolen.
        pub previous_refresh_hash: Option<Vec<u8>>,
        /// When it began.
        pub created_at: Instant,
        /// When it was last refreshed.
        pub refreshed_at: Instant,
        /// When it ends without use.
        pub expires_at: Instant,
        /// When it ended.
        pub ended_at: Option<Instant>,
        /// Why.
        pub end_reason: Option<String>,
    }

    super::no_relations!();
}

/// One-time codes.
pub mod sign_in_code {
    use sea_orm::entity::prelude::*;

    use crate::platform::clock::Instant;
    use crate::platform::crypto::BlindIndex;

    /// A code sent to a phone.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "sign_in_codes")]
    pub struct Model {
        /// Id.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// To which phone.
        pub phone_index: BlindIndex,
        /// SHA-256 of id and code.
        pub code_hash: Vec<u8>,
        /// Wrong attempts so far.
        pub attempts: i32,
        /// When it was sent.
        pub created_at: Instant,
        /// When it dies.
        pub expires_at: Instant,
        /// When it was used.
        pub used_at: Option<Instant>,
    }

    super::no_relations!();
}
