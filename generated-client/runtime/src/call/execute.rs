//! A call from its first to its last attempt.

use std::{
    future::{Future, ready},
    pin::pin,
    time::Duration,
};

use super::{Manner, course::Course, once};
use crate::{
    auth,
    error::{Error, ErrorKind, Failure},
    platform::{self, BoxFuture, MaybeSend},
    request::{Draft, Plan, Prepared},
    response::Reply,
};

/// Starts a call. Not generic: every operation of every client runs through this one function.
pub(crate) fn start(draft: Box<Draft>, manner: Manner) -> BoxFuture<Result<Reply, Error>> {
    let operation = draft.target.operation();
    match Prepared::new(draft) {
        // What a future is given as an argument it holds twice; what it captures, once. What is prepared has a box of
        // its own, because common allocators have small pieces at hand, and this future would be over a kilobyte.
        Ok((prepared, mut plan)) => {
            let prepared = Box::new(prepared);
            in_span(&operation, async move { execute(&prepared, &mut plan, &manner).await })
        }
        Err(failure) => in_span(&operation, ready(Err(failure))),
    }
}

/// The operation's name and nothing else: values are the caller's business.
#[cfg(feature = "tracing")]
fn in_span(
    operation: &str,
    call: impl Future<Output = Result<Reply, Error>> + MaybeSend + 'static,
) -> BoxFuture<Result<Reply, Error>> {
    use tracing::Instrument;

    let span = tracing::info_span!(
        "call",
        operation,
        status = tracing::field::Empty,
        attempts = tracing::field::Empty,
        error = tracing::field::Empty,
    );
    Box::pin(call.instrument(span))
}

#[cfg(not(feature = "tracing"))]
fn in_span(
    _: &str,
    call: impl Future<Output = Result<Reply, Error>> + MaybeSend + 'static,
) -> BoxFuture<Result<Reply, Error>> {
    Box::pin(call)
}

async fn execute(prepared: &Prepared, plan: &mut Plan, manner: &Manner) -> Result<Reply, Error> {
    if !platform::is_ready() {
        let failure = Failure::invalid(
            "a call needs a Tokio runtime with timers (`enable_time`): await it in one, or use `.wait()` (feature \
             `blocking`)",
        );
        return Err(failure.of(&prepared.operation));
    }
    let mut course = Course::of(prepared);
    loop {
        let before = course.attempts;
        let failure = match attempt(prepared, plan, manner, &mut course).await {
            Ok(reply) => {
                record(Some(reply.status), course.attempts, None);
                return Ok(Reply { attempts: course.attempts, ..reply });
            }
            Err(failure) => failure,
        };
        let went_out = course.attempts > before;
        let Some(pause) = course.pause(prepared, &failure, went_out) else {
            let failure = course.end(prepared, failure, went_out);
            record(failure.status(), failure.attempts(), Some(failure.kind()));
            return Err(failure);
        };
        #[cfg(feature = "tracing")]
        tracing::debug!(attempt = course.attempts, kind = ?failure.kind(), pause = ?pause, "sending again");
        course.last = Some(failure);
        platform::sleep(pause).await;
    }
}

/// One attempt within its limit of time, which asking for a token counts into: whoever gives tokens can hang, too.
async fn attempt(
    prepared: &Prepared,
    plan: &mut Plan,
    manner: &Manner,
    course: &mut Course,
) -> Result<Reply, Failure> {
    let limit = course.limit(prepared);
    let before = course.attempts;
    let done = {
        let trying = pin!(try_once(prepared, plan, manner, course));
        platform::timeout(limit, trying).await
    };
    done.unwrap_or_else(|| {
        Err(course.timed_out(limit.unwrap_or(Duration::ZERO), manner.streams, course.attempts > before))
    })
}

/// One attempt, which counts once something goes out.
async fn try_once(
    prepared: &Prepared,
    plan: &mut Plan,
    manner: &Manner,
    course: &mut Course,
) -> Result<Reply, Failure> {
    let mut redact = prepared.redact.clone();
    let is_set = |name| prepared.headers.contains(&prepared.client, name);
    let credentials = auth::ask(&prepared.client, chosen(prepared)?, is_set, &mut redact).await?;
    course.given = credentials.given();
    once::send(prepared, plan, &credentials, manner, &redact, &mut course.attempts).await
}

/// The credentials that the call needs.
pub(super) fn chosen(prepared: &Prepared) -> Result<&[usize], Failure> {
    let is_set = |name| prepared.headers.contains(&prepared.client, name);
    auth::choose(&prepared.client, prepared.need, is_set)
}

#[cfg(feature = "tracing")]
fn record(status: Option<http::StatusCode>, attempts: u32, error: Option<ErrorKind>) {
    let span = tracing::Span::current();
    span.record("attempts", attempts);
    if let Some(status) = status {
        span.record("status", status.as_u16());
    }
    if let Some(error) = error {
        span.record("error", tracing::field::debug(error));
    }
}

#[cfg(not(feature = "tracing"))]
fn record(_: Option<http::StatusCode>, _: u32, _: Option<ErrorKind>) {}
