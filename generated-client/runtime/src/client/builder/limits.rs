//! Limits of calls: time, attempts, sizes, connections.

use std::time::Duration;

use super::ClientBuilder;
use crate::client::route::ConnectTimeout;

impl ClientBuilder {
    /// How long one attempt of a call may take, from its start (asking for a token included) to the last byte of the
    /// answer (2 minutes by default). Streams must have begun by then. `None` waits for ever. Every attempt has this
    /// time anew: see [`deadline`](Self::deadline) for all of them together.
    pub fn timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.settings.timeout = limit.into();
        self
    }

    /// How long a whole call may take: all attempts and the pauses between them, to the last byte of the response; for
    /// streams, to its head. There is no such limit by default. A pause that would not end in time is not begun: the
    /// failure at hand is the error then.
    pub fn deadline(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.settings.deadline = limit.into();
        self
    }

    /// How long a connection may take to be made (10 seconds by default).
    pub fn connect_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.route.connect_timeout = Some(ConnectTimeout(limit.into()));
        self
    }

    /// How long a response may pause between two pieces, in streams as in other responses (1 minute by default).
    pub fn idle_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.settings.idle_timeout = limit.into();
        self
    }

    /// How often a call is sent again at most (2 by default). Only calls that cannot repeat a side effect are: reads,
    /// after time-outs, broken connections, 408, 429 and 5xx (but 501 and 505), and calls whose connection was never
    /// made. Going out again at once with a new token, after a 401, counts, too.
    pub fn max_retries(mut self, retries: u32) -> Self {
        self.settings.max_retries = retries;
        self
    }

    /// The first and the longest pause between attempts (500 ms and 8 s by default). Pauses double and are blurred by
    /// chance, so that many clients do not come back at once.
    pub fn retry_delay(mut self, first: Duration, longest: Duration) -> Self {
        self.settings.retry_delay = first;
        self.settings.max_retry_delay = longest;
        self
    }

    /// The longest pause that a server may ask for by `Retry-After` (1 minute by default); when it asks for more, the
    /// error comes at once and [`Error::retry_after`](crate::Error::retry_after) says how long.
    pub fn max_retry_after(mut self, longest: Duration) -> Self {
        self.settings.max_retry_after = longest;
        self
    }

    /// Says that PUT and DELETE are harmless to repeat in this API, so that they are retried like GET.
    pub fn retry_put_and_delete(mut self, retry: bool) -> Self {
        self.settings.repeat_put_and_delete = retry;
        self
    }

    /// The largest response that is taken, in bytes after decompression (64 MiB by default). Streams have no limit, but
    /// each of their events and lines has this one.
    pub fn max_body_size(mut self, bytes: u64) -> Self {
        self.settings.max_body = bytes;
        self
    }

    /// How much memory the values of a response may take once they are read, in bytes (512 MiB by default); a stream's
    /// events and lines have this limit each. Little text can be large values: `[{},{}]` is two structs of a client, each
    /// with room for all of its fields. Beyond it, the error is [`ErrorKind::ValueTooLarge`](crate::ErrorKind::ValueTooLarge).
    pub fn max_value_size(mut self, bytes: u64) -> Self {
        self.settings.max_value = bytes;
        self
    }

    /// How much is kept of the body of an error, in bytes (64 KiB by default).
    pub fn max_error_body_size(mut self, bytes: u64) -> Self {
        self.settings.max_error_body = bytes;
        self
    }

    /// How many calls may be under way at once, each over a connection of its own but with HTTP/2 (100 by default; `None`
    /// for any number). Further ones wait, which counts into their time-outs, until the response of another one is there or
    /// was dropped; a stream takes its place to its end.
    pub fn max_connections(mut self, connections: impl Into<Option<usize>>) -> Self {
        self.settings.max_connections = connections.into();
        self
    }
}
