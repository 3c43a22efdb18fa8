//! Annotations of GitHub Actions.

use std::fmt::Write as _;

use crate::diag::{Located, Severity, visible_line, visible_lines};

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
                github_property(&spot.file),
                spot.line,
                spot.end_line,
                spot.column,
                spot.end_column
            );
        }
        let mut message = visible_line(&finding.message).into_owned();
        for (spot, what) in &finding.related {
            let _ = match spot {
                Some(spot) => {
                    let (what, file) = (visible_line(what), visible_line(&spot.file));
                    write!(message, "\n{what}: {file}:{}:{}", spot.line, spot.column)
                }
                None => write!(message, "\n{}", visible_line(what)),
            };
        }
        let _ = write!(message, "\nhelp: {}", visible_lines(&finding.help));
        let title = github_property(&format!("{} {}", finding.code.id, finding.code.title));
        let _ = writeln!(text, "::{command} {properties}title={title}::{}", github_message(&message));
    }
    text
}

/// Escapes the message of a workflow command, the lines of which are ours.
#[must_use]
pub fn github_message(text: &str) -> String {
    visible_lines(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes a property of a workflow command.
#[must_use]
pub fn github_property(text: &str) -> String {
    github_message(&visible_line(text)).replace(':', "%3A").replace(',', "%2C")
}
