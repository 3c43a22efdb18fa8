//! The seam between calls and the network.
//!
//! In: a finished request. Out: the head of a response and a body that arrives bit by bit.
//! Must never know: operations, retries, credentials as such, JSON.

mod body;
#[cfg(target_family = "wasm")]
mod browser;
mod error;
#[cfg(not(target_family = "wasm"))]
mod gzip;
#[cfg(not(target_family = "wasm"))]
mod native;
mod network;
#[cfg(feature = "test-util")]
mod script;
#[cfg(all(feature = "rustls", not(target_family = "wasm")))]
mod tls;

use std::{fmt, sync::Arc};

use http::{HeaderMap, Method, StatusCode};
use url::Url;

pub use body::Body;
pub use error::TransportError;
pub use network::http_client_builder;
pub(crate) use network::{Configure, Network, NetworkOptions};
#[cfg(feature = "test-util")]
pub use script::{Recorded, Reply as ScriptedReply, Script};

use crate::platform::BoxFuture;

/// Sends one request and receives one response: what a call does its work through.
///
/// Implement it to test without a network, or to wrap another transport and see (or change) what passes through:
///
/// ```
/// use std::sync::Arc;
/// use callwright_runtime::{BoxFuture, Transport, TransportError, TransportRequest, TransportResponse};
///
/// struct Counting {
///     inner: Arc<dyn Transport>,
///     sent: Arc<std::sync::atomic::AtomicUsize>,
/// }
///
/// impl Transport for Counting {
///     fn send(&self, request: TransportRequest) -> BoxFuture<Result<TransportResponse, TransportError>> {
///         self.sent.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
///         self.inner.send(request)
///     }
/// }
/// ```
///
/// An implementation must not send a request twice, must not follow redirects, and must say by
/// [`TransportError::not_sent`] when it is certain that nothing reached the server.
pub trait Transport: Send + Sync + 'static {
    /// Sends the request; the future ends when the head of the response is there.
    fn send(&self, request: TransportRequest) -> BoxFuture<Result<TransportResponse, TransportError>>;
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(&self, request: TransportRequest) -> BoxFuture<Result<TransportResponse, TransportError>> {
        (**self).send(request)
    }
}

/// A request as it goes on the wire.
#[non_exhaustive]
pub struct TransportRequest {
    /// The method.
    pub method: Method,
    /// The whole URL.
    pub url: Url,
    /// The headers; those that hold credentials are marked sensitive.
    pub headers: HeaderMap,
    /// The body.
    pub body: Body,
}

impl TransportRequest {
    pub(crate) fn new(method: Method, url: Url, headers: HeaderMap, body: Body) -> Self {
        Self { method, url, headers, body }
    }
}

/// Neither the query nor the values of headers nor the body: credentials go in each of them.
impl fmt::Debug for TransportRequest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("TransportRequest")
            .field("method", &self.method)
            .field("host", &self.url.host_str())
            .field("path", &self.url.path())
            .field("headers", &self.headers.keys().map(http::HeaderName::as_str).collect::<Vec<_>>())
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}

/// The head of a response, and its body to come.
#[non_exhaustive]
pub struct TransportResponse {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Body,
}

impl TransportResponse {
    /// A response.
    #[must_use]
    pub fn new(status: StatusCode, headers: HeaderMap, body: Body) -> Self {
        Self { status, headers, body }
    }
}

impl fmt::Debug for TransportResponse {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("TransportResponse")
            .field("status", &self.status)
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}
