//! Filling in a path.

use super::{
    encoding::{Encoding, encode_into},
    style::{Style, text},
};
use crate::error::{Error, Failure};

/// The text of a path parameter, ready for the path.
pub(crate) fn parameter(name: &str, json: &[u8], style: Style) -> Result<String, Failure> {
    let text = text(name, json, style, style.path_encoding())?;
    if text.is_empty() {
        return Err(Failure::invalid(format!(
            "the path parameter `{name}` is empty, which would address another path"
        )));
    }
    Ok(text)
}

/// Percent-encodes a value for one segment of a path, for calls that are put together by hand
/// ([`Client::request`](crate::Client::request)).
///
/// ```
/// use callwright_runtime::path_segment;
///
/// # fn main() -> Result<(), callwright_runtime::Error> {
/// let path = format!("/v1/users/{}", path_segment("a/b c@d")?);
/// assert_eq!(path, "/v1/users/a%2Fb%20c%40d");
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// The value is empty, `.` or `..`: that would be another path.
pub fn path_segment(value: &str) -> Result<String, Error> {
    let mut segment = String::with_capacity(value.len());
    encode_into(&mut segment, value, Encoding::Path);
    if segment.is_empty() || is_dots(&segment) {
        return Err(Failure::invalid(format!("the path segment `{segment}` would address another path")));
    }
    Ok(segment)
}

/// The path of a call. Every value stays within its segment: it was encoded, and a segment that would step up or stay
/// (`..`, `.`) is refused.
pub(crate) fn fill(template: &str, values: &[(&'static str, String)]) -> Result<String, Failure> {
    let mut path = String::with_capacity(template.len() + 32);
    for segment in template.trim_start_matches('/').split('/') {
        path.push('/');
        let start = path.len();
        let mut rest = segment;
        let mut has_value = false;
        while let Some((before, name, after)) = placeholder(rest) {
            path.push_str(before);
            let value = values.iter().rev().find(|(known, _)| *known == name);
            let Some((_, value)) = value else {
                return Err(Failure::invalid(format!("the path parameter `{name}` is not set")));
            };
            path.push_str(value);
            has_value = true;
            rest = after;
        }
        path.push_str(rest);
        let filled = &path[start..];
        if has_value && is_dots(filled) {
            return Err(Failure::invalid(format!(
                "the path parameter in `{segment}` is `{filled}`, which would address another path"
            )));
        }
    }
    Ok(path)
}

/// The first `{name}` with what stands around it.
fn placeholder(text: &str) -> Option<(&str, &str, &str)> {
    let open = text.find('{')?;
    let close = open + text[open..].find('}')?;
    Some((&text[..open], &text[open + 1..close], &text[close + 1..]))
}

/// Whether a segment means "here" or "up", in any spelling that a URL parser knows.
pub(crate) fn is_dots(segment: &str) -> bool {
    let plain = segment.replace("%2e", ".").replace("%2E", ".");
    plain == "." || plain == ".."
}

/// Checks a path that a caller wrote by hand.
pub(crate) fn check_written(path: &str) -> Result<String, Failure> {
    let refuse = |why: &str| Err(Failure::invalid(format!("the path {why}")));
    if path.contains("://") || path.starts_with("//") {
        return refuse("names a host: pass the path alone, which is appended to the base URL");
    }
    if path.contains(['?', '#']) {
        return refuse("contains `?` or `#`: use `.query(…)`");
    }
    let is_bad = |character: char| {
        character.is_control() || character.is_whitespace() || "\\\"<>^`{|}".contains(character)
    };
    if path.contains(is_bad) {
        return refuse("contains a character that must be percent-encoded");
    }
    if path.split('/').any(is_dots) {
        return refuse("contains a segment `.` or `..`");
    }
    Ok(format!("/{}", path.trim_start_matches('/')))
}

#[cfg(test)]
mod tests {
    use super::{Style, check_written, fill, parameter};

    fn filled(value: &str) -> Option<String> {
        let json = serde_json::to_vec(value).ok()?;
        let text = parameter("id", &json, Style::SIMPLE).ok()?;
        fill("/v1/{id}/x", &[("id", text)]).ok()
    }

    #[test]
    fn hostile_values_stay_in_their_segment() {
        for value in ["", ".", ".."] {
            assert_eq!(filled(value), None, "{value:?}");
        }
        let values = [
            "a b/c?d",
            "../../admin",
            "a#b",
            "%2e%2e",
            "%2F",
            "a\\b",
            "a\r\nb",
            "\0",
            "ü",
            "a;b",
            "a@b:c",
            "..;",
            "💥",
        ];
        for value in values {
            let path = filled(value).unwrap();
            assert_eq!(path.split('/').count(), 4, "{path}");
            let segment = path.split('/').nth(2).unwrap();
            assert_eq!(percent_encoding::percent_decode_str(segment).decode_utf8().unwrap(), value);
        }
        assert_eq!(filled("a b/c?d").as_deref(), Some("/v1/a%20b%2Fc%3Fd/x"));
    }

    #[test]
    fn several_parameters_share_a_segment() {
        let values = [("a", "1".to_owned()), ("b", "2".to_owned())];
        assert_eq!(fill("/x/{a}:{b}.json", &values).unwrap(), "/x/1:2.json");
        assert!(fill("/x/{c}", &values).is_err());
        assert!(fill("/x/{a}.", &[("a", ".".to_owned())]).is_err());
    }

    #[test]
    fn written_paths_stay_at_their_host() {
        for path in [
            "https://evil.example/",
            "//evil.example/",
            "/a/../b",
            "/a?b",
            "/a#b",
            "/a b",
            "/a/%2e%2E/b",
            "/a\\b",
        ] {
            assert!(check_written(path).is_err(), "{path}");
        }
        assert_eq!(check_written("v1/x").unwrap(), "/v1/x");
    }
}
