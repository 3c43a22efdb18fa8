//! Types that can be read from JSON.

use super::{DecodeError, Name, Reader};

/// What reading gives.
pub type Read<T> = Result<T, DecodeError>;

/// A type that can be read from JSON text. Made by the macros of this crate; what they expand to is small, so it is cheap
/// to compile.
pub trait ReadJson: Sized {
    /// The members of an object, in the order of the struct's fields; other values have none.
    #[doc(hidden)]
    const NAMES: &'static [Name] = &[];

    /// Reads a value, and nothing behind it.
    ///
    /// # Errors
    ///
    /// The text is malformed, or not of this type.
    fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError>;

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
