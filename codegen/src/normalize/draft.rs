//! A description on its way to one dialect.

use crate::diag::{FileId, Pointer};
use crate::load::{Loaded, Map, Node, Page, Source};

use super::origins::Origins;

/// Reads a file that a description refers to, by its display path; `None` if there is none.
pub type Reader<'a> = &'a dyn Fn(&str) -> Option<Source>;

/// A description on its way.
pub(crate) struct Draft {
    pub(super) file: FileId,
    pub(super) name: String,
    pub(super) root: Node,
    pub(super) origins: Origins,
    pub(super) page: Option<Page>,
}

impl Draft {
    pub(super) fn new(loaded: Loaded) -> Self {
        let Loaded { file, name, root, page } = loaded;
        Self { file, name, root, origins: Origins::of_file(file), page }
    }
}

/// Puts a value at a pointer, making the maps on the way.
pub(super) fn insert(root: &mut Node, pointer: &Pointer, value: Node) {
    let mut at = root;
    for token in pointer.tokens() {
        if at.as_map().is_none() {
            *at = Node::Map(Map::new());
        }
        let Node::Map(map) = at else { return };
        at = map.entry(token).or_default();
    }
    *at = value;
}
