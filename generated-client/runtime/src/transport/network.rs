//! What the network transport needs to know, and its making.

use std::time::Duration;

/// What the client says about connections.
#[derive(Clone, Debug)]
pub(crate) struct NetworkOptions {
    /// How long a connection may take to be made.
    #[cfg_attr(target_family = "wasm", expect(dead_code, reason = "a browser has a limit of its own"))]
    pub(crate) connect_timeout: Option<Duration>,
    /// How many connections are kept at most while nobody needs them.
    #[cfg_attr(
        target_family = "wasm",
        expect(dead_code, reason = "a browser keeps connections as it likes")
    )]
    pub(crate) max_idle: Option<usize>,
    /// Certificates of authorities that are trusted besides the system's, in PEM.
    #[cfg_attr(
        not(any(feature = "rustls", feature = "native-tls", target_family = "wasm")),
        expect(dead_code, reason = "without TLS nobody asks for certificates")
    )]
    pub(crate) root_certificates: Vec<Vec<u8>>,
}

#[cfg(target_family = "wasm")]
pub use super::browser::http_client_builder;
#[cfg(target_family = "wasm")]
pub(crate) use super::browser::{Configure, Network};
#[cfg(not(target_family = "wasm"))]
pub use super::native::http_client_builder;
#[cfg(not(target_family = "wasm"))]
pub(crate) use super::native::{Configure, Network};
