//! What is matched: [`Provider`] and [`Need`], plain data.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::cell::Cell;
use crate::code::CommunityCode;
use crate::coord::Wgs84;
use crate::distance::Metres;
use crate::sets::{ClearanceSet, DialectSet, SkillSet};
use crate::week::{WeekSlots, Window};

macro_rules! id {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub u128);

        impl fmt::Display for $name {
            /// 32 hexadecimal digits.
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{:032x}", self.0)
            }
        }
    };
}

id!(
    /// A provider's id: the 128 bits of its UUID.
    ProviderId
);
id!(
    /// A need's id: the 128 bits of its UUID.
    NeedId
);

/// What a provider is, and what a place in a team asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 社工: on a dedicated post, belongs to a community.
    SocialWorker,
    /// 志愿者.
    Volunteer,
}

impl Role {
    /// Both roles.
    pub const ALL: [Self; 2] = [Self::SocialWorker, Self::Volunteer];

    /// The name in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SocialWorker => "social_worker",
            Self::Volunteer => "volunteer",
        }
    }
}

/// A certificate's level, ascending.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CertificateLevel {
    /// 社工员, the city's own.
    LocalAide,
    /// 助理社会工作师.
    Assistant,
    /// 社会工作师.
    Intermediate,
    /// 高级社会工作师.
    Senior,
}

impl CertificateLevel {
    /// All levels, ascending.
    pub const ALL: [Self; 4] = [
        Self::LocalAide,
        Self::Assistant,
        Self::Intermediate,
        Self::Senior,
    ];

    /// The name in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::LocalAide => "local_aide",
            Self::Assistant => "assistant",
            Self::Intermediate => "intermediate",
            Self::Senior => "senior",
        }
    }

    /// 1 (lowest) to 4; no certificate counts as 0.
    #[must_use]
    pub const fn rank(self) -> u8 {
        match self {
            Self::LocalAide => 1,
            Self::Assistant => 2,
            Self::Intermediate => 3,
            Self::Senior => 4,
        }
    }
}

/// A gender, for residents' preferences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gender {
    /// 女.
    Female,
    /// 男.
    Male,
}

impl Gender {
    /// Both genders.
    pub const ALL: [Self; 2] = [Self::Female, Self::Male];

    /// The name in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Female => "female",
            Self::Male => "male",
        }
    }
}

/// The satisfaction of somebody without ratings, in thousandths of the scale; see [`crate::quality`].
pub const QUALITY_PRIOR_MILLI: u16 = 500;

/// Somebody who can be matched.
#[derive(Debug, Clone, PartialEq)]
pub struct Provider {
    /// Its id.
    pub id: ProviderId,
    /// Social worker or volunteer.
    pub role: Role,
    /// Where to start from: the live position while there is one, else the base place.
    pub place: Wgs84,
    /// The community of the post, or the one a volunteer lives in.
    pub community: CommunityCode,
    /// What it can do.
    pub skills: SkillSet,
    /// The highest valid certificate.
    pub certificate: Option<CertificateLevel>,
    /// What it has been checked for.
    pub clearance: ClearanceSet,
    /// Its gender, if it is known.
    pub gender: Option<Gender>,
    /// What it speaks besides the standard language.
    pub dialects: DialectSet,
    /// The switch: whether it takes offers at present.
    pub on: bool,
    /// When it is available.
    pub week: WeekSlots,
    /// How many tasks it may hold at once.
    pub capacity: u8,
    /// How many it holds now, reserved ones included.
    pub load: u8,
    /// How many it took in the last 7 days.
    pub load_7d: u16,
    /// Posterior satisfaction in thousandths of the scale (0 worst, 1000 best); [`QUALITY_PRIOR_MILLI`] without
    /// ratings.
    pub quality_milli: u16,
    /// How far it goes, from `place`.
    pub radius: Metres,
    /// The compound it lives in.
    pub compound: Option<u128>,
}

/// What is asked for: one place in a team (a lead, or one volunteer).
#[derive(Debug, Clone, PartialEq)]
pub struct Need {
    /// Its id.
    pub id: NeedId,
    /// Where. For anything that is shown before acceptance use [`Need::coarsened`].
    pub place: Wgs84,
    /// The community of `place`, or the one that the client named.
    pub community: CommunityCode,
    /// Who is asked for.
    pub role: Role,
    /// All of these are required.
    pub skills: SkillSet,
    /// The lowest certificate that is enough; `None` asks for none.
    pub certificate: Option<CertificateLevel>,
    /// All of these are required.
    pub clearance: ClearanceSet,
    /// When; `None` where the time will be agreed later, so that no availability is asked for. For "now", give
    /// the time of now.
    pub window: Option<Window>,
    /// Whether it is urgent: only then is another street's worker asked.
    pub urgent: bool,
    /// Minutes since it was posted.
    pub waiting_minutes: u32,
    /// The resident's preference.
    pub gender_wanted: Option<Gender>,
    /// The resident's preference: one of these is enough; empty for no preference.
    pub dialect_wanted: DialectSet,
    /// Nobody from this compound: the resident's wish, or a conflict of interest in its own mediation.
    pub exclude_compound: Option<u128>,
    /// Providers that either side has blocked. Expected to be short: it is searched linearly.
    pub blocked: Vec<ProviderId>,
    /// Providers that have served this resident before. Expected to be short: it is searched linearly.
    pub served_before: Vec<ProviderId>,
    /// Violence, self-harm, child protection, correction, drugs: never for volunteers.
    pub sensitive: bool,
}

impl Need {
    /// This need at the centre of its 500 m cell.
    ///
    /// Whatever is shown before acceptance (distances, order, cost terms, who is eligible) must be computed
    /// from this one, or queries from moved positions find the home.
    #[must_use]
    pub fn coarsened(&self) -> Self {
        Self {
            place: Cell::of(self.place).centre(),
            ..self.clone()
        }
    }
}
