//! How a call is carried out.

use http::StatusCode;

#[cfg(feature = "stream")]
use crate::response::Expected;

/// What counts as a response, and when the call is over.
#[derive(Clone, Copy)]
pub(crate) struct CallMode {
    /// Which statuses are values; all others are errors.
    pub(crate) is_value: fn(StatusCode) -> bool,
    /// Whether the body is read by whoever gets the value.
    pub(crate) streams: bool,
    /// What is expected to arrive.
    #[cfg(feature = "stream")]
    pub(crate) expected: Expected,
}
