//! Rows of WeChat.

use crate::identity::entity::no_relations;

/// How often somebody may still be written to.
pub mod consent {
    use sea_orm::entity::prelude::*;

    use crate::platform::clock::Instant;
    use crate::platform::crypto::BlindIndex;
    use crate::platform::ids::PersonId;

    /// One person's agreement to one template.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "wechat_consents")]
    pub struct Model {
        /// Blind index of the openid.
        #[sea_orm(primary_key, auto_increment = false)]
        pub openid_index: BlindIndex,
        /// WeChat's id of the template.
        #[sea_orm(primary_key, auto_increment = false)]
        pub template_id: String,
        /// Whose openid it is.
        pub person_id: PersonId,
        /// Messages left; for long-term templates 1 or 0.
        pub remaining: i32,
        /// The last answer: `accepted` or `refused`.
        pub standing: String,
        /// When it was given.
        pub answered_at: Instant,
    }

    super::no_relations!();
}

/// What made the agreements what they are.
pub mod consent_entry {
    use sea_orm::entity::prelude::*;

    use crate::platform::clock::Instant;
    use crate::platform::crypto::BlindIndex;

    /// One change.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "wechat_consent_entries")]
    pub struct Model {
        /// Id.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// Blind index of the openid.
        pub openid_index: BlindIndex,
        /// WeChat's id of the template.
        pub template_id: String,
        /// What happened.
        pub change: String,
        /// Of an answer: whether it agreed.
        pub accepted: Option<bool>,
        /// Of an answer: who told it.
        pub heard: Option<String>,
        /// When.
        pub at: Instant,
    }

    super::no_relations!();
}

/// Callbacks that were worked off.
pub mod callback {
    use sea_orm::entity::prelude::*;

    use crate::platform::clock::Instant;

    /// One callback.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "wechat_callbacks")]
    pub struct Model {
        /// Hash of what makes it this one.
        #[sea_orm(primary_key, auto_increment = false)]
        pub mark: Vec<u8>,
        /// When it came.
        pub seen_at: Instant,
    }

    super::no_relations!();
}

/// Verdicts on pictures and sounds.
pub mod media_check {
    use sea_orm::entity::prelude::*;

    use crate::platform::clock::Instant;
    use crate::wechat::checks::Verdict;

    /// One verdict.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "wechat_media_checks")]
    pub struct Model {
        /// The trace that `media_check_async` answered.
        #[sea_orm(primary_key, auto_increment = false)]
        pub trace_id: String,
        /// What WeChat makes of it; none while it was only asked about.
        pub verdict: Option<Verdict>,
        /// WeChat's label.
        pub label: Option<i64>,
        /// When it came.
        pub received_at: Option<Instant>,
    }

    super::no_relations!();
}

/// Texts that WeChat was asked about.
pub mod text_check {
    use sea_orm::entity::prelude::*;

    use crate::platform::clock::Instant;
    use crate::platform::ids::NeedId;

    /// One question.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "wechat_text_checks")]
    pub struct Model {
        /// The need.
        #[sea_orm(primary_key, auto_increment = false)]
        pub need_id: NeedId,
        /// Its version.
        #[sea_orm(primary_key, auto_increment = false)]
        pub version: i64,
        /// What came of it; none while it is asked.
        pub verdict: Option<String>,
        /// WeChat's label.
        pub label: Option<i64>,
        /// When.
        pub asked_at: Instant,
    }

    super::no_relations!();
}
