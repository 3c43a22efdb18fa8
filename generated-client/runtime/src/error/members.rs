//! Words of a server that stand under the names of what they are about: `{"title": ["is too short"]}`.

use serde_json::Value;

use super::message::{MOST, from_value, located};

/// Fields with more about an error, beside the one that sums it up.
pub(super) const DETAILS: [&str; 8] = [
    "validation_errors",
    "exception_detail",
    "errors",
    "details",
    "invalid_params",
    "invalid-params",
    "violations",
    "issues",
];

/// Names that say of words that they are about the whole.
const OF_THE_WHOLE: [&str; 4] = ["non_field_errors", "__all__", "_errors", "base"];

/// Deeper than this, nothing is looked for.
const DEEPEST: usize = 8;

/// What a field with details says.
pub(super) fn details(value: &Value) -> Option<String> {
    match value {
        Value::Object(_) => in_a_row(value, true),
        Value::Array(_) | Value::String(_) => from_value(value),
        _ => None,
    }
}

/// What an object says whose fields are named after those of the request, each with a list of words; `None` for an object
/// that just holds data.
pub(super) fn by_member(value: &Value) -> Option<String> {
    in_a_row(value, false)
}

fn in_a_row(value: &Value, takes_texts: bool) -> Option<String> {
    let mut found = Vec::new();
    gather("", value, takes_texts, 0, &mut found);
    if found.is_empty() {
        return None;
    }
    let more = found.len().saturating_sub(MOST);
    found.truncate(MOST);
    if more > 0 {
        found.push(format!("and {more} more"));
    }
    Some(found.join("; "))
}

/// Gathers words with their places. Outside of details (`takes_texts`), a bare text is data, and only lists are words.
fn gather(place: &str, value: &Value, takes_texts: bool, depth: usize, found: &mut Vec<String>) {
    if depth > DEEPEST {
        return;
    }
    let said = |words: &str| if place.is_empty() { words.to_owned() } else { format!("{place}: {words}") };
    match value {
        Value::String(text) if takes_texts && !text.trim().is_empty() => found.push(said(text)),
        Value::Array(items) => {
            let texts: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
            if !texts.is_empty() {
                found.push(said(&texts.join(", ")));
                return;
            }
            for (index, item) in items.iter().enumerate() {
                gather(&below(place, &index.to_string()), item, takes_texts, depth + 1, found);
            }
        }
        Value::Object(members) => {
            if let Some(words) = located(value) {
                found.push(said(&words));
            } else if let Some(words) = members.get("message").and_then(Value::as_str) {
                found.push(said(words));
            } else {
                for (name, value) in members {
                    let name = if OF_THE_WHOLE.contains(&name.as_str()) { "" } else { name };
                    gather(&below(place, name), value, takes_texts, depth + 1, found);
                }
            }
        }
        _ => {}
    }
}

fn below(place: &str, name: &str) -> String {
    match (place, name) {
        ("", name) => name.to_owned(),
        (place, "") => place.to_owned(),
        (place, name) => format!("{place}.{name}"),
    }
}
