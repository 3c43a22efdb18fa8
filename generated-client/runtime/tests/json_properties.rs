//! What must hold for every JSON text: what is written is read back. That the reader agrees with `serde_json` is a property
//! that fuzzing shares.

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

proptest! {
    #[test]
    fn any_bytes_give_an_answer(bytes in collection::vec(any::<u8>(), 0..64)) {
        if let Err(error) = json::from_slice::<Everything>(&bytes) {
            prop_assert!(error.offset() <= bytes.len());
        }
    }

    #[test]
    fn values_survive_the_way_there_and_back(value in values()) {
        let text = json::to_vec(&value).unwrap();
        prop_assert_eq!(&json::from_slice::<Value>(&text).unwrap(), &value);
        prop_assert!(serde_json::from_slice::<Value>(&text).is_ok());
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
