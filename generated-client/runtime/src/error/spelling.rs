//! The spellings of a text: as it is, percent-encoded, escaped for HTML or JSON, and those in each other.
//!
//! In: what somebody wrote. Out: the bytes that are meant, each with the place where it is written.
//! Must never know: what is looked for.

use std::ops::Range;

/// The names of HTML for characters of ASCII.
const NAMES: &[(&str, u8)] = &[
    ("amp", b'&'),
    ("apos", b'\''),
    ("ast", b'*'),
    ("bsol", b'\\'),
    ("colon", b':'),
    ("comma", b','),
    ("commat", b'@'),
    ("dollar", b'$'),
    ("equals", b'='),
    ("excl", b'!'),
    ("grave", b'`'),
    ("gt", b'>'),
    ("Hat", b'^'),
    ("lbrace", b'{'),
    ("lbrack", b'['),
    ("lcub", b'{'),
    ("lowbar", b'_'),
    ("lpar", b'('),
    ("lsqb", b'['),
    ("lt", b'<'),
    ("NewLine", b'\n'),
    ("num", b'#'),
    ("percnt", b'%'),
    ("period", b'.'),
    ("plus", b'+'),
    ("quest", b'?'),
    ("quot", b'"'),
    ("rbrace", b'}'),
    ("rbrack", b']'),
    ("rcub", b'}'),
    ("rpar", b')'),
    ("rsqb", b']'),
    ("semi", b';'),
    ("sol", b'/'),
    ("Tab", b'\t'),
    ("verbar", b'|'),
    ("vert", b'|'),
];

/// A text on its way to what is meant: bytes, and where each is written in the first text.
pub(super) struct Spelt {
    pub(super) bytes: Vec<u8>,
    places: Vec<Range<usize>>,
}

impl Spelt {
    /// A text as it is written.
    pub(super) fn new(text: &str) -> Self {
        Self { bytes: text.into(), places: (0..text.len()).map(|at| at..at + 1).collect() }
    }

    /// A text as `Debug` shows it: a secret may go on with the backslashes that stand before quotes and backslashes, and
    /// with the escapes of what cannot be seen. `None` where both are the same.
    pub(super) fn quoted(text: &str) -> Option<Self> {
        let mut quoted = Self { bytes: Vec::new(), places: Vec::new() };
        for (start, character) in text.char_indices() {
            let place = start..start + character.len_utf8();
            let mut push = |shown: char| {
                let mut bytes = [0; 4];
                for byte in shown.encode_utf8(&mut bytes).bytes() {
                    quoted.bytes.push(byte);
                    quoted.places.push(place.clone());
                }
            };
            match character {
                '\'' => push(character),
                other => other.escape_debug().for_each(push),
            }
        }
        (quoted.bytes != text.as_bytes()).then_some(quoted)
    }

    /// What this may be spelt for, otherwise than it is: with its escapes replaced by what they stand for, all of them, or
    /// those of one kind, as a secret may hold what looks like an escape of another.
    pub(super) fn decoded(&self) -> Vec<Self> {
        let mut decoded: Vec<Self> = Vec::new();
        for leads in [&b"%&\\"[..], b"%", b"&", b"\\"] {
            let next =
                self.without(leads).filter(|next| !decoded.iter().any(|known| known.bytes == next.bytes));
            decoded.extend(next);
        }
        decoded
    }

    /// The same without escapes that begin so; `None` where there are none.
    fn without(&self, leads: &[u8]) -> Option<Self> {
        let mut next = Self { bytes: Vec::new(), places: Vec::new() };
        let (mut at, mut has_escapes) = (0, false);
        while at < self.bytes.len() {
            if let Some(escape) = Escape::at(&self.bytes, at).filter(|_| leads.contains(&self.bytes[at])) {
                has_escapes = true;
                let place = self.written(at..escape.end);
                for byte in escape.bytes() {
                    next.bytes.push(*byte);
                    next.places.push(place.clone());
                }
                at = escape.end;
            } else {
                next.bytes.push(self.bytes[at]);
                next.places.push(self.places[at].clone());
                at += 1;
            }
        }
        has_escapes.then_some(next)
    }

    /// Where these bytes, of which there is at least one, are written.
    pub(super) fn written(&self, bytes: Range<usize>) -> Range<usize> {
        self.places[bytes.start].start..self.places[bytes.end - 1].end
    }
}

/// A few bytes that are written as more.
pub(super) struct Escape {
    character: [u8; 4],
    length: usize,
    /// Behind what is written.
    pub(super) end: usize,
}

impl Escape {
    /// The bytes that are meant.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.character[..self.length]
    }

    /// The escape that begins here.
    pub(super) fn at(text: &[u8], at: usize) -> Option<Self> {
        match text[at] {
            b'%' => Some(Self::byte(u8::try_from(hex(text, at + 1, 2)?).ok()?, at + 3)),
            b'&' => Self::of_html(text, at),
            b'\\' => Self::of_json(text, at),
            _ => None,
        }
    }

    fn byte(byte: u8, end: usize) -> Self {
        Self { character: [byte, 0, 0, 0], length: 1, end }
    }

    fn code_point(code: u32, end: usize) -> Option<Self> {
        let mut character = [0; 4];
        let length = char::from_u32(code)?.encode_utf8(&mut character).len();
        Some(Self { character, length, end })
    }

    fn of_html(text: &[u8], at: usize) -> Option<Self> {
        let rest = &text[at + 1..text.len().min(at + 14)];
        let length = rest.iter().position(|byte| *byte == b';')?;
        let (name, end) = (std::str::from_utf8(&rest[..length]).ok()?, at + length + 2);
        if let Some(number) = name.strip_prefix('#') {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => number.parse(),
            };
            return Self::code_point(code.ok()?, end);
        }
        NAMES.iter().find(|(known, _)| *known == name).map(|(_, byte)| Self::byte(*byte, end))
    }

    /// Escapes of JSON, and those of other languages that begin so, too.
    fn of_json(text: &[u8], at: usize) -> Option<Self> {
        let byte = match text.get(at + 1)? {
            byte @ (b'"' | b'\'' | b'\\' | b'/') => *byte,
            b'b' => 8,
            b'f' => 12,
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'x' => return Some(Self::byte(u8::try_from(hex(text, at + 2, 2)?).ok()?, at + 4)),
            b'u' => return Self::of_unicode(text, at),
            _ => return None,
        };
        Some(Self::byte(byte, at + 2))
    }

    fn of_unicode(text: &[u8], at: usize) -> Option<Self> {
        if text.get(at + 2) == Some(&b'{') {
            let length = text[at + 3..].iter().take(7).position(|byte| *byte == b'}')?;
            return Self::code_point(hex(text, at + 3, length)?, at + 4 + length);
        }
        let first = hex(text, at + 2, 4)?;
        if !(0xd800..0xdc00).contains(&first) {
            return Self::code_point(first, at + 6);
        }
        let second = hex(text, at + 8, 4).filter(|_| text[at + 6..at + 8] == *b"\\u")?;
        let low = second.checked_sub(0xdc00).filter(|low| *low < 0x400)?;
        Self::code_point(0x1_0000 + ((first - 0xd800) << 10) + low, at + 12)
    }
}

/// The number that so many digits are.
fn hex(text: &[u8], at: usize, digits: usize) -> Option<u32> {
    let digits = text.get(at..at.checked_add(digits)?).filter(|digits| !digits.is_empty())?;
    let is_hex = digits.iter().all(u8::is_ascii_hexdigit);
    u32::from_str_radix(std::str::from_utf8(digits).ok().filter(|_| is_hex)?, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::Spelt;

    #[test]
    fn escapes_stand_for_what_is_meant() {
        for (written, meant) in [
            ("a%7e%7E%41", "a~~A"),
            ("&lt;&#39;&#x27;&#X000027;&amp;&lowbar;", "<'''&_"),
            (r#"\"\\\/\n\u0041\u00e4\ud83d\ude00\x41\u{1f600}"#, "\"\\/\nA\u{e4}\u{1f600}A\u{1f600}"),
            ("%zz &foo; \\q \\u12 \\ud83d & % \\", "%zz &foo; \\q \\u12 \\ud83d & % \\"),
        ] {
            let spelt = Spelt::new(written);
            let decoded = spelt.decoded();
            let decoded = decoded.first().unwrap_or(&spelt);
            assert_eq!(String::from_utf8_lossy(&decoded.bytes), meant);
        }
        assert!(Spelt::new("%4 &#; \\").decoded().is_empty());
        let kinds: Vec<Vec<u8>> =
            Spelt::new("%41&#66;").decoded().into_iter().map(|spelt| spelt.bytes).collect();
        assert_eq!(kinds, [b"AB".to_vec(), b"A&#66;".to_vec(), b"%41B".to_vec()]);
    }

    #[test]
    fn every_byte_knows_where_it_is_written() {
        let once = Spelt::new("a%2541b").decoded().remove(0);
        let spelt = once.decoded().remove(0);
        assert_eq!((spelt.bytes.as_slice(), spelt.written(1..2)), (b"aAb".as_slice(), 1..6));
    }
}
