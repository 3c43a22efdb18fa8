//! What setters take where a conversion by `Into` is not enough: maps of values of several kinds, and lists and maps in
//! whose place null may stand.
//!
//! Must never know: an API, a request.

#![expect(
    clippy::disallowed_types,
    reason = "users have hash maps; the client's own maps are in the order of their names"
)]

use std::collections::{BTreeMap, HashMap};

use serde_json::{Map, Value};

use super::far::{Distant, Far};
use super::nullable::{IntoNullable, Null, Nullable, marker};

/// What a setter of a map takes whose values may be of several kinds: pairs of a name and a value.
///
/// | given | its values |
/// | --- | --- |
/// | an array `[("name", value.into()), …]` | are `T`, so that `.into()` makes each of them one, whatever its kind |
/// | a `Vec` of pairs, a `BTreeMap`, a `HashMap`, a `serde_json::Map`, any iterator of pairs | convert by `Into<T>` |
/// | an object that `json!` makes | convert by `Into<T>` |
///
/// The items of an array have one type. Were they converted too, nothing would say which one `.into()` gives. `M` tells
/// the ways apart and is always inferred.
///
/// ```
/// use std::collections::BTreeMap;
/// use callwright_runtime::{Members, Object, Value};
/// use serde_json::json;
///
/// fn set<M>(variables: impl Members<Value, M>) -> Object {
///     variables.into_members()
/// }
///
/// let expected = json!({"name": "Ada", "n": 42}).as_object().cloned().unwrap();
/// assert_eq!(set([("name", "Ada".into()), ("n", 42.into())]), expected);
/// assert_eq!(set(BTreeMap::from([("name", json!("Ada")), ("n", json!(42))])), expected);
/// assert_eq!(set(json!({"name": "Ada", "n": 42})), expected);
/// assert_eq!(set(vec![("name", "Ada")]).len(), 1);
/// ```
#[diagnostic::on_unimplemented(
    message = "these are not pairs of a name and a `{T}`",
    label = "expected pairs of a name and a `{T}`",
    note = "in an array, write `.into()` after each value: `[(\"name\", value.into())]`",
    note = "a map, a `Vec` of pairs, an iterator or an object of `json!` may hold any values that convert"
)]
pub trait Members<T, M> {
    /// The pairs, in the collection that keeps them.
    ///
    /// # Panics
    ///
    /// If it is a JSON value that is not an object.
    #[track_caller]
    fn into_members<C: FromIterator<(String, T)>>(self) -> C;
}

/// What a setter of a map takes whose values may be of several kinds, or null.
///
/// As [`Members`], but values that convert may also be an `Option`, [`Null`] or a [`Nullable`].
#[diagnostic::on_unimplemented(
    message = "these are not pairs of a name and a `{T}`",
    label = "expected pairs of a name and a `{T}`",
    note = "in an array, write `.into()` after each value: `[(\"name\", value.into())]`",
    note = "a map, a `Vec` of pairs, an iterator or an object of `json!` may hold any values that convert, `None` \
            among them"
)]
pub trait MembersOrNull<T, M> {
    /// The pairs, in the collection that keeps them.
    ///
    /// # Panics
    ///
    /// If it is a JSON value that is not an object.
    #[track_caller]
    fn into_members_or_null<C: FromIterator<(String, Option<T>)>>(self) -> C;
}

/// The members of an object that `json!` made.
///
/// Nothing at hand could hold another value, and to leave it out without a word would be worse than to stop.
#[track_caller]
fn members_of(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(members) => members,
        other => panic!("expected a JSON object, found {other}"),
    }
}

impl<T, K: Into<String>, const N: usize> Members<T, marker::Array> for [(K, T); N] {
    fn into_members<C: FromIterator<(String, T)>>(self) -> C {
        self.into_iter().map(|(name, value)| (name.into(), value)).collect()
    }
}

impl<T, K: Into<String>, const N: usize> MembersOrNull<T, marker::Array> for [(K, T); N] {
    fn into_members_or_null<C: FromIterator<(String, Option<T>)>>(self) -> C {
        self.into_iter().map(|(name, value)| (name.into(), Some(value))).collect()
    }
}

/// Collections by name, because one implementation for all that iterates would be a second one for arrays.
macro_rules! collections {
    ($($marker:ident: $collection:ty $(, $parameter:ident)*;)*) => {$(
        impl<T, K: Into<String>, V: Into<T> $(, $parameter)*> Members<T, marker::$marker> for $collection {
            fn into_members<C: FromIterator<(String, T)>>(self) -> C {
                self.into_iter().map(|(name, value)| (name.into(), value.into())).collect()
            }
        }

        impl<T, K: Into<String>, V: IntoNullable<T, M>, M $(, $parameter)*> MembersOrNull<T, (marker::$marker, M)>
            for $collection
        {
            fn into_members_or_null<C: FromIterator<(String, Option<T>)>>(self) -> C {
                self.into_iter().map(|(name, value)| (name.into(), value.into_nullable().into_option())).collect()
            }
        }
    )*};
}

collections! {
    Vec: Vec<(K, V)>;
    BTreeMap: BTreeMap<K, V>;
    HashMap: HashMap<K, V, S>, S;
}

impl<T, K: Into<String>, V: Into<T>, I: Iterator<Item = (K, V)>> Members<T, marker::Iterator> for I {
    fn into_members<C: FromIterator<(String, T)>>(self) -> C {
        self.map(|(name, value)| (name.into(), value.into())).collect()
    }
}

impl<T, K: Into<String>, V: IntoNullable<T, M>, M, I: Iterator<Item = (K, V)>>
    MembersOrNull<T, (marker::Iterator, M)> for I
{
    fn into_members_or_null<C: FromIterator<(String, Option<T>)>>(self) -> C {
        self.map(|(name, value)| (name.into(), value.into_nullable().into_option())).collect()
    }
}

impl<T> Members<T, marker::Object> for Map<String, Value>
where
    Value: Into<T>,
{
    fn into_members<C: FromIterator<(String, T)>>(self) -> C {
        self.into_iter().map(|(name, value)| (name, value.into())).collect()
    }
}

impl<T> MembersOrNull<T, marker::Object> for Map<String, Value>
where
    Value: Into<T>,
{
    fn into_members_or_null<C: FromIterator<(String, Option<T>)>>(self) -> C {
        self.into_iter().map(|(name, value)| (name, (!value.is_null()).then(|| value.into()))).collect()
    }
}

impl<T> Members<T, marker::Json> for Value
where
    Value: Into<T>,
{
    fn into_members<C: FromIterator<(String, T)>>(self) -> C {
        members_of(self).into_members()
    }
}

impl<T> MembersOrNull<T, marker::Json> for Value
where
    Value: Into<T>,
{
    fn into_members_or_null<C: FromIterator<(String, Option<T>)>>(self) -> C {
        members_of(self).into_members_or_null()
    }
}

/// How what is given becomes a value, as a type: generated setters say it, nobody else needs to.
pub mod form {
    use std::marker::PhantomData;

    /// It is the value.
    #[derive(Debug)]
    pub enum Own {}

    /// It converts by `Into`.
    #[derive(Debug)]
    pub enum Converted {}

    /// It converts by `Into`, and stands in a box.
    #[derive(Debug)]
    pub enum Boxed {}

    /// It converts by `Into`, and stands in a [`Far`](crate::Far).
    #[derive(Debug)]
    pub enum Far {}

    /// Anything that iterates, its items in the form `S`.
    #[derive(Debug)]
    pub struct List<S>(PhantomData<S>);

    /// Anything that iterates over pairs, their values in the form `S`.
    #[derive(Debug)]
    pub struct Pairs<S>(PhantomData<S>);

    /// [`Members`](super::Members).
    #[derive(Debug)]
    pub enum Members {}

    /// [`MembersOrNull`](super::MembersOrNull).
    #[derive(Debug)]
    pub enum MembersOrNull {}

    /// A value in the form `S`, or null.
    #[derive(Debug)]
    pub struct OrNull<S>(PhantomData<S>);
}

/// What a setter of a `T` takes in the form `S`: see [`form`]. `M` is always inferred.
#[diagnostic::on_unimplemented(
    message = "this cannot be converted into a `{T}`",
    label = "expected a `{T}`",
    note = "pass an array, a `Vec` or an iterator for a list, and pairs of a name and a value for a map"
)]
pub trait Given<T, S, M> {
    /// The value.
    fn into_value(self) -> T;
}

impl<T> Given<T, form::Own, ()> for T {
    fn into_value(self) -> T {
        self
    }
}

impl<T, U: Into<T>> Given<T, form::Converted, ()> for U {
    fn into_value(self) -> T {
        self.into()
    }
}

impl<T, U: Into<T>> Given<Box<T>, form::Boxed, ()> for U {
    fn into_value(self) -> Box<T> {
        Box::new(self.into())
    }
}

impl<T: Distant, U: Into<T>> Given<Far<T>, form::Far, ()> for U {
    fn into_value(self) -> Far<T> {
        Far::new(self.into())
    }
}

impl<T, S, M, I: IntoIterator<Item: Given<T, S, M>>> Given<Vec<T>, form::List<S>, M> for I {
    fn into_value(self) -> Vec<T> {
        self.into_iter().map(Given::into_value).collect()
    }
}

impl<T, S, M, K: Into<String>, V: Given<T, S, M>, I: IntoIterator<Item = (K, V)>>
    Given<BTreeMap<String, T>, form::Pairs<S>, M> for I
{
    fn into_value(self) -> BTreeMap<String, T> {
        self.into_iter().map(|(name, value)| (name.into(), value.into_value())).collect()
    }
}

impl<T, M, U: Members<T, M>> Given<BTreeMap<String, T>, form::Members, M> for U {
    fn into_value(self) -> BTreeMap<String, T> {
        self.into_members()
    }
}

impl<M, U: Members<Value, M>> Given<Map<String, Value>, form::Members, M> for U {
    fn into_value(self) -> Map<String, Value> {
        self.into_members()
    }
}

impl<T, M, U: MembersOrNull<T, M>> Given<BTreeMap<String, Option<T>>, form::MembersOrNull, M> for U {
    fn into_value(self) -> BTreeMap<String, Option<T>> {
        self.into_members_or_null()
    }
}

impl<T, S, M, U: GivenOrNull<T, S, M>> Given<Option<T>, form::OrNull<S>, M> for U {
    fn into_value(self) -> Option<T> {
        self.into_nullable_value().into_option()
    }
}

/// What a setter takes in whose place null may stand: what is [`Given`] for its value, an `Option` of that, [`Null`], or a
/// [`Nullable`]. `M` is always inferred.
#[diagnostic::on_unimplemented(
    message = "this can be converted into neither a `{T}` nor null",
    label = "expected a `{T}`, an `Option` of it, or `Null`",
    note = "pass an array, a `Vec` or an iterator for a list, and pairs of a name and a value for a map",
    note = "in an array of pairs with values of several types, write `.into()` after each value"
)]
pub trait GivenOrNull<T, S, M> {
    /// The three states.
    fn into_nullable_value(self) -> Nullable<T>;
}

impl<T, S, M, U: Given<T, S, M>> GivenOrNull<T, S, (marker::Value, M)> for U {
    fn into_nullable_value(self) -> Nullable<T> {
        Nullable::Value(self.into_value())
    }
}

impl<T, S, M, U: Given<T, S, M>> GivenOrNull<T, S, (marker::Option, M)> for Option<U> {
    fn into_nullable_value(self) -> Nullable<T> {
        self.map_or(Nullable::Null, |value| Nullable::Value(value.into_value()))
    }
}

impl<T, S> GivenOrNull<T, S, marker::Null> for Null {
    fn into_nullable_value(self) -> Nullable<T> {
        Nullable::Null
    }
}

impl<T, S> GivenOrNull<T, S, marker::Nullable> for Nullable<T> {
    fn into_nullable_value(self) -> Nullable<T> {
        self
    }
}
