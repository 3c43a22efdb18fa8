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

use super::{Body, NetworkOptions, Transport, TransportError, TransportRequest, TransportResponse};
use crate::{
    error::Failure,
    platform::{BoxFuture, BoxStream},
};

/// Changes a `reqwest` builder.
pub(crate) type Configure = Box<dyn Fn(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send + Sync>;

/// `fetch`.
pub(crate) struct Network {
    client: reqwest::Client,
}

impl Network {
    /// A client of our own.
    pub(crate) fn new(options: NetworkOptions, configure: Option<Configure>) -> Result<Self, Failure> {
        let NetworkOptions { connect_timeout: _, root_certificates } = options;
        if !root_certificates.is_empty() {
            return Err(Failure::build("a browser takes no root certificates"));
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
    let origin = request.url.origin();
    let mut outgoing = reqwest::Request::new(request.method, request.url);
    *outgoing.headers_mut() = request.headers;
    let body = request.body.collect().await?;
    if !body.is_empty() {
        *outgoing.body_mut() = Some(body.into());
    }
    let mut response = client
        .execute(outgoing)
        .await
        .map_err(|error| TransportError::new("the connection failed").because(error.without_url()))?;
    // The browser has followed by now; at least nothing that another server says is taken for an answer.
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

/// The body of an answer, as a stream of pieces.
struct Incoming(BoxStream<Result<Bytes, reqwest::Error>>);

impl Stream for Incoming {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.as_mut().poll_next(context).map(|next| {
            next.map(|chunk| {
                chunk
                    .map_err(|error| TransportError::new("the answer broke off").because(error.without_url()))
            })
        })
    }
}
