//! `rank` and `explain` against a scan of everybody, and by example.

use jinlin_matcher::{
    Cell, Need, Provider, ProviderId, ProviderIndex, RankOptions, Reason, Ring, Role, SkillSet,
    Weights, Wgs84, explain, rank,
};
use proptest::prelude::*;

use crate::data::{need, plain, providers, worker};
use crate::oracle::{assert_exact, distinct};

fn weights() -> impl Strategy<Value = Weights> {
    let zero = Weights {
        travel_per_minute: 0,
        ..Weights::default()
    };
    let distance_only = Weights {
        load_per_task: 0,
        quality_full_scale: 0,
        continuity: 0,
        home_community: 0,
        overqualified_per_level: 0,
        waiting_per_hour: 0,
        ..Weights::default()
    };
    prop_oneof![3 => Just(Weights::default()), 1 => Just(zero), 1 => Just(distance_only)]
}

/// A set that is hard in some way.
fn adversarial() -> impl Strategy<Value = Vec<Provider>> {
    prop_oneof![
        // Everybody at one place, differing in the id alone.
        providers(120).prop_map(|mut all| {
            for provider in &mut all {
                let at_one_place = Provider {
                    role: provider.role,
                    place: plain().place,
                    ..worker(provider.id.0)
                };
                *provider = Provider {
                    quality_milli: 1_000,
                    certificate: plain().certificate,
                    ..at_one_place
                };
            }
            all
        }),
        // Nobody available.
        providers(120).prop_map(|mut all| {
            all.iter_mut().for_each(|provider| provider.on = false);
            all
        }),
        // Two tight clusters, one of them far.
        providers(120).prop_map(|mut all| {
            for (at, provider) in (0_u32..).zip(&mut all) {
                let lon = if at % 2 == 0 { 104.08 } else { 104.5 };
                provider.place = Wgs84::new(lon + f64::from(at) * 1e-7, 30.65).unwrap();
            }
            all
        }),
        // A skill that one in a hundred has.
        providers(300).prop_map(|mut all| {
            for (at, provider) in all.iter_mut().enumerate() {
                provider.skills = SkillSet::from_bits(if at % 100 == 7 { 0b1011 } else { 0b0001 });
            }
            all
        }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(384))]

    #[test]
    fn equals_a_scan_of_a_place_where_all_are_equal(
        ids in proptest::collection::hash_set(0..1_000_u128, 0..60),
        k in 1..5_usize,
    ) {
        let need = Need { role: Role::Volunteer, ..plain() };
        let weights = Weights { home_community: 0, ..Weights::default() };
        let one = Provider { role: Role::Volunteer, quality_milli: 1_000, certificate: need.certificate, ..worker(0) };
        let everybody = ids.into_iter().map(|id| Provider { id: ProviderId(id), ..one.clone() }).collect();
        assert_exact(everybody, &need, &RankOptions { k, weights, ..RankOptions::default() });
    }

    #[test]
    fn equals_a_scan_of_everybody(
        providers in prop_oneof![providers(200), adversarial()],
        need in need(),
        weights in weights(),
        (k, widen, other_streets) in (prop_oneof![0..4_usize, Just(10), Just(usize::MAX)], 0..5_u8, proptest::collection::vec(510_104_034..510_104_039_u64, 0..3)),
        exclude in proptest::collection::vec((0..300_u128).prop_map(ProviderId), 0..30),
        stand_ins in proptest::collection::vec((0..300_u128).prop_map(ProviderId), 0..10),
    ) {
        let options = RankOptions { k, widen, weights, exclude: &exclude, other_streets: &other_streets, stand_ins: &stand_ins, ..RankOptions::default() };
        assert_exact(providers, &need, &options);
    }

    #[test]
    fn the_order_of_arrival_does_not_matter(mut providers in providers(100), need in need()) {
        providers = distinct(providers);
        let options = RankOptions { k: 5, ..RankOptions::default() };
        let loaded = rank(&ProviderIndex::bulk_load(providers.clone()), &need, &options);
        let mut index = ProviderIndex::new();
        providers.into_iter().rev().for_each(|provider| assert_eq!(index.upsert(provider), None));
        prop_assert_eq!(rank(&index, &need, &options), loaded);
    }

    #[test]
    fn whoever_moves_within_a_cell_sees_the_same(
        providers in providers(60),
        need in need(),
        (east, north) in (0.0..1.0_f64, 0.0..1.0_f64),
    ) {
        let cell = Cell::of(need.place);
        let centre = cell.centre();
        let (lon, lat) = (centre.lon() + (east - 0.5) * 0.005, centre.lat() + (north - 0.5) * 0.0044);
        if let Ok(place) = Wgs84::new(lon, lat) && Cell::of(place) == cell {
            let moved = Need { place, ..need.clone() };
            let index = ProviderIndex::bulk_load(providers);
            let options = RankOptions::default();
            prop_assert_eq!(rank(&index, &need.coarsened(), &options), rank(&index, &moved.coarsened(), &options));
        }
    }
}

#[test]
fn rings_come_before_cost() {
    let mut own = worker(1);
    (own.place, own.load_7d) = (Wgs84::new(104.09, 30.65).unwrap(), 9);
    let mut neighbour = worker(2);
    neighbour.community = "510104035018".parse().unwrap();
    let mut other = worker(3);
    other.community = "510104036001".parse().unwrap();
    let mut street = worker(4);
    (street.community, street.place) = (neighbour.community, Wgs84::new(104.105, 30.65).unwrap());
    let everybody = vec![other, street, neighbour, own];
    let ids = |need: &Need, options: &RankOptions<'_>| -> Vec<(u128, Ring)> {
        let found = assert_exact(everybody.clone(), need, options);
        found
            .candidates
            .iter()
            .map(|found| (found.id.0, found.ring))
            .collect()
    };
    let all = RankOptions::default();
    let three = [
        (1, Ring::OwnCommunity),
        (2, Ring::Neighbours),
        (4, Ring::Street),
    ];
    assert_eq!(ids(&plain(), &all), three);
    assert_eq!(ids(&plain(), &RankOptions { widen: 1, ..all }), three[..2]);
    let with_others = [&three[..], &[(3, Ring::OtherStreets)]].concat();
    assert_eq!(
        ids(
            &Need {
                urgent: true,
                ..plain()
            },
            &all
        ),
        with_others
    );
    assert_eq!(
        ids(
            &plain(),
            &RankOptions {
                other_streets: &[510_104_036],
                ..all
            }
        ),
        with_others
    );
    assert_eq!(
        ids(
            &plain(),
            &RankOptions {
                other_streets: &[510_104_036],
                widen: 2,
                ..all
            }
        ),
        three
    );
    let first = [(1, Ring::OwnCommunity), (4, Ring::OwnCommunity)];
    let standing_in = RankOptions {
        stand_ins: &[ProviderId(4), ProviderId(3)],
        widen: 0,
        ..all
    };
    let mut found = ids(&plain(), &standing_in);
    found.sort_unstable();
    assert_eq!(found, first, "of the same street");
    let of_nobody = RankOptions {
        other_streets: &[510_104_037],
        ..all
    };
    assert_eq!(ids(&plain(), &of_nobody), three, "another street's consent");
}

#[test]
fn nobody_eligible_is_explained() {
    let off = |id| Provider {
        on: false,
        ..worker(id)
    };
    let full = Provider {
        load: 3,
        ..worker(9)
    };
    let found = assert_exact(
        vec![off(1), off(2), full],
        &plain(),
        &RankOptions::default(),
    );
    assert_eq!(found.binding, Some(Reason::OffDuty));
    assert_eq!(found.refused.len(), 3);
    let nobody = assert_exact(vec![], &plain(), &RankOptions::default());
    assert_eq!(
        (nobody.binding, nobody.refused.len()),
        (Some(Reason::NobodyInReach), 0)
    );
    let asked = RankOptions {
        exclude: &[ProviderId(1)],
        ..RankOptions::default()
    };
    assert_eq!(
        assert_exact(vec![worker(1)], &plain(), &asked).binding,
        Some(Reason::AlreadyAsked)
    );
}

#[test]
fn a_crowd_is_searched_exactly() {
    // 20,000 volunteers on a spiral, one in a thousand with the rare skill: long scans, early stops and a
    // bounded list of refusals.
    let crowd: Vec<Provider> = (0..20_000_u32)
        .map(|n| {
            let (radius, angle) = (0.05 * (f64::from(n) / 20_000.0).sqrt(), f64::from(n) * 2.4);
            let place =
                Wgs84::new(104.08 + radius * angle.cos(), 30.65 + radius * angle.sin()).unwrap();
            let skills = SkillSet::from_bits(if n % 1_000 == 500 { 0b101 } else { 0b001 });
            let load_7d = u16::try_from(n % 7).unwrap();
            Provider {
                role: Role::Volunteer,
                certificate: None,
                place,
                skills,
                load_7d,
                ..worker(n.into())
            }
        })
        .collect();
    let need = Need {
        role: Role::Volunteer,
        certificate: None,
        ..plain()
    };
    let options = RankOptions::default();
    assert_eq!(
        assert_exact(crowd.clone(), &need, &options)
            .candidates
            .len(),
        10
    );
    let known = Need {
        served_before: vec![ProviderId(14)],
        ..need.clone()
    };
    let heavy = RankOptions {
        k: 1,
        weights: Weights {
            continuity: 90_000,
            ..Weights::default()
        },
        ..options
    };
    assert_eq!(
        assert_exact(crowd.clone(), &known, &heavy).candidates[0].id,
        ProviderId(14),
        "farther, but known"
    );
    let rare = Need {
        skills: SkillSet::from_bits(0b100),
        ..need.clone()
    };
    assert_eq!(
        assert_exact(crowd.clone(), &rare, &options)
            .candidates
            .len(),
        10
    );
    let impossible = Need {
        skills: SkillSet::from_bits(0b1000),
        ..need
    };
    assert_eq!(
        assert_exact(crowd, &impossible, &options).binding,
        Some(Reason::Skills)
    );
}

#[test]
fn explain_names_every_reason_and_the_ring() {
    let need = plain();
    let stranger = Provider {
        on: false,
        community: "510104036001".parse().unwrap(),
        ..worker(1)
    };
    let asked = RankOptions {
        exclude: &[ProviderId(1)],
        ..RankOptions::default()
    };
    let explained = explain(&need, &stranger, &asked);
    assert_eq!(
        explained.reasons,
        [Reason::OffDuty, Reason::AlreadyAsked, Reason::OutsideRings]
    );
    assert_eq!(explained.ring, None);
    let narrow = RankOptions {
        widen: 0,
        ..RankOptions::default()
    };
    let neighbour = Provider {
        community: "510104035018".parse().unwrap(),
        ..worker(1)
    };
    let explained = explain(&need, &neighbour, &narrow);
    assert_eq!(
        (explained.reasons, explained.ring),
        (vec![Reason::OutsideRings], Some(Ring::Neighbours))
    );
}
