//! Text with a format: dates, identifiers, addresses.
//!
//! The text is kept as the server sent it, so nothing is lost and nothing is refused because of a format; crates that
//! know the format are behind features, as conversions.

use std::{convert::Infallible, fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::json::{DecodeError, ReadJson, Reader, WriteJson, Writer};

/// Makes a type around text.
macro_rules! text_type {
    ($(#[$docs:meta])* $name:ident) => {
        $(#[$docs])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// The text, as it was set or received.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The text.
            #[must_use]
            pub fn into_string(self) -> String {
                self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text)
            }
        }

        impl From<&String> for $name {
            fn from(text: &String) -> Self {
                Self(text.clone())
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.0
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
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl ReadJson for $name {
            const IS_TEXT: bool = true;

            fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
                String::read(reader).map(Self)
            }

            fn blank() -> Self {
                Self(String::new())
            }
        }

        impl WriteJson for $name {
            fn write(&self, writer: &mut Writer) {
                writer.text(&self.0);
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer).map(Self)
            }
        }
    };
}
pub(super) use text_type;

text_type! {
    /// A date and time, mostly as RFC 3339 has it (`2026-11-22T13:41:00Z`).
    DateTime
}
text_type! {
    /// A date, mostly as RFC 3339 has it (`2026-11-22`).
    Date
}
text_type! {
    /// A time of day, mostly as RFC 3339 has it (`13:41:00Z`).
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
