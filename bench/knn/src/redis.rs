//! Redis with GEOSEARCH: a key per skill with the available volunteers, over its socket; the client knows what else
//! providers can do and asks for more until ten fit, as kiddo's user does.

use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::net::UnixStream;
use std::time::Instant;

use jinlin_matcher::{Metres, Need, Provider, ProviderIndex, Role};

use crate::data::{RARE, needs};
use crate::peers::{Facts, Wanted, is_ready};
use crate::percentile;

const K: usize = 10;
const QUERIES: usize = 2_000;

/// A connection that speaks as much of the protocol as this needs.
struct Redis(BufReader<UnixStream>);

impl Redis {
    fn open(socket: &str) -> Self {
        let mut redis = Self(BufReader::new(UnixStream::connect(socket).unwrap()));
        // As redis-cli does.
        if let Ok(password) = std::env::var("REDISCLI_AUTH") {
            redis.send(&["AUTH", &password]);
            redis.line();
        }
        redis
    }

    fn send(&mut self, words: &[&str]) {
        let mut text = format!("*{}\r\n", words.len());
        for word in words {
            text += &format!("${}\r\n{word}\r\n", word.len());
        }
        self.0.get_mut().write_all(text.as_bytes()).unwrap();
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.0.read_line(&mut line).unwrap();
        assert!(!line.starts_with('-'), "{line}");
        line.trim_end().to_owned()
    }

    /// A list of numbers written as strings.
    fn numbers(&mut self) -> Vec<u32> {
        let count: usize = self.line()[1..].parse().unwrap();
        let one = |_| {
            let length: usize = self.line()[1..].parse().unwrap();
            let mut text = vec![0; length + 2];
            self.0.read_exact(&mut text).unwrap();
            std::str::from_utf8(&text[..length])
                .unwrap()
                .parse()
                .unwrap()
        };
        (0..count).map(one).collect()
    }
}

pub fn compare(socket: &str, providers: &[Provider]) {
    let mut redis = Redis::open(socket);
    let mut counts = [0_usize; RARE as usize + 1];
    for skill in 0..=RARE {
        let holds = |provider: &&Provider| {
            provider.role == Role::Volunteer
                && is_ready(provider)
                && provider.skills.contains(skill)
        };
        let members: Vec<[String; 3]> = (0..)
            .zip(providers)
            .filter(|(_, provider)| holds(provider))
            .map(|(number, provider): (u32, _)| {
                [
                    provider.place.lon().to_string(),
                    provider.place.lat().to_string(),
                    number.to_string(),
                ]
            })
            .collect();
        counts[usize::from(skill)] = members.len();
        let key = format!("s{skill}");
        for members in members.chunks(1_000) {
            let words = members.iter().flatten().map(String::as_str);
            redis.send(
                &["GEOADD", &key]
                    .into_iter()
                    .chain(words)
                    .collect::<Vec<_>>(),
            );
            redis.line();
        }
    }
    let facts: Vec<Facts> = providers.iter().map(Facts::of).collect();
    let index = ProviderIndex::bulk_load(providers.to_vec());
    for (name, seed, rare, within) in [
        ("several skills, 5 km", 7, false, 5_000.0),
        ("rare skill, 20 km", 8, true, 20_000.0),
    ] {
        let mut micros = Vec::new();
        let mut equal = 0;
        let begin = Instant::now();
        let mut outside = 0.0;
        for need in needs(QUERIES, seed, rare) {
            let one = Instant::now();
            let found = nearest(&mut redis, &need, within, &counts, &facts);
            micros.push(one.elapsed().as_nanos() as f64 / 1e3);
            let checking = Instant::now();
            let exact = index
                .nearest_eligible(&need, K, Metres::new(within))
                .into_iter();
            let exact = exact.map(|(provider, _)| (provider.id.0 & u128::from(u64::MAX)) as u32);
            equal += usize::from(exact.eq(found));
            outside += checking.elapsed().as_secs_f64();
        }
        let rate = QUERIES as f64 / (begin.elapsed().as_secs_f64() - outside);
        let (p50, p99) = (percentile(&mut micros, 0.5), percentile(&mut micros, 0.99));
        println!(
            "| Redis, GEOSEARCH, a key per skill | {name} | {rate:.1} | {p50:.0} | {p99:.0} | {equal} of {QUERIES} |"
        );
    }
}

fn nearest(
    redis: &mut Redis,
    need: &Need,
    within: f64,
    counts: &[usize],
    facts: &[Facts],
) -> Vec<u32> {
    let skill = need
        .skills
        .iter()
        .min_by_key(|skill| counts[usize::from(*skill)])
        .unwrap();
    let wanted = Wanted::of(need);
    let (key, radius) = (format!("s{skill}"), within.to_string());
    let (lon, lat) = (need.place.lon().to_string(), need.place.lat().to_string());
    let mut ask = if need.window.is_none() { K } else { 64 };
    loop {
        let count = ask.to_string();
        redis.send(&[
            "GEOSEARCH",
            &key,
            "FROMLONLAT",
            &lon,
            &lat,
            "BYRADIUS",
            &radius,
            "m",
            "ASC",
            "COUNT",
            &count,
        ]);
        let found = redis.numbers();
        let fitting = found
            .iter()
            .filter(|number| wanted.fits(&facts[**number as usize]));
        let nearest: Vec<u32> = fitting.take(K).copied().collect();
        if nearest.len() == K || found.len() < ask {
            return nearest;
        }
        ask *= 4;
    }
}
