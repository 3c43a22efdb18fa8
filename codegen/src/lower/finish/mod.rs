//! What is decided when all types are there.
//!
//! In: the types and operations of a client. Out: the same, with what only the whole of them tells.
//! Must never know: schemas.

pub(super) mod at_once;
pub(super) mod hidden;
pub(super) mod setter;
pub(super) mod shape;
pub(super) mod share;
pub(super) mod telling;
