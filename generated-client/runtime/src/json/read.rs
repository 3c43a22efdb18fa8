//! Types that can be read from JSON.

use super::{
    Change, DecodeError, Empty, Reader, Table,
    object::{fill_blank, read_object},
};

/// What reading gives.
pub type Read<T> = Result<T, DecodeError>;

/// A type that can be read from JSON text. Made by the macros of this crate; what they expand to is small, so it is cheap
/// to compile.
pub trait ReadJson: Sized {
    /// The names of an object's members, in the order of the struct's fields; other values have none.
    #[doc(hidden)]
    const NAMES: &'static [&'static str] = &[];

    /// The names of the members that are written as null where they are absent.
    #[doc(hidden)]
    const NULLS: &'static [&'static str] = &[];

    /// Both.
    #[doc(hidden)]
    const TABLE: Table = Table { names: Self::NAMES, nulls: Self::NULLS };

    /// Whether every value is a text, so that a text that is not written as JSON can be one, too.
    #[doc(hidden)]
    const IS_TEXT: bool = false;

    /// What can stand in for a value that is null or missing.
    #[doc(hidden)]
    const EMPTY: Empty = if Self::NAMES.is_empty() { Empty::Nothing } else { Empty::Object };

    /// Whether values are floating-point numbers; lists of those also come packed, see [`of_float`](Self::of_float).
    #[doc(hidden)]
    const IS_FLOAT: bool = false;

    /// The value of a number out of a packed list; `None` for all types but floating-point numbers.
    #[doc(hidden)]
    #[must_use]
    fn of_float(_number: f32) -> Option<Self> {
        None
    }

    /// Reads a value, and nothing behind it.
    ///
    /// The default reads an object into its [`fields`](Self::fields).
    ///
    /// # Errors
    ///
    /// The text is malformed, or not of this type.
    fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        read_object(reader)
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

    /// Whether the data of an event of this name is always a text.
    #[doc(hidden)]
    #[must_use]
    fn event_is_text(_event: Option<&str>) -> bool {
        Self::IS_TEXT
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
        if !Self::NAMES.is_empty() {
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

    /// Gives away the fields of a struct to be changed, once; other values have none.
    ///
    /// Reading and `Clone` of a struct stand on this one table.
    #[doc(hidden)]
    fn fields(&mut self, _change: &mut dyn Change) {}

    /// What stands in the place of a value until it comes: something cheap, that nobody gets to see.
    ///
    /// One value that is filled costs a compiler far less than a variable for each of its members.
    #[doc(hidden)]
    fn blank() -> Self;
}

/// [`ReadJson::blank`], for builders: their type says what has been set since.
#[doc(hidden)]
#[must_use]
pub fn blank<T: ReadJson>() -> T {
    T::blank()
}
