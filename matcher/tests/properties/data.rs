//! Random providers and needs: a small crowded district, so that ties, duplicates and every constraint occur.

use jinlin_matcher::{
    CertificateLevel, Clearance, ClearanceSet, CommunityCode, DialectSet, Gender, Metres, Need,
    NeedId, Provider, ProviderId, Role, SkillSet, WeekSlots, Wgs84, Window,
};
use proptest::option::weighted;
use proptest::prelude::*;

/// One of twelve communities in three streets.
pub fn community() -> impl Strategy<Value = CommunityCode> {
    (0..3_u64, 1..5_u64).prop_map(|(street, community)| {
        CommunityCode::new(510_104_035_000 + street * 1_000 + community).unwrap()
    })
}

/// Few distinct places in the district, so that many share one, some at random in it, and some anywhere on Earth.
pub fn place() -> impl Strategy<Value = Wgs84> {
    let at = |lon: f64, lat: f64| Wgs84::new(lon, lat).unwrap();
    prop_oneof![
        6 => (0..8_u8, 0..8_u8).prop_map(move |(x, y)| at(104.05 + f64::from(x) * 0.01, 30.62 + f64::from(y) * 0.01)),
        6 => (104.05..104.13, 30.62..30.70).prop_map(move |(lon, lat)| at(lon, lat)),
        1 => (-180.0..=180.0, -90.0..=90.0).prop_map(move |(lon, lat)| at(lon, lat)),
        1 => prop_oneof![Just(at(180.0, 0.0)), Just(at(-180.0, 0.0)), Just(at(0.0, 90.0)), Just(at(7.0, -90.0))],
    ]
}

pub fn role() -> impl Strategy<Value = Role> {
    prop_oneof![Just(Role::SocialWorker), Just(Role::Volunteer)]
}

fn level() -> impl Strategy<Value = Option<CertificateLevel>> {
    proptest::option::of(proptest::sample::select(CertificateLevel::ALL.to_vec()))
}

fn gender() -> impl Strategy<Value = Option<Gender>> {
    prop_oneof![
        Just(None),
        Just(Some(Gender::Female)),
        Just(Some(Gender::Male))
    ]
}

fn week() -> impl Strategy<Value = WeekSlots> {
    let mornings = || {
        let mut week = WeekSlots::never();
        (0..7).for_each(|day| week.set(day, 480, 720).unwrap());
        week
    };
    prop_oneof![3 => Just(WeekSlots::always()), 2 => Just(mornings()), 1 => Just(WeekSlots::never())]
}

pub fn provider() -> impl Strategy<Value = Provider> {
    let who = (
        0..300_u128,
        role(),
        place(),
        community(),
        any::<u8>(),
        level(),
        gender(),
    );
    let how = (
        0..8_u8,
        0..4_u32,
        weighted(0.9, Just(())),
        week(),
        0..4_u8,
        0..3_u8,
        0..4_u16,
        0..=1_000_u16,
    );
    let rest = (
        prop_oneof![Just(3_000.0), Just(20_000.0), 0.0..9_000.0],
        weighted(0.3, 0..3_u128),
    );
    (who, how, rest).prop_map(|(who, how, (radius, compound))| {
        let (id, role, place, community, skills, certificate, gender) = who;
        let (clearance, dialects, on, week, capacity, load, load_7d, quality_milli) = how;
        Provider {
            id: ProviderId(id),
            role,
            place,
            community,
            skills: SkillSet::from_bits(u128::from(skills) | 1),
            certificate,
            clearance: ClearanceSet::from_bits(clearance),
            gender,
            dialects: DialectSet::from_bits(dialects),
            on: on.is_some(),
            week,
            capacity,
            load,
            load_7d,
            quality_milli,
            radius: Metres::new(radius),
            compound,
        }
    })
}

/// Providers, ids repeated now and then.
pub fn providers(most: usize) -> impl Strategy<Value = Vec<Provider>> {
    proptest::collection::vec(provider(), 0..most)
}

pub fn need() -> impl Strategy<Value = Need> {
    let skills = prop_oneof![Just(1_u128), Just(0b11), Just(0b1000), Just(0)];
    let what = (
        role(),
        place(),
        community(),
        skills,
        weighted(0.4, level()),
        weighted(0.3, 0..8_u8),
    );
    let window = weighted(0.3, (0..10_080_u16, 0..200_u16));
    let how = (
        window,
        any::<bool>(),
        0..500_u32,
        weighted(0.2, gender()),
        weighted(0.2, 1..4_u32),
    );
    let rest = (
        weighted(0.3, 0..3_u128),
        proptest::collection::vec(0..300_u128, 0..20),
        proptest::collection::vec(0..300_u128, 0..20),
        weighted(0.1, Just(())),
    );
    (what, how, rest).prop_map(
        |(what, how, (exclude_compound, blocked, served_before, sensitive))| {
            let (role, place, community, skills, certificate, clearance) = what;
            let (window, urgent, waiting_minutes, gender_wanted, dialects) = how;
            let ids = |numbers: Vec<u128>| numbers.into_iter().map(ProviderId).collect();
            Need {
                id: NeedId(1),
                place,
                community,
                role,
                skills: SkillSet::from_bits(skills),
                certificate: certificate.flatten(),
                clearance: ClearanceSet::from_bits(clearance.unwrap_or_default()),
                window: window.map(|(start_week_minute, duration_minutes)| Window {
                    start_week_minute,
                    duration_minutes,
                }),
                urgent,
                waiting_minutes,
                gender_wanted: gender_wanted.flatten(),
                dialect_wanted: DialectSet::from_bits(dialects.unwrap_or_default()),
                exclude_compound,
                blocked: ids(blocked),
                served_before: ids(served_before),
                sensitive: sensitive.is_some(),
            }
        },
    )
}

/// A social worker who can take [`plain`].
pub fn worker(id: u128) -> Provider {
    Provider {
        id: ProviderId(id),
        role: Role::SocialWorker,
        place: Wgs84::new(104.081, 30.651).unwrap(),
        community: "510104035017".parse().unwrap(),
        skills: SkillSet::from_bits(0b111),
        certificate: Some(CertificateLevel::Assistant),
        clearance: Clearance::HomeVisit.into(),
        gender: None,
        dialects: DialectSet::EMPTY,
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

/// A need without special wishes.
pub fn plain() -> Need {
    Need {
        id: NeedId(1),
        place: Wgs84::new(104.08, 30.65).unwrap(),
        community: "510104035017".parse().unwrap(),
        role: Role::SocialWorker,
        skills: SkillSet::from_bits(1),
        certificate: Some(CertificateLevel::LocalAide),
        clearance: Clearance::HomeVisit.into(),
        window: None,
        urgent: false,
        waiting_minutes: 0,
        gender_wanted: None,
        dialect_wanted: DialectSet::EMPTY,
        exclude_compound: None,
        blocked: vec![],
        served_before: vec![],
        sensitive: false,
    }
}
