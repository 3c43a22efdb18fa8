//! What the emitted code of a made-up API costs its users' compiler, against derived serde.
//!
//! In: the size of the API. Out: `cargo check` of three crates: derived types, emitted types, the whole client.
//! Must never know: what the emitted code looks like.

use std::fs;
use std::process::Command;

use camino::{Utf8Path, Utf8PathBuf};

use super::child::{Taken, measure};
use super::median;
use super::synthetic::{self, Size};
use crate::arguments::SyntheticSize;
use crate::failure::{Failure, Verdict};
use crate::project::Project;

/// Writes the crates below `target/measure/`, checks each with dependencies warm, prints the table.
pub(super) fn run(project: &Project, size: SyntheticSize, runs: usize) -> Result<Verdict, Failure> {
    let size = Size { schemas: size.schemas, fields: size.fields, operations: size.operations };
    let folder = project.root.join("target/measure/weight");
    let crates = [
        ("types, derived serde", derived_crate(&folder, size)?),
        ("types, emitted", emitted_crate(project, &folder, "types", Size { operations: 0, ..size })?),
        ("client, emitted", emitted_crate(project, &folder, "client", size)?),
    ];
    println!(
        "{} schemas of {} fields, {} operations; `cargo check`, dependencies warm, median of {runs}",
        size.schemas, size.fields, size.operations
    );
    println!("{:24} {:>8} {:>8} {:>8} {:>8}", "", "user s", "wall s", "peak MB", "ratio");
    let mut derived = f64::NAN;
    for (name, at) in crates {
        let taken = check(project, &at, runs)?;
        if derived.is_nan() {
            derived = taken.user;
        }
        println!(
            "{name:24} {:8.2} {:8.2} {:8.0} {:8.3}",
            taken.user,
            taken.wall,
            taken.peak_mb,
            taken.user / derived
        );
    }
    Ok(Verdict::Fine)
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
    size: Size,
) -> Result<Utf8PathBuf, Failure> {
    let at = folder.join(name);
    let description = folder.join(format!("{name}.json"));
    write(&description, &synthetic::description(size).to_string())?;
    let program =
        std::env::current_exe().map_err(|source| Failure::Program { program: "xtask".to_owned(), source })?;
    let mut command = Command::new(program);
    command.current_dir(&project.root).args(["regenerate", "--quiet", "--name", name]);
    command.args(["--spec", description.as_str(), "--out", at.as_str()]);
    if !measure(&mut command)?.fine {
        return Err(Failure::usage(format!("the made-up description {description} was not generated")));
    }
    let manifest = at.join("Cargo.toml");
    let text = fs::read_to_string(&manifest).map_err(Failure::file("read", &manifest))?;
    if !text.contains("[workspace]") {
        write(&manifest, &format!("{text}\n[workspace]\n"))?;
    }
    Ok(at)
}

/// Checks the crate once to warm its dependencies up, then as often as asked with only its own code to do.
fn check(project: &Project, at: &Utf8Path, runs: usize) -> Result<Taken, Failure> {
    let root = at.join("src/lib.rs");
    let mut taken = Vec::new();
    for run in 0..=runs {
        let text = fs::read(&root).map_err(Failure::file("read", &root))?;
        fs::write(&root, text).map_err(Failure::file("write", &root))?;
        let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
        let mut command = Command::new(cargo);
        command.args(["check", "--quiet"]).current_dir(at);
        command
            .env("CARGO_TARGET_DIR", project.root.join("target/measure/target"))
            .env("CARGO_INCREMENTAL", "0");
        let one = measure(&mut command)?;
        if !one.fine {
            return Err(Failure::usage(format!("{at} does not compile")));
        }
        if run > 0 {
            taken.push(one);
        }
    }
    let of = |pick: fn(&Taken) -> f64| median(taken.iter().map(pick).collect());
    Ok(Taken {
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
