//! Annotations of GitHub Actions.

use std::fmt::Write as _;

use crate::diag::{Located, Severity};

/// The findings as workflow commands, one a line.
#[must_use]
pub fn render_github(found: &[Located]) -> String {
    let mut text = String::new();
    for finding in found {
        let command = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let mut properties = String::new();
        if let Some(spot) = &finding.spot {
            let _ = write!(
                properties,
                "file={},line={},endLine={},col={},endColumn={},",
                property(&spot.file),
                spot.line,
                spot.end_line,
                spot.column,
                spot.end_column
            );
        }
        let mut message = finding.message.clone();
        for (spot, what) in &finding.related {
            let _ = match spot {
                Some(spot) => write!(message, "\n{what}: {}:{}:{}", spot.file, spot.line, spot.column),
                None => write!(message, "\n{what}"),
            };
        }
        let _ = write!(message, "\nhelp: {}", finding.help);
        let title = property(&format!("{} {}", finding.code.id, finding.code.title));
        let _ = writeln!(text, "::{command} {properties}title={title}::{}", data(&message));
    }
    text
}

/// Escapes the message of a workflow command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes a property of a workflow command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
