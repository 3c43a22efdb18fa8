//! `mutate --changes`: changes of good descriptions of which it is known what they do, and whether `diff` says that.
//!
//! In: descriptions, what kind of changes, how many, a seed. Out: a line for each kind, those that are judged wrongly, a
//! verdict.
//! Must never know: how a change is judged; what is known of a change is known by how it is made.

mod bed;
mod breaking;
mod edit;
mod harmless;
mod walk;

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use codegen::change::{Report, Source as Verdict, State, Wire, compare_states};
use codegen::diag::{Diagnostics, Pointer};
use codegen::load::{Budgets, Files, Node, Source, load_source};
use codegen::surface::render_surface;
use codegen::{Input, Options, survey};
use serde::Serialize;
use serde_json::json;

use super::fault::Random;
use crate::arguments::{Effect, Mutate};
use bed::{Bed, Kind};
use callwright::arguments::TableFormat;
use callwright::commands::corpus::units::Unit;
use callwright::failure::{Failure, Verdict as Ending};
use callwright::reading::read_file;
use callwright::terminal::Form;
use callwright::{interrupt, terminal, workers};

/// The share of harmless changes that may be called breaking.
const TOLERATED: f64 = 0.02;

/// What became of one change.
#[derive(Debug, Serialize)]
struct Row {
    description: String,
    kind: &'static str,
    at: String,
    /// Whether it was called what it is.
    is_right: bool,
    rust: &'static str,
    wire: &'static str,
    rules: Vec<&'static str>,
}

/// Changes descriptions in so many ways, as evenly as they allow.
pub(super) fn run(arguments: &Mutate, effect: Effect, units: &[Unit]) -> Result<Ending, Failure> {
    interrupt::listen()?;
    let kinds = match effect {
        Effect::Breaking => breaking::kinds(),
        Effect::Harmless => harmless::kinds(),
    };
    let start = Instant::now();
    let is_late = || start.elapsed() > Duration::from_secs(arguments.time);
    let rows = workers::run(units, arguments.jobs, |index, unit| {
        // The first of them take one more each where it does not come out even.
        let share = arguments.faults / units.len() + usize::from(index < arguments.faults % units.len());
        let first = index * arguments.faults / units.len();
        let rows = of_description(unit, effect, &kinds, (first, share), arguments.seed, &is_late);
        terminal::note(&format!("{}: {}", unit.name, rows.as_ref().map_or(0, Vec::len)));
        rows
    });
    let rows = rows.into_iter().map(|(_, rows)| rows).collect::<Result<Vec<Vec<Row>>, Failure>>()?;
    let rows: Vec<Row> = rows.into_iter().flatten().collect();
    let (text, is_fine) = told(&rows, effect, arguments);
    match arguments.format {
        TableFormat::Json => terminal::print_as(Form::Json, &format!("{:#}\n", json!({ "rows": rows }))),
        TableFormat::Table => terminal::print(&text),
    }
    Ok(Ending::of_long_run(is_fine))
}

/// The changes of one description: so many, beginning with a kind of its own.
fn of_description(
    unit: &Unit,
    effect: Effect,
    kinds: &[&'static Kind],
    (first, share): (usize, usize),
    seed: u64,
    is_late: &dyn Fn() -> bool,
) -> Result<Vec<Row>, Failure> {
    let mut rows = Vec::new();
    let source = Source::new(unit.name.as_str(), read_file(&unit.path, Budgets::default().bytes)?);
    let (Some(root), true) = (tree(&source), share > 0) else { return Ok(rows) };
    let Some(base) = state(&root, None) else { return Ok(rows) };
    // As in a client that is there already, names stay.
    let known = render_surface(&base.items);
    let bed = Bed::new(root);
    let mut random = Random::new(seed.wrapping_add(first as u64).wrapping_mul(31));
    // A kind that finds no place leaves its turn to the next; so does a change after which there is no client.
    for kind in kinds.iter().cycle().skip(first).take(kinds.len() * 2) {
        if rows.len() == share || is_late() || interrupt::is_asked() {
            break;
        }
        let Some((root, at)) = (kind.make)(&bed, &mut random) else { continue };
        let Some(head) = state(&root, Some(&known)) else { continue };
        rows.push(row(unit, kind, &at, effect, &compare_states(&base, &head)));
    }
    Ok(rows)
}

fn row(unit: &Unit, kind: &Kind, at: &Pointer, effect: Effect, report: &Report) -> Row {
    let is_breaking = report.source() == Verdict::Major || report.wire() != Wire::Safe;
    Row {
        description: unit.name.clone(),
        kind: kind.name,
        at: at.as_str().to_owned(),
        is_right: is_breaking == (effect == Effect::Breaking),
        rust: report.source().word(),
        wire: report.wire().word(),
        rules: report.findings.iter().map(|finding| finding.rule.id).collect(),
    }
}

fn tree(source: &Source) -> Option<Node> {
    let (mut files, mut diagnostics) = (Files::default(), Diagnostics::new());
    let loaded = load_source(source, &Budgets::default(), &mut files, &mut diagnostics);
    loaded.into_iter().next().map(|loaded| loaded.root).filter(|root| root.get("openapi").is_some())
}

/// The state of a description; none where it is refused.
fn state(root: &Node, known: Option<&str>) -> Option<State> {
    let known = known.map(str::to_owned);
    let options = Options { folder: Some(String::new()), known, ..Options::default() };
    let sources = [Source::new("description.json", serde_json::to_vec(root).ok()?)];
    survey(&Input { sources: &sources, reader: &|_| None, options: &options }).state
}

/// The table, and whether everything in it is as it should be.
fn told(rows: &[Row], effect: Effect, arguments: &Mutate) -> (String, bool) {
    let mut kinds: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for row in rows {
        let counts = kinds.entry(row.kind).or_default();
        counts.0 += 1;
        counts.1 += usize::from(row.is_right);
    }
    let mut text = format!("{:45} {:>5} {:>5}\n", "change", "made", "right");
    for (kind, (made, right)) in kinds {
        text.push_str(&format!("{kind:45} {made:>5} {right:>5}\n"));
    }
    let wrong: Vec<&Row> = rows.iter().filter(|row| !row.is_right).collect();
    for row in &wrong {
        let Row { description, kind, at, rust, wire, rules, .. } = row;
        let mut rules = rules.clone();
        rules.dedup();
        text.push_str(&format!(
            "wrong: {kind}: {description} {at}: rust {rust}, wire {wire}: {}\n",
            rules.join(", ")
        ));
    }
    let (tolerated, called) = match effect {
        Effect::Breaking => (0, "compatible"),
        Effect::Harmless => (tolerable(rows.len()), "breaking"),
    };
    text.push_str(&format!(
        "{} changes of seed {} that are {}: {} called {called} (tolerated: {tolerated})\n",
        rows.len(),
        arguments.seed,
        effect.word(),
        wrong.len()
    ));
    if rows.len() < arguments.faults {
        text.push_str(&format!(
            "{} were asked for: the descriptions or the time allow no more\n",
            arguments.faults
        ));
    }
    (text, wrong.len() <= tolerated && !rows.is_empty())
}

#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "counts of changes are far below 2^52, and not negative"
)]
fn tolerable(count: usize) -> usize {
    (count as f64 * TOLERATED).floor() as usize
}
