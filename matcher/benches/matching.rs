//! The operations of the index and the solver by themselves, for whoever changes them: `cargo bench -p jinlin-matcher`.
//!
//! They have no goals. Those that the matcher is held to, beside other libraries and servers, are measured by `bench/run` on the
//! same recipe of providers and needs.

#![expect(
    clippy::unwrap_used,
    reason = "without its data a benchmark has nothing to measure"
)]

#[path = "../../bench/knn/src/data.rs"]
mod data;

use std::cell::RefCell;

use divan::Bencher;
use jinlin_matcher::assign::{Problem, Round, Start, solve, solve_from};
use jinlin_matcher::{Metres, Provider, ProviderIndex, RankOptions, best_candidates};

const PROVIDERS: usize = 100_000;
const NEEDS: usize = 1_000;
const SEED: u64 = 42;

fn main() {
    divan::main();
}

/// A list that is walked round and round.
struct Turns<T> {
    list: Vec<T>,
    next: RefCell<usize>,
}

impl<T> Turns<T> {
    fn new(list: Vec<T>) -> Self {
        let next = RefCell::new(0);
        Self { list, next }
    }

    fn next(&self) -> &T {
        let mut next = self.next.borrow_mut();
        *next = (*next + 1) % self.list.len();
        &self.list[*next]
    }
}

fn providers() -> Vec<Provider> {
    data::providers(PROVIDERS, 0.3, SEED)
}

/// Ten within a radius, in metres: several skills within 5 km, one skill in a thousand within 20 km.
#[divan::bench(args = [(false, 5_000.0), (true, 20_000.0)])]
fn nearest_eligible(bencher: Bencher<'_, '_>, (rare, within): (bool, f64)) {
    let index = ProviderIndex::bulk_load(providers());
    let needs = Turns::new(data::needs(NEEDS, 7, rare));
    bencher.bench_local(|| {
        index
            .nearest_eligible(needs.next(), 10, Metres::new(within))
            .len()
    });
}

/// Everybody who is to be asked, through the rings, by cost.
#[divan::bench]
fn candidates(bencher: Bencher<'_, '_>) {
    let index = ProviderIndex::bulk_load(providers());
    let needs = Turns::new(data::needs(NEEDS, 7, false));
    let options = RankOptions::default();
    bencher.bench_local(|| best_candidates(&index, needs.next(), &options).len());
}

#[divan::bench]
fn bulk_load(bencher: Bencher<'_, '_>) {
    bencher
        .with_inputs(providers)
        .bench_local_values(ProviderIndex::bulk_load);
}

#[divan::bench]
fn moving(bencher: Bencher<'_, '_>) {
    let people = providers();
    let index = RefCell::new(ProviderIndex::bulk_load(people.clone()));
    let mut random = data::Random::new(SEED);
    let towns = data::Towns::new(&mut random);
    let elsewhere = people.into_iter().map(|provider| Provider {
        place: towns.place(&mut random),
        ..provider
    });
    let moves = Turns::new(elsewhere.collect());
    bencher.bench_local(|| index.borrow_mut().upsert(moves.next().clone()));
}

/// A round: 300 needs, 500 providers of capacities 1 to 3, 20 edges a need.
fn round(seed: u64) -> Problem {
    let mut random = data::Random::new(seed);
    let mut problem = Problem::new();
    for number in 0..500 {
        let slots: Vec<i64> = (0..=number % 3).map(|slot| slot * 2_000).collect();
        problem.add_provider(&slots).unwrap();
    }
    for _ in 0..300 {
        let first = random.below(500);
        let edges: Vec<(u32, i64)> = (0..20)
            .map(|step| {
                let provider = u32::try_from((first + step * 23) % 500).unwrap();
                (provider, random.below(20_000) as i64)
            })
            .collect();
        problem.add_need(1, 10_000_000, &edges).unwrap();
    }
    problem
}

#[divan::bench]
fn solve_a_round(bencher: Bencher<'_, '_>) {
    let problem = round(SEED);
    bencher.bench_local(|| solve(&problem).total);
}

#[divan::bench]
fn solve_from_the_last_plan(bencher: Bencher<'_, '_>) {
    let problem = round(SEED);
    let start = Start::from(&solve(&problem));
    bencher.bench_local(|| solve_from(&problem, &start).total);
}

/// A need goes, and one like it comes.
#[divan::bench]
fn change_one_need_of_a_round(bencher: Bencher<'_, '_>) {
    let problem = round(SEED);
    let edges: Vec<(u32, i64)> = problem.edges_of(0).collect();
    let mut round = Round::new(problem);
    round.settle();
    let mut last = 0;
    bencher.bench_local(|| {
        round.remove_need(last);
        last = round.add_need(1, 10_000_000, &edges).unwrap();
        round.settle()
    });
}
