//! For people at a terminal.

use std::fmt::Write as _;

use crate::diag::visible_line;

use super::super::report::{Finding, Report, Site};
use super::{Frame, item_told, summary, told};

/// The summary and all findings, worst first.
#[must_use]
pub fn render_text(report: &Report, frame: &Frame) -> String {
    let mut text = format!("{}\n", visible_line(&summary(report, frame)));
    for finding in &report.findings {
        text.push('\n');
        render_finding(finding, &mut text);
    }
    if !report.accepted.is_empty() {
        text.push('\n');
    }
    for (finding, reason) in &report.accepted {
        let (subject, reason) = (told(finding), visible_line(reason));
        let _ = writeln!(text, "accepted  {}: {subject} ({reason})", finding.rule.id);
    }
    text
}

fn render_finding(finding: &Finding, text: &mut String) {
    let rule = finding.rule;
    let _ = writeln!(text, "{}  {}: {}", finding.severity.word(), rule.id, rule.title);
    let _ = writeln!(text, "  {}", told(finding));
    let _ =
        writeln!(text, "  rust: {}, wire: {} ({})", finding.source, finding.wire, finding.direction.word());
    for (name, site) in [("old", &finding.base), ("new", &finding.head)] {
        if let Some(site) = site {
            let _ = writeln!(text, "  {name}: {}", place(site));
        }
    }
    if let Some(item) = item_told(finding) {
        let _ = writeln!(text, "  item: {item}");
    }
    let _ = writeln!(text, "  why: {}", finding.why());
    let _ = writeln!(text, "  do: {}", finding.remedy());
}

/// `spec/api.yaml:12 #/paths/…`
fn place(site: &Site) -> String {
    let pointer = format!("#{}", site.pointer);
    let pointer = visible_line(&pointer);
    match &site.spot {
        Some(spot) => format!("{}:{} {pointer}", visible_line(&spot.file), spot.line),
        None => pointer.into_owned(),
    }
}
