//! Writing a crate so that whoever looks sees the old one or the new one, never a mixture.
//!
//! In: the files that a crate should have, and how they differ from what is there. Out: the files, on disk.
//! Must never know: what is in them.
//!
//! Everything is prepared in a hidden folder on the same file system; unchanged files are linked there, so they keep
//! their times. Then `src/` and its successor change places in one step of the file system. A run that dies before
//! that step has changed nothing; what it leaves in the hidden folder, the next run clears away.

mod folder;
mod lock;
mod swap;

use std::collections::BTreeSet;
use std::fs;

use camino::{Utf8Component, Utf8Path, Utf8PathBuf};

use crate::drift::{Drift, OWNED, Tree, is_owned};
use crate::failure::Failure;
use crate::workers;
pub(crate) use folder::{Changes, change};
use lock::Lock;

/// Names that mean a device on Windows, whatever their ending.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// Names that mean a device on Windows with a digit behind them.
const NUMBERED_DEVICES: [&str; 2] = ["com", "lpt"];

/// Writes what `drift` found into `folder`. On an error the folder is as it was.
pub(crate) fn write(expected: &Tree, drift: &Drift, folder: &Utf8Path) -> Result<(), Failure> {
    expected.keys().try_for_each(|path| check_path(Utf8Path::new(path)))?;
    if folder.exists() { write_into(expected, drift, folder) } else { write_new(expected, folder) }
}

/// Finishes or clears away what an interrupted run left in `folder`. Says whether there was something.
pub(crate) fn recover(folder: &Utf8Path) -> Result<bool, Failure> {
    let work = folder.join(".regenerate");
    if !work.exists() {
        return Ok(false);
    }
    let lock = Lock::acquire(&work)?;
    swap::recover(folder, &work)?;
    lock.release()?;
    Ok(true)
}

/// Whether a run is at work in `folder`, or was interrupted there.
pub(crate) fn is_unfinished(folder: &Utf8Path) -> bool {
    folder.join(".regenerate").exists()
}

/// Changes a crate that is there.
fn write_into(expected: &Tree, drift: &Drift, folder: &Utf8Path) -> Result<(), Failure> {
    let work = folder.join(".regenerate");
    let lock = Lock::acquire(&work)?;
    let result = stage(expected, drift, folder, &work).and_then(|units| swap::apply(folder, &work, &units));
    // A failure in clearing away must not hide why the run failed.
    let released = lock.release();
    result.and(released)
}

/// Makes a crate where there is none: all of it is prepared beside, then takes its name in one step.
fn write_new(expected: &Tree, folder: &Utf8Path) -> Result<(), Failure> {
    let parent = folder.parent().unwrap_or(Utf8Path::new("."));
    let name = folder
        .file_name()
        .ok_or_else(|| Failure::usage(format!("{folder} cannot be the folder of a crate")))?;
    fs::create_dir_all(parent).map_err(Failure::file("create", parent))?;
    let work = parent.join(format!(".{name}.regenerate"));
    let lock = Lock::acquire(&work)?;
    swap::clear(&work)?;
    let new = work.join("new");
    let files: Vec<Staged<'_>> = expected
        .iter()
        .map(|(path, text)| Staged { to: new.join(path), from: Content::New(text.as_bytes()) })
        .collect();
    let result = put(&files).and_then(|()| fs::rename(&new, folder).map_err(Failure::file("create", folder)));
    let released = lock.release();
    result.and(released)
}

/// Prepares the new `src/` and the files beside it that change; says which of them there are.
fn stage(
    expected: &Tree,
    drift: &Drift,
    folder: &Utf8Path,
    work: &Utf8Path,
) -> Result<Vec<Utf8PathBuf>, Failure> {
    swap::recover(folder, work)?;
    let new = work.join("new");
    let (mut files, mut units) = (Vec::new(), Vec::new());
    let owned_changes =
        drift.removed() + expected.keys().filter(|path| is_owned(path) && drift.writes(path)).count();
    for (path, text) in expected {
        let mut stage = |from| files.push(Staged { to: new.join(path), from });
        match (is_owned(path), drift.writes(path)) {
            (true, _) if owned_changes == 0 => {}
            (true, true) => stage(Content::New(text.as_bytes())),
            (true, false) => stage(Content::Kept(folder.join(path))),
            (false, true) => {
                stage(Content::New(text.as_bytes()));
                units.push(Utf8PathBuf::from(path));
            }
            (false, false) => {}
        }
    }
    put(&files)?;
    if owned_changes > 0 {
        // Last, because this is the step that people notice.
        units.push(Utf8PathBuf::from(OWNED));
    }
    Ok(units)
}

/// A file of the new crate.
struct Staged<'a> {
    to: Utf8PathBuf,
    from: Content<'a>,
}

enum Content<'a> {
    New(&'a [u8]),
    /// What stands in this file, which does not change.
    Kept(Utf8PathBuf),
}

/// Makes the files, several at once: most of the time goes into waiting for the file system.
fn put(files: &[Staged<'_>]) -> Result<(), Failure> {
    let folders: BTreeSet<&Utf8Path> = files.iter().filter_map(|file| file.to.parent()).collect();
    for folder in folders {
        fs::create_dir_all(folder).map_err(Failure::file("create", folder))?;
    }
    let done = workers::run(files, None, |_, file| match &file.from {
        // Not forced to the disk: that takes seconds for thousands of files, and what a power cut spoils is found by
        // `check` and written again by the next run.
        Content::New(bytes) => fs::write(&file.to, bytes).map_err(Failure::file("write", &file.to)),
        Content::Kept(from) => keep_file(from, &file.to),
    });
    if done.len() < files.len() {
        return Err(Failure::Interrupted);
    }
    done.into_iter().try_for_each(|(_, done)| done)
}

/// Takes an unchanged file over with its times: as a link, or where links cannot be had, as a copy.
fn keep_file(from: &Utf8Path, to: &Utf8Path) -> Result<(), Failure> {
    if fs::hard_link(from, to).is_ok() {
        return Ok(());
    }
    fs::copy(from, to).map_err(Failure::file("copy", from))?;
    let times = fs::metadata(from).and_then(|data| data.modified()).map_err(Failure::file("read", from))?;
    let file = fs::OpenOptions::new().write(true).open(to).map_err(Failure::file("open", to))?;
    file.set_modified(times).map_err(Failure::file("write", to))
}

/// Refuses a path that would leave the crate's folder or be no file on some system.
pub(crate) fn check_path(path: &Utf8Path) -> Result<(), Failure> {
    let fits = |part: Utf8Component<'_>| {
        let Utf8Component::Normal(name) = part else { return false };
        let stem = name.split('.').next().unwrap_or(name).to_ascii_lowercase();
        let numbered = stem.strip_suffix(|last: char| last.is_ascii_digit());
        let device =
            DEVICES.contains(&stem.as_str()) || numbered.is_some_and(|stem| NUMBERED_DEVICES.contains(&stem));
        let odd = |c: char| c.is_control() || matches!(c, '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|');
        !device && !name.contains(odd) && !name.ends_with(['.', ' '])
    };
    if !path.as_str().is_empty() && path.components().all(fits) {
        return Ok(());
    }
    Err(Failure::refused(format!("`{path}` is not a valid path for a generated file; nothing was written")))
}

#[cfg(test)]
mod tests;
