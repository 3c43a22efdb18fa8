//! For tools. The form is version 1: members are added, never changed or removed, without a new version.

use serde_json::{Value, json};

use crate::diag::visible_json;

use super::super::report::{Finding, Report, Site};
use super::super::rules::RULE_SET;
use super::Frame;

/// The version of the form.
const VERSION: u32 = 1;

/// The report as one JSON value; see `docs/diff.md`.
#[must_use]
pub fn render_json(report: &Report, frame: &Frame) -> String {
    let wire = report.knows_wire.then(|| report.wire().word());
    let accepted = report.accepted.iter().map(|(found, reason)| {
        let mut entry = finding(found);
        entry["reason"] = json!(reason);
        entry
    });
    let value = json!({
        "version": VERSION,
        "rule_set": RULE_SET,
        "generator": env!("CARGO_PKG_VERSION"),
        "base": frame.base,
        "head": frame.head,
        "rust": report.source().word(),
        "wire": wire,
        "crate_version": frame.version,
        "next_version": frame.next,
        "items": {
            "added": report.items.added,
            "changed": report.items.changed,
            "removed": report.items.removed,
        },
        "findings": report.findings.iter().map(finding).collect::<Vec<Value>>(),
        "accepted": accepted.collect::<Vec<Value>>(),
    });
    let text = serde_json::to_string_pretty(&value).unwrap_or_default();
    visible_json(&text).into_owned() + "\n"
}

fn finding(finding: &Finding) -> Value {
    let or_none = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    json!({
        "rule": finding.rule.id,
        "title": finding.rule.title,
        "severity": finding.severity.word(),
        "rust": finding.source.word(),
        "wire": finding.wire.word(),
        "sent": finding.direction.sent,
        "read": finding.direction.read,
        "subject": finding.subject,
        "base": finding.base.as_ref().map(site),
        "head": finding.head.as_ref().map(site),
        "old": or_none(&finding.old),
        "new": or_none(&finding.new),
        "item": finding.item.as_ref().map(|item| json!({
            "path": item.path,
            "old": item.old,
            "new": item.new,
        })),
        "items": finding.items,
        "why": finding.why(),
        "remedy": finding.remedy(),
    })
}

fn site(site: &Site) -> Value {
    json!({
        "pointer": site.pointer.as_str(),
        "file": site.spot.as_ref().map(|spot| spot.file.clone()),
        "line": site.spot.as_ref().map(|spot| spot.line),
        "column": site.spot.as_ref().map(|spot| spot.column),
    })
}
