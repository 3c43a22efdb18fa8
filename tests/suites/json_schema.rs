//! The test suite of JSON Schema, draft 2020-12, for the judge of examples and requests: the required part.

use codegen::diag::{Diagnostics, Pointer};
use codegen::load::{Budgets, Files, Node, Source, load_source};
use codegen::schema::validate::{Assertions, violations};
use serde_json::Value;

use crate::{Outcome, suite};

#[test]
fn the_judge_agrees_with_the_suite() {
    let mut outcome = Outcome::new("JSON Schema");
    let folder = suite("json-schema/tests/draft2020-12");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    for file in files.iter().filter(|file| file.extension().is_some_and(|extension| extension == "json")) {
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        let groups: Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
        for group in groups.as_array().unwrap() {
            for test in group["tests"].as_array().unwrap() {
                let case = format!(
                    "{name} / {} / {}",
                    group["description"].as_str().unwrap(),
                    test["description"].as_str().unwrap()
                );
                outcome.case(case, judged(&group["schema"], &test["data"], test["valid"] == true));
            }
        }
    }
    outcome.check(include_str!("exceptions/json_schema.txt"));
}

fn judged(schema: &Value, data: &Value, valid: bool) -> Result<(), String> {
    let schema = tree(schema.to_string().as_bytes()).ok_or("the schema cannot be read")?;
    let data = tree(data.to_string().as_bytes()).ok_or("the value cannot be read")?;
    // Expressions are judged by the library that the mock server judges them by.
    let pattern =
        |expression: &str, text: &str| fancy_regex::Regex::new(expression).ok()?.is_match(text).ok();
    let assertions = Assertions { pattern: &pattern, format: &|_, _| None, optional: None };
    let reasons = violations(&schema, &Pointer::root(), &data, &assertions);
    match (reasons.first(), valid) {
        (None, true) | (Some(_), false) => Ok(()),
        (None, false) => Err("allowed".to_owned()),
        (Some(reason), true) => Err(format!("refused: {}", reason.message)),
    }
}

/// The tree of a text, if it can be read.
pub(crate) fn tree(text: &[u8]) -> Option<Node> {
    let source = Source::new("suite.json", text);
    let loaded = load_source(&source, &Budgets::default(), &mut Files::default(), &mut Diagnostics::new());
    loaded.into_iter().next().map(|loaded| loaded.root)
}
