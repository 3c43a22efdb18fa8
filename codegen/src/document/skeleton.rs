//! Small pieces of a description in the shape that `openapiv3` reads.
//!
//! In: members picked by the rooms' readers. Out: a value of `openapiv3`.
//! Must never know: what the members mean.
//!
//! Each piece holds only what `openapiv3` models, with every schema replaced by a reference that carries its place
//! (`site:/components/schemas/Pet`). So neither 3.1 vocabulary nor a bad schema can make a piece fail, and the cost
//! of `openapiv3`'s buffering stays that of the piece.

use std::borrow::Cow;
use std::fmt;

use openapiv3::ReferenceOr;
use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{self, Deserialize, Deserializer, IntoDeserializer, Visitor};

use crate::diag::Pointer;

/// What a reference to a schema's place starts with.
const SITE: &str = "site:";

/// A piece of a description.
#[derive(Clone, Debug)]
pub(super) enum Piece<'n> {
    Text(Cow<'n, str>),
    Truth(bool),
    List(Vec<Piece<'n>>),
    Map(Vec<(Cow<'n, str>, Piece<'n>)>),
}

impl<'n> Piece<'n> {
    /// A map without members yet.
    pub(super) fn map() -> Self {
        Self::Map(Vec::new())
    }

    /// Adds a member, unless there is nothing to add.
    pub(super) fn with(mut self, key: &'n str, member: Option<impl Into<Piece<'n>>>) -> Self {
        if let (Self::Map(members), Some(member)) = (&mut self, member) {
            members.push((Cow::Borrowed(key), member.into()));
        }
        self
    }

    /// Reads the piece as a type of `openapiv3`.
    pub(super) fn read<T: Deserialize<'n>>(self) -> Result<T, Refusal> {
        T::deserialize(self)
    }
}

/// The reference that stands for a schema at `place`; without a place, for a schema that is not there.
pub(super) fn site<'n>(place: Option<&Pointer>) -> Piece<'n> {
    let text = format!("{SITE}{}", place.map_or("", Pointer::as_str));
    Piece::map().with("$ref", Some(Cow::Owned(text)))
}

/// The place that a schema reference of a skeleton stands for.
pub(super) fn place_of<T>(schema: &ReferenceOr<T>) -> Option<Pointer> {
    let ReferenceOr::Reference { reference } = schema else { return None };
    reference.strip_prefix(SITE).filter(|place| !place.is_empty()).map(Pointer::from_escaped)
}

impl<'n> From<Cow<'n, str>> for Piece<'n> {
    fn from(text: Cow<'n, str>) -> Self {
        Self::Text(text)
    }
}

impl<'n> From<&'n str> for Piece<'n> {
    fn from(text: &'n str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<bool> for Piece<'_> {
    fn from(truth: bool) -> Self {
        Self::Truth(truth)
    }
}

/// Why `openapiv3` does not take a piece.
#[derive(Debug)]
pub(super) struct Refusal(String);

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Refusal {}

impl de::Error for Refusal {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

impl<'n> IntoDeserializer<'n, Refusal> for Piece<'n> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

/// A key or text of a piece.
struct Word<'n>(Cow<'n, str>);

impl<'n> IntoDeserializer<'n, Refusal> for Word<'n> {
    type Deserializer = de::value::CowStrDeserializer<'n, Refusal>;

    fn into_deserializer(self) -> Self::Deserializer {
        self.0.into_deserializer()
    }
}

impl<'de> Deserializer<'de> for Piece<'de> {
    type Error = Refusal;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        match self {
            Self::Text(Cow::Borrowed(text)) => visitor.visit_borrowed_str(text),
            Self::Text(Cow::Owned(text)) => visitor.visit_string(text),
            Self::Truth(truth) => visitor.visit_bool(truth),
            Self::List(list) => visitor.visit_seq(SeqDeserializer::new(list.into_iter())),
            Self::Map(members) => {
                let members = members.into_iter().map(|(key, member)| (Word(key), member));
                visitor.visit_map(MapDeserializer::new(members))
            }
        }
    }

    /// Pieces hold no nulls: what is there is something.
    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        visitor.visit_some(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refusal> {
        match self {
            Self::Text(text) => {
                let text: de::value::CowStrDeserializer<'de, Refusal> = text.into_deserializer();
                text.deserialize_enum(name, variants, visitor)
            }
            Self::Map(members) => {
                let members = members.into_iter().map(|(key, member)| (Word(key), member));
                let access = de::value::MapAccessDeserializer::new(MapDeserializer::new(members));
                access.deserialize_enum(name, variants, visitor)
            }
            other => other.deserialize_any(visitor),
        }
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        newtype_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}
