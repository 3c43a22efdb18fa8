//! How a document is read: how deep, with how much memory, and what may stand in for what is missing.
//!
//! Must never know: a reader.

use super::DecodeError;

/// How deep lists and objects may be nested, when read and when written.
pub const MAX_DEPTH: usize = 128;

/// How much memory the values of a response may take, unless somebody says otherwise: eight times the largest response, so that
/// both and what is on the way between them stay below ten times. `--bench large` measures it.
pub const MAX_VALUE_SIZE: u64 = 512 * 1024 * 1024;

/// How a document is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reading {
    /// What may stand in for what is null or missing.
    pub(crate) lenience: Lenience,
    /// How many bytes of memory the values may take.
    pub(crate) max_value_size: u64,
}

impl Reading {
    /// A reading that takes more, where this error may be one of those that it takes.
    pub(crate) fn leniently(self, error: &DecodeError) -> Option<Self> {
        let may_help = self.lenience == Lenience::Containers && !error.is_too_large();
        may_help.then_some(Self { lenience: Lenience::All, ..self })
    }
}

impl Default for Reading {
    fn default() -> Self {
        Self { lenience: Lenience::default(), max_value_size: MAX_VALUE_SIZE }
    }
}

/// What can stand in for a value of a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Empty {
    /// Nothing.
    Nothing,
    /// A list or a map without anything in it, as JSON text.
    Container(&'static str),
    /// A text, a number or a boolean, as JSON text.
    Scalar(&'static str),
    /// An object of which each member is made up.
    Object,
}

/// How much stands in for what is null or missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lenience {
    /// Nothing.
    Exact,
    /// Empty lists and maps.
    #[default]
    Containers,
    /// Everything that can be made up.
    All,
}

impl Lenience {
    /// The text that stands in, where this reading allows one.
    pub(super) fn text(self, empty: Empty) -> Option<&'static str> {
        match (self, empty) {
            (Self::Containers | Self::All, Empty::Container(text)) | (Self::All, Empty::Scalar(text)) => {
                Some(text)
            }
            (Self::All, Empty::Object) => Some("{}"),
            _ => None,
        }
    }
}
