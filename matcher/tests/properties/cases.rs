//! Random documents for `jinlin plan`, as the command reads them.

use jinlin_matcher::plan::{PlanInput, plan};
use proptest::prelude::*;
use serde_json::{Value, json};

/// What a plan is made of.
#[derive(Debug, Clone)]
pub struct Document {
    pub providers: Vec<Value>,
    pub needs: Vec<Value>,
}

impl Document {
    /// The answer in a mode.
    pub fn solve(&self, mode: &str) -> Value {
        solve_input(json!({"mode": mode, "providers": self.providers, "needs": self.needs}))
    }
}

/// The answer to a whole document.
pub fn solve_input(input: Value) -> Value {
    let input: PlanInput = serde_json::from_value(input).unwrap();
    serde_json::to_value(plan(&input).unwrap()).unwrap()
}

/// Few places, so that many are equally far; some at random.
fn place() -> impl Strategy<Value = (f64, f64)> {
    prop_oneof![
        (0..4_u8, 0..4_u8)
            .prop_map(|(x, y)| (104.0 + f64::from(x) * 0.01, 30.6 + f64::from(y) * 0.01)),
        (104.0..104.04, 30.6..30.64),
    ]
}

fn skills() -> impl Strategy<Value = Vec<&'static str>> {
    prop::sample::subsequence(vec!["care", "law"], 0..=2)
}

fn certificate() -> impl Strategy<Value = Value> {
    prop::sample::select(vec![
        Value::Null,
        json!("local_aide"),
        json!("assistant"),
        json!("senior"),
    ])
}

fn community() -> impl Strategy<Value = Value> {
    prop::sample::select(vec![
        Value::Null,
        json!("510104035017"),
        json!("510104035018"),
    ])
}

fn provider(kind: &'static str) -> impl Strategy<Value = Value> {
    let numbers = (0..4_u8, 0..2_u8, 0..5_u16, 0..=1_000_u16);
    let radius = prop_oneof![Just(1_000), Just(2_000), Just(9_000)];
    (place(), skills(), certificate(), community(), numbers, radius, prop::bool::weighted(0.9)).prop_map(
        move |((lon, lat), skills, certificate, community, (capacity, load, load_7d, quality), radius_m, on)| {
            json!({
                "kind": kind, "lon": lon, "lat": lat, "crs": "wgs84", "skills": skills,
                "certificate": certificate, "community": community, "capacity": capacity, "load": load,
                "load_7d": load_7d, "quality_milli": quality, "radius_m": radius_m, "on": on,
            })
        },
    )
}

fn need(most_volunteers: u8) -> impl Strategy<Value = Value> {
    let how = (
        any::<bool>(),
        prop_oneof![0..4_u32, 0..20_000_u32],
        0..=most_volunteers,
    );
    let ids = || prop::sample::subsequence(vec!["p0", "p1", "p2"], 0..=1);
    (place(), skills(), certificate(), community(), how, ids(), ids()).prop_map(
        |((lon, lat), skills, certificate, community, (urgent, waiting, volunteers), blocked, served)| {
            json!({
                "lon": lon, "lat": lat, "crs": "wgs84", "skills": skills, "certificate": certificate,
                "community": community, "urgent": urgent, "waiting_min": waiting, "volunteers": volunteers,
                "volunteers_min": 0, "blocked": blocked, "served_before": served,
            })
        },
    )
}

/// Gives everybody an id by position.
fn named(letter: char, all: Vec<Value>) -> Vec<Value> {
    let named = all.into_iter().enumerate().map(|(at, mut one)| {
        one["id"] = json!(format!("{letter}{at}"));
        one
    });
    named.collect()
}

/// Up to so many workers, volunteers and needs; a need asks for at most two volunteers, and serves with fewer.
pub fn document(
    workers: usize,
    volunteers: usize,
    needs: usize,
) -> impl Strategy<Value = Document> {
    (
        prop::collection::vec(provider("social_worker"), 0..=workers),
        prop::collection::vec(provider("volunteer"), 0..=volunteers),
        prop::collection::vec(need(if volunteers > 0 { 2 } else { 0 }), 0..=needs),
    )
        .prop_map(|(mut workers, volunteers, needs)| {
            workers.extend(volunteers);
            Document {
                providers: named('p', workers),
                needs: named('n', needs),
            }
        })
}

/// Who was given a need: its lead, then its volunteers in the order of their ids.
pub fn team(need: &Value) -> (Option<String>, Vec<String>) {
    let id = |assigned: &Value| assigned["provider"].as_str().map(ToOwned::to_owned);
    let mut volunteers: Vec<String> = need["volunteers"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(id)
        .collect();
    volunteers.sort();
    (id(&need["lead"]), volunteers)
}
