//! Changes that nobody has to do anything about: source still compiles, and clients that are out there still work.

mod additions;
mod spellings;

use super::bed::Kind;

/// All kinds, in turn.
pub(super) fn kinds() -> Vec<&'static Kind> {
    additions::KINDS.iter().chain(spellings::KINDS).collect()
}
