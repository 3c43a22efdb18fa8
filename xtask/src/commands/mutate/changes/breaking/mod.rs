//! Changes that break: source that depends on the client, or clients that are out there.

mod calls;
mod schemas;

use super::bed::Kind;

/// All kinds, in turn.
pub(super) fn kinds() -> Vec<&'static Kind> {
    calls::KINDS.iter().chain(schemas::KINDS).collect()
}
