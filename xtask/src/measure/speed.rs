//! How long the generator takes from a description to formatted files, and whether that grows in a straight line.
//!
//! In: descriptions and, where they are installed, other generators' command lines. Out: a table, all in one run.
//! Must never know: how the generator works inside.

use std::process::Command;

use camino::Utf8Path;

use super::child::{Measured, measure};
use super::median;
use super::synthetic::{self, Size};
use crate::arguments::Speed;
use callwright::failure::{Failure, Verdict};
use callwright::project::Project;
use callwright::terminal;

/// A generator to time: its name and how it is called on a description, with an empty folder to write to.
struct Contender {
    name: String,
    command: Vec<String>,
}

/// Times the descriptions with every contender, then a made-up API at 1, 2, 4 and 8 times its size with ours.
///
/// Each run writes into a folder that was never there, and all of them go at the end: a file system may look at each file
/// that was deleted in the last minutes before it makes a new one, which no user waits for.
pub(super) fn run(project: &Project, arguments: &Speed, runs: usize) -> Result<Verdict, Failure> {
    let folder = project.root.join(format!("target/measure/speed/{}", std::process::id()));
    std::fs::create_dir_all(&folder).map_err(Failure::file("create", &folder))?;
    let verdict = compare(project, arguments, runs, &folder);
    std::fs::remove_dir_all(&folder).map_err(Failure::file("remove", &folder))?;
    verdict
}

fn compare(project: &Project, arguments: &Speed, runs: usize, folder: &Utf8Path) -> Result<Verdict, Failure> {
    let contenders = contenders(arguments)?;
    println!(
        "{:40} {:20} {:>8} {:>8} {:>8} {:>9} {:>7}",
        "", "", "wall s", "user s", "peak MB", "lines", "ratio"
    );
    for (number, description) in arguments.descriptions.iter().enumerate() {
        let mut first = f64::NAN;
        for (turn, contender) in contenders.iter().enumerate() {
            let out = folder.join(format!("{number}-{turn}"));
            let (taken, lines) = time(project, contender, description, &out, runs)?;
            if first.is_nan() {
                first = taken.wall;
            }
            print_row(
                description.file_name().unwrap_or_default(),
                &contender.name,
                &taken,
                lines,
                taken.wall / first,
            );
        }
    }
    let mut first = f64::NAN;
    for factor in [1, 2, 4, 8] {
        let size = Size { schemas: 500 * factor, fields: 8, operations: 100 * factor };
        let description = folder.join(format!("synthetic-{factor}.json"));
        super::weight::write(&description, &synthetic::description(size).to_string())?;
        let out = folder.join(format!("synthetic-{factor}"));
        let (taken, lines) = time(project, &contenders[0], &description, &out, runs)?;
        if first.is_nan() {
            first = taken.wall;
        }
        print_row(
            &format!("made-up API, {factor} x"),
            &contenders[0].name,
            &taken,
            lines,
            taken.wall / first,
        );
    }
    Ok(Verdict::Fine)
}

/// This program first, then the peers that the command line names.
fn contenders(arguments: &Speed) -> Result<Vec<Contender>, Failure> {
    let program =
        std::env::current_exe().map_err(|source| Failure::Program { program: "xtask".to_owned(), source })?;
    let ours = Contender {
        name: "this generator".to_owned(),
        command: [
            program.to_string_lossy().as_ref(),
            "regenerate",
            "--quiet",
            "--name",
            "timed",
            "--spec",
            "{spec}",
            "--out",
            "{out}",
        ]
        .map(str::to_owned)
        .to_vec(),
    };
    let mut contenders = vec![ours];
    for peer in &arguments.peer {
        let command: Vec<String> = peer.split_whitespace().map(str::to_owned).collect();
        let name = command.first().map_or_else(String::new, |program| {
            Utf8Path::new(program).file_name().unwrap_or(program).to_owned()
        });
        contenders.push(Contender { name, command });
    }
    Ok(contenders)
}

fn print_row(description: &str, contender: &str, taken: &Measured, lines: usize, ratio: f64) {
    let failed = if taken.fine { "" } else { "  (failed)" };
    terminal::print(&format!(
        "{description:40} {contender:20} {:8.3} {:8.3} {:8.0} {lines:9} {ratio:7.2}{failed}\n",
        taken.wall, taken.user, taken.peak_mb
    ));
}

/// Runs the contender on the description, each time into a new folder below `out`; medians, and the lines that it wrote.
fn time(
    project: &Project,
    contender: &Contender,
    description: &Utf8Path,
    out: &Utf8Path,
    runs: usize,
) -> Result<(Measured, usize), Failure> {
    let description = description.canonicalize_utf8().map_err(Failure::file("find", description))?;
    std::fs::create_dir_all(out).map_err(Failure::file("create", out))?;
    let (mut taken, mut lines) = (Vec::new(), 0);
    for run in 0..runs {
        let out = out.join(run.to_string());
        let words: Vec<String> = contender
            .command
            .iter()
            .map(|word| word.replace("{spec}", description.as_str()).replace("{out}", out.as_str()))
            .collect();
        let Some((program, rest)) = words.split_first() else {
            return Err(Failure::usage("a peer's command line is empty".to_owned()));
        };
        taken.push(measure(Command::new(program).args(rest).current_dir(&project.root))?);
        lines = rust_lines(&out);
    }
    let of = |pick: fn(&Measured) -> f64| median(taken.iter().map(pick).collect());
    let fine = taken.iter().all(|one| one.fine);
    Ok((
        Measured { wall: of(|one| one.wall), user: of(|one| one.user), peak_mb: of(|one| one.peak_mb), fine },
        lines,
    ))
}

/// Lines of Rust below the folder.
fn rust_lines(folder: &Utf8Path) -> usize {
    let Ok(entries) = folder.read_dir_utf8() else { return 0 };
    entries
        .flatten()
        .map(|entry| match entry.path() {
            path if path.is_dir() => rust_lines(path),
            path if path.extension() == Some("rs") => {
                std::fs::read_to_string(path).map_or(0, |text| text.lines().count())
            }
            _ => 0,
        })
        .sum()
}
