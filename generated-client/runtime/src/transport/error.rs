//! Failures of a transport.

use std::{error::Error as StdError, fmt};

use crate::platform::BoxError;

/// Why a transport could not send a request or receive a response.
#[derive(Debug)]
pub struct TransportError {
    message: String,
    timed_out: bool,
    sent: bool,
    again: Again,
    source: Option<BoxError>,
}

/// What sending the request again would come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Again {
    /// Perhaps a response.
    MayHelp,
    /// The same failure.
    IsInVain,
    /// The same answer, which is all there and cannot be read.
    IsUnread,
}

impl TransportError {
    /// A failure after the request may have reached the server. The message must not hold credentials.
    #[must_use]
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), timed_out: false, sent: true, again: Again::MayHelp, source: None }
    }

    /// Says that nothing reached the server, for certain: the connection was never made. Only then a write is sent
    /// again.
    #[must_use]
    pub fn not_sent(mut self) -> Self {
        self.sent = false;
        self
    }

    /// Says that a limit of time passed.
    #[must_use]
    pub fn timed_out(mut self) -> Self {
        self.timed_out = true;
        self
    }

    /// Says that sending the request again would fail in the same way.
    #[must_use]
    pub(crate) fn lasting(mut self) -> Self {
        self.again = Again::IsInVain;
        self
    }

    /// Says that all is there that was sent, and that it cannot be read.
    #[cfg(not(target_family = "wasm"))]
    #[must_use]
    pub(crate) fn unreadable(mut self) -> Self {
        self.again = Again::IsUnread;
        self
    }

    /// Adds the cause. Its texts must not hold credentials.
    #[must_use]
    pub fn because(mut self, source: impl Into<BoxError>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// Whether a limit of time passed.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        self.timed_out
    }

    /// Whether the request may have reached the server.
    #[must_use]
    pub fn may_have_been_sent(&self) -> bool {
        self.sent
    }

    /// Whether sending the request again would fail in the same way.
    pub(crate) fn is_lasting(&self) -> bool {
        self.again != Again::MayHelp
    }

    /// Whether what came cannot be read.
    pub(crate) fn is_unreadable(&self) -> bool {
        self.again == Again::IsUnread
    }

    pub(crate) fn into_source(self) -> Option<BoxError> {
        self.source
    }
}

/// The message, and the innermost cause: the layers between repeat each other.
impl fmt::Display for TransportError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)?;
        let Some(source) = &self.source else { return Ok(()) };
        let mut cause: &dyn StdError = source.as_ref();
        while let Some(inner) = cause.source() {
            cause = inner;
        }
        write!(formatter, ": {cause}")
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_deref().map(|source| source as &(dyn StdError + 'static))
    }
}

/// The first line of the innermost cause. A browser's is a value of the script in brackets, with its stack below.
#[cfg(any(test, target_family = "wasm"))]
pub(super) fn first_line(error: &dyn StdError) -> String {
    let mut cause = error;
    while let Some(inner) = cause.source() {
        cause = inner;
    }
    let text = cause.to_string();
    let line = text.lines().next().unwrap_or_default().trim();
    let line = match line.strip_prefix("JsValue(") {
        Some(line) if text.lines().count() == 1 => line.strip_suffix(')').unwrap_or(line),
        Some(line) => line,
        None => line,
    };
    line.chars().filter(|character| !character.is_control()).take(200).collect()
}

#[cfg(test)]
mod tests {
    use super::{TransportError, first_line};

    #[test]
    fn what_a_browser_says_is_one_line() {
        let said =
            "JsValue(TypeError: Failed to fetch\nTypeError: Failed to fetch\n    at imports.wbg (a.js:1:2))";
        for (said, expected) in [
            (said, "TypeError: Failed to fetch"),
            ("JsValue(TypeError: fetch failed)", "TypeError: fetch failed"),
            ("JsValue(\"a (b)\")", "\"a (b)\""),
            ("plain\r\nand more", "plain"),
            ("", ""),
        ] {
            let error = TransportError::new("sending failed").because(std::io::Error::other(said));
            assert_eq!(first_line(&error), expected);
        }
    }
}
