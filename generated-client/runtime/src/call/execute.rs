//! A call from its first to its last attempt.

use std::future::{Future, ready};

use http::{HeaderValue, header::AUTHORIZATION};

use super::{Manner, once, retry};
use crate::{
    auth,
    error::{Error, ErrorKind, Failure, Redact},
    platform::{self, BoxFuture, MaybeSend},
    request::{Draft, Plan, Prepared},
    response::Reply,
};

/// Starts a call. Not generic: every operation of every client runs through this one function.
pub(crate) fn start(draft: Box<Draft>, manner: Manner) -> BoxFuture<Result<Reply, Error>> {
    let operation = draft.target.operation();
    match Prepared::new(draft) {
        // What a future is given as an argument it holds twice; what it captures, once.
        Ok((prepared, mut plan)) => {
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
    let settings = &prepared.client.inner().settings;
    if !platform::is_ready() {
        let failure = Failure::invalid(
            "a call needs a Tokio runtime: await it in one, or use `.wait()` (feature `blocking`)",
        );
        return Err(failure.of(&prepared.operation));
    }
    let max_retries = prepared.options.max_retries.unwrap_or(settings.max_retries);
    let mut attempts = 0;
    let mut sent = false;
    // The refusal of a token that is being renewed.
    let mut refused: Option<Box<Failure>> = None;
    loop {
        let mut token = None;
        let mut failure = match attempt(prepared, plan, manner, &mut attempts, &mut token).await {
            Ok(reply) => {
                record(Some(reply.status), attempts, None);
                return Ok(Reply { attempts, ..reply });
            }
            Err(failure) => failure,
        };
        if failure.kind() == ErrorKind::InvalidRequest && !failure.may_have_been_sent() {
            // A file that is gone, for one: nothing went out.
            attempts -= attempts.min(1);
        }
        sent |= failure.may_have_been_sent();
        if failure.kind() == ErrorKind::MissingCredential
            && let Some(refused) = refused.take()
        {
            // The server's answer says more than that nobody could give another token.
            return Err(refused.because(Box::new(failure)).of(&prepared.operation).after(attempts));
        }
        let renews = refused.is_none() && renews_token(prepared, &failure, token.as_ref());
        let pause = if renews {
            Some(std::time::Duration::ZERO)
        } else if attempts > max_retries {
            None
        } else {
            retry::pause(prepared, settings, &failure, attempts)
        };
        if sent {
            failure = failure.sent_before();
        }
        let Some(pause) = pause else {
            let failure = if prepared.repeatable { failure } else { failure.of_write() };
            record(failure.status(), attempts, Some(failure.kind()));
            return Err(failure.of(&prepared.operation).after(attempts));
        };
        #[cfg(feature = "tracing")]
        tracing::debug!(attempt = attempts, kind = ?failure.kind(), pause = ?pause, "sending again");
        if renews {
            refused = Some(Box::new(failure));
        } else {
            drop(failure);
        }
        platform::sleep(pause).await;
    }
}

/// One attempt, which counts once something goes out.
async fn attempt(
    prepared: &Prepared,
    plan: &mut Plan,
    manner: &Manner,
    attempts: &mut u32,
    token: &mut Option<HeaderValue>,
) -> Result<Reply, Failure> {
    let mut redact = prepared.client.inner().redact.clone();
    prepared.headers.keep_secret(&mut redact);
    // Boxed, because its room is needed until the request is made, and not while the answer is awaited.
    let mut outgoing = Box::new(once::Outgoing {
        headers: prepared.headers.all(&prepared.client),
        query: prepared.query.clone(),
        cookies: prepared.cookies.clone(),
    });
    let limit = prepared.options.timeout.or(prepared.client.inner().settings.timeout);
    let asking = Box::pin(add_credentials(prepared, &mut outgoing, &mut redact));
    platform::timeout(limit, asking).await.unwrap_or_else(|| {
        Err(Failure::timeout("asking for a token", limit.unwrap_or_default()).before_sending())
    })?;
    *token = outgoing.headers.get(AUTHORIZATION).cloned();
    *attempts += 1;
    once::send(prepared, plan, outgoing, manner, &redact).await
}

/// Puts the credentials on what an attempt sends.
async fn add_credentials(
    prepared: &Prepared,
    outgoing: &mut once::Outgoing,
    redact: &mut Redact,
) -> Result<(), Failure> {
    let once::Outgoing { headers, query, cookies } = outgoing;
    let mut target = auth::Target { headers, query, cookies, redact };
    auth::apply(&prepared.client, chosen(prepared)?, &mut target).await
}

/// The credentials that the call needs.
fn chosen(prepared: &Prepared) -> Result<&'static [usize], Failure> {
    let inner = prepared.client.inner();
    let is_set = |name| prepared.headers.contains(&prepared.client, name);
    auth::choose(inner.api, prepared.security, &inner.held, is_set)
}

/// Whether the server refused a token that somebody can renew. A write is not sent again even then: the next call has
/// the new token.
fn renews_token(prepared: &Prepared, failure: &Failure, token: Option<&HeaderValue>) -> bool {
    if failure.status() != Some(http::StatusCode::UNAUTHORIZED) {
        return false;
    }
    let Ok(chosen) = chosen(prepared) else { return false };
    auth::forget(&prepared.client, chosen, token) && prepared.repeatable && prepared.can_repeat_body
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
