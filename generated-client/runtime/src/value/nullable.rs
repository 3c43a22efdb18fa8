//! Absent, null, or a value.

use std::{collections::BTreeMap, ops::Deref};

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use crate::{
    Object,
    json::{self, DecodeError, Json, Reader, Writer},
};

/// An optional member that may be null: absent, null and a value are three different things to the server.
///
/// ```
/// use callwright_runtime::{Null, Nullable};
///
/// let mut name: Nullable<String> = "Ada".to_owned().into();
/// assert_eq!(name.as_deref(), Some("Ada"));
/// name = Null.into();
/// assert!(name.is_null() && !name.is_absent());
/// assert_eq!(Nullable::<String>::default(), Nullable::Absent);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Nullable<T> {
    /// The member is not there.
    #[default]
    Absent,
    /// The member is null.
    Null,
    /// The member has a value.
    Value(T),
}

impl<T> Nullable<T> {
    /// Whether the member is not there.
    #[must_use]
    pub const fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Whether the member is null.
    #[must_use]
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// Whether the member has a value.
    #[must_use]
    pub const fn is_value(&self) -> bool {
        matches!(self, Self::Value(_))
    }

    /// The value, if there is one.
    #[must_use]
    pub const fn as_option(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// The value as it is mostly looked at, if there is one: a `&str` of a `String`, a slice of a `Vec`.
    #[must_use]
    pub fn as_deref(&self) -> Option<&T::Target>
    where
        T: Deref,
    {
        self.as_option().map(Deref::deref)
    }

    /// The value to change, if there is one.
    #[must_use]
    pub const fn as_option_mut(&mut self) -> Option<&mut T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// The value, if there is one.
    #[must_use]
    pub fn into_option(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// The same with a reference to the value.
    #[must_use]
    pub const fn as_ref(&self) -> Nullable<&T> {
        match self {
            Self::Absent => Nullable::Absent,
            Self::Null => Nullable::Null,
            Self::Value(value) => Nullable::Value(value),
        }
    }

    /// The same with another value.
    #[must_use]
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Nullable<U> {
        match self {
            Self::Absent => Nullable::Absent,
            Self::Null => Nullable::Null,
            Self::Value(value) => Nullable::Value(change(value)),
        }
    }
}

impl<T> From<T> for Nullable<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

/// `None` is null: the member was set, to nothing.
impl<T> From<Option<T>> for Nullable<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::Value)
    }
}

/// One by one, because a conversion for every type would include `Nullable<Null>`, whose value is null itself. Other
/// types are converted by [`IntoNullable`].
macro_rules! from_null {
    ($($type:ty $(, $parameter:ident)?;)*) => {$(
        impl$(<$parameter>)? From<Null> for Nullable<$type> {
            fn from(_: Null) -> Self {
                Self::Null
            }
        }
    )*};
}

from_null! {
    bool; i8; i16; i32; i64; i128; u8; u16; u32; u64; f32; f64; String; Value; Object;
    Box<T>, T; super::Far<T>, T; Option<T>, T; Vec<T>, T; BTreeMap<String, T>, T;
}

impl<T, U: Into<T>, const N: usize> From<[U; N]> for Nullable<Vec<T>> {
    fn from(items: [U; N]) -> Self {
        Self::Value(items.into_iter().map(Into::into).collect())
    }
}

impl<T: Json> Json for Nullable<T> {
    const IS_SMALL: bool = true;

    fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        Option::read(reader).map(Self::from)
    }

    fn read_into(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        if reader.take_null()? {
            *self = Self::Null;
            return Ok(());
        }
        *self = Self::Value(T::blank());
        self.as_option_mut().map_or(Ok(()), |value| value.fill_blank(reader))
    }

    fn fill_blank(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        self.read_into(reader)
    }

    fn blank() -> Self {
        Self::Absent
    }

    fn is_text() -> bool {
        T::is_text()
    }

    fn put(&self, writer: &mut Writer) {
        match self {
            Self::Value(value) => value.put(writer),
            Self::Absent | Self::Null => writer.null(),
        }
    }

    fn is_left_out(&self) -> bool {
        self.is_absent()
    }
}

impl<T: Json> Serialize for Nullable<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        json::serialize(self, serializer)
    }
}

impl<'de, T: Json> Deserialize<'de> for Nullable<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        json::deserialize(deserializer)
    }
}

/// The value `null`: for setters of members that may be null, and for members that are never anything else.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Null;

impl Json for Null {
    const IS_SMALL: bool = true;

    fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        reader.null().map(|()| Self)
    }

    fn blank() -> Self {
        Self
    }

    fn put(&self, writer: &mut Writer) {
        writer.null();
    }
}

impl Serialize for Null {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_none()
    }
}

impl<'de> Deserialize<'de> for Null {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        json::deserialize(deserializer)
    }
}

/// What a setter of a member that may be null takes: a value, an `Option`, [`Null`], or a [`Nullable`].
///
/// `M` tells the four apart and is always inferred.
///
/// ```
/// use callwright_runtime::{IntoNullable, Null, Nullable};
///
/// fn set<M>(name: impl IntoNullable<String, M>) -> Nullable<String> {
///     name.into_nullable()
/// }
///
/// assert_eq!(set("Ada"), Nullable::Value("Ada".to_owned()));
/// assert_eq!(set(Some("Ada")), set("Ada"));
/// assert_eq!(set(Null), Nullable::Null);
/// assert_eq!(set(Nullable::Absent), Nullable::Absent);
/// ```
pub trait IntoNullable<T, M> {
    /// The three states.
    fn into_nullable(self) -> Nullable<T>;
}

/// What was given to a setter; only ever inferred.
pub mod marker {
    /// It is a value.
    #[derive(Debug)]
    pub enum Value {}

    /// It is an `Option`.
    #[derive(Debug)]
    pub enum Option {}

    /// It is [`Null`](super::Null).
    #[derive(Debug)]
    pub enum Null {}

    /// It is a [`Nullable`](super::Nullable).
    #[derive(Debug)]
    pub enum Nullable {}

    /// It is an array of pairs.
    #[derive(Debug)]
    pub enum Array {}

    /// It is a `Vec` of pairs.
    #[derive(Debug)]
    pub enum Vec {}

    /// It is a `BTreeMap`.
    #[derive(Debug)]
    pub enum BTreeMap {}

    /// It is a `HashMap`.
    #[derive(Debug)]
    pub enum HashMap {}

    /// It is an iterator over pairs.
    #[derive(Debug)]
    pub enum Iterator {}

    /// It is a JSON object.
    #[derive(Debug)]
    pub enum Object {}

    /// It is a JSON value.
    #[derive(Debug)]
    pub enum Json {}
}

impl<T, U: Into<T>> IntoNullable<T, marker::Value> for U {
    fn into_nullable(self) -> Nullable<T> {
        Nullable::Value(self.into())
    }
}

impl<T, U: Into<T>> IntoNullable<T, marker::Option> for Option<U> {
    fn into_nullable(self) -> Nullable<T> {
        self.map_or(Nullable::Null, |value| Nullable::Value(value.into()))
    }
}

impl<T> IntoNullable<T, marker::Null> for Null {
    fn into_nullable(self) -> Nullable<T> {
        Nullable::Null
    }
}

impl<T> IntoNullable<T, marker::Nullable> for Nullable<T> {
    fn into_nullable(self) -> Nullable<T> {
        self
    }
}
