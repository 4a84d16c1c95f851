//! `jinlin plan` as somebody uses it who has nothing but the program: a document in, an answer or a refusal out.

use std::io::Write as _;
use std::process::{Output, Stdio};

use jinlin_tests::command;
use serde_json::{Value, json};

/// What the program says of a document: given as a file, and once more on standard input, which must be the same.
fn run(document: &[u8]) -> Output {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("plan.json");
    std::fs::write(&file, document).expect("the document is written");
    let arguments = |file: &str| ["plan".to_owned(), file.to_owned()];
    let from_file = command(folder.path(), &[], &arguments(&file.display().to_string()))
        .output()
        .expect("the program runs");
    let mut child = command(folder.path(), &[], &arguments("-"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut input = child.stdin.take().expect("its input");
    input.write_all(document).expect("it reads");
    drop(input);
    let from_input = child.wait_with_output().expect("it ends");
    assert_eq!(from_file, from_input);
    from_file
}

/// The answer to a document that makes sense, and what was said beside it.
fn solve(document: &Value) -> (Value, String) {
    let output = run(document.to_string().as_bytes());
    let said = String::from_utf8(output.stderr).expect("text");
    assert_eq!(output.status.code(), Some(0), "{said}");
    (serde_json::from_slice(&output.stdout).expect("JSON"), said)
}

/// What is said of a document that makes none.
fn refusal(document: &[u8]) -> String {
    let output = run(document);
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty(), "no half answers");
    let said = String::from_utf8(output.stderr).expect("text");
    let said = said.strip_prefix("jinlin plan: ").expect("who says it");
    said.trim_end().to_owned()
}

fn worker(id: &str, lon: f64) -> Value {
    json!({"id": id, "kind": "social_worker", "lon": lon, "lat": 30.65, "crs": "wgs84", "radius_m": 5000.0})
}

fn need(id: &str, lon: f64) -> Value {
    json!({"id": id, "lon": lon, "lat": 30.65, "crs": "wgs84"})
}

fn leads(answer: &Value) -> Vec<&str> {
    let needs = answer["needs"].as_array().expect("needs").iter();
    needs
        .map(|need| {
            let lead = need["lead"]["provider"].as_str();
            lead.or(need["reason"].as_str())
                .expect("a lead or a reason")
        })
        .collect()
}

#[test]
fn each_mode_answers() {
    // Both needs are nearest to the worker in the middle; only one of them reaches another.
    let mut document = json!({
        "mode": "nearest",
        "providers": [worker("west", 103.97), worker("middle", 104.01)],
        "needs": [need("a", 104.0), need("b", 104.05)],
    });
    let (nearest, said) = solve(&document);
    assert_eq!(leads(&nearest), ["middle", "at_capacity"]);
    assert_eq!(nearest["objective"]["unmatched"], 1);
    assert_eq!(
        said, "",
        "a small plan is done before there is anything to say"
    );
    document["mode"] = json!("batch");
    let (batch, _) = solve(&document);
    assert_eq!(leads(&batch), ["west", "middle"]);
    assert_eq!(batch["objective"]["leads_optimal"], true);
    let (costs, _) = solve(&json!({
        "mode": "costs", "capacities": [1, 1], "needs": [{"edges": [[0, 3], [1, 4]]}, {"edges": [[0, 1], [1, 9]]}],
    }));
    assert_eq!(costs["needs"][0]["providers"], json!([1]));
    assert_eq!(costs["objective"]["total"], 5);
    assert_eq!(costs["objective"]["bound"], 5);
}

#[test]
fn a_large_plan_says_how_far_it_is() {
    let people: Vec<Value> = (0..20)
        .map(|n| {
            let mut worker = worker(&format!("w{n}"), 104.0);
            worker["capacity"] = json!(200);
            worker
        })
        .collect();
    let needs: Vec<Value> = (0..2_500).map(|n| need(&format!("n{n}"), 104.0)).collect();
    let (leads, volunteers) = ("found leads for", "found volunteers for");
    for (mode, steps) in [
        ("nearest", vec!["settled"]),
        ("batch", vec!["compared", leads, volunteers]),
    ] {
        let (answer, said) = solve(&json!({"mode": mode, "providers": people, "needs": needs}));
        assert_eq!(answer["totals"]["matched"], 2_500);
        let line = |step, done| format!("jinlin plan: {step} {done} of 2500 needs");
        let lines: Vec<String> = steps
            .into_iter()
            .flat_map(|step| [line(step, 1_000), line(step, 2_000)])
            .collect();
        assert_eq!(said.lines().collect::<Vec<_>>(), lines);
    }
}

/// One provider and one need over several lines: the provider's field is on line 4, the need's on line 7.
fn document(provider: &str, need: &str) -> String {
    format!(
        r#"{{ "mode": "batch",
"providers": [ {{
"id": "p", "kind": "social_worker", "crs": "wgs84", "lat": 30.6, "radius_m": 9,
{provider} }} ],
"needs": [ {{
"id": "n", "crs": "wgs84", "lon": 104,
{need} }} ] }}"#
    )
}

#[test]
fn a_wrong_field_of_a_provider_is_named_with_its_line() {
    let cases = [
        (
            r#""lon": "104""#,
            "providers[0].lon: invalid type: string \"104\", expected f64",
        ),
        (
            r#""lon": 181"#,
            "providers[0].lon: longitude 181 is not between -180 and 180",
        ),
        (
            r#""lon": 104, "capacity": -1"#,
            "providers[0].capacity: invalid value: integer `-1`",
        ),
        (
            r#""lon": 104, "capacity": 256"#,
            "providers[0].capacity: invalid value: integer `256`",
        ),
        (
            r#""lon": 104, "skils": []"#,
            "providers[0].skils: unknown field `skils`",
        ),
        (
            r#""lon": 104, "quality_milli": 1001"#,
            "providers[0].quality_milli: 1001 is more than 1000",
        ),
        (
            r#""lon": 104, "community": "51" "#,
            "providers[0].community: ",
        ),
        (
            r#""lon": 104, "certificate": "king" "#,
            "providers[0].certificate: unknown variant `king`",
        ),
        (
            r#""lon": 104, "availability": [{"day": "mon", "from": "9:00", "to": "10:00"}]"#,
            "providers[0].availability[0].from: `9:00` is not a time of day",
        ),
    ];
    for (provider, message) in cases {
        let said = refusal(document(provider, r#""lat": 30.6"#).as_bytes());
        assert!(said.starts_with(message), "{said}");
        assert!(said.contains("at line 4"), "{said}");
    }
}

#[test]
fn a_wrong_field_of_a_need_is_named_with_its_line() {
    let cases = [
        (
            r#""lat": 90.5"#,
            "needs[0].lat: latitude 90.5 is not between -90 and 90",
        ),
        (
            r#""lat": 30.6, "waiting_min": 1.5"#,
            "needs[0].waiting_min: invalid type: floating point",
        ),
        (
            r#""lat": 30.6, "volunteers": 1, "volunteers_min": 2"#,
            "needs[0].volunteers_min: at least 2 volunteers of 1",
        ),
        (
            r#""lat": 30.6, "held": {"lead": "q"}"#,
            "needs[0].held.lead: there is no provider `q`",
        ),
        (
            r#""lat": 30.6, "preferences": {"sex": 1}"#,
            "needs[0].preferences.sex: unknown field `sex`",
        ),
    ];
    for (need, message) in cases {
        let said = refusal(document(r#""lon": 104"#, need).as_bytes());
        assert!(said.starts_with(message), "{said}");
        assert!(said.contains("at line 7"), "{said}");
    }
}

#[test]
fn a_wrong_document_is_refused_with_its_line() {
    let whole = document(r#""lon": 104"#, r#""lat": 30.6"#);
    let cut = whole.strip_suffix(" } ] }").expect("its end");
    let cases: [(&[u8], &str, &str); 13] = [
        (b"", "the document: not JSON: EOF while parsing", "line 1"),
        (b"{\n\"mode\": \"batch\",\n", "EOF while parsing", "line 3"),
        (
            b"{\n\"mode\": \"best\"}",
            "mode: mode `best` is unknown",
            "line 2",
        ),
        (b"{\n\"providers\": []}", "missing field `mode`", "line 2"),
        (
            b"{ \"mode\": \"batch\", \"needs\": [] }",
            "missing field `providers`",
            "line 1",
        ),
        (
            b"{ \"mode\": \"batch\", \"providers\": [],\n\"needs\": [], \"speed\": 9 }",
            "speed: unknown field `speed`",
            "line 2",
        ),
        (
            b"{ \"mode\": \"batch\", \"providers\": [], \"needs\": [] }\n]",
            "there is more after the document: trailing characters",
            "line 2",
        ),
        (
            b"{ \"mode\": \"costs\", \"capacities\": [1],\n\"needs\": [{\"edges\": [[0, 1], [0, 1, 2]]}] }",
            "needs[0].edges[1]: invalid length 3, expected two numbers, a provider and a cost",
            "line 2",
        ),
        (
            b"{ \"mode\": \"costs\", \"capacities\": [1],\n\"needs\": [{\"edges\": [[0]]}] }",
            "needs[0].edges[0]: invalid length 1, expected two numbers",
            "line 2",
        ),
        (
            b"{ \"mode\": \"costs\", \"capacities\": [1],\n\"needs\": [{\"edges\": [[0, NaN]]}] }",
            "needs[0].edges[0][1]: not JSON: expected value",
            "line 2",
        ),
        (b"[\n]", "the document: invalid length 0", "line 2"),
        (
            b"{ \"mode\":\n \"b\xff\" }",
            "the document is not UTF-8",
            "line 2",
        ),
        (
            cut.as_bytes(),
            "needs[0]: not JSON: EOF while parsing",
            "line 7",
        ),
    ];
    for (document, message, line) in cases {
        let said = refusal(document);
        assert!(said.contains(message) && said.contains(line), "{said}");
    }
    let another = r#""lon": 104 }, { "id": "p", "kind": "volunteer", "crs": "bd09", "lon": 1, "lat": 1, "radius_m": 1"#;
    let said = refusal(document(another, r#""lat": 30.6"#).as_bytes());
    assert_eq!(said, "providers[1].id: the id `p` is there twice at line 4");
}

#[test]
fn a_byte_order_mark_is_ignored() {
    let document = json!({"mode": "costs", "capacities": [1], "needs": []}).to_string();
    let marked = run(format!("\u{feff}{document}").as_bytes());
    assert_eq!(marked.status.code(), Some(0));
    assert_eq!(marked.stdout, run(document.as_bytes()).stdout);
}

#[test]
fn numbers_that_are_no_problem_are_refused_with_their_line() {
    let cases = [
        (
            r#""capacities": [-1], "needs": []"#,
            "capacities[0]: invalid value: integer `-1`",
        ),
        (
            r#""capacities": [1], "needs": [{"edges": [[1, 5]]}]"#,
            "needs[0].edges[0]: there is no provider 1; there are 1",
        ),
        (
            r#""capacities": [1], "needs": [{"edges": [[0, 1], [0, 2]]}]"#,
            "needs[0].edges[1]: the provider 0 is there twice",
        ),
        (
            r#""capacities": [2], "slot_costs": [[1]], "needs": []"#,
            "slot_costs[0]: there must be one cost",
        ),
        (
            r#""capacities": [1], "slot_costs": [[1], [2]], "needs": []"#,
            "slot_costs[1]: there are only 1 providers",
        ),
        (
            r#""capacities": [2], "slot_costs": [[2, 1]], "needs": []"#,
            "slot_costs[0][1]: the slot costs fall from 2 to 1",
        ),
        (
            r#""capacities": [1], "unmatched": 0, "needs": [{"edges": [[0, 144115188075855873]]}]"#,
            "needs[0].edges[0]: 144115188075855873 is not between -2^57 and 2^57",
        ),
        (
            r#""capacities": [1], "needs": [{"edges": [[0, 72057594037927936]]}, {"weight": 9, "edges": [[0, -72057594037927936]]}]"#,
            "needs[1].edges[0]: the costs are too large, all together, for empty places to count first",
        ),
        (
            r#""capacities": [1], "needs": [{"edges": [[0, 9223372036854775808]]}]"#,
            "needs[0].edges[0][1]: invalid value",
        ),
        (
            r#""capacities": [1], "providers": [], "needs": []"#,
            "providers: unknown field `providers`",
        ),
    ];
    for (fields, message) in cases {
        let said = refusal(format!("{{ \"mode\": \"costs\",\n\n{fields} }}").as_bytes());
        assert!(said.starts_with(message), "{said}");
        assert!(said.contains("at line 3"), "{said}");
    }
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let arguments = ["plan".to_owned(), "nowhere.json".to_owned()];
    let output = command(folder.path(), &[], &arguments)
        .output()
        .expect("the program runs");
    assert_eq!(
        output.status.code(),
        Some(1),
        "not the document is wrong, there is none"
    );
    assert!(
        String::from_utf8(output.stderr)
            .expect("text")
            .contains("nowhere.json")
    );
}
