//! Small descriptions and what becomes of them, as dumps of the client.

mod answers;
mod far;
mod forms;
mod hostile;
mod large;
mod methods;
mod naming;
mod operations;
mod pages;
mod schemas;
mod sharing;
mod unions;

use crate::diag::Diagnostics;
use crate::document::read_document;
use crate::ir::{self, Api};
use crate::schema::testing::node;

use super::{LowerOptions, ReadAhead, lower_api};

/// The client of a description, and its findings as `code pointer`.
#[track_caller]
pub(super) fn lowered(yaml: &str) -> (Api, Vec<String>) {
    lowered_with(yaml, &LowerOptions::default())
}

/// The same with what the caller decides.
#[track_caller]
pub(super) fn lowered_with(yaml: &str, options: &LowerOptions) -> (Api, Vec<String>) {
    let root = node(yaml);
    let mut diagnostics = Diagnostics::new();
    let document = read_document(&root, &mut diagnostics);
    let api = lower_api(&document, &ReadAhead::of(&root), options, &mut diagnostics);
    let broken = ir::broken_invariants(&api);
    assert!(broken.is_empty(), "{broken:?}");
    let found = diagnostics.as_slice().iter().map(|found| format!("{} {}", found.code.id, found.pointer));
    (api, found.collect())
}

/// The dump of a description, with its findings below.
#[track_caller]
pub(super) fn dumped(yaml: &str) -> String {
    let (api, found) = lowered(yaml);
    let mut text = ir::dump(&api);
    for finding in found {
        text.push_str(&finding);
        text.push('\n');
    }
    text
}

/// The dump of a description that has only these schemas.
#[track_caller]
pub(super) fn dumped_schemas(schemas: &str) -> String {
    let mut indented = String::new();
    for line in schemas.lines() {
        indented.push_str("    ");
        indented.push_str(line);
        indented.push('\n');
    }
    dumped(&format!(
        "openapi: 3.1.1\ninfo: {{ title: T, version: '1' }}\npaths: {{}}\ncomponents:\n  schemas:\n{indented}"
    ))
}

/// The dump of a description with these paths (and what follows them).
#[track_caller]
pub(super) fn dumped_paths(paths: &str) -> String {
    dumped(&format!("openapi: 3.1.1\ninfo: {{ title: Pet Store API, version: '1' }}\n{paths}"))
}
