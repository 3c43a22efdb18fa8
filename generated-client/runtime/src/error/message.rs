//! Finds the server's own words in the body of an error.
//!
//! In: a body, and what no message may repeat. Out: one line for people, or nothing. Knows the shapes that servers use: `FastAPI`'s three shapes of
//! `detail`, problem details, `{"error": …}`, `{"message": …}`, `{"errors": […]}`, lists under the names of fields, and
//! plain text.

use serde_json::Value;

use super::visible::is_hidden;
use super::{Redact, boundary_before, finder::Finder, members};
use crate::json;

/// Longer messages are cut: the entire body is at hand beside the message.
const LONGEST: usize = 1_000;

/// An error that takes more memory than this is shown as its text.
const MOST_MEMORY: u64 = 16 * 1024 * 1024;
/// Of plain text, this much is looked at: secrets are blotted out before the message is cut, and can be long.
const MOST_TEXT: usize = 64 * 1_000;

/// Lists show this many of their fields.
pub(super) const MOST: usize = 8;

/// What the server said, in one line. Secrets are blotted out before anything is cut, trimmed or put together: a piece of one
/// is one, too.
pub(crate) fn server_words(body: &[u8], redact: &Redact) -> Option<String> {
    let finder = redact.finder();
    let words = match json::from_slice_within::<Value>(body, MOST_MEMORY) {
        Ok(value) => from_value(&without_secrets(value, &finder)),
        Err(_) => from_text(body, &finder),
    }?;
    Some(one_line(&finder.text(words))).filter(|words| !words.is_empty())
}

/// The same value, each of its strings and names without secrets.
fn without_secrets(value: Value, finder: &Finder) -> Value {
    match value {
        Value::String(text) => Value::String(finder.text(text)),
        Value::Array(items) => items.into_iter().map(|item| without_secrets(item, finder)).collect(),
        Value::Object(members) => {
            let clean = |(name, value)| (finder.text(name), without_secrets(value, finder));
            Value::Object(members.into_iter().map(clean).collect())
        }
        other => other,
    }
}

fn from_text(body: &[u8], finder: &Finder) -> Option<String> {
    let text = finder.text(String::from_utf8_lossy(&body[..body.len().min(MOST_TEXT)]).into_owned());
    let start = text.trim_start();
    if start.starts_with('<') {
        return title_of(start).or_else(|| Some("(an HTML or XML page)".to_owned()));
    }
    let strange = start.chars().filter(|character| *character == '\u{fffd}' || *character == '\0').count();
    (strange * 10 < start.len().max(1)).then(|| start.to_owned())
}

/// Gateways answer with pages; their title is the one line worth showing.
fn title_of(page: &str) -> Option<String> {
    let lower = page.to_ascii_lowercase();
    let start = lower.find("<title>")? + "<title>".len();
    let length = lower.get(start..)?.find("</title>")?;
    page.get(start..start + length).map(|title| title.trim().to_owned()).filter(|title| !title.is_empty())
}

pub(super) fn from_value(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        Value::Array(items) => list(items),
        Value::Object(_) => from_object(value).or_else(|| Some(value.to_string())),
        Value::Bool(_) | Value::Number(_) => Some(value.to_string()),
    }
}

fn from_object(value: &Value) -> Option<String> {
    if let Some(located) = located(value) {
        return Some(located);
    }
    let Some((key, words)) = summary(value) else {
        return members::by_member(value);
    };
    let extensions = value.get("extensions").unwrap_or(value);
    let code = CODES.iter().find_map(|code| value.get(code).or_else(|| extensions.get(code))?.as_str());
    let words = match code {
        Some(code) if !words.contains(code) && key != "title" => format!("{words} ({code})"),
        _ => words,
    };
    let details = members::DETAILS.iter().filter(|details| **details != key);
    let details = details.filter_map(|details| members::details(value.get(details)?));
    let details: Vec<String> = details.filter(|details| !words.contains(details.as_str())).collect();
    if details.is_empty() {
        return Some(words);
    }
    Some(format!("{}: {}", words.trim_end_matches(['.', ':', ' ']), details.join("; ")))
}

/// Fields that name an error.
const CODES: [&str; 4] = ["code", "status", "type", "name"];

/// The field that says what went wrong, and what it says. A list below the name of a title or a description is about
/// that field of the request.
fn summary(value: &Value) -> Option<(&'static str, String)> {
    /// Fields, and whether lists there are the words of an error.
    const KEYS: [(&str, bool); 11] = [
        ("message", true),
        ("msg", true),
        ("detail", true),
        ("exception_message", true),
        ("error_description", true),
        ("error", true),
        ("errors", true),
        ("title", false),
        ("reason", false),
        ("description", false),
        ("exception_detail", true),
    ];
    KEYS.iter().find_map(|(key, takes_lists)| {
        let words = match value.get(key)? {
            Value::String(text) if !text.trim().is_empty() => text.clone(),
            Value::Array(items) if *takes_lists => list(items)?,
            found @ Value::Object(_) => from_object(found).unwrap_or_else(|| found.to_string()),
            _ => return None,
        };
        Some((*key, words))
    })
}

/// A field of a list of validation errors: where it is, and what is wrong there.
pub(super) fn located(value: &Value) -> Option<String> {
    let place = value
        .get("loc")
        .or_else(|| value.get("path"))
        .or_else(|| value.get("field"))
        .or_else(|| value.get("pointer"))?;
    let words =
        value.get("msg").or_else(|| value.get("message")).or_else(|| value.get("detail"))?.as_str()?;
    let place = match place {
        Value::Array(parts) => parts.iter().map(plain).collect::<Vec<_>>().join("."),
        other => plain(other),
    };
    Some(if place.is_empty() { words.to_owned() } else { format!("{place}: {words}") })
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn list(items: &[Value]) -> Option<String> {
    let mut words: Vec<String> = items.iter().take(MOST).filter_map(from_value).collect();
    if words.is_empty() {
        return None;
    }
    if items.len() > MOST {
        words.push(format!("and {} more", items.len() - MOST));
    }
    Some(words.join("; "))
}

fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len().min(LONGEST));
    for word in text.split(|character: char| character.is_whitespace() || is_hidden(character)) {
        if word.is_empty() {
            continue;
        }
        if line.len() + word.len() > LONGEST {
            let room = LONGEST.saturating_sub(line.len());
            let cut = boundary_before(word, room);
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(&word[..cut]);
            line.push('…');
            break;
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::{Redact, server_words};

    fn said(body: &str) -> String {
        server_words(body.as_bytes(), &Redact::default()).unwrap_or_default()
    }

    #[test]
    fn the_three_shapes_of_detail() {
        let list = r#"{"detail":[{"loc":["body","agent_id"],"msg":"Field required","type":"missing"},{"loc":["query",0],"msg":"too long"}]}"#;
        assert_eq!(said(list), "body.agent_id: Field required; query.0: too long");
        let object = r#"{"detail":{"status":"quota_exceeded","message":"You have no calls left."}}"#;
        assert_eq!(said(object), "You have no calls left. (quota_exceeded)");
        assert_eq!(said(r#"{"detail":"Not Found"}"#), "Not Found");
    }

    #[test]
    fn secrets_are_blotted_out_before_words_are_trimmed_and_put_together() {
        let mut redact = Redact::default();
        redact.add("abcdefg:");
        redact.add(" u/- -\"@");
        let said = |body: &str| server_words(body.as_bytes(), &redact).unwrap_or_default();
        assert_eq!(said(r#"{"message":"abcdefg:","errors":["x"]}"#), "[redacted]: x");
        assert_eq!(said(" u/- -\"@"), "[redacted]");
        assert_eq!(said("<title> u/- -\"@</title>"), "[redacted]");
    }

    #[test]
    fn other_usual_shapes() {
        assert_eq!(
            said(r#"{"error":{"message":"No such customer","type":"invalid_request_error"}}"#),
            "No such customer (invalid_request_error)"
        );
        assert_eq!(said(r#"{"error":"invalid_grant","error_description":"expired"}"#), "expired");
        assert_eq!(said(r#"{"title":"Gone","status":410}"#), "Gone");
        assert_eq!(said("plain\r\n words\u{1b}[31m"), "plain words [31m");
        assert_eq!(said("<html><head><TITLE>502 Bad Gateway</TITLE></head>"), "502 Bad Gateway");
        assert_eq!(said("<x/>"), "(an HTML or XML page)");
        assert_eq!(said(r#"{"odd":1}"#), r#"{"odd":1}"#);
        assert_eq!(said(""), "");
        assert_eq!(said("null"), "");
    }

    #[test]
    fn nested_validation_errors() {
        let said_of = |body: serde_json::Value| said(&body.to_string());
        let labels = serde_json::json!({
            "id": "7c", "status_code": 400, "version": "1.2", "detail": "Validation error", "exc_info": null,
            "validation_errors": { "non_field_errors": ["No."], "title": ["Ensure this has at least 3 characters."] },
        });
        assert_eq!(said_of(labels), "Validation error: No.; title: Ensure this has at least 3 characters.");
        let flows = serde_json::json!({
            "exception_message": "Invalid request received.",
            "exception_detail": [{ "type": "missing", "loc": ["body", "name"], "msg": "Field required" }],
            "request_body": { "nothing": 1 },
        });
        assert_eq!(said_of(flows), "Invalid request received: body.name: Field required");
        let laravel = serde_json::json!({ "message": "The data was invalid.", "errors": { "age": "Too young.", "email": ["Required."] } });
        assert_eq!(said_of(laravel), "The data was invalid: age: Too young.; email: Required.");
        let directus = serde_json::json!({ "errors": [{ "message": "Invalid credentials.", "extensions": { "code": "INVALID" } }] });
        assert_eq!(said_of(directus), "Invalid credentials. (INVALID)");
    }

    #[test]
    fn lists_under_the_names_of_members() {
        assert_eq!(said(r#"{"title":["This field is required."]}"#), "title: This field is required.");
        assert_eq!(
            said(
                r#"{"name":["Too long.","Bad."],"owner":{"email":["Not valid."]},"tags":[{},{"text":["Empty."]}]}"#
            ),
            "name: Too long., Bad.; owner.email: Not valid.; tags.1.text: Empty."
        );
        assert_eq!(said(r#"{"non_field_errors":["Passwords differ."]}"#), "Passwords differ.");
        assert_eq!(said(r#"{"message":["a must be a string"],"error":"Bad Request"}"#), "a must be a string");
        // Fields that hold data, not words.
        assert_eq!(said(r#"{"even":"x","odd":1}"#), r#"{"even":"x","odd":1}"#);
        assert_eq!(said(r#"{"a":[1,2]}"#), r#"{"a":[1,2]}"#);
        let deep = format!("{}\"x\"{}", r#"{"a":["#.repeat(40), "]}".repeat(40));
        assert!(said(&deep).len() <= 1_010);
    }

    #[test]
    fn long_words_are_cut() {
        let words = said(&"ü".repeat(5_000));
        assert!(words.len() < 1_010 && words.ends_with('…'));
    }
}
