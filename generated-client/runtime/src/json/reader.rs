//! A pull reader over JSON text.
//!
//! In: bytes. Out: values, one token at a time, each checked against the grammar of RFC 8259. The text is checked for
//! UTF-8 once, at the beginning, so strings without escapes are slices of it.

mod string;

use std::borrow::Cow;

use super::{
    DecodeError, Kind, Lenience, MAX_DEPTH, MAX_VALUE_SIZE,
    number::{self, Number},
};

/// Reads JSON text from the beginning to the end.
#[derive(Debug)]
pub struct Reader<'json> {
    text: &'json str,
    pub(super) at: usize,
    pub(super) depth: usize,
    /// How many bytes may still be read twice to find the right case of a union. Without a limit, unions in unions would
    /// take time exponential in their depth.
    pub(super) second_looks: usize,
    /// What may stand in for what is null or missing.
    pub(super) lenience: Lenience,
    /// What is left of that when no case is read any more only because it may fit better: the rest is for finding one that
    /// can be read at all.
    reserve: usize,
    /// Where the innermost case of a union begins, and how many others it is in that begin there as well.
    pub(super) cases: (usize, usize),
    /// How many values were read so far that their types do not list.
    pub(super) unlisted: usize,
    /// How many members were read so far that no field takes.
    pub(super) left_over: usize,
    /// How many bytes of memory values may still take.
    pub(super) room: usize,
}

impl<'json> Reader<'json> {
    /// A reader at the beginning of a document.
    ///
    /// # Errors
    ///
    /// The bytes are not UTF-8.
    pub fn new(json: &'json [u8]) -> Result<Self, DecodeError> {
        let text = std::str::from_utf8(json)
            .map_err(|error| DecodeError::new(error.valid_up_to(), "the input is not valid UTF-8"))?;
        let mut reader = Self::over(text);
        if text.starts_with('\u{feff}') {
            reader.at = '\u{feff}'.len_utf8();
        }
        Ok(reader)
    }

    /// A reader of text that is part of a document.
    pub(super) fn over(text: &'json str) -> Self {
        let second_looks = text.len().saturating_mul(64).saturating_add(1 << 20);
        let reserve = second_looks / 4 * 3;
        Self {
            text,
            at: 0,
            depth: 0,
            second_looks,
            reserve,
            cases: (usize::MAX, 0),
            unlisted: 0,
            left_over: 0,
            room: usize::try_from(MAX_VALUE_SIZE).unwrap_or(usize::MAX),
            lenience: Lenience::default(),
        }
    }

    /// Takes note of a value that its type does not list.
    #[inline]
    pub fn note_unlisted(&mut self) {
        self.unlisted += 1;
    }

    /// Whether a case may be read only because it could fit better than one that was read already.
    pub(super) fn may_compare(&self) -> bool {
        self.second_looks > self.reserve
    }

    /// The byte at which the reader stands.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.at
    }

    /// What comes next; white space before it is skipped.
    ///
    /// # Errors
    ///
    /// No value comes next.
    #[inline]
    pub fn peek(&mut self) -> Result<Kind, DecodeError> {
        match self.next_byte() {
            Some(b'"') => Ok(Kind::String),
            Some(b'{') => Ok(Kind::Object),
            Some(b'[') => Ok(Kind::Array),
            Some(b'-' | b'0'..=b'9') => Ok(Kind::Number),
            Some(b't' | b'f') => Ok(Kind::Boolean),
            Some(b'n') => Ok(Kind::Null),
            other => Err(self.no_value(other)),
        }
    }

    /// Reads `null`.
    ///
    /// # Errors
    ///
    /// Something else comes next.
    pub fn null(&mut self) -> Result<(), DecodeError> {
        match self.peek()? {
            Kind::Null => self.word("null"),
            other => Err(self.wrong("null", other)),
        }
    }

    /// Reads `null` if it comes next.
    ///
    /// # Errors
    ///
    /// No value comes next.
    #[inline]
    pub fn take_null(&mut self) -> Result<bool, DecodeError> {
        if self.next_byte() == Some(b'n') {
            self.word("null")?;
            return Ok(true);
        }
        Ok(false)
    }

    /// Reads `true` or `false`.
    ///
    /// # Errors
    ///
    /// Something else comes next.
    pub fn boolean(&mut self) -> Result<bool, DecodeError> {
        match self.next_byte() {
            Some(b't') => self.word("true").map(|()| true),
            Some(b'f') => self.word("false").map(|()| false),
            _ => {
                let found = self.peek()?;
                Err(self.wrong("a boolean", found))
            }
        }
    }

    /// Reads a number, as it is written.
    ///
    /// # Errors
    ///
    /// Something else comes next.
    #[inline]
    pub fn number(&mut self) -> Result<Number<'json>, DecodeError> {
        if !matches!(self.next_byte(), Some(b'-' | b'0'..=b'9')) {
            let found = self.peek()?;
            return Err(self.wrong("a number", found));
        }
        let (end, whole) = number::scan(self.text.as_bytes(), self.at)?;
        let number = Number::new(&self.text[self.at..end], whole, self.at);
        self.at = end;
        Ok(number)
    }

    /// Reads a list; `item` is called before each of its values, and must read exactly one.
    ///
    /// # Errors
    ///
    /// Something else comes next, it is nested too deep, or `item` failed.
    #[inline]
    pub fn array(
        &mut self,
        mut item: impl FnMut(&mut Self) -> Result<(), DecodeError>,
    ) -> Result<(), DecodeError> {
        if self.next_byte() != Some(b'[') {
            let found = self.peek()?;
            return Err(self.wrong("an array", found));
        }
        self.open()?;
        let mut more = self.first(b']');
        while more {
            item(self)?;
            more = self.more(b']')?;
        }
        self.depth -= 1;
        Ok(())
    }

    /// Reads an object; `member` is called with each name, and must read exactly one value.
    ///
    /// # Errors
    ///
    /// Something else comes next, it is nested too deep, or `member` failed.
    #[inline]
    pub fn members(
        &mut self,
        mut member: impl FnMut(&mut Self, Cow<'json, str>) -> Result<(), DecodeError>,
    ) -> Result<(), DecodeError> {
        let mut more = self.open_object()?;
        while more {
            let name = self.name()?;
            member(self, name)?;
            more = self.more(b'}')?;
        }
        self.depth -= 1;
        Ok(())
    }

    /// Reads a value and forgets it; it is checked all the same.
    ///
    /// # Errors
    ///
    /// The value is malformed or nested too deep.
    pub fn skip(&mut self) -> Result<(), DecodeError> {
        match self.peek()? {
            Kind::Null => self.word("null"),
            Kind::Boolean => self.boolean().map(drop),
            Kind::Number => self.number().map(drop),
            Kind::String => self.text().map(drop),
            Kind::Array => self.array(Self::skip),
            Kind::Object => self.members(|reader, _| reader.skip()),
        }
    }

    /// Reads a value and gives its text.
    ///
    /// # Errors
    ///
    /// As [`skip`](Self::skip).
    pub fn raw(&mut self) -> Result<&'json str, DecodeError> {
        self.peek()?;
        let start = self.at;
        self.skip()?;
        Ok(&self.text[start..self.at])
    }

    /// Checks that nothing comes behind the value.
    ///
    /// # Errors
    ///
    /// Something does.
    pub fn finish(&mut self) -> Result<(), DecodeError> {
        match self.next_byte() {
            None => Ok(()),
            Some(_) => Err(self.error("unexpected content after the end of the JSON value")),
        }
    }

    /// An error where the reader stands.
    #[cold]
    #[must_use]
    pub fn error(&self, message: impl Into<String>) -> DecodeError {
        DecodeError::new(self.at, message)
    }

    /// An error: another kind of value was expected.
    #[cold]
    #[must_use]
    pub fn wrong(&self, expected: &str, found: Kind) -> DecodeError {
        self.error(format!("expected {expected}, found {}", found.name()))
    }

    #[inline]
    pub(super) fn open_object(&mut self) -> Result<bool, DecodeError> {
        if self.next_byte() != Some(b'{') {
            let found = self.peek()?;
            return Err(self.wrong("an object", found));
        }
        self.open()?;
        Ok(self.first(b'}'))
    }

    /// Reads a name and its colon.
    #[inline]
    pub(super) fn name(&mut self) -> Result<Cow<'json, str>, DecodeError> {
        if self.next_byte() != Some(b'"') {
            return Err(self.error("expected a property name"));
        }
        let name = self.text()?;
        if self.next_byte() != Some(b':') {
            return Err(self.error("expected `:` after a property name"));
        }
        self.at += 1;
        Ok(name)
    }

    /// Whether another item comes; reads the comma or the end.
    #[inline]
    pub(super) fn more(&mut self, end: u8) -> Result<bool, DecodeError> {
        match self.next_byte() {
            Some(b',') => {
                self.at += 1;
                Ok(true)
            }
            Some(byte) if byte == end => {
                self.at += 1;
                Ok(false)
            }
            None => Err(self.error("unexpected end of JSON inside an array or an object")),
            Some(_) => Err(self.error(format!("expected `,` or `{}`", char::from(end)))),
        }
    }

    /// Whether there is a first item.
    #[inline]
    pub(super) fn first(&mut self, end: u8) -> bool {
        if self.next_byte() == Some(end) {
            self.at += 1;
            return false;
        }
        true
    }

    #[inline]
    pub(super) fn open(&mut self) -> Result<(), DecodeError> {
        if self.depth >= MAX_DEPTH {
            return Err(self.error(format!("nested deeper than {MAX_DEPTH} levels")));
        }
        self.depth += 1;
        self.at += 1;
        Ok(())
    }

    #[inline]
    fn next_byte(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        while let Some(byte) = bytes.get(self.at) {
            if !matches!(byte, b' ' | b'\n' | b'\r' | b'\t') {
                return Some(*byte);
            }
            self.at += 1;
        }
        None
    }

    fn word(&mut self, word: &str) -> Result<(), DecodeError> {
        if self.text.as_bytes()[self.at..].starts_with(word.as_bytes()) {
            self.at += word.len();
            return Ok(());
        }
        Err(self.error(format!("expected `{word}`")))
    }

    #[cold]
    fn no_value(&self, found: Option<u8>) -> DecodeError {
        match found {
            None if self.at == 0 => self.error("the JSON is empty"),
            None => self.error("unexpected end of JSON, expected a value"),
            Some(_) => self.error("expected a value"),
        }
    }
}
