//! A revision of git, read through `git` itself.
//!
//! In: its name, and paths of the working tree. Out: the files below those paths as they were, in a folder that goes away.
//! Must never know: what is in the files.

use std::fs;
use std::process::{Command, Stdio};

use camino::{Utf8Component, Utf8Path, Utf8PathBuf};

use crate::drift::name_of;
use crate::failure::Failure;
use crate::sources::absolute;

/// A revision that is there.
pub(crate) struct Revision<'a> {
    name: &'a str,
    /// The commit that it names.
    commit: String,
    /// A folder of the repository.
    root: &'a Utf8Path,
}

/// Files of a revision.
pub(crate) struct Checkout {
    folder: tempfile::TempDir,
    /// What was asked for, in that folder.
    pub(crate) paths: Vec<Utf8PathBuf>,
}

impl Checkout {
    pub(crate) fn folder(&self) -> &Utf8Path {
        Utf8Path::from_path(self.folder.path()).unwrap_or(Utf8Path::new("."))
    }
}

impl<'a> Revision<'a> {
    /// Finds the commit of this name.
    pub(crate) fn find(name: &'a str, root: &'a Utf8Path) -> Result<Self, Failure> {
        let wanted = format!("{name}^{{commit}}");
        // Behind `--end-of-options` nothing is taken for a flag.
        let found = git(root, &["rev-parse", "--verify", "--quiet", "--end-of-options", &wanted])?;
        let Some(commit) = found else {
            return Err(Failure::usage(format!(
                "`{name}` is neither a path nor a revision of git in {root}; name a commit, a tag, a branch, a description \
                 or the api.txt of a client for --base"
            )));
        };
        let commit = String::from_utf8_lossy(&commit).trim().to_owned();
        Ok(Self { name, commit, root })
    }

    /// Whether a path is one of the repository's, so that the revision can say something of it.
    pub(crate) fn holds(&self, path: &Utf8Path) -> bool {
        self.below(path).is_ok()
    }

    /// The tag before what is committed, where there is one.
    pub(crate) fn last_tag(root: &Utf8Path) -> Result<Option<String>, Failure> {
        let found = git(root, &["describe", "--tags", "--abbrev=0"])?;
        Ok(found.map(|name| String::from_utf8_lossy(&name).trim().to_owned()))
    }

    /// The text of one file as it was; `None` where there was none.
    pub(crate) fn file(&self, path: &Utf8Path) -> Result<Option<Vec<u8>>, Failure> {
        let below = self.below(path)?;
        git(self.root, &["cat-file", "blob", &format!("{}:./{below}", self.commit)])
    }

    /// The files at and below these paths. A path that was not there is refused: nothing is not the same as no change.
    pub(crate) fn check_out(&self, paths: &[Utf8PathBuf]) -> Result<Checkout, Failure> {
        let folder =
            tempfile::tempdir().map_err(Failure::file("create", Utf8Path::new("a temporary folder")))?;
        let place = Utf8PathBuf::from_path_buf(folder.path().to_owned())
            .map_err(|path| Failure::usage(format!("the path {} is not UTF-8", path.display())))?;
        let mut inside = Vec::new();
        for path in paths {
            let below = self.below(path)?;
            let names = self.names(&below)?;
            if names.is_empty() {
                return Err(Failure::usage(format!("`{}` has no {below}", self.name)));
            }
            for name in &names {
                self.write(name, &place)?;
            }
            inside.push(place.join(&below));
        }
        Ok(Checkout { folder, paths: inside })
    }

    /// The files at and below a path. Links are left out: what they name is not in them.
    fn names(&self, below: &str) -> Result<Vec<String>, Failure> {
        let listed = git(self.root, &["ls-tree", "-r", "-z", &self.commit, "--", below])?.unwrap_or_default();
        let mut names = Vec::new();
        for entry in listed.split(|byte| *byte == 0).filter(|entry| !entry.is_empty()) {
            let entry = String::from_utf8_lossy(entry);
            let Some((data, name)) = entry.split_once('\t') else { continue };
            if data.starts_with("100") {
                names.push(name.to_owned());
            }
        }
        Ok(names)
    }

    fn write(&self, name: &str, place: &Utf8Path) -> Result<(), Failure> {
        let relative = Utf8Path::new(name);
        if !relative.components().all(|part| matches!(part, Utf8Component::Normal(_))) {
            return Err(Failure::usage(format!("`{}` has a file that cannot be written: {name}", self.name)));
        }
        let object = format!("{}:./{name}", self.commit);
        let Some(bytes) = git(self.root, &["cat-file", "blob", &object])? else {
            return Err(Failure::usage(format!("`{}` has no {name}", self.name)));
        };
        let file = place.join(relative);
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder).map_err(Failure::file("create", folder))?;
        }
        fs::write(&file, bytes).map_err(Failure::file("write", &file))
    }

    /// A path as it is called from the project's folder.
    fn below(&self, path: &Utf8Path) -> Result<String, Failure> {
        let path = absolute(path)?;
        let root = absolute(self.root)?;
        let below = path.strip_prefix(&root).map(name_of).map_err(|_| {
            Failure::usage(format!("{path} is not in {root}, so that `{}` says nothing of it", self.name))
        })?;
        Ok(if below.is_empty() { ".".to_owned() } else { below })
    }
}

/// What git prints; `None` where it says that there is no such thing.
fn git(root: &Utf8Path, arguments: &[&str]) -> Result<Option<Vec<u8>>, Failure> {
    let output = Command::new("git")
        .args(["-C", root.as_str(), "-c", "core.quotePath=false"])
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .map_err(|source| Failure::Program { program: "git".to_owned(), source })?;
    Ok(output.status.success().then_some(output.stdout))
}
