//! Text with a format: dates, identifiers, addresses.
//!
//! The text is kept as the server sent it, so nothing is lost and nothing is refused because of a format; crates that
//! know the format are behind features, as conversions.

use std::{convert::Infallible, fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, ser::Error as _};

use crate::json::{DecodeError, EncodeError, Json, Reader, Writer};

/// What a text type holds.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Kept {
    /// A text, as it was set or received.
    Text(String),
    /// A value of another crate for which the format has no text, as that crate shows it. Conversions cannot fail, so
    /// that the call does, which would send it.
    Unwritable(Box<str>),
}

impl Kept {
    pub(super) fn as_str(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Unwritable(shown) => shown,
        }
    }

    pub(super) fn into_string(self) -> String {
        match self {
            Self::Text(text) => text,
            Self::Unwritable(shown) => shown.into(),
        }
    }

    pub(super) fn to_send(&self) -> Result<&str, EncodeError> {
        match self {
            Self::Text(text) => Ok(text),
            Self::Unwritable(_) => Err(EncodeError::NO_TEXT),
        }
    }
}

/// Makes a type around text.
macro_rules! text_type {
    ($(#[$docs:meta])* $name:ident) => {
        $(#[$docs])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Kept);

        impl $name {
            /// The text, as it was set or received.
            #[must_use]
            pub fn as_str(&self) -> &str {
                self.0.as_str()
            }

            /// The text.
            #[must_use]
            pub fn into_string(self) -> String {
                self.0.into_string()
            }

            /// Of a value for which the format has no text.
            #[allow(dead_code, reason = "only conversions to other crates, which are behind features, need it")]
            pub(super) fn unwritable(value: &impl fmt::Display) -> Self {
                Self(Kept::Unwritable(value.to_string().into()))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_tuple(stringify!($name)).field(&self.as_str()).finish()
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(Kept::Text(text.to_owned()))
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(Kept::Text(text))
            }
        }

        impl From<&String> for $name {
            fn from(text: &String) -> Self {
                Self(Kept::Text(text.clone()))
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.into_string()
            }
        }

        impl FromStr for $name {
            type Err = Infallible;

            fn from_str(text: &str) -> Result<Self, Infallible> {
                Ok(text.into())
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl Json for $name {
            const IS_SMALL: bool = true;

            fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
                String::read(reader).map(Self::from)
            }

            fn blank() -> Self {
                Self(Kept::Text(String::new()))
            }

            fn is_text() -> bool {
                true
            }

            fn put(&self, writer: &mut Writer) {
                match self.0.to_send() {
                    Ok(text) => writer.text(text),
                    Err(error) => writer.fail(error),
                }
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.0.to_send().map_err(S::Error::custom)?)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer).map(Self::from)
            }
        }
    };
}
pub(super) use text_type;

text_type! {
    /// A date and time, mostly as RFC 3339 has it (`2026-11-22T13:41:00Z`).
    ///
    /// It converts from the types of other crates. One for which RFC 3339 has no text (the year -1 or 10000, an offset with
    /// seconds) makes the call fail that would send it.
    DateTime
}
text_type! {
    /// A date, mostly as RFC 3339 has it (`2026-11-22`).
    Date
}
text_type! {
    /// A time of day, mostly as RFC 3339 has it (`13:41:00Z`).
    ///
    /// RFC 3339 has an offset in it, and the types of other crates have none: they are given in UTC, and taken to be in UTC.
    /// A text without an offset is read as it stands.
    ///
    /// ```
    /// # use callwright_runtime::Time;
    /// # #[cfg(feature = "chrono")] {
    /// let opens = Time::from("13:41:00Z");
    /// let read = chrono::NaiveTime::try_from(&opens).unwrap();
    /// assert_eq!((read.to_string().as_str(), Time::from(read)), ("13:41:00", opens));
    /// assert_eq!(chrono::NaiveTime::try_from(Time::from("15:41:00+02:00")), Ok(read));
    /// # }
    /// ```
    Time
}
text_type! {
    /// A UUID.
    Uuid
}
text_type! {
    /// A URI, a URL, or a reference to one.
    Uri
}
