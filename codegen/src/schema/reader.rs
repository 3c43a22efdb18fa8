//! What reading a schema needs at hand.

use crate::diag::code_table::schema as codes;
use crate::diag::{Diagnostics, Pointer};
use crate::load::Node;

use super::kinds::with_article;

/// What reading a schema needs at hand.
pub(super) struct Reader<'r> {
    /// The whole description, for names that stand for references.
    pub(super) root: &'r Node,
    /// Where findings go.
    pub(super) diagnostics: &'r mut Diagnostics,
}

impl Reader<'_> {
    /// Reports a keyword that cannot be used because its value is of another kind than `wanted`.
    pub(super) fn wrong_kind(&mut self, key: &str, node: &Node, at: &Pointer, wanted: &str) {
        let message = format!("expected {wanted} under `{key}`, found {}", with_article(node));
        self.diagnostics.report(&codes::W406, at, message);
    }
}
