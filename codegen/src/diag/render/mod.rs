//! Findings as text for people and as data for tools.
//!
//! In: located findings. Out: text. Must never know: where the text goes.

mod github;
mod json;
mod sarif;
mod text;

pub use github::{github_message, github_property, render_github};
pub use json::render_json;
pub use sarif::{render_sarif, sarif_log, uri};
pub use text::{Style, render_text};

use super::Severity;

/// The word for a severity.
fn severity_word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

#[cfg(test)]
mod tests;
