//! The parts of a multipart body (RFC 2046).
//!
//! In: a content type, and bytes as they arrive. Out: one part after the other, its headers and its bytes. Every byte is
//! looked at once, however small the pieces are, and nothing is kept but the part that is arriving.
//! Must never know: what a part holds.

use bytes::{Bytes, BytesMut};
use http::{HeaderMap, HeaderName, HeaderValue, header};

use crate::response::LARGE;

/// The longest boundary that RFC 2046 allows.
const LONGEST_BOUNDARY: usize = 70;

/// The largest head of a part.
const LARGEST_HEAD: usize = 16 * 1024;

/// The space that may stand behind a boundary, which nobody writes.
const MOST_PADDING: usize = 128;

/// The headers of one part.
const MOST_HEADERS: usize = 64;

/// Cuts what arrives into parts.
pub(crate) struct Divided {
    /// What stands before each part: the line feed of the line before, two hyphens and the boundary.
    delimiter: Vec<u8>,
    buffer: BytesMut,
    /// Up to where the buffer is known to hold nothing that counts.
    seen: usize,
    place: Place,
}

/// What the buffer begins with.
enum Place {
    /// What stands before the first part, which nobody reads.
    Preamble,
    /// The headers of a part.
    Head,
    /// The bytes of a part, behind the line feed that ends its head.
    Content(HeaderMap),
    /// What stands behind the last part, which nobody reads.
    Epilogue,
}

/// What was found.
#[derive(Debug, PartialEq)]
pub(crate) enum Found {
    /// A part.
    Part(HeaderMap, Bytes),
    /// Nothing that is whole: more has to come.
    Nothing,
    /// The end of the last part.
    End,
}

/// Where a delimiter stands.
enum Delimiter {
    /// From here on, with so many bytes; whether it is the last one.
    Whole { at: usize, length: usize, is_last: bool },
    /// More has to come.
    Open,
}

impl Divided {
    /// A body with this boundary.
    pub(crate) fn new(boundary: &str) -> Self {
        let delimiter = format!("\n--{boundary}").into_bytes();
        // The first delimiter has no line before it.
        Self { delimiter, buffer: BytesMut::from(&b"\n"[..]), seen: 0, place: Place::Preamble }
    }

    /// Adds a piece; `false` when the part that is arriving is too large.
    pub(crate) fn push(&mut self, piece: &[u8], limit: usize) -> bool {
        let is_small = self.buffer.len() <= limit.saturating_add(self.delimiter.len());
        self.buffer.extend_from_slice(piece);
        is_small
    }

    /// What is whole by now; an error in words if the body is not what it should be.
    pub(crate) fn next(&mut self) -> Result<Found, &'static str> {
        loop {
            match &mut self.place {
                Place::Epilogue => return Ok(Found::End),
                Place::Head => {
                    let Some(end) = self.end_of_head() else {
                        return if self.buffer.len() > LARGEST_HEAD { Err(HEAD) } else { Ok(Found::Nothing) };
                    };
                    if end > LARGEST_HEAD {
                        return Err(HEAD);
                    }
                    let head = self.buffer.split_to(end);
                    self.seen = 0;
                    self.place = Place::Content(headers_of(&head)?);
                }
                Place::Preamble | Place::Content(_) => {
                    let Delimiter::Whole { at, length, is_last } = self.delimiter() else {
                        if matches!(self.place, Place::Preamble) {
                            let _ = self.buffer.split_to(std::mem::take(&mut self.seen));
                        }
                        return Ok(Found::Nothing);
                    };
                    let content = self.buffer.split_to(at);
                    let _ = self.buffer.split_to(length);
                    self.seen = 0;
                    let next = if is_last { Place::Epilogue } else { Place::Head };
                    if let Place::Content(headers) = std::mem::replace(&mut self.place, next) {
                        return Ok(Found::Part(headers, taken(content)));
                    }
                }
            }
        }
    }

    /// The words for a body that ends here; nothing where it may.
    pub(crate) fn ends_early(&self) -> Option<&'static str> {
        match self.place {
            Place::Epilogue => None,
            Place::Preamble => Some("the response body has no part and no end of parts"),
            Place::Head | Place::Content(_) => Some("the stream ended in the middle of a part"),
        }
    }

    /// The end of the head: up to the line feed of its empty line, which may be the one before the next delimiter.
    fn end_of_head(&mut self) -> Option<usize> {
        while let Some(at) = line_feed(&self.buffer, self.seen) {
            let line = self.buffer[..at].strip_suffix(b"\r").unwrap_or(&self.buffer[..at]);
            if line.is_empty() || line.ends_with(b"\n") {
                return Some(at);
            }
            self.seen = at + 1;
        }
        self.seen = self.buffer.len();
        None
    }

    /// The next delimiter. A line that only begins like one (the boundary of parts inside this part) is content.
    fn delimiter(&mut self) -> Delimiter {
        while let Some(at) = line_feed(&self.buffer, self.seen) {
            self.seen = at;
            let rest = &self.buffer[at..];
            let Some(behind) = rest.strip_prefix(self.delimiter.as_slice()) else {
                if self.delimiter.starts_with(rest) {
                    return Delimiter::Open;
                }
                self.seen += 1;
                continue;
            };
            let space =
                behind.iter().take(MOST_PADDING).take_while(|byte| matches!(byte, b' ' | b'\t')).count();
            let length = self.delimiter.len();
            match &behind[space..] {
                _ if behind.starts_with(b"--") => {
                    return Delimiter::Whole { at, length: length + 2, is_last: true };
                }
                [b'\n', ..] => {
                    return Delimiter::Whole { at, length: length + space + 1, is_last: false };
                }
                [b'\r', b'\n', ..] => {
                    return Delimiter::Whole { at, length: length + space + 2, is_last: false };
                }
                [] | [b'\r'] => return Delimiter::Open,
                [b'-'] if space == 0 => return Delimiter::Open,
                _ => self.seen += 1,
            }
        }
        self.seen = self.buffer.len();
        Delimiter::Open
    }
}

const HEAD: &str = "the head of a part is too large";

/// The next line feed.
fn line_feed(bytes: &[u8], from: usize) -> Option<usize> {
    bytes[from..].iter().position(|byte| *byte == b'\n').map(|at| from + at)
}

/// The bytes of a part: without the line feed before it and the line's end behind it, which are of the delimiters.
fn taken(content: BytesMut) -> Bytes {
    let end = content.len() - usize::from(content.len() > 1 && content.ends_with(b"\r"));
    let range = 1.min(end)..end;
    // A small part must not keep all alive that came with it.
    if range.len() < LARGE { Bytes::copy_from_slice(&content[range]) } else { content.freeze().slice(range) }
}

/// The headers of a part. A line that begins with space goes on with the one before.
fn headers_of(head: &[u8]) -> Result<HeaderMap, &'static str> {
    const MALFORMED: &str = "the head of a part is not a list of headers";
    let mut lines: Vec<Vec<u8>> = Vec::new();
    for line in head.split(|byte| *byte == b'\n') {
        let text = line.trim_ascii();
        let is_full = lines.len() == MOST_HEADERS;
        match lines.last_mut() {
            _ if text.is_empty() => {}
            Some(last) if line.starts_with(b" ") || line.starts_with(b"\t") => {
                last.push(b' ');
                last.extend_from_slice(text);
            }
            _ if is_full => return Err("a part has too many headers"),
            _ => lines.push(text.to_vec()),
        }
    }
    let mut headers = HeaderMap::new();
    for line in lines {
        let colon = line.iter().position(|byte| *byte == b':').ok_or(MALFORMED)?;
        let name = HeaderName::from_bytes(line[..colon].trim_ascii()).map_err(|_| MALFORMED)?;
        let value = HeaderValue::from_bytes(line[colon + 1..].trim_ascii()).map_err(|_| MALFORMED)?;
        headers.append(name, value);
    }
    Ok(headers)
}

/// The boundary that the content type of a response names; an error in words if there is none that can be.
pub(crate) fn boundary_of(headers: &HeaderMap) -> Result<String, &'static str> {
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let content_type = content_type.unwrap_or_default();
    let is_multipart = content_type.get(..10).is_some_and(|start| start.eq_ignore_ascii_case("multipart/"));
    if !is_multipart {
        return Err("the response body is not multipart");
    }
    let boundary = parameters(content_type).find(|(name, _)| name.eq_ignore_ascii_case("boundary"));
    let Some((_, boundary)) = boundary.filter(|(_, value)| !value.is_empty()) else {
        return Err("the content type of the response has no boundary");
    };
    if boundary.len() > LONGEST_BOUNDARY || !boundary.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return Err("the boundary of the response is not valid");
    }
    Ok(boundary)
}

/// The parameters of a media type, quotes taken off.
fn parameters(content_type: &str) -> impl Iterator<Item = (&str, String)> {
    let mut rest = content_type.split_once(';').map_or("", |(_, rest)| rest);
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches([';', ' ', '\t']);
        let (name, value) = rest.split_once('=')?;
        let value = value.trim_start();
        let (text, length) = if let Some(quoted) = value.strip_prefix('"') {
            let (text, length) = unquoted(quoted);
            (text, length + 1)
        } else {
            let length = value.find(';').unwrap_or(value.len());
            (value[..length].trim_end().to_owned(), length)
        };
        rest = value[length..].split_once(';').map_or("", |(_, rest)| rest);
        // What has no value is not a parameter.
        Some((name.rsplit(';').next().unwrap_or_default().trim(), text))
    })
}

/// The text up to the closing quote, and how long it is with that quote.
fn unquoted(quoted: &str) -> (String, usize) {
    let mut text = String::new();
    let mut characters = quoted.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => return (text, at + 1),
            '\\' => text.extend(characters.next().map(|(_, escaped)| escaped)),
            other => text.push(other),
        }
    }
    (text, quoted.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The parts as text, `type: content`, and how the body ends, whatever the pieces are.
    fn divided(boundary: &str, body: &str) -> Vec<String> {
        let mut results = Vec::new();
        for size in 1..=body.len() {
            let mut divided = Divided::new(boundary);
            let mut found = Vec::new();
            let mut pieces = body.as_bytes().chunks(size);
            loop {
                match divided.next() {
                    Ok(Found::Part(headers, content)) => {
                        let kind = headers.get("content-type").map_or("-", |kind| kind.to_str().unwrap());
                        found.push(format!("{kind}: {}", content.escape_ascii()));
                    }
                    Ok(Found::Nothing) => {
                        if let Some(piece) = pieces.next() {
                            assert!(divided.push(piece, 1_000));
                        } else {
                            found.push(divided.ends_early().unwrap().to_owned());
                            break;
                        }
                    }
                    Ok(Found::End) => break,
                    Err(words) => {
                        found.push(words.to_owned());
                        break;
                    }
                }
            }
            results.push(found);
        }
        assert!(results.windows(2).all(|pair| pair[0] == pair[1]), "{results:?}");
        results.pop().unwrap()
    }

    #[test]
    fn parts_are_what_stands_between_boundaries() {
        let body = "nobody reads\r\n--b\r\nContent-Type: a/b\r\n\r\none\r\ntwo\r\n--b \t\r\n\r\n\r\n--b\r\n\r\n--b\r\n\r\nx\r\n--b--\r\nrest\r\n--b\r\n";
        assert_eq!(divided("b", body), ["a/b: one\\r\\ntwo", "-: ", "-: ", "-: x"]);
        let body = "--b\ncontent-type:\n a/b\n\nline\n\n--b--";
        assert_eq!(divided("b", body), ["a/b: line\\n"]);
        assert_eq!(divided("b", "--b--\r\n"), [""; 0]);
    }

    #[test]
    fn what_only_begins_like_a_boundary_is_content() {
        let body = "--b\r\n\r\n--bb\r\n--b-\r\n --b\r\n-\r\n--\r\n--b x\r\n--b\r\n\r\ny\r\n--b--";
        assert_eq!(divided("b", body), ["-: --bb\\r\\n--b-\\r\\n --b\\r\\n-\\r\\n--\\r\\n--b x", "-: y"]);
    }

    #[test]
    fn a_body_that_ends_early_is_told() {
        let cut = "the stream ended in the middle of a part";
        for body in ["--b\r\n", "--b\r\na: b", "--b\r\n\r\nx", "--b\r\n\r\nx\r\n--b", "--b\r\n\r\nx\r\n--b-"]
        {
            assert_eq!(divided("b", body), [cut], "{body:?}");
        }
        assert_eq!(divided("b", "--b\r\n\r\nx\r\n--b\r\n"), ["-: x", cut]);
        for body in ["{}", "--c\r\n\r\nx\r\n--c--", "--"] {
            assert_eq!(divided("b", body), ["the response body has no part and no end of parts"], "{body:?}");
        }
    }

    #[test]
    fn heads_have_limits() {
        for head in ["x", ": y", "a b: c", "a: \u{1}"] {
            let found = divided("b", &format!("--b\r\n{head}\r\n\r\nx\r\n--b--"));
            assert_eq!(found, ["the head of a part is not a list of headers"], "{head:?}");
        }
        let many = "a: b\r\n".repeat(MOST_HEADERS + 1);
        assert_eq!(divided("b", &format!("--b\r\n{many}\r\nx\r\n--b--")), ["a part has too many headers"]);
        let mut endless = Divided::new("b");
        assert!(endless.push(b"--b\r\na: ", 100_000));
        let mut pushes = 0;
        while endless.next() == Ok(Found::Nothing) && pushes < 100 {
            assert!(endless.push(&[b'x'; 1024], 100_000));
            pushes += 1;
        }
        assert_eq!((endless.next(), pushes), (Err(HEAD), LARGEST_HEAD / 1024));
    }

    #[test]
    fn nothing_but_the_part_that_arrives_is_kept() {
        let mut divided = Divided::new("b");
        for _ in 0..1_000 {
            assert!(divided.push(b"before\n", 8) && divided.next() == Ok(Found::Nothing));
        }
        assert!(divided.buffer.len() < 10);
        assert!(divided.push(b"\r\n--b\r\n\r\n", 8));
        let mut pushes = 0;
        while divided.next() == Ok(Found::Nothing) && divided.push(b"123", 8) {
            pushes += 1;
            assert!(pushes < 10);
        }
    }

    #[test]
    fn the_boundary_stands_in_the_content_type() {
        for (content_type, expect) in [
            ("multipart/mixed; boundary=b", Ok("b")),
            ("Multipart/Mixed;charset=x; BOUNDARY = \"a \\\"; b\" ;x=y", Ok("a \"; b")),
            (
                "multipart/related; type=\"a;boundary=x\"; boundary=gc0pJq0M:08jU534c0p",
                Ok("gc0pJq0M:08jU534c0p"),
            ),
            ("multipart/mixed; boundary=\"b", Ok("b")),
            ("multipart/mixed; x; boundary=b", Ok("b")),
            ("multipart/mixed", Err("the content type of the response has no boundary")),
            ("multipart/mixed; boundary=", Err("the content type of the response has no boundary")),
            ("multipart/mixed; boundary=\"\"", Err("the content type of the response has no boundary")),
            ("multipart/mixed; boundary", Err("the content type of the response has no boundary")),
            ("multipart/mixed; boundary=a\tb", Err("the boundary of the response is not valid")),
            ("application/json", Err("the response body is not multipart")),
            ("", Err("the response body is not multipart")),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::CONTENT_TYPE, content_type.parse().unwrap());
            assert_eq!(boundary_of(&headers), expect.map(str::to_owned), "{content_type}");
        }
        let long = format!("multipart/mixed; boundary={}", "b".repeat(LONGEST_BOUNDARY + 1));
        let headers = HeaderMap::from_iter([(header::CONTENT_TYPE, long.parse().unwrap())]);
        assert_eq!(boundary_of(&headers), Err("the boundary of the response is not valid"));
    }
}
