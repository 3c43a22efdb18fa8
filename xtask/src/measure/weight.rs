//! What the emitted code of a made-up API costs its users' compiler, against derived serde; and what a client costs,
//! against crates of other generators.
//!
//! In: the size of the API, or descriptions and crates. Out: `cargo check` of the crates: time, memory, ratio.
//! Must never know: what the emitted code looks like.

use std::fs;
use std::process::Command;

use camino::{Utf8Path, Utf8PathBuf};

use super::child::{Measured, measure};
use super::median;
use super::synthetic::{self, Size};
use crate::arguments::{SyntheticSize, Weight};
use callwright::failure::{Failure, Verdict};
use callwright::project::Project;
use callwright::sources::absolute;
use callwright::terminal;

/// The features that are on beside the default ones, in each crate that has them: all of an emitted crate but `native-tls`,
/// which wants headers of the system.
const FEATURES: [&str; 5] = ["stream", "blocking", "types", "tracing", "test-util"];

/// A crate to weigh.
struct Weighed {
    name: String,
    folder: Utf8PathBuf,
    features: String,
}

/// Writes the crates below `target/measure/`, checks each with dependencies warm, prints the table.
pub(super) fn run(project: &Project, arguments: &Weight, runs: usize) -> Result<Verdict, Failure> {
    let folder = project.root.join("target/measure/weight");
    let named = !arguments.spec.is_empty() || !arguments.crates.is_empty();
    let crates = if named {
        named_crates(project, &folder, arguments)?
    } else {
        made_up(project, &folder, arguments.size)?
    };
    println!("`cargo check`, dependencies warm, median of {runs}");
    println!("{:24} {:>8} {:>8} {:>8} {:>8}", "", "user s", "wall s", "peak MB", "ratio");
    let mut first = f64::NAN;
    for weighed in crates {
        let taken = check(project, &weighed, runs)?;
        if first.is_nan() {
            first = taken.user;
        }
        terminal::print(&format!(
            "{:24} {:8.2} {:8.2} {:8.0} {:8.3}\n",
            weighed.name,
            taken.user,
            taken.wall,
            taken.peak_mb,
            taken.user / first
        ));
    }
    Ok(Verdict::Fine)
}

fn made_up(project: &Project, folder: &Utf8Path, size: SyntheticSize) -> Result<Vec<Weighed>, Failure> {
    let size = Size { schemas: size.schemas, fields: size.fields, operations: size.operations };
    println!("{} schemas of {} fields, {} operations", size.schemas, size.fields, size.operations);
    let weighed = |name: &str, folder| Weighed { name: name.to_owned(), folder, features: String::new() };
    let emitted = |name: &str, size| {
        let description = folder.join(format!("{name}.json"));
        write(&description, &synthetic::description(size).to_string())?;
        emitted_crate(project, folder, name, &description)
    };
    Ok(vec![
        weighed("types, derived serde", derived_crate(folder, size)?),
        weighed("types, emitted", emitted("types", Size { operations: 0, ..size })?),
        weighed("client, emitted", emitted("client", size)?),
    ])
}

fn named_crates(project: &Project, folder: &Utf8Path, arguments: &Weight) -> Result<Vec<Weighed>, Failure> {
    let others = arguments.crates.iter().map(|at| {
        let name = at.file_name().unwrap_or(at.as_str()).to_owned();
        let folder = absolute(at)?;
        let features = features_of(&folder)?;
        Ok(Weighed { name, folder, features })
    });
    let clients = arguments.spec.iter().enumerate().map(|(nth, description)| {
        let at = emitted_crate(project, folder, &format!("described-{nth}"), &absolute(description)?)?;
        let name = description.file_stem().unwrap_or(description.as_str()).to_owned();
        let features = features_of(&at)?;
        Ok(Weighed { name, folder: at, features })
    });
    others.chain(clients).collect()
}

/// Those of [`FEATURES`] that the crate has, as `cargo` takes them.
fn features_of(folder: &Utf8Path) -> Result<String, Failure> {
    let at = folder.join("Cargo.toml");
    let text = fs::read_to_string(&at).map_err(Failure::file("read", &at))?;
    let manifest: toml::Table = toml::from_str(&text)
        .map_err(|error| Failure::usage(format!("{at} is not a valid manifest: {error}")))?;
    let listed = manifest.get("features").and_then(toml::Value::as_table);
    let has = |feature: &&str| listed.is_some_and(|listed| listed.contains_key(*feature));
    Ok(FEATURES.into_iter().filter(has).collect::<Vec<_>>().join(","))
}

/// The crate that a person would write with derived serde.
fn derived_crate(folder: &Utf8Path, size: Size) -> Result<Utf8PathBuf, Failure> {
    let at = folder.join("derived");
    let manifest = "[package]\nname = \"derived\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
                    serde = { version = \"1\", features = [\"derive\"] }\n\n[workspace]\n";
    write(&at.join("Cargo.toml"), manifest)?;
    write(&at.join("src/lib.rs"), &synthetic::derived_source(size))?;
    Ok(at)
}

/// The crate that the generator writes, by its own command line.
fn emitted_crate(
    project: &Project,
    folder: &Utf8Path,
    name: &str,
    description: &Utf8Path,
) -> Result<Utf8PathBuf, Failure> {
    let at = folder.join(name);
    let program =
        std::env::current_exe().map_err(|source| Failure::Program { program: "xtask".to_owned(), source })?;
    let mut command = Command::new(program);
    command.current_dir(&project.root).args(["regenerate", "--quiet", "--name", name]);
    command.args(["--spec", description.as_str(), "--out", at.as_str()]);
    if !measure(&mut command)?.fine {
        return Err(Failure::usage(format!("{description} was not generated")));
    }
    let manifest = at.join("Cargo.toml");
    let text = fs::read_to_string(&manifest).map_err(Failure::file("read", &manifest))?;
    // The folder lies inside of this workspace, and the crate is no member of it.
    if !text.lines().any(|line| line.trim() == "[workspace]") {
        write(&manifest, &format!("{text}\n[workspace]\n"))?;
    }
    Ok(at)
}

/// Checks the crate once to warm its dependencies up, then as often as asked with only its own code to do.
fn check(project: &Project, weighed: &Weighed, runs: usize) -> Result<Measured, Failure> {
    let root = weighed.folder.join("src/lib.rs");
    let mut taken = Vec::new();
    for run in 0..=runs {
        let text = fs::read(&root).map_err(Failure::file("read", &root))?;
        fs::write(&root, text).map_err(Failure::file("write", &root))?;
        let cargo = crate::cargo::program();
        let mut command = Command::new(cargo);
        command.args(["check", "--quiet", "--features", &weighed.features]).current_dir(&weighed.folder);
        command
            .env("CARGO_TARGET_DIR", project.root.join("target/measure/target"))
            .env("CARGO_INCREMENTAL", "0");
        let one = measure(&mut command)?;
        if !one.fine {
            return Err(Failure::usage(format!("{} does not compile", weighed.folder)));
        }
        if run > 0 {
            taken.push(one);
        }
    }
    let of = |pick: fn(&Measured) -> f64| median(taken.iter().map(pick).collect());
    Ok(Measured {
        wall: of(|one| one.wall),
        user: of(|one| one.user),
        peak_mb: of(|one| one.peak_mb),
        fine: true,
    })
}

pub(super) fn write(path: &Utf8Path, text: &str) -> Result<(), Failure> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(Failure::file("create", folder))?;
    }
    fs::write(path, text).map_err(Failure::file("write", path))
}
