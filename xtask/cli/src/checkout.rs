//! The checkout that a path stands in, and paths as hosts of repositories read them: from its top.
//!
//! In: a path, as it opens from where the command was called. Out: the path from the top of the checkout.
//! Must never know: what the path is about.

use camino::{Utf8Path, Utf8PathBuf};

use crate::sources::{absolute, relative};

/// The top of the repository, where Git and CI look for their files; else the folder itself.
pub(crate) fn top(folder: &Utf8Path) -> Utf8PathBuf {
    found(folder).unwrap_or(folder).to_owned()
}

/// Turns paths that open from one folder into paths from the top of its checkout. GitHub puts annotations at such paths,
/// whichever folder of the repository a step runs in.
#[derive(Debug)]
pub(crate) struct FromTop {
    here: Utf8PathBuf,
    top: Option<Utf8PathBuf>,
}

impl FromTop {
    /// For paths that open from where the command was called.
    pub(crate) fn of_here() -> Self {
        let here = absolute(Utf8Path::new(".")).unwrap_or_default();
        Self { top: found(&here).map(Utf8Path::to_owned), here }
    }

    /// The path from the top; as it was where it leads out of the checkout, or where there is none.
    pub(crate) fn path(&self, path: &str) -> String {
        let Some(top) = &self.top else { return path.to_owned() };
        match absolute(&self.here.join(path)) {
            Ok(full) if full.starts_with(top) => relative(&full, top),
            _ => path.to_owned(),
        }
    }
}

/// A checkout has `.git` at its top: a folder, or a file in worktrees and submodules.
fn found(folder: &Utf8Path) -> Option<&Utf8Path> {
    folder.ancestors().find(|folder| folder.join(".git").exists())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_those_of_the_checkout() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let root = Utf8Path::from_path(folder.path()).expect("a path in UTF-8");
        std::fs::create_dir_all(root.join("services/pets/spec")).expect("folders");
        let paths = |checkout: &FromTop| {
            ["spec/pets.yaml", "../shared.yaml", "../../../out.yaml", ""].map(|path| checkout.path(path))
        };
        let here = root.join("services/pets");
        let outside = FromTop { here: here.clone(), top: found(&here).map(Utf8Path::to_owned) };
        assert_eq!(outside.top, None);
        assert_eq!(paths(&outside), ["spec/pets.yaml", "../shared.yaml", "../../../out.yaml", ""]);
        // A worktree has a file of that name.
        std::fs::write(root.join(".git"), "gitdir: elsewhere\n").expect("a file");
        let inside = FromTop { top: found(&here).map(Utf8Path::to_owned), here };
        assert_eq!(
            paths(&inside),
            ["services/pets/spec/pets.yaml", "services/shared.yaml", "../../../out.yaml", "services/pets"]
        );
        assert_eq!(inside.path(root.join("a.yaml").as_str()), "a.yaml");
    }
}
