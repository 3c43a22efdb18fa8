//! The one error type of every call.
//!
//! In: what failed, where, and what the server said. Out: a message for people, facts for programs.
//! Must never know: how a request is built or sent. No text in here holds a credential, or a piece of one: whoever makes an
//! error from a server's words or a transport's words redacts them before anything is cut ([`Redact`]).

mod answer;
mod cause;
mod finder;
mod kind;
mod make;
mod members;
mod message;
mod redact;
mod spelling;
mod unreadable;
mod visible;

use std::{error::Error as StdError, fmt, time::Duration};

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

pub use answer::ApiError;
pub(crate) use answer::request_id;
pub(crate) use finder::{Finder, boundary_before};
pub use kind::ErrorKind;
pub(crate) use make::Failure;
#[cfg(feature = "stream")]
pub(crate) use message::server_words;
pub(crate) use redact::{Hidden, Redact, is_credential, is_sensitive, secrets_of};
pub(crate) use unreadable::{shown_word, unreadable};
pub(crate) use visible::{Visible, is_hidden};

use crate::platform::BoxError;

/// Why a call, or the building of a client, failed.
///
/// `Display` says it in a sentence, with the server's own words where there are some. Neither `Display` nor `Debug`
/// nor the chain of sources holds a credential.
///
/// ```no_run
/// # async fn example(client: callwright_runtime::Client) {
/// use callwright_runtime::ErrorKind;
///
/// match client.request("POST", "/v1/orders").send().await {
///     Ok(response) => println!("{}", response.status),
///     Err(error) if error.kind() == ErrorKind::OutcomeUnknown => println!("look before you try again: {error}"),
///     Err(error) if error.is_retryable() => println!("later: {error}"),
///     Err(error) => println!("{error}, after {} attempts, {:?}", error.attempts(), error.request_id()),
/// }
/// # }
/// ```
pub struct Error {
    inner: Box<Inner>,
}

/// Boxed, so that a `Result` of a call stays small.
pub(crate) struct Inner {
    kind: ErrorKind,
    message: String,
    operation: Option<String>,
    answer: Option<ApiError>,
    pointer: Option<String>,
    facts: Facts,
    retry_after: Option<Duration>,
    attempts: u32,
    source: Option<BoxError>,
}

/// What programs ask about.
#[derive(Clone, Copy, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a question of its own, with a method of its own")]
struct Facts {
    timed_out: bool,
    sent: bool,
    transient: bool,
    outcome_unknown: bool,
    carried_out: bool,
}

impl Error {
    /// What went wrong, in one word.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.inner.kind
    }

    /// What went wrong, without the operation's name and the status.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.inner.message
    }

    /// The operation, as the client names it: `conversational_ai.whatsapp.outbound_call`.
    #[must_use]
    pub fn operation(&self) -> Option<&str> {
        self.inner.operation.as_deref()
    }

    /// The status of the response, if there was one.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.api_or_other().map(ApiError::status)
    }

    /// The headers of the response, if there was one.
    #[must_use]
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.api_or_other().map(ApiError::headers)
    }

    /// The server's name for this request (`request-id`, `x-request-id`, `x-trace-id`), for its support.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.api_or_other().and_then(ApiError::request_id)
    }

    /// The beginning of the response's body, as it came; at most the client's limit for error bodies.
    #[must_use]
    pub fn body(&self) -> Option<&Bytes> {
        self.api_or_other().map(ApiError::body)
    }

    /// The place in the response that could not be read, as a JSON pointer (`/items/3/id`).
    #[must_use]
    pub fn pointer(&self) -> Option<&str> {
        self.inner.pointer.as_deref()
    }

    /// The server's answer with an error status; `None` for every other kind of error.
    #[must_use]
    pub fn api(&self) -> Option<&ApiError> {
        self.inner.answer.as_ref().filter(|_| self.inner.kind == ErrorKind::Api)
    }

    /// How long the server asks to wait before the next try; a year, where it asks for more.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.inner.retry_after
    }

    /// How often the request was sent; 0 when nothing was.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.inner.attempts
    }

    /// Whether a limit of time passed.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        self.inner.facts.timed_out
    }

    /// Whether the same call can go well a little later, and sending it again repeats no side effect.
    ///
    /// False for a write whose outcome is unknown; ask [`Error::is_outcome_unknown`] about those.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        self.inner.facts.transient && !self.inner.facts.outcome_unknown
    }

    /// Whether the request may have reached the server. False only when it certainly has not.
    #[must_use]
    pub fn may_have_been_sent(&self) -> bool {
        self.inner.facts.sent
    }

    /// Whether this was a write of which nobody here can say whether the server has done it: no whole response came, or
    /// one of 408 or 5xx. [`Error::was_carried_out`] is the other question: whether it certainly was done.
    #[must_use]
    pub fn is_outcome_unknown(&self) -> bool {
        self.inner.facts.outcome_unknown
    }

    /// Whether this was a write that the server has carried out: it answered with success, and only its response could not
    /// be read. Sending it again would do it twice. [`body`](Self::body) has the response as it came.
    #[must_use]
    pub fn was_carried_out(&self) -> bool {
        self.inner.facts.carried_out
    }

    fn api_or_other(&self) -> Option<&ApiError> {
        self.inner.answer.as_ref()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(operation) = &self.inner.operation {
            write!(formatter, "{operation}: ")?;
        }
        if let Some(status) = self.status() {
            write!(formatter, "{status}: ")?;
        }
        // Names and words in it are the server's.
        write!(formatter, "{}", Visible(&self.inner.message))?;
        if let Some(id) = self.request_id() {
            write!(formatter, " (request id {})", printable(id))?;
        }
        Ok(())
    }
}

/// A header value can hold any visible byte; what a terminal would act on stays out.
fn printable(text: &str) -> String {
    text.chars().filter(|character| !is_hidden(*character)).take(200).collect()
}

impl fmt::Debug for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = formatter.debug_struct("Error");
        debug.field("kind", &self.inner.kind).field("message", &self.inner.message);
        if let Some(operation) = &self.inner.operation {
            debug.field("operation", operation);
        }
        if let Some(answer) = &self.inner.answer {
            debug.field("answer", answer);
        }
        if let Some(pointer) = &self.inner.pointer {
            debug.field("pointer", pointer);
        }
        debug
            .field("timed_out", &self.inner.facts.timed_out)
            .field("may_have_been_sent", &self.inner.facts.sent)
            .field("outcome_unknown", &self.inner.facts.outcome_unknown)
            .field("carried_out", &self.inner.facts.carried_out)
            .field("attempts", &self.inner.attempts);
        if let Some(source) = &self.inner.source {
            debug.field("source", &source.to_string());
        }
        debug.finish_non_exhaustive()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.inner.source.as_deref().map(|source| source as &(dyn StdError + 'static))
    }
}
