//! Limits and habits of a client, and what a single call may change of them.

use std::time::Duration;

use crate::json::MAX_VALUE_SIZE;

/// A limit of time as a single call says it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) enum Limit {
    /// The client's.
    #[default]
    OfClient,
    /// None, whatever the client's is.
    Never,
    /// This one.
    After(Duration),
}

impl Limit {
    /// What a caller said.
    pub(crate) fn of(limit: Option<Duration>) -> Self {
        limit.map_or(Self::Never, Self::After)
    }

    /// What counts, where the client has this limit.
    pub(crate) fn or(self, of_client: Option<Duration>) -> Option<Duration> {
        match self {
            Self::OfClient => of_client,
            Self::Never => None,
            Self::After(limit) => Some(limit),
        }
    }
}

/// Limits and habits of a client.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    /// How long one attempt may take, to the last byte of the response; for streams, to its head.
    pub(crate) timeout: Option<Duration>,
    /// How long a whole call may take: all attempts and the pauses between them.
    pub(crate) deadline: Option<Duration>,
    /// How long a response may pause between two pieces.
    pub(crate) idle_timeout: Option<Duration>,
    /// How often a call is repeated at most.
    pub(crate) max_retries: u32,
    /// The first pause before a repetition; each further one is twice as long.
    pub(crate) retry_delay: Duration,
    /// The longest pause before a repetition.
    pub(crate) max_retry_delay: Duration,
    /// The longest pause that a server may ask for; beyond it the error comes at once.
    pub(crate) max_retry_after: Duration,
    /// The largest response, decompressed.
    pub(crate) max_body: u64,
    /// How much memory the values of a response may take.
    pub(crate) max_value: u64,
    /// How much is kept of the body of an error.
    pub(crate) max_error_body: u64,
    /// How many calls may be under way at once.
    pub(crate) max_connections: Option<usize>,
    /// Whether redirects within the same origin are followed.
    pub(crate) same_origin_redirects: bool,
    /// Whether PUT and DELETE count as harmless to repeat.
    pub(crate) repeat_put_and_delete: bool,
    /// Whether a value may stand in for one that is null or missing, where the client says so or not.
    pub(crate) lenient: Option<bool>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            timeout: Some(Duration::from_secs(120)),
            deadline: None,
            idle_timeout: Some(Duration::from_secs(60)),
            max_retries: 2,
            retry_delay: Duration::from_millis(500),
            max_retry_delay: Duration::from_secs(8),
            max_retry_after: Duration::from_secs(60),
            max_body: 64 * 1024 * 1024,
            max_value: MAX_VALUE_SIZE,
            max_error_body: 64 * 1024,
            max_connections: Some(100),
            same_origin_redirects: false,
            repeat_put_and_delete: false,
            lenient: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Settings;

    #[test]
    fn memory_time_and_connections_have_an_end_by_default() {
        let settings = Settings::default();
        assert_eq!(settings.max_body, 64 << 20);
        assert_eq!(settings.max_value, 512 << 20);
        assert_eq!(settings.max_connections, Some(100));
        assert!(settings.timeout.is_some() && settings.idle_timeout.is_some());
    }
}
