//! serde by JSON: what the types of a client do for libraries that speak serde.
//!
//! In: any serde format, or a value of ours. Out: the other. Each direction is one function for all types; a type adds
//! two lines. The price is one more pass over the text, which only the users of serde pay.

use std::{cell::RefCell, fmt};

use serde::{
    Deserializer, Serialize, Serializer,
    de::{DeserializeSeed, Error as _, MapAccess, SeqAccess, Visitor},
    ser::{Error as _, SerializeMap as _, SerializeSeq as _},
};

use serde_json::Value;

use super::{EncodeError, Json, Kind, Reader, WriteJson, Writer, exact, from_slice_within, to_vec};

/// `serde::Serialize::serialize` for a type that writes JSON.
///
/// # Errors
///
/// The value has no JSON text, or the serializer fails.
pub fn serialize<S: Serializer>(value: &dyn WriteJson, serializer: S) -> Result<S::Ok, S::Error> {
    let json = to_vec(value).map_err(S::Error::custom)?;
    let mut reader = Reader::new(&json).map_err(S::Error::custom)?;
    Written(RefCell::new(&mut reader)).serialize(serializer)
}

/// `serde::Deserialize::deserialize` for a type that reads JSON.
///
/// # Errors
///
/// The deserializer fails, or what it has is not of this type.
pub fn deserialize<'de, T: Json, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut writer = Writer::new();
    Place(&mut writer).deserialize(deserializer)?;
    let json = writer.finish().map_err(D::Error::custom)?;
    // Whoever reads from elsewhere has the values already.
    from_slice_within(&json, u64::MAX).map_err(D::Error::custom)
}

/// A value that is read from JSON text while it is serialized.
struct Written<'reader, 'json>(RefCell<&'reader mut Reader<'json>>);

impl Serialize for Written<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut guard = self.0.borrow_mut();
        let reader: &mut Reader<'_> = &mut guard;
        match reader.peek().map_err(S::Error::custom)? {
            Kind::Null => {
                reader.null().map_err(S::Error::custom)?;
                serializer.serialize_none()
            }
            Kind::Boolean => serializer.serialize_bool(reader.boolean().map_err(S::Error::custom)?),
            Kind::Number => serialize_number(reader, serializer),
            Kind::String => serializer.serialize_str(&reader.text().map_err(S::Error::custom)?),
            Kind::Array => serialize_array(reader, serializer),
            Kind::Object => serialize_object(reader, serializer),
        }
    }
}

fn serialize_number<S: Serializer>(reader: &mut Reader<'_>, serializer: S) -> Result<S::Ok, S::Error> {
    let number = reader.number().map_err(S::Error::custom)?;
    let text = number.text();
    if number.is_integer() {
        if let Ok(value) = text.parse::<u64>() {
            return serializer.serialize_u64(value);
        }
        if let Ok(value) = text.parse::<i64>() {
            return serializer.serialize_i64(value);
        }
        if let Ok(value) = text.parse::<i128>() {
            return serializer.serialize_i128(value);
        }
    }
    match exact::value_of(number) {
        Value::Number(_) => serializer.serialize_f64(number.float().map_err(S::Error::custom)?),
        kept => kept.serialize(serializer),
    }
}

fn serialize_array<S: Serializer>(reader: &mut Reader<'_>, serializer: S) -> Result<S::Ok, S::Error> {
    let mut items = serializer.serialize_seq(None)?;
    let mut failure = None;
    let read = reader.array(|reader| {
        let written = items.serialize_element(&Written(RefCell::new(reader)));
        written.map_err(|error| {
            failure = Some(error);
            reader.error("an item cannot be serialized")
        })
    });
    read.map_err(|error| failure.take().unwrap_or_else(|| S::Error::custom(error)))?;
    items.end()
}

fn serialize_object<S: Serializer>(reader: &mut Reader<'_>, serializer: S) -> Result<S::Ok, S::Error> {
    let mut members = serializer.serialize_map(None)?;
    let mut failure = None;
    let read = reader.members(|reader, name| {
        let written = members.serialize_entry(&*name, &Written(RefCell::new(reader)));
        written.map_err(|error| {
            failure = Some(error);
            reader.error("a member cannot be serialized")
        })
    });
    read.map_err(|error| failure.take().unwrap_or_else(|| S::Error::custom(error)))?;
    members.end()
}

/// A place in JSON text that a deserializer fills.
struct Place<'writer>(&'writer mut Writer);

impl<'de> DeserializeSeed<'de> for Place<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

macro_rules! visit_scalars {
    ($($visit:ident $type:ty => $write:ident),* $(,)?) => {$(
        fn $visit<E>(self, value: $type) -> Result<(), E> {
            self.0.$write(value);
            Ok(())
        }
    )*};
}

impl<'de> Visitor<'de> for Place<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value that JSON can represent")
    }

    visit_scalars! {
        visit_bool bool => boolean,
        visit_i64 i64 => integer,
        visit_i128 i128 => long_integer,
        visit_u64 u64 => unsigned,
        visit_u128 u128 => long_unsigned,
        visit_f32 f32 => short_float,
        visit_f64 f64 => float,
        visit_str &str => text,
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.0.null();
        Ok(())
    }

    fn visit_none<E>(self) -> Result<(), E> {
        self.0.null();
        Ok(())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        self.0.begin_array();
        too_deep(self.0)?;
        while items.next_element_seed(Item(self.0))?.is_some() {}
        self.0.end_array();
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        let start = self.0.length();
        self.0.begin_object();
        too_deep(self.0)?;
        while members.next_key_seed(Name(self.0))?.is_some() {
            members.next_value_seed(Place(self.0))?;
        }
        self.0.end_object();
        self.0.settle_number(start);
        Ok(())
    }
}

fn too_deep<E: serde::de::Error>(writer: &Writer) -> Result<(), E> {
    writer.failure().map_or(Ok(()), |error| Err(E::custom(error)))
}

/// An item of a list: a place behind a comma.
struct Item<'writer>(&'writer mut Writer);

impl<'de> DeserializeSeed<'de> for Item<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.0.begin_item();
        Place(self.0).deserialize(deserializer)
    }
}

/// The name of a member: text, or what other formats use as keys, as text.
struct Name<'writer>(&'writer mut Writer);

impl<'de> DeserializeSeed<'de> for Name<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let mut key = Writer::new();
        Place(&mut key).deserialize(deserializer)?;
        let key = key.finish().map_err(D::Error::custom)?;
        match key.first() {
            Some(b'"') => {
                self.0.begin_member();
                self.0.raw(&key);
                self.0.raw(b":");
            }
            Some(b'{' | b'[') | None => return Err(D::Error::custom(EncodeError::NOT_A_KEY)),
            Some(_) => self.0.name(&String::from_utf8_lossy(&key)),
        }
        Ok(())
    }
}
