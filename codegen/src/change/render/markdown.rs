//! For a pull request or the summary of a job.

use std::fmt::Write as _;

use super::super::report::{Finding, Report};
use super::super::verdict::Severity;
use super::{Frame, item_told, summary, told};

/// Longer texts are refused where pull requests are opened, so the rest is counted.
const MOST_SHOWN: usize = 200;

/// The summary and a table for each severity.
#[must_use]
pub fn render_markdown(report: &Report, frame: &Frame) -> String {
    let mut text = format!("**{}**\n", escaped(&summary(report, frame)));
    let mut left = MOST_SHOWN;
    for (severity, title) in [
        (Severity::Breaking, "Breaking"),
        (Severity::Attention, "Needs attention"),
        (Severity::Harmless, "Harmless"),
    ] {
        let all: Vec<&Finding> = report.findings.iter().filter(|found| found.severity == severity).collect();
        if all.is_empty() {
            continue;
        }
        let _ = write!(
            text,
            "\n### {title}: {}\n\n| rule | change | rust | wire | item | what to do |\n| --- | --- | --- | --- | --- | --- |\n",
            all.len()
        );
        for finding in all.iter().take(left) {
            let item = item_told(finding).map(|item| code(&item)).unwrap_or_default();
            let _ = writeln!(
                text,
                "| `{}` | {} | {} | {} ({}) | {item} | {} |",
                finding.rule.id,
                escaped(&told(finding)),
                finding.source,
                finding.wire,
                finding.direction.word(),
                finding.remedy()
            );
        }
        if all.len() > left {
            let _ = writeln!(text, "\n{} more of them are not shown.", all.len() - left);
        }
        left = left.saturating_sub(all.len());
    }
    if !report.accepted.is_empty() {
        let _ = writeln!(text, "\n{} findings are accepted in `Cargo.toml`.", report.accepted.len());
    }
    text
}

/// Text of strangers as text: no link, no mention, no HTML, no cell of its own.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for character in crate::diag::visible_line(text).chars() {
        match character {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            // A zero-width break keeps `@name` and `#1` from being links.
            '@' => out.push_str("&#64;"),
            '#' => out.push_str("&#35;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '!' | '$' => {
                out.push('\\');
                out.push(character);
            }
            other => out.push(other),
        }
    }
    out
}

/// A line of code in a cell.
fn code(text: &str) -> String {
    format!("`{}`", text.replace('`', "'").replace('|', "\\|"))
}
