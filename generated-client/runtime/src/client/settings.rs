//! Limits and habits of a client, and what a single call may change of them.

use std::time::Duration;

/// Limits and habits of a client.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    /// How long one attempt may take, to the last byte of the answer; for streams, to its head.
    pub(crate) timeout: Option<Duration>,
    /// How long an answer may pause between two pieces.
    pub(crate) idle_timeout: Option<Duration>,
    /// How often a call is repeated at most.
    pub(crate) max_retries: u32,
    /// The first pause before a repetition; each further one is twice as long.
    pub(crate) retry_delay: Duration,
    /// The longest pause before a repetition.
    pub(crate) max_retry_delay: Duration,
    /// The longest pause that a server may ask for; beyond it the error comes at once.
    pub(crate) max_retry_after: Duration,
    /// The largest answer, decompressed.
    pub(crate) max_body: u64,
    /// How much is kept of the body of an error.
    pub(crate) max_error_body: u64,
    /// Whether redirects within the same origin are followed.
    pub(crate) same_origin_redirects: bool,
    /// Whether PUT and DELETE count as harmless to repeat.
    pub(crate) repeat_put_and_delete: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            timeout: Some(Duration::from_secs(120)),
            idle_timeout: Some(Duration::from_secs(60)),
            max_retries: 2,
            retry_delay: Duration::from_millis(500),
            max_retry_delay: Duration::from_secs(8),
            max_retry_after: Duration::from_secs(60),
            max_body: 64 * 1024 * 1024,
            max_error_body: 64 * 1024,
            same_origin_redirects: false,
            repeat_put_and_delete: false,
        }
    }
}
