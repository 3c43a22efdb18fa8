//! No text of an error holds a piece of a key, however a server spells what it repeats.

use std::collections::BTreeSet;
use std::error::Error as _;

use runtime::{Api, Client, Credential, Endpoint, Error, Request, Script, ScriptedReply, Value};

use crate::choices::Choices;
use crate::finished::finished;

/// As many characters of a key in a row tell of it.
const TELLS: usize = 8;

static API: Api =
    Api::new("Keys", "keys/1.0").credentials(&[Credential::query_key("key", "key", &[])]).security(&[&[0]]);
static CALL: Endpoint = Endpoint::new("keys.call", "GET", "/call");

/// An error shows no eight characters of the client's key in a row.
///
/// # Panics
///
/// When one does.
pub fn check_redaction(bytes: &[u8]) {
    let mut choices = Choices::new(bytes);
    let (place, spelling, kept) = (choices.below(6), choices.below(6), choices.below(400));
    let (before, length) = (choices.below(60), choices.below(80) + 1);
    let key = key_of(choices.take(length));
    let told: String = key.chars().map(|character| spelt(character, spelling, choices.byte())).collect();
    let text = format!("{}{told}{}", "·".repeat(before), String::from_utf8_lossy(choices.rest()));
    let script = Script::new().otherwise(answer(place, &text, &told));
    let client = Client::builder(&API).base_url("https://host.example").transport(script).key(0, &*key);
    let client = client
        .max_retries(0)
        .max_error_body_size(kept as u64)
        .build()
        .expect("a key and a transport suffice");
    let Err(error) = finished(Request::new(&client, &CALL).json::<Vec<Value>>()) else { return };
    for shown in texts(&error) {
        let pieces: BTreeSet<&[u8]> = shown.as_bytes().windows(TELLS).collect();
        let seen = key.as_bytes().windows(TELLS).find(|piece| pieces.contains(piece));
        let seen = seen.map(|piece| piece.escape_ascii().to_string());
        assert!(seen.is_none(), "{seen:?} of {key:?}: {shown}");
    }
}

/// A key of printable ASCII; the letters are those that somebody may spell otherwise, and a few others.
fn key_of(bytes: &[u8]) -> String {
    const LETTERS: &[u8] = b"aB3~/+=%&<>\"'\\.-_;:#?u x4";
    let letter = |byte: &u8| char::from(LETTERS[usize::from(*byte) % LETTERS.len()]);
    // No words of our own are in it, and it is not empty.
    bytes.iter().map(letter).chain("@".chars()).collect()
}

/// A character as a server may write it; `die` says whether this one is written otherwise.
fn spelt(character: char, spelling: usize, die: u8) -> String {
    let code = u32::from(character);
    let is_even = die.is_multiple_of(2);
    match spelling {
        1 if is_even || "%+".contains(character) => format!("%{code:02X}"),
        2 if is_even || "%+".contains(character) => format!("%{code:02x}"),
        3 if is_even || "<>&\"".contains(character) => format!("&#{code};"),
        4 if is_even || "\"\\".contains(character) => format!("\\u{code:04x}"),
        5 => format!("%25{code:02X}"),
        _ => character.to_string(),
    }
}

fn answer(place: usize, text: &str, told: &str) -> ScriptedReply {
    let json = |text: &str| serde_json::to_string(text).unwrap_or_default();
    match place {
        0 => ScriptedReply::status(500).body(text.to_owned()),
        1 => ScriptedReply::json(400, format!("{{\"detail\":{}}}", json(text))),
        2 => ScriptedReply::json(400, format!("{{\"detail\":\"{text}\"")),
        3 => ScriptedReply::json(200, format!("[{{{}: nul}}]", json(text))),
        4 => ScriptedReply::status(502).body(format!("<title>{text}</title>")),
        _ => ScriptedReply::status(429).header("x-request-id", told),
    }
}

/// Every text that an error shows, each by itself: what stands between them here is nobody's.
fn texts(error: &Error) -> Vec<String> {
    let mut texts = vec![error.to_string(), format!("{error:?}")];
    let mut cause = error.source();
    while let Some(inner) = cause {
        texts.extend([inner.to_string(), format!("{inner:?}")]);
        cause = inner.source();
    }
    texts
}
