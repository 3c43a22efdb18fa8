//! Writes JSON text.
//!
//! In: values. Out: compact text, or the first error. Commas need no state: a value ends with neither an opening bracket
//! nor a comma, so the last byte says whether one is wanted.

use super::{EncodeError, MAX_DEPTH, WriteJson, exact, scan::end_of_plain};

/// Writes JSON text into a buffer.
#[derive(Debug, Default)]
pub struct Writer {
    out: Vec<u8>,
    depth: usize,
    error: Option<EncodeError>,
    /// Members that the next object gets, because the unions around it are told apart by them.
    pending_tags: Vec<(&'static str, &'static str)>,
}

impl Writer {
    /// A writer with an empty buffer.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    pub(super) fn over(out: Vec<u8>) -> Self {
        Self { out, ..Self::default() }
    }

    pub(super) fn into_parts(self) -> (Vec<u8>, Option<EncodeError>) {
        (self.out, self.error)
    }

    /// The text.
    ///
    /// # Errors
    ///
    /// Something could not be written.
    pub fn finish(self) -> Result<Vec<u8>, EncodeError> {
        self.error.map_or(Ok(self.out), Err)
    }

    /// Keeps an error; the first one counts.
    pub fn fail(&mut self, error: EncodeError) {
        self.error.get_or_insert(error);
    }

    /// Writes `null`.
    pub fn null(&mut self) {
        self.raw(b"null");
    }

    /// Writes `true` or `false`.
    pub fn boolean(&mut self, value: bool) {
        self.raw(if value { b"true" } else { b"false" });
    }

    /// Writes an integer.
    pub fn integer(&mut self, value: i64) {
        self.number(&value);
    }

    /// Writes an integer.
    pub fn unsigned(&mut self, value: u64) {
        self.number(&value);
    }

    /// Writes an integer.
    pub fn long_integer(&mut self, value: i128) {
        self.number(&value);
    }

    /// Writes an integer.
    pub fn long_unsigned(&mut self, value: u128) {
        self.number(&value);
    }

    /// Writes a float, a whole one as `2.0`: servers store `2` and `2.0` as different types. Infinity and NaN are errors.
    pub fn float(&mut self, value: f64) {
        if value.is_finite() {
            self.number(&value);
        } else {
            self.fail(EncodeError::NOT_FINITE);
        }
    }

    /// Writes a short float, with the digits that a short float has.
    pub fn short_float(&mut self, value: f32) {
        if value.is_finite() {
            self.number(&value);
        } else {
            self.fail(EncodeError::NOT_FINITE);
        }
    }

    /// Writes text.
    pub fn text(&mut self, value: &str) {
        self.out.push(b'"');
        let bytes = value.as_bytes();
        let mut start = 0;
        loop {
            let end = end_of_plain(bytes, start);
            self.out.extend_from_slice(&bytes[start..end]);
            match bytes.get(end) {
                None => break,
                Some(byte) => self.escape(*byte),
            }
            start = end + 1;
        }
        self.out.push(b'"');
    }

    /// Writes JSON text as it is.
    pub fn raw(&mut self, json: &[u8]) {
        self.out.extend_from_slice(json);
    }

    /// Writes a list.
    pub fn array<'value, T: WriteJson + 'value>(&mut self, items: impl IntoIterator<Item = &'value T>) {
        self.begin_array();
        for item in items {
            self.item(item);
        }
        self.end_array();
    }

    /// Opens a list.
    pub fn begin_array(&mut self) {
        self.pending_tags.clear();
        self.open(b'[');
    }

    /// Writes an item of the list that is open.
    pub fn item(&mut self, value: &dyn WriteJson) {
        self.begin_item();
        self.value(value);
    }

    /// Closes the list that is open.
    pub fn end_array(&mut self) {
        self.close(b']');
    }

    /// Opens an object.
    pub fn begin_object(&mut self) {
        self.open(b'{');
        for (name, value) in std::mem::take(&mut self.pending_tags) {
            self.name(name);
            self.text(value);
        }
    }

    /// Writes a member of the object that is open.
    pub fn member(&mut self, name: &str, value: &dyn WriteJson) {
        self.name(name);
        self.value(value);
    }

    /// Closes the object that is open.
    pub fn end_object(&mut self) {
        self.close(b'}');
    }

    /// Writes a value that gets this member if it is an object and does not write it itself.
    pub fn tagged(&mut self, name: &'static str, tag: &'static str, value: &dyn WriteJson) {
        self.settle_tags(|other| other == name);
        let outer = self.pending_tags.len();
        self.pending_tags.push((name, tag));
        value.write(self);
        self.pending_tags.truncate(outer);
    }

    /// Forgets the tags that the object to come has as members of its own.
    pub(super) fn settle_tags(&mut self, has: impl Fn(&str) -> bool) {
        self.pending_tags.retain(|(name, _)| !has(name));
    }

    pub(super) fn begin_item(&mut self) {
        if self.out.last() != Some(&b'[') {
            self.out.push(b',');
        }
    }

    /// Writes the name of a member and the colon.
    pub(super) fn name(&mut self, name: &str) {
        self.begin_member();
        self.text(name);
        self.out.push(b':');
    }

    pub(super) fn begin_member(&mut self) {
        if self.out.last() != Some(&b'{') {
            self.out.push(b',');
        }
    }

    /// How much is written.
    pub(super) fn length(&self) -> usize {
        self.out.len()
    }

    /// Makes a number of what was written last, from this place on, if it is an object that stands for one.
    pub(super) fn settle_number(&mut self, start: usize) {
        let number = self.out.get(start..).and_then(exact::text_in_json).map(str::to_owned);
        if let Some(number) = number {
            self.out.truncate(start);
            self.raw(number.as_bytes());
        }
    }

    pub(super) fn failure(&self) -> Option<EncodeError> {
        self.error
    }

    /// Nothing below the deepest level is visited: a value that contains itself a million times must not end the
    /// program.
    fn value(&mut self, value: &dyn WriteJson) {
        if self.depth <= MAX_DEPTH {
            value.write(self);
        } else {
            self.null();
        }
    }

    fn open(&mut self, bracket: u8) {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            self.fail(EncodeError::TOO_DEEP);
        }
        self.out.push(bracket);
    }

    fn close(&mut self, bracket: u8) {
        self.depth -= 1;
        self.out.push(bracket);
    }

    /// Writing into a `Vec` cannot fail.
    fn number(&mut self, value: &impl serde::Serialize) {
        let _ = serde_json::to_writer(&mut self.out, value);
    }

    fn escape(&mut self, byte: u8) {
        let short = match byte {
            b'"' => b"\\\"",
            b'\\' => b"\\\\",
            b'\n' => b"\\n",
            b'\r' => b"\\r",
            b'\t' => b"\\t",
            0x8 => b"\\b",
            0xc => b"\\f",
            _ => {
                self.out.extend_from_slice(b"\\u00");
                for digit in [byte >> 4, byte & 0xf] {
                    self.out.push(if digit < 10 { b'0' + digit } else { b'a' + digit - 10 });
                }
                return;
            }
        };
        self.out.extend_from_slice(short);
    }
}
