//! Annotations of GitHub Actions.

use std::fmt::Write as _;

use crate::diag::{github_message, github_property};

use super::super::report::Report;
use super::super::verdict::Severity;
use super::{Frame, item_told, summary, told};

/// The findings as workflow commands, one a line, the summary last.
#[must_use]
pub fn render_github(report: &Report, frame: &Frame) -> String {
    let mut text = String::new();
    for finding in &report.findings {
        let command = match finding.severity {
            Severity::Breaking => "error",
            Severity::Attention => "warning",
            Severity::Harmless => "notice",
        };
        let mut properties = String::new();
        if let Some(spot) = finding.head.as_ref().and_then(|site| site.spot.as_ref()) {
            let file = github_property(&spot.file);
            let _ = write!(properties, "file={file},line={},col={},", spot.line, spot.column);
        }
        let title = github_property(&format!("{}: {}", finding.rule.id, finding.rule.title));
        let mut message = told(finding);
        let _ = write!(
            message,
            "\nrust: {}, wire: {} ({})",
            finding.source,
            finding.wire,
            finding.direction.word()
        );
        if let Some(item) = item_told(finding) {
            let _ = write!(message, "\nitem: {item}");
        }
        let _ = write!(message, "\nwhy: {}\ndo: {}", finding.why(), finding.remedy());
        let _ = writeln!(text, "::{command} {properties}title={title}::{}", github_message(&message));
    }
    let _ = writeln!(text, "::notice title=diff::{}", github_message(&summary(report, frame)));
    text
}
