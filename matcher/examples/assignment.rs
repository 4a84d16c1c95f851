//! Times the assignment solver on a document of mode `costs`: `assignment FILE [AFTER]`, where `AFTER` is a second
//! document, solved from nothing and from the first one's plan. Prints one JSON line; times are seconds inside the
//! process, reading apart. `bench/assignment/compare.py` calls it.

use std::time::Instant;

use jinlin_matcher::assign::{Plan, Problem, Round, Start, solve, solve_from};
use jinlin_matcher::plan::CostsInput;
use serde_json::json;

type Failure = Box<dyn std::error::Error>;

fn read(path: &str) -> Result<CostsInput, Failure> {
    Ok(serde_json::from_str(&std::fs::read_to_string(path)?)?)
}

/// The least of several times: what the machine's other work adds is not the solver's.
fn timed(times: usize, solve: impl Fn() -> Plan) -> (f64, Plan) {
    let mut least = f64::INFINITY;
    let mut once = || {
        let begun = Instant::now();
        let plan = solve();
        least = least.min(begun.elapsed().as_secs_f64());
        plan
    };
    let mut plan = once();
    for _ in 1..times {
        plan = once();
    }
    (least, plan)
}

/// The same change in a [`Round`] that holds the first plan: needs that differ go, their successors come. Where
/// providers differ there is no such round, and the answer is the plan from nothing.
fn round(before: &Problem, after: &Problem, unmatched: &[i64]) -> Result<(f64, Plan), Failure> {
    let providers = |problem: &Problem| u32::try_from(problem.providers());
    let same = |provider| before.capacity(provider) == after.capacity(provider);
    if before.providers() != after.providers() || !(0..providers(before)?).all(same) {
        return Ok((f64::NAN, solve(after)));
    }
    let edges = |problem: &Problem, need| problem.edges_of(need).collect::<Vec<_>>();
    let (old, new) = (
        u32::try_from(before.needs())?,
        u32::try_from(after.needs())?,
    );
    let unmatched_of = |need| usize::try_from(need).map(|need| unmatched.get(need).copied());
    let mut changes = Vec::new();
    for need in 0..new {
        let coming = edges(after, need);
        if need >= old || edges(before, need) != coming || before.places(need) != after.places(need)
        {
            let places = u8::try_from(after.places(need))?;
            changes.push((
                places,
                unmatched_of(need)?.unwrap_or_default(),
                coming,
                need,
            ));
        }
    }
    let (mut least, mut last) = (f64::INFINITY, None);
    for _ in 0..3 {
        let mut round = Round::new(before.clone());
        let begun = Instant::now();
        for (places, unmatched, edges, need) in &changes {
            round.remove_need(*need);
            round.add_need(*places, *unmatched, edges)?;
        }
        (new..old).for_each(|need| round.remove_need(need));
        round.settle();
        least = least.min(begun.elapsed().as_secs_f64());
        last = Some(round.plan());
    }
    Ok((least, last.ok_or("no plan")?))
}

/// The most memory that this process has had, MiB.
fn peak_mib() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kib: u64 = line.trim().trim_end_matches(" kB").parse().ok()?;
    Some(kib / 1024)
}

fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(1);
    let file = arguments.next().ok_or("usage: assignment FILE [AFTER]")?;
    let begun = Instant::now();
    let input = read(&file)?;
    let read_s = begun.elapsed().as_secs_f64();
    let begun = Instant::now();
    let (problem, _) = input.problem()?;
    let build_s = begun.elapsed().as_secs_f64();
    drop(input);
    let (solve_s, plan) = timed(3, || solve(&problem));
    let mut line = json!({
        "read_s": read_s, "build_s": build_s, "solve_s": solve_s, "total": plan.total, "proven": plan.is_proven(),
        "needs": problem.needs(), "providers": problem.providers(), "edges": problem.edges(),
        "forward": plan.searches.forward, "peak_mib": peak_mib(),
    });
    if let Some(after) = arguments.next() {
        let (before, after) = (problem, read(&after)?);
        let (problem, unmatched) = after.problem()?;
        let (scratch_s, scratch) = timed(3, || solve(&problem));
        let start = Start::from(&plan);
        let (from_last_s, from_last) = timed(3, || solve_from(&problem, &start));
        let (round_s, round) = round(&before, &problem, &unmatched)?;
        line["after"] = json!({
            "round_s": round_s, "round_total": round.total, "round_proven": round.is_proven(),
            "scratch_s": scratch_s, "scratch_total": scratch.total, "from_last_s": from_last_s,
            "from_last_total": from_last.total, "proven": scratch.is_proven() && from_last.is_proven(),
            "forward": from_last.searches.forward, "backward": from_last.searches.backward,
        });
    }
    println!("{line}");
    Ok(())
}
