//! The transport of native targets, over `reqwest`.
//!
//! `reqwest` has habits that a client must not have here: it follows redirects and takes custom headers such as
//! `xi-api-key` along to other origins, sends `Referer`, and sends refused HTTP/2 requests again by itself. All of
//! that is switched off in one place, after whatever the user configured. So is its own reading of gzip, which ends behind
//! the first member of a body without an error.

use std::{
    future::Future,
    pin::{Pin, pin},
    sync::{
        Arc, Mutex, OnceLock, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll, ready},
};

use bytes::Bytes;
use futures_core::Stream;
use http::{HeaderMap, HeaderValue, Method, header};
use http_body::{Body as HttpBody, Frame, SizeHint};

use super::{Body, NetworkOptions, Transport, TransportError, TransportRequest, TransportResponse};
use crate::{error::Failure, platform::BoxFuture};

/// Changes a `reqwest` builder; kept, because a second client is built from it when somebody blocks.
pub(crate) type Configure = Box<dyn Fn(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send + Sync>;

/// A `reqwest` client, ours or the user's.
pub(crate) struct Network {
    client: reqwest::Client,
    /// Connections live on the runtime that made them. A thread that blocks may be the very one that runs that
    /// runtime, so blocking calls have connections of their own. `None` for the user's own client.
    recipe: Option<Recipe>,
    blocking: OnceLock<reqwest::Client>,
}

struct Recipe {
    options: NetworkOptions,
    configure: Option<Configure>,
}

impl Recipe {
    fn build(&self) -> Result<reqwest::Client, Failure> {
        let mut builder = reqwest::Client::builder();
        #[cfg(feature = "rustls")]
        {
            builder = builder
                .tls_backend_preconfigured(super::tls::configuration(&self.options.root_certificates)?);
        }
        #[cfg(all(feature = "native-tls", not(feature = "rustls")))]
        for certificate in &self.options.root_certificates {
            let certificate = reqwest::Certificate::from_pem(certificate)
                .map_err(|error| Failure::build("a root certificate is not PEM").because(error.into()))?;
            builder = builder.tls_certs_merge([certificate]);
        }
        if let Some(limit) = self.options.connect_timeout {
            builder = builder.connect_timeout(limit);
        }
        if let Some(configure) = &self.configure {
            builder = configure(builder);
        }
        builder
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .retry(reqwest::retry::never())
            .no_gzip()
            .build()
            .map_err(|error| {
                Failure::build("the HTTP client cannot be built").because(error.without_url().into())
            })
    }
}

impl Network {
    /// A client of our own.
    pub(crate) fn new(options: NetworkOptions, configure: Option<Configure>) -> Result<Self, Failure> {
        let recipe = Recipe { options, configure };
        Ok(Self { client: recipe.build()?, recipe: Some(recipe), blocking: OnceLock::new() })
    }

    /// The user's client.
    pub(crate) fn injected(client: reqwest::Client) -> Self {
        Self { client, recipe: None, blocking: OnceLock::new() }
    }

    fn client(&self, blocking: bool) -> reqwest::Client {
        match &self.recipe {
            Some(recipe) if blocking => {
                self.blocking.get_or_init(|| recipe.build().unwrap_or_else(|_| self.client.clone())).clone()
            }
            _ => self.client.clone(),
        }
    }
}

impl Transport for Network {
    fn send(&self, request: TransportRequest) -> BoxFuture<Result<TransportResponse, TransportError>> {
        // Ours does not follow redirects; a client that the user brought may.
        let url = self.recipe.is_none().then(|| Box::new(request.url.clone()));
        let client = self.client(request.blocking);
        let (request, begun) = outgoing(request);
        // Sent when it is awaited, and the request has room in it already.
        let sending = client.execute(request);
        Box::pin(async move {
            let sent = sending.await.map_err(|error| failure(error, begun.as_deref(), url.is_some()));
            let mut response = sent?;
            if url.is_some_and(|url| response.url() != &*url) {
                let followed = "the injected HTTP client followed a redirect, which it must not";
                return Err(TransportError::new(followed).lasting());
            }
            let (status, mut headers) = (response.status(), std::mem::take(response.headers_mut()));
            let length = response.content_length();
            let is_packed = length != Some(0) && is_gzip(&headers);
            // From HTTP/2 on, a stream that is cut is an error; before, that depends on the framing.
            let is_framed = response.version() >= http::Version::HTTP_2;
            let body =
                if length == Some(0) { Body::empty() } else { Body::stream(Incoming { response }, length) };
            let body = if is_framed { body.complete_at_end() } else { body };
            let body = if is_packed { unpacked(body, &mut headers) } else { body };
            Ok(TransportResponse::new(status, headers, body))
        })
    }
}

/// Whether the body is compressed by gzip and by nothing else.
fn is_gzip(headers: &HeaderMap) -> bool {
    let mut codings = headers.get_all(header::CONTENT_ENCODING).iter();
    let coding = codings.next().map(|coding| coding.as_bytes().trim_ascii()).unwrap_or_default();
    codings.next().is_none()
        && (coding.eq_ignore_ascii_case(b"gzip") || coding.eq_ignore_ascii_case(b"x-gzip"))
}

/// What the body holds. The headers that were about its compressed form go with that.
fn unpacked(body: Body, headers: &mut HeaderMap) -> Body {
    headers.remove(header::CONTENT_ENCODING);
    headers.remove(header::CONTENT_LENGTH);
    body.gunzip()
}

/// Says that gzip is read here. A part of a compressed body cannot be read, so there is nothing to say where only a part is
/// asked for.
fn accept_gzip(headers: &mut HeaderMap) {
    if !headers.contains_key(header::ACCEPT_ENCODING) && !headers.contains_key(header::RANGE) {
        headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static("gzip"));
    }
}

/// The request as `reqwest` takes it, and whether its body was asked for, where that arrives.
fn outgoing(request: TransportRequest) -> (reqwest::Request, Option<Arc<AtomicBool>>) {
    let mut begun = None;
    let mut outgoing = reqwest::Request::new(request.method, request.url);
    *outgoing.headers_mut() = request.headers;
    accept_gzip(outgoing.headers_mut());
    *outgoing.body_mut() = match request.body.into_bytes() {
        Ok(bytes) if bytes.is_empty() => {
            // Where a body is usual, servers want to be told that there is none; some answer 411 otherwise.
            if matches!(*outgoing.method(), Method::POST | Method::PUT | Method::PATCH) {
                outgoing.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from_static("0"));
            }
            None
        }
        Ok(bytes) => Some(bytes.into()),
        Err(body) => {
            let begun: &Arc<AtomicBool> = begun.insert(Arc::default());
            Some(reqwest::Body::wrap(Outgoing { body: Mutex::new(body), begun: begun.clone() }))
        }
    };
    (outgoing, begun)
}

/// `begun`: whether a body that arrives was asked for. Its reader may fail over a connection of its own, and that would
/// look as if ours had never been made. `injected`: whether the client may have followed a redirect, of which the
/// connection that was never made was the second.
fn failure(error: reqwest::Error, begun: Option<&AtomicBool>, injected: bool) -> TransportError {
    // The URL can hold a key in its query.
    let error = error.without_url();
    let message = match (error.is_connect(), error.is_timeout()) {
        (true, true) => "making the connection took too long",
        (true, false) => "no connection could be made",
        (false, true) => "the server took too long",
        (false, false) => "the connection failed",
    };
    let mut made = TransportError::new(message);
    if error.is_connect() && !injected && !begun.is_some_and(|begun| begun.load(Ordering::Relaxed)) {
        made = made.not_sent();
    }
    if error.is_timeout() {
        made = made.timed_out();
    }
    if error.is_builder() {
        made = TransportError::new("the request cannot be sent").not_sent();
    }
    made.because(error)
}

/// The body of an answer, as a stream of pieces.
struct Incoming {
    response: reqwest::Response,
}

impl Stream for Incoming {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            // It keeps nothing from one poll to the next, so it can be asked for anew each time.
            let chunk = pin!(self.response.chunk());
            match ready!(chunk.poll(context)) {
                Ok(Some(data)) if data.is_empty() => {}
                Ok(data) => return Poll::Ready(data.map(Ok)),
                Err(error) => {
                    let error = error.without_url();
                    let mut made = TransportError::new("the answer broke off");
                    if error.is_timeout() {
                        made = made.timed_out();
                    }
                    return Poll::Ready(Some(Err(made.because(error))));
                }
            }
        }
    }
}

/// The body of a request. The lock is never taken: it only makes a stream shareable, as `reqwest` asks.
struct Outgoing {
    body: Mutex<Body>,
    begun: Arc<AtomicBool>,
}

impl HttpBody for Outgoing {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        self.begun.store(true, Ordering::Relaxed);
        let body = self.get_mut().body.get_mut().unwrap_or_else(PoisonError::into_inner);
        Pin::new(body).poll_next(context).map(|next| next.map(|chunk| chunk.map(Frame::data)))
    }

    fn size_hint(&self) -> SizeHint {
        let length = self.body.lock().unwrap_or_else(PoisonError::into_inner).length();
        length.map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}
