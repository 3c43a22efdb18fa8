//! What goes wrong with JSON.
//!
//! One pointer wide, so that results stay small on the way up.

use std::{error, fmt};

use super::pointer::{capped, pointer_at, renamed, shown};
use crate::error::{Finder, Visible};

/// JSON text that is malformed, or not of the type that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeError {
    inner: Box<Inner>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Inner {
    offset: usize,
    message: String,
    pointer: String,
    too_large: bool,
}

impl DecodeError {
    /// An error at a byte.
    #[cold]
    #[must_use]
    pub fn new(offset: usize, message: impl Into<String>) -> Self {
        Self {
            inner: Box::new(Inner {
                offset,
                message: message.into(),
                pointer: String::new(),
                too_large: false,
            }),
        }
    }

    /// The values take more memory than they may.
    #[cold]
    pub(super) fn too_large(offset: usize) -> Self {
        let mut error = Self::new(offset, "the decoded values exceed the memory limit");
        error.inner.too_large = true;
        error
    }

    /// Looks up the pointer: only errors pay for it, by one more look at the text.
    #[cold]
    pub(super) fn located_in(mut self, json: &[u8]) -> Self {
        self.inner.pointer = pointer_at(json, self.inner.offset);
        self
    }

    /// The same without what must not be repeated, where names come from a server.
    #[cold]
    pub(crate) fn cleaned(&self, finder: &Finder) -> Self {
        let mut cleaned = self.clone();
        let Inner { message, pointer, .. } = &mut *cleaned.inner;
        *message = finder.text(std::mem::take(message));
        *pointer = capped(&renamed(pointer, |name| finder.text(name)));
        cleaned
    }

    /// The byte at which it was noticed.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.inner.offset
    }

    /// The JSON pointer of the value around that byte; empty for the document itself.
    #[must_use]
    pub fn pointer(&self) -> &str {
        &self.inner.pointer
    }

    /// Whether nothing is wrong with the text but that its values would take more memory than they may.
    #[must_use]
    pub fn is_too_large(&self) -> bool {
        self.inner.too_large
    }

    /// What is wrong, without the place.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.inner.message
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner { offset, message, pointer, .. } = &*self.inner;
        if pointer.is_empty() {
            write!(f, "{} (byte {offset})", Visible(message))
        } else {
            write!(f, "{} at {} (byte {offset})", Visible(message), shown(pointer))
        }
    }
}

impl error::Error for DecodeError {}

/// A value that JSON has no text for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EncodeError {
    message: &'static str,
}

impl EncodeError {
    pub(super) const NOT_FINITE: Self =
        Self { message: "JSON cannot represent a number that is infinite or NaN" };
    pub(super) const TOO_DEEP: Self = Self { message: "the value is nested too deeply" };
    pub(crate) const NO_TEXT: Self = Self {
        message: "RFC 3339 cannot represent this date or time: years need four digits, offsets whole minutes below a day",
    };
    pub(super) const NOT_A_KEY: Self = Self { message: "a map key must be a string, a number or a boolean" };
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message)
    }
}

impl error::Error for EncodeError {}
