//! Teams against all plans tried: with few of them none serves more, and none breaks a rule.

use jinlin_matcher::assign::{TeamNeed, TeamPlan, TeamProblem, TeamScore, solve_teams};
use proptest::prelude::*;

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
    fn few_teams_break_no_rule_and_leave_no_need_that_could_be_served(problem in problem()) {
        let (found, best) = (solved(&problem).score, best(&problem));
        prop_assert!(found >= best, "nothing is better than the best");
        prop_assert_eq!((found.unmatched, found.weight), (best.unmatched, best.weight));
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

/// A weighty need that wants `size` volunteers, and as many needs that want one each of the same people; leads for all.
fn one_large_beside_small(size: u8) -> TeamProblem {
    let leads = u32::from(size) + 1;
    let joiners: Vec<(u32, i64)> = (0..u32::from(size))
        .map(|volunteer| (volunteer, 0))
        .collect();
    let need = |lead, weight, volunteers| TeamNeed {
        weight,
        leads: vec![(lead, 0)],
        volunteers,
        least: volunteers,
        joiners: joiners.clone(),
        ..TeamNeed::default()
    };
    let small = (1..leads).map(|lead| need(lead, 1, 1));
    TeamProblem {
        leads: vec![vec![0]; usize::try_from(leads).unwrap()],
        volunteers: vec![vec![0]; usize::from(size)],
        needs: std::iter::once(need(0, 1_000, size)).chain(small).collect(),
    }
}

/// Both by trying every choice (few teams) and by the heuristic (many).
#[test]
fn one_large_team_does_not_keep_many_small_ones_out() {
    for size in [3, 7, 10, 60] {
        let plan = solved(&one_large_beside_small(size));
        assert_eq!(
            (plan.score.unmatched, plan.score.weight),
            (1, 1_000),
            "{size}"
        );
        assert!(plan.teams[0].left_out);
    }
}
