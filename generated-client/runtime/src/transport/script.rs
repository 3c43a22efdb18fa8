//! A transport for tests: it answers from a script and records what was sent.

use std::{
    collections::VecDeque,
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use url::Url;

use super::{Body, Transport, TransportError, TransportRequest, TransportResponse};
use crate::platform::{self, BoxFuture};

/// A transport that answers from a script and records what was sent; no network is touched.
///
/// Replies are given in the order in which they were added; when none is left, the call fails at once with an
/// error that says so. Clones share script and record.
///
/// ```
/// use callwright_runtime::{Api, Client, Script, ScriptedReply};
///
/// # tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
/// static API: Api = Api::new("Example", "example/1.0");
/// let script = Script::new().reply(ScriptedReply::json(200, r#"{"name":"Ada"}"#));
/// let builder = Client::builder(&API).base_url("https://api.example.com");
/// let client = builder.transport(script.clone()).build()?;
///
/// let agent = client.request("GET", "/v1/agents/agent_42").send_json::<callwright_runtime::Value>().await?;
/// assert_eq!(agent["name"], "Ada");
/// assert_eq!(script.requests()[0].url.path(), "/v1/agents/agent_42");
/// # Ok::<(), callwright_runtime::Error>(()) }).unwrap();
/// ```
#[derive(Clone, Debug, Default)]
pub struct Script {
    shared: Arc<Mutex<Shared>>,
}

#[derive(Debug, Default)]
struct Shared {
    replies: VecDeque<Reply>,
    otherwise: Option<Reply>,
    requests: Vec<Recorded>,
}

impl Script {
    /// An empty script.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a reply at the end.
    #[must_use]
    pub fn reply(self, reply: impl Into<Reply>) -> Self {
        self.lock().replies.push_back(reply.into());
        self
    }

    /// Says what is answered when no reply is left.
    #[must_use]
    pub fn otherwise(self, reply: impl Into<Reply>) -> Self {
        self.lock().otherwise = Some(reply.into());
        self
    }

    /// What was sent so far, in order.
    #[must_use]
    pub fn requests(&self) -> Vec<Recorded> {
        self.lock().requests.clone()
    }

    /// The request that was sent last.
    #[must_use]
    pub fn last_request(&self) -> Option<Recorded> {
        self.lock().requests.last().cloned()
    }

    fn lock(&self) -> MutexGuard<'_, Shared> {
        self.shared.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Transport for Script {
    fn send(&self, request: TransportRequest) -> BoxFuture<Result<TransportResponse, TransportError>> {
        let this = self.clone();
        Box::pin(async move {
            let TransportRequest { method, url, headers, body, .. } = request;
            let body = body.collect().await?;
            let reply = {
                let mut shared = this.lock();
                shared.requests.push(Recorded { method, url, headers, body });
                shared.replies.pop_front().or_else(|| shared.otherwise.clone())
            };
            match reply {
                Some(reply) => reply.give().await,
                // A mistake in a test, which no repetition mends, and of which no server heard.
                None => Err(TransportError::new("the script has no reply left").not_sent().lasting()),
            }
        })
    }
}

/// A request that was sent.
#[derive(Clone)]
#[non_exhaustive]
pub struct Recorded {
    /// The method.
    pub method: Method,
    /// The whole URL.
    pub url: Url,
    /// The headers, credentials included.
    pub headers: HeaderMap,
    /// The entire body.
    pub body: Bytes,
}

impl Recorded {
    /// A header's value as text; empty where there is none.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The body as a JSON value; null where it is none.
    #[must_use]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }
}

impl fmt::Debug for Recorded {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Recorded")
            .field("method", &self.method)
            .field("path", &self.url.path())
            .field("headers", &self.headers)
            .field("body_length", &self.body.len())
            .finish_non_exhaustive()
    }
}

/// What a script answers.
#[derive(Clone, Debug)]
pub struct Reply {
    status: StatusCode,
    headers: HeaderMap,
    chunks: Vec<Bytes>,
    delay: Duration,
    fate: Fate,
}

/// How a reply ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    Whole,
    BreaksOff,
    NeverConnected,
    NoAnswer,
}

impl Reply {
    /// A status with no body.
    ///
    /// # Panics
    ///
    /// When the number is not a status; this is for tests.
    #[must_use]
    pub fn status(status: u16) -> Self {
        let status =
            StatusCode::from_u16(status).unwrap_or_else(|_| panic!("{status} is not a valid HTTP status"));
        Self {
            status,
            headers: HeaderMap::new(),
            chunks: Vec::new(),
            delay: Duration::ZERO,
            fate: Fate::Whole,
        }
    }

    /// A status with a JSON body, as text.
    #[must_use]
    pub fn json(status: u16, body: impl Into<String>) -> Self {
        Self::status(status).header("content-type", "application/json").body(body.into())
    }

    /// No connection can be made.
    #[must_use]
    pub fn never_connected() -> Self {
        Self { fate: Fate::NeverConnected, ..Self::status(200) }
    }

    /// The connection breaks after the request went out.
    #[must_use]
    pub fn no_answer() -> Self {
        Self { fate: Fate::NoAnswer, ..Self::status(200) }
    }

    /// Adds a header.
    ///
    /// # Panics
    ///
    /// When name or value cannot be a header; this is for tests.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        let name = HeaderName::from_bytes(name.as_bytes())
            .unwrap_or_else(|_| panic!("{name:?} is not a valid header name"));
        let value =
            HeaderValue::from_str(value).unwrap_or_else(|_| panic!("{value:?} is not a valid header value"));
        self.headers.append(name, value);
        self
    }

    /// Adds a piece of the body.
    #[must_use]
    pub fn body(mut self, chunk: impl Into<Bytes>) -> Self {
        self.chunks.push(chunk.into());
        self
    }

    /// Waits before answering.
    #[must_use]
    pub fn delay(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// The body breaks off after its last piece.
    #[must_use]
    pub fn breaks_off(mut self) -> Self {
        self.fate = Fate::BreaksOff;
        self
    }

    async fn give(self) -> Result<TransportResponse, TransportError> {
        if !self.delay.is_zero() {
            platform::sleep(self.delay).await;
        }
        match self.fate {
            Fate::NeverConnected => {
                return Err(TransportError::new("the connection could not be established").not_sent());
            }
            Fate::NoAnswer => return Err(TransportError::new("the connection failed")),
            Fate::Whole | Fate::BreaksOff => {}
        }
        let mut pieces: VecDeque<Result<Bytes, TransportError>> = self.chunks.into_iter().map(Ok).collect();
        if self.fate == Fate::BreaksOff {
            pieces.push_back(Err(TransportError::new("the response broke off")));
        }
        let body = Body::stream(Pieces(pieces), None).complete_at_end();
        Ok(TransportResponse::new(self.status, self.headers, body))
    }
}

impl From<u16> for Reply {
    fn from(status: u16) -> Self {
        Self::status(status)
    }
}

/// Pieces that are all there.
struct Pieces(VecDeque<Result<Bytes, TransportError>>);

impl futures_core::Stream for Pieces {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        std::task::Poll::Ready(self.0.pop_front())
    }
}
