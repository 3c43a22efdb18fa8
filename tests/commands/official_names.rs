//! Methods hang where the official SDK has them, for every operation that both know.

use std::collections::BTreeMap;

use crate::checkout::{Checkout, project_root};

/// `METHOD /path/{}` → the method's path in the official Python SDK.
fn official() -> BTreeMap<(String, String), String> {
    let file = project_root().join("tests/fixtures/official/python_methods.tsv");
    let text = std::fs::read_to_string(file).expect("the facts");
    text.lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| {
            let mut columns = line.split('\t').map(str::to_owned);
            let mut column = || columns.next().expect("three columns");
            ((column(), column()), column())
        })
        .collect()
}

/// `/a/{b}` → `/a/{}`: the names of variables are not a fact of the wire.
fn without_variable_names(path: &str) -> String {
    let mut plain = String::new();
    let mut inside = false;
    for character in path.chars() {
        match character {
            '{' => {
                plain.push('{');
                inside = true;
            }
            '}' => {
                plain.push('}');
                inside = false;
            }
            _ if inside => {}
            other => plain.push(other),
        }
    }
    plain
}

/// Compares the operations of a report with the official names; gives how many both have.
pub(crate) fn compare(report: &serde_json::Value) -> (usize, Vec<String>) {
    let official = official();
    let mut both = 0;
    let mut different = Vec::new();
    for operation in report["operations"].as_array().expect("a list of operations") {
        let text = |key: &str| operation[key].as_str().unwrap_or_default().to_owned();
        let Some(theirs) = official.get(&(text("method"), without_variable_names(&text("path")))) else {
            continue;
        };
        both += 1;
        let ours = text("rust_path");
        if ours != *theirs {
            different.push(format!("{} {}: {ours}, official {theirs}", text("method"), text("path")));
        }
    }
    (both, different)
}

pub(crate) fn report_of(checkout: &Checkout, spec: &str) -> serde_json::Value {
    let ended = checkout.run(&[
        "regenerate",
        "--spec",
        spec,
        "--out",
        "named",
        "--name",
        "named",
        "--report",
        "report.json",
    ]);
    assert_eq!(ended.code, 0, "{}", ended.printed);
    let text = std::fs::read_to_string(checkout.path("report.json")).expect("a report");
    serde_json::from_str(&text).expect("the report is JSON")
}

#[test]
fn the_committed_description_has_the_official_names() {
    let (both, different) = compare(&report_of(&Checkout::new(), "spec"));
    assert_eq!(both, 1);
    assert!(different.is_empty(), "{different:#?}");
}
