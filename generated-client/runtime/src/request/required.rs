//! What a builder needs before it can be used: a generated crate has a trait for each such thing, which says so in its own
//! words, and only `Provided<true>` has these traits.

/// Whether something was set, at the level of types.
///
/// ```
/// use callwright_runtime::Provided;
///
/// #[diagnostic::on_unimplemented(message = "the required `id` is not set", label = "call `.id(…)` first")]
/// trait Id {}
///
/// impl Id for Provided<true> {}
///
/// fn send<const ID: bool>() where Provided<ID>: Id {}
/// send::<true>();
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Provided<const SET: bool>;
