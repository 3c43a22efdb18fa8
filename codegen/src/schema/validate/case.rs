//! One schema and one value, as a keyword looks at them.

use crate::diag::Pointer;
use crate::load::{Map, Node};

use super::reason::Reason;

/// What a keyword looks at: the schema, the value, and where both stand.
#[derive(Clone, Copy)]
pub(super) struct Case<'c> {
    pub(super) schema: &'c Map,
    pub(super) at: &'c Pointer,
    pub(super) value: &'c Node,
    pub(super) place: &'c Pointer,
    pub(super) depth: usize,
}

impl Case<'_> {
    /// The judgement that the keyword does not allow the value.
    pub(super) fn fail(&self, message: impl Into<String>) -> Result<(), Reason> {
        Err(Reason { schema: self.at.clone(), value: self.place.clone(), message: message.into() })
    }
}
