//! Data for unit tests.

use crate::coord::Wgs84;
use crate::distance::Metres;
use crate::model::{CertificateLevel, Gender, Need, NeedId, Provider, ProviderId, Role};
use crate::sets::{Clearance, DialectSet, SkillSet};
use crate::week::WeekSlots;

/// A social worker who can take [`need`].
pub(crate) fn provider(id: u128) -> Provider {
    Provider {
        id: ProviderId(id),
        role: Role::SocialWorker,
        place: Wgs84::new(104.081, 30.651).unwrap(),
        community: "510104035017".parse().unwrap(),
        skills: SkillSet::from_bits(0b111),
        certificate: Some(CertificateLevel::Assistant),
        clearance: [Clearance::Disability, Clearance::HomeVisit]
            .into_iter()
            .collect(),
        gender: Some(Gender::Female),
        dialects: DialectSet::from_bits(0b11),
        on: true,
        week: WeekSlots::always(),
        capacity: 3,
        load: 0,
        load_7d: 0,
        quality_milli: 800,
        radius: Metres::new(8_000.0),
        compound: None,
    }
}

/// A plain need, about 147 m from [`provider`].
pub(crate) fn need() -> Need {
    Need {
        id: NeedId(1),
        place: Wgs84::new(104.08, 30.65).unwrap(),
        community: "510104035017".parse().unwrap(),
        role: Role::SocialWorker,
        skills: SkillSet::from_bits(0b1),
        certificate: Some(CertificateLevel::LocalAide),
        clearance: Clearance::HomeVisit.into(),
        window: None,
        urgent: false,
        waiting_minutes: 0,
        gender_wanted: None,
        dialect_wanted: DialectSet::EMPTY,
        exclude_compound: None,
        blocked: Vec::new(),
        served_before: Vec::new(),
        sensitive: false,
    }
}
