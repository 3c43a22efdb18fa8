//! SARIF 2.1.0, which code hosts and editors read.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::diag::{sarif_log, uri};

use super::super::report::{Finding, Report, Site};
use super::super::rule::Rule;
use super::super::verdict::Severity;
use super::{item_told, told};

/// The findings as one SARIF run.
#[must_use]
pub fn render_sarif(report: &Report) -> String {
    let rules: BTreeMap<&str, &Rule> =
        report.findings.iter().map(|finding| (finding.rule.id, finding.rule)).collect();
    let rules = rules.values().map(|rule| {
        json!({
            "id": rule.id,
            "shortDescription": { "text": rule.title },
            "fullDescription": { "text": rule.why },
            "help": { "text": rule.remedy },
        })
    });
    let results: Vec<Value> = report.findings.iter().map(result).collect();
    sarif_log(&rules.collect::<Vec<Value>>(), &results)
}

fn result(finding: &Finding) -> Value {
    let level = match finding.severity {
        Severity::Breaking => "error",
        Severity::Attention => "warning",
        Severity::Harmless => "note",
    };
    let item = item_told(finding).map(|item| format!("\n{item}")).unwrap_or_default();
    let message = format!(
        "{}: {}\nrust: {}, wire: {} ({}){item}\n\n{} {}",
        finding.rule.title,
        told(finding),
        finding.source,
        finding.wire,
        finding.direction.word(),
        finding.why(),
        finding.remedy()
    );
    let related = finding.head.as_ref().and(finding.base.as_ref());
    let related: Vec<Value> = related
        .filter(|site| site.spot.is_some())
        .map(|site| {
            let mut place = location(site);
            place["message"] = json!({ "text": "where it stood" });
            place
        })
        .into_iter()
        .collect();
    json!({
        "ruleId": finding.rule.id,
        "level": level,
        "message": { "text": message },
        "locations": finding.site().map(location).into_iter().collect::<Vec<Value>>(),
        "relatedLocations": related,
        "properties": { "rust": finding.source.word(), "wire": finding.wire.word() },
    })
}

fn location(site: &Site) -> Value {
    let logical = json!([{ "fullyQualifiedName": format!("#{}", site.pointer), "kind": "object" }]);
    let mut location = json!({ "logicalLocations": logical });
    if let Some(spot) = &site.spot {
        location["physicalLocation"] = json!({
            "artifactLocation": { "uri": uri(&spot.file) },
            "region": { "startLine": spot.line, "startColumn": spot.column },
        });
    }
    location
}
