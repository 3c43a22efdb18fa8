//! Strings: borrowed where they have no escapes.

use std::borrow::Cow;

use super::Reader;
use crate::json::{DecodeError, escape::escape, scan::end_of_plain};

impl<'json> Reader<'json> {
    /// Reads text; borrowed where it has no escapes.
    ///
    /// # Errors
    ///
    /// Something else comes next, or an escape is malformed.
    #[inline]
    pub fn text(&mut self) -> Result<Cow<'json, str>, DecodeError> {
        if self.next_byte() != Some(b'"') {
            let found = self.peek()?;
            return Err(self.wrong("a string", found));
        }
        let start = self.at + 1;
        let end = end_of_plain(self.text.as_bytes(), start);
        if self.text.as_bytes().get(end) == Some(&b'"') {
            self.at = end + 1;
            return Ok(Cow::Borrowed(&self.text[start..end]));
        }
        self.text_with_escapes(start, end).map(Cow::Owned)
    }

    /// The rest of a string from its first escape on.
    #[cold]
    fn text_with_escapes(&mut self, start: usize, mut end: usize) -> Result<String, DecodeError> {
        let bytes = self.text.as_bytes();
        let mut out = String::with_capacity(end - start + 32);
        let mut start = start;
        loop {
            out.push_str(&self.text[start..end]);
            match bytes.get(end) {
                Some(b'"') => {
                    self.at = end + 1;
                    return Ok(out);
                }
                Some(b'\\') => {
                    let (character, next) = escape(bytes, end)?;
                    out.push(character);
                    start = next;
                }
                Some(_) => {
                    return Err(DecodeError::new(end, "control characters in a string must be escaped"));
                }
                None => return Err(DecodeError::new(end, "unexpected end of JSON inside a string")),
            }
            end = end_of_plain(bytes, start);
        }
    }
}
