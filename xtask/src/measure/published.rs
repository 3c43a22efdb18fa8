//! The program as people get it: built as the files are that a release publishes.
//!
//! In: the workspace. Out: where the program is. Must never know: what is measured with it.

use std::process::{Command, Stdio};

use camino::Utf8PathBuf;
use serde_json::Value;

use callwright::failure::Failure;
use callwright::project::Project;
use callwright::terminal;

const PACKAGE: &str = "callwright";

/// Builds the program, unless it is there and fresh. The one that runs may be any build: `cargo xtask` makes one that is quick
/// to build.
pub(super) fn build(project: &Project) -> Result<Utf8PathBuf, Failure> {
    terminal::note(
        "building the program with the profile `dist`, which takes minutes where it is not there yet",
    );
    let cargo = crate::cargo::program();
    let failed = |source| Failure::Program { program: cargo.clone(), source };
    let output = Command::new(&cargo)
        .args(["build", "--quiet", "--locked", "--profile", "dist", "--package", PACKAGE, "--bin", PACKAGE])
        .args(["--message-format", "json-render-diagnostics"])
        .current_dir(&project.root)
        .stderr(Stdio::inherit())
        .output()
        .map_err(failed)?;
    if !output.status.success() {
        return Err(failed(std::io::Error::other("the program could not be built")));
    }
    executable(&String::from_utf8_lossy(&output.stdout))
        .ok_or_else(|| failed(std::io::Error::other("cargo does not say where the program is")))
}

/// The program among the messages of `cargo`, one a line.
fn executable(messages: &str) -> Option<Utf8PathBuf> {
    let messages = messages.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    messages
        .filter(|message| message["target"]["name"] == PACKAGE)
        .find_map(|message| message["executable"].as_str().map(Utf8PathBuf::from))
}

#[cfg(test)]
mod tests {
    use super::executable;

    #[test]
    fn the_program_is_found_among_the_messages() {
        let messages = r#"{"reason":"compiler-artifact","target":{"name":"callwright"},"executable":null}
not a message
{"reason":"compiler-artifact","target":{"name":"cargo-callwright"},"executable":"/target/dist/cargo-callwright"}
{"reason":"compiler-artifact","target":{"name":"callwright"},"executable":"/target/dist/callwright"}
{"reason":"build-finished","success":true}"#;
        assert_eq!(executable(messages).as_deref(), Some("/target/dist/callwright".into()));
        assert_eq!(executable("{}"), None);
    }
}
