//! Numbers as the text that they are: the digits of an untyped one, an untyped one of digits.

use serde_json::Value;

use super::{exact, from_slice, from_slice_within, to_vec};

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
        Value::Object(members) => exact::text_in(members).map(str::to_owned),
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
    if !exact::is_number(digits) {
        return None;
    }
    let value = from_slice::<Value>(digits.as_bytes()).ok()?;
    let is_exact = number_text(&value).as_deref() == Some(digits);
    Some(if is_exact { value } else { exact::marked(digits) })
}

/// JSON text that `serde_json` wrote, with numbers in place of the objects that stand for them.
pub(super) fn settled(json: Vec<u8>) -> Vec<u8> {
    let mark = exact::MARK.as_bytes();
    if !json.windows(mark.len()).any(|window| window == mark) {
        return json;
    }
    from_slice_within::<Value>(&json, u64::MAX).ok().and_then(|value| to_vec(&value).ok()).unwrap_or(json)
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
