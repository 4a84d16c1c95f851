//! [`Tag`]: what a provider can do, folded into 32 bits that a search compares before it looks at the provider.

use crate::model::{CertificateLevel, Need, Provider};
use crate::sets::SkillSet;

/// How many bits the skills are folded into: skill n sets bit n modulo this.
const SKILL_BITS: u32 = 11;
const CLEARANCE_AT: u32 = SKILL_BITS;
const CERTIFICATE_AT: u32 = CLEARANCE_AT + 3;
const HALF_DAYS_AT: u32 = CERTIFICATE_AT + 4;

/// Capabilities as bits: whoever can serve a need has every bit that the need wants. Not the other way round,
/// for skills share bits and half days are coarse, so the provider itself is asked last.
///
/// The tag of a node is the union of the tags below it; so a search skips what holds nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Tag(u32);

impl Tag {
    /// What everybody has.
    pub(super) const NONE: Self = Self(0);

    /// What a provider has.
    pub(super) fn of(provider: &Provider) -> Self {
        let half_days = u32::from(provider.week.half_days());
        Self(
            folded(provider.skills)
                | u32::from(provider.clearance.bits() & 0b111) << CLEARANCE_AT
                | levels(provider.certificate) << CERTIFICATE_AT
                | half_days << HALF_DAYS_AT,
        )
    }

    /// What whoever serves this need must have.
    pub(super) fn wanted(need: &Need) -> Self {
        let half_days = need
            .window
            .map_or(0, |window| u32::from(window.half_days()));
        Self(
            folded(need.skills)
                | u32::from(need.clearance.bits() & 0b111) << CLEARANCE_AT
                | levels(need.certificate) << CERTIFICATE_AT
                | half_days << HALF_DAYS_AT,
        )
    }

    /// Whether every bit wanted is here.
    pub(super) const fn has(self, wanted: Self) -> bool {
        self.0 & wanted.0 == wanted.0
    }

    /// The bits of either.
    pub(super) const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

fn folded(skills: SkillSet) -> u32 {
    let (mut rest, mut bits) = (skills.bits(), 0);
    while rest != 0 {
        bits |= 1 << (rest.trailing_zeros() % SKILL_BITS);
        rest &= rest - 1;
    }
    bits
}

/// A bit for the level and for each below it, so that a higher certificate has what a lower one is wanted for.
fn levels(certificate: Option<CertificateLevel>) -> u32 {
    certificate.map_or(0, |level| (1 << level.rank()) - 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{need, provider};
    use crate::week::{WeekSlots, Window};

    #[test]
    fn higher_levels_have_what_lower_ones_have() {
        let (mut need, mut provider) = (need(), provider(1));
        for wanted in CertificateLevel::ALL {
            for held in CertificateLevel::ALL {
                (need.certificate, provider.certificate) = (Some(wanted), Some(held));
                assert_eq!(Tag::of(&provider).has(Tag::wanted(&need)), held >= wanted);
            }
        }
    }

    #[test]
    fn the_highest_bits_are_used() {
        let (mut need, mut provider) = (need(), provider(1));
        assert_eq!(HALF_DAYS_AT + 14, u32::BITS);
        provider.week = WeekSlots::never();
        provider.week.set(6, 1_200, 1_440).unwrap();
        let at = |start_week_minute| Window {
            start_week_minute,
            duration_minutes: 60,
        };
        need.window = Some(at(9_400));
        assert!(
            Tag::of(&provider).has(Tag::wanted(&need)),
            "the same half day"
        );
        need.window = Some(at(10_060));
        assert!(!Tag::of(&provider).has(Tag::wanted(&need)), "into Monday");
        need.skills = SkillSet::from_bits(1 << 127);
        (need.window, provider.skills) = (None, SkillSet::from_bits(1 << (127 % SKILL_BITS)));
        assert!(Tag::of(&provider).has(Tag::wanted(&need)), "a shared bit");
    }
}
