//! Reading descriptions from disk.
//!
//! In: paths of files and folders. Out: their bytes, each under the name that messages and headers use.
//! Must never know: what is in them.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use camino::{Utf8Component, Utf8Path, Utf8PathBuf};
use codegen::load::Source;

use crate::drift::name_of;
use crate::failure::Failure;
use crate::fetch::is_url;
use crate::reading::{LARGEST_OWN, read_file, read_if_there, read_standard_input};
use crate::record::Published;
use crate::written::{is_same_file, real};

/// Endings of files that can be descriptions, pages or overlays.
const ENDINGS: [&str; 4] = ["yaml", "yml", "json", "md"];

/// The file in which documentation sites offer all of their pages at once.
const ALL_PAGES: &str = "llms-full.txt";

/// How the command line names standard input.
pub const STANDARD_INPUT: &str = "-";

/// What standard input is called in messages and headers. It stands in the current folder, as far as references go.
const STANDARD_INPUT_NAME: &str = "standard-input";

/// What a run holds of the files that it reads, in total.
const LARGEST_TOTAL: usize = 512 << 20;

/// Files that are about to change, by their paths: what they will hold, or nothing where they go away.
pub type Pending = BTreeMap<Utf8PathBuf, Option<Vec<u8>>>;

/// The descriptions of one run, and the folder that their references stay below.
#[derive(Debug)]
pub struct Sources {
    /// The files, sorted by name.
    pub files: Vec<SourceFile>,
    /// Their names in the order in which the command line has them: the files of a folder in the order of their paths,
    /// those that are named themselves at the first such place.
    pub order: Vec<String>,
    /// What the names are relative to.
    base: Utf8PathBuf,
    /// Where the user stands.
    here: Utf8PathBuf,
    /// The folder that references may name files below, as a name.
    pub folder: String,
    /// The folders that were named.
    folders: Vec<Utf8PathBuf>,
    /// How many bytes of a file are read.
    limit: usize,
    /// The files that were read because a description refers to them.
    referred: RefCell<BTreeSet<Utf8PathBuf>>,
    /// Files as they are about to be.
    pending: Pending,
    /// Where files were published that references name by their URLs.
    published: Published,
}

/// A file of the run.
#[derive(Debug)]
pub struct SourceFile {
    /// Its name and bytes.
    pub source: Source,
    /// Whether the command line names it; else a folder brought it along.
    pub named: bool,
}

impl Sources {
    /// Reads what the paths name, of each file one byte more than `limit` at most. Names start at the project's root
    /// where a file is below it, else at the folder that was named or that of the file, so that no name depends on where
    /// the project lies or from where the command is run.
    pub fn read(
        paths: &[Utf8PathBuf],
        root: Option<&Utf8Path>,
        limit: usize,
        pending: &Pending,
    ) -> Result<Self, Failure> {
        refuse_addresses(paths)?;
        let here = absolute(Utf8Path::new("."))?;
        let standard_input = here.join(STANDARD_INPUT_NAME);
        let place = |path: &Utf8PathBuf| {
            if path == STANDARD_INPUT { Ok(standard_input.clone()) } else { absolute(path) }
        };
        let reads_standard_input = paths.iter().any(|path| path == STANDARD_INPUT);
        let is_standard_input = |path: &Utf8Path| reads_standard_input && path == standard_input;
        let paths = paths.iter().map(place).collect::<Result<Vec<_>, _>>()?;
        let (mut found, mut folders) = (BTreeSet::new(), Vec::new());
        let mut order: Vec<Utf8PathBuf> = Vec::new();
        for path in &paths {
            let is_folder =
                || fs::metadata(path).map(|data| data.is_dir()).map_err(Failure::file("read", path));
            let is_listed = !is_standard_input(path) && !pending.contains_key(path) && is_folder()?;
            if is_listed {
                let below = list_descriptions(path, pending)?;
                order.extend(below.iter().filter(|file| !paths.contains(file)).cloned());
                found.extend(below);
                folders.push(path.clone());
            } else {
                order.push(path.clone());
                found.insert(path.clone());
            }
        }
        let published = published(&paths, &folders, pending)?;
        let is_part = |path: &Utf8PathBuf| published.parts.contains(path) && !paths.contains(path);
        order.retain(|path| !is_part(path));
        found.retain(|path| !is_part(path));
        let (base, folder) = base_of(&paths, root);
        let mut files = Vec::with_capacity(found.len());
        let mut total = 0_usize;
        for path in &found {
            let text = if is_standard_input(path) {
                read_standard_input(limit)?
            } else {
                read_now(path, limit, pending)?
            };
            total += text.len();
            if total > LARGEST_TOTAL {
                return Err(Failure::refused(format!(
                    "the files up to {path} exceed the limit of {LARGEST_TOTAL} bytes together; \
                     pass the files of one API only"
                )));
            }
            files.push(SourceFile { source: source(path, text, &base), named: paths.contains(path) });
        }
        let order = order.iter().map(|path| name_within(path, &base)).collect();
        let (referred, pending) = (RefCell::default(), pending.clone());
        Ok(Self { files, order, base, here, folder, folders, limit, referred, pending, published })
    }

    /// Where files were published, by the names of the files.
    pub fn published(&self) -> BTreeMap<String, String> {
        let urls = self.published.urls.iter();
        urls.map(|(path, url)| (name_within(path, &self.base), url.clone())).collect()
    }

    /// Whether this file was read, under whatever name.
    pub fn has_read(&self, path: &Utf8Path) -> bool {
        let named = self.files.iter().map(|file| self.base.join(&file.source.name));
        let referred = self.referred.borrow();
        named.chain(referred.iter().cloned()).any(|read| is_same_file(read.as_std_path(), path.as_std_path()))
    }

    /// Whether a file at this place would be taken for a description, as it is in a folder that was named.
    pub fn would_read(&self, path: &Utf8Path) -> bool {
        self.folders.iter().any(|folder| {
            path.strip_prefix(real(folder)).is_ok_and(|below| {
                is_candidate(below) && !below.components().any(|part| part.as_str().starts_with('.'))
            })
        })
    }

    /// What a header says that a client comes from: the file, or the folder of the files.
    pub fn title(&self) -> String {
        let mut descriptions = self.files.iter().map(|file| file.source.name.as_str());
        match (descriptions.next(), descriptions.next()) {
            (Some(only), None) => only.to_owned(),
            (Some(first), Some(second)) if self.folder.is_empty() => {
                [first, second].into_iter().chain(descriptions).collect::<Vec<_>>().join(", ")
            }
            _ => format!("{}/", self.folder),
        }
    }

    /// The file of this name as it opens from where the user stands; its name does not depend on that.
    pub fn shown(&self, name: &str) -> String {
        let path = self.base.join(name);
        match path.components().zip(self.here.components()).take_while(|(a, b)| a == b).count() {
            // Nothing but the root is shared: going up to it says less than the path itself.
            0 | 1 => name_of(&path).replacen("//", "/", 1),
            _ => relative(&path, &self.here),
        }
    }

    /// Reads a file that a description refers to; `None` where there is none below the folder.
    pub fn read_referred(&self, name: &str) -> Option<Source> {
        let name = Utf8Path::new(name);
        let plain = name.components().all(|part| matches!(part, Utf8Component::Normal(_)));
        if !plain || !name.starts_with(&self.folder) {
            return None;
        }
        let path = self.base.join(name);
        if let Some(pending) = self.pending.get(&path) {
            return pending.as_ref().map(|text| source(&path, text.clone(), &self.base));
        }
        // A link below the folder could lead out of it, and what it leads to would end up in the client.
        let real = path.canonicalize_utf8().ok()?;
        let allowed = self.base.join(&self.folder).canonicalize_utf8().ok()?;
        if !real.starts_with(&allowed) || !real.is_file() {
            return None;
        }
        let text = read_file(&path, self.limit).ok()?;
        let found = source(&path, text, &self.base);
        self.referred.borrow_mut().insert(path);
        Some(found)
    }
}

/// What is recorded of the files in folders that are named, and in those of files that are.
fn published(
    paths: &[Utf8PathBuf],
    folders: &[Utf8PathBuf],
    pending: &Pending,
) -> Result<Published, Failure> {
    let beside = paths.iter().filter(|path| !folders.contains(path)).filter_map(|path| path.parent());
    let places: BTreeSet<&Utf8Path> = folders.iter().map(Utf8PathBuf::as_path).chain(beside).collect();
    let mut published = Published::default();
    for folder in places {
        let read = |path: &Utf8Path| match pending.get(path) {
            Some(pending) => Ok(pending.clone()),
            None => read_if_there(path, LARGEST_OWN),
        };
        published.add(folder, read)?;
    }
    Ok(published)
}

/// The folder that names are relative to, and the name of the folder that references stay below.
fn base_of(named: &[Utf8PathBuf], root: Option<&Utf8Path>) -> (Utf8PathBuf, String) {
    let mut folders =
        named.iter().map(|path| if path.is_dir() { path.as_path() } else { path.parent().unwrap_or(path) });
    let mut shared = folders.next().unwrap_or(Utf8Path::new(".")).to_owned();
    for folder in folders {
        while !folder.starts_with(&shared) {
            shared.pop();
        }
    }
    let base = match (root.filter(|root| shared.starts_with(root)), shared.parent()) {
        (Some(root), _) => root.to_owned(),
        // The folder was named, so its name is known wherever it is copied to.
        (None, Some(above)) if named.contains(&shared) => above.to_owned(),
        (None, _) => shared.clone(),
    };
    let folder = shared.strip_prefix(&base).map(name_of).unwrap_or_default();
    (base, folder)
}

/// The files of a folder that was named.
fn list_descriptions(folder: &Utf8Path, pending: &Pending) -> Result<BTreeSet<Utf8PathBuf>, Failure> {
    let mut found = BTreeSet::new();
    list(folder, &mut found)?;
    for (path, bytes) in pending.iter().filter(|(path, _)| path.starts_with(folder) && is_candidate(path)) {
        if bytes.is_some() {
            found.insert(path.clone())
        } else {
            found.remove(path)
        };
    }
    // All pages in one file repeat what the others say, so it is read where there are no others.
    if found.is_empty() {
        found.extend(Some(folder.join(ALL_PAGES)).filter(|pages| pages.is_file()));
    }
    Ok(found)
}

/// The bytes of a file, as they are or will be.
fn read_now(path: &Utf8Path, limit: usize, pending: &Pending) -> Result<Vec<u8>, Failure> {
    match pending.get(path) {
        Some(Some(bytes)) => Ok(bytes.clone()),
        _ => read_file(path, limit),
    }
}

/// The files below a folder that can be descriptions. Hidden files and folders are left alone.
pub fn list(folder: &Utf8Path, found: &mut BTreeSet<Utf8PathBuf>) -> Result<(), Failure> {
    let mut waiting = vec![folder.to_owned()];
    while let Some(folder) = waiting.pop() {
        for entry in folder.read_dir_utf8().map_err(Failure::file("list", &folder))? {
            let entry = entry.map_err(Failure::file("list", &folder))?;
            let kind = entry.file_type().map_err(Failure::file("read", entry.path()))?;
            if entry.file_name().starts_with('.') {
                continue;
            }
            if kind.is_dir() {
                waiting.push(entry.path().to_owned());
            } else if kind.is_file() && is_candidate(entry.path()) {
                found.insert(entry.path().to_owned());
            }
        }
    }
    Ok(())
}

/// Whether the ending of a file says that it can be a description.
pub fn is_candidate(path: &Utf8Path) -> bool {
    path.extension().is_some_and(|ending| ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

/// Refuses addresses: only `import` asks servers.
pub fn refuse_addresses(paths: &[Utf8PathBuf]) -> Result<(), Failure> {
    match paths.iter().find(|path| is_url(path.as_str())) {
        None => Ok(()),
        Some(url) => Err(Failure::usage(format!(
            "`{url}` is a URL, and only `import` asks servers; run `{} import {url}` and pass the file",
            crate::called::name()
        ))),
    }
}

/// The path from one place to another, with `/`, so that both can move together.
pub fn relative(to: &Utf8Path, from: &Utf8Path) -> String {
    let (to, from): (Vec<_>, Vec<_>) = (to.components().collect(), from.components().collect());
    let shared = to.iter().zip(&from).take_while(|(a, b)| a == b).count();
    let ups = from.iter().skip(shared).map(|_| "..");
    ups.chain(to.iter().skip(shared).map(Utf8Component::as_str)).collect::<Vec<_>>().join("/")
}

/// The path from the root of the file system, without `.` and `..`, links not followed.
pub fn absolute(path: &Utf8Path) -> Result<Utf8PathBuf, Failure> {
    let full = camino::absolute_utf8(path).map_err(Failure::file("find", path))?;
    let mut plain = Utf8PathBuf::new();
    for part in full.components() {
        match part {
            Utf8Component::ParentDir => drop(plain.pop()),
            Utf8Component::CurDir => {}
            other => plain.push(other),
        }
    }
    Ok(plain)
}

fn source(path: &Utf8Path, text: Vec<u8>, base: &Utf8Path) -> Source {
    Source::new(name_within(path, base), text)
}

/// What messages and headers call a file.
fn name_within(path: &Utf8Path, base: &Utf8Path) -> String {
    name_of(path.strip_prefix(base).unwrap_or(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_between_folders() {
        let path = |to: &str, from: &str| relative(Utf8Path::new(to), Utf8Path::new(from));
        assert_eq!(path("/a/b/runtime", "/a/b"), "runtime");
        assert_eq!(path("/a/b/runtime", "/a/c/d"), "../../b/runtime");
    }

    #[test]
    fn files_are_shown_as_they_open() {
        let sources = |here: &str| Sources {
            files: Vec::new(),
            order: Vec::new(),
            base: Utf8PathBuf::from("/a/b"),
            here: Utf8PathBuf::from(here),
            folder: String::new(),
            folders: Vec::new(),
            limit: 0,
            referred: RefCell::default(),
            pending: Pending::new(),
            published: Published::default(),
        };
        for (here, expect) in [
            ("/a/b", "spec/x.yaml"),
            ("/a/b/spec/deep", "../x.yaml"),
            ("/a/c", "../b/spec/x.yaml"),
            ("/z", "/a/b/spec/x.yaml"),
        ] {
            assert_eq!(sources(here).shown("spec/x.yaml"), expect, "{here}");
        }
    }

    #[test]
    fn addresses_are_refused() {
        for path in ["https://example.com/a.yaml", "FILE:///a.yaml"] {
            assert!(refuse_addresses(&[Utf8PathBuf::from(path)]).is_err(), "{path}");
        }
        assert!(refuse_addresses(&["./-".into(), "-".into(), "a.yaml".into()]).is_ok());
    }
}
