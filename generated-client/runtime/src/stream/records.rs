//! JSON values out of lines.
//!
//! In: bytes as they arrive. Out: the text of one value after the other: a line, or a record of RFC 7464, which begins
//! with the separator and may span lines.

use std::collections::VecDeque;

use super::cutter::Lines;

/// What every record of RFC 7464 begins with. No JSON text holds it.
const SEPARATOR: u8 = 0x1e;

/// The text of a value.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Record {
    /// All of it.
    Whole(Vec<u8>),
    /// A number or a word that could be the beginning of a longer one.
    Cut(Vec<u8>),
}

/// Cuts what arrives into the texts of values.
#[derive(Default)]
pub(crate) struct Records {
    lines: Lines,
    /// Whether a separator came: looked for piece by piece, as a line can be all that comes.
    has_separators: bool,
    ready: VecDeque<Record>,
    /// The record that a separator began.
    open: Option<Open>,
}

/// A record that is arriving. Every byte is looked at once.
#[derive(Default)]
struct Open {
    text: Vec<u8>,
    depth: usize,
    in_string: bool,
    after_escape: bool,
}

impl Records {
    /// Adds a piece; `false` when the current line or record is too long.
    pub(crate) fn push(&mut self, piece: &[u8], limit: usize) -> bool {
        self.has_separators |= piece.contains(&SEPARATOR);
        self.open.as_ref().is_none_or(|open| open.text.len() <= limit) && self.lines.push(piece, limit)
    }

    /// The next value that is whole.
    pub(crate) fn next(&mut self) -> Option<Record> {
        loop {
            if let Some(record) = self.ready.pop_front() {
                return Some(record);
            }
            let line = self.lines.next()?;
            self.take(line, true);
        }
    }

    /// Nothing more comes. `is_complete`: whether it is certain that nothing was cut.
    pub(crate) fn end(&mut self, is_complete: bool) {
        let rest = self.lines.rest();
        self.take(rest, is_complete);
        self.close(is_complete);
    }

    /// Takes a line; `is_ended`: whether its end is there.
    fn take(&mut self, line: Vec<u8>, is_ended: bool) {
        // Lines are mostly values, and large ones are not copied.
        if !self.has_separators || (self.open.is_none() && !line.contains(&SEPARATOR)) {
            return self.found(line, is_ended);
        }
        let mut pieces = line.split(|byte| *byte == SEPARATOR).peekable();
        while let Some(piece) = pieces.next() {
            let is_last = pieces.peek().is_none();
            match &mut self.open {
                Some(open) => open.add(piece),
                None => self.found(piece.to_vec(), is_last && is_ended),
            }
            if !is_last {
                // A record that the next one ends lacks its line feed, and perhaps more.
                self.close(false);
                self.open = Some(Open::default());
            } else if is_ended && let Some(open) = &mut self.open {
                open.text.push(b'\n');
                if open.is_whole() {
                    self.close(true);
                }
            }
        }
    }

    /// The open record is over.
    fn close(&mut self, is_ended: bool) {
        if let Some(open) = self.open.take() {
            let is_ended = is_ended || open.text.last().is_some_and(u8::is_ascii_whitespace);
            self.found(open.text, is_ended);
        }
    }

    /// A value, unless it is nothing but space. Brackets and quotes close themselves, numbers and words do not.
    fn found(&mut self, line: Vec<u8>, is_ended: bool) {
        let text = line.trim_ascii();
        let is_closed = matches!(text.last(), Some(b'}' | b']' | b'"'));
        if !text.is_empty() {
            let record = if is_ended || is_closed { Record::Whole } else { Record::Cut };
            let is_trimmed = text.len() < line.len();
            let text = if is_trimmed { text.to_vec() } else { line };
            self.ready.push_back(record(text));
        }
    }
}

impl Open {
    fn add(&mut self, piece: &[u8]) {
        for byte in piece {
            if self.in_string {
                match byte {
                    _ if self.after_escape => self.after_escape = false,
                    b'\\' => self.after_escape = true,
                    b'"' => self.in_string = false,
                    _ => {}
                }
            } else {
                match byte {
                    b'"' => self.in_string = true,
                    b'[' | b'{' => self.depth += 1,
                    b']' | b'}' => self.depth = self.depth.saturating_sub(1),
                    _ => {}
                }
            }
        }
        self.text.extend_from_slice(piece);
    }

    /// Whether a value is there and all its brackets and quotes are closed.
    fn is_whole(&self) -> bool {
        self.depth == 0 && !self.in_string && !self.text.trim_ascii().is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::{Record, Records};

    /// Every value, the cut ones with a question mark, whatever the pieces are.
    fn found(text: &str, is_complete: bool) -> Vec<String> {
        let mut results = Vec::new();
        for size in 1..=text.len() {
            let mut records = Records::default();
            let mut found = Vec::new();
            let mut take = |records: &mut Records| {
                while let Some(record) = records.next() {
                    let (text, mark) = match record {
                        Record::Whole(text) => (text, ""),
                        Record::Cut(text) => (text, "?"),
                    };
                    found.push(String::from_utf8(text).unwrap() + mark);
                }
            };
            for piece in text.as_bytes().chunks(size) {
                assert!(records.push(piece, 1_000));
                take(&mut records);
            }
            records.end(is_complete);
            take(&mut records);
            results.push(found);
        }
        assert!(results.windows(2).all(|pair| pair[0] == pair[1]), "{results:?}");
        results.pop().unwrap_or_default()
    }

    #[test]
    fn records_span_lines() {
        let text = "\x1e{\"a\":\n [1,\r\n\"}\\\"\"]\n}\n\x1e 12\n\x1e\"x\"\n\n\x1e\n[\n]\n3\n";
        assert_eq!(found(text, false), ["{\"a\":\n [1,\n\"}\\\"\"]\n}", "12", "\"x\"", "[\n]", "3"]);
    }

    #[test]
    fn what_could_be_longer_is_cut() {
        assert_eq!(found("1\n12", false), ["1", "12?"]);
        assert_eq!(found("1\n12", true), ["1", "12"]);
        assert_eq!(found("1\n[12]", false), ["1", "[12]"]);
        assert_eq!(found("\x1e12", false), ["12?"]);
        assert_eq!(found("\x1e12", true), ["12"]);
        assert_eq!(found("\x1e12\x1e{\n\x1e3\n", true), ["12?", "{", "3"]);
        assert_eq!(found("\x1e{\"a\":\n1", false), ["{\"a\":\n1?"]);
    }

    #[test]
    fn a_record_has_a_limit() {
        let mut records = Records::default();
        assert!(records.push(b"\x1e[\n", 8) && records.next().is_none());
        let mut pushes = 0;
        while records.push(b"1,\n", 8) && pushes < 100 {
            assert!(records.next().is_none());
            pushes += 1;
        }
        assert!(pushes < 8, "{pushes}");
    }
}
