//! Structs.

/// Makes a struct readable and writable as a JSON object, by a table of its members; `Clone`, `Debug` and `PartialEq` come
/// with it.
///
/// ```text
/// object! { #[null("wire name", …)] Name { field, field: "wire name", …, ..rest } }
/// ```
///
/// A field without a wire name has that of its own.
///
/// Whether a member may be missing is in the type of its field:
///
/// | type of the field | read | written |
/// | --- | --- | --- |
/// | `T` | an error if absent | always |
/// | `Option<T>` | `None` if absent or null | unless `None` |
/// | `Option<T>`, listed in `null` | `None` if null or absent | always, `None` as null |
/// | [`Nullable<T>`](crate::Nullable) | three states | unless absent |
///
/// The field behind `..` is one that keeps the members that the table does not name: a `BTreeMap<String, T>` or an
/// [`Object`](crate::Object). Without it they are skipped. When it is written, members that the table names are left out.
///
/// ```
/// use callwright_runtime::{Nullable, Object, json, object};
///
/// /// A user.
/// #[non_exhaustive]
/// pub struct User {
///     /// The identifier.
///     pub id: i64,
///     /// The name.
///     pub r#type: Option<String>,
///     /// A note.
///     pub note: Nullable<String>,
///     /// What else there is.
///     pub extra: Object,
/// }
///
/// object! { User { id, r#type: "type", note, ..extra } }
///
/// let user: User = json::from_slice(br#"{"note": null, "id": 7, "age": 42}"#).unwrap();
/// assert_eq!((user.id, user.r#type.as_ref(), user.note.is_null()), (7, None, true));
/// assert_eq!(serde_json::to_string(&user).unwrap(), r#"{"id":7,"note":null,"age":42}"#);
/// ```
#[macro_export]
macro_rules! object {
    (
        $(#[null($($null:literal),+ $(,)?)])?
        $name:ident { $($field:ident $(: $wire:literal)?),* $(,)? $(..$rest:ident)? }
    ) => {
        impl $crate::private::ReadJson for $name {
            const NAMES: &'static [&'static str] = $crate::names!($($field $(: $wire)?),*);
            $(const NULLS: &'static [&'static str] = &[$($null),+];)?

            #[inline]
            fn fields(&mut self, change: &mut dyn $crate::private::Change) {
                change.change(
                    Self::TABLE,
                    &mut [$(&mut self.$field),*],
                    ::core::option::Option::None$(.or(::core::option::Option::Some(&mut self.$rest)))?,
                );
            }

            #[inline]
            fn blank() -> Self {
                Self {
                    $($field: $crate::private::ReadJson::blank(),)*
                    $($rest: $crate::private::ReadJson::blank(),)?
                }
            }
        }

        impl $crate::private::WriteJson for $name {
            #[inline]
            fn members(&self, visit: &mut dyn $crate::private::Visit) {
                visit.visit(
                    <Self as $crate::private::ReadJson>::TABLE,
                    &[$(&self.$field),*],
                    ::core::option::Option::None$(.or(::core::option::Option::Some(&self.$rest)))?,
                );
            }
        }

        impl ::core::clone::Clone for $name {
            #[inline]
            fn clone(&self) -> Self {
                $crate::private::copy(self)
            }
        }

        impl ::core::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::private::show(self, formatter)
            }
        }

        impl ::core::cmp::PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::private::is_same(self, other)
            }
        }

        $crate::serde_by_json! { $name }
    };
}

/// The wire names of a table: most tables have only one way to say them, which costs a compiler less.
#[doc(hidden)]
#[macro_export]
macro_rules! names {
    (@one $name:ident) => {
        ::core::stringify!($name)
    };
    (@one $name:ident $wire:literal) => {
        $wire
    };
    ($($name:ident),*) => {
        &[$(::core::stringify!($name)),*]
    };
    ($($name:ident: $wire:literal),*) => {
        &[$($wire),*]
    };
    ($($name:ident $(: $wire:literal)?),*) => {
        &[$($crate::private::last(&[::core::stringify!($name) $(, $wire)?])),*]
    };
}

/// Makes a struct around one value read and written as that value.
///
/// ```text
/// newtype! { Name(Type) }
/// ```
///
/// ```
/// use callwright_runtime::{json, newtype};
///
/// /// A tree.
/// #[derive(Clone, Debug, PartialEq)]
/// pub struct Tree(pub Vec<Tree>);
///
/// newtype! { Tree(Vec<Tree>) }
///
/// let tree: Tree = json::from_slice(b"[[], [[]]]").unwrap();
/// assert_eq!(tree.len(), 2);
/// assert_eq!(serde_json::to_string(&tree).unwrap(), "[[],[[]]]");
/// ```
#[macro_export]
macro_rules! newtype {
    ($name:ident($type:ty)) => {
        impl ::core::convert::From<$type> for $name {
            #[inline]
            fn from(value: $type) -> Self {
                Self(value)
            }
        }

        impl ::core::convert::From<$name> for $type {
            #[inline]
            fn from(value: $name) -> Self {
                value.0
            }
        }

        impl ::core::ops::Deref for $name {
            type Target = $type;

            #[inline]
            fn deref(&self) -> &Self::Target {
                &self.0
            }
        }

        impl ::core::ops::DerefMut for $name {
            #[inline]
            fn deref_mut(&mut self) -> &mut Self::Target {
                &mut self.0
            }
        }

        impl $crate::private::ReadJson for $name {
            const EMPTY: $crate::private::Empty = <$type as $crate::private::ReadJson>::EMPTY;

            #[inline]
            fn read(reader: &mut $crate::private::Reader<'_>) -> $crate::private::Read<Self> {
                $crate::private::ReadJson::read(reader).map(Self)
            }

            #[inline]
            fn blank() -> Self {
                Self($crate::private::ReadJson::blank())
            }
        }

        impl $crate::private::WriteJson for $name {
            #[inline]
            fn write(&self, writer: &mut $crate::private::Writer) {
                $crate::private::WriteJson::write(&self.0, writer);
            }
        }

        $crate::serde_by_json! { $name }
    };
}
