//! How a client reaches its server: by an HTTP client of its own, by one that was made elsewhere, or by a transport.
//!
//! In: what the builder was given. Out: one transport, and which safety rules it cannot vouch for.
//! Must never know: an API, a credential.

use std::{sync::Arc, time::Duration};

use crate::{
    error::Failure,
    transport::{Configure, Network, NetworkOptions, Transport},
};

/// What an injected HTTP client may do that ours never does.
const INJECTED: &[&str] = &[
    "redirects: it may follow them and take credentials to another origin",
    "retries: it may repeat refused requests by its own retry policy",
    "referer: it may reveal one server to another",
    "cookies: it may store and send them",
    "connect time-out (`connect_timeout`): it has its own, or none",
    "gzip: if its own decompression is on, it may truncate a body of several gzip members without an error",
    "connections: a failed one may belong to a redirect, so such a write counts as sent",
    "runtimes: it shares connections between them, and a connection lives on the runtime that made it, so a call from \
     another one, such as `wait()` inside an async task, may stall until it times out",
    #[cfg(target_family = "wasm")]
    BROWSER_REDIRECTS,
    #[cfg(target_family = "wasm")]
    BROWSER_HEADERS,
];

/// What our own HTTP client cannot keep from happening.
#[cfg(not(target_family = "wasm"))]
const OWN: &[&str] = &[];
/// What no HTTP client in a browser can keep from happening.
#[cfg(target_family = "wasm")]
const OWN: &[&str] = &[
    BROWSER_REDIRECTS,
    "connect time-out (`connect_timeout`): it has no effect, the browser has its own",
    "connections: the browser opens and keeps them as it likes; `max_connections` limits only the calls in progress",
    BROWSER_HEADERS,
];
#[cfg(target_family = "wasm")]
const BROWSER_HEADERS: &str = "headers: the browser writes `user-agent`, `accept-encoding`, `date`, `origin`, `referer` and others itself and drops \
     what a program gives; a call with a cookie is refused";
#[cfg(target_family = "wasm")]
const BROWSER_REDIRECTS: &str = "redirects: the browser follows them itself and may take headers and bodies along, to other origins where CORS \
     allows it; a response from another origin is refused, but the request was made";

/// Puts something around a transport.
pub(super) type Middleware = Box<dyn FnOnce(Arc<dyn Transport>) -> Arc<dyn Transport> + Send + Sync>;

/// What a builder was told about the way to the server.
pub(super) struct Route {
    /// `None` where nobody said anything, not even that there is no limit.
    pub(super) connect_timeout: Option<ConnectTimeout>,
    pub(super) root_certificates: Vec<Vec<u8>>,
    pub(super) configure: Option<Configure>,
    pub(super) injected: Option<reqwest::Client>,
    pub(super) transport: Option<Arc<dyn Transport>>,
    pub(super) middleware: Vec<Middleware>,
}

/// How long a connection may take; `None` for as long as it likes.
pub(super) struct ConnectTimeout(pub(super) Option<Duration>);

impl Route {
    /// Our own HTTP client, as it is.
    pub(super) fn new() -> Self {
        Self {
            connect_timeout: None,
            root_certificates: Vec::new(),
            configure: None,
            injected: None,
            transport: None,
            middleware: Vec::new(),
        }
    }

    /// The transport, with all that was put around it, and the rules that it cannot vouch for.
    pub(super) fn build(
        self,
        max_idle: Option<usize>,
    ) -> Result<(Arc<dyn Transport>, &'static [&'static str]), Failure> {
        self.check()?;
        let connect_timeout =
            self.connect_timeout.map_or(Some(Duration::from_secs(10)), |ConnectTimeout(limit)| limit);
        let options = NetworkOptions { connect_timeout, max_idle, root_certificates: self.root_certificates };
        let (transport, unenforced): (Arc<dyn Transport>, _) = match (self.transport, self.injected) {
            (Some(transport), _) => (transport, &[][..]),
            (None, Some(client)) => (Arc::new(Network::injected(client)), INJECTED),
            (None, None) => (Arc::new(Network::new(options, self.configure)?), OWN),
        };
        Ok((self.middleware.into_iter().fold(transport, |inner, wrap| wrap(inner)), unenforced))
    }

    /// Options that would have no effect are told, not ignored: a certificate that is not asked for protects nobody.
    fn check(&self) -> Result<(), Failure> {
        let replaces = match (&self.transport, &self.injected) {
            (None, None) => return Ok(()),
            (Some(_), Some(_)) => {
                return Err(Failure::build(
                    "`.transport(…)` and `.http_client(…)` exclude each other: only one of them can send",
                ));
            }
            (Some(_), None) => "transport",
            (None, Some(_)) => "http_client",
        };
        let without_effect = [
            ("root_certificate", !self.root_certificates.is_empty()),
            ("connect_timeout", self.connect_timeout.is_some()),
            ("configure_http", self.configure.is_some()),
        ];
        match without_effect.iter().find(|(_, is_set)| *is_set) {
            None => Ok(()),
            Some((option, _)) => Err(Failure::build(format!(
                "`.{option}(…)` has no effect with `.{replaces}(…)`: it configures the HTTP client that is built without \
                 that"
            ))),
        }
    }
}
