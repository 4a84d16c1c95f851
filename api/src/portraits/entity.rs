//! Rows of portraits.

use sea_orm::DeriveValueType;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::identity::entity::no_relations;
use crate::needs::model::{UnknownWord, words};

words! {
    /// Where a portrait stands.
    PortraitState {
        /// Waits for an officer's look.
        Checking = "checking",
        /// Waits, and WeChat has doubts.
        Held = "held",
        /// Those concerned see it.
        Shown = "shown",
        /// Nobody sees it, and its files are gone; another one can be sent.
        Refused = "refused",
    }
}

impl PortraitState {
    /// Those that an officer has to look at.
    pub const WAITING: [Self; 2] = [Self::Checking, Self::Held];

    /// Whether there is a picture to be seen at all.
    #[must_use]
    pub const fn has_picture(self) -> bool {
        match self {
            Self::Checking | Self::Held | Self::Shown => true,
            Self::Refused => false,
        }
    }
}

/// Portraits.
pub mod portrait {
    use sea_orm::entity::prelude::*;

    use super::PortraitState;
    use crate::platform::clock::Instant;
    use crate::platform::ids::{PersonId, PortraitId, ProviderId};
    use crate::wechat::Verdict;

    /// One portrait; its files are in the object store. Of one provider at most one is shown, and at most one waits.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "portraits")]
    pub struct Model {
        /// Id.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: PortraitId,
        /// Whose.
        pub provider_id: ProviderId,
        /// The person.
        pub person_id: PersonId,
        /// Where it stands.
        pub state: PortraitState,
        /// Width, pixels.
        pub width: i32,
        /// Height, pixels.
        pub height: i32,
        /// Size of the JPEG, bytes.
        pub bytes: i32,
        /// Why it was refused.
        pub reason: Option<String>,
        /// Who decided last.
        pub decided_by: Option<PersonId>,
        /// When.
        pub decided_at: Option<Instant>,
        /// When WeChat began to be asked about it.
        pub asked_at: Option<Instant>,
        /// Under which trace WeChat's verdict comes.
        pub trace_id: Option<String>,
        /// What WeChat makes of it.
        pub verdict: Option<Verdict>,
        /// When it was sent.
        pub created_at: Instant,
    }

    super::no_relations!();
}
