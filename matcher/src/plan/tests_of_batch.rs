//! Tests of mode `batch`, read from JSON as the command reads it.

use serde_json::{Value, json};

use super::{PlanError, PlanInput, plan};

fn try_solve(input: &Value) -> Result<Value, PlanError> {
    let input: PlanInput = serde_json::from_value(input.clone()).unwrap();
    Ok(serde_json::to_value(plan(&input)?).unwrap())
}

fn solve(providers: &[Value], needs: &[Value]) -> Value {
    try_solve(&json!({"mode": "batch", "providers": providers, "needs": needs})).unwrap()
}

fn with(mut object: Value, more: Value) -> Value {
    let (Value::Object(fields), Value::Object(more)) = (&mut object, more) else {
        panic!("objects")
    };
    fields.extend(more);
    object
}

fn worker(id: &str, lon: f64) -> Value {
    json!({"id": id, "kind": "social_worker", "lon": lon, "lat": 30.65, "crs": "wgs84", "radius_m": 5000.0})
}

fn volunteer(id: &str) -> Value {
    with(worker(id, 104.0), json!({"kind": "volunteer"}))
}

fn need(id: &str, lon: f64) -> Value {
    json!({"id": id, "lon": lon, "lat": 30.65, "crs": "wgs84"})
}

/// Each need's lead, or the reason why there is none.
fn leads(output: &Value) -> Vec<String> {
    let needs = output["needs"].as_array().unwrap().iter();
    let lead = needs.map(|need| {
        need["lead"]["provider"]
            .as_str()
            .or(need["reason"].as_str())
    });
    lead.map(|lead| lead.unwrap().to_owned()).collect()
}

#[test]
fn one_gives_way_so_that_both_are_served() {
    // Both are nearest to the middle one; only the first reaches another.
    let providers = [worker("west", 103.97), worker("middle", 104.01)];
    let needs = [need("a", 104.0), need("b", 104.05)];
    let mut nearest = json!({"mode": "nearest", "providers": providers, "needs": needs});
    assert_eq!(
        leads(&try_solve(&nearest).unwrap()),
        ["middle", "at_capacity"]
    );
    nearest["mode"] = json!("batch");
    let output = try_solve(&nearest).unwrap();
    assert_eq!(leads(&output), ["west", "middle"]);
    assert_eq!(output["objective"]["leads_optimal"], true);
    assert_eq!(output["objective"]["cost"], output["totals"]["cost"]);
}

#[test]
fn whoever_waits_longest_is_served_and_a_day_outweighs_urgency() {
    let waiting = |id: &str, urgent: bool, minutes: u32| {
        with(
            need(id, 104.0),
            json!({"urgent": urgent, "waiting_min": minutes}),
        )
    };
    let providers = [worker("only", 104.0)];
    let of = |needs: &[Value]| leads(&solve(&providers, needs));
    let full = "at_capacity";
    assert_eq!(
        of(&[waiting("a", false, 10), waiting("b", false, 11)]),
        [full, "only"]
    );
    assert_eq!(
        of(&[waiting("a", false, 1_400), waiting("b", true, 0)]),
        [full, "only"]
    );
    assert_eq!(
        of(&[waiting("a", false, 1_500), waiting("b", true, 0)]),
        ["only", full]
    );
}

#[test]
fn tasks_are_spread_where_that_costs_less_than_the_way() {
    let providers = [
        with(worker("near", 104.0), json!({"capacity": 3})),
        with(worker("far", 104.003), json!({"capacity": 3})),
    ];
    // 287 m are 1,435 milli-points: less than a second task, 2,000.
    let needs = [need("a", 104.0), need("b", 104.0), need("c", 104.0)];
    let output = solve(&providers, &needs);
    let mut found = leads(&output);
    found.sort();
    assert_eq!(found, ["far", "near", "near"]);
    let extra: i64 = (0..3)
        .map(|need| {
            output["needs"][need]["lead"]["round"]["extra_task"]
                .as_i64()
                .unwrap()
        })
        .sum();
    assert_eq!(extra, 2_000);
}

#[test]
fn the_last_plan_stays_where_little_is_gained_by_moving() {
    let providers = [worker("a", 104.0), worker("b", 104.0005)];
    let asks = |previous: Value| {
        solve(
            &providers,
            &[with(need("n", 104.0), json!({"previous": previous}))],
        )
    };
    assert_eq!(leads(&asks(json!({}))), ["a"]);
    let kept = asks(json!({"lead": "b"}));
    assert_eq!(
        leads(&kept),
        ["b"],
        "48 m are worth less than the 1,000 of the last plan"
    );
    assert_eq!(kept["needs"][0]["lead"]["round"]["keep_last_plan"], -1_000);
    assert_eq!(
        leads(&asks(json!({"lead": "gone", "volunteers": ["gone"]}))),
        ["a"]
    );
}

#[test]
fn accepted_work_is_fixed_and_takes_capacity() {
    let providers = [
        with(worker("a", 104.0), json!({"capacity": 2})),
        worker("b", 104.02),
        volunteer("v"),
    ];
    let held = with(
        need("far", 104.05),
        json!({"held": {"lead": "a", "volunteers": ["v"]}, "volunteers": 2}),
    );
    let needs = [
        held,
        need("near", 104.0),
        with(need("urgent", 104.0), json!({"urgent": true})),
    ];
    let output = solve(&providers, &needs);
    let mut found = leads(&output);
    found.sort();
    assert_eq!(found, ["a", "a", "b"], "a has one left");
    let far = &output["needs"][0];
    assert_eq!(
        (&far["lead"]["round"]["held"], &far["volunteers_missing"]),
        (&json!(true), &json!(1))
    );
    let extra: i64 = (0..3)
        .map(|need| {
            output["needs"][need]["lead"]["round"]["extra_task"]
                .as_i64()
                .unwrap()
        })
        .sum();
    assert_eq!(extra, 2_000, "the second of a counts as such");
}

#[test]
fn there_are_no_half_teams_unless_the_need_allows_it() {
    let providers = [worker("w", 104.0), volunteer("v")];
    let asks = |more: Value| {
        solve(
            &providers,
            &[with(need("n", 104.0), more), need("other", 104.0)],
        )
    };
    let refused = asks(json!({"volunteers": 2, "waiting_min": 60}));
    assert_eq!(
        leads(&refused),
        ["team_too_small", "w"],
        "there is no second volunteer, and the lead serves another"
    );
    assert_eq!(refused["needs"][0]["volunteers"], json!([]));
    assert_eq!(refused["objective"]["leads_optimal"], false);
    let allowed = asks(json!({"volunteers": 2, "volunteers_min": 1, "waiting_min": 60}));
    assert_eq!(leads(&allowed), ["w", "at_capacity"]);
    assert_eq!(allowed["needs"][0]["volunteers"][0]["provider"], "v");
    assert_eq!(allowed["needs"][0]["volunteers_missing"], 1);
}

#[test]
fn a_team_of_the_last_plan_stays_together_where_little_is_gained() {
    let near = |id: &str, lon: f64| with(worker(id, lon), json!({"kind": "volunteer"}));
    let providers = [
        worker("w", 104.0),
        near("a", 104.0),
        near("b", 104.0001),
        near("c", 104.0004),
        near("d", 104.0005),
    ];
    let asks = |previous: Value| {
        let team = json!({"volunteers": 2, "previous": previous});
        let output = solve(&providers, &[with(need("n", 104.0), team)]);
        let team = output["needs"][0]["volunteers"].as_array().unwrap().clone();
        let names = team.iter().map(|one| one["provider"].as_str().unwrap());
        names.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(asks(json!({})), ["a", "b"]);
    let last = json!({"lead": "w", "volunteers": ["c", "d"]});
    assert_eq!(asks(last), ["c", "d"], "38 and 48 m are worth less");
    let one_is_gone = json!({"lead": "w", "volunteers": ["d", "gone"]});
    assert_eq!(asks(one_is_gone), ["a", "d"], "the other place is free");
}

#[test]
fn the_first_who_was_not_chosen_is_told_with_the_terms() {
    let providers = [
        worker("a", 104.0),
        worker("b", 104.002),
        worker("c", 104.001),
        volunteer("v"),
        with(volunteer("w"), json!({"load_7d": 1})),
    ];
    let asked = [with(need("n", 104.0), json!({"volunteers": 1}))];
    for mode in ["nearest", "batch"] {
        let input = json!({"mode": mode, "providers": providers, "needs": asked});
        let output = try_solve(&input).unwrap();
        let need = &output["needs"][0];
        assert_eq!(need["lead"]["provider"], "a");
        assert_eq!(need["next_lead"]["provider"], "c");
        let terms = need["next_lead"]["cost"]["terms"].as_array().unwrap();
        assert_eq!(terms.len(), 7);
        assert_eq!(need["next_volunteer"]["provider"], "w");
    }
    let alone = solve(&providers[..1], &[need("n", 104.0), need("o", 104.0)]);
    assert_eq!(
        (
            &alone["needs"][0]["next_lead"],
            &alone["needs"][1]["next_lead"]
        ),
        (&Value::Null, &Value::Null)
    );
}

#[test]
fn weights_too_large_for_the_needs_are_refused_by_name() {
    let providers = [with(worker("w", 104.0), json!({"load_7d": 65_535}))];
    let needs: Vec<Value> = (0..600)
        .map(|n: u32| with(need(&format!("n{n}"), 104.0), json!({"waiting_min": n})))
        .collect();
    let with_weights = |weights: Value| {
        let input =
            json!({"mode": "batch", "weights": weights, "providers": providers, "needs": needs});
        try_solve(&input)
    };
    assert!(with_weights(json!({})).is_ok());
    let refused = with_weights(json!({"load_per_task": u32::MAX, "continuity": 5})).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "weights.load_per_task: the costs are too large, all together, for empty places to count first"
    );
}

#[test]
fn the_order_of_the_file_does_not_matter() {
    let providers: Vec<Value> = (0..8)
        .map(|n| worker(&format!("p{n}"), 104.0 + f64::from(n % 3) * 0.01))
        .collect();
    let needs: Vec<Value> = (0..12)
        .map(|n| need(&format!("n{n:02}"), 104.0 + f64::from(n % 5) * 0.005))
        .collect();
    let reversed = |list: &[Value]| list.iter().rev().cloned().collect::<Vec<_>>();
    let mut backwards = solve(&reversed(&providers), &reversed(&needs));
    let list = backwards["needs"].as_array_mut().unwrap();
    list.reverse();
    assert_eq!(solve(&providers, &needs), backwards);
}

#[test]
fn what_makes_no_sense_is_refused_with_its_path() {
    let cases = [
        (
            json!({"held": {"lead": "nobody"}}),
            "needs[0].held.lead: there is no provider `nobody` that could hold this",
        ),
        (
            json!({"held": {"lead": "v"}}),
            "needs[0].held.lead: there is no provider `v` that could hold this",
        ),
        (
            json!({"held": {"lead": "w", "volunteers": ["v", "w"]}}),
            "needs[0].held.volunteers[1]: there is no provider `w` that could hold this",
        ),
        (
            json!({"held": {"lead": "w", "volunteers": ["v", "v"]}}),
            "needs[0].held.volunteers[1]: the id `v` is there twice",
        ),
        (
            json!({"volunteers": 1, "volunteers_min": 2}),
            "needs[0].volunteers_min: at least 2 volunteers of 1",
        ),
    ];
    for (change, message) in cases {
        let input = json!({
            "mode": "batch", "providers": [worker("w", 104.0), volunteer("v")],
            "needs": [with(need("n", 104.0), change)],
        });
        let error = try_solve(&input).unwrap_err();
        assert_eq!(error.to_string(), message);
        let text = serde_json::to_string_pretty(&input).unwrap();
        assert!(error.line(&text).is_some_and(|line| line > 3));
    }
    let costs = json!({"mode": "costs", "providers": [], "needs": []});
    assert_eq!(
        try_solve(&costs).unwrap_err().to_string(),
        "mode: this mode has another document"
    );
}
