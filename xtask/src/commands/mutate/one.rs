//! The process of one description: clean, then with one fault after the other.
//!
//! In: a description, how many faults, a seed. Out: figures on standard output as JSON.
//! Must never know: that there are other descriptions.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use codegen::diag::{Diagnostics, Located, Pointer, Severity};
use codegen::load::{Budgets, Files, Node, Source, load_source};
use codegen::{Input, Options, Outcome};
use serde::{Deserialize, Serialize};

use super::fault::{Fault, KINDS, Places, Random};
use super::place::{Where, where_is};
use crate::arguments::MutateOne;
use callwright::failure::{Failure, Verdict};
use callwright::reading::read_file;
use callwright::terminal;

/// How a line on standard error begins that names the fault under way.
pub(super) const UNDER_WAY: &str = "fault: ";
/// A run with a fault may take this many times as long as the clean one.
const SLOWER: f64 = 3.0;
/// Below this, nobody waits, and clocks say little.
const FLOOR: f64 = 0.1;

/// What became of the faults of one description.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Figures {
    /// Seconds without a fault.
    pub(super) clean: f64,
    /// Faults that were tried.
    pub(super) tried: usize,
    /// A client was made, and nothing new is warned about.
    pub(super) survived: usize,
    /// Something new is reported at the fault, one step below it, or at what holds it.
    pub(super) placed: usize,
    /// Something new is reported only where what was deleted is asked for.
    pub(super) asked: Vec<String>,
    /// Something new is reported, but not there.
    pub(super) misplaced: Vec<String>,
    /// The run took too long.
    pub(super) slow: Vec<String>,
    /// The most that a fault slowed a run down.
    pub(super) slowest: f64,
}

/// Tries the faults.
pub(in crate::commands) fn run(arguments: &MutateOne) -> Result<Verdict, Failure> {
    let budgets = Budgets::default();
    let name = arguments.description.file_name().unwrap_or_default();
    let source = Source::new(name, read_file(&arguments.description, budgets.bytes)?);
    let (mut files, mut diagnostics) = (Files::default(), Diagnostics::new());
    let loaded = load_source(&source, &budgets, &mut files, &mut diagnostics);
    let Some(root) = loaded.into_iter().next().map(|loaded| loaded.root) else {
        return Ok(Verdict::Refused);
    };
    let Ok(clean_text) = serde_json::to_vec(&root) else { return Ok(Verdict::Refused) };
    let (clean, known) = (seconds_of(&clean_text), generate(clean_text));
    if known.client.is_none() {
        return Ok(Verdict::Refused);
    }
    let known: BTreeSet<Known> = known.findings.iter().map(key).collect();
    let mut figures = Figures { clean, ..Figures::default() };
    let (places, mut random) = (Places::of(&root), Random::new(arguments.seed));
    let start = Instant::now();
    for number in 0..arguments.faults {
        if start.elapsed() > Duration::from_secs(arguments.time) {
            break;
        }
        let Some(fault) = places.choose(KINDS[number % KINDS.len()], &mut random) else { continue };
        // The last line says which fault it was, should this process not live to say more.
        terminal::note(&format!("{UNDER_WAY}{:?} {}", fault.kind, fault.at));
        try_fault(&root, &fault, &mut random, &known, &mut figures);
    }
    let text = serde_json::to_string(&figures).map_err(|error| Failure::usage(error.to_string()))?;
    terminal::print_as(terminal::Form::Json, &text);
    Ok(Verdict::Fine)
}

fn try_fault(
    root: &Node,
    fault: &Fault,
    random: &mut Random,
    known: &BTreeSet<Known>,
    figures: &mut Figures,
) {
    let Some(text) = fault.write(root, random) else { return };
    figures.tried += 1;
    let start = Instant::now();
    let outcome = generate(text.clone());
    let allowed = (figures.clean * SLOWER).max(FLOOR);
    let mut seconds = start.elapsed().as_secs_f64();
    // Other processes slow a run down too, so it gets two more chances.
    for _ in 0..2 {
        if seconds > allowed {
            seconds = seconds.min(seconds_of(&text));
        }
    }
    figures.slowest = figures.slowest.max(seconds / figures.clean.max(FLOOR / SLOWER));
    if seconds > allowed {
        figures.slow.push(format!("{:?} {}: {seconds:.2} s", fault.kind, fault.at));
    }
    // Notes are not shown unless asked for, so they tell nobody about a fault.
    let counts = |finding: &&Located| finding.severity != Severity::Note && !known.contains(&key(finding));
    let new: Vec<&Located> = outcome.findings.iter().filter(counts).collect();
    if outcome.client.is_some() && new.is_empty() {
        figures.survived += 1;
        return;
    }
    let found = new.iter().map(|finding| where_is(&finding.pointer, fault, root)).min();
    let said = || {
        let said = new.iter().take(2);
        let said: Vec<String> =
            said.map(|found| format!("{} {} {}", found.code.id, found.pointer, found.message)).collect();
        format!("{:?} {}: {}", fault.kind, fault.at, said.join("; "))
    };
    match found.unwrap_or(Where::Elsewhere) {
        Where::There => figures.placed += 1,
        Where::Asked => figures.asked.push(said()),
        Where::Elsewhere => figures.misplaced.push(said()),
    }
}

type Known = (&'static str, Pointer, String);

fn key(finding: &Located) -> Known {
    (finding.code.id, finding.pointer.clone(), finding.message.clone())
}

fn seconds_of(text: &[u8]) -> f64 {
    let start = Instant::now();
    drop(generate(text.to_vec()));
    start.elapsed().as_secs_f64()
}

fn generate(text: Vec<u8>) -> Outcome {
    let options = Options { folder: Some(String::new()), ..Options::default() };
    let sources = [Source::new("description.json", text)];
    codegen::generate(&Input { sources: &sources, reader: &|_| None, options: &options })
}
