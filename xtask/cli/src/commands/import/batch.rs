//! What an import changes in a folder.
//!
//! In: descriptions with their origins, and the folder. Out: its files, all of them or none, and a line for each.
//! Must never know: how descriptions are read.

use std::collections::BTreeMap;

use camino::{Utf8Path, Utf8PathBuf};
use codegen::diag::visible_line;
use codegen::load::digest;

use super::Document;
use super::follow::Part;
use super::given::Came;
use crate::failure::Failure;
use crate::project::Project;
use crate::reading::{LARGEST_OWN, read_if_there};
use crate::record::{self, Entry, Origin, RECORD, Record};
use crate::staging::{self, Changes};

/// The changes of a folder, before anything is written.
#[derive(Debug)]
pub(in crate::commands) struct Batch {
    pub(super) into: Utf8PathBuf,
    record: Record,
    /// The files as they should be; nothing where they go away.
    files: Changes,
    /// Where files come from, for people.
    origins: BTreeMap<Utf8PathBuf, String>,
}

impl Batch {
    /// A batch for a folder of which this is recorded.
    pub(in crate::commands) fn new(into: Utf8PathBuf, record: Record) -> Self {
        Self { into, record, files: Changes::new(), origins: BTreeMap::new() }
    }

    /// Adds a description.
    pub(in crate::commands) fn add(&mut self, document: &Document) -> Result<(), Failure> {
        let file = Utf8PathBuf::from(&document.file);
        if self
            .files
            .get(&file)
            .is_some_and(|before| before.as_ref().is_some_and(|text| *text != document.text))
        {
            return Err(Failure::refused(format!(
                "two inputs would both become {}; import them one by one, each with a --name",
                document.file
            )));
        }
        let from = self.origins.entry(file.clone()).or_default();
        if !from.is_empty() {
            from.push_str(", ");
        }
        from.push_str(&document.origin);
        self.record(file.clone(), &document.came, &document.text, false);
        self.write(file, document.text.clone());
        Ok(())
    }

    /// Adds a document that others refer to.
    pub(in crate::commands) fn add_part(&mut self, part: Part) {
        if let Origin::Url(url) = &part.came.origin {
            self.origins.insert(part.file.clone(), url.clone());
        }
        self.record(part.file.clone(), &part.came, &part.text, true);
        self.write(part.file, part.text);
    }

    /// Adds a file that has no origin to record.
    pub(in crate::commands) fn write(&mut self, file: Utf8PathBuf, bytes: Vec<u8>) {
        self.files.insert(file, Some(bytes));
    }

    /// Takes a file away.
    pub(in crate::commands) fn remove(&mut self, file: Utf8PathBuf) {
        self.record.remove(&file);
        self.files.insert(file, None);
    }

    fn record(&mut self, file: Utf8PathBuf, came: &Came, bytes: &[u8], followed: bool) {
        let entry = Entry {
            origin: came.origin.clone(),
            imported: record::now(),
            sha256: digest(bytes),
            stamp: came.stamp.clone(),
            hosts: came.hosts.clone(),
            followed,
        };
        self.record.set(file, entry);
    }

    /// Leaves out what is as it should be, and says what becomes of each file.
    pub(in crate::commands) fn settle(&mut self, project: &Project) -> Result<String, Failure> {
        self.write(RECORD.into(), self.record.render().into_bytes());
        let mut report = String::new();
        let mut changes = Changes::new();
        for (file, bytes) in std::mem::take(&mut self.files) {
            let path = self.into.join(&file);
            let found = found(&path, bytes.as_deref())?;
            let what = match (&found, &bytes) {
                (None, None) => continue,
                (Some(_), None) => "removed   ",
                (None, Some(_)) => "created   ",
                (Some(found), Some(bytes)) if found == bytes => "unchanged ",
                (Some(_), Some(_)) => "updated   ",
            };
            let from = self.origins.get(&file).map(|from| format!(" from {from}")).unwrap_or_default();
            let shown = visible_line(project.display(&path).as_str());
            report.push_str(&format!("{what} {shown}{}\n", visible_line(&from)));
            if found != bytes {
                changes.insert(file, bytes);
            }
        }
        self.files = changes;
        Ok(report)
    }

    /// Whether no file changes.
    pub(in crate::commands) fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The files that change, by their paths.
    pub(in crate::commands) fn pending(&self) -> impl Iterator<Item = (Utf8PathBuf, Option<Vec<u8>>)> {
        self.files.iter().map(|(file, bytes)| (self.into.join(file), bytes.clone()))
    }

    /// Writes all files, or none.
    pub(in crate::commands) fn finish(&self) -> Result<(), Failure> {
        staging::change(&self.into, &self.files)
    }
}

fn found(path: &Utf8Path, bytes: Option<&[u8]>) -> Result<Option<Vec<u8>>, Failure> {
    if path.is_symlink() {
        return Err(Failure::usage(format!(
            "{path} is a symbolic link; it is neither followed nor replaced"
        )));
    }
    read_if_there(path, bytes.map_or(LARGEST_OWN, <[u8]>::len))
}
