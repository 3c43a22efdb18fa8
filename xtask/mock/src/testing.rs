//! Trees for the tests.

use codegen::diag::Diagnostics;
use codegen::load::{Budgets, Files, Node, Source, load_source};

/// The tree of a JSON text.
pub(crate) fn tree(json: &str) -> Node {
    let source = Source::new("test.json", json.as_bytes());
    let mut diagnostics = Diagnostics::new();
    let loaded = load_source(&source, &Budgets::default(), &mut Files::default(), &mut diagnostics);
    loaded.into_iter().next().unwrap_or_else(|| panic!("{:?}", diagnostics.as_slice())).root
}
