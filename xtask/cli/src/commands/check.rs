//! `check`: is the client what the description makes it?
//!
//! In: descriptions and the crate on disk. Out: the difference, and a verdict. It never writes.
//! Must never know: how to mend what it finds, beyond naming the command that does.

use serde_json::json;

use super::several::{self, Said};
use crate::arguments::{Check, Format};
use crate::failure::{Failure, Verdict};
use crate::jobs::{Job, jobs};
use crate::plan::{Made, Plan, Wanted, plan};
use crate::staging;
use crate::terminal::{self, Paint};
use crate::{called, drift};

/// Checks.
pub(super) fn run(arguments: &Check) -> Result<Verdict, Failure> {
    several::run(&jobs(&arguments.input, &arguments.target)?, arguments.input.format, |job, said| {
        check(arguments, job, said)
    })
}

fn check(arguments: &Check, job: &Job, said: &mut Said) -> Result<Verdict, Failure> {
    let plan = plan(job, &arguments.input, Wanted::default())?;
    let (format, paint) = (arguments.input.format, Paint::for_stdout());
    let Some(made) = &plan.made else {
        said.say(&plan.judged.render(format, paint));
        return Ok(plan.judged.verdict);
    };
    let unfinished = staging::is_unfinished(&plan.folder);
    let clean = made.drift.is_clean() && !unfinished;
    said.say(&render(&plan, made, arguments, paint));
    if unfinished {
        let remedy = remedy(arguments);
        terminal::note(&format!("another run is writing the client or was interrupted; run `{remedy}`"));
    }
    let verdict = if clean { plan.judged.verdict } else { Verdict::Findings };
    if !arguments.release {
        return Ok(verdict);
    }
    Ok(match super::diff::check_release(arguments, job)? {
        Verdict::Fine => verdict,
        other => other,
    })
}

fn render(plan: &Plan, made: &Made, arguments: &Check, paint: Paint) -> String {
    let (format, quiet) = (arguments.input.format, arguments.input.quiet);
    let entries = made.drift.entries(&made.files);
    let findings = plan.judged.render(format, paint);
    match format {
        Format::Json => {
            let findings: serde_json::Value = serde_json::from_str(&findings).unwrap_or_default();
            let clean = entries.is_empty();
            let cause = made.drift.cause(&made.files);
            format!(
                "{:#}\n",
                json!({ "folder": plan.shown_folder, "clean": clean, "cause": cause, "drift": entries, "findings": findings })
            )
        }
        Format::Github => findings + &drift::render_github(&entries, &plan.shown_folder, &remedy(arguments)),
        Format::Sarif => findings,
        Format::Text => {
            let mut text = findings + &drift::render_text(&entries, &plan.shown_folder, paint);
            if entries.is_empty() && !quiet {
                text.push_str(&format!(
                    "{}: {} files are up to date\n",
                    plan.shown_folder, made.drift.unchanged
                ));
            } else if !entries.is_empty() {
                if let Some(cause) = made.drift.cause(&made.files) {
                    text.push_str(&format!("{}\n", cause.explain()));
                }
                text.push_str(&format!(
                    "{} files differ from the output for the description; run `{}`\n",
                    entries.len(),
                    remedy(arguments)
                ));
            }
            text
        }
    }
}

/// The command that makes the crate that was checked: without the flags of the check it would write another one.
fn remedy(arguments: &Check) -> String {
    let Check { input, target, .. } = arguments;
    let mut command = format!("{} regenerate", called::name());
    let mut add = |flag: &str, values: &[&str]| {
        if !values.is_empty() {
            command.push_str(&format!(" {flag}"));
            command.extend(values.iter().map(|value| format!(" {}", quoted(value))));
        }
    };
    let spec: Vec<&str> = input.spec.iter().map(|path| path.as_str()).collect();
    add("--spec", &spec);
    for (flag, value) in [
        ("--out", target.out.as_ref().map(|path| path.as_str())),
        ("--name", target.name.as_deref()),
        ("--runtime", target.runtime.as_deref()),
    ] {
        add(flag, value.as_slice());
    }
    for change in &input.budget {
        add("--budget", &[change]);
    }
    if target.tests {
        command.push_str(" --tests");
    }
    command
}

/// A word as a shell reads it.
fn quoted(word: &str) -> String {
    let is_plain = |character: char| character.is_alphanumeric() || "-_./=:,+@%\\".contains(character);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arguments::{Input, Target};

    #[test]
    fn the_remedy_writes_the_crate_that_was_checked() {
        let own = Check { input: Input::default(), target: Target::default(), release: false, base: None };
        assert_eq!(remedy(&own), "callwright regenerate");
        let other = Check {
            input: Input { spec: vec!["a.yaml".into(), "b c.yaml".into()], ..Input::default() },
            target: Target {
                out: Some("../x".into()),
                runtime: Some(">=1".to_owned()),
                tests: true,
                ..Target::default()
            },
            release: false,
            base: None,
        };
        assert_eq!(
            remedy(&other),
            "callwright regenerate --spec a.yaml 'b c.yaml' --out ../x --runtime '>=1' --tests"
        );
    }
}
