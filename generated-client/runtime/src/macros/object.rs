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
/// An object of more than 32 fields says so by `#[large]`, in front of the rest: to a compiler, all of its fields cost more.
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
    // Both forms write all of it out: a macro that gets the fields from another one costs a compiler 10 kB a type.
    (
        $(#[null($($null:literal),+ $(,)?)])?
        $(#[names($($wire:expr),+)])?
        $name:ident { $($field:ident),* $(,)? $(..$rest:ident)? }
    ) => {
        impl $crate::Json for $name {
            #[inline]
            fn access(access: $crate::Access<'_, Self>) {
                let table = $crate::Table::new(::core::stringify!($($field)*))
                    $(.names(&[$($wire),+]))?
                    $(.nulls(&[$($null),+]))?;
                match access {
                    $crate::Look(value, visit) => $crate::look(
                        visit,
                        table,
                        ($(&value.$field,)*),
                        $crate::None$(.or($crate::Some(&value.$rest)))?,
                    ),
                    $crate::Change(value, change) => $crate::change(
                        change,
                        table,
                        ($(&mut value.$field,)*),
                        $crate::None$(.or($crate::Some(&mut value.$rest)))?,
                    ),
                    _ => {}
                }
            }

            #[inline]
            fn blank() -> Self {
                Self {
                    $($field: $crate::blank(),)*
                    $($rest: $crate::blank(),)?
                }
            }
        }

        $crate::object_traits! { $name }
    };
    (
        #[large]
        $(#[null($($null:literal),+ $(,)?)])?
        $(#[names($($wire:expr),+)])?
        $name:ident { $($field:ident),* $(,)? $(..$rest:ident)? }
    ) => {
        impl $crate::Json for $name {
            #[inline]
            fn access(access: $crate::Access<'_, Self>) {
                let table = $crate::Table::new(::core::stringify!($($field)*))
                    $(.names(&[$($wire),+]))?
                    $(.nulls(&[$($null),+]))?;
                match access {
                    $crate::Look(value, visit) => visit.members(
                        table,
                        &[$(&value.$field),*],
                        $crate::None$(.or($crate::Some(&value.$rest)))?,
                    ),
                    $crate::Change(value, change) => change.fields(
                        table,
                        &mut [$(&mut value.$field),*],
                        $crate::None$(.or($crate::Some(&mut value.$rest)))?,
                    ),
                    _ => {}
                }
            }

            #[inline]
            fn blank() -> Self {
                Self {
                    $($field: $crate::blank(),)*
                    $($rest: $crate::blank(),)?
                }
            }
        }

        $crate::object_traits! { $name }
    };
    (
        $(#[null($($null:literal),+ $(,)?)])?
        $name:ident { $($field:ident $(: $wire:literal)?),* $(,)? $(..$rest:ident)? }
    ) => {
        $crate::object! {
            $(#[null($($null),+)])?
            #[names($($crate::name!($field $($wire)?)),*)]
            $name { $($field,)* $(..$rest)? }
        }
    };
    (
        #[large]
        $(#[null($($null:literal),+ $(,)?)])?
        $name:ident { $($field:ident $(: $wire:literal)?),* $(,)? $(..$rest:ident)? }
    ) => {
        $crate::object! {
            #[large]
            $(#[null($($null),+)])?
            #[names($($crate::name!($field $($wire)?)),*)]
            $name { $($field,)* $(..$rest)? }
        }
    };
}

/// What a struct gets from its table.
#[doc(hidden)]
#[macro_export]
macro_rules! object_traits {
    ($name:ident) => {
        impl $crate::Clone for $name {
            #[inline]
            fn clone(&self) -> Self {
                $crate::copy(self)
            }
        }

        impl $crate::Debug for $name {
            #[inline]
            fn fmt(&self, formatter: &mut $crate::Formatter<'_>) -> $crate::FmtResult {
                $crate::show(self, formatter)
            }
        }

        impl $crate::PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::is_same(self, other)
            }
        }

        $crate::serde_by_json! { $name }
    };
}

/// The wire name of a member or a variant: what is said behind its own name, or that.
#[doc(hidden)]
#[macro_export]
macro_rules! name {
    ($name:ident) => {
        ::core::stringify!($name)
    };
    ($name:ident $wire:literal) => {
        $wire
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
        impl $crate::From<$type> for $name {
            #[inline]
            fn from(value: $type) -> Self {
                Self(value)
            }
        }

        impl $crate::From<$name> for $type {
            #[inline]
            fn from(value: $name) -> Self {
                value.0
            }
        }

        impl $crate::Deref for $name {
            type Target = $type;

            #[inline]
            fn deref(&self) -> &Self::Target {
                &self.0
            }
        }

        impl $crate::DerefMut for $name {
            #[inline]
            fn deref_mut(&mut self) -> &mut Self::Target {
                &mut self.0
            }
        }

        impl $crate::Json for $name {
            #[inline]
            fn blank() -> Self {
                Self($crate::Json::blank())
            }

            #[inline]
            fn read(reader: &mut $crate::Reader<'_>) -> $crate::Read<Self> {
                $crate::Json::read(reader).map(Self)
            }

            #[inline]
            fn put(&self, writer: &mut $crate::Writer) {
                $crate::Json::put(&self.0, writer);
            }

            #[inline]
            fn empty() -> $crate::Empty {
                <$type as $crate::Json>::empty()
            }
        }

        $crate::serde_by_json! { $name }
    };
}
