//! What common readers of YAML take and the specification does not, spelt as the specification wants it.
//!
//! In: a text that the scanner could not follow. Out: the same text with other white space, character for character, so
//! that every place in it stays where it is.

/// The text with spaces for tabs, and with each `}` or `]` that begins a line moved to the end of the line before it;
/// `None` where that changes nothing.
///
/// YAML 1.2 wants the lines of a flow collection indented more than the key that holds it (yaml-test-suite, VJP3);
/// people close a brace below the key that opened it, and common readers take that.
pub(in crate::load) fn lenient(text: &str) -> Option<String> {
    let mut bytes = text.replace('\t', " ").into_bytes();
    let mut start = 0;
    // The last line with text on it.
    let mut before = 0..0;
    for line in text.split_inclusive('\n') {
        let content = line.trim();
        let range = start..start + line.len();
        start = range.end;
        if content.starts_with(['}', ']']) && joins(text.get(before.clone()).unwrap_or_default()) {
            join(&mut bytes, text, &before, range.end - line.trim_start().len());
        }
        if !content.is_empty() {
            before = range;
        }
    }
    // Only ASCII bytes were replaced by spaces, or whole comments.
    String::from_utf8(bytes).ok().filter(|lenient| lenient != text)
}

/// Whether what begins the next line may stand at the end of this one. The header of a block scalar ends with its line.
fn joins(line: &str) -> bool {
    let line = line.trim_end();
    let header =
        line.trim_end_matches(|character: char| character.is_ascii_digit() || "+-".contains(character));
    !line.is_empty() && !header.ends_with(['|', '>'])
}

/// Blanks what stands between the text of a line and the byte `until`: its comment, and the ends of lines.
fn join(bytes: &mut [u8], text: &str, line: &std::ops::Range<usize>, until: usize) {
    let content = text.get(line.clone()).unwrap_or_default();
    let end = line.start + comment_of(content).unwrap_or(content.trim_end().len());
    for byte in bytes.get_mut(end..until).unwrap_or_default() {
        *byte = b' ';
    }
}

/// Where the comment of a line starts, if it has one.
fn comment_of(line: &str) -> Option<usize> {
    let mut quote = None;
    let mut before = b' ';
    for (at, byte) in line.bytes().enumerate() {
        match (quote, byte) {
            (None, b'#') if before.is_ascii_whitespace() => return Some(at),
            (None, b'"' | b'\'') if !before.is_ascii_alphanumeric() => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
        before = byte;
    }
    None
}
