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

/// The digits of a number that a [`Value`] holds, whatever their number; `None` for all else.
///
/// An API may send whole numbers of more than 64 bits, or `1e400`, where the description does not say what comes. Those
/// are not `Value::Number`, unless the build has `serde_json`'s feature `arbitrary_precision` on; this function reads them
/// all, and they are sent as they were received.
///
/// ```
/// use callwright_runtime::{Value, json};
///
/// let value: Value = json::from_slice(b"123456789012345678901234567890").unwrap();
/// assert_eq!(json::number_text(&value).unwrap(), "123456789012345678901234567890");
/// assert_eq!(json::to_vec(&value).unwrap(), b"123456789012345678901234567890");
/// ```
#[must_use]
pub fn number_text(value: &Value) -> Option<String> {
    match value {
        Value::Number(number) => Some(number.to_string()),
        Value::Object(members) => text_in(members).map(str::to_owned),
        _ => None,
    }
}

/// A number with exactly these digits, as a value to send; `None` for what is not a JSON number.
///
/// ```
/// use callwright_runtime::json;
///
/// let value = json::number_of("1e400").unwrap();
/// assert_eq!(json::to_vec(&value).unwrap(), b"1e400");
/// assert!(json::number_of("1,5").is_none());
/// ```
#[must_use]
pub fn number_of(digits: &str) -> Option<Value> {
    if !is_number(digits) {
        return None;
    }
    let value = super::from_slice::<Value>(digits.as_bytes()).ok()?;
    let is_exact = number_text(&value).as_deref() == Some(digits);
    Some(if is_exact { value } else { marked(digits) })
}

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

/// JSON text that `serde_json` wrote, with numbers in place of the objects that stand for them.
pub(super) fn settled(json: Vec<u8>) -> Vec<u8> {
    let mark = MARK.as_bytes();
    if !json.windows(mark.len()).any(|window| window == mark) {
        return json;
    }
    super::from_slice_within::<Value>(&json, u64::MAX)
        .ok()
        .and_then(|value| super::to_vec(&value).ok())
        .unwrap_or(json)
}

fn marked(text: &str) -> Value {
    Value::Object(Map::from_iter([(MARK.to_owned(), text.into())]))
}

fn is_number(text: &str) -> bool {
    number::scan(text.as_bytes(), 0).is_ok_and(|(end, _)| end == text.len())
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{number_of, number_text};
    use crate::json::{deserialize, from_slice, of_serde, serialize, to_vec};

    const KEPT: [&str; 9] = [
        "42",
        "-1",
        "18446744073709551615",
        "18446744073709551616",
        "123456789012345678901234567890",
        "-9223372036854775809",
        "1e400",
        "-1E+999",
        "0.5",
    ];

    #[test]
    fn untyped_numbers_keep_their_digits() {
        for text in KEPT {
            let value: Value = from_slice(text.as_bytes()).unwrap();
            assert_eq!(to_vec(&value).unwrap(), text.as_bytes());
            assert_eq!(number_text(&value).as_deref(), Some(text));
            assert_eq!(number_of(text), Some(value));
        }
        let list = format!("[{},{{\"a\":{}}}]", KEPT.join(","), KEPT[5]);
        assert_eq!(to_vec(&from_slice::<Value>(list.as_bytes()).unwrap()).unwrap(), list.as_bytes());
    }

    #[test]
    fn fractions_are_floats() {
        let value: Value = from_slice(b"[0.1000000000000000055511151231257827, 2.0, 1e3]").unwrap();
        assert_eq!(value[0].as_f64(), Some(0.1));
        assert_eq!(value, json!([0.1, 2.0, 1000.0]));
        assert_eq!(to_vec(&value).unwrap(), b"[0.1,2.0,1000.0]");
    }

    #[test]
    fn what_is_no_number_stays_an_object() {
        for text in ["", "1,2", "01", "1}", "x", "1 "] {
            assert_eq!(number_of(text), None, "{text}");
            let object = json!({ "$serde_json::private::Number": text });
            assert_eq!(number_text(&object), None);
            assert_eq!(to_vec(&object).unwrap(), serde_json::to_vec(&object).unwrap());
        }
    }

    #[test]
    fn digits_survive_serde() {
        struct Any(Value);
        impl serde::Serialize for Any {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serialize(&self.0, serializer)
            }
        }
        impl<'de> serde::Deserialize<'de> for Any {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserialize(deserializer).map(Self)
            }
        }
        for text in KEPT {
            let value: Value = from_slice(text.as_bytes()).unwrap();
            let through = serde_json::to_string(&Any(value.clone())).unwrap();
            // `serde_json` reads what is longer than 64 bits as a float.
            if through != text {
                let Any(back) = serde_json::from_str(&through).unwrap();
                assert_eq!(to_vec(&back).unwrap(), text.as_bytes(), "{text}");
            }
            assert_eq!(of_serde(&[value]).unwrap(), format!("[{text}]").as_bytes());
        }
    }
}
