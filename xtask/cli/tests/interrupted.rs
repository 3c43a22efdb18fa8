//! A run that is killed leaves the old client or the new one, never a mixture.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

/// A description of `count` operations, each with a type of its own.
fn description(word: &str, count: usize) -> String {
    let operations = (0..count).map(|at| {
        let tag = at % 7;
        format!(
            r"
  /{word}/{at}:
    get:
      operationId: get_{word}_{at}
      tags: [{word}{tag}]
      responses:
        '200':
          description: yes
          content:
            application/json:
              schema: {{type: object, properties: {{{word}_{at}: {{type: string}}}}}}"
        )
    });
    let head = "openapi: 3.1.0\ninfo: {title: Kill, version: '1'}\npaths:".to_owned();
    std::iter::once(head).chain(operations).collect()
}

fn regenerate(spec: &Path, out: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_callwright"));
    command.args(["regenerate", "--quiet", "--name", "killed", "--spec"]).arg(spec).arg("--out").arg(out);
    command
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command
}

/// The bytes below `src/`.
fn tree(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut waiting = vec![root.join("src")];
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                files.insert(path.strip_prefix(root).unwrap().to_owned(), fs::read(&path).unwrap());
            }
        }
    }
    files
}

#[test]
fn fifty_killed_runs_leave_old_or_new() {
    let guard = tempfile::tempdir().unwrap();
    let (folder, out) = (guard.path(), guard.path().join("crate"));
    let specs = [folder.join("cats.yaml"), folder.join("dogs.yaml")];
    fs::write(&specs[0], description("cat", 40)).unwrap();
    fs::write(&specs[1], description("dog", 60)).unwrap();
    let mut trees = Vec::new();
    let mut longest = Duration::ZERO;
    for spec in [&specs[1], &specs[0]] {
        let start = std::time::Instant::now();
        assert!(regenerate(spec, &out).status().unwrap().success());
        longest = longest.max(start.elapsed());
        trees.push(tree(&out));
    }
    assert_ne!(trees[0], trees[1]);
    for run in 0..50_u32 {
        let mut child = regenerate(&specs[(run % 2) as usize], &out).spawn().unwrap();
        // Spread over the whole run, with most kills near its end, where the writing is.
        std::thread::sleep(longest.mul_f64(f64::from((run * 37) % 50) / 50.0).max(Duration::from_millis(1)));
        let _ = child.kill();
        child.wait().unwrap();
        let found = tree(&out);
        assert!(trees.contains(&found), "run {run} left a mixture of {} files", found.len());
    }
    assert!(regenerate(&specs[0], &out).status().unwrap().success(), "the next run works");
    assert_eq!(tree(&out), trees[1]);
    assert!(!out.join(".regenerate").exists());
}
