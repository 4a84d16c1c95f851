//! [`Reason`]: why somebody is not offered a task, as a code and as sentences.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

macro_rules! reasons {
    ($($(#[$meta:meta])* $variant:ident, $code:literal, $zh:literal, $en:literal;)*) => {
        /// Why somebody is not offered a task, or why nobody is. The order is that in which the constraints are
        /// checked.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Reason {
            $($(#[$meta])* $variant,)*
        }

        impl Reason {
            /// All reasons, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The stable name, as in JSON.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$variant => $code,)*
                }
            }

            /// A sentence in Chinese.
            #[must_use]
            pub const fn sentence_zh(self) -> &'static str {
                match self {
                    $(Self::$variant => $zh,)*
                }
            }

            /// A sentence in English.
            #[must_use]
            pub const fn sentence_en(self) -> &'static str {
                match self {
                    $(Self::$variant => $en,)*
                }
            }
        }
    };
}

reasons! {
    /// A social worker is asked for and this is a volunteer, or the other way round.
    Role, "role", "服务身份不符。", "Not the kind of provider that is asked for.";
    /// The need is sensitive and this is a volunteer.
    SensitiveNotForVolunteers, "sensitive_not_for_volunteers", "此类需求不派给志愿者。", "This kind of need does not go to volunteers.";
    /// No certificate, or one below the level asked for.
    Certificate, "certificate", "职业资格等级不够。", "The certificate is not high enough.";
    /// A required skill is missing.
    Skills, "skills", "缺少所需的技能。", "A required skill is missing.";
    /// A required target-group clearance is missing.
    Clearance, "clearance", "尚无服务该人群的许可。", "The clearance for these people is missing.";
    /// The provider has switched itself off.
    OffDuty, "off_duty", "现在不接单。", "Takes no offers at present.";
    /// The provider is not available in the whole window.
    OutsideAvailability, "outside_availability", "约定的时间不在可服务时段内。", "Not available at the time asked for.";
    /// The provider holds as many tasks as it may.
    AtCapacity, "at_capacity", "手上的服务单已满。", "Holds as many tasks as allowed.";
    /// The need is farther away than the provider goes.
    OutsideRadius, "outside_radius", "超出服务半径。", "Farther away than the service radius.";
    /// The resident asked for another gender, or this one's is unknown.
    GenderPreference, "gender_preference", "不符合居民对服务人员性别的要求。", "Does not meet the resident's wish for a gender.";
    /// The resident asked for a dialect that this provider does not speak.
    DialectPreference, "dialect_preference", "不会居民所说的方言。", "Does not speak the dialect asked for.";
    /// The provider is of the compound that is to be left out.
    SameCompound, "same_compound", "与居民同在一个院落，需要回避。", "Of the compound that is to be left out.";
    /// One side has blocked the other. For officers' eyes: to the two it is as if the other did not exist.
    Blocked, "blocked", "双方已选择不再匹配。", "One of the two does not want to be matched with the other.";
    /// The provider has been asked already: it is in [`crate::RankOptions::exclude`].
    AlreadyAsked, "already_asked", "已经询问过。", "Has been asked already.";
    /// The provider is in none of the rings reached so far.
    OutsideRings, "outside_rings", "不在目前的派单范围内。", "Not in the rings reached so far.";
    /// Of a whole ranking: the rings reached so far hold nobody at all.
    NobodyInReach, "nobody_in_reach", "目前的派单范围内没有服务人员。", "Nobody is in the rings reached so far.";
    /// Of a whole need in a plan: too few volunteers are left for the team that it cannot do without.
    TeamTooSmall, "team_too_small", "凑不齐所需的志愿者。", "Too few volunteers for the team that is needed.";
}

/// The reason that was met most often, the first in order among equals; [`Reason::NobodyInReach`] when none was met.
pub(crate) fn most_common(counts: &BTreeMap<Reason, usize>) -> Reason {
    let most = counts
        .iter()
        .max_by(|(a, n), (b, m)| n.cmp(m).then(b.cmp(a)));
    most.map_or(Reason::NobodyInReach, |(reason, _)| *reason)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_the_words_of_json() {
        for reason in Reason::ALL {
            assert_eq!(serde_json::to_value(reason).unwrap(), reason.code());
        }
        assert!(Reason::ALL.is_sorted());
    }

    #[test]
    fn the_first_of_the_most_common_reasons_binds() {
        let counts = BTreeMap::from([
            (Reason::Skills, 2),
            (Reason::Blocked, 3),
            (Reason::OffDuty, 3),
        ]);
        assert_eq!(most_common(&counts), Reason::OffDuty);
        assert_eq!(most_common(&BTreeMap::new()), Reason::NobodyInReach);
    }
}
