//! How far a call has come, over all of its attempts.
//!
//! In: the failure of each attempt. Out: whether there is another one, and the error in the end.
//! Must never know: how an attempt is made.

use std::time::Duration;

use http::StatusCode;

use super::retry;
use crate::{
    auth,
    error::{Error, Failure},
    platform::Moment,
    request::Prepared,
};

/// How far a call has come.
pub(super) struct CallProgress {
    /// How often something went out.
    pub(super) attempts: u32,
    /// The failure of the attempt before this one.
    pub(super) last: Option<Failure>,
    /// The token of this attempt, if somebody gave it who can give another.
    pub(super) given: Option<auth::Given>,
    /// Whether any attempt may have reached the server.
    sent: bool,
    /// Whether a refused token was replaced already.
    renewed: bool,
    /// When the call began, and how long it may take.
    deadline: Option<(Moment, Duration)>,
}

impl CallProgress {
    /// A call that begins now.
    pub(super) fn of(prepared: &Prepared) -> Self {
        let deadline = prepared.options.deadline.or(prepared.client.inner().settings.deadline);
        Self {
            attempts: 0,
            last: None,
            given: None,
            sent: false,
            renewed: false,
            deadline: deadline.map(|whole| (Moment::now(), whole)),
        }
    }

    /// How long the next attempt may take: its own limit, or what is left of the whole call's.
    pub(super) fn limit(&self, prepared: &Prepared) -> Option<Duration> {
        let own = prepared.options.timeout.or(prepared.client.inner().settings.timeout);
        match (own, self.left()) {
            (Some(own), Some(left)) => Some(own.min(left)),
            (own, left) => own.or(left),
        }
    }

    /// What is left of the time for the whole call.
    fn left(&self) -> Option<Duration> {
        self.deadline.map(|(begun, whole)| whole.saturating_sub(begun.elapsed()))
    }

    /// What became of an attempt that took too long: by its own limit, or by that of the whole call.
    pub(super) fn timed_out(&self, limit: Duration, streams: bool, went_out: bool) -> Failure {
        let failure = match self.deadline {
            Some((begun, whole)) if begun.elapsed() >= whole => {
                Failure::timeout("the call with all of its attempts", whole)
            }
            _ if !went_out => {
                Failure::timeout("preparing the request (tokens, files, a free connection)", limit)
            }
            _ if streams => Failure::timeout("the beginning of the response", limit),
            _ => Failure::timeout("the call", limit),
        };
        if went_out { failure } else { failure.not_sent() }
    }

    /// How long to wait before the next attempt; `None` when there must be none. `went_out` is whether the last one
    /// sent something: what cannot even be sent is not tried again.
    pub(super) fn pause(
        &mut self,
        prepared: &Prepared,
        failure: &Failure,
        went_out: bool,
    ) -> Option<Duration> {
        self.sent |= failure.may_have_been_sent();
        let renews = self.renews_token(prepared, failure);
        let settings = &prepared.client.inner().settings;
        if !went_out || self.attempts > prepared.options.max_retries.unwrap_or(settings.max_retries) {
            return None;
        }
        let pause = if renews && !self.renewed {
            self.renewed = true;
            Duration::ZERO
        } else {
            retry::pause(prepared, settings, failure, self.attempts)?
        };
        // An attempt that could not end in time is not begun: the failure at hand says more than another time-out.
        self.left().is_none_or(|left| pause < left).then_some(pause)
    }

    /// Whether the server refused a token that somebody can renew. A write is not sent again even then: the next call
    /// has the new token.
    fn renews_token(&self, prepared: &Prepared, failure: &Failure) -> bool {
        let Some(given) = self.given else { return false };
        if failure.status() != Some(StatusCode::UNAUTHORIZED) {
            return false;
        }
        auth::forget(&prepared.client, given);
        prepared.repeatable && prepared.can_repeat_body
    }

    /// The error of the call.
    pub(super) fn end(self, prepared: &Prepared, failure: Failure, went_out: bool) -> Error {
        let failure = match self.last {
            // What the server said before tells more than what kept the call from going out once more.
            Some(last) if self.sent && !went_out => last.because(failure.into()),
            _ => failure,
        };
        let failure = if self.sent { failure.sent() } else { failure };
        let failure = if prepared.repeatable { failure } else { failure.of_write() };
        failure.of(&prepared.operation).after(self.attempts)
    }
}
