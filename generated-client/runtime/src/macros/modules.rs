//! The modules of types.

/// Modules that each are a file, and whose items are seen in the module that lists them: a line for each, because a client
/// has a thousand of them.
///
/// ```ignore
/// runtime::modules! {
///     agent_config;
///     voice;
/// }
/// ```
#[macro_export]
macro_rules! modules {
    ($($name:ident;)*) => {$(
        mod $name;
        // A module may be called like a crate.
        pub use self::$name::*;
    )*};
}
