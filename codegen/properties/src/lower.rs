//! Any description becomes an API whose invariants hold.

use codegen::diag::Diagnostics;
use codegen::load::Files;
use codegen::normalize::place_findings;
use codegen::{Input, Options, describe, document, ir, lower};

use crate::choices::Choices;
use crate::description::{check_findings, description, source};

/// Lowering a random description gives an API that is sound, and findings that have a place.
///
/// # Panics
///
/// When an invariant of the API does not hold.
pub fn check_lower(bytes: &[u8]) {
    let source = source(&description(&mut Choices::new(bytes)));
    let text = source.text.clone();
    let (mut files, mut diagnostics) = (Files::default(), Diagnostics::new());
    let options = Options { folder: Some(String::new()), ..Options::default() };
    let sources = [source];
    let input = Input { sources: &sources, reader: &|_| None, options: &options };
    let Some(made) = describe(&input, &mut files, &mut diagnostics) else {
        assert!(diagnostics.refused(), "neither a description nor a refusal");
        return;
    };
    let read = document::read_document(&made.root, &mut diagnostics);
    let api = lower::lower_api(
        &read,
        &lower::ReadAhead::of(&made.root),
        &lower::LowerOptions::default(),
        &mut diagnostics,
    );
    let broken = ir::broken_invariants(&api);
    assert!(broken.is_empty(), "{broken:#?}");
    check_findings(&place_findings(diagnostics.as_slice(), &files, Some(&made.origins)), &text);
}
