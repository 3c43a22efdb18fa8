//! What Cargo says of the crates of the proofs.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use integration_tests::project_root;
use serde_json::Value;

use super::crates::{folder, modules};

fn cargo(verb: &str, name: &str) -> Output {
    Command::new(env!("CARGO"))
        .args([verb, "--quiet", "--offline", "--package", name, "--message-format", "json"])
        .current_dir(folder())
        // What the clients stand on may be built there already.
        .env("CARGO_TARGET_DIR", project_root().join("target/proofs/target"))
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env("CARGO_INCREMENTAL", "0")
        .output()
        .expect("cargo starts")
}

/// The modules of a crate that do not compile, each with the first message.
pub(super) fn failures(name: &str) -> BTreeMap<String, String> {
    let output = cargo("build", name);
    let found = messages(&output);
    assert!(output.status.success() || !found.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    found
}

fn messages(output: &Output) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let Ok(message) = serde_json::from_str::<Value>(line) else { continue };
        let said = &message["message"];
        if said["level"] != "error" {
            continue;
        }
        let spans = said["spans"].as_array().into_iter().flatten();
        let files =
            spans.filter(|span| span["is_primary"] == true).filter_map(|span| span["file_name"].as_str());
        for file in files {
            let module = Path::new(file).file_stem().unwrap_or_default().to_string_lossy().into_owned();
            found.entry(module).or_insert_with(|| said["message"].as_str().unwrap_or_default().to_owned());
        }
    }
    found
}

/// Which of these programs compile, though they should not. What the compiler does not say while names are missing, it says
/// in another round: each takes out the programs that are known to fail.
pub(super) fn compiling(name: &str, mut left: BTreeSet<String>) -> BTreeSet<String> {
    while !left.is_empty() {
        modules(name, &left);
        let found = failures(name);
        let failed: Vec<&str> = found.keys().filter_map(|module| module.strip_prefix("new_")).collect();
        assert_eq!(failed.len(), found.len(), "what the programs stand on does not compile: {found:?}");
        if failed.is_empty() {
            break;
        }
        for name in failed {
            left.remove(name);
        }
    }
    left
}

/// The program that a crate becomes.
pub(super) fn program(name: &str) -> PathBuf {
    let output = cargo("build", name);
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let built = text.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let mut programs = built.filter_map(|message| message["executable"].as_str().map(PathBuf::from));
    programs.next().unwrap_or_else(|| panic!("{}", String::from_utf8_lossy(&output.stderr)))
}
