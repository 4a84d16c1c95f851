//! Tests of plans, read from JSON as the command reads them.

use serde_json::{Value, json};

use super::*;

fn solve(input: Value) -> Value {
    let input: PlanInput = serde_json::from_value(input).unwrap();
    serde_json::to_value(plan(&input).unwrap()).unwrap()
}

fn worker(id: &str, lon: f64) -> Value {
    json!({"id": id, "kind": "social_worker", "lon": lon, "lat": 30.65, "crs": "wgs84", "radius_m": 5000.0})
}

fn need(id: &str, lon: f64) -> Value {
    json!({"id": id, "lon": lon, "lat": 30.65, "crs": "wgs84"})
}

/// An object with some more fields.
fn with(mut object: Value, more: Value) -> Value {
    let (Value::Object(fields), Value::Object(more)) = (&mut object, more) else {
        panic!("objects")
    };
    fields.extend(more);
    object
}

fn leads(output: &Value) -> Vec<Option<String>> {
    let needs = output["needs"].as_array().unwrap();
    needs
        .iter()
        .map(|need| need["lead"]["provider"].as_str().map(ToOwned::to_owned))
        .collect()
}

/// The ```` ```json ```` blocks of the documentation: the example's input, and its output.
fn documented() -> (Value, Value) {
    let text = include_str!("../../../docs/plan.md");
    let mut blocks = text
        .split("```json\n")
        .skip(1)
        .map(|rest| rest.split("```").next().unwrap());
    let mut next = || serde_json::from_str(blocks.next().unwrap()).unwrap();
    (next(), next())
}

#[test]
fn the_documented_example_gives_the_documented_answer() {
    let (input, output) = documented();
    assert_eq!(solve(input), output);
}

#[test]
fn capacity_is_used_up_in_order_of_urgency_waiting_and_id() {
    let needs = [
        need("d", 104.0),
        need("c", 104.0),
        with(need("b", 104.0), json!({"waiting_min": 30})),
        with(need("a", 104.03), json!({"urgent": true})),
    ];
    let output = solve(json!({
        "mode": "nearest",
        "providers": [with(worker("near", 104.0), json!({"capacity": 2})), worker("far", 104.01)],
        "needs": needs,
    }));
    let name = |name: &str| Some(name.to_owned());
    assert_eq!(
        leads(&output),
        [None, name("near"), name("near"), name("far")],
        "a, b, c, d in turn"
    );
    assert_eq!(output["needs"][0]["reason"], "at_capacity");
    assert_eq!(output["totals"]["matched"], 3);
    assert_eq!(output["objective"]["unmatched"], 1);
}

#[test]
fn the_order_of_the_file_does_not_matter() {
    let providers: Vec<Value> = (0..8)
        .map(|n| worker(&format!("p{n}"), 104.0 + f64::from(n % 3) * 0.01))
        .collect();
    let needs: Vec<Value> = (0..12)
        .map(|n| need(&format!("n{n:02}"), 104.0 + f64::from(n % 5) * 0.005))
        .collect();
    let solved = |providers: Vec<Value>, needs: Vec<Value>| {
        let mut output = solve(json!({"mode": "nearest", "providers": providers, "needs": needs}));
        output["needs"]
            .as_array_mut()
            .unwrap()
            .sort_by_key(|need| need["id"].to_string());
        output
    };
    let reversed = |list: &[Value]| list.iter().rev().cloned().collect();
    assert_eq!(
        solved(providers.clone(), needs.clone()),
        solved(reversed(&providers), reversed(&needs))
    );
}

#[test]
fn equally_near_leads_differ_by_cost_then_id() {
    let busy = with(worker("a", 104.0), json!({"load_7d": 5}));
    let providers = [busy, worker("c", 104.0), worker("b", 104.0)];
    let output =
        solve(json!({"mode": "nearest", "providers": providers, "needs": [need("n", 104.0)]}));
    assert_eq!(leads(&output), [Some("b".to_owned())]);
}

#[test]
fn volunteers_follow_a_lead_and_what_is_missing_is_said() {
    let volunteer =
        |id: &str, on: bool| with(worker(id, 104.0), json!({"kind": "volunteer", "on": on}));
    let providers = json!([
        worker("lead", 104.0),
        volunteer("v1", true),
        volunteer("v2", false),
        volunteer("v3", false)
    ]);
    let asks = |id: &str| with(need(id, 104.0), json!({"volunteers": 2}));
    let output =
        solve(json!({"mode": "nearest", "providers": providers, "needs": [asks("a"), asks("b")]}));
    let (first, second) = (&output["needs"][0], &output["needs"][1]);
    assert_eq!(first["volunteers"][0]["provider"], "v1");
    assert_eq!(
        (&first["volunteers_missing"], &first["volunteers_reason"]),
        (&json!(1), &json!("off_duty"))
    );
    assert_eq!(
        (&second["lead"], &second["reason"]),
        (&Value::Null, &json!("at_capacity"))
    );
    assert_eq!(
        (&second["volunteers_missing"], &second["volunteers_reason"]),
        (&json!(2), &Value::Null)
    );
}

#[test]
fn nobody_in_reach_is_said() {
    let output = solve(
        json!({"mode": "nearest", "providers": [worker("a", 105.0)], "needs": [need("n", 104.0)]}),
    );
    assert_eq!(output["needs"][0]["reason"], "nobody_in_reach");
    let empty = solve(json!({"mode": "nearest", "providers": [], "needs": []}));
    assert_eq!(empty["totals"]["needs"], 0);
}

#[test]
fn coordinates_are_taken_in_their_reference_system() {
    let gcj = crate::Wgs84::new(104.0, 30.65).unwrap().to_gcj02();
    let shifted = with(
        need("n", gcj.lon()),
        json!({"lat": gcj.lat(), "crs": "gcj02"}),
    );
    let output =
        solve(json!({"mode": "nearest", "providers": [worker("a", 104.0)], "needs": [shifted]}));
    assert_eq!(output["needs"][0]["lead"]["distance_m"], 0);
}

#[test]
fn what_makes_no_sense_is_refused_with_its_path() {
    let slot =
        |from: &str, to: &str| json!({"availability": [{"day": "mon", "from": from, "to": to}]});
    let window = |start: &str, minutes: u16| json!({"window": {"day": "sun", "start": start, "minutes": minutes}});
    let many: Vec<String> = (0..129).map(|n| format!("s{n}")).collect();
    let provider_cases = [
        (
            json!({"lon": 181.0}),
            "providers[1].lon: longitude 181 is not between -180 and 180",
        ),
        (
            json!({"id": "first"}),
            "providers[1].id: the id `first` is there twice",
        ),
        (json!({"id": ""}), "providers[1].id: the id is empty"),
        (
            json!({"radius_m": -1.0}),
            "providers[1].radius_m: -1 is not a radius in metres",
        ),
        (
            json!({"quality_milli": 1001}),
            "providers[1].quality_milli: 1001 is more than 1000",
        ),
        (
            slot("9:00", "10:00"),
            "providers[1].availability[0].from: `9:00` is not a time of day such as `09:30`",
        ),
        (
            slot("09:00", "24:01"),
            "providers[1].availability[0].to: `24:01` is not a time of day such as `09:30`",
        ),
        (
            slot("10:00", "09:00"),
            "providers[1].availability[0]: minutes 600 to 540 are not within a day of 1440",
        ),
        (
            json!({"skills": many}),
            "providers[1].skills[128]: 129 names, but at most 128 are possible",
        ),
        (
            json!({"dialects": many}),
            "providers[1].dialects[32]: more than 32 different dialects",
        ),
    ];
    let need_cases = [
        (
            json!({"lat": 91.0}),
            "needs[0].lat: latitude 91 is not between -90 and 90",
        ),
        (
            window("24:00", 60),
            "needs[0].window.start: `24:00` is not a time of day such as `09:30`",
        ),
        (
            window("23:00", 10_081),
            "needs[0].window.minutes: 10081 is more than 10080",
        ),
    ];
    let refused = |provider: Value, need: Value| {
        let input = json!({"mode": "nearest", "providers": [worker("first", 104.0), provider], "needs": [need]});
        plan(&serde_json::from_value(input).unwrap())
            .unwrap_err()
            .to_string()
    };
    for (change, message) in provider_cases {
        assert_eq!(
            refused(with(worker("second", 104.0), change), need("n", 104.0)),
            message
        );
    }
    for (change, message) in need_cases {
        assert_eq!(
            refused(worker("second", 104.0), with(need("n", 104.0), change)),
            message
        );
    }
}

#[test]
fn unknown_modes_and_fields_are_refused() {
    let read = |input: Value| {
        serde_json::from_value::<PlanInput>(input)
            .unwrap_err()
            .to_string()
    };
    let mode = |mode: &str| read(json!({"mode": mode, "providers": [], "needs": []}));
    assert_eq!(
        mode("best"),
        "mode `best` is unknown; there are `nearest`, `batch` and `costs`"
    );
    let misspelt = with(worker("a", 104.0), json!({"skill": []}));
    assert!(
        read(json!({"mode": "nearest", "providers": [misspelt], "needs": []}))
            .contains("unknown field `skill`")
    );
}
