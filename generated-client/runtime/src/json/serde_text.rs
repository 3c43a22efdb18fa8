//! JSON text of values that know `serde` and nothing of this crate.
//!
//! In: what a caller serializes. Out: the text that `serde_json` writes, or the same error as for values of our own:
//! `serde_json` makes null of a float that JSON has no text for, and a null can mean something else to a server.

use std::fmt::Display;

use serde::{
    Serialize, Serializer,
    ser::{
        Error as _, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
        SerializeTupleStruct, SerializeTupleVariant,
    },
};

use super::{EncodeError, number_text::settled};

/// Writes a document.
pub(crate) fn of_serde(value: &(impl Serialize + ?Sized)) -> Result<Vec<u8>, serde_json::Error> {
    let mut text = Vec::with_capacity(128);
    value.serialize(Finite(&mut serde_json::Serializer::new(&mut text)))?;
    Ok(settled(text))
}

/// A serializer, or a value on its way to one, that refuses floats that are not finite.
struct Finite<S>(S);

impl<T: Serialize + ?Sized> Serialize for Finite<&T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(Finite(serializer))
    }
}

/// What passes as it is.
macro_rules! pass {
    ($($method:ident($($argument:ident: $type:ty),*)),* $(,)?) => {$(
        fn $method(self $(, $argument: $type)*) -> Result<S::Ok, S::Error> {
            self.0.$method($($argument),*)
        }
    )*};
}

/// What holds values.
macro_rules! open {
    ($($method:ident($($argument:ident: $type:ty),*) -> $kind:ident),* $(,)?) => {$(
        fn $method(self $(, $argument: $type)*) -> Result<Self::$kind, S::Error> {
            self.0.$method($($argument),*).map(Finite)
        }
    )*};
}

impl<S: Serializer> Serializer for Finite<S> {
    type Ok = S::Ok;
    type Error = S::Error;
    type SerializeSeq = Finite<S::SerializeSeq>;
    type SerializeTuple = Finite<S::SerializeTuple>;
    type SerializeTupleStruct = Finite<S::SerializeTupleStruct>;
    type SerializeTupleVariant = Finite<S::SerializeTupleVariant>;
    type SerializeMap = Finite<S::SerializeMap>;
    type SerializeStruct = Finite<S::SerializeStruct>;
    type SerializeStructVariant = Finite<S::SerializeStructVariant>;

    pass! {
        serialize_bool(value: bool), serialize_i8(value: i8), serialize_i16(value: i16), serialize_i32(value: i32),
        serialize_i64(value: i64), serialize_i128(value: i128), serialize_u8(value: u8), serialize_u16(value: u16),
        serialize_u32(value: u32), serialize_u64(value: u64), serialize_u128(value: u128),
        serialize_char(value: char), serialize_str(value: &str), serialize_bytes(value: &[u8]), serialize_none(),
        serialize_unit(), serialize_unit_struct(name: &'static str),
        serialize_unit_variant(name: &'static str, index: u32, variant: &'static str),
    }

    open! {
        serialize_seq(length: Option<usize>) -> SerializeSeq,
        serialize_tuple(length: usize) -> SerializeTuple,
        serialize_tuple_struct(name: &'static str, length: usize) -> SerializeTupleStruct,
        serialize_tuple_variant(name: &'static str, index: u32, variant: &'static str, length: usize)
            -> SerializeTupleVariant,
        serialize_map(length: Option<usize>) -> SerializeMap,
        serialize_struct(name: &'static str, length: usize) -> SerializeStruct,
        serialize_struct_variant(name: &'static str, index: u32, variant: &'static str, length: usize)
            -> SerializeStructVariant,
    }

    fn serialize_f32(self, value: f32) -> Result<S::Ok, S::Error> {
        if value.is_finite() {
            self.0.serialize_f32(value)
        } else {
            Err(S::Error::custom(EncodeError::NOT_FINITE))
        }
    }

    fn serialize_f64(self, value: f64) -> Result<S::Ok, S::Error> {
        if value.is_finite() {
            self.0.serialize_f64(value)
        } else {
            Err(S::Error::custom(EncodeError::NOT_FINITE))
        }
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<S::Ok, S::Error> {
        self.0.serialize_some(&Finite(value))
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        value: &T,
    ) -> Result<S::Ok, S::Error> {
        self.0.serialize_newtype_struct(name, &Finite(value))
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        index: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<S::Ok, S::Error> {
        self.0.serialize_newtype_variant(name, index, variant, &Finite(value))
    }

    fn collect_str<T: Display + ?Sized>(self, value: &T) -> Result<S::Ok, S::Error> {
        self.0.collect_str(value)
    }

    fn is_human_readable(&self) -> bool {
        self.0.is_human_readable()
    }
}

/// Lists of all kinds: what is in them is looked at, too.
macro_rules! lists {
    ($($kind:ident: $method:ident),* $(,)?) => {$(
        impl<S: $kind> $kind for Finite<S> {
            type Ok = S::Ok;
            type Error = S::Error;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), S::Error> {
                self.0.$method(&Finite(value))
            }

            fn end(self) -> Result<S::Ok, S::Error> {
                self.0.end()
            }
        }
    )*};
}

lists! {
    SerializeSeq: serialize_element, SerializeTuple: serialize_element, SerializeTupleStruct: serialize_field,
    SerializeTupleVariant: serialize_field,
}

/// Structs of all kinds.
macro_rules! structs {
    ($($kind:ident),* $(,)?) => {$(
        impl<S: $kind> $kind for Finite<S> {
            type Ok = S::Ok;
            type Error = S::Error;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), S::Error> {
                self.0.serialize_field(key, &Finite(value))
            }

            fn skip_field(&mut self, key: &'static str) -> Result<(), S::Error> {
                self.0.skip_field(key)
            }

            fn end(self) -> Result<S::Ok, S::Error> {
                self.0.end()
            }
        }
    )*};
}

structs! { SerializeStruct, SerializeStructVariant }

impl<S: SerializeMap> SerializeMap for Finite<S> {
    type Ok = S::Ok;
    type Error = S::Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), S::Error> {
        self.0.serialize_key(key)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), S::Error> {
        self.0.serialize_value(&Finite(value))
    }

    fn serialize_entry<K: Serialize + ?Sized, V: Serialize + ?Sized>(
        &mut self,
        key: &K,
        value: &V,
    ) -> Result<(), S::Error> {
        self.0.serialize_entry(key, &Finite(value))
    }

    fn end(self) -> Result<S::Ok, S::Error> {
        self.0.end()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Serialize;

    use super::of_serde;

    #[derive(Serialize)]
    enum Shape {
        Nothing,
        Wrapped(Option<f64>),
        Pair(i8, f32),
        Named { x: f64, y: (f32, bool) },
    }

    #[derive(Serialize)]
    struct Holder {
        shapes: Vec<Shape>,
        by_number: BTreeMap<i32, f64>,
        #[serde(skip_serializing_if = "Option::is_none")]
        left_out: Option<f64>,
        #[serde(flatten)]
        rest: BTreeMap<String, f32>,
    }

    fn holder(number: f64, short: f32) -> Holder {
        Holder {
            shapes: vec![
                Shape::Nothing,
                Shape::Wrapped(None),
                Shape::Wrapped(Some(1.5)),
                Shape::Pair(1, 0.1),
                Shape::Named { x: 2.0, y: (short, true) },
            ],
            by_number: [(1, number)].into(),
            left_out: None,
            rest: [("more".to_owned(), 0.5)].into(),
        }
    }

    #[test]
    fn the_text_is_that_of_serde_json() {
        let value = holder(0.25, 3.5);
        assert_eq!(of_serde(&value).unwrap(), serde_json::to_vec(&value).unwrap());
        let value = serde_json::json!({"a": [1, null, u64::MAX, "ü"], "b": {"c": -0.5}});
        assert_eq!(of_serde(&value).unwrap(), serde_json::to_vec(&value).unwrap());
    }

    #[test]
    fn what_is_not_finite_is_an_error_wherever_it_is() {
        for value in [holder(f64::NAN, 1.0), holder(1.0, f32::INFINITY), holder(f64::NEG_INFINITY, 1.0)] {
            let error = of_serde(&value).unwrap_err();
            assert!(error.to_string().contains("infinite or NaN"), "{error}");
        }
        assert!(of_serde(&Shape::Wrapped(Some(f64::NAN))).is_err());
    }
}
