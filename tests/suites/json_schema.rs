//! The test suite of JSON Schema, draft 2020-12, for the judge of examples and requests: the required part. Each schema is a
//! component of a description, beside the schemas that the suite expects behind URLs, and is normalised as any other.

use std::path::Path;

use codegen::diag::{Diagnostics, Pointer};
use codegen::load::{Budgets, Files, Node, Source, load_source};
use codegen::normalize::{Options, normalize_sources};
use codegen::schema::validate::{Assertions, violations};
use serde_json::{Map, Value, json};

use crate::{Outcome, suite};

#[test]
fn the_judge_agrees_with_the_suite() {
    let mut outcome = Outcome::new("JSON Schema");
    let folder = suite("json-schema/tests/draft2020-12");
    let remotes = remotes();
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    for file in files.iter().filter(|file| file.extension().is_some_and(|extension| extension == "json")) {
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        let groups = read(file);
        for group in groups.as_array().unwrap() {
            for test in group["tests"].as_array().unwrap() {
                let case = format!(
                    "{name} / {} / {}",
                    group["description"].as_str().unwrap(),
                    test["description"].as_str().unwrap()
                );
                outcome.case(case, judged(&group["schema"], &remotes, &test["data"], test["valid"] == true));
            }
        }
    }
    outcome.check(include_str!("exceptions/json_schema.txt"));
}

/// The schemas behind URLs, each with its URL as its `$id` where it has none.
fn remotes() -> Map<String, Value> {
    let mut remotes = Map::new();
    let root = suite("json-schema/remotes");
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let url = format!("http://localhost:1234/{}", path.strip_prefix(&root).unwrap().display());
                remotes.insert(format!("Remote{}", remotes.len()), with_id(read(&path), &url));
            }
        }
    }
    remotes
}

fn read(path: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

fn with_id(schema: Value, url: &str) -> Value {
    match schema {
        Value::Object(mut members) => {
            members.entry("$id").or_insert_with(|| url.into());
            Value::Object(members)
        }
        other => other,
    }
}

fn judged(schema: &Value, remotes: &Map<String, Value>, data: &Value, valid: bool) -> Result<(), String> {
    let mut schemas = remotes.clone();
    schemas.insert("Case".to_owned(), with_id(schema.clone(), "http://localhost:1234/case.json"));
    let description = json!({
        "openapi": "3.1.1", "info": { "title": "T", "version": "1" },
        "components": { "schemas": schemas },
    });
    let (mut files, mut diagnostics) = (Files::default(), Diagnostics::new());
    let text = description.to_string();
    let source = Source::new("suite.json", text.as_bytes());
    let loaded = load_source(&source, &Budgets::default(), &mut files, &mut diagnostics);
    let options = Options::default();
    let description = normalize_sources(loaded, &[], &options, &|_| None, &mut files, &mut diagnostics);
    let schema = description.ok_or("the description is refused")?.root;
    let place = Pointer::root().key("components").key("schemas").key("Case");
    let data = tree(data.to_string().as_bytes()).ok_or("the value cannot be read")?;
    // Expressions are judged by the library that the mock server judges them by.
    let pattern =
        |expression: &str, text: &str| fancy_regex::Regex::new(expression).ok()?.is_match(text).ok();
    let assertions = Assertions { pattern: &pattern, format: &|_, _| None, optional: None };
    let reasons = violations(&schema, &place, &data, &assertions);
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
