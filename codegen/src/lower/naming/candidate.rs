//! An operation on its way to a name.

use crate::document::OperationSpec;
use crate::ir::ResourceId;

/// An operation that gets a name.
pub(in crate::lower) struct Naming<'a> {
    /// The operation.
    pub(in crate::lower) operation: &'a OperationSpec,
    /// The resources on the way to it.
    pub(in crate::lower) group: &'a [String],
    /// Where its name has to differ from others.
    pub(in crate::lower) home: ResourceId,
    /// The name as far as it is known.
    pub(in crate::lower) words: Vec<String>,
    /// All that its id says, in the same order; empty where that is nothing.
    pub(in crate::lower) id: Vec<String>,
    /// Whether the description gives the name outright.
    pub(in crate::lower) is_given: bool,
}
