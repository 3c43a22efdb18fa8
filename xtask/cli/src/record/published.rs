//! What a record says of files that are read: where they were published, and which of them are parts of others.
//!
//! In: folders with their records. Out: URLs by files, and files that stand for nothing of their own.
//! Must never know: what refers to them.

use std::collections::{BTreeMap, BTreeSet};

use camino::{Utf8Path, Utf8PathBuf};
use codegen::load::digest;

use super::{Origin, RECORD, Record};
use crate::failure::Failure;

/// What is recorded of the files of a run, by their paths.
#[derive(Debug, Default)]
pub(crate) struct Published {
    /// Where they were published.
    pub(crate) urls: BTreeMap<Utf8PathBuf, String>,
    /// Those that are there because others refer to them.
    pub(crate) parts: BTreeSet<Utf8PathBuf>,
}

impl Published {
    /// Adds what is recorded of a folder. `read` gives a file as it is or will be; a part that is not what was fetched is
    /// refused, as nobody would see in a review what it is otherwise.
    pub(crate) fn add(
        &mut self,
        folder: &Utf8Path,
        read: impl Fn(&Utf8Path) -> Result<Option<Vec<u8>>, Failure>,
    ) -> Result<(), Failure> {
        let path = folder.join(RECORD);
        let Some(bytes) = read(&path)? else { return Ok(()) };
        for (file, entry) in Record::parse(&path, bytes)?.entries() {
            let Origin::Url(url) = &entry.origin else { continue };
            let place = folder.join(file);
            if entry.followed {
                if read(&place)?.is_none_or(|bytes| digest(&bytes) != entry.sha256) {
                    return Err(Failure::refused(format!(
                        "{place} is not what was fetched from {url}, by its digest in {path}; import what refers to it \
                         again, with --follow, and put corrections into an overlay"
                    )));
                }
                self.parts.insert(place.clone());
            }
            self.urls.insert(place, url.clone());
        }
        Ok(())
    }
}
