//! Enums of several types.

/// Makes an enum of several types readable and writable. Each variant holds one value; the last one is
/// `Unknown(`[`Value`](crate::Value)`)`, which is not in the table, and takes what fits no case. `Debug` and `PartialEq` come
/// with it.
///
/// ```text
/// union! { Name { Variant: [kind | …, part, …], … } }
/// ```
///
/// Kinds are `null`, `boolean`, `integer`, `fraction`, `string`, `array` and `object`. The parts, each of them optional,
/// in this order:
///
/// | part | what it says |
/// | --- | --- |
/// | `required("a", "b")` | members that an object must have |
/// | `known("a", "b", "c")` | members that are described; the case that leaves the fewest others over is taken |
/// | `constants("kind" = "\"cat\"" \| "\"kitty\"", "v" = "1")` | members with fixed values, as JSON text |
/// | `within(["a", "kind"] = "\"cat\"" \| "\"kitty\"")` | members of members with listed values: others speak against the case |
/// | `closed` | an object has no other members |
/// | `texts("auto", "none")` | the texts that a string can be |
/// | `items([string])`, `items([object, required("a")])` | the shape of a list's items |
///
/// Behind the cases, `events { Variant: "name" | …, … }` says which case the data of a server-sent event is, by the event's
/// name; `_ => Variant,` in front of them says what events of other names are, and `..` leaves those to the shapes.
///
/// An integer goes to a case that takes no fractions before one that does, and never into a float that would round
/// it. What converts into a union is said by [`conversions!`](crate::conversions).
///
/// ```
/// use callwright_runtime::{Value, json, union};
///
/// /// A variable.
/// #[derive(Clone)]
/// #[non_exhaustive]
/// pub enum Variable {
///     /// Text.
///     Text(String),
///     /// A number.
///     Number(f64),
///     /// An integer.
///     Integer(i64),
///     /// Names.
///     Names(Vec<String>),
///     /// A value that the description does not have.
///     Unknown(Value),
/// }
///
/// union! { Variable {
///     Text: [string],
///     Number: [integer | fraction],
///     Integer: [integer],
///     Names: [array, items([string])],
/// } }
///
/// let read = |text: &str| json::from_slice::<Variable>(text.as_bytes()).unwrap();
/// assert_eq!(read("9007199254740993"), Variable::Integer(9_007_199_254_740_993));
/// assert_eq!(read("42.5"), Variable::Number(42.5));
/// assert_eq!(read("true"), Variable::Unknown(true.into()));
/// assert_eq!(read("[\"a\"]"), Variable::Names(vec!["a".into()]));
/// ```
#[macro_export]
macro_rules! union {
    ($name:ident {
        $($variant:ident: [$($kind:ident)|*
            $(, required($($required:literal),* $(,)?))?
            $(, known($($known:literal),* $(,)?))?
            $(, constants($($constant:literal = $literal:literal $(| $other:literal)*),* $(,)?))?
            $(, within($([$($step:literal),* $(,)?] = $listed:literal $(| $further:literal)*),* $(,)?))?
            $(, closed $(@ $never:tt)?)?
            $(, texts($($text:literal),* $(,)?))?
            $(, items($items:tt $(,)?))?
            $(,)?
        ]),* $(,)?
    } $(events $events:tt)?) => {
        impl $crate::Json for $name {
            #[inline]
            fn read(reader: &mut $crate::Reader<'_>) -> $crate::Read<Self> {
                static SHAPES: &[$crate::Shape] = &[$(
                    $crate::Shape::new(0 $(| $crate::kind::$kind)*)
                        $(.required(&[$($required),*]))?
                        $(.known(&[$($known),*]))?
                        $(.constants(&[$(($constant, &[$literal $(, $other)*])),*]))?
                        $(.within(&[$((&[$($step),*], &[$listed $(, $further)*])),*]))?
                        $(.closed() $(@ $never)?)?
                        $(.texts(&[$($text),*]))?
                        $(.items(&$crate::shape! $items))?
                ),*];
                $crate::read_union(
                    reader,
                    SHAPES,
                    &[$(|reader| $crate::read_case(reader, Self::$variant)),*],
                    Self::Unknown,
                )
            }

            #[inline]
            fn blank() -> Self {
                Self::Unknown($crate::Value::Null)
            }

            $($crate::by_event! { $events })?

            $crate::case! { $($variant)* }
        }

        $crate::union_traits! { $name }
    };
}

/// How a union is read from the data of a server-sent event, by the name of the event. Events of other names are none of
/// the cases; with `_ => Variant` in front, they are that one, and with `..` the data itself tells.
#[doc(hidden)]
#[macro_export]
macro_rules! by_event {
    ({ .. $($variant:ident: $event:literal $(| $other:literal)*),* $(,)? }) => {
        $crate::by_event! { [$($variant: $event $(| $other)*),*] |reader| <Self as $crate::Json>::read(reader) }
    };
    ({ _ => $rest:ident, $($variant:ident: $event:literal $(| $other:literal)*),* $(,)? }) => {
        $crate::by_event! { [$($variant: $event $(| $other)*),*] |reader| $crate::read_case(reader, Self::$rest) }
    };
    ({ $($variant:ident: $event:literal $(| $other:literal)*),* $(,)? }) => {
        $crate::by_event! { [$($variant: $event $(| $other)*),*] |reader| $crate::read_unknown(reader, Self::Unknown) }
    };
    ([$($variant:ident: $event:literal $(| $other:literal)*),*] |$reader:ident| $otherwise:expr) => {
        fn read_event(
            $reader: &mut $crate::Reader<'_>,
            event: $crate::Option<&str>,
        ) -> $crate::Read<Self> {
            match event {
                $($crate::Some($event $(| $other)*) => {
                    $crate::read_case($reader, Self::$variant)
                })*
                _ => $otherwise,
            }
        }

        fn event_is_text(event: $crate::Option<&str>) -> bool {
            match event {
                $($crate::Some($event $(| $other)*) => {
                    $crate::is_text_case(Self::$variant)
                })*
                _ => false,
            }
        }
    };
}

/// The variant that a union is, and what it holds.
#[doc(hidden)]
#[macro_export]
macro_rules! case {
    ($($variant:ident)*) => {
        #[inline]
        fn case(&self) -> $crate::Option<$crate::Case<'_>> {
            $crate::Some(match self {
                $(Self::$variant(value) => (::core::stringify!($variant), value),)*
                Self::Unknown(value) => ("Unknown", value),
            })
        }
    };
}

/// What the two kinds of unions have in common.
#[doc(hidden)]
#[macro_export]
macro_rules! union_traits {
    ($name:ident) => {
        impl $crate::Debug for $name {
            #[inline]
            fn fmt(&self, formatter: &mut $crate::Formatter<'_>) -> $crate::FmtResult {
                $crate::show_case(self, formatter)
            }
        }

        impl $crate::PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::is_same_case(self, other)
            }
        }

        $crate::serde_by_json! { $name }
    };
}

/// The shape of a list's items, as [`union!`](crate::union) writes it.
#[doc(hidden)]
#[macro_export]
macro_rules! shape {
    ($($kind:ident)|*
        $(, required($($required:literal),* $(,)?))?
        $(, known($($known:literal),* $(,)?))?
        $(, constants($($constant:literal = $literal:literal $(| $other:literal)*),* $(,)?))?
        $(, within($([$($step:literal),* $(,)?] = $listed:literal $(| $further:literal)*),* $(,)?))?
        $(, closed $(@ $never:tt)?)?
        $(, texts($($text:literal),* $(,)?))?
        $(, items($items:tt $(,)?))?
        $(,)?
    ) => {
        $crate::Shape::new(0 $(| $crate::kind::$kind)*)
            $(.required(&[$($required),*]))?
            $(.known(&[$($known),*]))?
            $(.constants(&[$(($constant, &[$literal $(, $other)*])),*]))?
            $(.within(&[$((&[$($step),*], &[$listed $(, $further)*])),*]))?
            $(.closed() $(@ $never)?)?
            $(.texts(&[$($text),*]))?
            $(.items(&$crate::shape! $items))?
    };
}

/// Makes an enum of objects that a member tells apart readable and writable. Each variant holds one value; the last one
/// is `Unknown(`[`Value`](crate::Value)`)`, which is not in the table, and takes objects with other tags or none.
///
/// ```text
/// tagged! { #[tag("tag")] Name { Variant: "value" | "other value", …, ..Variant } }
/// ```
///
/// The variant behind `..`, which may be left out, takes objects with other tags or none, and is written as it is. One that
/// has tags of its own takes them behind `_ =>`.
///
/// When a case is written that does not write the tag itself, the tag is added, with the first of its values.
///
/// ```
/// use callwright_runtime::{Value, json, object, tagged};
///
/// /// A cat.
/// #[non_exhaustive]
/// pub struct Cat {
///     /// How it says hello.
///     pub meow: String,
/// }
///
/// object! { Cat { meow } }
///
/// /// A pet.
/// #[derive(Clone)]
/// #[non_exhaustive]
/// pub enum Pet {
///     /// A cat.
///     Cat(Box<Cat>),
///     /// A value that the description does not have.
///     Unknown(Value),
/// }
///
/// tagged! { #[tag("kind")] Pet { Cat: "cat" | "kitty" } }
///
/// let cat: Pet = json::from_slice(br#"{"kind": "kitty", "meow": "purr"}"#).unwrap();
/// assert_eq!(cat, Pet::Cat(Box::new(Cat { meow: "purr".into() })));
/// assert_eq!(serde_json::to_string(&cat).unwrap(), r#"{"kind":"cat","meow":"purr"}"#);
/// ```
#[macro_export]
macro_rules! tagged {
    (
        #[tag($tag:literal)]
        $name:ident {
            $($variant:ident: $value:literal $(| $other:literal)*),* $(,)? $(..$rest:ident)? $(_ => $default:ident)?
        } $(events $events:tt)?
    ) => {
        impl $crate::Json for $name {
            #[inline]
            fn read(reader: &mut $crate::Reader<'_>) -> $crate::Read<Self> {
                match reader.tag($tag)?.as_deref() {
                    $($crate::Some($value $(| $other)*) => {
                        $crate::read_case(reader, Self::$variant)
                    })*
                    $(_ if $crate::is_object(reader) => {
                        $crate::read_case(reader, Self::$rest)
                    })?
                    $(_ if $crate::is_object(reader) => {
                        $crate::read_case(reader, Self::$default)
                    })?
                    _ => $crate::read_unknown(reader, Self::Unknown),
                }
            }

            #[inline]
            fn blank() -> Self {
                Self::Unknown($crate::Value::Null)
            }

            $($crate::by_event! { $events })?

            #[inline]
            fn put(&self, writer: &mut $crate::Writer) {
                match self {
                    $(Self::$variant(value) => writer.tagged($tag, $value, value),)*
                    $(Self::$rest(value) => $crate::Json::put(value, writer),)?
                    Self::Unknown(value) => $crate::Json::put(value, writer),
                }
            }

            $crate::case! { $($variant)* $($rest)? }
        }

        $crate::union_traits! { $name }
    };
}
