//! The texts that a run reads.

use std::sync::Arc;

use crate::diag::FileId;

/// A file as the caller read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The display path: relative, with `/`.
    pub name: String,
    /// The bytes.
    pub text: Arc<[u8]>,
}

impl Source {
    /// A file with this display path.
    #[must_use]
    pub fn new(name: impl Into<String>, text: impl Into<Arc<[u8]>>) -> Self {
        Self { name: name.into(), text: text.into() }
    }

    /// Whether the name ends with one of these, in any case.
    pub(super) fn has_extension(&self, extensions: &[&str]) -> bool {
        let file = self.name.rsplit('/').next().unwrap_or_default();
        let extension = file.rsplit_once('.').map_or("", |(_, extension)| extension);
        extensions.iter().any(|known| extension.eq_ignore_ascii_case(known))
    }
}

/// A text that diagnostics point into: a whole file, or the block of a documentation page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// The display path of the file.
    pub name: String,
    /// The text, without a byte order mark.
    pub text: Arc<str>,
    /// How many lines of the file stand before the text.
    pub first_line: usize,
    /// How many columns of the file stand before each line of the text.
    pub indent: usize,
}

/// All texts of a run.
#[derive(Clone, Debug, Default)]
pub struct Files {
    files: Vec<File>,
}

impl Files {
    /// The file with this number, if the number came from here.
    #[must_use]
    pub fn get(&self, file: FileId) -> Option<&File> {
        self.files.get(file.0)
    }

    /// All files in the order in which they were read.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &File)> {
        self.files.iter().enumerate().map(|(index, file)| (FileId(index), file))
    }

    /// The texts that were read so far.
    #[must_use]
    pub fn texts(&self) -> Vec<(FileId, Arc<str>)> {
        self.iter().map(|(id, file)| (id, Arc::clone(&file.text))).collect()
    }

    /// Adds a text that does not belong to a description, for findings about it.
    pub fn add_settings(&mut self, settings: &Source) -> FileId {
        self.add(settings, String::from_utf8_lossy(&settings.text).into(), 0, 0)
    }

    pub(super) fn add(
        &mut self,
        source: &Source,
        text: Arc<str>,
        first_line: usize,
        indent: usize,
    ) -> FileId {
        self.files.push(File { name: source.name.clone(), text, first_line, indent });
        FileId(self.files.len() - 1)
    }
}
