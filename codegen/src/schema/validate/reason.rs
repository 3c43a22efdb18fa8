//! Why a value is not allowed, and what a caller judges of it.

use crate::diag::Pointer;
use crate::load::Node;

/// Why a schema does not allow a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The schema that does not allow it.
    pub schema: Pointer,
    /// The part of the value that it does not allow, from the value's root.
    pub value: Pointer,
    /// What is the matter.
    pub message: String,
}

/// What a caller can judge that is taken as met here, and which side of a call the value is for.
#[derive(Clone, Copy)]
pub struct Assertions<'a> {
    /// Whether text matches a regular expression; `None` where that cannot be said.
    pub pattern: &'a dyn Fn(&str, &str) -> Option<bool>,
    /// Whether a value is what a `format` says; `None` where the format is not known.
    pub format: &'a dyn Fn(&str, &Node) -> Option<bool>,
    /// `readOnly` or `writeOnly`: required properties with this keyword may be missing on this side of a call.
    pub optional: Option<&'static str>,
}
