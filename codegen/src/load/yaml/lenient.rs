//! What common readers of YAML take and the specification does not, spelt as the specification wants it.
//!
//! In: a text that the parser could not follow. Out: the same text with spaces inserted. Nothing else is changed, and
//! whoever reads the text makes sure that each of them stands where white space means nothing.

/// Spaces that were inserted.
pub(super) struct Insertion {
    /// The byte of the new text where they start.
    pub(super) at: usize,
    /// The same in characters.
    pub(super) character: usize,
    pub(super) width: usize,
    /// How many were inserted before these.
    pub(super) before: usize,
    pub(super) kind: Kind,
}

/// What inserted spaces are for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// They indent a line of a flow collection or of a quoted string.
    Indent,
    /// They stand between an indicator and a tab.
    Separator,
}

/// The text with the lines of flow collections and quoted strings indented more than the key that holds them, and with
/// a space before each tab that follows a colon; `None` where that changes nothing.
///
/// YAML 1.2 wants those lines indented (yaml-test-suite, VJP3); people close a brace below the key that opened it, and
/// common readers take that.
pub(super) fn lenient(text: &str) -> Option<(String, Vec<Insertion>)> {
    let mut scan = Scan { text, out: String::with_capacity(text.len() + 64), ..Scan::default() };
    for line in text.split_inclusive('\n') {
        if line.starts_with("---") || line.starts_with("...") {
            // No reader takes the end of a document within brackets or quotes.
            (scan.flow, scan.quote, scan.scalar) = (0, None, None);
        }
        scan.line(line);
        scan.start += line.len();
    }
    scan.copy_until(text.len());
    (!scan.insertions.is_empty()).then_some((scan.out, scan.insertions))
}

/// A look at a text that knows just enough of YAML to tell where a line goes on with a flow collection or a quoted string.
#[derive(Default)]
struct Scan<'text> {
    text: &'text str,
    out: String,
    /// How far the text was copied, and how many characters that were with those that were inserted.
    copied: usize,
    characters: usize,
    inserted: usize,
    insertions: Vec<Insertion>,
    /// The byte where the line starts.
    start: usize,
    /// How many brackets are open.
    flow: usize,
    /// The quotation mark that the text is inside of.
    quote: Option<u8>,
    /// The column of the key or item that flow collection or quoted string belong to.
    column: usize,
    /// The column that lines have to pass to belong to the block scalar, or to the plain one, of the line before.
    scalar: Option<usize>,
}

impl Scan<'_> {
    fn line(&mut self, line: &str) {
        let indent = line.len() - line.trim_start_matches(' ').len();
        let is_empty = line.trim().is_empty();
        if self.flow > 0 || self.quote.is_some() {
            if !is_empty && indent <= self.column {
                self.insert(self.start, self.column + 1 - indent, Kind::Indent);
            }
            self.content(line, indent, self.column);
            return;
        }
        if is_empty || self.scalar.is_some_and(|column| indent > column) {
            return;
        }
        let mut item = None;
        let mut column = indent;
        while let Some(rest) = line.get(column..).and_then(|rest| rest.strip_prefix("- ")) {
            item = Some(column);
            column = line.len() - rest.trim_start_matches(' ').len();
        }
        self.column = column;
        self.content(line, column, item.unwrap_or(column));
    }

    /// Looks at the line from a byte on; `item` is the column of the last dash before it.
    fn content(&mut self, line: &str, from: usize, item: usize) {
        let bytes = line.as_bytes();
        let mut at = from;
        // Whether a value may start here, whether the last one is plain, and whether a key stands before it.
        let (mut may_start, mut is_plain, mut has_key) = (true, false, false);
        self.scalar = None;
        while let Some(byte) = bytes.get(at).copied() {
            let next = bytes.get(at + 1).copied().unwrap_or(b'\n');
            if let Some(quote) = self.quote {
                match byte {
                    b'\\' if quote == b'"' => at += 1,
                    _ if byte == quote && quote == b'\'' && next == quote => at += 1,
                    _ if byte == quote => self.quote = None,
                    _ => {}
                }
                (may_start, is_plain) = (false, false);
                at += 1;
                continue;
            }
            match byte {
                b' ' | b'\t' | b'\r' | b'\n' => {}
                b'#' if at == 0 || bytes.get(at - 1).is_none_or(u8::is_ascii_whitespace) => break,
                b'"' | b'\'' if may_start => self.quote = Some(byte),
                b'[' | b'{' if may_start => self.flow += 1,
                b']' | b'}' | b',' if self.flow > 0 => {
                    self.flow -= usize::from(byte != b',');
                    (may_start, is_plain) = (byte == b',', false);
                }
                b':' if next.is_ascii_whitespace() || self.flow > 0 && !is_plain => {
                    if next == b'\t' {
                        self.insert(self.start + at + 1, 1, Kind::Separator);
                    }
                    has_key |= self.flow == 0;
                    (may_start, is_plain) = (true, false);
                }
                b'-' | b'?' if may_start && next.is_ascii_whitespace() => {}
                b'&' | b'!' if may_start => {
                    let word = bytes.get(at..).unwrap_or_default();
                    at += word.iter().take_while(|byte| !byte.is_ascii_whitespace()).count();
                    continue;
                }
                b'|' | b'>' if may_start && self.flow == 0 => {
                    self.scalar = Some(if has_key { self.column } else { item });
                    return;
                }
                _ => (may_start, is_plain) = (false, true),
            }
            at += 1;
        }
        if is_plain && self.flow == 0 && self.quote.is_none() {
            self.scalar = Some(if has_key { self.column } else { item });
        }
    }

    fn insert(&mut self, offset: usize, width: usize, kind: Kind) {
        self.copy_until(offset);
        self.insertions.push(Insertion {
            at: self.out.len(),
            character: self.characters,
            width,
            before: self.inserted,
            kind,
        });
        self.out.extend(std::iter::repeat_n(' ', width));
        self.characters += width;
        self.inserted += width;
    }

    fn copy_until(&mut self, offset: usize) {
        let piece = self.text.get(self.copied..offset).unwrap_or_default();
        self.out.push_str(piece);
        self.characters += piece.chars().count();
        self.copied = offset;
    }
}
