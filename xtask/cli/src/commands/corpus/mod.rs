//! `corpus`: what the generator makes of many descriptions.
//!
//! In: folders. Out: a table with a row for each description below them, totals, and the ten that fared worst.
//! Must never know: how a description is generated; each is, in a process of its own.

mod compile;
pub mod measure;
mod names;
pub mod one;
mod run;
mod table;
pub mod units;

use std::collections::BTreeMap;
use std::time::Duration;

use camino::{Utf8Path, Utf8PathBuf};
use indicatif::{ProgressBar, ProgressStyle};
use serde::{Deserialize, Serialize};

use crate::arguments::{Corpus, TableFormat};
use crate::failure::{Failure, Verdict};
use crate::project::Project;
use crate::sources::absolute;
use crate::terminal::Form;
use crate::{interrupt, terminal, workers};
use compile::Also;
use measure::{Limits, Wanted};
use units::Unit;

/// What became of one description.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    /// Its path below the folder that was named.
    pub unit: String,
    /// How its process ended.
    pub ending: Ending,
    /// What the process said.
    #[serde(flatten)]
    pub figures: Figures,
    /// Wall time of the process.
    pub seconds: f64,
    /// What the last words of a process were that failed.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub last_words: String,
    /// Whether the crate compiles, if that was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    compile: Option<compile::Compiled>,
    /// What became of its calls, if that was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    run: Option<run::Ran>,
}

/// How a process ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// A crate was made.
    Generated,
    /// The description was refused with diagnostics.
    Refused,
    /// The generator panicked.
    Panicked,
    /// The process could not do its work.
    Failed,
    /// The process was ended by a signal: out of memory, out of stack.
    Died,
    /// The process took too long and was ended.
    TimedOut,
}

/// What the process of one description says about it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Figures {
    pub operations_found: usize,
    pub operations: usize,
    pub types: usize,
    pub untyped: usize,
    pub lines: usize,
    /// Findings by code.
    pub codes: BTreeMap<String, usize>,
    /// The most memory that the process held, in KiB; 0 where the system does not say.
    pub peak_kib: u64,
    /// Findings that name no place of the description.
    #[serde(default)]
    pub unplaced: usize,
    /// How many sockets the process was seen to hold.
    #[serde(default)]
    pub sockets: usize,
    /// Names that nobody would choose.
    #[serde(default)]
    pub names: names::Figures,
}

/// Runs the corpus.
pub fn run(arguments: &Corpus) -> Result<Verdict, Failure> {
    let project = Project::find()?;
    let compile_part = arguments.compile_part.as_deref().map(part).transpose()?;
    let run_part = arguments.run_part.as_deref().map(part).transpose()?;
    let units = units::find(&arguments.folders, &arguments.filter)?;
    if units.is_empty() {
        return Err(Failure::usage("no description found below these folders (or none matches the filter)"));
    }
    interrupt::listen()?;
    let temporary =
        tempfile::tempdir().map_err(Failure::file("create", Utf8Path::new("a temporary folder")))?;
    let crates = match &arguments.keep {
        Some(folder) => absolute(folder)?,
        None => Utf8PathBuf::from_path_buf(temporary.path().to_owned())
            .map_err(|path| Failure::usage(format!("the path {} is not UTF-8", path.display())))?,
    };
    let (units, mut rows) = generate_all(arguments, &units, &crates)?;
    if arguments.compile && !interrupt::is_asked() {
        let also = Also { tests: arguments.tests, examples: arguments.examples };
        compile_all(&project, &units, &crates, (compile_part, also), &mut rows)?;
    }
    if arguments.run && !interrupt::is_asked() {
        let time = Duration::from_secs(arguments.time);
        let order =
            run::Order { project: &project, crates: &crates, part: run_part, time, size: arguments.size };
        run::run_all(&order, &units, &mut rows)?;
    }
    match arguments.format {
        TableFormat::Json => terminal::print_as(Form::Json, &format!("{:#}\n", table::json(&rows))),
        TableFormat::Table => terminal::print(&table::text(&rows, arguments.quiet)),
    }
    Ok(Verdict::of_long_run(rows.iter().all(Row::is_fine)))
}

impl Row {
    /// A refusal is an answer; a crash, or a crate that does not compile or run, is not.
    fn is_fine(&self) -> bool {
        matches!(self.ending, Ending::Generated | Ending::Refused)
            && self.compile.as_ref().is_none_or(|compiled| compiled.clean)
            && self.run.as_ref().is_none_or(run::Ran::is_clean)
    }
}

/// Reads `K/N`.
fn part(text: &str) -> Result<(usize, usize), Failure> {
    let numbers = text.split_once('/').and_then(|(k, n)| Some((k.parse().ok()?, n.parse().ok()?)));
    match numbers {
        Some((k, n)) if n > 0 => Ok((k, n)),
        _ => Err(Failure::usage(format!("`{text}` is not a valid part; write K/N, for example 2/10"))),
    }
}

/// Generates every description, several at once. Gives those that were done, and what became of each.
fn generate_all<'u>(
    arguments: &Corpus,
    units: &'u [Unit],
    crates: &Utf8Path,
) -> Result<(Vec<&'u Unit>, Vec<Row>), Failure> {
    let limits = Limits { memory: arguments.memory, stack: 0, time: Duration::from_secs(arguments.time) };
    let keep = arguments.compile || arguments.run || arguments.keep.is_some();
    let bar = progress(units.len(), "generating");
    let rows = workers::run(units, arguments.jobs, |_, unit| {
        let out = keep.then(|| crates.join(&unit.slug));
        let program = arguments.run.then(|| crates.join("run").join(&unit.slug));
        let wanted =
            Wanted { out: out.as_deref(), program: program.as_deref(), twice: true, tests: arguments.tests };
        let row = measure::run(unit, wanted, limits);
        bar.inc(1);
        row
    });
    bar.finish_and_clear();
    if rows.len() < units.len() {
        terminal::note(&format!(
            "{} of {} descriptions were not tried",
            units.len() - rows.len(),
            units.len()
        ));
    }
    let done = rows.iter().map(|(at, _)| &units[*at]).collect();
    let rows = rows.into_iter().map(|(_, row)| row).collect::<Result<_, _>>()?;
    Ok((done, rows))
}

/// Compiles the crates one after the other: they share a target folder, which Cargo locks.
fn compile_all(
    project: &Project,
    units: &[&Unit],
    crates: &Utf8Path,
    (part, also): (Option<(usize, usize)>, Also),
    rows: &mut [Row],
) -> Result<(), Failure> {
    let chosen = |at: usize| part.is_none_or(|(k, n)| at % n == k % n);
    let wanted: Vec<usize> =
        (0..rows.len()).filter(|at| chosen(*at) && rows[*at].ending == Ending::Generated).collect();
    let bar = progress(wanted.len(), "compiling");
    let total = wanted.len();
    for (nth, at) in wanted.into_iter().enumerate() {
        bar.set_message(format!("compiling {}", units[at].name));
        let compiled = compile::check(project, &crates.join(&units[at].slug), nth == 0, also);
        if interrupt::is_asked() {
            bar.finish_and_clear();
            terminal::note(&format!("{} of {total} crates were not compiled", total - nth));
            return Ok(());
        }
        rows[at].compile = Some(compiled?);
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(())
}

/// A bar on terminals; elsewhere nothing is drawn.
fn progress(length: usize, what: &str) -> ProgressBar {
    let bar = ProgressBar::new(length as u64);
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {msg} {elapsed}") {
        bar.set_style(style);
    }
    bar.set_message(what.to_owned());
    bar
}
