//! What a change asks of the client's version and of its changelog.
//!
//! In: the report of a change, and the client's folder. Out: the next version; on demand, files that say it.
//! Must never know: how a change was found.

use std::fs;
use std::io::Write as _;

use camino::{Utf8Path, Utf8PathBuf};
use codegen::change::{Report, Source, has_entry, render_changelog};
use semver::Version;
use tempfile::NamedTempFile;

use crate::failure::Failure;
use crate::project::Project;
use crate::reading::{LARGEST_OWN, read_if_there};

use super::revision::Revision;
use super::version::{Manifest, next};

const MANIFEST: &str = "Cargo.toml";
const CHANGELOG: &str = "CHANGELOG.md";

/// The client whose version it is.
pub(crate) struct Release {
    folder: Utf8PathBuf,
    /// The version in the old state.
    pub(crate) before: Version,
    /// The version that the client has now.
    pub(crate) now: Version,
    manifest: Manifest,
    /// Whether settings give the version, and would take another one back.
    is_said_in_settings: bool,
}

impl Release {
    /// Reads the versions; none where there is no client.
    pub(crate) fn of(
        folder: Utf8PathBuf,
        project: &Project,
        base: Option<&Revision<'_>>,
    ) -> Result<Option<Self>, Failure> {
        let path = folder.join(MANIFEST);
        let shared = project.root.join(MANIFEST);
        let text = |path: &Utf8Path| -> Result<Option<String>, Failure> {
            Ok(read_if_there(path, LARGEST_OWN)?.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()))
        };
        let Some(own) = text(&path)? else { return Ok(None) };
        let shown = project.display(&path).to_owned();
        let manifest = Manifest::read(&shown, &own, || text(&shared))?;
        let now = manifest.version()?;
        let as_was = |path: &Utf8Path| -> Result<Option<String>, Failure> {
            let Some(revision) = base.filter(|revision| revision.holds(path)) else { return Ok(None) };
            Ok(revision.file(path)?.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()))
        };
        let before = match as_was(&path)? {
            Some(old) => Manifest::read(&shown, &old, || as_was(&shared))?.version()?,
            None => now.clone(),
        };
        let package = project.settings_of(&folder).package;
        let is_said_in_settings = package.values.iter().any(|(key, _)| key == "version");
        Ok(Some(Self { folder, before, now, manifest, is_said_in_settings }))
    }

    /// The version that the change asks for: what the client has already, where that is enough.
    pub(crate) fn wanted(&self, source: Source) -> Version {
        next(&self.before, source).max(self.now.clone())
    }

    /// Raises the version and writes the entry; the names of the files that were written.
    pub(crate) fn write(self, report: &Report) -> Result<Vec<Utf8PathBuf>, Failure> {
        if report.everything().next().is_none() {
            return Ok(Vec::new());
        }
        let version = self.wanted(report.whole_source());
        let changelog = self.folder.join(CHANGELOG);
        let old = self.changelog()?;
        let new = render_changelog(&old, &version.to_string(), report);
        let mut drafts = Vec::new();
        if new != old {
            drafts.push((draft(&changelog, &new)?, changelog));
        }
        if version != self.now {
            if self.is_said_in_settings {
                return Err(Failure::usage(format!(
                    "the version of {} is given by `package` in the settings; write version = \"{version}\" there",
                    self.folder
                )));
            }
            let path = self.folder.join(MANIFEST);
            let text = self.manifest.with_version(&version)?;
            drafts.push((draft(&path, &text)?, path));
        }
        // All of them can be written, so the first is not put in its place before the last is ready.
        let mut written = Vec::new();
        for (draft, path) in drafts {
            draft.persist(&path).map_err(|error| Failure::file("write", &path)(error.error))?;
            written.push(path);
        }
        Ok(written)
    }

    /// Fails where version and changelog could not be written, before anything else is.
    pub(crate) fn refuse_unwritable(&self, report: &Report) -> Result<(), Failure> {
        self.changelog()?;
        let version = self.wanted(report.whole_source());
        if version == self.now {
            return Ok(());
        }
        self.manifest.clone().with_version(&version).map(drop)
    }

    /// What is less than the change asks for, in a sentence each.
    pub(crate) fn lacks(&self, report: &Report) -> Result<Vec<String>, Failure> {
        let source = report.whole_source();
        let wanted = next(&self.before, source);
        let mut lacks = Vec::new();
        if self.now < wanted {
            lacks.push(format!(
                "the changes since version {} are {source}, so that the next version is {wanted}; {} says {}",
                self.before,
                self.folder.join(MANIFEST),
                self.now
            ));
        }
        let told = self.wanted(source).to_string();
        if source > Source::None && !has_entry(&self.changelog()?, &told) {
            lacks.push(format!("{} has no entry for version {told}", self.folder.join(CHANGELOG)));
        }
        Ok(lacks)
    }

    fn changelog(&self) -> Result<String, Failure> {
        let path = self.folder.join(CHANGELOG);
        if path.is_symlink() {
            return Err(crate::drift::link(&path));
        }
        let bytes = read_if_there(&path, LARGEST_OWN)?.unwrap_or_default();
        String::from_utf8(bytes).map_err(|_| Failure::usage(format!("{path} is not UTF-8")))
    }
}

/// The text beside the place where it will be.
fn draft(path: &Utf8Path, text: &str) -> Result<NamedTempFile, Failure> {
    let folder = path.parent().unwrap_or(Utf8Path::new("."));
    let mut draft = NamedTempFile::new_in(folder).map_err(Failure::file("write", path))?;
    draft.write_all(text.as_bytes()).map_err(Failure::file("write", path))?;
    if let Ok(data) = fs::metadata(path) {
        draft.as_file().set_permissions(data.permissions()).map_err(Failure::file("write", path))?;
    }
    Ok(draft)
}
