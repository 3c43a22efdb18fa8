//! JSON for scripts.

use serde_json::{Value, json};

use super::severity_word;
use crate::diag::{Fault, Located, Spot, visible_json, visible_line, visible_lines};

/// The findings as a JSON list, one object each; `null` where there is nothing to say.
#[must_use]
pub fn render_json(found: &[Located]) -> String {
    let list: Vec<Value> = found.iter().map(finding).collect();
    let text = serde_json::to_string_pretty(&list).unwrap_or_default();
    visible_json(&text).into_owned() + "\n"
}

fn finding(found: &Located) -> Value {
    let fault = match found.code.fault {
        Fault::Invalid => "invalid",
        Fault::Unsupported => "unsupported",
        Fault::Advice => "advice",
    };
    json!({
        "code": found.code.id,
        "title": found.code.title,
        "severity": severity_word(found.severity),
        "fault": fault,
        "message": visible_line(&found.message),
        "pointer": found.pointer.as_str(),
        "help": visible_lines(&found.help),
        "location": found.spot.as_ref().map(location),
        "related": found.related.iter().map(|(spot, what)| json!({
            "message": visible_line(what),
            "location": spot.as_ref().map(location),
        })).collect::<Vec<_>>(),
    })
}

fn location(spot: &Spot) -> Value {
    json!({
        "file": spot.file,
        "line": spot.line,
        "column": spot.column,
        "endLine": spot.end_line,
        "endColumn": spot.end_column,
        "text": spot.excerpt.text,
    })
}
