//! A report as text for people and tools. All of it shows texts of strangers, so none of it is printed as it is.

mod changelog;
mod github;
mod json;
mod markdown;
mod page;
mod sarif;
mod text;

pub use changelog::{has_entry, render_changelog};
pub use github::render_github;
pub use json::render_json;
pub use markdown::render_markdown;
pub use page::{render_rule, render_rules};
pub use sarif::render_sarif;
pub use text::render_text;

use super::report::{Finding, Report};
use super::verdict::Wire;
use crate::diag::visible_line;

/// What a report is shown with.
#[derive(Clone, Debug, Default)]
pub struct Frame {
    /// What the old state is called.
    pub base: String,
    /// What the new state is called.
    pub head: String,
    /// The version that the crate has in the old state, where it is known.
    pub version: Option<String>,
    /// The version that the new state asks for.
    pub next: Option<String>,
}

/// `+ 12 added, ~ 5 changed, - 1 removed | rust: major | wire: 2 break | next version 0.4.0`
fn summary(report: &Report, frame: &Frame) -> String {
    let items = report.items;
    let wire = wire_summary(report);
    let next = match (&frame.next, &frame.version) {
        (Some(next), Some(version)) if next == version => format!(" | version {version} stays"),
        (Some(next), _) => format!(" | next version {next}"),
        (None, _) => String::new(),
    };
    format!(
        "+ {} added, ~ {} changed, - {} removed | rust: {} | wire: {wire}{next}",
        items.added,
        items.changed,
        items.removed,
        report.source()
    )
}

fn wire_summary(report: &Report) -> String {
    if !report.knows_wire {
        return "not known (a list of items says nothing of the wire)".to_owned();
    }
    let (breaks, may) = (report.count(Wire::Breaks), report.count(Wire::MayBreak));
    match (breaks, may) {
        (0, 0) => "safe".to_owned(),
        (0, may) => format!("{may} may break"),
        (breaks, 0) => format!("{breaks} break"),
        (breaks, may) => format!("{breaks} break, {may} may break"),
    }
}

/// `the field name: optional → required`.
fn told(finding: &Finding) -> String {
    let subject = visible_line(&finding.subject);
    let change = arrow(&finding.old, &finding.new);
    if change.is_empty() { subject.into_owned() } else { format!("{subject}: {change}") }
}

fn arrow(old: &str, new: &str) -> String {
    match (old.is_empty(), new.is_empty()) {
        (true, true) => String::new(),
        (false, true) => format!("was {}", visible_line(old)),
        (true, false) => visible_line(new).into_owned(),
        (false, false) => format!("{} → {}", visible_line(old), visible_line(new)),
    }
}

/// `types::Pet::name: String → Option<String>`
fn item_told(finding: &Finding) -> Option<String> {
    let item = finding.item.as_ref()?;
    let change = match (&item.old, &item.new) {
        (Some(old), Some(new)) if old != new => format!(": {old} → {new}"),
        (Some(old), None) => format!(": {old} → gone"),
        (None, Some(new)) => format!(": new, {new}"),
        _ => String::new(),
    };
    let more = match finding.items {
        0 | 1 => String::new(),
        items => format!(" (and {} more items)", items - 1),
    };
    Some(visible_line(&format!("{}{change}{more}", item.path)).into_owned())
}
