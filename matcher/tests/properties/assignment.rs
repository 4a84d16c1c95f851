//! The assignment solver against its oracles: equal totals, from nothing and from an earlier plan.

use jinlin_matcher::assign::{Plan, Problem, Round, Start, solve, solve_from};
use proptest::prelude::*;

use crate::flow::{Case, CaseNeed, bellman_ford, exhaustive};

/// How large cases are and how their numbers lie.
#[derive(Debug, Clone, Copy)]
struct Shape {
    needs: usize,
    providers: usize,
    capacity: usize,
    places: u8,
    edges: usize,
    /// The largest cost; small ones make ties.
    cost: i64,
}

fn slots(shape: Shape) -> impl Strategy<Value = Vec<i64>> {
    let flat = (0..=shape.capacity).prop_map(|capacity| vec![0; capacity]);
    let convex = prop::collection::vec(-3..shape.cost, 0..=shape.capacity).prop_map(|mut slots| {
        slots.sort_unstable();
        slots
    });
    prop_oneof![flat, convex]
}

fn need(shape: Shape, providers: u32) -> impl Strategy<Value = CaseNeed> {
    let edges = prop::collection::btree_map(0..providers.max(1), -2..=shape.cost, 0..=shape.edges);
    let unmatched = prop_oneof![Just(shape.cost * 1_000), -2..shape.cost * 2];
    (0..=shape.places, unmatched, edges).prop_map(move |(places, unmatched, edges)| CaseNeed {
        places,
        unmatched,
        edges: if providers == 0 {
            vec![]
        } else {
            edges.into_iter().collect()
        },
    })
}

fn case(shape: Shape) -> impl Strategy<Value = Case> {
    prop::collection::vec(slots(shape), 0..=shape.providers).prop_flat_map(move |providers| {
        let count = u32::try_from(providers.len()).unwrap();
        prop::collection::vec(need(shape, count), 0..=shape.needs).prop_map(move |needs| Case {
            providers: providers.clone(),
            needs,
        })
    })
}

/// Small enough to try every plan.
const SMALL: Shape = Shape {
    needs: 4,
    providers: 4,
    capacity: 2,
    places: 2,
    edges: 3,
    cost: 6,
};

/// As a round looks: single places, more needs than slots.
const SINGLE: Shape = Shape {
    needs: 40,
    providers: 12,
    capacity: 4,
    places: 1,
    edges: 8,
    cost: 100,
};

const TEAMS: Shape = Shape {
    needs: 12,
    providers: 15,
    capacity: 3,
    places: 4,
    edges: 10,
    cost: 30,
};

fn problem(case: &Case) -> Problem {
    let mut problem = Problem::new();
    for slots in &case.providers {
        problem.add_provider(slots).unwrap();
    }
    for need in &case.needs {
        problem
            .add_need(need.places, need.unmatched, &need.edges)
            .unwrap();
    }
    problem
}

/// What the plan's pairs cost, counted without the solver; panics where they break a rule.
fn recount(case: &Case, plan: &Plan) -> i64 {
    let mut used = vec![0; case.providers.len()];
    let mut total = 0;
    for (number, need) in (0..).zip(&case.needs) {
        let providers = plan.providers_of(number);
        assert!(
            providers.is_sorted_by(|a, b| a < b),
            "nobody twice in one team"
        );
        for provider in providers {
            let edge = need.edges.iter().find(|edge| edge.0 == *provider);
            total += edge.expect("an edge of the problem").1;
            used[*provider as usize] += 1;
        }
        let empty = usize::from(need.places).checked_sub(providers.len());
        total += need.unmatched * i64::try_from(empty.expect("no more than asked for")).unwrap();
    }
    for (slots, used) in case.providers.iter().zip(used) {
        assert!(used <= slots.len(), "no more than the capacity");
        total += slots[..used].iter().sum::<i64>();
    }
    total
}

fn check(case: &Case, plan: &Plan, expected: i64) {
    assert!(plan.is_proven(), "{} is not {}", plan.total, plan.bound);
    assert_eq!(plan.total, i128::from(expected));
    assert_eq!(recount(case, plan), expected);
}

/// The plan of an earlier case as a start for this one: pairs and prices of the same numbers.
fn resumed(case: &Case, before: &Case) -> Plan {
    solve_from(&problem(case), &Start::from(&solve(&problem(before))))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, max_shrink_iters: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn totals_equal_those_of_all_plans_tried(case in case(SMALL)) {
        let expected = exhaustive(&case);
        prop_assert_eq!(bellman_ford(&case), expected, "the oracles agree");
        check(&case, &solve(&problem(&case)), expected);
    }

    #[test]
    fn totals_equal_those_of_a_textbook_flow(case in prop_oneof![case(SINGLE), case(TEAMS)]) {
        check(&case, &solve(&problem(&case)), bellman_ford(&case));
    }

    #[test]
    fn going_on_from_another_plan_is_exact(
        (before, after) in prop_oneof![
            (case(SINGLE), case(SINGLE)),
            (case(TEAMS), case(TEAMS)),
            (case(SMALL), case(SMALL)),
        ],
        mixed in any::<bool>(),
    ) {
        // Either a small change (the needs' tail is replaced), or everything.
        let after = if mixed {
            let keep = before.needs.len() / 2;
            let known = |need: &&CaseNeed| {
                need.edges.iter().all(|edge| (edge.0 as usize) < before.providers.len())
            };
            let tail = after.needs.iter().skip(keep).filter(known).cloned();
            let needs = before.needs.iter().take(keep).cloned().chain(tail).collect();
            Case { providers: before.providers.clone(), needs }
        } else {
            after
        };
        check(&after, &resumed(&after, &before), bellman_ford(&after));
    }

    #[test]
    fn any_start_will_do(
        case in prop_oneof![case(SINGLE), case(TEAMS)],
        prices in prop::collection::vec(prop_oneof![-50..500_i64, any::<i64>()], 0..20),
        pairs in prop::collection::vec(prop::collection::vec(0..20_u32, 0..5), 0..50),
    ) {
        let plan = solve_from(&problem(&case), &Start { prices, pairs });
        check(&case, &plan, bellman_ford(&case));
    }

    #[test]
    fn a_round_stays_optimal_while_needs_come_and_go(
        case in prop_oneof![case(SINGLE), case(TEAMS), case(SMALL)],
        steps in prop::collection::vec((any::<prop::sample::Index>(), any::<bool>(), any::<bool>()), 0..30),
    ) {
        let mut round = Round::new(problem(&case));
        // Of each number, the need that has it, if it is there.
        let mut there: Vec<Option<CaseNeed>> = case.needs.iter().cloned().map(Some).collect();
        for (which, adds, settles) in steps {
            if case.needs.is_empty() {
                break;
            }
            if adds {
                let need = which.get(&case.needs).clone();
                let number = round.add_need(need.places, need.unmatched, &need.edges).unwrap();
                prop_assert_eq!(usize::try_from(number).unwrap(), there.len());
                there.push(Some(need));
            } else {
                let number = which.index(there.len());
                round.remove_need(u32::try_from(number).unwrap());
                there[number] = None;
            }
            if settles {
                round.settle();
            }
        }
        round.settle();
        let needs = there.iter().map(|need| need.clone().unwrap_or_default()).collect();
        let now = Case { providers: case.providers.clone(), needs };
        let plan = round.plan();
        check(&now, &plan, bellman_ford(&now));
        for need in 0..u32::try_from(now.needs.len()).unwrap() {
            prop_assert_eq!(round.providers_of(need), plan.providers_of(need));
        }
    }

    #[test]
    fn a_plan_that_is_started_from_itself_stays(case in prop_oneof![case(SINGLE), case(TEAMS)]) {
        let problem = problem(&case);
        let plan = solve(&problem);
        let again = solve_from(&problem, &Start::from(&plan));
        for need in 0..u32::try_from(case.needs.len()).unwrap() {
            let (before, now) = (plan.providers_of(need), again.providers_of(need));
            prop_assert!(before.iter().all(|provider| now.contains(provider)), "{:?} {:?}", before, now);
        }
    }
}
