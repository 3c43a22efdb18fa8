//! Does the client of a description run?
//!
//! In: crates, each with the source of a program that makes every call. Out: what became of the calls.
//! Must never know: what the programs are made from.

mod build;
mod process;
mod report;
mod table;

use std::time::Duration;

use camino::Utf8Path;

use super::units::Unit;
use super::{Ending, Row, progress};
use crate::failure::Failure;
use crate::project::Project;
use crate::{interrupt, terminal};

pub(super) use report::Ran;
pub(super) use table::summary;

/// Lines of source that are built at once: dependencies are looked at once for all of them, and the disk holds them.
const LINES_AT_ONCE: usize = 60_000;

/// Programs that are built at once.
const PROGRAMS_AT_ONCE: usize = 24;

/// What is run, and how.
pub(super) struct Order<'a> {
    pub(super) project: &'a Project,
    /// The folder of the crates.
    pub(super) crates: &'a Utf8Path,
    /// Part K of N, if not all.
    pub(super) part: Option<(usize, usize)>,
    /// How long each program may take.
    pub(super) time: Duration,
    /// How many bytes any type may have.
    pub(super) size: usize,
}

/// A program, and its place among the rows.
#[derive(Clone, Copy, Debug)]
struct Program<'u> {
    at: usize,
    unit: &'u Unit,
}

/// Builds the programs, some at once, and runs each.
pub(super) fn run_all(order: &Order<'_>, units: &[&Unit], rows: &mut [Row]) -> Result<(), Failure> {
    let chosen = |at: usize| order.part.is_none_or(|(k, n)| at % n == k % n);
    let wanted: Vec<Program<'_>> = (0..rows.len())
        .filter(|at| chosen(*at) && rows[*at].ending == Ending::Generated)
        .map(|at| Program { at, unit: units[at] })
        .collect();
    let total = wanted.len();
    let bar = progress(total, "building");
    let mut done = 0;
    for batch in batches(&wanted, rows) {
        bar.set_message(format!("building {}", batch[0].unit.name));
        let built = build::build(order, batch)?;
        for program in batch {
            if interrupt::is_asked() {
                break;
            }
            bar.set_message(format!("running {}", program.unit.name));
            let ran = match built.complaint(program.unit) {
                Some(complaint) => Ran::not_built(&complaint),
                None => process::run(order, program.unit)?,
            };
            if !interrupt::is_asked() {
                rows[program.at].run = Some(ran);
                done += 1;
                bar.inc(1);
            }
        }
        build::forget(order, batch)?;
        if interrupt::is_asked() {
            bar.finish_and_clear();
            terminal::note(&format!("{} of {total} programs were not run", total - done));
            return Ok(());
        }
    }
    bar.finish_and_clear();
    // Whoever keeps the crates can build any of the programs again.
    if wanted.is_empty() { Ok(()) } else { build::gather(order, &wanted) }
}

/// Programs in their order, as many at once as is good.
fn batches<'p, 'u>(wanted: &'p [Program<'u>], rows: &[Row]) -> Vec<&'p [Program<'u>]> {
    let mut batches = Vec::new();
    let (mut start, mut lines) = (0, 0);
    for (at, program) in wanted.iter().enumerate() {
        let more = rows[program.at].figures.lines;
        if at > start && (lines + more > LINES_AT_ONCE || at - start >= PROGRAMS_AT_ONCE) {
            batches.push(&wanted[start..at]);
            (start, lines) = (at, 0);
        }
        lines += more;
    }
    batches.extend((start < wanted.len()).then(|| &wanted[start..]));
    batches
}

/// The package of a program.
fn package(unit: &Unit) -> String {
    format!("run-{}", unit.slug)
}
