//! What a program needs of a large API, beside the whole of it: how many lines that is, and how long they take to check.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use codegen::output::FileMap;
use integration_tests::{installed, project_root};

use super::folder;
use crate::generate;

/// The most that the listing of one small resource may be of the whole client, in percent of the lines.
const MOST: usize = 2;

const DESCRIPTION: &str = "k8s-core-v1.json";

/// `cargo test -p integration-tests --features corpus --test parts kubernetes -- --nocapture` prints lines and time.
#[test]
fn a_small_resource_is_a_small_part_of_the_whole() {
    let text = fs::read(folder().join(DESCRIPTION)).expect("a description of the corpus");
    let lines = |select: Option<&str>| count_lines(&generate(DESCRIPTION, &text, select).0);
    let whole = lines(None);
    for operation in ["listCoreV1ComponentStatus", "listCoreV1NamespacedConfigMap"] {
        let part = lines(Some(&format!("operation={operation}")));
        println!("{operation}: {part} of {whole} lines, {}", percent(part, whole));
        assert!(part * 100 <= whole * MOST, "{operation}: {part} of {whole} lines");
    }
}

/// The time is printed and not asserted: it is the machine's.
#[test]
fn creating_a_pod_is_checked_alone() {
    let made = tempfile::tempdir().expect("a temporary folder");
    let spec = folder().join(DESCRIPTION);
    let output = Command::new(installed())
        .args(["regenerate", "--quiet", "--select", "operation=createCoreV1NamespacedPod", "--spec"])
        .arg(&spec)
        .arg("--runtime")
        .arg(project_root().join("generated-client/runtime"))
        .args(["--name", "pods", "--out"])
        .arg(made.path())
        .current_dir(&made)
        .output()
        .expect("the program starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    fs::copy(project_root().join("Cargo.lock"), made.path().join("Cargo.lock")).expect("the lock");
    let cold = check(made.path());
    let front = made.path().join("src/lib.rs");
    fs::write(&front, fs::read(&front).expect("the front")).expect("the front again");
    let warm = check(made.path());
    let text = fs::read(&spec).expect("a description of the corpus");
    let select = Some("operation=createCoreV1NamespacedPod");
    let [part, whole] = [select, None].map(|select| count_lines(&generate(DESCRIPTION, &text, select).0));
    println!(
        "createCoreV1NamespacedPod: {part} of {whole} lines, {}; cargo check: {:.1} s, with what it depends on {:.1} s",
        percent(part, whole),
        warm.as_secs_f64(),
        cold.as_secs_f64(),
    );
    assert!(part < whole);
}

/// Checks a crate, and gives the time that it took.
fn check(folder: &Path) -> Duration {
    let start = Instant::now();
    let output = Command::new(env!("CARGO"))
        .args(["check", "--quiet"])
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", project_root().join("target/team"))
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .output()
        .expect("cargo starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    start.elapsed()
}

/// The lines of Rust.
fn count_lines(files: &FileMap) -> usize {
    let sources =
        files.iter().filter(|(path, _)| Path::new(path).extension().is_some_and(|ending| ending == "rs"));
    sources.map(|(_, text)| text.lines().count()).sum()
}

fn percent(part: usize, whole: usize) -> String {
    let thousandths = part * 1000 / whole;
    format!("{}.{} %", thousandths / 10, thousandths % 10)
}
