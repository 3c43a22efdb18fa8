//! Makes errors: the only place that sets their facts, so that they cannot contradict each other.

use std::time::Duration;

use http::StatusCode;

use super::{ApiError, Error, ErrorKind, Facts, Inner, Redact, cause, message, unreadable::unreadable};
use crate::{json::DecodeError, platform::BoxError, transport::TransportError};

/// An error in the making.
pub(crate) type Failure = Error;

impl Error {
    fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self {
            inner: Box::new(Inner {
                kind,
                message: message.into(),
                operation: None,
                answer: None,
                pointer: None,
                facts: Facts::default(),
                retry_after: None,
                attempts: 0,
                source: None,
            }),
        }
    }

    /// The builder was given something that cannot be.
    pub(crate) fn build(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Build, message)
    }

    /// The call cannot go on the wire.
    pub(crate) fn invalid(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::InvalidRequest, message)
    }

    /// A credential is missing.
    pub(crate) fn missing_credential(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::MissingCredential, message)
    }

    /// The transport failed.
    pub(crate) fn transport(error: TransportError, redact: &Redact) -> Self {
        let kind = if error.is_timeout() { ErrorKind::Timeout } else { ErrorKind::Transport };
        let finder = redact.finder();
        let mut made = Self::new(kind, finder.text(error.to_string()));
        made.inner.facts.timed_out = error.is_timeout();
        made.inner.facts.sent = error.may_have_been_sent();
        made.inner.facts.transient = !error.is_lasting();
        made.inner.source = error.into_source().map(|source| cause::cleaned(source, &finder));
        made
    }

    /// The body of a response broke off, or is not what its headers call it.
    pub(crate) fn broken(error: TransportError, answer: ApiError, redact: &Redact) -> Self {
        if error.is_unreadable() {
            return Self::decode(answer, redact.text(error.to_string()));
        }
        Self::transport(error, redact).during(answer)
    }

    /// A limit of time passed.
    pub(crate) fn timeout(what: &str, limit: Duration) -> Self {
        let mut made = Self::new(ErrorKind::Timeout, format!("{what} took longer than {limit:?}"));
        made.inner.facts.timed_out = true;
        made.inner.facts.sent = true;
        made.inner.facts.transient = true;
        made
    }

    /// The server answered with an error status.
    pub(crate) fn answered(answer: ApiError, retry_after: Option<Duration>, redact: &Redact) -> Self {
        let words = unreadable(&answer.headers, &answer.body, redact)
            .or_else(|| message::server_words(&answer.body, redact))
            .unwrap_or_else(|| "the server gave no reason".to_owned());
        let mut made = Self::new(ErrorKind::Api, words);
        made.inner.facts.transient = is_transient(answer.status);
        made.inner.retry_after = retry_after;
        made.with_answer(answer)
    }

    /// The server pointed elsewhere.
    pub(crate) fn redirect(answer: ApiError, message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Redirect, message).with_answer(answer)
    }

    /// The response is not what was promised.
    pub(crate) fn decode(answer: ApiError, message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Decode, message).with_answer(answer)
    }

    /// The response is JSON of the wrong shape, or is not valid JSON. `lenience_helps` is whether a lenient reading takes it.
    pub(crate) fn decode_json(
        answer: ApiError,
        error: &DecodeError,
        lenience_helps: bool,
        redact: &Redact,
    ) -> Self {
        let error = error.cleaned(&redact.finder());
        let mut made = if error.is_too_large() {
            let message = format!("{error}; `max_value_size` raises the limit");
            Self::new(ErrorKind::ValueTooLarge, message).with_answer(answer)
        } else if lenience_helps {
            let message = format!(
                "{error}; `.lenient(true)`, on the call or the client's builder, accepts what is null or missing"
            );
            Self::decode(answer, message)
        } else {
            Self::decode(answer, error.to_string())
        };
        made.inner.pointer = Some(error.pointer().to_owned());
        made.inner.source = Some(Box::new(error));
        made
    }

    /// The response is too large.
    pub(crate) fn too_large(answer: ApiError, limit: u64) -> Self {
        let message = format!("the response body is larger than the limit of {limit} bytes");
        Self::new(ErrorKind::BodyTooLarge, message).with_answer(answer)
    }

    /// The same without any secret in its texts, whoever wrote them. Everything that leaves a call goes through here, so
    /// that no way to make an error can forget it.
    #[cold]
    pub(crate) fn cleaned(mut self, redact: &Redact) -> Self {
        let finder = redact.finder();
        let inner = &mut *self.inner;
        inner.message = finder.text(std::mem::take(&mut inner.message));
        inner.pointer = inner.pointer.take().map(|pointer| finder.text(pointer));
        inner.source = inner.source.take().map(|source| cause::cleaned(source, &finder));
        self
    }

    fn with_answer(mut self, answer: ApiError) -> Self {
        self.inner.facts.sent = true;
        self.inner.answer = Some(answer);
        self
    }

    /// The response had begun when this happened.
    pub(crate) fn during(mut self, answer: ApiError) -> Self {
        self.inner.facts.sent = true;
        self.inner.answer = Some(answer);
        self
    }

    /// Says that the request may have reached the server, whatever the last thing that failed was.
    pub(crate) fn sent(mut self) -> Self {
        self.inner.facts.sent = true;
        self
    }

    /// Says that nothing went out.
    pub(crate) fn not_sent(mut self) -> Self {
        self.inner.facts.sent = false;
        self
    }

    /// Adds the cause.
    pub(crate) fn because(mut self, source: BoxError) -> Self {
        self.inner.source = Some(source);
        self
    }

    /// Names the operation.
    pub(crate) fn of(mut self, operation: &str) -> Self {
        if self.inner.operation.is_none() {
            self.inner.operation = Some(operation.to_owned());
        }
        self
    }

    /// Says how often the request was sent.
    pub(crate) fn after(mut self, attempts: u32) -> Self {
        self.inner.attempts = attempts;
        self
    }

    /// Says that repeating the call could repeat a side effect: what is merely a failure for a read leaves the outcome
    /// of a write unknown.
    pub(crate) fn of_write(mut self) -> Self {
        let inner = &mut *self.inner;
        if !inner.facts.sent {
            return self;
        }
        match inner.kind {
            ErrorKind::Transport | ErrorKind::Timeout => {
                inner.kind = ErrorKind::OutcomeUnknown;
                inner.facts.outcome_unknown = true;
                inner.message.push_str("; the request may have been carried out");
            }
            ErrorKind::Api => {
                let status = inner.answer.as_ref().map(|answer| answer.status);
                inner.facts.outcome_unknown = status
                    .is_some_and(|status| status.is_server_error() || status == StatusCode::REQUEST_TIMEOUT);
            }
            ErrorKind::Decode | ErrorKind::BodyTooLarge | ErrorKind::ValueTooLarge
                if !inner.facts.carried_out =>
            {
                let status = inner.answer.as_ref().map(|answer| answer.status);
                if status.is_some_and(|status| status.is_success()) {
                    inner.facts.carried_out = true;
                    inner.message.push_str("; the server has carried out the request");
                }
            }
            _ => {}
        }
        self
    }

    /// Whether trying again can help, whatever else that would do.
    pub(crate) fn is_transient(&self) -> bool {
        self.inner.facts.transient
    }
}

/// Whether a status tells of a passing state.
pub(crate) fn is_transient(status: StatusCode) -> bool {
    match status {
        StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_MANY_REQUESTS => true,
        // The server cannot do this, now or later.
        StatusCode::NOT_IMPLEMENTED | StatusCode::HTTP_VERSION_NOT_SUPPORTED => false,
        other => other.is_server_error(),
    }
}
