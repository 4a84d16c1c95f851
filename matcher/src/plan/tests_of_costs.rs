//! Tests of mode `costs`, read from JSON as the command reads it.

use serde_json::{Value, json};

use super::{CostsInput, PlanError, plan_costs};

fn try_solve(input: &Value) -> Result<Value, PlanError> {
    let input: CostsInput = serde_json::from_value(input.clone()).unwrap();
    let output = plan_costs(&input, &mut |_| {})?;
    Ok(serde_json::to_value(output).unwrap())
}

#[test]
fn the_documented_example_gives_the_documented_answer() {
    let text = include_str!("../../../docs/plan.md");
    let from = text.split("### Mode `costs`").nth(1).unwrap();
    let mut blocks = from
        .split("```json\n")
        .skip(1)
        .map(|rest| serde_json::from_str::<Value>(rest.split("```").next().unwrap()).unwrap());
    let (input, output) = (blocks.next().unwrap(), blocks.next().unwrap());
    assert_eq!(try_solve(&input).unwrap(), output);
}

#[test]
fn unmatched_needs_count_first_and_the_weightier_are_served() {
    let need = |weight: u64, cost: i64| json!({"weight": weight, "edges": [[0, cost]]});
    let needs = [
        need(1, 0),
        need(9, 1_000_000),
        need(5, 3),
        json!({"edges": [[1, 900]]}),
    ];
    let output =
        try_solve(&json!({"mode": "costs", "capacities": [1, 1], "needs": needs})).unwrap();
    let served = |need: usize| output["needs"][need]["providers"].clone();
    assert_eq!(
        [served(0), served(1), served(2), served(3)],
        [json!([]), json!([0]), json!([]), json!([1])]
    );
    assert_eq!(output["objective"]["unmatched"], 2);
    assert_eq!(output["objective"]["cost"], 1_000_900);
    assert_eq!(output["objective"]["total"], output["objective"]["bound"]);
}

#[test]
fn a_start_changes_the_work_and_not_the_total() {
    let mut input = json!({
        "mode": "costs", "capacities": [2, 1], "unmatched": 100, "slot_costs": [[0, 4], [1]],
        "needs": [{"edges": [[0, 3], [1, 2]]}, {"edges": [[0, 5]]}, {"places": 2, "edges": [[0, 1], [1, 9]]}],
    });
    let first = try_solve(&input).unwrap();
    let providers: Vec<&Value> = (0..3)
        .map(|need| &first["needs"][need]["providers"])
        .collect();
    input["start"] = json!({"prices": first["prices"], "providers": providers});
    assert_eq!(try_solve(&input).unwrap()["objective"], first["objective"]);
}

#[test]
fn what_makes_no_sense_is_refused_with_its_path() {
    let cases = [
        (
            json!({"slot_costs": [[0]]}),
            "slot_costs[0]: there must be one cost for each unit of the provider's capacity",
        ),
        (
            json!({"slot_costs": [[0, 0], [0]]}),
            "slot_costs[1]: there are only 1 providers in `capacities`",
        ),
        (
            json!({"slot_costs": [[2, 1]]}),
            "slot_costs[0][1]: the slot costs fall from 2 to 1",
        ),
        (
            json!({"needs": [{"edges": [[0, 5], [1, 5]]}]}),
            "needs[0].edges[1]: there is no provider 1; there are 1",
        ),
        (
            json!({"needs": [{"edges": [[0, 5], [0, 6]]}]}),
            "needs[0].edges[1]: the provider 0 is there twice",
        ),
        (
            json!({"needs": [{"edges": [[0, 1_i64 << 56]]}, {"weight": 9, "edges": [[0, -(1_i64 << 56)]]}]}),
            "needs[1].edges[0]: the costs are too large, all together, for empty places to count first",
        ),
        (
            json!({"slot_costs": [[0, 1_i64 << 58]], "needs": [{"edges": [[0, 1]]}]}),
            "slot_costs[0][1]: 288230376151711744 is not between -2^57 and 2^57",
        ),
        (
            json!({"unmatched": 1_i64 << 58, "needs": [{"edges": [[0, 1]]}]}),
            "unmatched: 288230376151711744 is not between -2^57 and 2^57",
        ),
        (
            json!({"unmatched": 1, "needs": [{"edges": [[0, i64::MAX]]}]}),
            "needs[0].edges[0]: 9223372036854775807 is not between -2^57 and 2^57",
        ),
        (
            json!({"needs": [{"unmatched": i64::MIN, "edges": []}]}),
            "needs[0].unmatched: -9223372036854775808 is not between -2^57 and 2^57",
        ),
        (
            json!({"mode": "batch"}),
            "mode: this mode has another document",
        ),
    ];
    for (change, message) in cases {
        let mut input = json!({"mode": "costs", "capacities": [2], "needs": []});
        let (Value::Object(fields), Value::Object(change)) = (&mut input, change) else {
            panic!("objects")
        };
        fields.extend(change);
        assert_eq!(try_solve(&input).unwrap_err().to_string(), message);
    }
}
