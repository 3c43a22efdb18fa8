//! What the server said.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::Redact;
use crate::json::{self, DecodeError, Json};

/// A response that was not what the caller hoped for: status, headers and the beginning of the body.
///
/// ```
/// fn reason(error: &callwright_runtime::Error) -> Option<String> {
///     let problem: callwright_runtime::Value = error.api()?.decode().ok()?;
///     Some(problem["detail"].as_str()?.to_owned())
/// }
/// ```
#[derive(Clone)]
pub struct ApiError {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    pub(crate) truncated: bool,
    request_id: Option<Box<str>>,
    redact: Redact,
}

impl ApiError {
    /// A response. The request's name is cleaned here, once: everything that shows an error shows it.
    pub(crate) fn new(
        status: StatusCode,
        headers: HeaderMap,
        body: Bytes,
        truncated: bool,
        redact: &Redact,
    ) -> Self {
        let request_id = request_id(&headers).map(|id| redact.text(id.to_owned()).into());
        Self { status, headers, body, truncated, request_id, redact: redact.clone() }
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The server's name for this request (`request-id`, `x-request-id`, `x-trace-id`), for its support; credentials
    /// are blotted out, should a server put one there.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    /// The body as it came, up to the client's limit for error bodies.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// The body as text; bytes that are not text are replaced.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Whether the body was longer than what is kept of it.
    #[must_use]
    pub fn is_truncated(&self) -> bool {
        self.truncated
    }

    /// Reads the body as a type of the client: the one that the description declares for this status, or any other.
    ///
    /// # Errors
    ///
    /// When the body is not that.
    pub fn decode<T: Json>(&self) -> Result<T, DecodeError> {
        json::from_slice(&self.body).map_err(|error| error.cleaned(&self.redact.finder()))
    }
}

/// The body stays out: servers echo what they were sent, credentials among it.
impl fmt::Debug for ApiError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ApiError")
            .field("status", &self.status)
            .field("request_id", &self.request_id())
            .field("body_length", &self.body.len())
            .field("truncated", &self.truncated)
            .finish_non_exhaustive()
    }
}

/// The server's name for a request.
pub(crate) fn request_id(headers: &HeaderMap) -> Option<&str> {
    ["request-id", "x-request-id", "x-trace-id"].iter().find_map(|name| headers.get(*name)?.to_str().ok())
}
