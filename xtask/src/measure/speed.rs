//! How long the generator takes from a description to formatted files, and whether that grows in a straight line.
//!
//! In: descriptions and, where they are installed, other generators' command lines. Out: a table, all in one run.
//! Must never know: how the generator works inside.

use std::process::Command;

use camino::Utf8Path;

use super::child::{Measured, measure};
use super::synthetic::{self, Size};
use super::{median, published};
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
    let program = published::build(project)?;
    let folder = project.root.join(format!("target/measure/speed/{}", std::process::id()));
    std::fs::create_dir_all(&folder).map_err(Failure::file("create", &folder))?;
    let verdict = compare(project, &program, arguments, runs, &folder)
        .and_then(|()| grow(project, &program, runs, &folder));
    std::fs::remove_dir_all(&folder).map_err(Failure::file("remove", &folder))?;
    verdict.map(|()| Verdict::Fine)
}

fn compare(
    project: &Project,
    program: &Utf8Path,
    arguments: &Speed,
    runs: usize,
    folder: &Utf8Path,
) -> Result<(), Failure> {
    let contenders = contenders(program, arguments);
    print_head("ours ÷ it");
    for (number, description) in arguments.descriptions.iter().enumerate() {
        let out = folder.join(number.to_string());
        let timed = time(project, &contenders, description, &out, runs)?;
        for (contender, taken) in contenders.iter().zip(&timed) {
            print_row(description.file_name().unwrap_or_default(), &contender.name, taken, taken.ratio);
        }
    }
    Ok(())
}

/// How the time grows with the size of a description.
fn grow(project: &Project, program: &Utf8Path, runs: usize, folder: &Utf8Path) -> Result<(), Failure> {
    let ours = [ours(program)];
    print_head("growth");
    let mut first = f64::NAN;
    for factor in [1, 2, 4, 8] {
        let size = Size { schemas: 500 * factor, fields: 8, operations: 100 * factor };
        let description = folder.join(format!("synthetic-{factor}.json"));
        super::weight::write(&description, &synthetic::description(size).to_string())?;
        let out = folder.join(format!("synthetic-{factor}"));
        for taken in time(project, &ours, &description, &out, runs)? {
            if first.is_nan() {
                first = taken.taken.wall;
            }
            let name = format!("made-up API, {factor} x");
            print_row(&name, &ours[0].name, &taken, taken.taken.wall / first);
        }
    }
    Ok(())
}

/// Our program first, then the peers that the command line names.
fn contenders(program: &Utf8Path, arguments: &Speed) -> Vec<Contender> {
    let mut contenders = vec![ours(program)];
    for peer in &arguments.peer {
        let command: Vec<String> = peer.split_whitespace().map(str::to_owned).collect();
        let name = command.first().map_or_else(String::new, |program| {
            Utf8Path::new(program).file_name().unwrap_or(program).to_owned()
        });
        contenders.push(Contender { name, command });
    }
    contenders
}

fn ours(program: &Utf8Path) -> Contender {
    let rest = ["regenerate", "--quiet", "--name", "timed", "--spec", "{spec}", "--out", "{out}"];
    let command = std::iter::once(program.as_str()).chain(rest).map(str::to_owned);
    Contender { name: "this generator".to_owned(), command: command.collect() }
}

fn print_head(last: &str) {
    terminal::print(&format!(
        "{:40} {:20} {:>8} {:>8} {:>8} {:>9} {last:>9}\n",
        "", "", "wall s", "user s", "peak MB", "lines"
    ));
}

fn print_row(description: &str, contender: &str, timed: &Timed, last: f64) {
    let Timed { taken, lines, .. } = timed;
    let failed = if taken.fine { "" } else { "  (failed)" };
    terminal::print(&format!(
        "{description:40} {contender:20} {:8.3} {:8.3} {:8.0} {lines:9} {last:9.2}{failed}\n",
        taken.wall, taken.user, taken.peak_mb
    ));
}

/// What a contender took for a description: medians.
struct Timed {
    taken: Measured,
    /// How many lines of Rust it wrote.
    lines: usize,
    /// The time of the first contender for each second of this one, run by run.
    ratio: f64,
}

/// Runs the contenders on the description, each time into a new folder below `out`.
///
/// They take turns, and a ratio is that of two runs that follow each other: a machine that is slower for a while is so for
/// all of them.
fn time(
    project: &Project,
    contenders: &[Contender],
    description: &Utf8Path,
    out: &Utf8Path,
    runs: usize,
) -> Result<Vec<Timed>, Failure> {
    let description = description.canonicalize_utf8().map_err(Failure::file("find", description))?;
    std::fs::create_dir_all(out).map_err(Failure::file("create", out))?;
    let mut taken: Vec<Vec<Measured>> = contenders.iter().map(|_| Vec::with_capacity(runs)).collect();
    let mut lines = vec![0; contenders.len()];
    for run in 0..runs {
        for (turn, contender) in contenders.iter().enumerate() {
            let out = out.join(format!("{turn}-{run}"));
            taken[turn].push(measure(&mut contender.on(&description, &out, project)?)?);
            lines[turn] = rust_lines(&out);
        }
    }
    let timed = taken.iter().zip(lines).map(|(own, lines)| {
        let of = |pick: fn(&Measured) -> f64| median(own.iter().map(pick).collect());
        Timed {
            taken: Measured {
                wall: of(|one| one.wall),
                user: of(|one| one.user),
                peak_mb: of(|one| one.peak_mb),
                fine: own.iter().all(|one| one.fine),
            },
            lines,
            ratio: median(taken[0].iter().zip(own).map(|(first, one)| first.wall / one.wall).collect()),
        }
    });
    Ok(timed.collect())
}

impl Contender {
    /// The command that writes the client of the description into the folder.
    fn on(&self, description: &Utf8Path, out: &Utf8Path, project: &Project) -> Result<Command, Failure> {
        let mut words = self
            .command
            .iter()
            .map(|word| word.replace("{spec}", description.as_str()).replace("{out}", out.as_str()));
        let program =
            words.next().ok_or_else(|| Failure::usage("a peer's command line is empty".to_owned()))?;
        let mut command = Command::new(program);
        command.args(words).current_dir(&project.root);
        Ok(command)
    }
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
