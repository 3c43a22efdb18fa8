//! Enums of fixed values, open to values that the description does not list.

/// Makes an enum of texts readable and writable. Its last variant is `Unknown(String)`, which is not in the table.
///
/// ```text
/// text_enum! { Name { Variant: "wire text", … } }
/// ```
///
/// A variant without a text has that of its own name.
///
/// It gives `as_str`, `VALUES`, `Clone`, `Display`, `Debug`, `FromStr`, `From` of whatever is a text (`&str`, `String`,
/// `Cow<str>`, …), equality, `Hash`, JSON and serde. A text that is not listed is kept and sent as it is.
///
/// ```
/// use callwright_runtime::{json, text_enum};
///
/// /// A model.
/// #[non_exhaustive]
/// pub enum Llm {
///     /// `gpt-4o`
///     Gpt4o,
///     /// `Custom`
///     Custom,
///     /// A value that the description does not list.
///     Unknown(String),
/// }
///
/// text_enum! { Llm { Gpt4o: "gpt-4o", Custom } }
///
/// assert_eq!(Llm::from("gpt-4o"), Llm::Gpt4o);
/// assert_eq!(Llm::from("Custom"), Llm::Custom);
/// assert_eq!(Llm::from(&String::from("Custom")), Llm::Custom);
/// assert_eq!(Llm::from(std::borrow::Cow::from("gpt-4o")), Llm::Gpt4o);
/// assert_eq!(json::from_slice::<Llm>(br#""gpt-9""#).unwrap().to_string(), "gpt-9");
/// assert_eq!(Llm::VALUES, ["gpt-4o", "Custom"]);
/// ```
#[macro_export]
macro_rules! text_enum {
    ($name:ident { $($variant:ident: $wire:expr),* $(,)? }) => {
        impl $name {
            /// The texts that the description lists.
            pub const VALUES: &'static [&'static str] = &[$($wire),*];

            /// The text on the wire.
            #[must_use]
            #[inline]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $wire,)*
                    Self::Unknown(text) => text,
                }
            }
        }

        impl<_T: $crate::EnumText> $crate::From<_T> for $name {
            #[inline]
            fn from(text: _T) -> Self {
                $crate::text_enum(text.enum_text(), Self::VALUES, [$(Self::$variant),*], Self::Unknown)
            }
        }

        // By its text: a match over the variants costs a compiler an arm each.
        impl $crate::Clone for $name {
            #[inline]
            fn clone(&self) -> Self {
                Self::from(self.as_str())
            }
        }

        impl $crate::FromStr for $name {
            type Err = $crate::Infallible;

            // Not `Self::Err`, which a variant may be.
            #[inline]
            fn from_str(text: &str) -> $crate::Result<Self, $crate::Infallible> {
                $crate::Ok(text.into())
            }
        }

        impl $crate::Display for $name {
            #[inline]
            fn fmt(&self, formatter: &mut $crate::Formatter<'_>) -> $crate::FmtResult {
                formatter.pad(self.as_str())
            }
        }

        impl $crate::Debug for $name {
            #[inline]
            fn fmt(&self, formatter: &mut $crate::Formatter<'_>) -> $crate::FmtResult {
                $crate::show_text::<Self>(self.as_str(), formatter)
            }
        }

        impl $crate::PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                self.as_str() == other.as_str()
            }
        }

        impl $crate::Eq for $name {}

        impl $crate::Hash for $name {
            fn hash<H: $crate::Hasher>(&self, state: &mut H) {
                $crate::Hash::hash(self.as_str(), state);
            }
        }

        impl $crate::Json for $name {
            #[inline]
            fn access(access: $crate::Access<'_, Self>) {
                access.text(Self::VALUES, Self::as_str);
            }
        }

        $crate::serde_by_json! { $name }
    };
    ($name:ident { $($variant:ident $(: $wire:literal)?),* $(,)? }) => {
        $crate::text_enum! { $name { $($variant: $crate::name!($variant $($wire)?)),* } }
    };
}

/// Makes an enum of whole numbers readable and writable. Its last variant is `Unknown(i64)`, which is not in the table.
///
/// ```text
/// integer_enum! { Name { Variant: 1, … } }
/// ```
///
/// ```
/// use callwright_runtime::{integer_enum, json};
///
/// /// A level.
/// #[derive(Clone, Debug, PartialEq, Eq, Hash)]
/// #[non_exhaustive]
/// pub enum Level {
///     /// `1`
///     One,
///     /// `-1`
///     Minus,
///     /// A value that the description does not list.
///     Unknown(i64),
/// }
///
/// integer_enum! { Level { One: 1, Minus: -1 } }
///
/// assert_eq!(json::from_slice::<Vec<Level>>(b"[1, -1, 7]").unwrap(), [Level::One, Level::Minus, Level::Unknown(7)]);
/// assert_eq!(Level::Minus.as_i64(), -1);
/// ```
#[macro_export]
macro_rules! integer_enum {
    ($name:ident { $($variant:ident: $wire:literal),* $(,)? }) => {
        impl $name {
            /// The numbers that the description lists.
            pub const VALUES: &'static [i64] = &[$($wire),*];

            /// The number on the wire.
            #[must_use]
            #[inline]
            pub fn as_i64(&self) -> i64 {
                match self {
                    $(Self::$variant => $wire,)*
                    Self::Unknown(number) => *number,
                }
            }

            /// Whether the description lists this value.
            #[must_use]
            #[inline]
            pub fn is_known(&self) -> bool {
                !::core::matches!(self, Self::Unknown(_))
            }
        }

        impl $crate::From<i64> for $name {
            #[inline]
            fn from(number: i64) -> Self {
                match number {
                    $($wire => Self::$variant,)*
                    _ => Self::Unknown(number),
                }
            }
        }

        impl $crate::From<$name> for i64 {
            #[inline]
            fn from(value: $name) -> Self {
                value.as_i64()
            }
        }

        impl $crate::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut $crate::Formatter<'_>) -> $crate::FmtResult {
                $crate::Display::fmt(&self.as_i64(), f)
            }
        }

        impl $crate::Json for $name {
            #[inline]
            fn read(reader: &mut $crate::Reader<'_>) -> $crate::Read<Self> {
                let value = <i64 as $crate::Json>::read(reader).map(Self::from);
                if ::core::matches!(value, $crate::Ok(Self::Unknown(_))) {
                    reader.note_unlisted();
                }
                value
            }

            #[inline]
            fn blank() -> Self {
                Self::Unknown(0)
            }

            #[inline]
            fn put(&self, writer: &mut $crate::Writer) {
                writer.integer(self.as_i64());
            }
        }

        $crate::serde_by_json! { $name }
    };
}

/// Makes an enum of values of several kinds readable and writable. Its last variant is
/// `Unknown(`[`Value`](crate::Value)`)`, which is not in the table.
///
/// ```text
/// value_enum! { Name { Variant: "JSON text", … } }
/// ```
///
/// ```
/// use callwright_runtime::{Value, json, value_enum};
///
/// /// On, off, or automatic.
/// #[derive(Clone, Debug, PartialEq)]
/// #[non_exhaustive]
/// pub enum Mode {
///     /// `true`
///     On,
///     /// `"auto"`
///     Auto,
///     /// A value that the description does not list.
///     Unknown(Value),
/// }
///
/// value_enum! { Mode { On: "true", Auto: "\"auto\"" } }
///
/// let modes: Vec<Mode> = json::from_slice(br#"[true, "auto", 3]"#).unwrap();
/// assert_eq!(modes, [Mode::On, Mode::Auto, Mode::Unknown(3.into())]);
/// ```
#[macro_export]
macro_rules! value_enum {
    ($name:ident { $($variant:ident: $wire:literal),* $(,)? }) => {
        impl $name {
            /// The value on the wire.
            #[must_use]
            #[inline]
            pub fn to_value(&self) -> $crate::Value {
                match self {
                    $(Self::$variant => $crate::value_of($wire),)*
                    Self::Unknown(value) => $crate::Clone::clone(value),
                }
            }

            /// Whether the description lists this value.
            #[must_use]
            #[inline]
            pub fn is_known(&self) -> bool {
                !::core::matches!(self, Self::Unknown(_))
            }
        }

        impl $crate::From<$crate::Value> for $name {
            #[inline]
            fn from(value: $crate::Value) -> Self {
                let mut known = [$(Self::$variant),*].into_iter();
                match $crate::place_of(&value, &[$($wire),*]).and_then(|place| known.nth(place)) {
                    $crate::Some(known) => known,
                    $crate::None => Self::Unknown(value),
                }
            }
        }

        impl $crate::From<$name> for $crate::Value {
            #[inline]
            fn from(value: $name) -> Self {
                value.to_value()
            }
        }

        impl $crate::Json for $name {
            #[inline]
            fn read(reader: &mut $crate::Reader<'_>) -> $crate::Read<Self> {
                let value = <$crate::Value as $crate::Json>::read(reader).map(Self::from);
                if ::core::matches!(value, $crate::Ok(Self::Unknown(_))) {
                    reader.note_unlisted();
                }
                value
            }

            #[inline]
            fn blank() -> Self {
                Self::Unknown($crate::Value::Null)
            }

            #[inline]
            fn put(&self, writer: &mut $crate::Writer) {
                match self {
                    $(Self::$variant => writer.raw($wire.as_bytes()),)*
                    Self::Unknown(value) => $crate::Json::put(value, writer),
                }
            }
        }

        $crate::serde_by_json! { $name }
    };
}
