//! `explain`: what a diagnostic code means.
//!
//! In: a code. Out: its documentation; without a code, the list of all; or the page of all as Markdown.
//! Must never know: where the code is reported.

use codegen::diag::{Code, Fault, Severity, all_codes, find_code};

use crate::arguments::Explain;
use crate::called;
use crate::failure::{Failure, Verdict};
use crate::terminal::{self, Paint};

/// Explains.
pub(super) fn run(arguments: &Explain) -> Result<Verdict, Failure> {
    let text = match &arguments.code {
        Some(id) => {
            let code = find_code(id).ok_or_else(|| unknown(id))?;
            one(code, Paint::for_stdout())
        }
        None if arguments.markdown => page(),
        None => list(Paint::for_stdout()),
    };
    terminal::print(&text);
    Ok(Verdict::Fine)
}

/// The refusal of a code that does not exist.
pub(crate) fn unknown(id: &str) -> Failure {
    Failure::usage(format!("`{id}` is no diagnostic code; `{} explain` lists them", called::name()))
}

fn severity(code: &Code) -> &'static str {
    match code.severity {
        Severity::Error => "error: the description is refused, nothing is written",
        Severity::Warning => "warning: the client is written without it, or with an approximation",
        Severity::Note => "note: shown with --notes",
    }
}

fn fault(code: &Code) -> &'static str {
    match code.fault {
        Fault::Invalid => "the description is wrong",
        Fault::Unsupported => "the description is right; the generator cannot do this yet",
        Fault::Advice => "the description leaves something open",
    }
}

fn one(code: &Code, paint: Paint) -> String {
    let mut text = format!("{} {}\n\n", paint.bold(code.id), code.title);
    text.push_str(&format!(
        "Severity: {}\nWhy: {}\nRemedy: {}\n\n{}\n",
        severity(code),
        fault(code),
        code.remedy,
        code.explanation.trim()
    ));
    text
}

fn list(paint: Paint) -> String {
    all_codes().map(|code| format!("{}  {}\n", paint.bold(code.id), code.title)).collect()
}

/// The page of all codes, in Markdown.
pub fn page() -> String {
    let mut text = format!(
        "# Diagnostic codes\n\nThe letter is the severity, the hundreds are the room that reports it.\n\
         This page is the output of `{} explain --markdown`.\n",
        called::name()
    );
    for code in all_codes() {
        text.push_str(&format!("\n## {}: {}\n\n", code.id, code.title));
        text.push_str(&format!(
            "- Severity: {}\n- Why: {}\n- Remedy: {}\n\n",
            severity(code),
            fault(code),
            code.remedy
        ));
        text.push_str(code.explanation.trim());
        text.push('\n');
    }
    text
}
