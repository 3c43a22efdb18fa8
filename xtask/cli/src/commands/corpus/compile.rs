//! Does the crate of a description compile?
//!
//! In: a crate's folder. Out: whether `cargo check` is content under `-D warnings`, and how long it took.
//! Must never know: what the crate is made from.

use std::fs;
use std::process::{Command, Stdio};
use std::time::Instant;

use camino::{Utf8Path, Utf8PathBuf};
use serde::Serialize;

use crate::failure::Failure;
use crate::project::Project;

/// What the compiler said.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Compiled {
    /// Whether there was neither error nor warning, and no test failed.
    pub(super) clean: bool,
    /// How many errors there were.
    pub(super) errors: usize,
    /// Wall time of `cargo check` with dependencies warm.
    pub(super) seconds: f64,
    /// The first error.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) first_error: String,
}

/// What is run of a crate that compiles.
#[derive(Clone, Copy, Debug)]
pub(super) struct Also {
    /// The test of the description's examples.
    pub(super) tests: bool,
    /// The examples in the documentation.
    pub(super) examples: bool,
}

/// Features besides the default ones that have code of their own.
const FEATURES: [&str; 3] = ["stream", "blocking", "types"];

/// Checks the crate, and runs of it what is asked. The first crate of a run warms up the dependencies and is
/// checked twice.
pub(super) fn check(
    project: &Project,
    folder: &Utf8Path,
    first: bool,
    also: Also,
) -> Result<Compiled, Failure> {
    prepare(project, folder)?;
    if first {
        run_cargo(project, folder, &["check", "--lib"])?;
        let root = folder.join("src/lib.rs");
        let text = fs::read(&root).map_err(Failure::file("read", &root))?;
        fs::write(&root, text).map_err(Failure::file("write", &root))?;
    }
    let mut compiled = run_cargo(project, folder, &["check", "--lib"])?;
    for (is_asked, command) in [(also.tests, ["test", "--lib"]), (also.examples, ["test", "--doc"])] {
        if is_asked && compiled.clean {
            compiled = Compiled { seconds: compiled.seconds, ..run_cargo(project, folder, &command)? };
        }
    }
    forget(project, folder)?;
    Ok(compiled)
}

/// Gives the crate the versions of this project.
fn prepare(project: &Project, folder: &Utf8Path) -> Result<(), Failure> {
    let (lock, copy) = (project.root.join("Cargo.lock"), folder.join("Cargo.lock"));
    if !lock.is_file() {
        return Ok(());
    }
    fs::copy(&lock, &copy).map(drop).map_err(Failure::file("copy", &lock))
}

/// Removes what was built of the crate itself: of some hundred crates it fills a disk, and no other crate reads it.
fn forget(project: &Project, folder: &Utf8Path) -> Result<(), Failure> {
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap_or_default();
    let name = manifest.lines().find_map(|line| line.strip_prefix("name = "));
    let Some(name) = name.map(|name| name.trim_matches('"')) else { return Ok(()) };
    cargo(project, folder).args(["clean", "--quiet", "--package", name]).output().map(drop).map_err(no_cargo)
}

fn run_cargo(project: &Project, folder: &Utf8Path, command: &[&str]) -> Result<Compiled, Failure> {
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap_or_default();
    let has = |feature: &&str| {
        manifest.lines().any(|line| line.split('=').next().is_some_and(|key| key.trim() == *feature))
    };
    let features: Vec<&str> = FEATURES.into_iter().filter(has).collect();
    let start = Instant::now();
    let output = cargo(project, folder)
        .args(command)
        .args(["--quiet", "--message-format=short", "--features", &features.join(",")])
        .output()
        .map_err(no_cargo)?;
    // The words of a test that fails are on the other stream.
    let said = [output.stderr, output.stdout].concat();
    let complaints = String::from_utf8_lossy(&said);
    let is_error = |line: &&str| line.contains("error") || line.starts_with('#');
    let errors: Vec<&str> = complaints.lines().filter(is_error).collect();
    Ok(Compiled {
        clean: output.status.success(),
        errors: errors.len(),
        seconds: start.elapsed().as_secs_f64(),
        first_error: errors.first().map_or(String::new(), |line| (*line).to_owned()),
    })
}

/// Cargo in a folder, with the target folder that all crates of the corpus share.
pub(super) fn cargo(project: &Project, folder: &Utf8Path) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", target(project))
        .env("RUSTFLAGS", "-D warnings")
        // Each is built once, and nobody debugs it.
        .envs([("CARGO_INCREMENTAL", "0"), ("CARGO_PROFILE_TEST_DEBUG", "false")])
        // Set by the `cargo` that runs this program; a build of another crate must not see them.
        .env_remove("CARGO_MANIFEST_DIR")
        .env_remove("CARGO_PKG_NAME")
        .stdin(Stdio::null());
    command
}

/// Where everything of the corpus is built.
pub(super) fn target(project: &Project) -> Utf8PathBuf {
    project.root.join("target/corpus")
}

pub(super) fn no_cargo(source: std::io::Error) -> Failure {
    Failure::Program { program: "cargo".to_owned(), source }
}
