//! Descriptions in Swagger 2.0 as they are published: every operation is in the client, and each finding opens the file
//! where it says. Built with the feature `corpus`, as the descriptions stand beside the project.

use std::path::PathBuf;

use codegen::load::Source;
use codegen::{Input, Options, Outcome};
use serde_json::Value;

use crate::fixture::Fixture;
use crate::places::check_other;

/// The methods of Swagger 2.0.
const METHODS: [&str; 7] = ["get", "put", "post", "delete", "options", "head", "patch"];

fn published() -> Vec<Source> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/swagger2");
    let entries = std::fs::read_dir(&folder).expect("the descriptions stand beside the project");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    let named = |path: &PathBuf| path.file_name().and_then(|name| name.to_str()).expect("a name").to_owned();
    paths.iter().map(|path| Source::new(named(path), std::fs::read(path).expect("a readable file"))).collect()
}

fn generate(source: &Source) -> Outcome {
    let options = Options { folder: Some(String::new()), ..Options::default() };
    let sources = [source.clone()];
    codegen::generate(&Input { sources: &sources, reader: &|_| None, options: &options })
}

#[test]
fn every_operation_is_in_the_client() {
    for source in published() {
        let raw = raw(&source);
        let items = raw["paths"].as_object().expect("paths").values();
        let found: usize =
            items.map(|item| METHODS.iter().filter(|method| item.get(method).is_some()).count()).sum();
        let client = generate(&source).client.expect("a client");
        assert_eq!(
            (client.counts.operations, client.counts.operations_found),
            (found, found),
            "{}",
            source.name
        );
    }
}

/// The description as it is written, read without the generator's eyes for what it means.
fn raw(source: &Source) -> Value {
    let mut files = codegen::load::Files::default();
    let budgets = codegen::load::Budgets::default();
    let mut diagnostics = codegen::diag::Diagnostics::new();
    let loaded = codegen::load::load_source(source, &budgets, &mut files, &mut diagnostics);
    serde_json::to_value(&loaded[0].root).expect("JSON")
}

#[test]
fn each_finding_opens_the_published_file_at_its_place() {
    let mut problems = Vec::new();
    let mut met = 0;
    for source in published() {
        let findings = generate(&source).findings;
        let stem = source.name.clone();
        let fixture = Fixture { stem, sources: vec![source], findings: Vec::new() };
        met += findings.len();
        for finding in &findings {
            if let Err(problem) = check_other(&fixture, finding) {
                problems.push(format!("{}: {} {problem}", fixture.stem, finding.code.id));
            }
        }
    }
    assert!(met > 100, "{met} findings");
    assert!(problems.is_empty(), "{problems:#?}");
}
