//! `docs/plan.md` worked out a second time, from its words alone: every term of every pair, the totals, the objective, the
//! penalty of an empty place, and the bound that proves the optimum.

use std::collections::{BTreeMap, BTreeSet};

use jinlin_matcher::plan::{CostsInput, plan_costs};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::cases::{Document, document, solve_input};

/// The document's sphere, metres.
const RADIUS_M: f64 = 6_371_008.8;

fn whole(value: &Value, name: &str) -> i64 {
    value[name].as_i64().unwrap_or(0)
}

/// Great-circle distance in whole metres.
fn metres(a: &Value, b: &Value) -> i64 {
    let radians = |value: &Value, name: &str| value[name].as_f64().unwrap().to_radians();
    let (lat_a, lat_b) = (radians(a, "lat"), radians(b, "lat"));
    let half = |difference: f64| (difference / 2.0).sin().powi(2);
    let lon = radians(a, "lon") - radians(b, "lon");
    let h = half(lat_a - lat_b) + lat_a.cos() * lat_b.cos() * half(lon);
    let distance = 2.0 * RADIUS_M * h.sqrt().asin();
    format!("{:.0}", distance.round()).parse().unwrap()
}

/// To the nearest whole number, halves up.
fn divided(dividend: i64, divisor: i64) -> i64 {
    (2 * dividend + divisor).div_euclid(2 * divisor)
}

fn level(value: &Value) -> i64 {
    let levels = ["local_aide", "assistant", "intermediate", "senior"];
    let at = value
        .as_str()
        .and_then(|word| levels.iter().position(|level| *level == word));
    at.map_or(0, |at| i64::try_from(at + 1).unwrap())
}

/// The terms of a pair: code, milli-points, value.
fn terms(
    need: &Value,
    provider: &Value,
    weights: &Value,
    lead: bool,
) -> Vec<(&'static str, i64, i64)> {
    let weight = |name| whole(weights, name);
    let away = metres(need, provider);
    let load = whole(provider, "load_7d");
    let quality = whole(provider, "quality_milli");
    let served = need["served_before"].as_array().unwrap();
    let served = i64::from(served.contains(&provider["id"]));
    let home = !need["community"].is_null() && need["community"] == provider["community"];
    let home = i64::from(home);
    let required = if lead { level(&need["certificate"]) } else { 0 };
    let above = level(&provider["certificate"]) - required;
    let waiting = whole(need, "waiting_min");
    let hours = divided(waiting.min(10_080) * weight("waiting_per_hour"), 60);
    vec![
        (
            "travel",
            divided(away * weight("travel_per_minute"), 200),
            divided(away, 200),
        ),
        ("load", load * weight("load_per_task"), load),
        (
            "quality",
            divided((1_000 - quality) * weight("quality_full_scale"), 1_000),
            quality,
        ),
        ("continuity", -served * weight("continuity"), served),
        ("home_community", -home * weight("home_community"), home),
        (
            "certificate_fit",
            above * weight("overqualified_per_level"),
            above,
        ),
        ("waiting", -hours, waiting),
    ]
}

fn weights() -> impl Strategy<Value = Value> {
    prop::array::uniform7(0..20_000_u32).prop_map(|[a, b, c, d, e, f, g]| {
        json!({
            "travel_per_minute": a, "load_per_task": b, "quality_full_scale": c, "continuity": d,
            "home_community": e, "overqualified_per_level": f, "waiting_per_hour": g,
        })
    })
}

/// Checks a pair of the answer and gives its cost.
fn check_pair(
    pair: &Value,
    need: &Value,
    providers: &BTreeMap<&str, &Value>,
    weights: &Value,
    lead: bool,
) -> i64 {
    let provider = providers[pair["provider"].as_str().unwrap()];
    assert_eq!(whole(pair, "distance_m"), metres(need, provider));
    let expected = terms(need, provider, weights, lead);
    let shown: Vec<(String, i64, i64)> = pair["cost"]["terms"]
        .as_array()
        .unwrap()
        .iter()
        .map(|term| {
            let code = term["code"].as_str().unwrap().to_owned();
            (code, whole(term, "milli_points"), whole(term, "value"))
        })
        .collect();
    let of_document: Vec<_> = expected
        .iter()
        .map(|(code, points, value)| ((*code).to_owned(), *points, *value))
        .collect();
    assert_eq!(shown, of_document, "{need} {provider}");
    let total: i64 = expected.iter().map(|(_, points, _)| points).sum();
    assert_eq!(whole(&pair["cost"], "total"), total);
    total
}

/// Everybody who serves a need, the lead first.
fn pairs(planned: &Value) -> Vec<(&Value, bool)> {
    let lead = Some((&planned["lead"], true)).filter(|(lead, _)| !lead.is_null());
    let volunteers = planned["volunteers"].as_array().unwrap();
    lead.into_iter()
        .chain(volunteers.iter().map(|volunteer| (volunteer, false)))
        .collect()
}

/// Recomputes an answer of a mode.
fn check(document: &Document, mode: &str, weights: &Value, round: &Value) {
    let input = json!({
        "mode": mode, "weights": weights, "round": round, "providers": document.providers, "needs": document.needs,
    });
    let output = solve_input(input);
    let providers: BTreeMap<&str, &Value> = document
        .providers
        .iter()
        .map(|provider| (provider["id"].as_str().unwrap(), provider))
        .collect();
    let (mut cost, mut unmatched, mut weight, mut missing) = (0, 0, 0, 0);
    let mut planned: Vec<(&Value, &Value)> = document
        .needs
        .iter()
        .zip(output["needs"].as_array().unwrap())
        .collect();
    // The order in which a provider's tasks of this round are counted.
    planned.sort_by_key(|(need, _)| need["id"].as_str().unwrap().as_bytes().to_vec());
    let mut tasks: BTreeMap<&str, i64> = BTreeMap::new();
    for (need, answer) in planned {
        for (pair, lead) in pairs(answer) {
            cost += check_pair(pair, need, &providers, weights, lead);
            if mode == "batch" {
                let earlier = tasks.entry(pair["provider"].as_str().unwrap()).or_default();
                let extra = *earlier * whole(round, "extra_task");
                assert_eq!(whole(&pair["round"], "extra_task"), extra);
                *earlier += 1;
                cost += extra;
            }
        }
        if answer["lead"].is_null() {
            unmatched += 1;
            let urgent = i64::from(need["urgent"] == true) * whole(round, "urgent_minutes");
            weight += 1 + whole(need, "waiting_min") + urgent;
        } else {
            let placed = answer["volunteers"].as_array().unwrap().len();
            missing += whole(need, "volunteers") - i64::try_from(placed).unwrap();
        }
    }
    let objective = &output["objective"];
    assert_eq!(whole(objective, "unmatched"), unmatched);
    assert_eq!(whole(objective, "cost"), cost);
    if mode == "batch" {
        assert_eq!(whole(objective, "unmatched_weight"), weight);
        assert_eq!(whole(objective, "volunteers_missing"), missing);
    }
}

/// Edges, places and weight of a need of mode `costs`; capacities with rising slot costs.
fn costs() -> impl Strategy<Value = Value> {
    let slots = prop::collection::vec(prop::collection::vec(0..50_i64, 0..4), 1..5);
    slots.prop_flat_map(|slots| {
        let slots: Vec<Vec<i64>> = slots
            .into_iter()
            .map(|mut one| {
                one.sort_unstable();
                one
            })
            .collect();
        let providers = slots.len();
        let edge = prop::collection::btree_map(0..providers, -100..100_i64, 0..=providers);
        let need = (edge, 0..3_u8, 0..4_u64, prop::option::of(-50..300_i64)).prop_map(
            |(edges, places, weight, unmatched)| {
                let edges: Vec<(usize, i64)> = edges.into_iter().collect();
                json!({"edges": edges, "places": places, "weight": weight, "unmatched": unmatched})
            },
        );
        prop::collection::vec(need, 0..6).prop_map(move |needs| {
            let capacities: Vec<usize> = slots.iter().map(Vec::len).collect();
            json!({"mode": "costs", "capacities": capacities, "slot_costs": slots, "needs": needs})
        })
    })
}

/// What an empty place costs that no need names: rank of the weight times one more than all spreads.
fn penalties(input: &Value) -> Vec<i64> {
    let needs = input["needs"].as_array().unwrap();
    let slots: Vec<i64> = input["slot_costs"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|slots| slots.as_array().unwrap())
        .map(|cost| cost.as_i64().unwrap())
        .collect();
    let highest = slots.iter().copied().max().unwrap_or(0).max(0);
    let lowest = slots.iter().copied().min().unwrap_or(0).min(0);
    let spread = |need: &Value| {
        let mut seen: Vec<i64> = Vec::new();
        for edge in need["edges"].as_array().unwrap() {
            let cost = edge[1].as_i64().unwrap();
            seen.extend([cost + highest, cost + lowest]);
        }
        seen.extend(need["unmatched"].as_i64());
        let most = seen.iter().copied().max().unwrap_or(0).max(0);
        let least = seen.iter().copied().min().unwrap_or(0).min(0);
        whole(need, "places") * (most - least)
    };
    let one_more = 1 + needs.iter().map(spread).sum::<i64>();
    let ranked: BTreeSet<i64> = needs
        .iter()
        .filter(|need| need["unmatched"].is_null())
        .map(|need| whole(need, "weight"))
        .collect();
    needs
        .iter()
        .map(|need| {
            need["unmatched"].as_i64().unwrap_or_else(|| {
                let weight = whole(need, "weight");
                let rank = ranked.iter().position(|ranked| *ranked == weight).unwrap() + 1;
                i64::try_from(rank).unwrap() * one_more
            })
        })
        .collect()
}

/// What no answer can cost less than, from the prices alone.
fn bound(input: &Value, prices: &[i64], unmatched: &[i64]) -> i64 {
    let mut bound = 0;
    for (need, unmatched) in input["needs"].as_array().unwrap().iter().zip(unmatched) {
        let places = whole(need, "places");
        let mut reduced: Vec<i64> = need["edges"]
            .as_array()
            .unwrap()
            .iter()
            .map(|edge| {
                let provider = usize::try_from(edge[0].as_i64().unwrap()).unwrap();
                edge[1].as_i64().unwrap() + prices[provider]
            })
            .collect();
        reduced.sort_unstable();
        let nth = usize::try_from(places).unwrap().checked_sub(1);
        let nth = nth.and_then(|nth| reduced.get(nth)).copied();
        let worth = nth.unwrap_or(*unmatched).min(*unmatched);
        bound += places * worth;
        bound += reduced.iter().map(|r| (r - worth).min(0)).sum::<i64>() * i64::from(places > 0);
    }
    for (slots, price) in input["slot_costs"].as_array().unwrap().iter().zip(prices) {
        for slot in slots.as_array().unwrap() {
            bound -= (price - slot.as_i64().unwrap()).max(0);
        }
    }
    bound
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn every_number_is_the_documents(
        document in document(5, 5, 7),
        weights in weights(),
        (extra, keep, urgent) in (0..5_000_u32, 0..3_000_u32, 0..3_000_u32),
    ) {
        let round = json!({"extra_task": extra, "keep_last_plan": keep, "urgent_minutes": urgent});
        check(&document, "nearest", &weights, &round);
        check(&document, "batch", &weights, &round);
    }

    #[test]
    fn the_optimum_is_proved_by_the_documents_own_words(input in costs()) {
        let parsed: CostsInput = serde_json::from_value(input.clone()).unwrap();
        let output = serde_json::to_value(plan_costs(&parsed, &mut |_| {}).unwrap()).unwrap();
        let expected = penalties(&input);
        let answers = output["needs"].as_array().unwrap();
        let shown: Vec<i64> = answers.iter().map(|need| whole(need, "unmatched")).collect();
        prop_assert_eq!(&shown, &expected);
        let prices: Vec<i64> =
            output["prices"].as_array().unwrap().iter().map(|price| price.as_i64().unwrap()).collect();
        let objective = &output["objective"];
        prop_assert_eq!(bound(&input, &prices, &expected), whole(objective, "total"));
        let empty: i64 = answers.iter().zip(&expected).map(|(need, unmatched)| whole(need, "empty") * unmatched).sum();
        prop_assert_eq!(whole(objective, "cost") + empty, whole(objective, "total"));
    }
}
