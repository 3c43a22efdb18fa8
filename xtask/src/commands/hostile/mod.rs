//! `hostile`: descriptions that are malicious, and whether any of them did.
//!
//! In: the suite of `tests/fixtures/hostile`. Out: a table of what went wrong, totals, and a verdict.
//! Must never know: how a description is generated; each is, in a process of its own under limits.

mod attack;
mod dependencies;
mod judge;
mod place;
mod shape;
mod table;
mod twin;

use std::collections::BTreeMap;
use std::time::Duration;

use camino::{Utf8Path, Utf8PathBuf};
use serde::Serialize;

use crate::arguments::Hostile;
use callwright::arguments::TableFormat;
use callwright::commands::corpus::Ending;
use callwright::commands::corpus::measure::Limits;
use callwright::failure::{Failure, Verdict};
use callwright::project::Project;
use callwright::terminal::Form;
use callwright::{interrupt, terminal, workers};

/// Where the suite is.
const SUITE: &str = "tests/fixtures/hostile";

/// What each process may take.
const LIMITS: Limits = Limits { memory: 1024, stack: 2, time: Duration::from_secs(10) };

/// A description that means harm.
#[derive(Debug)]
struct Case {
    /// Its name: the family, then what sets it apart.
    name: String,
    /// What it is.
    kind: CaseKind,
}

/// How a case is made and judged.
#[derive(Debug)]
enum CaseKind {
    /// A payload in a place of the harmless description.
    Place(place::Case),
    /// A whole file.
    Attack(Box<attack::Case>),
}

/// What became of a case.
#[derive(Clone, Debug, Serialize)]
struct Row {
    name: String,
    ending: Ending,
    seconds: f64,
    mebibytes: u64,
    codes: BTreeMap<String, usize>,
    /// What should not be; empty where all is well.
    findings: Vec<String>,
}

/// Runs the suite.
pub(super) fn run(arguments: &Hostile) -> Result<Verdict, Failure> {
    let project = Project::find()?;
    let suite = project.root.join(SUITE);
    let twins = place::read(&suite)?;
    let attacks = attack::read(&suite)?;
    let fits = |case: &Case| {
        arguments.filter.is_empty() || arguments.filter.iter().any(|text| case.name.contains(text.as_str()))
    };
    let places = twins.cases().map(|case| Case { name: case.name.clone(), kind: CaseKind::Place(case) });
    let whole =
        attacks.cases().map(|case| Case { name: case.name.clone(), kind: CaseKind::Attack(Box::new(case)) });
    let cases: Vec<Case> = whole.chain(places).filter(fits).collect();
    if cases.is_empty() {
        return Err(Failure::usage("no case matches the filter"));
    }
    interrupt::listen()?;
    let guard = tempfile::tempdir().map_err(Failure::file("create", Utf8Path::new("a temporary folder")))?;
    let folder = Utf8PathBuf::from_path_buf(guard.path().to_owned())
        .map_err(|path| Failure::usage(format!("the path {} is not UTF-8", path.display())))?;
    let harmless = judge::Harmless::measure(&twins, &folder)?;
    let rows = run_all(arguments, &cases, &harmless, &attacks, &folder)?;
    let network = dependencies::network(&project)?;
    let fine = network.is_empty() && rows.iter().all(|row| row.findings.is_empty());
    match arguments.format {
        TableFormat::Json => terminal::print_as(Form::Json, &format!("{:#}\n", table::json(&rows, &network))),
        TableFormat::Table => terminal::print(&table::text(&rows, &network, arguments.verbose)),
    }
    Ok(Verdict::of_long_run(fine))
}

/// Runs every case, several at once.
fn run_all(
    arguments: &Hostile,
    cases: &[Case],
    harmless: &judge::Harmless,
    attacks: &attack::Suite,
    folder: &Utf8Path,
) -> Result<Vec<Row>, Failure> {
    let rows = workers::run(cases, arguments.jobs, |at, case| {
        judge::run(case, harmless, attacks, &folder.join(format!("case-{at}")))
    });
    if rows.len() < cases.len() {
        terminal::note(&format!("{} of {} cases were not tried", cases.len() - rows.len(), cases.len()));
    }
    rows.into_iter().map(|(_, row)| row).collect()
}
