//! `mutate`: single faults in good descriptions, and whether each is survived or reported at its place.
//!
//! In: folders of descriptions, how many faults, a seed. Out: a line for each description, totals, a verdict.
//! Must never know: how a description is generated; each has a process of its own.

mod changes;
mod fault;
pub(super) mod one;
mod place;
mod progress;

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};

use camino::Utf8Path;
use serde::Serialize;
use serde_json::json;

use crate::arguments::Mutate;
use callwright::arguments::TableFormat;
use callwright::commands::corpus::units::{self, Unit};
use callwright::failure::{Failure, Verdict};
use callwright::terminal::Form;
use callwright::{interrupt, terminal, workers};
use one::Figures;
use progress::Progress;

/// The share of faults that must be survived or reported at their place.
const WANTED: f64 = 0.95;

/// Lines that are kept of a process that does not end well.
const LAST_WORDS: usize = 4;

/// What became of one description.
#[derive(Debug, Serialize)]
struct Row {
    unit: String,
    figures: Figures,
    /// How the process ended that failed.
    ending: String,
}

/// Puts faults into every description.
pub(super) fn run(arguments: &Mutate) -> Result<Verdict, Failure> {
    let units = units::find(&arguments.folders, &arguments.filter)?;
    // Pages and descriptions of several files are faulty in more ways than a single fault can show.
    let units: Vec<Unit> = units.into_iter().filter(|unit| unit.path.is_file()).collect();
    if units.is_empty() {
        return Err(Failure::usage("no single-file description found below these folders"));
    }
    if let Some(effect) = arguments.changes {
        return changes::run(arguments, effect, &units);
    }
    interrupt::listen()?;
    let progress = Progress::new(units.len(), arguments.faults);
    let rows = workers::run(&units, arguments.jobs, |_, unit| {
        let row = run_one(arguments, unit, &progress);
        progress.description(&unit.name);
        row
    });
    if rows.len() < units.len() {
        terminal::note(&format!("{} of {} descriptions are left out", units.len() - rows.len(), units.len()));
    }
    let mut rows = rows.into_iter().map(|(_, row)| row).collect::<Result<Vec<Row>, Failure>>()?;
    rows.sort_by(|a, b| a.unit.cmp(&b.unit));
    let (text, fine) = report(&rows, arguments);
    match arguments.format {
        TableFormat::Json => terminal::print_as(Form::Json, &format!("{:#}\n", json!({ "rows": rows }))),
        TableFormat::Table => terminal::print(&text),
    }
    Ok(Verdict::of_long_run(fine))
}

fn run_one(arguments: &Mutate, unit: &Unit, progress: &Progress) -> Result<Row, Failure> {
    let failed = |source| Failure::Program { program: "xtask mutate-one".to_owned(), source };
    let program = std::env::current_exe().map_err(failed)?;
    let mut child = Command::new(program)
        .args(["mutate-one", unit.path.as_str(), "--faults", &arguments.faults.to_string()])
        .args(["--seed", &arguments.seed.to_string(), "--time", &arguments.time.to_string()])
        // The next fault needs the same memory again; giving it back and taking it anew costs a third of the time.
        .env("MIMALLOC_PURGE_DELAY", "-1")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(failed)?;
    // It says each fault before it tries it, and its figures at the end: both pipes cannot fill up at once.
    let mut last: VecDeque<String> = VecDeque::new();
    for line in child.stderr.take().into_iter().flat_map(|pipe| BufReader::new(pipe).lines()) {
        let line = line.map_err(failed)?;
        if line.starts_with(one::UNDER_WAY) {
            progress.fault();
        }
        last.push_back(line);
        if last.len() > LAST_WORDS {
            last.pop_front();
        }
    }
    let mut said = String::new();
    if let Some(mut pipe) = child.stdout.take() {
        pipe.read_to_string(&mut said).map_err(failed)?;
    }
    let status = child.wait().map_err(failed)?;
    let figures = serde_json::from_str(&said).unwrap_or_default();
    let ending = match status.code() {
        Some(0) => String::new(),
        Some(3) => "is refused without a fault".to_owned(),
        _ => format!("ended with {status}: {}", Vec::from(last).join(" / ")),
    };
    Ok(Row { unit: unit.name.clone(), figures, ending })
}

/// The table, and whether everything in it is as it should be.
fn report(rows: &[Row], arguments: &Mutate) -> (String, bool) {
    let mut text = format!(
        "{:50} {:>7} {:>6} {:>8} {:>6} {:>5} {:>9} {:>5} {:>8}\n",
        "description", "clean s", "faults", "survived", "placed", "asked", "misplaced", "slow", "slowest"
    );
    let mut sum = Sum::default();
    for row in rows {
        let Row { unit, figures, ending } = row;
        text.push_str(&format!(
            "{:50} {:>7.2} {:>6} {:>8} {:>6} {:>5} {:>9} {:>5} {:>7.1}x {ending}\n",
            Utf8Path::new(unit).as_str(),
            figures.clean,
            figures.tried,
            figures.survived,
            figures.placed,
            figures.asked.len(),
            figures.misplaced.len(),
            figures.slow.len(),
            figures.slowest
        ));
        if arguments.verbose {
            let lists =
                [("asked", &figures.asked), ("misplaced", &figures.misplaced), ("slow", &figures.slow)];
            for (what, line) in
                lists.iter().flat_map(|(what, list)| list.iter().map(move |line| (what, line)))
            {
                text.push_str(&format!("    {what}: {line}\n"));
            }
        }
        sum.add(row);
    }
    let placed = share(sum.survived + sum.placed, sum.tried);
    text.push_str(&format!(
        "{} descriptions, {} faults of seed {}: {} survived, {} reported at their place: {:.2} % (wanted: {:.0} %)\n\
         {} more where what is missing is asked for, {} elsewhere; {} too slow (slowest {:.1}x), \
         {} processes that failed\n",
        rows.len(),
        sum.tried,
        arguments.seed,
        sum.survived,
        sum.placed,
        placed * 100.0,
        WANTED * 100.0,
        sum.asked,
        sum.misplaced,
        sum.slow,
        sum.slowest,
        sum.broken
    ));
    (text, placed >= WANTED && sum.slow == 0 && sum.broken == 0)
}

/// The figures of all descriptions together.
#[derive(Default)]
struct Sum {
    tried: usize,
    survived: usize,
    placed: usize,
    asked: usize,
    misplaced: usize,
    slow: usize,
    slowest: f64,
    broken: usize,
}

impl Sum {
    fn add(&mut self, Row { figures, ending, .. }: &Row) {
        self.tried += figures.tried;
        self.survived += figures.survived;
        self.placed += figures.placed;
        self.asked += figures.asked.len();
        self.misplaced += figures.misplaced.len();
        self.slow += figures.slow.len();
        self.slowest = self.slowest.max(figures.slowest);
        self.broken += usize::from(!ending.is_empty() && !ending.contains("refused"));
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of faults are far below 2^52")]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}
