//! Short ways to trees for the tests of this room.

use crate::diag::{Diagnostics, FileId};
use crate::load::{Budgets, Files, Loaded, Node, Source, load_source};

/// A tree from YAML.
#[track_caller]
pub(super) fn node(yaml: &str) -> Node {
    let mut files = Files::default();
    load("test.yaml", yaml, &mut files).root
}

/// A description or overlay from YAML under this name.
#[track_caller]
pub(super) fn load(name: &str, yaml: &str, files: &mut Files) -> Loaded {
    let mut diagnostics = Diagnostics::new();
    let source = Source::new(name, yaml.as_bytes());
    let loaded = load_source(&source, &Budgets::default(), files, &mut diagnostics);
    assert_eq!(diagnostics.as_slice(), []);
    loaded.into_iter().next().unwrap_or(Loaded {
        file: FileId(0),
        name: name.to_owned(),
        root: Node::Null,
        page: None,
    })
}
