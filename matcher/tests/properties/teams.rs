//! Teams against all plans tried: how far the heuristic stays behind, and that it breaks no rule.

use jinlin_matcher::assign::{TeamNeed, TeamPlan, TeamProblem, TeamScore, solve_teams};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

fn edges(providers: u32) -> impl Strategy<Value = Vec<(u32, i64)>> {
    prop::collection::btree_map(0..providers, 0..20_i64, 0..=3)
        .prop_map(|edges| edges.into_iter().collect())
}

fn need() -> impl Strategy<Value = TeamNeed> {
    (
        1..4_u64,
        prop::bool::weighted(0.1),
        edges(3),
        0..3_u8,
        0..3_u8,
        edges(4),
    )
        .prop_map(
            |(weight, held, leads, volunteers, least, joiners)| TeamNeed {
                weight,
                held,
                leads,
                volunteers,
                least: least.min(volunteers),
                joiners,
            },
        )
}

fn problem() -> impl Strategy<Value = TeamProblem> {
    let slots =
        |providers| prop::collection::vec((0..3_usize).prop_map(|slots| vec![0; slots]), providers);
    (slots(3), slots(4), prop::collection::vec(need(), 0..5)).prop_map(
        |(leads, volunteers, needs)| TeamProblem {
            leads,
            volunteers,
            needs,
        },
    )
}

/// The best score, by trying every lead and every set of volunteers for every need.
fn exhaustive(
    problem: &TeamProblem,
    free: &mut (Vec<usize>, Vec<usize>),
    need: usize,
) -> TeamScore {
    let Some(current) = problem.needs.get(need) else {
        return TeamScore::default();
    };
    let mut best = None;
    let mut offer = |score: TeamScore| {
        best = Some(best.map_or(score, |best: TeamScore| best.min(score)));
    };
    if !current.held {
        let mut score = exhaustive(problem, free, need + 1);
        score.unmatched += 1;
        score.weight += u128::from(current.weight);
        offer(score);
    }
    let leads: Vec<Option<(u32, i64)>> = if current.held {
        vec![None]
    } else {
        current.leads.iter().copied().map(Some).collect()
    };
    for lead in leads {
        if let Some((lead, _)) = lead {
            if free.0[lead as usize] == 0 {
                continue;
            }
            free.0[lead as usize] -= 1;
        }
        for chosen in 0..1_u32 << current.joiners.len() {
            let team = current.joiners.iter().enumerate();
            let team: Vec<(u32, i64)> = team
                .filter(|(at, _)| chosen >> at & 1 == 1)
                .map(|(_, joiner)| *joiner)
                .collect();
            let enough = current.held || team.len() >= usize::from(current.least);
            if !enough
                || team.len() > usize::from(current.volunteers)
                || team.iter().any(|joiner| free.1[joiner.0 as usize] == 0)
            {
                continue;
            }
            team.iter()
                .for_each(|joiner| free.1[joiner.0 as usize] -= 1);
            let mut score = exhaustive(problem, free, need + 1);
            team.iter()
                .for_each(|joiner| free.1[joiner.0 as usize] += 1);
            score.empty += usize::from(current.volunteers) - team.len();
            let cost = team.iter().map(|joiner| joiner.1).sum::<i64>();
            score.cost += i128::from(cost + lead.map_or(0, |lead| lead.1));
            offer(score);
        }
        if let Some((lead, _)) = lead {
            free.0[lead as usize] += 1;
        }
    }
    best.unwrap()
}

fn best(problem: &TeamProblem) -> TeamScore {
    let count = |slots: &[Vec<i64>]| slots.iter().map(Vec::len).collect();
    let mut free = (count(&problem.leads), count(&problem.volunteers));
    exhaustive(problem, &mut free, 0)
}

/// Counts the score again without the solver; panics where the plan breaks a rule.
fn recount(problem: &TeamProblem, plan: &TeamPlan) -> TeamScore {
    let mut score = TeamScore::default();
    let (mut leads, mut volunteers) = (
        vec![0; problem.leads.len()],
        vec![0; problem.volunteers.len()],
    );
    for (need, team) in problem.needs.iter().zip(&plan.teams) {
        if team.lead.is_none() && !need.held {
            assert!(team.volunteers.is_empty(), "no volunteers without a lead");
            score.unmatched += 1;
            score.weight += u128::from(need.weight);
            continue;
        }
        assert!(
            need.held || team.volunteers.len() >= usize::from(need.least),
            "no half teams"
        );
        if let Some(lead) = team.lead {
            leads[lead as usize] += 1;
            let edge = need.leads.iter().find(|edge| edge.0 == lead);
            score.cost += i128::from(edge.expect("an eligible lead").1);
        }
        for volunteer in &team.volunteers {
            volunteers[*volunteer as usize] += 1;
            let edge = need.joiners.iter().find(|edge| edge.0 == *volunteer);
            score.cost += i128::from(edge.expect("an eligible volunteer").1);
        }
        score.empty += usize::from(need.volunteers) - team.volunteers.len();
    }
    assert!(
        leads
            .iter()
            .zip(&problem.leads)
            .all(|(used, slots)| *used <= slots.len())
    );
    assert!(
        volunteers
            .iter()
            .zip(&problem.volunteers)
            .all(|(used, slots)| *used <= slots.len())
    );
    score
}

fn solved(problem: &TeamProblem) -> TeamPlan {
    let plan = solve_teams(problem, &mut |_| {}).unwrap();
    assert!(plan.is_proven);
    assert_eq!(recount(problem, &plan), plan.score);
    plan
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn teams_break_no_rule_and_nothing_is_better_than_the_best(problem in problem()) {
        prop_assert!(solved(&problem).score >= best(&problem));
    }

    #[test]
    fn without_least_teams_the_served_needs_are_the_best_ones(mut problem in problem()) {
        for need in &mut problem.needs {
            need.least = 0;
        }
        let (found, best) = (solved(&problem).score, best(&problem));
        prop_assert_eq!((found.unmatched, found.weight), (best.unmatched, best.weight));
    }

    #[test]
    fn without_volunteers_the_plan_is_the_best_one(mut problem in problem()) {
        for need in &mut problem.needs {
            (need.volunteers, need.least) = (0, 0);
        }
        prop_assert_eq!(solved(&problem).score, best(&problem));
    }
}

/// The gap over the same 2,000 cases on every machine, as the documentation states it. It is no bound for all cases: one that is two
/// needs behind is known, see `docs/plan.md`.
#[test]
fn the_gap_to_the_best_plans_is_as_documented() {
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let (mut served, mut best_served, mut worse) = (0, 0, 0);
    for _ in 0..2_000 {
        let problem = problem().new_tree(&mut runner).unwrap().current();
        let (found, best) = (solved(&problem).score, best(&problem));
        served += problem.needs.len() - found.unmatched;
        best_served += problem.needs.len() - best.unmatched;
        worse += usize::from(found.unmatched > best.unmatched);
        assert!(found.unmatched <= best.unmatched + 1, "{found:?} {best:?}");
    }
    println!("served {served} of {best_served}; fewer than possible in {worse} of 2000 cases");
    assert!(
        served * 1_000 >= best_served * 990,
        "{served} of {best_served}"
    );
}
