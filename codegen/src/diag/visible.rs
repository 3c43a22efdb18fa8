//! Foreign text as it may be shown: nothing in it moves a cursor, turns a line around or hides.
//!
//! In: any text. Out: text in which each such character is written out.
//! Must never know: where the text goes.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Whether a terminal would obey the character, or a reader would not see it for what it is: control characters, what
/// turns the direction of writing, what has no glyph.
#[must_use]
pub fn is_hidden(character: char) -> bool {
    // Most are one of these, and whole descriptions are looked through.
    if matches!(character, ' '..='~') {
        return false;
    }
    character.is_control()
        || matches!(
            character,
            '\u{ad}'
                | '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

/// Whether all of the text is printable ASCII: most texts are, and to see that takes a fraction of looking at each character.
pub(crate) fn is_plain(text: &str) -> bool {
    // Without an early end, many bytes are compared at once.
    text.bytes().fold(true, |is_plain, byte| is_plain & matches!(byte, b' '..=b'~'))
}

/// Whether a character of the text is hidden.
pub(crate) fn has_hidden(text: &str) -> bool {
    !is_plain(text) && text.chars().any(is_hidden)
}

/// The text on one line, with `\u{1b}` for what is hidden, line ends included.
#[must_use]
pub fn visible_line(text: &str) -> Cow<'_, str> {
    escaped(text, is_hidden, |out, character| out.extend(character.escape_unicode()))
}

/// The same of a text that keeps its lines and tabs.
#[must_use]
pub fn visible_lines(text: &str) -> Cow<'_, str> {
    let is_hidden = |character| is_hidden(character) && !matches!(character, '\n' | '\t');
    escaped(text, is_hidden, |out, character| out.extend(character.escape_unicode()))
}

/// A JSON text that means the same, shows all of its characters and holds no command of a CI system (`##[error]` and
/// `##vso[…]` are wherever they stand). Between its strings there are none of the kind but line ends.
#[must_use]
pub fn visible_json(text: &str) -> Cow<'_, str> {
    let is_hidden = |character| is_hidden(character) && character != '\n';
    let shown = escaped(text, is_hidden, |out, character| {
        for unit in character.encode_utf16(&mut [0; 2]) {
            let _ = write!(out, "\\u{unit:04x}");
        }
    });
    if ["##[", "##vso["].iter().any(|command| shown.contains(command)) {
        Cow::Owned(shown.replace("##[", "#\\u0023[").replace("##vso[", "#\\u0023vso["))
    } else {
        shown
    }
}

fn escaped(text: &str, is_hidden: impl Fn(char) -> bool, write: impl Fn(&mut String, char)) -> Cow<'_, str> {
    let Some(first) = text.find(&is_hidden) else { return Cow::Borrowed(text) };
    let mut out = String::with_capacity(text.len() + 16);
    out.push_str(&text[..first]);
    for character in text[first..].chars() {
        if is_hidden(character) {
            write(&mut out, character);
        } else {
            out.push(character);
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOSTILE: &str = "a\u{1b}[31m\u{7}\u{7f}\u{9b}\r\n\u{202e}\u{2066}\u{200b}\u{e0041}##[z##vso[y";

    #[test]
    fn nothing_hidden_is_left() {
        assert_eq!(visible_line("plain ü 日本"), "plain ü 日本");
        assert!(!visible_line(HOSTILE).chars().any(is_hidden));
        assert!(visible_line(HOSTILE).starts_with("a\\u{1b}[31m\\u{7}\\u{7f}\\u{9b}\\u{d}\\u{a}\\u{202e}"));
        assert_eq!(visible_lines("a\n\tb\r\u{1b}"), "a\n\tb\\u{d}\\u{1b}");
    }

    #[test]
    fn json_means_the_same() {
        let json = serde_json::to_string_pretty(&serde_json::json!([HOSTILE, { HOSTILE: 1 }])).unwrap();
        let shown = visible_json(&json);
        assert!(!shown.chars().any(|one| is_hidden(one) && one != '\n') && !shown.contains("##"), "{shown}");
        let read = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
        assert_eq!(read(&shown), read(&json));
    }
}
