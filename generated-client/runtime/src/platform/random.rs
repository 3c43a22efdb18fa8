//! Random numbers for jitter and for boundaries between parts of a body.

/// A random number. The standard library seeds its hashers from the operating system, with keys of their own for each,
/// which is all that jitter and boundaries need.
#[cfg(not(target_family = "wasm"))]
pub(crate) fn random() -> u64 {
    use std::hash::{BuildHasher, Hasher, RandomState};

    RandomState::new().build_hasher().finish()
}

/// A random number. The standard library has no system to ask here, and its hashers are the same in every run.
#[cfg(target_family = "wasm")]
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a number from 0 to below 2^32 fits, and its fraction is not wanted"
)]
pub(crate) fn random() -> u64 {
    let half = || (js_sys::Math::random() * 4_294_967_296.0) as u64;
    (half() << 32) | half()
}
