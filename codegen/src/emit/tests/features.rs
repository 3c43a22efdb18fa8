//! Features of the runtime, in the manifest and in the README of a crate.

use std::fmt::Write as _;

use crate::diag::Diagnostics;
use crate::document::read_document;
use crate::emit::manifest::PASSED_THROUGH;
use crate::emit::{Context, render_features, render_readme};
use crate::lower::{LowerOptions, ReadAhead, lower_api};
use crate::names::allocate_names;
use crate::schema::testing::node;

const RUNTIME: &str = include_str!("../../../../generated-client/runtime/Cargo.toml");
const CLIENT: &str = include_str!("../../../../generated-client/Cargo.toml");

/// The names in the `[features]` table of a manifest.
fn features(manifest: &str) -> Vec<&str> {
    let table = manifest.split_once("[features]\n").map_or("", |(_, table)| table);
    let table = table.split("\n[").next().unwrap_or_default();
    let mut names: Vec<&str> = table.lines().filter_map(|line| Some(line.split_once(" = [")?.0)).collect();
    names.sort_unstable();
    names
}

#[test]
fn all_that_the_runtime_has_is_passed_through() {
    let mut passed: Vec<&str> = PASSED_THROUGH.iter().map(|(name, _)| *name).chain(["default"]).collect();
    passed.sort_unstable();
    assert_eq!(passed, features(RUNTIME));
    for (name, _) in PASSED_THROUGH {
        assert!(CLIENT.contains(&format!("\n{name} = [\"runtime/{name}\"]\n")), "{name}");
    }
}

#[test]
fn no_resource_takes_the_name_of_a_feature() {
    let mut text = String::from("openapi: 3.1.1\ninfo: { title: Named, version: '1' }\npaths:\n");
    for (name, _) in PASSED_THROUGH {
        let operation = format!("operationId: 'get {name}', tags: ['{name}'], responses: {{ '204': {{}} }}");
        let _ = writeln!(text, "  /{name}: {{ get: {{ {operation} }} }}");
    }
    let root = node(&text);
    let mut diagnostics = Diagnostics::new();
    let document = read_document(&root, &mut diagnostics);
    let api = lower_api(&document, &ReadAhead::of(&root), &LowerOptions::default(), &mut diagnostics);
    let names = allocate_names(&api, &mut diagnostics);
    let context = Context::new(&api, &names, "phone");
    let table = render_features(&context, None);
    let found = features(&table);
    for (name, adds) in PASSED_THROUGH {
        assert_eq!(found.iter().filter(|known| *known == &name).count(), 1, "{name}: {table}");
        assert!(render_readme(&context, "named").contains(&format!("- `{name}`: {adds}\n")));
    }
}
