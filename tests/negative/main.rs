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

/// The construct that a pointer names: its last name that is no index of a list.
fn construct(finding: &Located) -> Option<String> {
    let names: Vec<String> =
        finding.pointer.tokens().filter(|token| token.parse::<usize>().is_err()).collect();
    names.last().cloned()
}

/// What of a line stands at a place and behind it.
fn text_at(source: &Source, line: usize, column: usize) -> String {
    let text = String::from_utf8_lossy(&source.text).into_owned();
    let line = text.lines().nth(line - 1).unwrap_or_default().trim_start_matches('\u{feff}').to_owned();
    line.chars().skip(column - 1).collect()
}

#[test]
fn each_finding_opens_its_file_at_the_construct_that_its_pointer_names() {
    let mut problems = Vec::new();
    let mut checked = 0;
    for fixture in fixtures() {
        let (sources, found) = findings(&fixture);
        for finding in found {
            let id = finding.code.id;
            let (Some(spot), Some(name)) = (&finding.spot, construct(&finding)) else { continue };
            let Some(source) = sources.iter().find(|source| source.name == spot.file) else {
                problems.push(format!("{id}: no file {}", spot.file));
                continue;
            };
            checked += 1;
            let here = text_at(source, spot.line, spot.column);
            let start = here.trim_start_matches(['"', '\'', '{', '-', ' ', '?', '&']);
            let whole = text_at(source, spot.line, 1);
            // What stands below its key, in a line of its own, or as an item of a list.
            let above = if spot.line > 1 { text_at(source, spot.line - 1, 1) } else { String::new() };
            let before: String = whole.chars().take(spot.column - 1).collect();
            let last = finding.pointer.tokens().last().unwrap_or_default();
            let is_item = last.parse::<usize>().is_ok() && before.trim_end().ends_with(['-', '[', ',']);
            let is_value = above.contains(&name) || whole.contains(&last) || is_item;
            if !start.starts_with(&name) && !whole.contains(&name) && !is_value {
                problems.push(format!(
                    "{id} in {}:{}:{} at {} shows `{here}`",
                    spot.file, spot.line, spot.column, finding.pointer
                ));
            }
        }
    }
    assert!(checked > 100, "only {checked} findings have a construct");
    assert!(problems.is_empty(), "{problems:#?}");
}
