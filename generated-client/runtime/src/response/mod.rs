//! Answers: reading them whole, and reading values from them.
//!
//! In: the head of a response and its body. Out: a value of the caller's type, or an error that says where it fails.
//! Must never know: how the request was made.

#[cfg(feature = "stream")]
mod beginning;
mod by_status;
mod content_type;
mod raw_body;
mod read;
mod unlike;
mod value;

use std::{borrow::Cow, time::Duration};

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

#[cfg(feature = "stream")]
pub(crate) use beginning::Expected;
pub use by_status::ByStatus;
#[cfg(feature = "stream")]
pub(crate) use content_type::is_json;
pub use raw_body::RawBody;
pub(crate) use read::{read_capped, read_start};
#[cfg(feature = "stream")]
pub(crate) use unlike::{opened, told_type};
pub(crate) use value::{by_status, bytes, bytes_or_none, json, json_or_none, raw, text, text_or_none, unit};
#[cfg(feature = "stream")]
pub(crate) use value::{is_nothing, read};

use crate::{
    error::{ApiError, Failure, Redact, request_id},
    json::Reading,
    request::ErrorShape,
    transport::Body,
};

/// A response that is a value: the body is whole, or still arriving for those who stream.
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: ReplyBody,
    pub(crate) operation: Cow<'static, str>,
    /// Whether sending the call again repeats no side effect.
    pub(crate) repeatable: bool,
    pub(crate) redact: Redact,
    #[cfg_attr(not(feature = "stream"), expect(dead_code, reason = "streams are a feature"))]
    pub(crate) idle_timeout: Option<Duration>,
    /// The largest event or line of a stream.
    #[cfg_attr(not(feature = "stream"), expect(dead_code, reason = "streams are a feature"))]
    pub(crate) max_item: u64,
    /// How it is read.
    pub(crate) reading: Reading,
    /// The errors that the operation declares.
    #[cfg_attr(not(feature = "stream"), expect(dead_code, reason = "streams are a feature"))]
    pub(crate) errors: &'static [ErrorShape],
    pub(crate) attempts: u32,
}

/// Bodies from this size on are read elsewhere: reading them can take longer than others on the same thread should wait.
pub(crate) const LARGE: usize = 256 * 1024;

/// The body of a [`Reply`].
pub(crate) enum ReplyBody {
    /// All there.
    Whole(Bytes),
    /// Arriving.
    Arriving(#[cfg_attr(not(feature = "stream"), expect(dead_code, reason = "streams are a feature"))] Body),
}

impl Reply {
    /// The body, for everybody but those who stream.
    pub(crate) fn bytes(&mut self) -> Bytes {
        match &mut self.body {
            ReplyBody::Whole(bytes) => std::mem::take(bytes),
            ReplyBody::Arriving(_) => Bytes::new(),
        }
    }

    /// Whether reading the body can take long.
    pub(crate) fn is_large(&self) -> bool {
        matches!(&self.body, ReplyBody::Whole(bytes) if bytes.len() >= LARGE)
    }

    /// The same without the body, for those who read a part of it elsewhere.
    #[cfg(feature = "stream")]
    pub(crate) fn without_body(&self) -> Self {
        Self {
            headers: self.headers.clone(),
            body: ReplyBody::Whole(Bytes::new()),
            operation: self.operation.clone(),
            redact: self.redact.clone(),
            ..*self
        }
    }

    /// What an error keeps of the response: all of it, as it may be the only place with the name of what was made.
    pub(crate) fn answer(&self, body: &Bytes) -> ApiError {
        ApiError::new(self.status, self.headers.clone(), body.clone(), false, &self.redact)
    }

    /// Completes an error.
    pub(crate) fn failed(&self, failure: Failure) -> Failure {
        let failure = failure.cleaned(&self.redact);
        let failure = if self.repeatable { failure } else { failure.of_write() };
        failure.of(&self.operation).after(self.attempts)
    }
}

/// A value with the status and the headers that it came with.
///
/// ```no_run
/// # async fn example(client: callwright_runtime::Client) -> Result<(), callwright_runtime::Error> {
/// let response = client.request("GET", "/v1/agents").send().await?;
/// println!("{} {:?} {:?}", response.status, response.headers.get("etag"), response.request_id());
/// println!("{}", response.value.text());
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Response<T> {
    /// The value.
    pub value: T,
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
}

impl<T> Response<T> {
    /// The server's name for this request (`request-id`, `x-request-id`, `x-trace-id`), for its support.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        request_id(&self.headers)
    }

    /// The value alone.
    #[must_use]
    pub fn into_inner(self) -> T {
        self.value
    }

    /// The same with another value.
    #[must_use]
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Response<U> {
        Response { value: change(self.value), status: self.status, headers: self.headers }
    }
}
