//! An empty project in a temporary folder, and the command line to run there.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

/// The command line.
pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_callwright");

/// A folder that a test may fill.
pub(crate) struct Project {
    folder: TempDir,
}

/// What a command ended with.
pub(crate) struct Ended {
    pub(crate) code: Option<i32>,
    /// What it printed as its result.
    pub(crate) out: String,
    /// Everything that it printed, both streams.
    pub(crate) printed: String,
}

impl Ended {
    /// Fails unless it ended with this code and said these words.
    #[track_caller]
    pub(crate) fn expect(self, code: i32, words: &[&str]) -> Self {
        assert_eq!(self.code, Some(code), "{}", self.printed);
        for word in words {
            assert!(self.printed.contains(word), "{word:?} in {}", self.printed);
        }
        self
    }
}

impl Project {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        std::fs::write(folder.path().join("Cargo.toml"), "[workspace]\nresolver = \"3\"\n")
            .expect("a manifest");
        Self { folder }
    }

    pub(crate) fn path(&self, relative: &str) -> PathBuf {
        self.folder.path().join(relative)
    }

    pub(crate) fn read(&self, relative: &str) -> String {
        std::fs::read_to_string(self.path(relative)).unwrap_or_else(|error| panic!("{relative}: {error}"))
    }

    pub(crate) fn write(&self, relative: &str, text: &str) {
        std::fs::write(self.path(relative), text).expect("a writable file");
    }

    /// Runs a command in the project.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ended {
        let child = self.start(arguments, Stdio::null());
        ended(child)
    }

    /// Starts a command in the project.
    pub(crate) fn start(&self, arguments: &[&str], input: Stdio) -> Child {
        Command::new(PROGRAM)
            .args(arguments)
            .current_dir(self.folder.path())
            .stdin(input)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the command line starts")
    }

    /// All files below a folder with their bytes; nothing where there is no folder.
    pub(crate) fn tree(&self, folder: &str) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut files = BTreeMap::new();
        let mut waiting = vec![self.path(folder)];
        while let Some(folder) = waiting.pop() {
            for entry in std::fs::read_dir(&folder).into_iter().flatten() {
                let path = entry.expect("a readable entry").path();
                if path.is_dir() {
                    waiting.push(path);
                } else {
                    let below = path.strip_prefix(self.folder.path()).unwrap_or(Path::new("")).to_owned();
                    files.insert(below, std::fs::read(&path).expect("a readable file"));
                }
            }
        }
        files
    }
}

/// Waits for the end of a command.
pub(crate) fn ended(child: Child) -> Ended {
    let output = child.wait_with_output().expect("it ends");
    let out = String::from_utf8_lossy(&output.stdout).into_owned();
    let printed = format!("{out}{}", String::from_utf8_lossy(&output.stderr));
    Ended { code: output.status.code(), out, printed }
}

/// Presses Ctrl-C.
pub(crate) fn interrupt(child: &Child) {
    let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill starts");
    assert!(sent.success());
}

/// A description with these operations, each `method /path`.
pub(crate) fn description(title: &str, operations: &[&str]) -> String {
    let mut text = format!("openapi: 3.1.0\ninfo: {{title: {title}, version: '1'}}\npaths:\n");
    if operations.is_empty() {
        text = text.replace("paths:\n", "paths: {}\n");
    }
    for operation in operations {
        let (method, path) = operation.split_once(' ').expect("a method and a path");
        let id = path.replace('/', "_");
        text.push_str(&format!(
            "  {path}:\n    {method}:\n      operationId: {method}{id}\n      responses: {{'204': {{description: fine}}}}\n"
        ));
    }
    text
}
