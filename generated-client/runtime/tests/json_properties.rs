//! What must hold for every JSON text: the reader agrees with `serde_json`, and what is written is read back.

use std::collections::BTreeMap;

use callwright_runtime::{Nullable, Value, conversions, json, object, union};
use proptest::{collection, prelude::*};

/// Any JSON value, with numbers of every size.
fn values() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        "[ -~]{0,20}".prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 64, 6, |inner| {
        prop_oneof![
            collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            collection::btree_map(any::<String>(), inner, 0..6)
                .prop_map(|members| members.into_iter().collect()),
        ]
    })
}

/// Text that is nearly JSON: pieces of its grammar in any order.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("[".to_owned()),
        Just("]".to_owned()),
        Just("{".to_owned()),
        Just("}".to_owned()),
        Just(",".to_owned()),
        Just(":".to_owned()),
        Just(" ".to_owned()),
        Just("\n".to_owned()),
        Just("true".to_owned()),
        Just("nul".to_owned()),
        Just("null".to_owned()),
        Just("\"a\"".to_owned()),
        Just("\"a\":".to_owned()),
        Just("\"\\u".to_owned()),
        Just("\"\\ud83d\\ude00\"".to_owned()),
        "-?[0-9]{1,3}(\\.[0-9]{0,2})?([eE][+-]?[0-9]{0,3})?",
        "\"[a-c\\\\\"\u{0}-\u{2f}ü]{0,9}\"?",
    ];
    collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

fn agrees(text: &[u8]) -> Result<(), TestCaseError> {
    let ours = json::from_slice::<Value>(text);
    let theirs = serde_json::from_slice::<Value>(text);
    match (ours, theirs) {
        (Ok(ours), Ok(theirs)) => prop_assert!(same(&ours, &theirs), "{ours} {theirs}"),
        (Err(_), Err(_)) => {}
        // A number that a value has no place for is kept as it is written.
        (Ok(_), Err(theirs)) if theirs.to_string().starts_with("number out of range") => {}
        (ours, theirs) => prop_assert!(false, "{:?}: {ours:?} {theirs:?}", String::from_utf8_lossy(text)),
    }
    Ok(())
}

/// `serde_json` reads floats by a shorter way, which can be wrong in the last digit, and takes a whole number of more than
/// 64 bits for a float, where this reader keeps its digits; everything else must be equal.
fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one.iter().all(|(name, value)| other.get(name).is_some_and(|other| same(value, other)))
        }
        (Value::Number(one), Value::Number(other)) if one.is_f64() && other.is_f64() => {
            let (Some(one), Some(other)) = (one.as_f64(), other.as_f64()) else { return false };
            is_close(one, other)
        }
        (kept, Value::Number(rounded)) if rounded.is_f64() && json::number_text(kept).is_some() => {
            let float = json::number_text(kept).and_then(|text| text.parse().ok());
            float.zip(rounded.as_f64()).is_some_and(|(kept, rounded)| is_close(kept, rounded))
        }
        _ => one == other,
    }
}

fn is_close(one: f64, other: f64) -> bool {
    (one - other).abs() <= one.abs() * 1e-15 && one.is_sign_negative() == other.is_sign_negative()
}

/// Fields of every presence.
#[non_exhaustive]
pub struct Everything {
    /// Required.
    pub text: String,
    /// Required, or null.
    pub float: Option<f64>,
    /// Optional.
    pub list: Option<Vec<Option<i64>>>,
    /// Three states.
    pub long: Nullable<i128>,
    /// A union.
    pub union: BTreeMap<String, Scalar>,
    /// The rest.
    pub rest: BTreeMap<String, u32>,
}

object! { #[null("float")] Everything { text, float, list, long, union: "a \"union\"", ..rest } }

/// A scalar.
#[derive(Clone)]
#[non_exhaustive]
pub enum Scalar {
    /// A number.
    Number(f64),
    /// An integer.
    Integer(i64),
    /// Text.
    Text(String),
    /// A value that the description does not have.
    Unknown(Value),
}

union! { Scalar { Number: [integer | fraction], Integer: [integer], Text: [string] } }
conversions! { Scalar { Integer: value::<i64>, Text: value::<String> } }

fn everything() -> impl Strategy<Value = Everything> {
    let scalar = prop_oneof![
        any::<i64>().prop_map(Scalar::Integer),
        any::<String>().prop_map(Scalar::Text),
        any::<f64>()
            .prop_filter("whole numbers are read as such", |float| float.fract() != 0.0)
            .prop_map(Scalar::Number),
        any::<bool>().prop_map(|value| Scalar::Unknown(value.into())),
    ];
    let long =
        prop_oneof![Just(Nullable::Absent), Just(Nullable::Null), any::<i128>().prop_map(Nullable::Value)];
    (
        any::<String>(),
        any::<Option<f64>>(),
        any::<Option<Vec<Option<i64>>>>(),
        long,
        collection::btree_map(any::<String>(), scalar, 0..4),
        collection::btree_map("x.{0,5}", any::<u32>(), 0..4),
    )
        .prop_map(|(text, float, list, long, union, rest)| Everything {
            text,
            float,
            list,
            long,
            union,
            rest,
        })
}

#[test]
fn whole_numbers_of_more_than_64_bits_agree() {
    for text in [
        "21000000000000000000",
        "[-21000000000000000000, 1]",
        "{\"a\":[null, 340282366920938463463374607431768211456]}",
    ] {
        agrees(text.as_bytes()).unwrap();
    }
    // Digits are compared, not only that both are numbers.
    let (ours, theirs) = (json::number_of("21000000000000000000").unwrap(), Value::from(2.2e19));
    assert!(!same(&ours, &theirs));
}

proptest! {
    #[test]
    fn any_value_is_read_as_serde_json_reads_it(value in values()) {
        agrees(serde_json::to_string(&value).unwrap().as_bytes())?;
        agrees(serde_json::to_string_pretty(&value).unwrap().as_bytes())?;
    }

    #[test]
    fn what_is_not_quite_json_is_refused_alike(text in pieces()) {
        agrees(text.as_bytes())?;
    }

    #[test]
    fn damaged_text_is_refused_alike(value in values(), at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut text = serde_json::to_vec(&value).unwrap();
        let at = at.index(text.len());
        text[at] = byte;
        // Twice the same name is the one thing that both take and damage can make.
        agrees(&text)?;
        agrees(&text[..at])?;
    }

    #[test]
    fn any_bytes_give_an_answer(bytes in collection::vec(any::<u8>(), 0..64)) {
        agrees(&bytes)?;
        if let Err(error) = json::from_slice::<Everything>(&bytes) {
            prop_assert!(error.offset() <= bytes.len());
        }
    }

    #[test]
    fn values_survive_the_way_there_and_back(value in values()) {
        let text = json::to_vec(&value).unwrap();
        prop_assert_eq!(&json::from_slice::<Value>(&text).unwrap(), &value);
        prop_assert!(same(&serde_json::from_slice::<Value>(&text).unwrap(), &value));
    }

    #[test]
    fn types_survive_the_way_there_and_back(value in everything()) {
        let text = json::to_vec(&value).unwrap();
        let back: Everything = json::from_slice(&text).unwrap();
        prop_assert_eq!(&json::to_vec(&back).unwrap(), &text);
        prop_assert_eq!(&back, &value);
        let by_serde = serde_json::to_vec(&value).unwrap();
        prop_assert!(json::from_slice::<Everything>(&by_serde).is_ok());
    }
}
