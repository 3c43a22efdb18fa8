//! Every diagnostic code at work: the description in `fixtures/negative` that breaks its rule, and what a reader sees.
//!
//! A fixture is a file, or a folder of files that belong together, named after its code. A first line such as
//! `# budget: nodes 8` lowers a limit that no small file reaches.

use std::path::{Path, PathBuf};

use codegen::diag::{Located, Style, render_text};
use codegen::load::{Budgets, Source};
use codegen::{Input, Options};

fn fixtures() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/negative");
    let mut found: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    found.sort();
    found
}

/// The files of a fixture, named as a reader would name them.
fn sources(fixture: &Path) -> Vec<Source> {
    let mut files = vec![fixture.to_owned()];
    if fixture.is_dir() {
        files = std::fs::read_dir(fixture)
            .expect("a folder")
            .map(|entry| entry.expect("an entry").path())
            .collect();
        files.sort();
    }
    let base = fixture.parent().expect("below a folder");
    files
        .iter()
        .map(|file| {
            let name = file.strip_prefix(base).expect("below the folder").to_str().expect("a UTF-8 name");
            Source::new(name.replace('\\', "/"), std::fs::read(file).expect("a readable file"))
        })
        .collect()
}

fn budgets(sources: &[Source]) -> Budgets {
    let mut budgets = Budgets::default();
    let first = String::from_utf8_lossy(&sources[0].text).lines().next().unwrap_or_default().to_owned();
    let Some(change) = first.strip_prefix("# budget: ") else { return budgets };
    let (name, number) = change.split_once(' ').expect("a name and a number");
    let number = number.parse().expect("a number");
    match name {
        "bytes" => budgets.bytes = number,
        "depth" => budgets.depth = number,
        "nodes" => budgets.nodes = number,
        "scalar" => budgets.scalar = number,
        other => panic!("{other} is no limit"),
    }
    budgets
}

fn findings(fixture: &Path) -> (Vec<Source>, Vec<Located>) {
    let sources = sources(fixture);
    let folder = if fixture.is_dir() {
        fixture.file_name().and_then(|name| name.to_str()).unwrap_or_default()
    } else {
        ""
    };
    let options =
        Options { budgets: budgets(&sources), folder: Some(folder.to_owned()), ..Options::default() };
    let reader = |name: &str| sources.iter().find(|source| source.name == name).cloned();
    let outcome = codegen::generate(&Input { sources: &sources, reader: &reader, options: &options });
    (sources, outcome.findings)
}

#[test]
fn each_code_is_reported_at_a_line_that_exists_and_reads_well() {
    let mut problems = Vec::new();
    for fixture in fixtures() {
        let stem = fixture.file_stem().and_then(|stem| stem.to_str()).expect("a UTF-8 name").to_owned();
        let id = &stem[..4];
        let (sources, found) = findings(&fixture);
        let own: Vec<Located> = found.into_iter().filter(|finding| finding.code.id == id).collect();
        if own.is_empty() {
            problems.push(format!("{stem} does not report {id}"));
        }
        for finding in &own {
            let Some(spot) = &finding.spot else {
                problems.push(format!("{stem}: the finding has no place"));
                continue;
            };
            let source = sources.iter().find(|source| source.name == spot.file);
            let lines =
                source.map_or(0, |source| String::from_utf8_lossy(&source.text).lines().count().max(1));
            if spot.line == 0 || spot.line > lines {
                problems.push(format!("{stem}: {}:{} does not exist", spot.file, spot.line));
            }
        }
        insta::assert_snapshot!(stem, render_text(&own, &Style { colour: false }));
    }
    assert!(problems.is_empty(), "{problems:#?}");
}
