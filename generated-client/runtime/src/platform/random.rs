//! Random numbers for jitter and for boundaries between parts of a body.

use std::hash::{BuildHasher, Hasher, RandomState};

/// A random number. The standard library seeds its hashers from the operating system, with keys of their own for each,
/// which is all that jitter and boundaries need.
pub(crate) fn random() -> u64 {
    RandomState::new().build_hasher().finish()
}
