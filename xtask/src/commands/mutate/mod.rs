//! `mutate`: single faults in good descriptions, and whether each is survived or reported at its place.
//!
//! In: folders of descriptions, how many faults, a seed. Out: a line for each description, totals, a verdict.
//! Must never know: how a description is generated; each has a process of its own.

mod fault;
pub(super) mod one;

use std::fs::File;
use std::io::{Read, Seek};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use camino::Utf8Path;
use serde::Serialize;
use serde_json::json;

use super::corpus::units::{self, Unit};
use crate::arguments::{Mutate, TableFormat};
use crate::failure::{Failure, Verdict};
use crate::terminal;
use one::Figures;

/// The share of faults that must be survived or reported at their place.
const WANTED: f64 = 0.95;

/// What became of one description.
#[derive(Debug, Serialize)]
struct Row {
    unit: String,
    figures: Figures,
    /// How the process ended that did not end well.
    ending: String,
}

/// Puts faults into every description.
pub(super) fn run(arguments: &Mutate) -> Result<Verdict, Failure> {
    let units = units::find(&arguments.folders, &arguments.filter)?;
    // Pages and descriptions of several files are faulty in more ways than a single fault can show.
    let units: Vec<Unit> = units.into_iter().filter(|unit| unit.path.is_file()).collect();
    if units.is_empty() {
        return Err(Failure::usage("there is no description in one file below these folders"));
    }
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let jobs = arguments.jobs.map_or(cores, usize::from).min(units.len());
    let next = AtomicUsize::new(0);
    let rows: Mutex<Vec<Result<Row, Failure>>> = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..jobs {
            scope.spawn(|| {
                while let Some(unit) = units.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let row = run_one(arguments, unit);
                    // A poisoned lock only means that another thread panicked; its rows are still good.
                    rows.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(row);
                }
            });
        }
    });
    let rows = rows.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    let mut rows = rows.into_iter().collect::<Result<Vec<Row>, Failure>>()?;
    rows.sort_by(|a, b| a.unit.cmp(&b.unit));
    let (text, fine) = report(&rows, arguments);
    terminal::print(&match arguments.format {
        TableFormat::Json => format!("{:#}\n", json!({ "rows": rows })),
        TableFormat::Table => text,
    });
    Ok(if fine { Verdict::Fine } else { Verdict::Findings })
}

fn run_one(arguments: &Mutate, unit: &Unit) -> Result<Row, Failure> {
    let failed = |source| Failure::Program { program: "xtask mutate-one".to_owned(), source };
    let program = std::env::current_exe().map_err(failed)?;
    let (mut said, mut complaints) =
        (tempfile::tempfile().map_err(failed)?, tempfile::tempfile().map_err(failed)?);
    let status = Command::new(program)
        .args(["mutate-one", unit.path.as_str(), "--faults", &arguments.faults.to_string()])
        .args(["--seed", &arguments.seed.to_string(), "--time", &arguments.time.to_string()])
        .stdin(Stdio::null())
        .stdout(said.try_clone().map_err(failed)?)
        .stderr(complaints.try_clone().map_err(failed)?)
        .status()
        .map_err(failed)?;
    let figures = serde_json::from_str(&text_of(&mut said)).unwrap_or_default();
    let ending = match status.code() {
        Some(0) => String::new(),
        Some(3) => "is refused without a fault".to_owned(),
        _ => {
            let words = text_of(&mut complaints);
            let mut lines: Vec<&str> = words.lines().rev().take(4).collect();
            lines.reverse();
            format!("ended with {status}: {}", lines.join(" / "))
        }
    };
    Ok(Row { unit: unit.name.clone(), figures, ending })
}

fn text_of(file: &mut File) -> String {
    let mut bytes = Vec::new();
    if file.rewind().and_then(|()| file.read_to_end(&mut bytes)).is_err() {
        bytes.clear();
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The table, and whether everything in it is as it should be.
fn report(rows: &[Row], arguments: &Mutate) -> (String, bool) {
    let mut text = format!(
        "{:50} {:>7} {:>6} {:>8} {:>6} {:>6} {:>9} {:>5} {:>8}\n",
        "description", "clean s", "faults", "survived", "placed", "named", "misplaced", "slow", "slowest"
    );
    let (mut tried, mut good, mut slow, mut broken) = (0, 0, 0, 0);
    for Row { unit, figures, ending } in rows {
        text.push_str(&format!(
            "{:50} {:>7.2} {:>6} {:>8} {:>6} {:>6} {:>9} {:>5} {:>7.1}x {ending}\n",
            Utf8Path::new(unit).as_str(),
            figures.clean,
            figures.tried,
            figures.survived,
            figures.placed,
            figures.named,
            figures.misplaced.len(),
            figures.slow.len(),
            figures.slowest
        ));
        for line in figures.misplaced.iter().chain(&figures.slow).filter(|_| arguments.verbose) {
            text.push_str(&format!("    {line}\n"));
        }
        tried += figures.tried;
        good += figures.survived + figures.placed + figures.named;
        slow += figures.slow.len();
        broken += usize::from(!ending.is_empty() && !ending.contains("refused"));
    }
    let share = share(good, tried);
    text.push_str(&format!(
        "{} descriptions, {tried} faults of seed {}: {:.2} % survived or reported at their place, {slow} too slow, \
         {broken} processes that did not end well\n",
        rows.len(),
        arguments.seed,
        share * 100.0
    ));
    (text, share >= WANTED && slow == 0 && broken == 0)
}

#[expect(clippy::cast_precision_loss, reason = "counts of faults are far below 2^52")]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}
