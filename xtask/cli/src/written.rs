//! Files that the command line writes because it is told to: a report, a normalised description.
//!
//! In: the path that was named, what was read, the crate. Out: the file, whole, or the one that was there.
//! Must never know: what is in it.

use std::ffi::OsStr;
use std::fs::{self, FileType};
use std::io::Write;
use std::path::Path;

use camino::{Utf8Path, Utf8PathBuf};
use tempfile::NamedTempFile;

use crate::drift::OWNED;
use crate::failure::Failure;
use crate::reading::name_of_kind;
use crate::sources::{Sources, absolute};

/// A place that may be written, and the draft of what will be there.
#[derive(Debug)]
pub(crate) struct Written {
    path: Utf8PathBuf,
    /// As it was named, for messages.
    shown: Utf8PathBuf,
    draft: Option<NamedTempFile>,
}

impl Written {
    /// Finds out whether `path` may be written at all: never what was read, never what a crate is built from, never
    /// through a link.
    pub(crate) fn at(path: &Utf8Path, flag: &str, sources: &Sources) -> Result<Self, Failure> {
        let written = Self { path: absolute(path)?, shown: path.to_owned(), draft: None };
        let refuse = |why: &str| {
            Err(Failure::usage(format!("{path} {why}; choose another file for {flag}, nothing was written")))
        };
        if let Some(link) = written.link()? {
            return refuse(&format!("goes through the symbolic link {link}, and links are not followed"));
        }
        match fs::symlink_metadata(&written.path).map(|data| data.file_type()) {
            // Nothing can be lost in one, and it cannot be replaced.
            Ok(kind) if is_character_device(kind) => return Ok(written),
            Ok(kind) if !kind.is_file() => return refuse(&format!("is {}", name_of_kind(kind))),
            _ => {}
        }
        let real = real(&written.path);
        if sources.has_read(&real) {
            return refuse("is one of the input files");
        }
        if sources.would_read(&real) {
            return refuse(
                "would be read as a description by the next run, as it is in a folder of descriptions",
            );
        }
        if is_source_of_a_crate(&real) {
            return refuse("is below the src/ of a crate");
        }
        Ok(written)
    }

    /// Refuses the generator's own places in a crate that is there or will be.
    pub(crate) fn refuse_client(
        &self,
        flag: &str,
        folder: &Utf8Path,
        files: impl IntoIterator<Item = impl AsRef<str>>,
    ) -> Result<(), Failure> {
        let (real, folder) = (real(&self.path), real(folder));
        let Ok(inside) = real.strip_prefix(&folder) else { return Ok(()) };
        let owned = [OWNED, ".regenerate"].iter().any(|owned| inside.starts_with(owned));
        if owned || inside == "Cargo.toml" || files.into_iter().any(|file| inside == file.as_ref()) {
            return Err(Failure::usage(format!(
                "{} is a file of the client; choose another file for {flag}, nothing was written",
                self.shown
            )));
        }
        Ok(())
    }

    /// Whether the file will stand below `folder`.
    pub(crate) fn is_below(&self, folder: &Utf8Path) -> bool {
        real(&self.path).starts_with(real(folder))
    }

    /// Finds out whether the file can be written, before anything else is.
    pub(crate) fn begin(&mut self) -> Result<(), Failure> {
        let failed = |error| Failure::file("write", &self.shown)(error);
        if self.is_device() {
            return Ok(());
        }
        let folder = self.path.parent().unwrap_or(&self.path);
        let draft = draft(folder).map_err(failed)?;
        if let Ok(data) = fs::metadata(&self.path) {
            if data.permissions().readonly() {
                return Err(failed(std::io::ErrorKind::PermissionDenied.into()));
            }
            fs::set_permissions(draft.path(), data.permissions()).map_err(failed)?;
        }
        self.draft = Some(draft);
        Ok(())
    }

    /// Puts the text in its place in one step.
    pub(crate) fn finish(mut self, text: &str) -> Result<(), Failure> {
        if self.draft.is_none() {
            self.begin()?;
        }
        let failed = |error| Failure::file("write", &self.shown)(error);
        let Some(mut draft) = self.draft.take() else {
            return fs::write(&self.path, text).map_err(failed);
        };
        draft.write_all(text.as_bytes()).map_err(failed)?;
        draft.persist(&self.path).map(drop).map_err(|error| failed(error.error))
    }

    fn is_device(&self) -> bool {
        fs::symlink_metadata(&self.path).is_ok_and(|data| is_character_device(data.file_type()))
    }

    /// The first link on the way to the file: of the parts that lie below the current folder, else of the last one.
    ///
    /// What lies above may well be a link (`/tmp` is one on some systems), and is none of the user's making.
    fn link(&self) -> Result<Option<Utf8PathBuf>, Failure> {
        let here = absolute(Utf8Path::new("."))?;
        let below = self.path.strip_prefix(&here).is_ok();
        let parts =
            self.path.ancestors().take_while(|part| if below { *part != here } else { *part == self.path });
        let mut parts: Vec<&Utf8Path> = parts.collect();
        parts.reverse();
        Ok(parts.into_iter().find(|part| part.is_symlink()).map(Utf8Path::to_owned))
    }
}

/// A file without a name that people see, in the folder where it will get its own.
pub(crate) fn draft(folder: &Utf8Path) -> std::io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".draft-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // A temporary file is private by default; what becomes of it is not.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

/// Where a path leads, links above it followed; of what is not there yet, the part that is.
pub(crate) fn real(path: &Utf8Path) -> Utf8PathBuf {
    for folder in path.ancestors() {
        if let (Ok(found), Ok(rest)) = (folder.canonicalize_utf8(), path.strip_prefix(folder)) {
            return if rest.as_str().is_empty() { found } else { found.join(rest) };
        }
    }
    path.to_owned()
}

/// Whether two paths name one file, whatever they are called.
pub(crate) fn is_same_file(one: &Path, other: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let identity = |path: &Path| fs::metadata(path).ok().map(|data| (data.dev(), data.ino()));
        if identity(one).is_some_and(|found| identity(other) == Some(found)) {
            return true;
        }
    }
    one == other
}

/// Whether it is a device like `/dev/null`, which takes what is written and keeps nothing.
fn is_character_device(kind: FileType) -> bool {
    #[cfg(unix)]
    {
        std::os::unix::fs::FileTypeExt::is_char_device(&kind)
    }
    #[cfg(not(unix))]
    {
        let _ = kind;
        false
    }
}

/// Whether a folder above the file is the `src/` of a crate.
fn is_source_of_a_crate(path: &Utf8Path) -> bool {
    path.ancestors().skip(1).any(|folder| {
        folder.file_name().is_some_and(|name| OsStr::new(name).eq_ignore_ascii_case(OWNED))
            && folder.parent().is_some_and(|parent| parent.join("Cargo.toml").exists())
    })
}
