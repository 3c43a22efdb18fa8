//! A call from its first to its last attempt.

use super::{Manner, once, retry};
use crate::{
    auth,
    error::{Error, ErrorKind, Failure, Redact},
    platform::{self, BoxFuture},
    request::{Draft, Prepared},
    response::Reply,
};

/// Starts a call. Not generic: every operation of every client runs through this one function.
pub(crate) fn start(draft: Box<Draft>, manner: Manner) -> BoxFuture<Result<Reply, Error>> {
    #[cfg(feature = "tracing")]
    {
        use tracing::Instrument;

        // The operation's name and nothing else: values are the caller's business.
        let operation = draft.target.operation();
        let span = tracing::info_span!(
            "call",
            operation = operation.as_ref(),
            status = tracing::field::Empty,
            attempts = tracing::field::Empty,
            error = tracing::field::Empty,
        );
        Box::pin(execute(*draft, manner).instrument(span))
    }
    #[cfg(not(feature = "tracing"))]
    Box::pin(execute(*draft, manner))
}

async fn execute(draft: Draft, manner: Manner) -> Result<Reply, Error> {
    let (prepared, mut body) = Prepared::new(draft)?;
    let settings = &prepared.client.inner().settings;
    if !platform::is_ready() {
        let failure = Failure::invalid(
            "a call needs a Tokio runtime: await it in one, or use `.wait()` (feature `blocking`)",
        );
        return Err(failure.of(&prepared.operation));
    }
    let max_retries = prepared.options.max_retries.unwrap_or(settings.max_retries);
    let mut attempts = 0;
    let mut renewed = false;
    loop {
        let mut redact = prepared.client.inner().redact.clone();
        let result = match credentials(&prepared, &mut redact).await {
            Ok(request) => {
                attempts += 1;
                once::send(&prepared, &mut body, request, manner, redact).await
            }
            Err(failure) => Err(failure),
        };
        let failure = match result {
            Ok(mut reply) => {
                reply.attempts = attempts;
                record(Some(reply.status), attempts, None);
                return Ok(reply);
            }
            Err(failure) => failure,
        };
        if failure.kind() == ErrorKind::InvalidRequest {
            // A file that is gone, for one: nothing went out.
            attempts -= attempts.min(1);
        }
        let renews = renews_token(&prepared, &failure) && !renewed;
        renewed |= renews;
        let pause = if renews {
            Some(std::time::Duration::ZERO)
        } else if attempts > max_retries {
            None
        } else {
            retry::pause(&prepared, settings, &failure, attempts)
        };
        let Some(pause) = pause else {
            let failure = if prepared.repeatable { failure } else { failure.of_write() };
            record(failure.status(), attempts, Some(failure.kind()));
            return Err(failure.of(&prepared.operation).after(attempts));
        };
        #[cfg(feature = "tracing")]
        tracing::debug!(attempt = attempts, kind = ?failure.kind(), pause = ?pause, "sending again");
        drop(failure);
        platform::sleep(pause).await;
    }
}

/// Puts the credentials on what an attempt sends.
async fn credentials(prepared: &Prepared, redact: &mut Redact) -> Result<once::Outgoing, Failure> {
    let inner = prepared.client.inner();
    let mut outgoing = once::Outgoing {
        headers: prepared.headers.clone(),
        query: prepared.query.clone(),
        cookies: prepared.cookies.clone(),
    };
    let chosen = auth::choose(inner.api, prepared.security, &inner.held, &outgoing.headers)?;
    let mut target = auth::Target {
        headers: &mut outgoing.headers,
        query: &mut outgoing.query,
        cookies: &mut outgoing.cookies,
        redact,
    };
    auth::apply(&prepared.client, chosen, &mut target).await?;
    Ok(outgoing)
}

/// Whether the server refused a token that somebody can renew. A write is not sent again even then: the next call has
/// the new token.
fn renews_token(prepared: &Prepared, failure: &Failure) -> bool {
    if failure.status() != Some(http::StatusCode::UNAUTHORIZED) {
        return false;
    }
    let inner = prepared.client.inner();
    let Ok(chosen) = auth::choose(inner.api, prepared.security, &inner.held, &prepared.headers) else {
        return false;
    };
    auth::forget(&prepared.client, chosen) && prepared.repeatable && prepared.can_repeat_body
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
