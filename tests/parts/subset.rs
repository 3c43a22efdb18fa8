//! A part of a client has the same code as the whole: nothing in it is decided anew.

use std::collections::BTreeSet;

use codegen::output::FileMap;

use crate::generate;

/// The small description with every kind of operation.
const ALL_KINDS: &[u8] = include_bytes!("../fixtures/synthetic/all-kinds.yaml");

#[test]
fn each_part_of_a_client_of_every_kind_is_a_part_of_the_whole() {
    check("all-kinds.yaml", ALL_KINDS, 1);
}

/// Checks the parts that single operations and resources are, every `step`th of them.
pub(crate) fn check(name: &str, text: &[u8], step: usize) {
    let (whole, report) = generate(name, text, None);
    let mut selections = BTreeSet::new();
    for operation in report["operations"].as_array().into_iter().flatten().step_by(step) {
        if let Some(id) = operation["id"].as_str() {
            selections.insert(format!("operation={}", id.trim()));
        }
        let path = operation["rust_path"].as_str().unwrap_or_default();
        if let Some((resource, _)) = path.rsplit_once('.') {
            selections.insert(format!("resource={resource}"));
        }
    }
    assert!(!selections.is_empty() || report["operations"].as_array().is_none_or(Vec::is_empty), "{name}");
    for select in selections {
        let (part, _) = generate(name, text, Some(&select));
        check_part(&whole, &part, &format!("{name} {select}"));
    }
}

/// Each type and each call stands in the whole, byte for byte; lists are shorter, in the same order.
fn check_part(whole: &FileMap, part: &FileMap, what: &str) {
    for (path, text) in part {
        // The first page and the README show a call that the client has.
        if matches!(path.as_str(), "README.md" | "src/lib.rs") {
            continue;
        }
        let of_whole = whole.get(path).unwrap_or_else(|| panic!("{what}: the whole has no {path}"));
        let is_type = path.starts_with("src/types/") && path != "src/types/mod.rs";
        let (items, of_whole_items) = (items(text), items(of_whole));
        let known: BTreeSet<&str> = of_whole_items.iter().map(String::as_str).collect();
        for item in items {
            let is_whole = known.contains(item.as_str());
            let is_shorter = || of_whole_items.iter().any(|longer| is_within(&item, longer));
            // A file imports what it names, and a part of it may name less.
            let is_import = item.trim_start().starts_with("use crate::");
            let start: String = item.chars().take(400).collect();
            assert!(
                is_whole || (is_import || !is_type) && is_shorter(),
                "{what}: {path} has what the whole has not: {start}"
            );
        }
    }
}

/// The items of a file: each ends with a line that is not indented.
fn items(text: &str) -> Vec<String> {
    let mut items = vec![String::new()];
    for line in text.lines() {
        let last = items.last_mut().expect("one item");
        last.push_str(line);
        last.push('\n');
        let is_end = line.ends_with(['}', ';']) || line.starts_with("#![") || line.starts_with("//!");
        if !line.starts_with(char::is_whitespace) && is_end {
            items.push(String::new());
        }
    }
    items.retain(|item| !item.trim().is_empty());
    items
}

/// Whether a text is what is left of another one when words are taken out. The colon before a list goes with the list, and
/// braces go around several imports.
fn is_within(text: &str, whole: &str) -> bool {
    fn words(text: &str) -> impl Iterator<Item = &str> {
        let is_import = text.trim_start().starts_with("use crate::");
        let is_between =
            move |c: char| c.is_whitespace() || is_import && matches!(c, '{' | '}' | ',' | ';' | ':');
        text.split(is_between).filter(|word| !word.is_empty()).map(|word| word.trim_end_matches(':'))
    }
    let mut whole = words(whole);
    words(text).all(|word| whole.any(|other| other == word))
}
