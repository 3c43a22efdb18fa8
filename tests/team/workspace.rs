//! A workspace in a temporary folder, and the program to run there.

use std::path::PathBuf;
use std::process::Command;

use integration_tests::installed;
use tempfile::TempDir;

/// A small API with two resources: the one that the book shows.
pub(crate) const MUSEUM: &str = include_str!("../fixtures/museum.yaml");

/// A folder of a team, with a workspace of one crate.
pub(crate) struct Team {
    folder: TempDir,
}

/// What a command ended with.
pub(crate) struct Ended {
    /// The exit code.
    pub(crate) code: i32,
    /// Everything that it printed, both streams.
    pub(crate) printed: String,
}

impl Team {
    /// A workspace with a description, and no client yet.
    pub(crate) fn new() -> Self {
        let team = Self { folder: tempfile::tempdir().expect("a temporary folder") };
        team.write("Cargo.toml", "# Ours.\n[workspace]\nresolver = \"3\"\nmembers = [\"app\"]\n");
        team.write("app/Cargo.toml", "[package]\nname = \"app\"\nversion = \"0.1.0\"\nedition = \"2024\"\n");
        team.write("app/src/main.rs", "fn main() {}\n");
        team.write("spec/museum.yaml", MUSEUM);
        team
    }

    /// A path in the folder.
    pub(crate) fn path(&self, relative: &str) -> PathBuf {
        self.folder.path().join(relative)
    }

    /// Writes a file and the folders above it.
    pub(crate) fn write(&self, file: &str, text: &str) {
        let path = self.path(file);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a new folder");
        std::fs::write(path, text).expect("a new file");
    }

    /// The text of a file.
    pub(crate) fn read(&self, file: &str) -> String {
        std::fs::read_to_string(self.path(file)).expect("a readable file")
    }

    /// Replaces text in a file; it must be there.
    pub(crate) fn edit(&self, file: &str, from: &str, to: &str) {
        let text = self.read(file);
        assert!(text.contains(from), "{file} contains {from:?}: {text}");
        self.write(file, &text.replacen(from, to, 1));
    }

    /// Runs the installed program here.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ended {
        self.run_in("", arguments)
    }

    /// Runs the installed program in a folder below.
    pub(crate) fn run_in(&self, folder: &str, arguments: &[&str]) -> Ended {
        let output = Command::new(installed()).args(arguments).current_dir(self.path(folder)).output();
        let output = output.expect("the program starts");
        Ended {
            code: output.status.code().expect("the program ends by itself"),
            printed: [output.stdout, output.stderr]
                .map(|said| String::from_utf8_lossy(&said).into_owned())
                .concat(),
        }
    }

    /// Runs the program, which must end with this code and say all of this.
    #[track_caller]
    pub(crate) fn expect(&self, arguments: &[&str], code: i32, said: &[&str]) -> String {
        let ended = self.run(arguments);
        assert_eq!(ended.code, code, "{arguments:?}: {}", ended.printed);
        for part in said {
            assert!(ended.printed.contains(part), "{arguments:?} says {part:?}: {}", ended.printed);
        }
        ended.printed
    }
}
