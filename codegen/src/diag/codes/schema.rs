//! Codes of the `schema` room: 4xx.

use crate::diag::Code;

/// The codes of this room, in the order of their numbers.
pub const ALL: &[&Code] = &[];
