//! A copy of the project's description and client in a temporary folder, and the command line to run there.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use integration_tests::command_line;
pub(crate) use integration_tests::project_root;
use tempfile::TempDir;

/// A copy that a test may damage.
pub(crate) struct Checkout {
    folder: TempDir,
}

/// What a command ended with.
pub(crate) struct Ended {
    /// The exit code.
    pub(crate) code: i32,
    /// Everything that it printed, both streams.
    pub(crate) printed: String,
}

impl Checkout {
    /// Copies what the commands read and write.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let root = project_root();
        std::fs::copy(root.join("Cargo.toml"), folder.path().join("Cargo.toml")).expect("the manifest");
        copy_folder(&root.join("spec"), &folder.path().join("spec"));
        copy_folder(&root.join("generated-client/src"), &folder.path().join("generated-client/src"));
        for file in ["generated-client/Cargo.toml", "generated-client/README.md"] {
            std::fs::copy(root.join(file), folder.path().join(file)).expect("a file of the client");
        }
        Self { folder }
    }

    /// A path in the copy.
    pub(crate) fn path(&self, relative: &str) -> PathBuf {
        self.folder.path().join(relative)
    }

    /// Runs a command in the copy.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ended {
        self.run_changed(arguments, |command| command)
    }

    /// Runs a command in the copy, in an environment that `change` makes.
    pub(crate) fn run_changed(
        &self,
        arguments: &[&str],
        change: impl FnOnce(&mut Command) -> &mut Command,
    ) -> Ended {
        let mut command = Command::new(command_line());
        let output = change(command.args(arguments).current_dir(self.folder.path())).output();
        ended(&output.expect("the command line starts"))
    }

    /// Replaces text in a file of the copy; the text must be there.
    pub(crate) fn edit(&self, file: &str, from: &str, to: &str) {
        let path = self.path(file);
        let text = std::fs::read_to_string(&path).expect("a readable file");
        assert!(text.contains(from), "{file} contains {from:?}");
        std::fs::write(path, text.replacen(from, to, 1)).expect("a writable file");
    }

    /// All files below a folder of the copy with their bytes, sorted by path.
    pub(crate) fn tree(&self, folder: &str) -> Vec<(PathBuf, Vec<u8>)> {
        tree(&self.path(folder))
    }
}

/// Runs a command in the project itself; it must be one that writes nothing.
pub(crate) fn run_in_project(arguments: &[&str]) -> Ended {
    run_in(&project_root(), arguments)
}

/// Runs a command in a folder.
pub(crate) fn run_in(folder: &Path, arguments: &[&str]) -> Ended {
    let output = Command::new(command_line()).args(arguments).current_dir(folder).output();
    ended(&output.expect("the command line starts"))
}

/// What git prints in a folder.
pub(crate) fn git(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new("git")
        .args(["-c", "user.name=test", "-c", "user.email=test@test.example", "-c", "commit.gpgsign=false"])
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("git starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// All files below a folder with their bytes, sorted by path.
pub(crate) fn tree(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files = Vec::new();
    collect(folder, folder, &mut files);
    files.sort();
    files
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<(PathBuf, Vec<u8>)>) {
    for entry in std::fs::read_dir(folder).expect("a readable folder") {
        let path = entry.expect("a readable entry").path();
        if path.is_dir() {
            collect(root, &path, files);
        } else {
            let bytes = std::fs::read(&path).expect("a readable file");
            files.push((path.strip_prefix(root).expect("below the root").to_owned(), bytes));
        }
    }
}

fn copy_folder(from: &Path, to: &Path) {
    for (file, bytes) in tree(from) {
        let target = to.join(file);
        std::fs::create_dir_all(target.parent().expect("a file has a folder")).expect("a new folder");
        std::fs::write(target, bytes).expect("a new file");
    }
}

fn ended(output: &Output) -> Ended {
    Ended {
        code: output.status.code().expect("the command ends by itself"),
        printed: format!(
            "{}{}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        ),
    }
}
