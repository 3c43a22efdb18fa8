//! Types that can be read from JSON.

use super::{DecodeError, Reader};

/// A type that can be read from JSON text. Made by the macros of this crate; every implementation is one function, so it
/// is cheap to compile.
pub trait ReadJson: Sized {
    /// Reads a value, and nothing behind it.
    ///
    /// # Errors
    ///
    /// The text is malformed, or not of this type.
    fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError>;
}
