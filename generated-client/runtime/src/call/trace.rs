//! The span of a call: the operation's name, how it ended, and nothing else. Values are the caller's business.
//!
//! What is recorded goes to the span that the call made. The current span may be the caller's own, where ours is filtered
//! out, and some subscribers know of none.

use std::future::Future;
#[cfg(feature = "tracing")]
use std::time::Duration;

use crate::{
    error::{Error, ErrorKind},
    platform::{BoxFuture, MaybeSend},
    response::Reply,
};

#[cfg(feature = "tracing")]
use crate::error::Failure;

/// The span of a call; nothing without the feature `tracing`.
#[derive(Clone)]
pub(super) struct Trace {
    #[cfg(feature = "tracing")]
    span: tracing::Span,
}

#[cfg(feature = "tracing")]
impl Trace {
    pub(super) fn of(operation: &str) -> Self {
        let span = tracing::info_span!(
            "call",
            operation,
            status = tracing::field::Empty,
            attempts = tracing::field::Empty,
            error = tracing::field::Empty,
        );
        Self { span }
    }

    /// The call, within its span.
    pub(super) fn around(
        &self,
        call: impl Future<Output = Result<Reply, Error>> + MaybeSend + 'static,
    ) -> BoxFuture<Result<Reply, Error>> {
        Box::pin(tracing::Instrument::instrument(call, self.span.clone()))
    }

    /// How the call ended.
    pub(super) fn record(&self, status: Option<http::StatusCode>, attempts: u32, error: Option<ErrorKind>) {
        self.span.record("attempts", attempts);
        if let Some(status) = status {
            self.span.record("status", status.as_u16());
        }
        if let Some(error) = error {
            self.span.record("error", tracing::field::debug(error));
        }
    }

    /// There is another attempt. A caller who filters our spans out sees it within their own.
    pub(super) fn sends_again(&self, attempt: u32, failure: &Failure, pause: Duration) {
        let span = self.span.id().or_else(|| tracing::Span::current().id());
        tracing::debug!(parent: span, attempt, kind = ?failure.kind(), pause = ?pause, "sending again");
    }
}

#[cfg(not(feature = "tracing"))]
#[expect(clippy::unused_self, reason = "with the feature, there is a span")]
impl Trace {
    pub(super) fn of(_: &str) -> Self {
        Self {}
    }

    pub(super) fn around(
        &self,
        call: impl Future<Output = Result<Reply, Error>> + MaybeSend + 'static,
    ) -> BoxFuture<Result<Reply, Error>> {
        Box::pin(call)
    }

    pub(super) fn record(&self, _: Option<http::StatusCode>, _: u32, _: Option<ErrorKind>) {}
}
