//! Rows of needs.

use crate::identity::entity::no_relations;

/// Needs.
pub mod need {
    use sea_orm::entity::prelude::*;

    use crate::needs::model::{NeedState, Outcome};
    use crate::platform::clock::Instant;
    use crate::platform::crypto::Sealed;
    use crate::platform::ids::{CompoundId, NeedId, PersonId};

    /// One need.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "needs")]
    pub struct Model {
        /// Id.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: NeedId,
        /// Number for the telephone, with a check digit.
        pub short_number: i64,
        /// Whom it is about; their key seals it.
        pub person_id: PersonId,
        /// Who posted it.
        pub posted_by: PersonId,
        /// What the poster is to the person, when they are not the same; sealed with the person's key.
        pub on_behalf_relation: Option<Sealed>,
        /// Category.
        pub category: String,
        /// Its group.
        pub category_group: String,
        /// Whether whoever posted it chose the category; else somebody has to sort it by what was said.
        pub category_chosen: bool,
        /// Version of the taxonomy that it was posted under.
        pub taxonomy_version: String,
        /// Version of the policy.
        pub policy_version: String,
        /// JSON list of target-group codes, sealed; null for none.
        pub target_groups: Option<Sealed>,
        /// What was said, sealed.
        pub description: Option<Sealed>,
        /// Address detail, sealed.
        pub address: Option<Sealed>,
        /// Exact place, sealed: `lon,lat` in WGS-84.
        pub place: Sealed,
        /// 500 m cell.
        pub cell: String,
        /// Community.
        pub community_code: String,
        /// Street.
        pub street_code: String,
        /// Year of the divisions that the codes are of.
        pub division_year: i32,
        /// Compound.
        pub compound_id: Option<CompoundId>,
        /// Wanted time, from.
        pub window_from: Option<Instant>,
        /// Wanted time, until.
        pub window_until: Option<Instant>,
        /// Where it came from.
        pub channel: String,
        /// JSON of the preferences, sealed; null for none.
        pub preferences: Option<Sealed>,
        /// How soon.
        pub urgency: String,
        /// For named roles only.
        pub sensitive: bool,
        /// What kind of matter.
        pub triage: String,
        /// Where it was referred to.
        pub referral: Option<String>,
        /// What its text tells of: 0 nothing, 1 a risk, 2 one for which two go together.
        pub risk: i32,
        /// What screening said.
        pub screening: String,
        /// Volunteer places.
        pub volunteers_wanted: i32,
        /// State.
        pub state: NeedState,
        /// How it ended.
        pub outcome: Option<Outcome>,
        /// SHA-256 of the tracking code.
        pub tracking_hash: Vec<u8>,
        /// By when somebody should have accepted.
        pub accept_by: Option<Instant>,
        /// How far it was taken because nobody accepted: 0 nobody, 1 the community's officers, 2 the street's.
        pub escalation: i32,
        /// When it was taken there.
        pub escalated_at: Option<Instant>,
        /// When it was opened.
        pub opened_at: Option<Instant>,
        /// When somebody first accepted.
        pub accepted_at: Option<Instant>,
        /// When it was closed.
        pub closed_at: Option<Instant>,
        /// Who closed it.
        pub closed_by: Option<PersonId>,
        /// Counts changes, for `ETag`.
        pub version: i64,
        /// When it was made.
        pub created_at: Instant,
        /// When it was changed.
        pub updated_at: Instant,
    }

    super::no_relations!();
}

/// Changes of state.
pub mod transition {
    use sea_orm::entity::prelude::*;

    use crate::needs::model::NeedState;
    use crate::platform::clock::Instant;
    use crate::platform::ids::{NeedId, PersonId};

    /// One change.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "need_transitions")]
    pub struct Model {
        /// Id.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// Of which need.
        pub need_id: NeedId,
        /// From; null at the beginning.
        pub from_state: Option<NeedState>,
        /// To.
        pub to_state: NeedState,
        /// By whom; null for the system.
        pub actor_person_id: Option<PersonId>,
        /// Why, as a code.
        pub reason: Option<String>,
        /// When.
        pub at: Instant,
    }

    super::no_relations!();
}

/// Voice notes.
pub mod voice_note {
    use sea_orm::entity::prelude::*;

    use crate::platform::clock::Instant;
    use crate::platform::crypto::Sealed;
    use crate::platform::ids::{NeedId, VoiceNoteId};

    /// One recording.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "voice_notes")]
    pub struct Model {
        /// Id.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: VoiceNoteId,
        /// Of which need.
        pub need_id: NeedId,
        /// Media type.
        pub media_type: String,
        /// Length in bytes.
        pub bytes: i32,
        /// The recording, sealed.
        pub content: Sealed,
        /// When.
        pub created_at: Instant,
    }

    super::no_relations!();
}

/// The counter of short numbers.
pub mod counter {
    use sea_orm::entity::prelude::*;

    /// Its only row.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "need_counters")]
    pub struct Model {
        /// Always 1.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i32,
        /// The last number given, without its check digit.
        pub last_short_number: i64,
    }

    super::no_relations!();
}

/// Attempts to give an administrative errand to a dedicated post.
pub mod administrative_attempt {
    use sea_orm::entity::prelude::*;

    use crate::platform::clock::Instant;
    use crate::platform::ids::{NeedId, PersonId, ProviderId};

    /// One attempt.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "administrative_attempts")]
    pub struct Model {
        /// Id.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// Which need.
        pub need_id: NeedId,
        /// To whom.
        pub provider_id: ProviderId,
        /// By whom.
        pub actor_person_id: PersonId,
        /// When.
        pub at: Instant,
    }

    super::no_relations!();
}
