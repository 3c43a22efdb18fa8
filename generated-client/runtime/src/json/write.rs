//! Types that can be written as JSON.

use super::{Case, Visit, Writer, object::members_of};

/// A type that can be written as JSON text.
pub trait WriteJson {
    /// Writes the value. What cannot be written is kept as an error by the writer.
    ///
    /// The default writes the [`case`](Self::case) of a union, or an object of its [`members`](Self::members).
    fn write(&self, writer: &mut Writer) {
        if let Some((_, value)) = self.case() {
            return value.write(writer);
        }
        members_of(self, |table, values, rest| writer.object(table, values, rest));
    }

    /// Shows the members of an object, once; other values show nothing.
    ///
    /// Writing, `Debug` and `PartialEq` of a struct all stand on this one table. A derived trait costs a compiler as much
    /// as the table, each.
    #[doc(hidden)]
    fn members(&self, _visit: &mut dyn Visit) {}

    /// The case of a union: the name of the variant, and what it holds. Other values have none.
    #[doc(hidden)]
    fn case(&self) -> Option<Case<'_>> {
        None
    }

    /// Whether an optional member with this value is left out.
    fn is_absent(&self) -> bool {
        false
    }
}

/// JSON text that is known to be well-formed.
#[derive(Clone, Copy, Debug)]
pub struct RawJson<'json>(&'json [u8]);

impl<'json> RawJson<'json> {
    /// Takes the text as it is.
    #[must_use]
    pub fn new(json: &'json [u8]) -> Self {
        Self(json)
    }
}

impl WriteJson for RawJson<'_> {
    fn write(&self, writer: &mut Writer) {
        writer.raw(self.0);
    }
}
