//! Finds the server's own words in the body of an error.
//!
//! In: a body. Out: one line for people, or nothing. Knows the shapes that servers use: `FastAPI`'s three shapes of
//! `detail`, problem details, `{"error": …}`, `{"message": …}`, `{"errors": […]}` and plain text.

use serde_json::Value;

/// Longer messages are cut: the whole body is at hand beside the message.
const LONGEST: usize = 1_000;

/// Lists show this many of their members.
const MOST: usize = 8;

/// What the server said, in one line.
pub(crate) fn server_words(body: &[u8]) -> Option<String> {
    let words = match serde_json::from_slice::<Value>(body) {
        Ok(value) => from_value(&value),
        Err(_) => from_text(body),
    }?;
    Some(one_line(&words)).filter(|words| !words.is_empty())
}

fn from_text(body: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(&body[..body.len().min(4 * LONGEST)]).into_owned();
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

fn from_value(value: &Value) -> Option<String> {
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
    let code = ["code", "status", "type", "name"].iter().find_map(|key| value.get(key)?.as_str());
    for key in
        ["message", "msg", "detail", "error_description", "error", "errors", "title", "reason", "description"]
    {
        let Some(found) = value.get(key).filter(|found| !found.is_null()) else { continue };
        let words = match found {
            Value::String(text) => text.clone(),
            Value::Array(items) => match list(items) {
                Some(words) => words,
                None => continue,
            },
            Value::Object(_) => match from_object(found) {
                Some(words) => words,
                None => found.to_string(),
            },
            Value::Null | Value::Bool(_) | Value::Number(_) => continue,
        };
        return Some(match code {
            Some(code) if !words.contains(code) && key != "title" => format!("{words} ({code})"),
            _ => words,
        });
    }
    None
}

/// A member of a list of validation errors: where it is, and what is wrong there.
fn located(value: &Value) -> Option<String> {
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
    for word in text.split(|character: char| character.is_whitespace() || character.is_control()) {
        if word.is_empty() {
            continue;
        }
        if line.len() + word.len() > LONGEST {
            let room = LONGEST.saturating_sub(line.len());
            let cut = (0..=room.min(word.len())).rev().find(|at| word.is_char_boundary(*at)).unwrap_or(0);
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
    use super::server_words;

    fn said(body: &str) -> String {
        server_words(body.as_bytes()).unwrap_or_default()
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
    fn long_words_are_cut() {
        let words = said(&"ü".repeat(5_000));
        assert!(words.len() < 1_010 && words.ends_with('…'));
    }
}
