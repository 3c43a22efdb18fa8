//! A bound on the depth of flow collections in text that the scanner could not follow.
//!
//! The reader's cost grows with tokens × open `[` and `{`. Counting the ones that may stay open, without knowing
//! what is quoted, never counts too few: a pair counts as closed only where nothing on the line can hide it.

/// Cost units that are still cheap (well under half a second).
const CHEAP: usize = 50_000_000;

/// Whether reading the text is cheap even if every `[` and `{` that may open a collection does.
pub(super) fn is_shallow(text: &str) -> bool {
    let mut open = 0_usize;
    for line in text.lines() {
        open += unclosed_in(line);
    }
    open.saturating_mul(text.len()) <= CHEAP
}

/// How many collections may be open after this line that were not before it.
fn unclosed_in(line: &str) -> usize {
    let plain = !line.contains(['"', '\'', '#']);
    let mut open = 0_usize;
    let mut before = None;
    // The first byte of the word that the last byte belongs to.
    let mut word = None;
    for byte in line.bytes() {
        match byte {
            b'[' | b'{' if may_open(before, word) => open += 1,
            b']' | b'}' if plain => open = open.saturating_sub(1),
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            if word.is_none() {
                word = Some(byte);
            }
            before = Some((byte, false));
        } else if let Some((last, _)) = before {
            before = Some((last, true));
        }
        if byte.is_ascii_whitespace() && !matches!(word, Some(b'&' | b'!')) {
            word = None;
        }
    }
    open
}

/// A collection starts where a value may start: at the start of a line, after an indicator, an anchor or a tag.
fn may_open(before: Option<(u8, bool)>, word: Option<u8>) -> bool {
    match before {
        None | Some((b':' | b',' | b'[' | b'{' | b'-' | b'?', _)) => true,
        Some((_, spaced)) => spaced && matches!(word, Some(b'&' | b'!')),
    }
}
