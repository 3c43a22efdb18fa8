//! The transport of browsers, over `fetch`.
//!
//! A browser keeps to rules of its own: it follows redirects (within what CORS allows), makes connections as it likes
//! and gives no reason for a failure. `Client::unenforced` says so.

use std::{
    pin::Pin,
    task::{Context, Poll},
};

use bytes::Bytes;
use futures_core::Stream;
use http::header::COOKIE;

use super::{
    Body, NetworkOptions, Transport, TransportError, TransportRequest, TransportResponse, error::first_line,
};
use crate::{
    error::Failure,
    platform::{BoxFuture, BoxStream},
};

/// A request that goes without its cookie would be one without its credential, and nobody would know.
const NO_COOKIES: &str = "a browser sends only cookies that it has stored, not what a program gives: use a credential or a parameter \
                          that is not a cookie";

/// Changes a `reqwest` builder.
pub(crate) type Configure = Box<dyn Fn(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send + Sync>;

/// `fetch`.
pub(crate) struct Network {
    client: reqwest::Client,
}

impl Network {
    /// A client of our own.
    pub(crate) fn new(options: NetworkOptions, configure: Option<Configure>) -> Result<Self, Failure> {
        let NetworkOptions { connect_timeout: _, max_idle: _, root_certificates } = options;
        if !root_certificates.is_empty() {
            return Err(Failure::build("a browser accepts no additional root certificates"));
        }
        let builder = reqwest::Client::builder();
        let builder = configure.map_or(builder, |configure| configure(reqwest::Client::builder()));
        let client =
            builder.build().map_err(|error| Failure::build("no HTTP client").because(error.into()))?;
        Ok(Self { client })
    }

    /// The user's client.
    pub(crate) fn injected(client: reqwest::Client) -> Self {
        Self { client }
    }
}

impl Transport for Network {
    fn send(&self, request: TransportRequest) -> BoxFuture<Result<TransportResponse, TransportError>> {
        Box::pin(exchange(self.client.clone(), request))
    }
}

async fn exchange(
    client: reqwest::Client,
    request: TransportRequest,
) -> Result<TransportResponse, TransportError> {
    if request.headers.contains_key(COOKIE) {
        return Err(TransportError::new(NO_COOKIES).not_sent().lasting());
    }
    let origin = request.url.origin();
    let mut outgoing = reqwest::Request::new(request.method, request.url);
    *outgoing.headers_mut() = request.headers;
    let body = request.body.collect().await?;
    if !body.is_empty() {
        *outgoing.body_mut() = Some(body.into());
    }
    let mut response =
        client.execute(outgoing).await.map_err(|error| failed("the connection failed", error))?;
    // The browser has followed by now; at least nothing that another server says is taken for a response.
    if response.url().origin() != origin {
        let followed = "the browser followed a redirect to another origin";
        return Err(TransportError::new(followed).lasting());
    }
    let headers = std::mem::take(response.headers_mut());
    Ok(TransportResponse::new(
        response.status(),
        headers,
        Body::stream(Incoming(Box::pin(response.bytes_stream())), None),
    ))
}

/// A failure in one line: what a browser says holds the stack of the script, and no reason that is not in its first line.
fn failed(what: &str, error: reqwest::Error) -> TransportError {
    TransportError::new(format!("{what}: {}", first_line(&error.without_url())))
}

/// Begins an HTTP client to inject into a client.
///
/// # Errors
///
/// None in a browser.
#[expect(clippy::unnecessary_wraps, reason = "it is that of other platforms, where TLS may fail")]
pub fn http_client_builder() -> Result<reqwest::ClientBuilder, crate::Error> {
    Ok(reqwest::Client::builder())
}

/// The body of a response, as a stream of pieces.
struct Incoming(BoxStream<Result<Bytes, reqwest::Error>>);

impl Stream for Incoming {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0
            .as_mut()
            .poll_next(context)
            .map(|next| next.map(|chunk| chunk.map_err(|error| failed("the response broke off", error))))
    }
}
