//! What converts into a union beside the values of its cases: what setters take.
//!
//! Type parameters begin with `__`, because a description may have a type that is called `V`, and never `__V`.

use std::borrow::Cow;

use serde_json::Value;

use crate::json::{self, Json};

/// The case that a text is, as it would be read; the untyped one where no case takes it.
#[must_use]
pub fn union_of_text<T: Json>(text: Cow<'_, str>, unknown: fn(Value) -> T) -> T {
    let read = json::to_vec(&text).ok().and_then(|json| json::from_slice(&json).ok());
    read.unwrap_or_else(|| unknown(Value::String(text.into_owned())))
}

/// The case that a value without parts is, as it would be read. An object or an array is kept as it was given: a case
/// would drop the members that it does not know.
#[must_use]
pub fn union_of_value<T: Json>(value: Value, unknown: fn(Value) -> T) -> T {
    if value.is_object() || value.is_array() {
        return unknown(value);
    }
    let read = json::to_vec(&value).ok().and_then(|json| json::from_slice(&json).ok());
    read.unwrap_or_else(|| unknown(value))
}

/// Makes texts convert into a union of which several cases take some: the case is the one that would be read.
///
/// ```
/// use callwright_runtime::{Value, from_text, text_enum, union};
///
/// /// A voice that is always there.
/// #[non_exhaustive]
/// pub enum Builtin {
///     /// `alloy`
///     Alloy,
///     /// A value that the description does not list.
///     Unknown(String),
/// }
///
/// text_enum! { Builtin { Alloy: "alloy" } }
///
/// /// A voice.
/// #[derive(Clone)]
/// #[non_exhaustive]
/// pub enum Voice {
///     /// One that is always there.
///     Builtin(Builtin),
///     /// The name of any other.
///     Text(String),
///     /// A value that the description does not have.
///     Unknown(Value),
/// }
///
/// union! { Voice { Builtin: [string, texts("alloy")], Text: [string] } }
/// from_text! { Voice }
///
/// assert_eq!(Voice::from("alloy"), Voice::Builtin(Builtin::Alloy));
/// assert_eq!(Voice::from("my own"), Voice::Text("my own".into()));
/// ```
#[macro_export]
macro_rules! from_text {
    ($name:ident) => {
        impl $crate::From<&str> for $name {
            #[inline]
            fn from(text: &str) -> Self {
                $crate::union_of_text(text.into(), Self::Unknown)
            }
        }

        impl $crate::From<$crate::String> for $name {
            #[inline]
            fn from(text: $crate::String) -> Self {
                $crate::union_of_text(text.into(), Self::Unknown)
            }
        }
    };
}

/// Makes what `json!` gives convert into a union. Objects and arrays are sent exactly as they were given.
///
/// ```
/// use callwright_runtime::{Value, from_json, union};
/// use serde_json::json;
///
/// /// A limit.
/// #[derive(Clone)]
/// #[non_exhaustive]
/// pub enum Limit {
///     /// A number.
///     Number(i64),
///     /// A value that the description does not have.
///     Unknown(Value),
/// }
///
/// union! { Limit { Number: [integer] } }
/// from_json! { Limit }
///
/// assert_eq!(Limit::from(json!(7)), Limit::Number(7));
/// assert_eq!(Limit::from(json!({"new": 1})), Limit::Unknown(json!({"new": 1})));
/// ```
#[macro_export]
macro_rules! from_json {
    ($name:ident) => {
        impl $crate::From<$crate::Value> for $name {
            #[inline]
            fn from(value: $crate::Value) -> Self {
                $crate::union_of_value(value, Self::Unknown)
            }
        }
    };
}

/// Makes what cases of a union hold, and what is written for it, convert into the union.
///
/// ```text
/// conversions! { Name { Variant: value::<Type>, Variant: list::<Item>, Variant: maps::<Value>, … } }
/// ```
///
/// | row | what converts |
/// | --- | --- |
/// | `value::<T>` | a `T`, which becomes what the case holds by `into` |
/// | `list::<T>` | arrays and `Vec`s of what converts into `T` |
/// | `items::<T>` | arrays and `Vec`s of `T` itself |
/// | `lists::<T>` | arrays and `Vec`s of arrays of `T` itself |
/// | `maps::<T>` | maps to what converts into `T` |
/// | `pairs::<T>` | arrays of pairs of a name and what converts into `T` |
/// | `members::<T>` | arrays of pairs of a name and a `T` |
///
/// ```
/// use std::collections::BTreeMap;
/// use callwright_runtime::{Value, conversions, from_text, union};
///
/// /// Where to stop.
/// #[derive(Clone)]
/// #[non_exhaustive]
/// pub enum Stop {
///     /// Here.
///     At(i64),
///     /// At any of these.
///     Texts(Vec<String>),
///     /// At any of these.
///     Tokens(Vec<i64>),
///     /// At any of these rows of tokens.
///     Rows(Vec<Vec<i64>>),
///     /// A value that the description does not have.
///     Unknown(Value),
/// }
///
/// union! {
///     Stop {
///         At: [integer],
///         Texts: [array, items([string])],
///         Tokens: [array, items([integer])],
///         Rows: [array, items([array, items([integer])])],
///     }
/// }
/// conversions! {
///     Stop {
///         At: value::<i64>, At: value::<i32>,
///         Texts: items::<String>, Texts: items::<&str>,
///         Tokens: items::<i64>,
///         Rows: items::<Vec<i64>>, Rows: lists::<i64>,
///     }
/// }
///
/// assert_eq!(Stop::from(1), Stop::At(1));
/// assert_eq!(Stop::from(["a", "b"]), Stop::Texts(vec!["a".into(), "b".into()]));
/// assert_eq!(Stop::from([1, 2]), Stop::Tokens(vec![1, 2]));
/// assert_eq!(Stop::from([[1, 2], [3, 4]]), Stop::Rows(vec![vec![1, 2], vec![3, 4]]));
///
/// /// Labels, or the empty text to remove them.
/// #[derive(Clone)]
/// #[non_exhaustive]
/// pub enum Labels {
///     /// Labels.
///     Map(BTreeMap<String, String>),
///     /// None any more.
///     Text(String),
///     /// A value that the description does not have.
///     Unknown(Value),
/// }
///
/// union! { Labels { Map: [object], Text: [string, texts("")] } }
/// from_text! { Labels }
/// conversions! { Labels { Map: maps::<String>, Map: pairs::<String> } }
///
/// assert_eq!(Labels::from([("a", "b")]), Labels::from(BTreeMap::from([("a", "b")])));
/// assert_eq!(Labels::from(""), Labels::Text(String::new()));
/// ```
#[macro_export]
macro_rules! conversions {
    ($name:ident { $($variant:ident: $how:ident::<$type:ty $(,)?>),* $(,)? }) => {$(
        $crate::conversions! { @$how $name $variant $type }
    )*};
    (@value $name:ident $variant:ident $type:ty) => {
        impl $crate::From<$type> for $name {
            #[inline]
            fn from(value: $type) -> Self {
                Self::$variant(value.into())
            }
        }
    };
    (@list $name:ident $variant:ident $item:ty) => {
        impl<__V: $crate::Into<$item>> $crate::From<$crate::Vec<__V>> for $name {
            #[inline]
            fn from(items: $crate::Vec<__V>) -> Self {
                Self::$variant(items.into_iter().map($crate::Into::into).collect())
            }
        }

        impl<__V: $crate::Into<$item>, const __N: usize> $crate::From<[__V; __N]> for $name {
            #[inline]
            fn from(items: [__V; __N]) -> Self {
                Self::$variant(items.into_iter().map($crate::Into::into).collect())
            }
        }
    };
    (@items $name:ident $variant:ident $item:ty) => {
        impl $crate::From<$crate::Vec<$item>> for $name {
            #[inline]
            fn from(items: $crate::Vec<$item>) -> Self {
                Self::$variant(items.into_iter().map($crate::Into::into).collect())
            }
        }

        impl<const __N: usize> $crate::From<[$item; __N]> for $name {
            #[inline]
            fn from(items: [$item; __N]) -> Self {
                Self::$variant(items.into_iter().map($crate::Into::into).collect())
            }
        }
    };
    (@lists $name:ident $variant:ident $item:ty) => {
        impl<const __M: usize> $crate::From<$crate::Vec<[$item; __M]>> for $name {
            #[inline]
            fn from(lists: $crate::Vec<[$item; __M]>) -> Self {
                let list = |items: [$item; __M]| items.into_iter().map($crate::Into::into).collect();
                Self::$variant(lists.into_iter().map(list).collect())
            }
        }

        impl<const __M: usize, const __N: usize> $crate::From<[[$item; __M]; __N]> for $name {
            #[inline]
            fn from(lists: [[$item; __M]; __N]) -> Self {
                Self::from($crate::Vec::from(lists))
            }
        }
    };
    (@maps $name:ident $variant:ident $value:ty) => {
        impl<__K, __V> $crate::From<$crate::BTreeMap<__K, __V>> for $name
        where
            __K: $crate::Into<$crate::String>,
            __V: $crate::Into<$value>,
        {
            #[inline]
            fn from(pairs: $crate::BTreeMap<__K, __V>) -> Self {
                Self::$variant(pairs.into_iter().map(|(name, value)| (name.into(), value.into())).collect())
            }
        }

        impl<__K, __V, __S> $crate::From<::std::collections::HashMap<__K, __V, __S>> for $name
        where
            __K: $crate::Into<$crate::String>,
            __V: $crate::Into<$value>,
        {
            #[inline]
            fn from(pairs: ::std::collections::HashMap<__K, __V, __S>) -> Self {
                Self::$variant(pairs.into_iter().map(|(name, value)| (name.into(), value.into())).collect())
            }
        }
    };
    (@pairs $name:ident $variant:ident $value:ty) => {
        impl<__K, __V, const __N: usize> $crate::From<[(__K, __V); __N]> for $name
        where
            __K: $crate::Into<$crate::String>,
            __V: $crate::Into<$value>,
        {
            #[inline]
            fn from(pairs: [(__K, __V); __N]) -> Self {
                Self::$variant(pairs.into_iter().map(|(name, value)| (name.into(), value.into())).collect())
            }
        }
    };
    (@members $name:ident $variant:ident $value:ty) => {
        impl<__K, const __N: usize> $crate::From<[(__K, $value); __N]> for $name
        where
            __K: $crate::Into<$crate::String>,
        {
            #[inline]
            fn from(pairs: [(__K, $value); __N]) -> Self {
                Self::$variant(pairs.into_iter().map(|(name, value)| (name.into(), value)).collect())
            }
        }
    };
}
