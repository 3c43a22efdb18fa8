//! A bound on the depth of flow collections in text that the scanner could not follow.
//!
//! The reader's cost grows with tokens × open `[` and `{`. Counting the ones that may stay open, without knowing
//! where a quoted text began, never counts too few: each line is read as if it began outside of quotes and inside of
//! either kind, and the worst of the three counts.

/// Cost units that are still cheap (well under half a second).
const CHEAP: usize = 50_000_000;

/// Whether reading the text is cheap even if every `[` and `{` that may open a collection does.
pub(super) fn is_shallow(text: &str) -> bool {
    let open: usize = text.lines().map(most_unclosed).sum();
    open.saturating_mul(text.len()) <= CHEAP
}

/// How many collections may be open after this line that were not before it.
fn most_unclosed(line: &str) -> usize {
    // A line without quotes cannot end a quoted text, so nothing opens on it if it began inside one.
    let quotes: &[Option<u8>] =
        if line.contains(['"', '\'']) { &[None, Some(b'"'), Some(b'\'')] } else { &[None] };
    quotes.iter().map(|quote| Line { quote: *quote, ..Line::default() }.unclosed(line)).max().unwrap_or(0)
}

/// The reading of one line.
#[derive(Default)]
struct Line {
    /// The quotation mark that the text is inside of.
    quote: Option<u8>,
    open: usize,
    /// The last byte that is not white space, and whether white space came after it.
    before: Option<(u8, bool)>,
    /// The first byte of the word that the last byte belongs to.
    word: Option<u8>,
}

impl Line {
    fn unclosed(mut self, line: &str) -> usize {
        let mut escaped = false;
        for byte in line.bytes() {
            if let Some(quote) = self.quote {
                if byte == quote && !escaped {
                    self.quote = None;
                    self.step(byte);
                }
                escaped = quote == b'"' && byte == b'\\' && !escaped;
                continue;
            }
            match byte {
                b'#' if self.before.is_none_or(|(_, spaced)| spaced) => break,
                b'"' | b'\'' if self.may_open() => self.quote = Some(byte),
                b'[' | b'{' if self.may_open() => self.open += 1,
                b']' | b'}' => self.open = self.open.saturating_sub(1),
                _ => {}
            }
            self.step(byte);
        }
        self.open
    }

    fn step(&mut self, byte: u8) {
        if !byte.is_ascii_whitespace() {
            self.word.get_or_insert(byte);
            self.before = Some((byte, false));
            return;
        }
        if let Some((last, _)) = self.before {
            self.before = Some((last, true));
        }
        if !matches!(self.word, Some(b'&' | b'!')) {
            self.word = None;
        }
    }

    /// A collection starts where a value may start: at the start of a line, after an indicator, an anchor or a tag.
    fn may_open(&self) -> bool {
        match self.before {
            None | Some((b':' | b',' | b'[' | b'{' | b'-' | b'?', _)) => true,
            Some((_, spaced)) => spaced && matches!(self.word, Some(b'&' | b'!')),
        }
    }
}
