//! The `JSONPath` compliance test suite (RFC 9535).

use codegen::load::Node;
use codegen::normalize::path::Query;
use serde_json::Value;

use crate::{Outcome, suite};

#[test]
fn overlays_find_what_the_compliance_suite_finds() {
    let text = std::fs::read_to_string(suite("jsonpath-cts.json")).unwrap();
    let suite: Value = serde_json::from_str(&text).unwrap();
    let mut outcome = Outcome::new("JSONPath");
    for case in suite["tests"].as_array().unwrap() {
        outcome.case(case["name"].as_str().unwrap(), judged(case));
    }
    outcome.check(include_str!("exceptions/json_path.txt"));
}

fn judged(case: &Value) -> Result<(), String> {
    let selector = case["selector"].as_str().unwrap();
    let query = match (Query::parse(selector), case["invalid_selector"] == true) {
        (Ok(_), true) => return Err(format!("{selector} is taken")),
        (Err(_), true) => return Ok(()),
        (Err(error), false) => return Err(format!("{selector} is refused: {error}")),
        (Ok(query), false) => query,
    };
    let root = node(&case["document"]);
    let places = query.select(&root)?;
    let found: Vec<&Node> = places.iter().filter_map(|place| root.at(place)).collect();
    // Where the order of members decides, the suite has several answers.
    let answers = match case["results"].as_array() {
        Some(answers) => answers.iter().collect(),
        None => vec![&case["result"]],
    };
    let is_met = answers.iter().any(|answer| {
        let expected: Vec<Node> = answer.as_array().unwrap().iter().map(node).collect();
        expected.iter().eq(found.iter().copied())
    });
    is_met.then_some(()).ok_or_else(|| format!("{selector} selects {places:?}"))
}

/// A value of the suite as a tree.
fn node(value: &Value) -> Node {
    let text = value.to_string();
    crate::json_schema::tree(text.as_bytes()).expect("a value")
}
