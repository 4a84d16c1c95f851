//! Rows of providers.

/// Providers.
pub mod provider {
    use sea_orm::entity::prelude::*;

    use crate::platform::clock::Instant;
    use crate::platform::crypto::Sealed;
    use crate::platform::ids::{CompoundId, PersonId, ProviderId};

    /// A person in one kind of work.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "providers")]
    pub struct Model {
        /// Id.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ProviderId,
        /// Who.
        pub person_id: PersonId,
        /// `social_worker` or `volunteer`.
        pub kind: String,
        /// A worker's post, or where a volunteer lives: 12 digits.
        pub community_code: String,
        /// Its street: 9 digits.
        pub street_code: String,
        /// Where the provider starts from, sealed: see [`super::super::model::place_bytes`].
        pub base_place: Sealed,
        /// JSON list of skill codes.
        pub skills: String,
        /// The highest valid certificate.
        pub certificate: Option<String>,
        /// JSON list of `children`, `disability`, `home_visit`.
        pub clearance: String,
        /// The switch.
        pub on_duty: bool,
        /// Whether a leave runs: its shadow, see [`crate::leaves`].
        pub on_leave: bool,
        /// Availability: see [`super::super::model::week_bytes`].
        pub week: Vec<u8>,
        /// Tasks at once.
        pub capacity: i32,
        /// Tasks held now.
        pub load: i32,
        /// Units of capacity that open exclusive offers hold.
        pub reserved: i32,
        /// Tasks joined in about the last 7 days: counted up with each, counted anew by [`super::super::upkeep`].
        pub recent_load: i32,
        /// How far the provider goes, in metres.
        pub radius_m: i32,
        /// Where the provider lives.
        pub compound_id: Option<CompoundId>,
        /// Whether this is a dedicated post (社会工作专业岗位).
        pub on_dedicated_post: bool,
        /// How many ratings.
        pub ratings_count: i64,
        /// Their sum.
        pub ratings_sum: i64,
        /// Counts changes, for `ETag`.
        pub version: i64,
        /// When it was made.
        pub created_at: Instant,
        /// When it was changed.
        pub updated_at: Instant,
    }

    /// None.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Certificates.
pub mod certificate {
    use sea_orm::entity::prelude::*;

    use crate::platform::clock::Instant;
    use crate::platform::crypto::Sealed;
    use crate::platform::ids::{CertificateId, PersonId, ProviderId};

    /// A certificate that an officer has seen. Days are civil, `YYYY-MM-DD`.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "certificates")]
    pub struct Model {
        /// Id.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: CertificateId,
        /// Whose.
        pub provider_id: ProviderId,
        /// Level.
        pub level: String,
        /// Its number, sealed with the person's key.
        pub number: Sealed,
        /// Who issued it.
        pub issuer: String,
        /// On which day.
        pub issued_on: String,
        /// Its last valid day; open when null.
        pub expires_on: Option<String>,
        /// Who checked it.
        pub verified_by: Option<PersonId>,
        /// When.
        pub verified_at: Option<Instant>,
        /// When it was written down.
        pub created_at: Instant,
    }

    /// None.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
