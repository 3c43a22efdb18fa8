//! Numbers that `serde_json::Value` has no place for.
//!
//! In: the text of a number. Out: a value that keeps its digits, and the text again.
//!
//! Without `serde_json`'s feature `arbitrary_precision`, a value holds 64-bit integers and floats. The feature would hold
//! more, but a feature of a dependency is one for the whole build: every other crate in it that reads floats through
//! `untagged`, `flatten` or a tag would fail at run time. So what does not fit is kept in the form that `serde_json`
//! itself gives it on its way: an object of one member, with a name of its own. Where the build has the feature on, the
//! value is an ordinary number.

use serde_json::{Map, Number, Value};

use super::number::{self, Number as Literal};

/// The one member of an object that stands for a number. The name is `serde_json`'s own, so that a build that has
/// `arbitrary_precision` on reads and writes it as a number.
pub(super) const MARK: &str = "$serde_json::private::Number";
/// A float has no more than this many digits of its own; longer fractions are rounded to it.
const DIGITS_OF_FLOATS: usize = 17;

/// The value of a number that was read.
pub(super) fn value_of(literal: Literal<'_>) -> Value {
    let text = literal.text();
    let rounded = || {
        // An integer would lose digits as a float; a fraction is what a float is for.
        let float = literal.float().ok().filter(|_| !literal.is_integer())?;
        Number::from_f64(float)
    };
    exact_number(text).or_else(rounded).map_or_else(|| marked(text), Value::Number)
}

/// The number with this text, where one can hold it.
pub(super) fn exact_number(text: &str) -> Option<Number> {
    // `-0` is a float: as an integer it would lose its sign.
    if text == "-0" {
        return Number::from_f64(-0.0);
    }
    let is_integer = text.bytes().all(|byte| byte == b'-' || byte.is_ascii_digit());
    if is_integer {
        if let Ok(value) = text.parse::<i64>() {
            return Some(value.into());
        }
        if let Ok(value) = text.parse::<u64>() {
            return Some(value.into());
        }
    } else if text.len() <= DIGITS_OF_FLOATS {
        return None;
    }
    serde_json::from_str(text).ok().filter(|number: &Number| number.to_string() == text)
}

/// The digits of the number that an object stands for.
pub(super) fn text_in(members: &Map<String, Value>) -> Option<&str> {
    match members.get(MARK) {
        Some(Value::String(text)) if members.len() == 1 && is_number(text) => Some(text),
        _ => None,
    }
}

/// The digits of the number that an object stands for, from its compact JSON text.
pub(super) fn text_in_json(json: &[u8]) -> Option<&str> {
    let value = json.strip_prefix(b"{\"")?.strip_prefix(MARK.as_bytes())?.strip_prefix(b"\":\"")?;
    let text = std::str::from_utf8(value.strip_suffix(b"\"}")?).ok()?;
    is_number(text).then_some(text)
}

pub(super) fn marked(text: &str) -> Value {
    Value::Object(Map::from_iter([(MARK.to_owned(), text.into())]))
}

pub(super) fn is_number(text: &str) -> bool {
    number::scan(text.as_bytes(), 0).is_ok_and(|(end, _)| end == text.len())
}
