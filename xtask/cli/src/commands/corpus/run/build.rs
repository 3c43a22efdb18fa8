//! Building programs: several in one workspace, so that what they share is built once.
//!
//! In: the sources of programs below `run/`, beside the crates that they call. Out: programs, or what the compiler said.
//! Must never know: what a program does.

use std::fs;
use std::fs::File;
use std::process::Stdio;
use std::time::{Duration, Instant};

use camino::{Utf8Path, Utf8PathBuf};
use toml::Table;

use super::super::compile::{self, no_cargo};
use super::super::units::Unit;
use super::process::{Ended, wait};
use super::{Order, Program, package};
use crate::failure::Failure;
use crate::project::Runtime;
use crate::sources::relative;

/// How long a build may take.
const PATIENCE: Duration = Duration::from_secs(60 * 60);

/// What came of a build.
pub(super) struct Built {
    said: String,
    folder: Utf8PathBuf,
}

impl Built {
    /// Why there is no program, if there is none.
    pub(super) fn complaint(&self, unit: &Unit) -> Option<String> {
        if program(&self.folder, unit).is_file() {
            return None;
        }
        let errors = || self.said.lines().filter(|line| line.contains("error"));
        let own = errors().find(|line| line.contains(&format!("{}/src/", unit.slug)));
        let first = own.or_else(|| errors().next()).unwrap_or("the build was ended");
        Some(first.to_owned())
    }
}

/// Builds the programs, one in spite of another.
pub(super) fn build(order: &Order<'_>, batch: &[Program<'_>]) -> Result<Built, Failure> {
    let workspace = order.crates.join("run");
    gather(order, batch)?;
    let lock = order.project.root.join("Cargo.lock");
    if lock.is_file() {
        fs::copy(&lock, workspace.join("Cargo.lock")).map_err(Failure::file("copy", &lock))?;
    }
    let target = compile::target(order.project);
    for program in batch {
        write(&workspace.join(&program.unit.slug).join("Cargo.toml"), &manifest(order, program.unit)?)?;
        // What an earlier run left is not a program of this one.
        drop(fs::remove_file(self::program(&target, program.unit)));
    }
    let log = workspace.join("build.log");
    let output = File::create(&log).map_err(Failure::file("create", &log))?;
    let mut child = compile::cargo(order.project, &workspace)
        .args(["build", "--workspace", "--keep-going", "--quiet", "--message-format=short"])
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .stdout(Stdio::null())
        .stderr(output)
        .spawn()
        .map_err(no_cargo)?;
    let ended = wait(&mut child, Instant::now() + PATIENCE).map_err(no_cargo)?;
    let mut said = fs::read_to_string(&log).unwrap_or_default();
    if let Ended::Late = ended {
        said.push_str("error: the build took too long\n");
    }
    Ok(Built { said, folder: target })
}

/// Makes the programs the members of the workspace.
pub(super) fn gather(order: &Order<'_>, programs: &[Program<'_>]) -> Result<(), Failure> {
    let members: Vec<String> = programs.iter().map(|program| format!("{:?}", program.unit.slug)).collect();
    let text = format!("[workspace]\nresolver = \"3\"\nmembers = [{}]\n", members.join(", "));
    write(&order.crates.join("run/Cargo.toml"), &text)
}

/// Removes what was built of these programs and their crates: no other needs it.
pub(super) fn forget(order: &Order<'_>, batch: &[Program<'_>]) -> Result<(), Failure> {
    let packages = batch.iter().flat_map(|program| {
        ["--package".to_owned(), package(program.unit), "--package".to_owned(), program.unit.slug.clone()]
    });
    let mut command = compile::cargo(order.project, &order.crates.join("run"));
    command.args(["clean", "--quiet"]).args(packages).output().map(drop).map_err(no_cargo)
}

/// The file of a built program.
pub(super) fn program(target: &Utf8Path, unit: &Unit) -> Utf8PathBuf {
    target.join("debug").join(format!("{}{}", package(unit), std::env::consts::EXE_SUFFIX))
}

/// A program talks to this machine only, so its client has every resource and no TLS.
fn manifest(order: &Order<'_>, unit: &Unit) -> Result<String, Failure> {
    let own = order.crates.join(&unit.slug).join("Cargo.toml");
    let text = fs::read_to_string(&own).map_err(Failure::file("read", &own))?;
    let features = features(&text);
    let folder = order.crates.join("run").join(&unit.slug);
    let every_call = relative(&order.project.root.join("xtask/every-call"), &folder);
    let runtime = match &order.project.shared.runtime {
        Some(Runtime::Folder(path)) => relative(path, &folder),
        _ => {
            return Err(Failure::usage(
                "--run needs a checkout of the generator, whose runtime has a folder there",
            ));
        }
    };
    Ok(format!(
        "[package]\nname = {name:?}\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n[dependencies]\n\
         client = {{ package = {client:?}, path = {path:?}, default-features = false, features = {features:?} }}\n\
         every-call = {{ path = {every_call:?} }}\n\
         runtime = {{ package = \"callwright-runtime\", path = {runtime:?}, default-features = false }}\n",
        name = package(unit),
        client = unit.slug,
        path = format!("../../{}", unit.slug),
    ))
}

/// What the crate has by default but for TLS, and streams.
fn features(manifest: &str) -> Vec<String> {
    let manifest: Table = manifest.parse().unwrap_or_default();
    let default = manifest.get("features").and_then(|features| features.get("default")?.as_array());
    let names = default.into_iter().flatten().filter_map(|name| name.as_str());
    names.filter(|name| *name != "rustls").chain(["stream"]).map(str::to_owned).collect()
}

fn write(path: &Utf8Path, text: &str) -> Result<(), Failure> {
    fs::write(path, text).map_err(Failure::file("write", path))
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_program_has_every_resource_and_no_tls() {
        let manifest = "[features]\ndefault = [\n    \"a\",\n    \"b\",\n    \"rustls\",\n]\na = []\n";
        assert_eq!(super::features(manifest), ["a", "b", "stream"]);
    }
}
