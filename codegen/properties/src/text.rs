//! Text as strangers write it.

use std::sync::LazyLock;

use crate::choices::Choices;

/// Texts that mean something to Rust, to Markdown, to a shell, to a file system or to a reader's eye.
static HOSTILE: LazyLock<Vec<String>> = LazyLock::new(|| {
    let text = include_str!("../../../tests/fixtures/hostile/payloads.json");
    let payloads: serde_json::Map<String, serde_json::Value> =
        serde_json::from_str(text).expect("a map of payloads");
    payloads.into_iter().filter_map(|(_, value)| value.as_str().map(str::to_owned)).collect()
});

/// Names that are special somewhere, and pairs that are easily taken for each other.
const ODD: &[&str] = &[
    "",
    "_",
    "self",
    "Self",
    "super",
    "crate",
    "type",
    "r#type",
    "Option",
    "String",
    "unknown",
    "con",
    "nul",
    "lib",
    "mod",
    "a\u{200d}b",
    "cafe\u{301}",
    "caf\u{e9}",
    "ß",
    "ŉ",
    "İ",
    "ﬁ",
    "ǆ",
    "\u{202e}x",
    "\0",
    "\r\n",
    "a-b",
    "a_b",
    "aB",
    "AB",
    "1",
    "+1",
    "-1",
    "$ref",
    "..",
    "/",
    "body",
    "send",
    "extra",
    "builder",
    "build",
    "new",
    "request",
    "types",
    "resources",
    "client",
    "Default",
    "Vec",
    "日本語",
];

/// A word as honest descriptions use them.
const PLAIN: &[&str] =
    &["name", "id", "kind", "pet", "user_id", "created-at", "Items", "list", "get", "value"];

/// A name: mostly plain, sometimes not.
pub(crate) fn name(choices: &mut Choices<'_>) -> String {
    match choices.below(6) {
        0..=2 => choices.pick(PLAIN).to_owned(),
        3 => format!("{}{}", choices.pick(PLAIN), choices.byte()),
        4 => choices.pick(ODD).to_owned(),
        _ => any(choices),
    }
}

/// Any text.
pub(crate) fn any(choices: &mut Choices<'_>) -> String {
    match choices.below(3) {
        0 => choices.pick(PLAIN).to_owned(),
        1 => {
            let payload = choices.below(HOSTILE.len());
            HOSTILE[payload].clone()
        }
        _ => {
            let length = choices.below(24);
            String::from_utf8_lossy(choices.take(length)).into_owned()
        }
    }
}

/// Whether a character would make a text read otherwise than it runs.
pub(crate) fn misleads(character: char) -> bool {
    matches!(character,
        '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}' | '\u{61c}')
        || (character.is_control() && character != '\n')
}
