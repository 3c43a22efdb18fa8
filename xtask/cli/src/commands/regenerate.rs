//! `regenerate`: the description → the client, on disk.
//!
//! In: descriptions. Out: a crate that is what they make it, and a short summary.
//! Must never know: how files are made or swapped.

use std::time::{Duration, Instant};

use codegen::diag::{visible_json, visible_line};
use serde_json::json;

use super::several::{self, Said};
use crate::arguments::{Format, Regenerate};
use crate::failure::{Failure, Verdict};
use crate::jobs::{Job, jobs};
use crate::place;
use crate::plan::{Made, Plan, Wanted, plan};
use crate::staging;
use crate::terminal::{self, Paint};
use crate::written::Written;

/// Regenerates.
pub(super) fn run(arguments: &Regenerate) -> Result<Verdict, Failure> {
    let jobs = jobs(&arguments.input, &arguments.target)?;
    if jobs.len() > 1 && arguments.report.is_some() {
        return Err(Failure::usage("a report is about one client; name its folder with --out"));
    }
    let is_only = jobs.len() == 1;
    several::run(&jobs, arguments.input.format, |job, said| regenerate(arguments, (job, is_only), said))
}

fn regenerate(
    arguments: &Regenerate,
    (job, is_only): (&Job, bool),
    said: &mut Said,
) -> Result<Verdict, Failure> {
    let start = Instant::now();
    if !arguments.dry_run && staging::recover(&job.folder)? {
        terminal::note("recovered from an earlier run that was interrupted");
    }
    let wanted = Wanted {
        force: arguments.force,
        new_names: arguments.new_names(),
        drops_old_names: arguments.drop_old_names,
        report: arguments.report.is_some() || arguments.report_untyped,
        is_last: is_only,
        ..Wanted::default()
    };
    let plan = plan(job, &arguments.input, wanted)?;
    let Plan { judged, made, .. } = &plan;
    let Some(made) = made else {
        print_findings(arguments, &plan, said);
        return Ok(judged.verdict);
    };
    let report = open_report(arguments, &plan, made)?;
    if !arguments.force {
        place::refuse_loss(&plan.folder, &made.drift)?;
    }
    if !arguments.dry_run && !made.drift.is_clean() {
        staging::write(&made.files, &made.drift, &plan.folder)?;
    }
    if let Some((report, made)) = report.zip(made.report.as_ref()) {
        report.finish(&visible_json(&format!("{made:#}\n")))?;
    }
    print_findings(arguments, &plan, said);
    if let Some(report) = made.report.as_ref().filter(|_| arguments.report_untyped) {
        terminal::print(&untyped(report));
    }
    print_summary(arguments, &plan, (made, job.is_set_up), start.elapsed(), said);
    Ok(judged.verdict)
}

/// Finds out whether the report can be written before the crate is; inside of the crate, its folder may not be there yet.
fn open_report(arguments: &Regenerate, plan: &Plan, made: &Made) -> Result<Option<Written>, Failure> {
    const FLAG: &str = "--report";
    let Some(path) = &arguments.report else { return Ok(None) };
    let mut report = Written::at(path, FLAG, &plan.sources)?;
    report.refuse_client(FLAG, &plan.folder, made.files.keys())?;
    match (report.is_below(&plan.folder), arguments.dry_run) {
        (true, true) => {
            return Err(Failure::usage(format!(
                "a dry run writes nothing into {}; choose a file elsewhere for --report",
                plan.folder
            )));
        }
        (true, false) => {}
        (false, _) => report.begin()?,
    }
    Ok(Some(report))
}

fn print_findings(arguments: &Regenerate, plan: &Plan, said: &mut Said) {
    // In JSON, findings and summary are one value.
    if arguments.input.format != Format::Json || plan.made.is_none() {
        let format = arguments.input.format;
        said.say(&plan.judged.render(format, Paint::for_stdout()));
    }
}

/// A line for each place that holds any JSON value.
fn untyped(report: &serde_json::Value) -> String {
    let places = report["untyped"].as_array().into_iter().flatten();
    let text = |place: &serde_json::Value, key: &str| place[key].as_str().unwrap_or_default().to_owned();
    places
        .map(|place| {
            format!("untyped {} at #{}\n", text(place, "rust"), visible_line(&text(place, "pointer")))
        })
        .collect()
}

fn print_summary(
    arguments: &Regenerate,
    plan: &Plan,
    (made, is_set_up): (&Made, bool),
    time: Duration,
    said: &mut Said,
) {
    let Made { drift, counts, .. } = made;
    let (written, removed, warnings) = (drift.written(), drift.removed(), plan.judged.warnings);
    match arguments.input.format {
        Format::Json => {
            let findings = plan.judged.render(Format::Json, Paint::for_stdout());
            let findings: serde_json::Value = serde_json::from_str(&findings).unwrap_or_default();
            let summary = json!({
                "folder": plan.shown_folder, "operations": counts.operations, "types": counts.types,
                "written": written, "unchanged": drift.unchanged, "removed": removed,
                "warnings": warnings, "hidden": plan.judged.hidden, "dry_run": arguments.dry_run,
                "milliseconds": u64::try_from(time.as_millis()).unwrap_or(u64::MAX), "findings": findings,
            });
            said.say(&format!("{summary:#}\n"));
        }
        Format::Text if !arguments.input.quiet => {
            let mut text = String::new();
            // Whoever has set the client up knows what is theirs.
            for path in made.kept.iter().filter(|_| !is_set_up) {
                text.push_str(&format!(
                    "kept {}: no `@generated` marker, so it was left unchanged\n",
                    plan.shown_folder.join(path)
                ));
            }
            let state = match (drift.is_clean(), arguments.dry_run) {
                (true, _) => "unchanged",
                (false, true) => "would change",
                (false, false) => "regenerated",
            };
            text.push_str(&format!(
                "{}: {} operations, {} types; {written} files written, {} unchanged, {removed} removed; {}; {:.2} s\n{}: {state}\n",
                plan.shown_folder,
                counts.operations,
                counts.types,
                drift.unchanged,
                warnings_of(warnings, plan.judged.hidden),
                time.as_secs_f64(),
                plan.shown_folder,
            ));
            said.say(&text);
        }
        _ => {}
    }
}

/// `2 warnings (5 findings hidden)`
fn warnings_of(warnings: usize, hidden: usize) -> String {
    let plural = if warnings == 1 { "" } else { "s" };
    let rest = if hidden == 0 { String::new() } else { format!(" ({hidden} findings not shown)") };
    format!("{warnings} warning{plural}{rest}")
}
