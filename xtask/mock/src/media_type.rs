//! Media types: what a header names, what a description names, and how the two meet.

use codegen::normalize::media_type::{MediaClass, class_of, is_unknown_multipart};
pub(crate) use codegen::normalize::media_type::{essence_of, is_form, is_json};
use http::HeaderMap;
use http::header::{ACCEPT, CONTENT_TYPE};

/// The content type of a request, whole.
pub(crate) fn content_type(headers: &HeaderMap) -> Option<String> {
    let text = headers.get(CONTENT_TYPE)?.to_str().ok()?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// Whether a range (`*/*`, `text/*`, `text/plain`) covers a media type.
pub(crate) fn covers(range: &str, kind: &str) -> bool {
    let (range, kind) = (essence_of(range), essence_of(kind));
    if range == "*/*" || range == "*" || range == kind {
        return true;
    }
    range.strip_suffix("/*").is_some_and(|main| kind.split_once('/').is_some_and(|(given, _)| given == main))
}

/// Whether a body of this media type is one that the description means by a range.
///
/// Bytes that say nothing more are of any range but text, plain JSON is of the range of all that is JSON, and a multipart
/// of a kind that nobody knows is a form.
pub(crate) fn takes(range: &str, kind: &str) -> bool {
    let (known, given) = (essence_of(range), essence_of(kind));
    if covers(range, kind) {
        return true;
    }
    if let Some((start, end)) = known.split_once("*+") {
        return given
            .strip_prefix(start)
            .is_some_and(|rest| rest == end || rest.ends_with(&format!("+{end}")));
    }
    match given.as_str() {
        "multipart/form-data" => is_unknown_multipart(&known),
        "application/octet-stream" => known.ends_with("/*") && !is_text(&known),
        _ => false,
    }
}

/// Whether the media type is lines of JSON.
pub(crate) fn is_json_lines(kind: &str) -> bool {
    class_of(kind) == MediaClass::Lines
}

/// Whether the media type is text that is not JSON, and no form.
pub(crate) fn is_text(kind: &str) -> bool {
    essence_of(kind).starts_with("text/")
}

/// The media types that a request takes, the dearest first; without the header, anything.
fn accepted(headers: &HeaderMap) -> Vec<(String, u16)> {
    let mut ranges = Vec::new();
    for header in headers.get_all(ACCEPT) {
        for item in header.to_str().unwrap_or_default().split(',').filter(|item| !item.trim().is_empty()) {
            let weight = item.split(';').skip(1).find_map(|parameter| parameter.trim().strip_prefix("q="));
            let weight = weight.and_then(|weight| weight.trim().parse::<f32>().ok()).unwrap_or(1.0);
            ranges.push((essence_of(item), weight.clamp(0.0, 1.0)));
        }
    }
    if ranges.is_empty() {
        ranges.push(("*/*".to_owned(), 1.0));
    }
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a weight lies between 0 and 1"
    )]
    ranges.into_iter().map(|(range, weight)| (range, (weight * 1000.0) as u16)).collect()
}

/// Which of the offered media types a request likes best; of two that it likes alike, JSON, then the first.
pub(crate) fn negotiate<'o>(headers: &HeaderMap, offered: &[&'o str]) -> Option<&'o str> {
    let accepted = accepted(headers);
    let weight = |kind: &str| {
        // The most specific range counts.
        let fitting = accepted.iter().filter(|(range, _)| covers(range, kind) || covers(kind, range));
        fitting.max_by_key(|(range, _)| !range.contains('*')).map_or(0, |(_, weight)| *weight)
    };
    let mut liked: Vec<&str> = offered.iter().copied().filter(|kind| weight(kind) > 0).collect();
    liked.sort_by_key(|kind| (u16::MAX - weight(kind), !is_json(kind)));
    liked.first().copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn liked<'o>(accept: &str, offered: &[&'o str]) -> Option<&'o str> {
        let mut headers = HeaderMap::new();
        if !accept.is_empty() {
            headers.insert(ACCEPT, accept.parse().unwrap());
        }
        negotiate(&headers, offered)
    }

    #[test]
    fn a_range_takes_what_clients_send_for_it() {
        for (range, kind) in [
            ("image/*", "image/png"),
            ("image/*", "application/octet-stream"),
            ("application/*+json", "application/json"),
            ("application/*+json", "application/vnd.x+json"),
            ("multipart/data", "multipart/form-data; boundary=b"),
        ] {
            assert!(takes(range, kind), "{range} {kind}");
        }
        for (range, kind) in [
            ("image/png", "application/octet-stream"),
            ("text/*", "application/octet-stream"),
            ("application/*+json", "application/xml"),
            ("multipart/mixed", "multipart/form-data"),
        ] {
            assert!(!takes(range, kind), "{range} {kind}");
        }
    }

    #[test]
    fn what_is_accepted_is_sent() {
        let offered = ["text/plain", "application/json", "audio/mpeg"];
        assert_eq!(liked("", &offered), Some("application/json"));
        assert_eq!(liked("*/*", &["text/plain", "audio/mpeg"]), Some("text/plain"));
        assert_eq!(liked("text/*, application/json;q=0.5", &offered), Some("text/plain"));
        assert_eq!(liked("audio/*;q=0.1, text/plain;q=0", &offered), Some("audio/mpeg"));
        assert_eq!(liked("image/png", &offered), None);
        assert_eq!(liked("image/png", &["image/*"]), Some("image/*"));
    }

    #[test]
    fn ranges_cover_types() {
        assert!(covers("application/*", "application/json; charset=utf-8"));
        assert!(!covers("text/*", "application/json"));
        assert!(is_json("application/problem+json; x=1"));
    }
}
