//! States, outcomes, channels and preferences of needs.

use sea_orm::DeriveValueType;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Not a word of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a word of the list")]
pub struct UnknownWord;

/// Declares an enum whose words are the same in API and database.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema, DeriveValueType)]
        #[sea_orm(value_type = "String")]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$doc])* $variant,)* }

        impl $name {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The word in API and database.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = UnknownWord;
            fn from_str(word: &str) -> Result<Self, UnknownWord> {
                Self::ALL.iter().copied().find(|value| value.as_str() == word).ok_or(UnknownWord)
            }
        }
    };
}
pub(crate) use words;

words! {
    /// Where a need stands.
    NeedState {
        /// Not sent yet.
        Draft = "draft",
        /// Waiting for somebody.
        Open = "open",
        /// Somebody has taken it.
        Matched = "matched",
        /// Somebody is there.
        InService = "in_service",
        /// Served; waiting for the resident's word.
        Done = "done",
        /// Over.
        Closed = "closed",
        /// Taken back.
        Cancelled = "cancelled",
        /// Nobody asked any more.
        Expired = "expired",
    }
}

impl NeedState {
    /// Whether a need may go from here to `next`.
    #[must_use]
    pub const fn may_become(self, next: Self) -> bool {
        use NeedState::{Cancelled, Closed, Done, Draft, Expired, InService, Matched, Open};
        match self {
            Draft => matches!(next, Open | Closed | Cancelled | Expired),
            Open => matches!(next, Matched | Closed | Cancelled | Expired),
            // A lead who gives a task back makes it open again.
            Matched => matches!(next, InService | Open | Closed | Cancelled),
            // Whoever is there finishes, with a record: nobody closes a need over their head.
            InService => matches!(next, Done),
            Done => matches!(next, Closed),
            Closed | Cancelled | Expired => false,
        }
    }

    /// Whether nothing is done about it any more.
    #[must_use]
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Closed | Self::Cancelled | Self::Expired)
    }
}

words! {
    /// How a need ended.
    Outcome {
        /// Resolved.
        Resolved = "resolved",
        /// Partly resolved.
        Partly = "partly",
        /// Referred elsewhere.
        Referred = "referred",
        /// Nobody could be reached.
        Unreachable = "unreachable",
        /// Taken back.
        Withdrawn = "withdrawn",
    }
}

words! {
    /// Where a need came from.
    Channel {
        /// WeChat mini-program.
        MiniProgram = "mini_program",
        /// App.
        App = "app",
        /// Web page.
        H5 = "h5",
        /// Telephone.
        Hotline = "hotline",
        /// Visit of the community.
        CommunityVisit = "community_visit",
        /// Property company or owners' committee.
        Property = "property",
        /// Agency.
        Agency = "agency",
    }
}

/// What the resident would rather have.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Preferences {
    /// `female` or `male`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, pattern = "^(female|male)$", example = "female")]
    pub gender: Option<jinlin_matcher::Gender>,
    /// A dialect of the taxonomy.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 40, example = "sichuanese")]
    pub dialect: Option<String>,
    /// Nobody from the own compound.
    pub not_own_compound: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_round_trip_and_are_those_of_json() {
        for state in NeedState::ALL {
            assert_eq!(state.as_str().parse::<NeedState>(), Ok(*state));
            assert_eq!(serde_json::to_value(state).unwrap(), state.as_str());
        }
        for channel in Channel::ALL {
            assert_eq!(serde_json::to_value(channel).unwrap(), channel.as_str());
        }
    }

    #[test]
    fn what_is_over_stays_over() {
        for over in [NeedState::Closed, NeedState::Cancelled, NeedState::Expired] {
            assert!(NeedState::ALL.iter().all(|next| !over.may_become(*next)));
        }
        assert!(NeedState::Matched.may_become(NeedState::Open));
        assert!(!NeedState::InService.may_become(NeedState::Cancelled));
    }
}
