//! Places in input files.

use std::ops::Range;

use super::Pointer;

/// One of the texts that the run reads; the files are kept by `load`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub usize);

/// A place in an input file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// A JSON pointer into the file as it was read.
    pub pointer: Pointer,
    /// The bytes of the file's text, where they are known better than the pointer says.
    pub range: Option<Range<usize>>,
}

impl Place {
    /// What a pointer names in a file.
    #[must_use]
    pub fn new(file: FileId, pointer: Pointer) -> Self {
        Self { file, pointer, range: None }
    }

    /// Some bytes of a file.
    #[must_use]
    pub fn bytes(file: FileId, range: Range<usize>) -> Self {
        Self { file, pointer: Pointer::root(), range: Some(range) }
    }

    /// The same place with the bytes that it takes.
    #[must_use]
    pub fn with_range(mut self, range: Range<usize>) -> Self {
        self.range = Some(range);
        self
    }
}
