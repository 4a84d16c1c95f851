//! Changes: what one costs beside rstar, and what readers notice of a writer.

use std::sync::RwLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use jinlin_matcher::{Metres, Need, Provider, ProviderIndex, Wgs84};

use crate::data::{Random, needs};
use crate::peers::PlainRstar;
use crate::{median, memory, percentile};

const CHANGES: usize = 20_000;
const PER_SECOND: f64 = 20_000.0;

pub fn compare(mut index: ProviderIndex, providers: &[Provider], repetitions: usize) {
    println!("\n### Changes\n");
    changes(&mut index, providers, repetitions);
    churn(&mut index, providers);
    println!("\n### Readers beside a writer paced at {PER_SECOND:.0} changes a second\n");
    readers(index, providers);
}

fn moved(provider: &Provider) -> Provider {
    let (lon, lat) = (provider.place.lon() + 0.002, provider.place.lat() + 0.001);
    Provider {
        place: Wgs84::new(lon, lat).unwrap(),
        ..provider.clone()
    }
}

/// Moves and toggles some providers, and undoes it, in turns with rstar moving the same ones.
fn changes(index: &mut ProviderIndex, providers: &[Provider], repetitions: usize) {
    let mut rstar = PlainRstar::new(providers);
    let mut random = Random::new(5);
    let some: Vec<u32> = (0..CHANGES.min(providers.len()))
        .map(|_| random.below(providers.len()) as u32)
        .collect();
    let mut figures = [Vec::new(), Vec::new(), Vec::new(), Vec::new()];
    for _ in 0..repetitions {
        figures[0].push(each(&some, |number| {
            let provider = &providers[number as usize];
            let there = moved(provider).place;
            rstar.move_to(number, provider.place, there);
            rstar.move_to(number, there, provider.place);
        }));
        figures[1].push(each(&some, |number| {
            let provider = &providers[number as usize];
            index.upsert(moved(provider));
            index.upsert(provider.clone());
        }));
        figures[2].push(each(&some, |number| {
            let provider = &providers[number as usize];
            index.upsert(Provider {
                on: !provider.on,
                ..provider.clone()
            });
            index.upsert(provider.clone());
        }));
        figures[3].push(each(&some, |number| {
            let provider = &providers[number as usize];
            index.upsert(Provider {
                load_7d: provider.load_7d + 1,
                ..provider.clone()
            });
            index.upsert(provider.clone());
        }));
    }
    let [plain, ours, toggled, other] = figures.each_mut().map(|values| median(values));
    println!("| change | us | times rstar | goal |\n| --- | --- | --- | --- |");
    println!("| plain rstar, remove + insert | {plain:.2} | 1.00 | |");
    for (name, micros) in [
        ("move", ours),
        ("toggle", toggled),
        ("load of 7 days", other),
    ] {
        let ratio = micros / plain;
        let verdict = if ratio < 3.0 { "reached" } else { "MISSED" };
        println!("| ours, {name} | {micros:.2} | {ratio:.2} | < 3: {verdict} |");
    }
}

/// Microseconds of one of the two changes that are done to each.
fn each(numbers: &[u32], mut change: impl FnMut(u32)) -> f64 {
    let begin = Instant::now();
    numbers.iter().for_each(|number| change(*number));
    begin.elapsed().as_secs_f64() * 1e6 / (2 * numbers.len()) as f64
}

/// Moves everybody once, there and back, and says what that has made of the memory.
fn churn(index: &mut ProviderIndex, providers: &[Provider]) {
    let before = memory::allocated();
    let mut order: Vec<u32> = (0..providers.len() as u32).collect();
    let mut random = Random::new(6);
    (1..order.len()).for_each(|at| order.swap(at, random.below(at + 1)));
    for number in &order {
        index.upsert(moved(&providers[*number as usize]));
    }
    for number in &order {
        index.upsert(providers[*number as usize].clone());
    }
    drop(order);
    let grown = (memory::allocated() as f64 - before as f64) / providers.len() as f64;
    println!("\nEverybody moved twice: {grown:+.0} bytes a provider.");
}

/// What readers notice: time in the lock's queue and time of the whole answer, microseconds.
#[derive(Default)]
struct Noticed {
    waits: Vec<f64>,
    answers: Vec<f64>,
    swaps: Vec<f64>,
}

fn readers(index: ProviderIndex, providers: &[Provider]) {
    let shared = RwLock::new(index);
    let needs = needs(10_000, 9, false);
    println!(
        "| readers | writer | lock wait p99.9 us | longest wait us | answer p50 us | answer p99 us |"
    );
    println!("| --- | --- | --- | --- | --- | --- |");
    let mut alone = 0.0;
    let mut goals = String::new();
    for (count, writer) in [(1, false), (1, true), (8, false), (8, true)] {
        let mut noticed = session(&shared, &needs, providers, count, writer);
        let longest = percentile(&mut noticed.waits, 1.0);
        let wait = percentile(&mut noticed.waits, 0.999);
        let (p50, p99) = (
            percentile(&mut noticed.answers, 0.5),
            percentile(&mut noticed.answers, 0.99),
        );
        let who = if writer {
            format!("{} changes", noticed.swaps.len())
        } else {
            "none".to_owned()
        };
        println!("| {count} | {who} | {wait:.1} | {longest:.1} | {p50:.1} | {p99:.1} |");
        if count == 1 && !writer {
            alone = p99;
        } else if count == 1 {
            let verdict = |holds| if holds { "reached" } else { "MISSED" };
            let ratio = p99 / alone;
            goals = format!(
                "One reader: lock wait p99.9 {wait:.1} us (goal < 1000: {}); p99 {ratio:.2} times that without the writer \
                 (goal < 3: {}). The writer held the lock {:.1} us at p99.9, {:.1} us at most.",
                verdict(wait < 1_000.0),
                verdict(ratio < 3.0),
                percentile(&mut noticed.swaps.clone(), 0.999),
                percentile(&mut noticed.swaps, 1.0),
            );
        }
    }
    println!("\n{goals}");
    reload(&shared, &needs, providers);
}

/// Four seconds of readers, with or without a writer.
fn session(
    shared: &RwLock<ProviderIndex>,
    needs: &[Need],
    providers: &[Provider],
    count: usize,
    writer: bool,
) -> Noticed {
    let over = AtomicBool::new(false);
    thread::scope(|scope| {
        let readers: Vec<_> = (0..count)
            .map(|at| {
                scope.spawn({
                    let over = &over;
                    move || read(shared, needs, at, over)
                })
            })
            .collect();
        let begin = Instant::now();
        let mut held = Vec::new();
        let mut random = Random::new(11);
        while begin.elapsed() < Duration::from_secs(4) {
            if !writer {
                thread::sleep(Duration::from_millis(10));
                continue;
            }
            // As often as the system wakes us, the changes that are due, each under a lock of its own.
            let due = (begin.elapsed().as_secs_f64() * PER_SECOND) as usize;
            while held.len() < due {
                let provider = &providers[random.below(providers.len())];
                let new = match held.len() % 3 {
                    0 => moved(provider),
                    1 => Provider {
                        on: !provider.on,
                        ..provider.clone()
                    },
                    _ => Provider {
                        load: 3 - provider.load,
                        ..provider.clone()
                    },
                };
                let mut guard = shared.write().unwrap();
                let begin = Instant::now();
                guard.upsert(new);
                held.push(begin.elapsed().as_nanos() as f64 / 1e3);
                drop(guard);
            }
            thread::sleep(Duration::from_micros(30));
        }
        over.store(true, Ordering::Relaxed);
        let mut noticed = Noticed {
            swaps: held,
            ..Noticed::default()
        };
        for reader in readers {
            let one = reader.join().unwrap();
            noticed.waits.extend(one.waits);
            noticed.answers.extend(one.answers);
        }
        noticed
    })
}

fn read(
    shared: &RwLock<ProviderIndex>,
    needs: &[Need],
    first: usize,
    over: &AtomicBool,
) -> Noticed {
    let mut noticed = Noticed::default();
    for need in needs.iter().cycle().skip(first * 1_000) {
        if over.load(Ordering::Relaxed) {
            break;
        }
        let begin = Instant::now();
        let guard = shared.read().unwrap();
        noticed.waits.push(begin.elapsed().as_nanos() as f64 / 1e3);
        std::hint::black_box(guard.nearest_eligible(need, 10, Metres::new(5_000.0)));
        drop(guard);
        noticed
            .answers
            .push(begin.elapsed().as_nanos() as f64 / 1e3);
    }
    noticed
}

/// A whole index is loaded beside the one in use, and swapped.
fn reload(shared: &RwLock<ProviderIndex>, needs: &[Need], providers: &[Provider]) {
    let over = AtomicBool::new(false);
    let mut noticed = thread::scope(|scope| {
        let reader = scope.spawn(|| read(shared, needs, 0, &over));
        let mut other = ProviderIndex::bulk_load(providers.to_vec());
        std::mem::swap(&mut *shared.write().unwrap(), &mut other);
        drop(other);
        over.store(true, Ordering::Relaxed);
        reader.join().unwrap()
    });
    let (wait, longest) = (
        percentile(&mut noticed.waits, 0.999),
        percentile(&mut noticed.waits, 1.0),
    );
    println!(
        "Reload beside and swap: a reader's lock wait {wait:.1} us at p99.9, {longest:.1} us at most, over {} answers.",
        noticed.waits.len()
    );
}
