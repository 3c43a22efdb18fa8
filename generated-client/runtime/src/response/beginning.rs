//! Whether a body is a stream, by how it begins.
//!
//! In: what a stream is expected to be, and the first bytes. Out: yes, no, or that more has to come. Every byte is looked at
//! once, however small the pieces are.
//! Must never know: a type of a client.

use http::HeaderMap;
use serde::de::IgnoredAny;

use super::{
    LARGE,
    content_type::{content_type, essence, is_json},
};

/// A byte order mark, which some servers send first.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// What a stream is expected to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Expected {
    /// Whatever comes.
    Bytes,
    /// Server-sent events.
    Events,
    /// JSON values on lines.
    Lines,
    /// The parts of a multipart body.
    Parts,
}

/// The first bytes of a body.
#[derive(Default)]
pub(super) struct Beginning {
    pub(super) bytes: Vec<u8>,
    /// Where the first text stands, behind a byte order mark and space.
    text: usize,
    /// Up to where the end of the first line was looked for.
    seen: usize,
}

impl Expected {
    /// Whether the content type is that of a document, so that the first bytes have to be looked at: some servers send a
    /// stream under such a name, others send an error with status 200.
    pub(crate) fn is_unlike(self, headers: &HeaderMap) -> bool {
        let Some(content_type) = content_type(headers).filter(|_| self != Self::Bytes) else { return false };
        let essence = essence(&content_type);
        is_json(&content_type) || essence.contains("html") || essence.ends_with("xml")
    }

    /// Whether the beginning of a body is that of such a stream; `None` where more of it has to come.
    ///
    /// Documents that are errors are short, or their first line is: a long line is a value of a stream, and nobody has to
    /// read it here.
    pub(super) fn begins(self, beginning: &mut Beginning, is_over: bool) -> Option<bool> {
        let (line, is_ended) = beginning.first_line();
        match self {
            Self::Bytes => Some(true),
            // Without a content type that names their boundary, nobody can tell parts apart.
            Self::Parts => Some(false),
            Self::Lines if line.len() >= LARGE => Some(true),
            Self::Lines if is_ended => Some(serde_json::from_slice::<IgnoredAny>(line).is_ok()),
            Self::Lines => is_over.then_some(false),
            Self::Events => {
                let fields = ["data", "event", "id", "retry", ""];
                let name = line.split(|byte| *byte == b':').next().unwrap_or_default();
                let is_named = name.len() < line.len() || is_ended;
                if is_named || is_over {
                    return Some(!line.is_empty() && fields.iter().any(|field| field.as_bytes() == name));
                }
                let may_be = fields.iter().any(|field| field.as_bytes().starts_with(name));
                (!may_be).then_some(false)
            }
        }
    }

    pub(super) const fn words(self) -> &'static str {
        match self {
            Self::Bytes => "bytes",
            Self::Events => "an event stream",
            Self::Lines => "JSON lines",
            Self::Parts => "parts",
        }
    }
}

impl Beginning {
    /// The first line that holds something, and whether its end is there.
    fn first_line(&mut self) -> (&[u8], bool) {
        if self.text == 0 && self.bytes.starts_with(MARK) {
            self.text = MARK.len();
        } else if MARK.starts_with(&self.bytes) {
            return (&[], false);
        }
        let space = self.bytes[self.text..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        self.text += space;
        self.seen = self.seen.max(self.text);
        let end = self.bytes[self.seen..].iter().position(|byte| matches!(byte, b'\n' | b'\r'));
        self.seen = end.map_or(self.bytes.len(), |end| self.seen + end);
        (&self.bytes[self.text..self.seen], end.is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is said of a text, whatever the pieces are.
    fn begins(expected: Expected, text: &[u8]) -> Option<bool> {
        let mut answers = Vec::new();
        for size in [1, 2, 3, 7, text.len().max(1)] {
            let mut beginning = Beginning::default();
            let mut pieces = text.chunks(size);
            answers.push(loop {
                if let Some(begins) = expected.begins(&mut beginning, false) {
                    break Some(begins);
                }
                match pieces.next() {
                    Some(piece) => beginning.bytes.extend_from_slice(piece),
                    None => break expected.begins(&mut beginning, true),
                }
            });
        }
        assert!(answers.windows(2).all(|pair| pair[0] == pair[1]), "{answers:?}");
        answers.pop().unwrap()
    }

    #[test]
    fn streams_and_documents_are_told_apart() {
        for (text, lines, events) in [
            (&b"{\"a\":1}\n{"[..], true, false),
            (b"\xef\xbb\xbf \r\n{\"a\":1}\r\n{", true, false),
            (b"{\n \"a\": 1\n}", false, false),
            (b"{\"error\":1}", false, false),
            (b"<html>\n", false, false),
            (b"\n\ndata: 1\n", false, true),
            (b"event", false, true),
            (b": hello\n", false, true),
            (b"\xef\xbb\xbfdata: 1\n", false, true),
            (b"database\n", false, false),
            (b"", false, false),
        ] {
            assert_eq!(begins(Expected::Lines, text), Some(lines), "{}", text.escape_ascii());
            assert_eq!(begins(Expected::Events, text), Some(events), "{}", text.escape_ascii());
        }
    }

    #[test]
    fn a_long_line_is_a_value() {
        let mut beginning = Beginning { bytes: vec![b'['; LARGE - 1], ..Beginning::default() };
        assert_eq!(Expected::Lines.begins(&mut beginning, false), None);
        beginning.bytes.push(b'[');
        assert_eq!(Expected::Lines.begins(&mut beginning, false), Some(true));
    }
}
