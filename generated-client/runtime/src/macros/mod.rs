//! The macros that emitted types stand on.
//!
//! Each takes a table and gives the implementations for one type: reading, writing, serde, conversions. What they expand
//! to is small and not generic, because a client has a thousand of them.

mod conversion;
mod enumeration;
mod modules;
mod object;
mod union;

/// What the expansions name, and nobody else.
#[doc(hidden)]
pub mod private {
    pub use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub use crate::json::{
        Case, Change, Empty, Read, ReadJson, Reader, Shape, Visit, WriteJson, Writer, copy, deserialize,
        is_object, is_same, is_same_case, is_text_case, kind, read_case, read_text, read_union, read_unknown,
        serialize, show, show_case, show_text, text_enum,
    };

    pub use super::conversion::{union_of_text, union_of_value};
    pub use crate::value::{Distant, Held, begin};

    use serde_json::Value;

    /// The wire name of a member: what is said behind its own name, or that.
    #[must_use]
    pub const fn last(names: &[&'static str]) -> &'static str {
        names[names.len() - 1]
    }

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
        impl $crate::private::Serialize for $name {
            fn serialize<S: $crate::private::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::private::serialize(self, serializer)
            }
        }

        impl<'de> $crate::private::Deserialize<'de> for $name {
            fn deserialize<D: $crate::private::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::private::deserialize(deserializer)
            }
        }
    };
}
