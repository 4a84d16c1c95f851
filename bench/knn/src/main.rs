//! Usage: jinlin-bench-knn [PROVIDERS [REPETITIONS]]
//!        jinlin-bench-knn export FOLDER [PROVIDERS]
//!        jinlin-bench-knn redis SOCKET [PROVIDERS]
//!
//! The index of providers beside kiddo, rstar and a scan of everybody, in one process and in turns, so that whatever else
//! the machine does meets all of them. Writes tables in Markdown. `export` writes the same data for
//! PostGIS, and `redis` asks a Redis the same; `bench/peers/run` calls both.

mod data;
mod export;
mod live;
mod memory;
mod peers;
mod queries;
mod redis;

use std::time::Instant;

use jinlin_matcher::{Provider, ProviderIndex};

#[global_allocator]
static ALLOCATOR: memory::Counting = memory::Counting;

const SEED: u64 = 42;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |at: usize, otherwise: usize| {
        arguments
            .get(at)
            .map_or(otherwise, |text| text.parse().expect("a number"))
    };
    if arguments.first().is_some_and(|first| first == "export") {
        let folder = arguments.get(1).expect("export FOLDER [PROVIDERS]");
        export::write(
            folder.as_ref(),
            &data::providers(number(2, 1_000_000), 0.3, SEED),
        );
        return;
    }
    if arguments.first().is_some_and(|first| first == "redis") {
        let socket = arguments.get(1).expect("redis SOCKET [PROVIDERS]");
        redis::compare(socket, &data::providers(number(2, 1_000_000), 0.3, SEED));
        return;
    }
    let (count, repetitions) = (number(0, 1_000_000), number(1, 5));
    for available in [0.3, 1.0] {
        let providers = data::providers(count, available, SEED);
        println!(
            "\n## {count} providers, {:.0} % available\n",
            available * 100.0
        );
        let index = load(&providers);
        queries::compare(&index, &providers, repetitions);
        if std::env::var_os("QUERIES_ONLY").is_some() {
            continue;
        }
        live::compare(index, &providers, repetitions);
    }
}

/// Loads the index and says how long it took and what it takes.
fn load(providers: &[Provider]) -> ProviderIndex {
    let rows = providers.to_vec();
    let before = memory::allocated() - rows.capacity() * size_of::<Provider>();
    let begin = Instant::now();
    let index = ProviderIndex::bulk_load(rows);
    let seconds = begin.elapsed().as_secs_f64();
    println!(
        "Bulk load: {seconds:.2} s. {}",
        bytes(before, providers.len(), "after it")
    );
    index
}

/// A sentence on the memory since `before`.
fn bytes(before: usize, providers: usize, when: &str) -> String {
    let bytes = (memory::allocated() - before) as f64 / providers as f64;
    let verdict = if bytes < 250.0 { "reached" } else { "MISSED" };
    format!("Memory {when}: {bytes:.0} bytes a provider, all in (goal < 250: {verdict}).")
}

/// The middle one.
fn median(values: &mut [f64]) -> f64 {
    percentile(values, 0.5)
}

/// The value below which this share lies.
fn percentile(values: &mut [f64], share: f64) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    values[((values.len() - 1) as f64 * share).round() as usize]
}
