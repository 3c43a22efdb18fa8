//! One run at a time in a folder.
//!
//! In: the hidden folder of a run. Out: the certainty that no other run is in it.
//! Must never know: what the run does there.

use std::fs::{self, File};
use std::io::{Read, Seek, Write};

use camino::{Utf8Path, Utf8PathBuf};
use fs4::FileExt;

use crate::failure::Failure;

/// Holds the hidden folder; the system lets go of it when the process dies, however it dies.
#[derive(Debug)]
pub(super) struct Lock {
    work: Utf8PathBuf,
    _file: File,
}

impl Lock {
    /// Makes the hidden folder and takes hold of it, or says that another run has it.
    pub(super) fn acquire(work: &Utf8Path) -> Result<Self, Failure> {
        const TRIES: usize = 20;
        for _ in 0..TRIES {
            refuse_links(work)?;
            fs::create_dir_all(work).map_err(Failure::file("create", work))?;
            let path = work.join("lock");
            let opened = File::options().read(true).write(true).create(true).truncate(false).open(&path);
            let mut file = match opened {
                Ok(file) => file,
                // The run before has just removed the folder.
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
                Err(error) => return Err(Failure::file("open", &path)(error)),
            };
            if FileExt::try_lock(&file).is_err() {
                return Err(Failure::usage(format!(
                    "another run is active in {}; wait for it to finish",
                    work.parent().unwrap_or(work)
                )));
            }
            let named = names_us(&mut file, &path).inspect_err(|_| {
                // A full disk must not leave an empty folder behind; one with a journal in it is not empty and stays.
                drop(fs::remove_file(&path).and_then(|()| fs::remove_dir(work)));
            });
            if named.map_err(Failure::file("write", &path))? {
                return Ok(Self { work: work.to_owned(), _file: file });
            }
        }
        Err(Failure::usage(format!("{work} keeps disappearing; check whether another program removes it")))
    }

    /// Removes the hidden folder with all that is in it.
    pub(super) fn release(self) -> Result<(), Failure> {
        fs::remove_dir_all(&self.work).map_err(Failure::file("remove", &self.work))
    }
}

/// Refuses a hidden folder with links: a stranger's checkout may hold one, and what they lead to would be written to.
fn refuse_links(work: &Utf8Path) -> Result<(), Failure> {
    let inside = ["lock", "journal", "journal.new", "new", "old"].map(|name| work.join(name));
    match [work.to_owned()].iter().chain(&inside).find(|path| path.is_symlink()) {
        Some(link) => Err(Failure::usage(format!("{link} is a symbolic link; remove it"))),
        None => Ok(()),
    }
}

/// Whether the file that we hold is still the one under its name: between opening and locking, the run before may have
/// removed it, and then a third run holds the new one.
fn names_us(file: &mut File, path: &Utf8Path) -> std::io::Result<bool> {
    let ours = std::process::id().to_string();
    file.set_len(0)?;
    file.rewind()?;
    file.write_all(ours.as_bytes())?;
    let mut found = String::new();
    match File::open(path) {
        Ok(mut named) => named.read_to_string(&mut found)?,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(error),
    };
    Ok(found == ours)
}
