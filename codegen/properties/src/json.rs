//! The runtime's reader of JSON takes what `serde_json` takes, and reads the same from it.

use runtime::{Value, json};

use crate::choices::Choices;

/// Pieces of the grammar, whole and broken ones.
const PIECES: [&str; 24] = [
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    " ",
    "\n",
    "true",
    "nul",
    "null",
    "false",
    "\"a\"",
    "\"a\":",
    "\"\\u",
    "\"\\ud83d\\ude00\"",
    "-",
    "0",
    "12",
    ".5",
    "e+3",
    "E400",
    "21000000000000000000",
    "\"ü\u{1}\\n",
];

/// Any bytes, text that is nearly JSON, and JSON with one byte changed are read by both readers alike or refused by both;
/// an error's place lies within the text.
///
/// # Panics
///
/// When that does not hold.
pub fn check_json(bytes: &[u8]) {
    let mut choices = Choices::new(bytes);
    let text = match choices.below(3) {
        0 => choices.rest().to_vec(),
        1 => {
            let mut text = String::new();
            for _ in 0..choices.below(24) {
                text.push_str(choices.pick(&PIECES));
            }
            text.into_bytes()
        }
        _ => damaged(&mut choices),
    };
    agree(&text);
    agree(&text[..text.len() / 2]);
}

/// A document with at most one byte changed.
fn damaged(choices: &mut Choices<'_>) -> Vec<u8> {
    let mut text = String::new();
    value(&mut text, choices, 4);
    let mut text = text.into_bytes();
    if choices.once_in(2) {
        let at = choices.below(text.len());
        text[at] = choices.byte();
    }
    text
}

fn value(text: &mut String, choices: &mut Choices<'_>, depth: usize) {
    let kinds = if depth == 0 { 4 } else { 6 };
    match choices.below(kinds) {
        0 => text.push_str(choices.pick(&["null", "true", "false", "0", "-0", "1e400", "0.1"])),
        1 => {
            let digits = choices.take(24).iter().map(|byte| char::from(b'0' + byte % 10)).collect::<String>();
            let digits = digits.trim_start_matches('0');
            text.push_str(if digits.is_empty() { "0" } else { digits });
        }
        2 => text.push_str(&f64::from_bits(u64::from_le_bytes(eight(choices))).to_string()),
        3 => string(text, choices),
        4 => {
            text.push('[');
            for at in 0..choices.below(4) {
                text.push_str(if at == 0 { "" } else { ", " });
                value(text, choices, depth - 1);
            }
            text.push(']');
        }
        _ => {
            text.push('{');
            for at in 0..choices.below(4) {
                text.push_str(if at == 0 { "" } else { "," });
                string(text, choices);
                text.push(':');
                value(text, choices, depth - 1);
            }
            text.push('}');
        }
    }
}

fn string(text: &mut String, choices: &mut Choices<'_>) {
    let content = String::from_utf8_lossy(choices.take(12));
    text.push_str(&Value::from(content.into_owned()).to_string());
}

fn eight(choices: &mut Choices<'_>) -> [u8; 8] {
    let mut bytes = [0; 8];
    bytes.fill_with(|| choices.byte());
    bytes
}

fn agree(text: &[u8]) {
    let shown = String::from_utf8_lossy(text);
    match (json::from_slice::<Value>(text), serde_json::from_slice::<Value>(text)) {
        (Ok(ours), Ok(theirs)) => assert!(same(&ours, &theirs), "{shown}: {ours} and {theirs}"),
        (Err(error), Err(_)) => assert!(error.offset() <= text.len(), "{shown}: {error}"),
        // A number that a value has no place for is kept as it is written.
        (Ok(_), Err(theirs)) if theirs.to_string().starts_with("number out of range") => {}
        (ours, theirs) => panic!("{shown}: {ours:?} and {theirs:?}"),
    }
}

/// `serde_json` reads floats by a shorter way, which can be wrong in the last digit, and takes an integer of more than
/// 64 bits for a float, where this reader keeps its digits; everything else must be equal.
fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Value::Number(one), Value::Number(other)) if one.is_f64() && other.is_f64() => {
            one.as_f64().zip(other.as_f64()).is_some_and(|(one, other)| is_close(one, other))
        }
        (kept, Value::Number(rounded)) if rounded.is_f64() && json::number_text(kept).is_some() => {
            let float = json::number_text(kept).and_then(|text| text.parse().ok());
            float.zip(rounded.as_f64()).is_some_and(|(kept, rounded)| is_close(kept, rounded))
        }
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one.iter().all(|(name, value)| other.get(name).is_some_and(|other| same(value, other)))
        }
        _ => one == other,
    }
}

fn is_close(one: f64, other: f64) -> bool {
    (one - other).abs() <= one.abs() * 1e-15 && one.is_sign_negative() == other.is_sign_negative()
}

#[cfg(test)]
mod tests {
    use super::{Value, agree, json, same};

    #[test]
    fn integers_of_more_than_64_bits_agree() {
        for text in [
            "21000000000000000000",
            "[-21000000000000000000, 1]",
            "{\"a\":[null, 340282366920938463463374607431768211456]}",
        ] {
            agree(text.as_bytes());
        }
    }

    #[test]
    fn what_differs_is_seen() {
        let kept = json::number_of("21000000000000000000").expect("a number");
        assert!(!same(&kept, &Value::from(2.2e19)));
        assert!(!same(&Value::from(1), &Value::from("1")));
        assert!(!same(&serde_json::json!({"a": [1.5]}), &serde_json::json!({"a": [2.5]})));
    }
}
