//! Types that can be written as JSON.

use super::{Access, Json, Visit, Writer};

/// A value that can be written as JSON text: that of any [`Json`] type, and what is only borrowed.
pub trait WriteJson {
    /// Writes the value. What cannot be written is kept as an error by the writer.
    fn write(&self, writer: &mut Writer);

    /// Whether an optional member with this value is left out.
    fn is_absent(&self) -> bool {
        false
    }

    /// Shows the members of an object or the text of an enum; other values show nothing.
    #[doc(hidden)]
    fn look(&self, _visit: &mut dyn Visit) {}
}

impl<T: Json> WriteJson for T {
    fn write(&self, writer: &mut Writer) {
        self.put(writer);
    }

    fn is_absent(&self) -> bool {
        self.is_left_out()
    }

    fn look(&self, visit: &mut dyn Visit) {
        T::access(Access::Look(self, visit));
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
