//! A call from its first to its last attempt.

use std::{future::ready, pin::pin, time::Duration};

use super::{course::CallProgress, mode::CallMode, once, trace::Trace};
use crate::{
    auth,
    error::{Error, Failure},
    platform::{self, BoxFuture},
    request::{Plan, Prepared, RequestDraft},
    response::Reply,
};

/// Starts a call. Not generic: every operation of every client runs through this one function.
pub(crate) fn start(draft: Box<RequestDraft>, mode: CallMode) -> BoxFuture<Result<Reply, Error>> {
    let trace = Trace::of(&draft.target.operation());
    match Prepared::new(draft) {
        // What a future is given as an argument it holds twice; what it captures, once. What is prepared has a box of
        // its own, because common allocators have small pieces at hand, and this future would be over a kilobyte.
        Ok((prepared, mut plan)) => {
            let prepared = Box::new(prepared);
            let own = trace.clone();
            trace.around(async move { execute(&prepared, &mut plan, &mode, &own).await })
        }
        Err(failure) => {
            trace.record(None, 0, Some(failure.kind()));
            trace.around(ready(Err(failure)))
        }
    }
}

async fn execute(
    prepared: &Prepared,
    plan: &mut Plan,
    mode: &CallMode,
    trace: &Trace,
) -> Result<Reply, Error> {
    if !platform::has_timers() {
        let failure = Failure::invalid(
            "a call needs a Tokio runtime with timers and a network (`enable_all`): await it in one, or use `.wait()` (feature \
             `blocking`)",
        );
        return Err(failure.of(&prepared.operation));
    }
    let mut course = CallProgress::of(prepared);
    loop {
        let before = course.attempts;
        let failure = match attempt(prepared, plan, mode, &mut course).await {
            Ok(reply) => {
                trace.record(Some(reply.status), course.attempts, None);
                return Ok(Reply { attempts: course.attempts, ..reply });
            }
            Err(failure) => failure,
        };
        let went_out = course.attempts > before;
        let Some(pause) = course.pause(prepared, &failure, went_out) else {
            let failure = course.end(prepared, failure, went_out);
            trace.record(failure.status(), failure.attempts(), Some(failure.kind()));
            return Err(failure);
        };
        #[cfg(feature = "tracing")]
        trace.sends_again(course.attempts, &failure, pause);
        course.last = Some(failure);
        platform::sleep(pause).await;
    }
}

/// One attempt within its limit of time, which asking for a token counts into: whoever gives tokens can hang, too.
async fn attempt(
    prepared: &Prepared,
    plan: &mut Plan,
    mode: &CallMode,
    course: &mut CallProgress,
) -> Result<Reply, Failure> {
    let limit = course.limit(prepared);
    let before = course.attempts;
    let done = {
        let trying = pin!(try_once(prepared, plan, mode, course));
        platform::timeout(limit, trying).await
    };
    done.unwrap_or_else(|| {
        Err(course.timed_out(limit.unwrap_or(Duration::ZERO), mode.streams, course.attempts > before))
    })
}

/// One attempt, which counts once something goes out.
async fn try_once(
    prepared: &Prepared,
    plan: &mut Plan,
    mode: &CallMode,
    course: &mut CallProgress,
) -> Result<Reply, Failure> {
    let mut redact = prepared.redact.clone();
    let is_set = |name| prepared.headers.contains(&prepared.client, name);
    let asked = auth::ask(&prepared.client, once::chosen(prepared)?, is_set, &mut redact).await;
    let credentials = asked.map_err(|failure| failure.cleaned(&redact))?;
    course.given = credentials.given();
    let answered = once::send(prepared, plan, &credentials, mode, &redact, &mut course.attempts).await;
    answered.map_err(|failure| failure.cleaned(&redact))
}
