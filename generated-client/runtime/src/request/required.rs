//! What a builder needs before it can be used, as traits of the generated crate that say so in its own words.

/// Whether something was set, at the level of types.
#[derive(Clone, Copy, Debug)]
pub struct Provided<const SET: bool>;

/// Makes one trait for each thing that must be set; only `Provided<true>` has them.
///
/// ```
/// mod required {
///     generated_client_runtime::required! { Id "the required `id` is not set" "call `.id(…)` first" }
/// }
///
/// fn send<const ID: bool>() where generated_client_runtime::Provided<ID>: required::Id {}
/// send::<true>();
/// ```
#[macro_export]
macro_rules! required {
    ($($name:ident $message:literal $label:literal),* $(,)?) => {$(
        #[doc = $message]
        #[diagnostic::on_unimplemented(message = $message, label = $label)]
        pub trait $name {}
        impl $name for $crate::Provided<true> {}
    )*};
}
