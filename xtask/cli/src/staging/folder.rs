//! Changing files of a folder that is not the generator's: all of them, or none.
//!
//! In: a folder, and what becomes of files in it. Out: the folder with all of that, in one step where it can be.
//! Must never know: what is in the files.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;

use camino::{Utf8Path, Utf8PathBuf};

use super::lock::Lock;
use super::{Content, Staged, check_path, put, swap};
use crate::failure::Failure;
use crate::sources::absolute;

/// The files that change, by their path from the folder: their bytes, or nothing where they go away.
pub(crate) type Changes = BTreeMap<Utf8PathBuf, Option<Vec<u8>>>;

/// How much a folder may hold that is prepared anew: more is hardly a folder of descriptions.
const MOST_ENTRIES: usize = 10_000;

/// What only the folder of a project has, which people and programs stand in.
const PROJECTS: [&str; 3] = [".git", "Cargo.toml", "target"];

/// Changes the files.
///
/// The new folder is prepared beside the old one, unchanged files as links, and both change places. A folder that people
/// stand in, or that is a project, cannot go; there, each file is complete before the first takes its place.
pub(crate) fn change(folder: &Utf8Path, changes: &Changes) -> Result<(), Failure> {
    changes.keys().try_for_each(|path| check_path(path))?;
    if changes.is_empty() {
        return Ok(());
    }
    if is_occupied(folder)? {
        return change_one_by_one(folder, changes);
    }
    let Some((parent, name)) = folder.parent().zip(folder.file_name()) else {
        return change_one_by_one(folder, changes);
    };
    fs::create_dir_all(parent).map_err(Failure::file("create", parent))?;
    let work = parent.join(format!(".{name}.import"));
    let lock = Lock::acquire(&work)?;
    let result = change_at_once(folder, &work, changes);
    // A failure in clearing away must not hide why the run failed.
    let released = lock.release();
    result.and(released)
}

fn change_at_once(folder: &Utf8Path, work: &Utf8Path, changes: &Changes) -> Result<(), Failure> {
    swap::restore(work, folder)?;
    swap::clear(work)?;
    let Some(entries) = entries(folder)? else { return change_one_by_one(folder, changes) };
    prepare(folder, work, &entries, changes)?;
    swap::exchange_folders(work, &work.join("new"), folder)
}

/// Whether the folder is a project, or the user stands in it.
fn is_occupied(folder: &Utf8Path) -> Result<bool, Failure> {
    let here = absolute(Utf8Path::new("."))?;
    Ok(here.starts_with(folder) || PROJECTS.iter().any(|name| folder.join(name).exists()))
}

/// All files and folders below, files as true; `None` where there are too many, or others than files and folders.
fn entries(folder: &Utf8Path) -> Result<Option<Vec<(Utf8PathBuf, bool)>>, Failure> {
    let (mut found, mut waiting) = (Vec::new(), vec![folder.to_owned()]);
    if !folder.exists() {
        return Ok(Some(found));
    }
    while let Some(place) = waiting.pop() {
        for entry in place.read_dir_utf8().map_err(Failure::file("list", &place))? {
            let entry = entry.map_err(Failure::file("list", &place))?;
            let kind = entry.file_type().map_err(Failure::file("read", entry.path()))?;
            if found.len() == MOST_ENTRIES || !(kind.is_file() || kind.is_dir()) {
                return Ok(None);
            }
            if kind.is_dir() {
                waiting.push(entry.path().to_owned());
            }
            let below = entry.path().strip_prefix(folder).unwrap_or(entry.path());
            found.push((below.to_owned(), kind.is_file()));
        }
    }
    Ok(Some(found))
}

fn prepare(
    folder: &Utf8Path,
    work: &Utf8Path,
    entries: &[(Utf8PathBuf, bool)],
    changes: &Changes,
) -> Result<(), Failure> {
    let new = work.join("new");
    fs::create_dir_all(&new).map_err(Failure::file("create", &new))?;
    if let Ok(data) = fs::metadata(folder) {
        fs::set_permissions(&new, data.permissions()).map_err(Failure::file("create", &new))?;
    }
    let mut files = Vec::new();
    for (path, is_file) in entries {
        let to = new.join(path);
        if !is_file {
            fs::create_dir_all(&to).map_err(Failure::file("create", &to))?;
        } else if !changes.contains_key(path) {
            files.push(Staged { to, from: Content::Kept(folder.join(path)) });
        }
    }
    let written = changes.iter().filter_map(|(path, bytes)| Some((path, bytes.as_ref()?)));
    files.extend(written.map(|(path, bytes)| Staged { to: new.join(path), from: Content::New(bytes) }));
    put(&files)
}

fn change_one_by_one(folder: &Utf8Path, changes: &Changes) -> Result<(), Failure> {
    let mut drafts = Vec::new();
    for (path, bytes) in changes {
        let Some(bytes) = bytes else { continue };
        let to = folder.join(path);
        let parent = to.parent().unwrap_or(folder);
        fs::create_dir_all(parent).map_err(Failure::file("create", parent))?;
        let mut draft = crate::written::draft(parent).map_err(Failure::file("write into", parent))?;
        draft.write_all(bytes).map_err(Failure::file("write into", parent))?;
        drafts.push((draft, to));
    }
    for (draft, to) in drafts {
        draft.persist(&to).map_err(|error| Failure::file("write", &to)(error.error))?;
    }
    for (path, _) in changes.iter().filter(|(_, bytes)| bytes.is_none()) {
        let gone = folder.join(path);
        match fs::remove_file(&gone) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(Failure::file("remove", &gone)(error));
            }
            _ => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changes(list: &[(&str, Option<&str>)]) -> Changes {
        list.iter().map(|(path, text)| (Utf8PathBuf::from(*path), text.map(Into::into))).collect()
    }

    #[test]
    fn all_files_change_and_nothing_else() {
        let guard = tempfile::tempdir().unwrap();
        let folder = Utf8Path::from_path(guard.path()).unwrap().join("spec");
        for text in ["old", "new"] {
            let list = [("a.yaml", Some(text)), ("deep/b.yaml", Some(text))];
            change(&folder, &changes(&list)).unwrap();
            fs::write(folder.join("deep/own"), "mine").unwrap();
            fs::write(folder.join(".hidden"), "mine").unwrap();
        }
        change(&folder, &changes(&[("a.yaml", None), ("c.yaml", Some("c"))])).unwrap();
        let read = |path: &str| fs::read_to_string(folder.join(path)).ok();
        assert_eq!(read("a.yaml"), None);
        assert_eq!(read("deep/b.yaml").unwrap(), "new");
        assert_eq!(read("c.yaml").unwrap(), "c");
        assert_eq!(
            (read("deep/own").unwrap(), read(".hidden").unwrap()),
            ("mine".to_owned(), "mine".to_owned())
        );
        assert_eq!(fs::read_dir(guard.path()).unwrap().count(), 1, "nothing is left beside it");
    }

    #[test]
    fn a_project_stays_where_it_is() {
        let guard = tempfile::tempdir().unwrap();
        let folder = Utf8Path::from_path(guard.path()).unwrap();
        fs::write(folder.join("Cargo.toml"), "").unwrap();
        fs::write(folder.join("a.yaml"), "old").unwrap();
        change(folder, &changes(&[("a.yaml", None), ("b/c.yaml", Some("c"))])).unwrap();
        assert!(!folder.join("a.yaml").exists());
        assert_eq!(fs::read_to_string(folder.join("b/c.yaml")).unwrap(), "c");
    }

    #[test]
    fn what_would_stand_elsewhere_is_refused() {
        let guard = tempfile::tempdir().unwrap();
        let folder = Utf8Path::from_path(guard.path()).unwrap().join("spec");
        for path in ["../x", "/x", "a/../../x", ""] {
            assert!(change(&folder, &changes(&[(path, Some("x"))])).is_err(), "{path}");
        }
        assert_eq!(fs::read_dir(guard.path()).unwrap().count(), 0);
    }
}
