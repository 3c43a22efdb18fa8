//! Types whose values are read from JSON and written as it.
//!
//! One trait for both ways, because an `impl` and each function in it cost a compiler more than what stands in them, and a
//! client has a thousand types.

use std::fmt;

use super::{
    Access, Case, DecodeError, Empty, Reader, Writer,
    access::{blank_by_access, is_object, is_text},
    fill::{fill_blank, read_blank},
};

/// What reading gives.
pub type Read<T> = Result<T, DecodeError>;

/// A type whose values are read from JSON text and written as it. Made by the macros of this crate; what they expand to is
/// small, so it is cheap to compile. By hand, it takes three functions:
///
/// ```
/// use callwright_runtime::{DecodeError, Json, json::{self, Reader, Writer}};
///
/// /// Whether it is so, which goes over the wire as `"yes"` or `"no"`.
/// #[derive(Clone, Debug, PartialEq)]
/// struct Answer(bool);
///
/// impl Json for Answer {
///     fn blank() -> Self {
///         Self(false)
///     }
///
///     fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
///         String::read(reader).map(|text| Self(text == "yes"))
///     }
///
///     fn put(&self, writer: &mut Writer) {
///         writer.text(if self.0 { "yes" } else { "no" });
///     }
/// }
///
/// let answers: Vec<Answer> = json::from_slice(br#"["yes", "no"]"#).unwrap();
/// assert_eq!(answers, [Answer(true), Answer(false)]);
/// assert_eq!(json::to_vec(&answers).unwrap(), br#"["yes","no"]"#);
/// ```
pub trait Json: Clone + fmt::Debug + PartialEq + 'static {
    /// Whether a value is read by itself and then put into its place: what is small is read faster that way. Others are
    /// read into a [`blank`](Self::blank) that is there already.
    #[doc(hidden)]
    const IS_SMALL: bool = false;

    /// Whether values are floating-point numbers; lists of those also come packed, see [`of_float`](Self::of_float).
    #[doc(hidden)]
    const IS_FLOAT: bool = false;

    /// Gives access to the members of an object or the text of an enum; other values have none.
    ///
    /// Reading, writing, `Clone`, `Debug` and `PartialEq` all stand on this one function.
    #[doc(hidden)]
    fn access(_access: Access<'_, Self>) {}

    /// The case of a union: the name of the variant, and what it holds. Other values have none.
    #[doc(hidden)]
    fn case(&self) -> Option<Case<'_>> {
        None
    }

    /// What stands in the place of a value until it comes: something cheap, that nobody gets to see.
    ///
    /// One value that is filled costs a compiler far less than a variable for each of its members.
    #[must_use]
    fn blank() -> Self {
        blank_by_access()
    }

    /// Reads a value, and nothing behind it.
    ///
    /// The default fills a [`blank`](Self::blank).
    ///
    /// # Errors
    ///
    /// The text is malformed, or not of this type.
    fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        read_blank(reader)
    }

    /// Reads a value into the place of another one, which is replaced.
    ///
    /// Members, items and what stands behind a box are read where they will stay. Given from function to function, a large
    /// value would be on the stack several times for each level of nesting, all of them at once without optimisation.
    ///
    /// # Errors
    ///
    /// Those of [`read`](Self::read). What is in the place then is of no use.
    #[doc(hidden)]
    fn read_into(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        if !Self::IS_SMALL {
            *self = Self::blank();
        }
        self.fill_blank(reader)
    }

    /// The same for a place that is [`blank`](Self::blank).
    ///
    /// # Errors
    ///
    /// Those of [`read`](Self::read).
    #[doc(hidden)]
    fn fill_blank(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        fill_blank(self, reader)
    }

    /// Reads what the data of a server-sent event says, where the name of the event tells what that is.
    ///
    /// # Errors
    ///
    /// The text is malformed, or not of this type.
    #[doc(hidden)]
    fn read_event(reader: &mut Reader<'_>, _event: Option<&str>) -> Result<Self, DecodeError> {
        Self::read(reader)
    }

    /// Writes the value. What cannot be written is kept as an error by the writer.
    ///
    /// The default writes the [`case`](Self::case) of a union, or what [`access`](Self::access) shows.
    fn put(&self, writer: &mut Writer) {
        match self.case() {
            Some((_, value)) => value.write(writer),
            None => Self::access(Access::Look(self, writer)),
        }
    }

    /// Whether an optional member with this value is left out.
    fn is_left_out(&self) -> bool {
        false
    }

    /// Whether every value is a text, so that a text that is not written as JSON can be one, too.
    #[doc(hidden)]
    #[must_use]
    fn is_text() -> bool {
        is_text::<Self>()
    }

    /// Whether the data of an event of this name is always a text.
    #[doc(hidden)]
    #[must_use]
    fn event_is_text(_event: Option<&str>) -> bool {
        Self::is_text()
    }

    /// What can stand in for a value that is null or missing.
    #[doc(hidden)]
    #[must_use]
    fn empty() -> Empty {
        if is_object::<Self>() { Empty::Object } else { Empty::Nothing }
    }

    /// The value of a number out of a packed list; `None` for all types but floating-point numbers.
    #[doc(hidden)]
    #[must_use]
    fn of_float(_number: f32) -> Option<Self> {
        None
    }
}

/// [`Json`] by the name of the half that an answer needs: bounds of generic code say `T: ReadJson`.
pub trait ReadJson: Json {}

impl<T: Json> ReadJson for T {}

/// [`Json::blank`], for builders: their type says what has been set since.
#[doc(hidden)]
#[must_use]
pub fn blank<T: Json>() -> T {
    T::blank()
}
