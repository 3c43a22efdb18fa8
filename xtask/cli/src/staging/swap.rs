//! Old against new, in one step where the system can.
//!
//! In: a prepared folder. Out: its files in place, or everything as it was.
//! Must never know: how the files were prepared.

use std::fs::{self, File};
use std::io::{Error, ErrorKind, Write};

use camino::{Utf8Path, Utf8PathBuf};

use super::check_path;
use crate::drift::OWNED;
use crate::failure::Failure;

/// Puts the prepared units in place: files beside `src/` first, `src/` last.
///
/// A single unit is one step. Of several, a journal is written first; a run that finds it finishes the work.
pub(super) fn apply(folder: &Utf8Path, work: &Utf8Path, units: &[Utf8PathBuf]) -> Result<(), Failure> {
    let journal = work.join("journal");
    if units.len() > 1 {
        write_journal(work, units)?;
    }
    let mut done: Vec<&Utf8PathBuf> = Vec::new();
    for unit in units {
        let result = keep_old(folder, work, unit).and_then(|()| put(folder, work, unit));
        if let Err(error) = result {
            for unit in done.iter().rev() {
                // What cannot be put back is put right by the next run, which finds the journal.
                if take_back(folder, work, unit).is_err() {
                    return Err(Failure::usage(format!(
                        "{error}; run the command again to repair the folder"
                    )));
                }
            }
            // Only now is the old state whole again, and nothing is left to finish.
            drop(fs::remove_file(&journal));
            return Err(error);
        }
        done.push(unit);
    }
    if journal.exists() {
        fs::remove_file(&journal).map_err(Failure::file("remove", &journal))?;
    }
    Ok(())
}

/// Writes down what is to be put in place; from here on, the run is finished, if need be by the next one.
fn write_journal(work: &Utf8Path, units: &[Utf8PathBuf]) -> Result<(), Failure> {
    let mut text: String = units.iter().flat_map(|unit| [unit.as_str(), "\n"]).collect();
    text.push_str(&identity(&work.join("new")));
    let (draft, journal) = (work.join("journal.new"), work.join("journal"));
    File::create(&draft)
        .and_then(|mut file| file.write_all(text.as_bytes()).and_then(|()| file.sync_all()))
        .map_err(Failure::file("write", &draft))?;
    fs::rename(&draft, &journal).map_err(Failure::file("write", &journal))
}

/// Finishes a run that died between its units, or clears away one that died before.
pub(super) fn recover(folder: &Utf8Path, work: &Utf8Path) -> Result<(), Failure> {
    let journal = work.join("journal");
    if let Ok(text) = fs::read_to_string(&journal) {
        let units = || text.lines().filter(|line| !line.starts_with('#')).map(Utf8Path::new);
        // A stranger's checkout may bring a journal along, and its paths may lead anywhere.
        units().try_for_each(check_path)?;
        for unit in units() {
            let staged = work.join("new").join(unit);
            let swapped = unit == OWNED && text.ends_with(&identity(folder)) && !identity(folder).is_empty();
            if staged.exists() && !swapped {
                put(folder, work, unit)?;
            }
        }
    }
    restore(work, &folder.join(OWNED))?;
    clear(work)
}

/// Puts a folder back that a run had taken away before it died, where the two could not change places in one step.
pub(super) fn restore(work: &Utf8Path, current: &Utf8Path) -> Result<(), Failure> {
    let old = work.join("old").join(OWNED);
    if old.exists() && !current.exists() {
        fs::rename(&old, current).map_err(Failure::file("restore", current))?;
    }
    Ok(())
}

/// Empties the hidden folder except for its lock.
pub(super) fn clear(work: &Utf8Path) -> Result<(), Failure> {
    // The journal goes first: without it, the rest is only rubbish.
    for name in ["journal", "journal.new", "new", "old"] {
        let path = work.join(name);
        let result = if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
        match result {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                return Err(Failure::file("remove", &path)(error));
            }
            _ => {}
        }
    }
    Ok(())
}

/// Tells the `src/` in `folder` from every other folder; empty where the system has no such mark.
fn identity(folder: &Utf8Path) -> String {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        fs::metadata(folder.join(OWNED)).map_or_else(|_| String::new(), |data| format!("# {}\n", data.ino()))
    }
    #[cfg(not(unix))]
    {
        let _ = folder;
        String::new()
    }
}

/// Keeps a file that is about to be replaced, so that it can be put back. `src/` needs no copy: it changes places.
fn keep_old(folder: &Utf8Path, work: &Utf8Path, unit: &Utf8Path) -> Result<(), Failure> {
    let current = folder.join(unit);
    if unit == OWNED || !current.exists() {
        return Ok(());
    }
    let old = work.join("old").join(unit);
    if let Some(parent) = old.parent() {
        fs::create_dir_all(parent).map_err(Failure::file("create", parent))?;
    }
    fs::hard_link(&current, &old)
        .or_else(|_| fs::copy(&current, &old).map(drop))
        .map_err(Failure::file("keep", &current))
}

/// Puts one prepared unit in its place.
fn put(folder: &Utf8Path, work: &Utf8Path, unit: &Utf8Path) -> Result<(), Failure> {
    let (staged, current) = (work.join("new").join(unit), folder.join(unit));
    if unit != OWNED || !current.exists() {
        if let Some(parent) = current.parent() {
            fs::create_dir_all(parent).map_err(Failure::file("create", parent))?;
        }
        return fs::rename(&staged, &current).map_err(Failure::file("replace", &current));
    }
    exchange_folders(work, &staged, &current)
}

/// Puts a prepared folder in the place of another, or where there is none.
pub(super) fn exchange_folders(
    work: &Utf8Path,
    staged: &Utf8Path,
    current: &Utf8Path,
) -> Result<(), Failure> {
    let failed = |error| Failure::file("replace", current)(error);
    if !current.exists() {
        return fs::rename(staged, current).map_err(failed);
    }
    match exchange(staged, current) {
        Err(error) if error.kind() == ErrorKind::Unsupported => exchange_in_two_steps(work, staged, current),
        result => result,
    }
    .map_err(failed)
}

/// Undoes `put`.
fn take_back(folder: &Utf8Path, work: &Utf8Path, unit: &Utf8Path) -> Result<(), Failure> {
    let current = folder.join(unit);
    let old = work.join("old").join(unit);
    if old.exists() {
        return fs::rename(&old, &current).map_err(Failure::file("restore", &current));
    }
    fs::remove_file(&current).map_err(Failure::file("remove", &current))
}

/// Lets two folders change places in one step.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(one: &Utf8Path, other: &Utf8Path) -> std::io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, one.as_str(), CWD, other.as_str(), RenameFlags::EXCHANGE) {
        Ok(()) => Ok(()),
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => Err(Error::from(ErrorKind::Unsupported)),
        Err(error) => Err(error.into()),
    }
}

/// Lets two folders change places in one step, which this system cannot.
#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_one: &Utf8Path, _other: &Utf8Path) -> std::io::Result<()> {
    Err(Error::from(ErrorKind::Unsupported))
}

/// The same where the file system cannot: for a moment there is no `src/`, and the next run would put it back.
fn exchange_in_two_steps(work: &Utf8Path, staged: &Utf8Path, current: &Utf8Path) -> std::io::Result<()> {
    let old = work.join("old").join(OWNED);
    fs::create_dir_all(work.join("old"))?;
    fs::rename(current, &old)?;
    fs::rename(staged, current).inspect_err(|_| {
        // If this fails too, the next run does it.
        drop(fs::rename(&old, current));
    })
}

#[cfg(test)]
pub(super) mod tests {
    //! The steps of `apply`, one at a time, for runs that die between them.

    use super::{Utf8Path, Utf8PathBuf, fs, put, write_journal as write};

    pub(in crate::staging) fn write_journal(work: &Utf8Path, units: &[Utf8PathBuf]) {
        write(work, units).unwrap();
    }

    pub(in crate::staging) fn put_one(folder: &Utf8Path, work: &Utf8Path, unit: &Utf8Path) {
        put(folder, work, unit).unwrap();
        assert!(fs::exists(folder.join(unit)).unwrap());
    }
}
