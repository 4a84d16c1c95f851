//! The ten nearest: equal to a scan of everybody, and how fast beside the others.

use std::hint::black_box;
use std::time::Instant;

use jinlin_matcher::{Metres, Need, Provider, ProviderIndex, check, distance};

use crate::data::{RARE, needs};
use crate::peers::{Kiddo, RstarPerSkill};
use crate::{median, percentile};

const K: usize = 10;
const QUERIES: usize = 10_000;
const CHECKED: usize = 300;

/// One kind of question.
struct Question {
    name: &'static str,
    needs: Vec<Need>,
    within: f64,
    /// The share of kiddo's throughput to reach.
    goal: f64,
    /// Whether p99 has a goal too: no worse than kiddo's.
    tail: bool,
}

/// A named way to answer; gives the number of answers.
type Engine<'a> = (&'static str, Box<dyn Fn(&Need, f64) -> usize + 'a>);

pub fn compare(index: &ProviderIndex, providers: &[Provider], repetitions: usize) {
    let kiddo = Kiddo::new(providers, RARE + 1);
    let rstar = RstarPerSkill::new(providers, RARE + 1);
    let questions = [
        Question {
            name: "several skills + certificate + available at a time, 5 km",
            needs: needs(QUERIES, 7, false),
            within: 5_000.0,
            goal: 0.8,
            tail: true,
        },
        Question {
            name: "one skill in a thousand, 20 km",
            needs: needs(QUERIES, 8, true),
            within: 20_000.0,
            goal: 0.6,
            tail: false,
        },
    ];
    for question in &questions {
        println!("\n### {}\n", question.name);
        verify(index, &kiddo, providers, question);
        let ours: Engine<'_> = (
            "ours, live",
            Box::new(|need, within| index.nearest_eligible(need, K, Metres::new(within)).len()),
        );
        let engines: [Engine<'_>; 3] = [
            ours,
            (
                "kiddo, immutable, a tree per skill",
                Box::new(|need, within| kiddo.nearest(need, K, within).len()),
            ),
            (
                "rstar (nodes of 16), a tree per skill",
                Box::new(|need, within| rstar.nearest(need, K, within).len()),
            ),
        ];
        race(&engines, question, repetitions);
    }
}

/// Compares answers with a scan of everybody, in great-circle order.
fn verify(index: &ProviderIndex, kiddo: &Kiddo, providers: &[Provider], question: &Question) {
    let within = Metres::new(question.within);
    let (mut ours, mut kiddos) = (0, 0);
    for need in &question.needs[..CHECKED] {
        let mut expected: Vec<_> = providers
            .iter()
            .filter_map(|provider| {
                let distance = distance(need.place, provider.place);
                let fits = distance <= within && check(need, provider, distance).is_ok();
                fits.then_some((distance, provider.id))
            })
            .collect();
        expected.sort_unstable();
        expected.truncate(K);
        let nearest = index.nearest_eligible(need, K, within).into_iter();
        let found: Vec<_> = nearest
            .map(|(provider, distance)| (distance, provider.id))
            .collect();
        ours += usize::from(found == expected);
        let theirs = kiddo.nearest(need, K, question.within);
        let ids = theirs
            .iter()
            .map(|(_, number)| providers[*number as usize].id);
        kiddos += usize::from(ids.eq(expected.iter().map(|(_, id)| *id)));
    }
    let verdict = if ours == CHECKED { "reached" } else { "MISSED" };
    println!(
        "Equal to a scan of everybody: ours {ours} of {CHECKED} (goal all: {verdict}), kiddo {kiddos} of {CHECKED}.\n"
    );
}

/// Lets the engines answer in turns, and prints the medians of the repetitions.
fn race(engines: &[Engine<'_>], question: &Question, repetitions: usize) {
    let mut figures = vec![[Vec::new(), Vec::new(), Vec::new()]; engines.len()];
    let mut answers = vec![0; engines.len()];
    for _ in 0..repetitions {
        for (at, (_, engine)) in engines.iter().enumerate() {
            let mut micros = Vec::with_capacity(question.needs.len());
            let begin = Instant::now();
            answers[at] = 0;
            for need in &question.needs {
                let one = Instant::now();
                answers[at] += black_box(engine(black_box(need), question.within));
                micros.push(one.elapsed().as_nanos() as f64 / 1e3);
            }
            let total = begin.elapsed().as_secs_f64();
            figures[at][0].push(question.needs.len() as f64 / total);
            figures[at][1].push(percentile(&mut micros, 0.5));
            figures[at][2].push(percentile(&mut micros, 0.99));
        }
    }
    println!(
        "| engine | queries/s | p50 us | p99 us | answers a query |\n| --- | --- | --- | --- | --- |"
    );
    let mut medians = Vec::new();
    for (((name, _), figures), answers) in engines.iter().zip(&mut figures).zip(answers) {
        let [rate, p50, p99] = figures.each_mut().map(|values| median(values));
        let mean = f64::from(answers as u32) / question.needs.len() as f64;
        println!("| {name} | {rate:.0} | {p50:.2} | {p99:.2} | {mean:.2} |");
        medians.push((rate, p99));
    }
    let (rate, p99) = (medians[0].0 / medians[1].0, medians[0].1 / medians[1].1);
    let verdict = |holds| if holds { "reached" } else { "MISSED" };
    let tail = if question.tail {
        format!(" (goal 1: {})", verdict(p99 <= 1.0))
    } else {
        String::new()
    };
    println!(
        "\nThroughput {rate:.2} of kiddo's (goal {}: {}); p99 {p99:.2} of kiddo's{tail}.",
        question.goal,
        verdict(rate >= question.goal)
    );
}
