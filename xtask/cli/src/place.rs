//! The folder that a crate is written into: whether it may be, and what is known of it.
//!
//! In: a folder. Out: a refusal, or what its files say.
//! Must never know: what will be written there.

use std::fs;

use camino::Utf8Path;
use codegen::surface::SURFACE;

use crate::drift::{self, Drift, MARKER, OWNED, is_ours, is_owned, link};
use crate::failure::Failure;
use crate::manifest;
use crate::reading::{LARGEST_OWN, name_of_kind, read_if_there};

/// What may stand in a folder that counts as empty: what an interrupted run leaves, and the history of a new repository.
const NOTHING: [&str; 2] = [".regenerate", ".git"];

/// Refuses what cannot be the folder of a crate: a link, as it is neither followed nor replaced, or a file.
pub(crate) fn refuse_no_folder(folder: &Utf8Path) -> Result<(), Failure> {
    match fs::symlink_metadata(folder).map(|data| data.file_type()) {
        Ok(kind) if kind.is_symlink() => Err(link(folder)),
        Ok(kind) if !kind.is_dir() => Err(Failure::usage(format!(
            "{folder} is {}, not a folder; choose another folder for --out",
            name_of_kind(kind)
        ))),
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(Failure::file("read", folder)(error))
        }
        _ => Ok(()),
    }
}

/// Refuses a folder that holds something, and nothing of the generator's: it is hardly the one that was meant.
pub(crate) fn refuse_foreign(folder: &Utf8Path) -> Result<(), Failure> {
    if is_empty(folder)? || has_manifest_of_ours(&folder.join(manifest::FILE))? {
        return Ok(());
    }
    let files = drift::owned_files(folder)?;
    for path in files.iter().filter(|path| path.extension() == Some("rs")) {
        if is_marked(&folder.join(path))? {
            return Ok(());
        }
    }
    let loss = if files.is_empty() { "" } else { ", and the contents of its src/ would be removed" };
    Err(Failure::usage(format!(
        "{folder} contains files without an `@generated` marker{loss}; choose a new or an empty folder for --out, or \
         insist with `regenerate --force`"
    )))
}

/// Refuses to remove or to replace what is in `src/` and was never written by the generator.
pub(crate) fn refuse_loss(folder: &Utf8Path, drift: &Drift) -> Result<(), Failure> {
    let stale = drift.found.stale.iter().map(|stale| &stale.path).filter(|path| is_owned(path));
    let mut lost = Vec::new();
    for path in drift.found.orphaned.iter().chain(stale) {
        if !is_marked(&folder.join(path))? {
            lost.push(path.as_str());
        }
    }
    if lost.is_empty() {
        return Ok(());
    }
    let rest = lost.len().saturating_sub(3);
    let more = if rest == 0 { String::new() } else { format!(" and {rest} more") };
    Err(Failure::usage(format!(
        "{} in {folder} would be lost: {OWNED}/ is the generator's, and what has not its mark (`{MARKER}` in the first lines) \
         is somebody else's; move it out of {OWNED}/, or lose it with `regenerate --force`",
        lost[..lost.len() - rest].join(", ") + &more
    )))
}

/// Whether a manifest is one that the generator has begun.
fn has_manifest_of_ours(path: &Utf8Path) -> Result<bool, Failure> {
    let bytes = read_if_there(path, LARGEST_OWN)?.unwrap_or_default();
    Ok(is_marked(path)? || manifest::is_begun(&String::from_utf8_lossy(&bytes)))
}

fn is_empty(folder: &Utf8Path) -> Result<bool, Failure> {
    let entries = match folder.read_dir_utf8() {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(true),
        entries => entries.map_err(Failure::file("list", folder))?,
    };
    for entry in entries {
        let entry = entry.map_err(Failure::file("list", folder))?;
        if !NOTHING.contains(&entry.file_name()) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether a file has the generator's `@generated` line; one that is not there has none.
pub(crate) fn is_marked(path: &Utf8Path) -> Result<bool, Failure> {
    let bytes = read_if_there(path, LARGEST_OWN)?.unwrap_or_default();
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(16 * 1024)]).into_owned();
    Ok(is_ours(&start))
}

/// The name of the crate in this folder, if there is one.
pub(crate) fn crate_name(folder: &Utf8Path) -> Result<Option<String>, Failure> {
    said_of_crate(folder, "name")
}

/// The version of the crate in this folder, if there is one that says it itself.
pub(crate) fn crate_version(folder: &Utf8Path) -> Result<Option<String>, Failure> {
    Ok(said_of_crate(folder, "version")?.filter(|version| semver::Version::parse(version).is_ok()))
}

/// The list of public items that a client has (`src/api.txt`), where there is one. What is not text is not a list either, and
/// the generator says so.
pub(crate) fn public_items(folder: &Utf8Path) -> Result<Option<String>, Failure> {
    let bytes = read_if_there(&folder.join("src").join(SURFACE), LARGEST_OWN)?;
    Ok(bytes.map(|bytes| String::from_utf8(bytes).unwrap_or_default()))
}

fn said_of_crate(folder: &Utf8Path, key: &str) -> Result<Option<String>, Failure> {
    let bytes = read_if_there(&folder.join("Cargo.toml"), LARGEST_OWN)?;
    let text = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
    let manifest = text.and_then(|text| text.parse::<toml::Table>().ok());
    let said = manifest.as_ref().and_then(|manifest| manifest.get("package")?.get(key)?.as_str());
    Ok(said.map(str::to_owned))
}
