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

use super::fault::{Fault, KINDS, Kind, Places, Random};
use crate::arguments::MutateOne;
use crate::failure::{Failure, Verdict};
use crate::{sources, terminal};

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
    /// Something new is reported at the fault, below it, or at what holds it.
    pub(super) placed: usize,
    /// Something new is reported elsewhere, by the name of what is missing.
    pub(super) named: usize,
    /// Something new is reported, but nothing about the fault.
    pub(super) misplaced: Vec<String>,
    /// The run took too long.
    pub(super) slow: Vec<String>,
    /// The most that a fault slowed a run down.
    pub(super) slowest: f64,
}

/// Tries the faults.
pub(in crate::commands) fn run(arguments: &MutateOne) -> Result<Verdict, Failure> {
    let source = Source::new("description.json", sources::read(&arguments.description)?);
    let name = arguments.description.file_name().unwrap_or_default();
    let (mut files, mut diagnostics) = (Files::default(), Diagnostics::new());
    let renamed = Source::new(name, source.text);
    let loaded = load_source(&renamed, &Budgets::default(), &mut files, &mut diagnostics);
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
        terminal::note(&format!("{:?} {}", fault.kind, fault.at));
        try_fault(&root, &fault, &mut random, &known, &mut figures);
    }
    let text = serde_json::to_string(&figures).map_err(|error| Failure::usage(error.to_string()))?;
    terminal::print(&text);
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
    let new: Vec<&Located> =
        outcome.findings.iter().filter(|finding| !known.contains(&key(finding))).collect();
    let name = fault.at.tokens().last().unwrap_or_default();
    let counts = |finding: &&&Located| finding.severity != Severity::Note;
    if outcome.client.is_some() && !new.iter().any(|finding| counts(&finding)) {
        figures.survived += 1;
    } else if new.iter().any(|finding| is_near(&finding.pointer, fault)) {
        figures.placed += 1;
    } else if new.iter().any(|finding| finding.message.contains(&name)) {
        figures.named += 1;
    } else {
        let found: Vec<String> = (new.iter().filter(counts).take(2))
            .map(|finding| format!("{} {} {}", finding.code.id, finding.pointer, finding.message))
            .collect();
        figures.misplaced.push(format!("{:?} {}: {}", fault.kind, fault.at, found.join("; ")));
    }
}

/// Whether a place is that of the fault, below it, or what holds it. Of a key that stands twice, the reader stops at
/// the map.
fn is_near(place: &Pointer, fault: &Fault) -> bool {
    let (place, at) = (place.as_str(), fault.at.as_str());
    let holder = fault.at.parent().unwrap_or_default();
    let below = place.strip_prefix(at).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    // A broken reference is a fault of the whole schema or parameter that it stands for.
    let above = fault.kind == Kind::Broken && holder.parent().is_some_and(|above| above.as_str() == place);
    below || place == holder.as_str() || above
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
