//! What a run finds beside definitions: what is wrong, examples, what is known of types.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Diagnostics, Pointer};
use crate::ir::{Marks, Type};
use crate::load::Node;

/// What is found.
pub(in crate::lower) struct Found<'a> {
    /// What is wrong, and what is good to know.
    pub(in crate::lower) diagnostics: &'a mut Diagnostics,
    /// What is known of types beside their definitions.
    pub(in crate::lower) marks: Marks,
    /// Examples seen so far; `None` for one that is not valid.
    pub(in crate::lower) examples: BTreeMap<Pointer, Option<FoundExample>>,
    /// What the description shows of values, for documentation.
    pub(in crate::lower) shown: BTreeMap<Pointer, String>,
    /// Formats that were already noted.
    pub(in crate::lower) noted_formats: BTreeSet<String>,
}

impl<'a> Found<'a> {
    pub(super) fn new(diagnostics: &'a mut Diagnostics) -> Self {
        Self {
            diagnostics,
            marks: Marks::default(),
            examples: BTreeMap::new(),
            shown: BTreeMap::new(),
            noted_formats: BTreeSet::new(),
        }
    }
}

/// An example that is valid against its own schema.
#[derive(Clone, Debug)]
pub(in crate::lower) struct FoundExample {
    pub(in crate::lower) value: Type,
    pub(in crate::lower) node: Node,
}
