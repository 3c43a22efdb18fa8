//! The macros that emitted types stand on.
//!
//! Each takes a table and gives the implementations for one type: reading, writing, serde, conversions. What they expand
//! to is small and not generic, because a client has a thousand of them.

mod conversion;
mod enumeration;
mod modules;
mod object;
mod union;

/// What the expansions name, and nobody else. They name it at the root: each segment of a path costs a compiler memory, and
/// the expansions of a client have a hundred thousand of them.
#[doc(hidden)]
pub mod private {
    pub use std::{
        clone::Clone,
        cmp::{Eq, PartialEq},
        collections::BTreeMap,
        convert::{From, Infallible, Into},
        fmt::{Debug, Display, Formatter, Result as FmtResult},
        hash::{Hash, Hasher},
        ops::{Deref, DerefMut},
        option::Option::{self, None, Some},
        result::Result::{self, Ok},
        str::FromStr,
        string::String,
        vec::Vec,
    };

    pub use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub use crate::json::{
        Access::{self, Change, Look},
        Case, Empty, EnumText, Json, Read, Reader, Shape, Table, Writer, change, copy, deserialize,
        is_object, is_same, is_same_case, is_text_case, kind, look, read_case, read_union, read_unknown,
        serialize, show, show_case, show_text, text_enum,
    };

    pub use super::conversion::{union_of_text, union_of_value};
    pub use crate::value::{Distant, Held, begin};

    use serde_json::Value;

    /// What serializing gives.
    pub type Serialized<S> = Result<<S as Serializer>::Ok, <S as Serializer>::Error>;

    /// What deserializing gives.
    pub type Deserialized<'de, T, D> = Result<T, <D as Deserializer<'de>>::Error>;

    /// The place of a value among literals of JSON text.
    #[must_use]
    pub fn place_of(value: &Value, literals: &[&str]) -> Option<usize> {
        let text = crate::json::to_vec(value).ok()?;
        let text = std::str::from_utf8(&text).ok()?;
        literals.iter().position(|literal| crate::json::same_value(text, literal))
    }

    /// The value of a literal of JSON text.
    #[must_use]
    pub fn value_of(literal: &str) -> Value {
        crate::json::from_slice(literal.as_bytes()).unwrap_or_default()
    }
}

/// serde's traits by way of JSON text: two lines a type, one function for all of them.
#[doc(hidden)]
#[macro_export]
macro_rules! serde_by_json {
    ($name:ident) => {
        impl $crate::Serialize for $name {
            fn serialize<S: $crate::Serializer>(&self, serializer: S) -> $crate::Serialized<S> {
                $crate::serialize(self, serializer)
            }
        }

        impl<'de> $crate::Deserialize<'de> for $name {
            fn deserialize<D: $crate::Deserializer<'de>>(
                deserializer: D,
            ) -> $crate::Deserialized<'de, Self, D> {
                $crate::deserialize(deserializer)
            }
        }
    };
}
