//! `check`: is the client what the description makes it?
//!
//! In: descriptions and the crate on disk. Out: the difference, and a verdict. It never writes.
//! Must never know: how to mend what it finds, beyond naming the command that does.

use serde_json::json;

use crate::arguments::{Check, Format};
use crate::drift;
use crate::failure::{Failure, Verdict};
use crate::plan::{Made, Plan, plan};
use crate::staging;
use crate::terminal::{self, Paint};

/// Checks.
pub(super) fn run(arguments: &Check) -> Result<Verdict, Failure> {
    let plan = plan(&arguments.input, &arguments.target)?;
    let (format, paint) = (arguments.input.format, Paint::for_stdout());
    let Some(made) = &plan.made else {
        terminal::print(&plan.judged.render(format, paint));
        return Ok(plan.judged.verdict);
    };
    let unfinished = staging::is_unfinished(&plan.folder);
    let clean = made.drift.is_clean() && !unfinished;
    terminal::print(&render(&plan, made, format, paint, arguments.input.quiet));
    if unfinished {
        terminal::note("a run of `cargo xtask regenerate` was interrupted or is at work; run it again");
    }
    Ok(if clean { plan.judged.verdict } else { Verdict::Findings })
}

fn render(plan: &Plan, made: &Made, format: Format, paint: Paint, quiet: bool) -> String {
    let entries = made.drift.entries(&made.files);
    let findings = plan.judged.render(format, paint);
    match format {
        Format::Json => {
            let findings: serde_json::Value = serde_json::from_str(&findings).unwrap_or_default();
            let clean = entries.is_empty();
            format!("{:#}\n", json!({ "clean": clean, "drift": entries, "findings": findings }))
        }
        Format::Github => findings + &drift::render_github(&entries, &plan.shown_folder),
        Format::Sarif => findings,
        Format::Text => {
            let mut text = findings + &drift::render_text(&entries, &plan.shown_folder, paint);
            if entries.is_empty() && !quiet {
                text.push_str(&format!(
                    "{}: {} files are up to date\n",
                    plan.shown_folder, made.drift.unchanged
                ));
            } else if !entries.is_empty() {
                text.push_str(&format!(
                    "{} files differ from what the description makes them; run `cargo xtask regenerate`\n",
                    entries.len()
                ));
            }
            text
        }
    }
}
