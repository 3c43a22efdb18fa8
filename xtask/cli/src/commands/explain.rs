//! `explain`: what a diagnostic code means, or a rule of `diff`.
//!
//! In: a code. Out: its documentation; without a code, the list of all; or the page of all as Markdown.
//! Must never know: where the code is reported.

use codegen::change::{all_rules, find_rule, render_rule, render_rules};
use codegen::diag::{Code, Fault, RETIRED, RetiredCode, Severity, all_codes, find_code, find_retired};
use codegen::document::render_keywords;

use crate::arguments::Explain;
use crate::called;
use crate::failure::{Failure, Verdict};
use crate::terminal::{self, Paint};

/// Explains.
pub(super) fn run(arguments: &Explain) -> Result<Verdict, Failure> {
    let paint = Paint::for_stdout();
    let text = match (&arguments.code, arguments.changes, arguments.markdown) {
        (Some(id), ..) => match (find_code(id), find_rule(id)) {
            (Some(code), _) => one(code, paint),
            (None, Some(rule)) => render_rule(rule),
            (None, None) => retired(find_retired(id).ok_or_else(|| unknown(id))?),
        },
        _ if arguments.keywords => keywords_page(),
        (None, false, true) => page(),
        (None, false, false) => list(paint),
        (None, true, true) => changes_page(),
        (None, true, false) => {
            all_rules().map(|rule| format!("{}  {}\n", paint.bold(rule.id), rule.title)).collect()
        }
    };
    terminal::print(&text);
    Ok(Verdict::Fine)
}

/// The refusal of a code, or of a rule, that does not exist.
pub(crate) fn unknown(id: &str) -> Failure {
    let name = called::name();
    Failure::usage(format!(
        "`{id}` is neither a diagnostic code nor a rule of changes; `{name} explain` and `{name} explain --changes` list them"
    ))
}

fn retired(code: &RetiredCode) -> String {
    let now = code.successor.map(|now| format!(" (see {now})")).unwrap_or_default();
    format!("{} is no longer reported: {}{now}. Settings may name it still.\n", code.id, code.reason)
}

fn severity(code: &Code) -> &'static str {
    match code.severity {
        Severity::Error => "error: the description is refused, and nothing is written",
        Severity::Warning => "warning: the client leaves it out or approximates it",
        Severity::Note => "note: shown with --notes",
    }
}

fn fault(code: &Code) -> &'static str {
    match code.fault {
        Fault::Invalid => "the description is not valid",
        Fault::Unsupported => "the description is valid; the generator does not support this yet",
        Fault::Advice => "the description is ambiguous or incomplete",
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
        "# Diagnostic codes\n\nThe letter is the severity, the hundreds digit is the room that reports it.\n\
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
    text.push_str("\n## Codes that are no longer reported\n\n");
    for code in RETIRED {
        text.push_str(&format!("- {}", retired(code)));
    }
    text
}

/// The page of all fields and keywords, in Markdown.
pub fn keywords_page() -> String {
    render_keywords(called::name())
}

/// The page of all rules of `diff`, in Markdown.
pub fn changes_page() -> String {
    render_rules(called::name())
}
