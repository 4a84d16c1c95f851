//! Hard constraints: one small function and one [`Reason`] each. Who fails one is never offered the task.

use crate::distance::Metres;
use crate::model::{Need, Provider, Role};
use crate::reason::Reason;

/// A hard constraint: whether it holds for a need and a provider at a distance.
type Constraint = fn(&Need, &Provider, Metres) -> bool;

/// Every hard constraint, in the order of [`Reason`].
const CONSTRAINTS: [(Reason, Constraint); 13] = [
    (Reason::Role, has_role),
    (Reason::SensitiveNotForVolunteers, may_see_sensitive),
    (Reason::Certificate, has_certificate),
    (Reason::Skills, has_skills),
    (Reason::Clearance, has_clearance),
    (Reason::OffDuty, is_on),
    (Reason::OutsideAvailability, is_available),
    (Reason::AtCapacity, has_capacity),
    (Reason::OutsideRadius, is_within_radius),
    (Reason::GenderPreference, has_gender),
    (Reason::DialectPreference, speaks_dialect),
    (Reason::SameCompound, is_of_another_compound),
    (Reason::Blocked, is_not_blocked),
];

/// The first hard constraint that fails, in the order of [`Reason`], for a provider at this distance.
///
/// `distance` is that of the two places; it is passed because an index knows it already. No allocation; O(block list).
///
/// # Errors
/// The reason.
pub fn check(need: &Need, provider: &Provider, distance: Metres) -> Result<(), Reason> {
    let failed = CONSTRAINTS
        .iter()
        .find(|(_, holds)| !holds(need, provider, distance));
    failed.map_or(Ok(()), |(reason, _)| Err(*reason))
}

/// Whether every hard constraint holds that does not ask for the distance: [`check`] for the index, without a reason and
/// without the calls through a table, because it is asked for everybody who is near.
pub(crate) fn fits_anywhere(need: &Need, provider: &Provider) -> bool {
    let any = Metres::ZERO;
    has_role(need, provider, any)
        && is_on(need, provider, any)
        && has_capacity(need, provider, any)
        && has_certificate(need, provider, any)
        && has_skills(need, provider, any)
        && has_clearance(need, provider, any)
        && is_available(need, provider, any)
        && has_gender(need, provider, any)
        && speaks_dialect(need, provider, any)
        && is_of_another_compound(need, provider, any)
        && may_see_sensitive(need, provider, any)
        && is_not_blocked(need, provider, any)
}

/// Every hard constraint that fails, in the order of [`Reason`].
#[must_use]
pub fn check_all(need: &Need, provider: &Provider, distance: Metres) -> Vec<Reason> {
    let failed = CONSTRAINTS
        .iter()
        .filter(|(_, holds)| !holds(need, provider, distance));
    failed.map(|(reason, _)| *reason).collect()
}

fn has_role(need: &Need, provider: &Provider, _: Metres) -> bool {
    provider.role == need.role
}

fn may_see_sensitive(need: &Need, provider: &Provider, _: Metres) -> bool {
    !(need.sensitive && provider.role == Role::Volunteer)
}

/// No certificate is below every certificate.
fn has_certificate(need: &Need, provider: &Provider, _: Metres) -> bool {
    provider.certificate >= need.certificate
}

fn has_skills(need: &Need, provider: &Provider, _: Metres) -> bool {
    provider.skills.is_superset(need.skills)
}

fn has_clearance(need: &Need, provider: &Provider, _: Metres) -> bool {
    provider.clearance.is_superset(need.clearance)
}

fn is_on(_: &Need, provider: &Provider, _: Metres) -> bool {
    provider.on
}

fn is_available(need: &Need, provider: &Provider, _: Metres) -> bool {
    need.window.is_none_or(|window| {
        provider
            .week
            .covers(window.start_week_minute, window.duration_minutes)
    })
}

fn has_capacity(_: &Need, provider: &Provider, _: Metres) -> bool {
    provider.load < provider.capacity
}

fn is_within_radius(_: &Need, provider: &Provider, distance: Metres) -> bool {
    distance <= provider.radius
}

fn has_gender(need: &Need, provider: &Provider, _: Metres) -> bool {
    need.gender_wanted
        .is_none_or(|wanted| provider.gender == Some(wanted))
}

fn speaks_dialect(need: &Need, provider: &Provider, _: Metres) -> bool {
    need.dialect_wanted.is_empty() || provider.dialects.intersects(need.dialect_wanted)
}

fn is_of_another_compound(need: &Need, provider: &Provider, _: Metres) -> bool {
    need.exclude_compound
        .is_none_or(|compound| provider.compound != Some(compound))
}

fn is_not_blocked(need: &Need, provider: &Provider, _: Metres) -> bool {
    !need.blocked.contains(&provider.id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{CertificateLevel, Gender};
    use crate::sets::{Clearance, DialectSet, SkillSet};
    use crate::testing::{need, provider};
    use crate::week::{WeekSlots, Window};

    /// A change that breaks one constraint and no other.
    type Break = fn(&mut Need, &mut Provider);

    const BREAKS: [(Reason, Break); 13] = [
        (Reason::Role, |need, _| need.role = Role::Volunteer),
        (Reason::SensitiveNotForVolunteers, |need, provider| {
            (need.role, provider.role) = (Role::Volunteer, Role::Volunteer);
            need.sensitive = true;
        }),
        (Reason::Certificate, |need, _| {
            need.certificate = Some(CertificateLevel::Senior)
        }),
        (Reason::Skills, |need, _| {
            need.skills = SkillSet::from_bits(1 << 9)
        }),
        (Reason::Clearance, |need, _| {
            need.clearance = [Clearance::Children].into_iter().collect()
        }),
        (Reason::OffDuty, |_, provider| provider.on = false),
        (Reason::OutsideAvailability, |need, provider| {
            need.window = Some(Window {
                start_week_minute: 600,
                duration_minutes: 60,
            });
            provider.week = WeekSlots::never();
        }),
        (Reason::AtCapacity, |_, provider| {
            provider.load = provider.capacity
        }),
        (Reason::OutsideRadius, |_, provider| {
            provider.radius = Metres::new(99.9)
        }),
        (Reason::GenderPreference, |need, _| {
            need.gender_wanted = Some(Gender::Male)
        }),
        (Reason::DialectPreference, |need, _| {
            need.dialect_wanted = DialectSet::from_bits(0b1000)
        }),
        (Reason::SameCompound, |need, provider| {
            (need.exclude_compound, provider.compound) = (Some(5), Some(5));
        }),
        (Reason::Blocked, |need, provider| {
            need.blocked = vec![provider.id]
        }),
    ];

    #[test]
    fn every_constraint_broken_alone_is_named_alone() {
        let near = Metres::new(100.0);
        assert_eq!(check(&need(), &provider(1), near), Ok(()));
        for ((reason, change), (expected, _)) in BREAKS.into_iter().zip(CONSTRAINTS) {
            assert_eq!(reason, expected, "one break per constraint, in order");
            let (mut need, mut provider) = (need(), provider(1));
            change(&mut need, &mut provider);
            assert_eq!(check_all(&need, &provider, near), [reason]);
            assert_eq!(check(&need, &provider, near), Err(reason));
            let only_too_far = reason == Reason::OutsideRadius;
            assert_eq!(fits_anywhere(&need, &provider), only_too_far, "{reason:?}");
        }
        assert!(fits_anywhere(&need(), &provider(1)));
    }

    #[test]
    fn several_broken_constraints_come_in_order() {
        let (mut need, mut provider) = (need(), provider(1));
        for (_, change) in BREAKS {
            change(&mut need, &mut provider);
        }
        let all = check_all(&need, &provider, Metres::new(100.0));
        assert!(
            all.is_sorted() && all.len() == 12,
            "all but the role, which the second break repairs: {all:?}"
        );
        assert_eq!(
            check(&need, &provider, Metres::new(100.0)),
            Err(Reason::SensitiveNotForVolunteers)
        );
    }

    #[test]
    fn limits_are_included_and_unknown_is_not_enough() {
        let (mut need, mut provider) = (need(), provider(1));
        assert_eq!(check(&need, &provider, provider.radius), Ok(()));
        need.certificate = provider.certificate;
        assert_eq!(check(&need, &provider, Metres::ZERO), Ok(()));
        need.gender_wanted = Some(Gender::Female);
        provider.gender = None;
        assert_eq!(
            check(&need, &provider, Metres::ZERO),
            Err(Reason::GenderPreference)
        );
        provider.certificate = None;
        assert_eq!(
            check(&need, &provider, Metres::ZERO),
            Err(Reason::Certificate)
        );
    }
}
