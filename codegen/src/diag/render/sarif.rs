//! SARIF 2.1.0, which code hosts and editors read.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::diag::{Code, Located, Severity, Spot, visible_json, visible_line, visible_lines};

/// The findings as one SARIF run.
#[must_use]
pub fn render_sarif(found: &[Located]) -> String {
    let codes: BTreeMap<&str, &Code> = found.iter().map(|finding| (finding.code.id, finding.code)).collect();
    let indices: BTreeMap<&str, usize> = codes.keys().enumerate().map(|(index, id)| (*id, index)).collect();
    let rules: Vec<Value> = codes.values().map(|code| rule(code)).collect();
    let results: Vec<Value> = found.iter().map(|finding| result(finding, &indices)).collect();
    sarif_log(&rules, &results)
}

/// A SARIF log of one run of this generator, as text.
#[must_use]
pub fn sarif_log(rules: &[Value], results: &[Value]) -> String {
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": env!("CARGO_PKG_NAME"),
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    let text = serde_json::to_string_pretty(&log).unwrap_or_default();
    visible_json(&text).into_owned() + "\n"
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn rule(code: &Code) -> Value {
    json!({
        "id": code.id,
        "shortDescription": { "text": code.title },
        "fullDescription": { "text": code.title },
        "help": { "text": code.explanation, "markdown": code.explanation },
        "defaultConfiguration": { "level": level(code.severity) },
    })
}

fn result(found: &Located, indices: &BTreeMap<&str, usize>) -> Value {
    let message = format!("{}\n\n{}", visible_line(&found.message), visible_lines(&found.help));
    let logical = json!([{ "fullyQualifiedName": format!("#{}", found.pointer), "kind": "object" }]);
    let mut location = json!({ "logicalLocations": logical });
    if let Some(spot) = &found.spot {
        location["physicalLocation"] = physical(spot);
    }
    let related: Vec<Value> = found
        .related
        .iter()
        .filter_map(|(spot, what)| {
            let spot = spot.as_ref()?;
            Some(json!({ "message": { "text": visible_line(what) }, "physicalLocation": physical(spot) }))
        })
        .collect();
    json!({
        "ruleId": found.code.id,
        "ruleIndex": indices.get(found.code.id),
        "level": level(found.severity),
        "message": { "text": message },
        "locations": [location],
        "relatedLocations": related,
    })
}

fn physical(spot: &Spot) -> Value {
    json!({
        "artifactLocation": { "uri": uri(&spot.file) },
        "region": {
            "startLine": spot.line,
            "startColumn": spot.column,
            "endLine": spot.end_line,
            "endColumn": spot.end_column.max(1),
            "snippet": { "text": spot.excerpt.text },
        },
    })
}

/// A path as a relative URI reference, for tools that open it.
#[must_use]
pub fn uri(path: &str) -> String {
    let mut text = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            text.push(char::from(byte));
        } else {
            let _ = write!(text, "%{byte:02X}");
        }
    }
    text
}
