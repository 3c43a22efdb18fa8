//! The folder in which the commands of a page run.

use std::cell::RefCell;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use integration_tests::{installed, project_root};
use tempfile::TempDir;

/// The port that the pages name; each scene has a free one in its place.
const PORT: &str = "4010";

/// A folder, a shell in it, and the installed program on its path.
pub(crate) struct Scene {
    folder: TempDir,
    port: String,
    servers: RefCell<Vec<Child>>,
}

impl Drop for Scene {
    fn drop(&mut self) {
        for server in self.servers.get_mut() {
            // It may have stopped by itself.
            let _ = server.kill();
            let _ = server.wait();
        }
    }
}

/// What commands ended with.
#[derive(Debug)]
pub(crate) struct Ended {
    /// Whether all of them ended with 0.
    pub(crate) ok: bool,
    /// What they printed, both streams.
    pub(crate) printed: String,
}

impl Scene {
    /// The scene of this name. `museum` is the description that the first page shows, `program` what it writes there.
    pub(crate) fn new(name: &str, museum: &str, program: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("an address").port().to_string();
        let scene = Self {
            folder: tempfile::tempdir().expect("a temporary folder"),
            port,
            servers: RefCell::default(),
        };
        scene.begin();
        scene.write("spec/museum.yaml", museum, false);
        if name == "an empty workspace" {
            return scene;
        }
        scene.prepare("callwright init --spec spec/museum.yaml");
        match name {
            "museum" | "museum, under version control" => {}
            "museum with a program" => {
                scene.prepare(
                    "cargo add --quiet --package app --path museum-client --features blocking,test-util",
                );
                scene.write("app/src/main.rs", program, false);
            }
            other => panic!("there is no scene {other:?}"),
        }
        scene.prepare("git add . && git commit --quiet --message Begin");
        scene
    }

    /// Writes a file, or adds to one.
    pub(crate) fn write(&self, file: &str, text: &str, at_its_end: bool) {
        let path = self.path().join(file);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a new folder");
        let before = if at_its_end {
            std::fs::read_to_string(&path).unwrap_or_default() + "\n"
        } else {
            String::new()
        };
        std::fs::write(path, before + &text.replace(PORT, &self.port)).expect("a new file");
    }

    /// Changes a file as a block of `diff` says.
    pub(crate) fn edit(&self, file: &str, diff: &str) {
        let side = |gone: char| {
            let lines = diff.lines().filter(|line| !line.starts_with(gone)).filter_map(|line| line.get(1..));
            lines.flat_map(|line| [line, "\n"]).collect::<String>()
        };
        let text = std::fs::read_to_string(self.path().join(file)).expect("the file to edit");
        let old = side('+');
        assert_eq!(text.matches(&old).count(), 1, "{file} has these lines once: {old}\n{text}");
        self.write(file, &text.replace(&old, &side('-')), false);
    }

    /// Runs a command as a shell does; one that ends in `&` goes on, and what it says is not waited for.
    pub(crate) fn run(&self, command: &str) -> Ended {
        let command = command.replace(PORT, &self.port);
        if let Some(server) = command.strip_suffix('&') {
            return self.start(server);
        }
        let output = self.shell(&format!("{{ {command}; }} 2>&1")).output().expect("a shell starts");
        let printed = String::from_utf8_lossy(&output.stdout).replace(&self.port, PORT);
        Ended { ok: output.status.success(), printed }
    }

    /// Starts a server and waits for its first line. It stops by itself, as the page says.
    fn start(&self, server: &str) -> Ended {
        assert!(server.contains("--stop-after"), "a server in a page says when it stops: {server}");
        let said = self.path().join("server.out");
        let file = std::fs::File::create(&said).expect("a new file");
        let child = self
            .shell(&format!("exec {server}"))
            .stdout(file)
            .stderr(Stdio::null())
            .spawn()
            .expect("a shell starts");
        self.servers.borrow_mut().push(child);
        for _ in 0..600 {
            let printed = std::fs::read_to_string(&said).expect("what the server said");
            if printed.ends_with('\n') {
                return Ended { ok: true, printed: printed.replace(&self.port, PORT) };
            }
            std::thread::sleep(std::time::Duration::from_millis(100));
        }
        Ended { ok: false, printed: format!("the server says nothing: {server}") }
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    /// A workspace of one crate under version control, with the versions that this project is tested with.
    fn begin(&self) {
        let runtime = project_root().join("generated-client/runtime");
        let patch = format!(
            "[workspace]\nresolver = \"3\"\nmembers = [\"app\"]\n\n# Stands for the registry.\n[patch.crates-io]\n\
             callwright-runtime = {{ path = {:?} }}\n",
            runtime.to_str().expect("a path in UTF-8")
        );
        self.write("Cargo.toml", &patch, false);
        let app = "[package]\nname = \"app\"\nversion = \"0.1.0\"\nedition = \"2024\"\npublish = false\n";
        self.write("app/Cargo.toml", app, false);
        self.write("app/src/main.rs", "fn main() {}\n", false);
        self.write(".gitignore", "/target\nserver.out\n", false);
        std::fs::copy(project_root().join("Cargo.lock"), self.path().join("Cargo.lock")).expect("the lock");
        self.prepare(
            "git init --quiet --initial-branch main && git add . && git commit --quiet --message Empty",
        );
    }

    fn prepare(&self, command: &str) {
        let ended = self.run(command);
        assert!(ended.ok, "{command}: {}", ended.printed);
    }

    fn shell(&self, command: &str) -> Command {
        let mut shell = Command::new("sh");
        let programs = installed().parent().expect("a folder of programs");
        let path = std::env::var_os("PATH").unwrap_or_default();
        let path: Vec<PathBuf> =
            [programs.to_owned()].into_iter().chain(std::env::split_paths(&path)).collect();
        shell
            .args(["-euc", command])
            .current_dir(self.path())
            .stdin(Stdio::null())
            .env("PATH", std::env::join_paths(path).expect("a search path"))
            .env("CARGO_TARGET_DIR", project_root().join("target/team"))
            .env("CARGO_INCREMENTAL", "0")
            .env("CARGO_PROFILE_DEV_DEBUG", "0");
        for name in ["GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"] {
            shell.env(name, "reader");
        }
        for name in ["GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"] {
            shell.env(name, "reader@museum.example");
        }
        shell
    }
}
