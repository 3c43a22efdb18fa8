//! The transport of native targets, over `reqwest`.
//!
//! `reqwest` has habits that a client must not have here: it follows redirects and takes custom headers such as
//! `xi-api-key` along to other origins, sends `Referer`, and sends refused HTTP/2 requests again by itself. All of
//! that is switched off in one place, after whatever the user configured. So is its own reading of gzip, which ends behind
//! the first field of a body without an error.

use std::{
    future::Future,
    pin::{Pin, pin},
    sync::{
        Arc, Mutex, OnceLock, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll, ready},
    time::Duration,
};

use bytes::Bytes;
use futures_core::Stream;
use http::{HeaderMap, HeaderValue, Method, header};
use http_body::{Body as HttpBody, Frame, SizeHint};
use tokio::runtime;

use super::{Body, NetworkOptions, Transport, TransportError, TransportRequest, TransportResponse};
use crate::{
    error::{Error, Failure},
    platform::{BoxFuture, has_network},
};

/// Changes a `reqwest` builder; kept, because another client is built from it for every other runtime.
pub(crate) type Configure = Box<dyn Fn(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send + Sync>;

/// A `reqwest` client, ours or the user's.
pub(crate) struct Network {
    client: reqwest::Client,
    /// How another one of ours is made; `None` for the user's own.
    recipe: Option<Recipe>,
    /// Connections live on the runtime that made them, and nothing moves on them while that does not run. So each runtime
    /// has an HTTP client of its own: this is the one that has ours, and those are the others.
    home: OnceLock<runtime::Id>,
    others: Mutex<Vec<(runtime::Id, reqwest::Client)>>,
}

/// A client that is used on more runtimes than this, one after the other, forgets about the first of them.
const MOST_RUNTIMES: usize = 8;

struct Recipe {
    options: NetworkOptions,
    configure: Option<Configure>,
}

impl Recipe {
    fn build(&self) -> Result<reqwest::Client, Failure> {
        let mut builder = prepared(&self.options)?;
        if let Some(configure) = &self.configure {
            builder = configure(builder);
        }
        safe(builder).build().map_err(|error| {
            Failure::build("the HTTP client cannot be built").because(error.without_url().into())
        })
    }
}

/// Begins an HTTP client to inject into a client: TLS is set up as in clients of this crate, and what keeps a call safe is
/// set, too (no redirects, no repetition, no `Referer`), as long as it is not set anew.
///
/// ```
/// # use callwright_runtime::{Api, Client, http_client_builder};
/// # static API: Api = Api::new("Example", "example/1.0");
/// let http = http_client_builder()?.pool_max_idle_per_host(4).build().expect("an HTTP client");
/// let client = Client::builder(&API).base_url("https://api.example.com").http_client(http).build()?;
/// # Ok::<(), callwright_runtime::Error>(())
/// ```
///
/// # Errors
///
/// When TLS cannot be set up.
pub fn http_client_builder() -> Result<reqwest::ClientBuilder, Error> {
    let connect_timeout = Some(Duration::from_secs(10));
    prepared(&NetworkOptions { connect_timeout, max_idle: None, root_certificates: Vec::new() }).map(safe)
}

/// A builder with TLS and limits.
fn prepared(options: &NetworkOptions) -> Result<reqwest::ClientBuilder, Failure> {
    let mut builder = reqwest::Client::builder();
    #[cfg(feature = "rustls")]
    {
        builder = builder.tls_backend_preconfigured(super::tls::configuration(&options.root_certificates)?);
    }
    #[cfg(all(feature = "native-tls", not(feature = "rustls")))]
    for certificate in &options.root_certificates {
        let certificate = reqwest::Certificate::from_pem(certificate)
            .map_err(|error| Failure::build("a root certificate is not valid PEM").because(error.into()))?;
        builder = builder.tls_certs_merge([certificate]);
    }
    if let Some(limit) = options.connect_timeout {
        builder = builder.connect_timeout(limit);
    }
    if let Some(most) = options.max_idle {
        builder = builder.pool_max_idle_per_host(most);
    }
    Ok(builder)
}

/// Switches off what a client must not do.
fn safe(builder: reqwest::ClientBuilder) -> reqwest::ClientBuilder {
    builder
        .redirect(reqwest::redirect::Policy::none())
        .referer(false)
        .retry(reqwest::retry::never())
        .no_gzip()
}

impl Network {
    /// A client of our own.
    pub(crate) fn new(options: NetworkOptions, configure: Option<Configure>) -> Result<Self, Failure> {
        let recipe = Recipe { options, configure };
        let client = recipe.build()?;
        Ok(Self { recipe: Some(recipe), ..Self::injected(client) })
    }

    /// The user's client.
    pub(crate) fn injected(client: reqwest::Client) -> Self {
        Self { client, recipe: None, home: OnceLock::new(), others: Mutex::default() }
    }

    /// The client of the runtime that runs this.
    fn client(&self) -> reqwest::Client {
        let (Some(recipe), Ok(here)) = (&self.recipe, runtime::Handle::try_current()) else {
            return self.client.clone();
        };
        let here = here.id();
        if *self.home.get_or_init(|| here) == here {
            return self.client.clone();
        }
        let mut others = self.others.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, client)) = others.iter().find(|(runtime, _)| *runtime == here) {
            return client.clone();
        }
        // What could be built once can be built again.
        let client = recipe.build().unwrap_or_else(|_| self.client.clone());
        if others.len() == MOST_RUNTIMES {
            others.remove(0);
        }
        others.push((here, client.clone()));
        client
    }
}

/// Tokio would say so by a panic.
const NO_NETWORK: &str =
    "the Tokio runtime has no network: build it with `enable_all`, or with `enable_io` and `enable_time`";

impl Transport for Network {
    fn send(&self, request: TransportRequest) -> BoxFuture<Result<TransportResponse, TransportError>> {
        // Ours does not follow redirects; a client that the user brought may.
        let url = self.recipe.is_none().then(|| Box::new(request.url.clone()));
        let client = self.client();
        let (request, begun) = outgoing(request);
        // Sent when it is awaited, and the request has room in it already.
        let sending = client.execute(request);
        Box::pin(async move {
            if !has_network() {
                return Err(TransportError::new(NO_NETWORK).not_sent().lasting());
            }
            let sent = sending.await.map_err(|error| failure(error, begun.as_deref(), url.is_some()));
            let mut response = sent?;
            if url.is_some_and(|url| response.url() != &*url) {
                let followed = "the injected HTTP client followed a redirect, which is not allowed";
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
            #[cfg(all(feature = "blocking", feature = "stream"))]
            let body = body.of_network();
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
        (true, true) => "connecting took too long",
        (true, false) => "the connection could not be established",
        (false, true) => "the server took too long",
        (false, false) => "the connection failed",
    };
    let mut made = TransportError::new(message);
    if error.is_connect() && !injected && !begun.is_some_and(|begun| begun.load(Ordering::Relaxed)) {
        made = made.not_sent();
    }
    if was_refused(&error) && !injected {
        made = TransportError::new("the server refused the request before processing it").not_sent();
    }
    if error.is_timeout() {
        made = made.timed_out();
    }
    if error.is_builder() {
        made = TransportError::new("the request cannot be sent").not_sent();
    }
    made.because(error)
}

/// Whether the server says by `REFUSED_STREAM` that it has not begun with the request (RFC 9113, section 8.7).
#[cfg(feature = "http2")]
fn was_refused(error: &reqwest::Error) -> bool {
    let mut cause: Option<&dyn std::error::Error> = Some(error);
    while let Some(error) = cause {
        if let Some(error) = error.downcast_ref::<h2::Error>() {
            return error.is_remote()
                && error.is_reset()
                && error.reason() == Some(h2::Reason::REFUSED_STREAM);
        }
        cause = error.source();
    }
    false
}

#[cfg(not(feature = "http2"))]
fn was_refused(_: &reqwest::Error) -> bool {
    false
}

/// The body of a response, as a stream of pieces.
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
                    let mut made = TransportError::new("the response broke off");
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
