//! Where the files of a folder came from: its `sources.toml`.
//!
//! In: the file, or what an import brings. Out: an entry for each file that was imported, and the text of the file.
//! Must never know: how a document is fetched, or what is in it.
//!
//! The file is written whole by `import` and `update`, and never read as a description.

mod published;
mod read;
mod time;

use std::collections::BTreeMap;

use camino::{Utf8Path, Utf8PathBuf};
use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, value};

use crate::failure::Failure;
use crate::fetch::Stamp;
pub(crate) use published::Published;
pub(crate) use time::now;

/// The name of the file.
pub(crate) const RECORD: &str = "sources.toml";

/// The version of its form.
const VERSION: i64 = 1;

const HEAD: &str = "\
# Where the files of this folder came from: written by `import` and `update`, never by hand. What is wrong in a file is
# corrected in an overlay.

";

/// What is recorded of a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Record {
    /// The entries, by the names of their files.
    entries: BTreeMap<Utf8PathBuf, Entry>,
}

/// One file of the folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// Where it came from.
    pub(crate) origin: Origin,
    /// When these bytes were brought.
    pub(crate) imported: String,
    /// The digest of the file; see [`digest`](codegen::load::digest).
    pub(crate) sha256: String,
    /// What the server said of the document that it was made from.
    pub(crate) stamp: Stamp,
    /// The hosts that its server may redirect to.
    pub(crate) hosts: Vec<String>,
    /// Whether it is here because another file refers to it; then it is a part, not a description.
    pub(crate) followed: bool,
}

/// Where a file came from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Origin {
    /// A server.
    Url(String),
    /// Another file, as it is called from the folder.
    Path(Utf8PathBuf),
    /// Standard input, which cannot be asked again.
    StandardInput,
}

impl Record {
    /// Reads what is recorded of a folder; nothing where there is no such file.
    pub(crate) fn read(folder: &Utf8Path) -> Result<Self, Failure> {
        read::read(&folder.join(RECORD))
    }

    /// The same of what the file holds, or will hold.
    pub(crate) fn parse(path: &Utf8Path, bytes: Vec<u8>) -> Result<Self, Failure> {
        read::parse(path, bytes)
    }

    /// What is known of a file.
    pub(crate) fn get(&self, file: &Utf8Path) -> Option<&Entry> {
        self.entries.get(file)
    }

    /// All entries, by the names of their files.
    pub(crate) fn entries(&self) -> impl Iterator<Item = (&Utf8PathBuf, &Entry)> {
        self.entries.iter()
    }

    /// Whether nothing is recorded.
    pub(crate) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Records a file. The date stays where the bytes are those that were there.
    pub(crate) fn set(&mut self, file: Utf8PathBuf, entry: Entry) {
        let imported = match self.entries.get(&file) {
            Some(known) if known.sha256 == entry.sha256 => known.imported.clone(),
            _ => entry.imported.clone(),
        };
        self.entries.insert(file, Entry { imported, ..entry });
    }

    /// Forgets a file.
    pub(crate) fn remove(&mut self, file: &Utf8Path) {
        self.entries.remove(file);
    }

    /// The text of the file.
    pub(crate) fn render(&self) -> String {
        let mut document = DocumentMut::new();
        document["version"] = value(VERSION);
        let mut tables = ArrayOfTables::new();
        for (file, entry) in &self.entries {
            tables.push(entry.table(file));
        }
        document["file"] = Item::ArrayOfTables(tables);
        format!("{HEAD}{document}")
    }
}

impl Entry {
    fn table(&self, file: &Utf8Path) -> Table {
        let mut table = Table::new();
        table["name"] = value(file.as_str());
        match &self.origin {
            Origin::Url(url) => table["url"] = value(url),
            Origin::Path(path) => table["path"] = value(path.as_str()),
            Origin::StandardInput => table["standard-input"] = value(true),
        }
        table["imported"] = value(&self.imported);
        table["sha256"] = value(&self.sha256);
        if let Some(etag) = &self.stamp.etag {
            table["etag"] = value(etag);
        }
        if let Some(date) = &self.stamp.last_modified {
            table["last-modified"] = value(date);
        }
        if !self.hosts.is_empty() {
            table["redirect-hosts"] = value(self.hosts.iter().map(String::as_str).collect::<Array>());
        }
        if self.followed {
            table["followed"] = value(true);
        }
        table
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(origin: Origin, sha256: &str, imported: &str) -> Entry {
        Entry {
            origin,
            imported: imported.to_owned(),
            sha256: sha256.repeat(64),
            stamp: Stamp::default(),
            hosts: Vec::new(),
            followed: false,
        }
    }

    #[test]
    fn what_is_written_is_read_back() {
        let folder = tempfile::tempdir().unwrap();
        let folder = Utf8Path::from_path(folder.path()).unwrap();
        assert_eq!(Record::read(folder).unwrap(), Record::default());
        let mut record = Record::default();
        let stamp =
            Stamp { etag: Some("W/\"a\\b\"".to_owned()), last_modified: Some("Mon, 01 Jan 2024".to_owned()) };
        let url = Origin::Url("https://a.io/x?y=\"1\"".to_owned());
        let full = Entry {
            stamp,
            hosts: vec!["cdn.a.io".to_owned()],
            followed: true,
            ..entry(url, "a", "2026-01-02T03:04:05Z")
        };
        record.set("deep/a.yaml".into(), full);
        record.set("b.yaml".into(), entry(Origin::Path("../b.md".into()), "b", "2026-01-02T03:04:05Z"));
        record.set("c.json".into(), entry(Origin::StandardInput, "c", "2026-01-02T03:04:05Z"));
        std::fs::write(folder.join(RECORD), record.render()).unwrap();
        assert_eq!(Record::read(folder).unwrap(), record);
    }

    #[test]
    fn the_date_is_that_of_the_bytes() {
        let mut record = Record::default();
        let origin = Origin::StandardInput;
        record.set("a.yaml".into(), entry(origin.clone(), "a", "2026-01-01T00:00:00Z"));
        record.set("a.yaml".into(), entry(origin.clone(), "a", "2026-02-02T00:00:00Z"));
        let imported = |record: &Record| record.get("a.yaml".into()).unwrap().imported.clone();
        assert_eq!(imported(&record), "2026-01-01T00:00:00Z");
        record.set("a.yaml".into(), entry(origin, "b", "2026-03-03T00:00:00Z"));
        assert_eq!(imported(&record), "2026-03-03T00:00:00Z");
    }
}
