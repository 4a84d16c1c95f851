//! `nearest_eligible` against a scan of everybody.

use jinlin_matcher::{
    Clearance, Metres, Need, Provider, ProviderId, ProviderIndex, Role, SkillSet, WeekSlots, Wgs84,
    Window, check, distance,
};
use proptest::prelude::*;

use crate::data::{need, place, plain, providers, worker};
use crate::oracle::distinct;

fn brute(
    providers: &[Provider],
    need: &Need,
    k: usize,
    within: Metres,
) -> Vec<(Metres, ProviderId)> {
    let fit = providers.iter().filter_map(|provider| {
        let distance = distance(need.place, provider.place);
        let fits = distance <= within && check(need, provider, distance).is_ok();
        fits.then_some((distance, provider.id))
    });
    let mut all: Vec<_> = fit.collect();
    all.sort_unstable();
    all.truncate(k);
    all
}

fn found(
    index: &ProviderIndex,
    need: &Need,
    k: usize,
    within: Metres,
) -> Vec<(Metres, ProviderId)> {
    let nearest = index.nearest_eligible(need, k, within).into_iter();
    nearest
        .map(|(provider, distance)| (distance, provider.id))
        .collect()
}

/// An index that was loaded, and one that has seen every provider come, some of them twice, and others go.
fn assert_exact(providers: Vec<Provider>, need: &Need, k: usize, within: Metres) {
    let providers = distinct(providers);
    let expected = brute(&providers, need, k, within);
    assert_eq!(
        found(
            &ProviderIndex::bulk_load(providers.clone()),
            need,
            k,
            within
        ),
        expected
    );
    let mut grown = ProviderIndex::new();
    for provider in &providers {
        grown.upsert(Provider {
            on: !provider.on,
            place: need.place,
            ..provider.clone()
        });
        grown.upsert(Provider {
            id: ProviderId(provider.id.0 + 10_000),
            ..provider.clone()
        });
    }
    for provider in &providers {
        grown.upsert(provider.clone());
        grown.remove(ProviderId(provider.id.0 + 10_000));
    }
    assert_eq!(found(&grown, need, k, within), expected);
}

/// Sets that are hard in some way: the number chooses which.
fn hardened(mut all: Vec<Provider>, kind: u8, need: &Need) -> Vec<Provider> {
    for (at, provider) in (0_u32..).zip(&mut all) {
        // Everybody could serve, so that the place decides.
        *provider = Provider {
            place: provider.place,
            radius: provider.radius,
            ..Provider {
                role: need.role,
                skills: need.skills,
                certificate: need.certificate,
                ..worker(u128::from(at))
            }
        };
        provider.clearance = need.clearance;
        let offset = f64::from(at) * 1e-8;
        match kind {
            0 => provider.place = need.place,
            // Steps of a millimetre: finer than the trees can tell.
            1 => provider.place = Wgs84::new(104.08 + offset, 30.65).unwrap(),
            2 => provider.on = false,
            3 => provider.week = WeekSlots::never(),
            4 => {
                provider.skills = SkillSet::from_bits(if at % 100 == 7 {
                    need.skills.bits()
                } else {
                    1 << 40
                })
            }
            5 => {
                provider.place = Wgs84::new(
                    if at % 2 == 0 {
                        180.0 - offset
                    } else {
                        offset - 180.0
                    },
                    offset,
                )
                .unwrap()
            }
            6 => provider.place = Wgs84::new(f64::from(at) - 180.0, 90.0 - offset).unwrap(),
            _ => provider.place = Wgs84::new(f64::from(at % 360) - 180.0, offset - 90.0).unwrap(),
        }
    }
    all
}

fn within() -> impl Strategy<Value = Metres> {
    prop_oneof![
        Just(0.0),
        0.0..6_000.0,
        Just(20_000.0),
        Just(3e7),
        Just(f64::INFINITY)
    ]
    .prop_map(Metres::new)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(384))]

    #[test]
    fn equals_a_scan(providers in providers(250), need in need(), k in 0..12_usize, within in within()) {
        assert_exact(providers, &need, k, within);
    }

    #[test]
    fn equals_a_scan_of_hard_sets(
        providers in providers(250),
        kind in 0..8_u8,
        need in need(),
        at in prop_oneof![
            3 => place(),
            1 => Just(Wgs84::new(180.0, 0.0).unwrap()),
            1 => Just(Wgs84::new(-12.0, 90.0).unwrap()),
            1 => Just(Wgs84::new(104.08, 30.65).unwrap()),
        ],
        k in prop_oneof![1..12_usize, Just(usize::MAX)],
        within in within(),
    ) {
        let need = Need { place: at, gender_wanted: None, sensitive: false, ..need };
        assert_exact(hardened(providers, kind, &need), &need, k, within);
    }
}

#[test]
fn a_crowd_with_a_rare_skill() {
    let crowd: Vec<Provider> = (0..30_000_u32)
        .map(|n| {
            let (radius, angle) = (0.2 * (f64::from(n) / 30_000.0).sqrt(), f64::from(n) * 2.4);
            let place =
                Wgs84::new(104.08 + radius * angle.cos(), 30.65 + radius * angle.sin()).unwrap();
            let mut week = WeekSlots::never();
            week.set(u8::try_from(n % 7).unwrap(), 480, 1_080).unwrap();
            let rare = if n % 1_000 == 13 { 1 << 100 } else { 0 };
            Provider {
                role: Role::Volunteer,
                place,
                week,
                skills: SkillSet::from_bits(rare | 1 << (n % 5) | 1 << (5 + n % 40)),
                clearance: if n % 3 == 0 {
                    Clearance::HomeVisit.into()
                } else {
                    plain().clearance
                },
                load: u8::from(n % 2 == 0) * 3,
                ..worker(n.into())
            }
        })
        .collect();
    let tuesday = Some(Window {
        start_week_minute: 1_440 + 600,
        duration_minutes: 120,
    });
    let index = ProviderIndex::bulk_load(crowd.clone());
    for skills in [
        0,
        1 << 2,
        1 << 2 | 1 << 20,
        1 << 100,
        1 << 100 | 1,
        1 << 101,
    ] {
        for window in [None, tuesday] {
            let need = Need {
                role: Role::Volunteer,
                skills: SkillSet::from_bits(skills),
                window,
                ..plain()
            };
            for within in [1_000.0, 5_000.0, 20_000.0].map(Metres::new) {
                assert_eq!(
                    found(&index, &need, 10, within),
                    brute(&crowd, &need, 10, within)
                );
            }
        }
    }
}
