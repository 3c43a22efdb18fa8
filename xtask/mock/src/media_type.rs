//! Media types: what a header names, what a description names, and how the two meet.

use http::HeaderMap;
use http::header::{ACCEPT, CONTENT_TYPE};

/// A media type without its parameters, in lower case.
pub(crate) fn essence(text: &str) -> String {
    text.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// The content type of a request, whole.
pub(crate) fn content_type(headers: &HeaderMap) -> Option<String> {
    let text = headers.get(CONTENT_TYPE)?.to_str().ok()?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// Whether a range (`*/*`, `text/*`, `text/plain`) covers a media type.
pub(crate) fn covers(range: &str, kind: &str) -> bool {
    let (range, kind) = (essence(range), essence(kind));
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
    let (known, given) = (essence(range), essence(kind));
    if covers(range, kind) {
        return true;
    }
    if let Some((start, end)) = known.split_once("*+") {
        return given
            .strip_prefix(start)
            .is_some_and(|rest| rest == end || rest.ends_with(&format!("+{end}")));
    }
    match given.as_str() {
        "multipart/form-data" => {
            known.starts_with("multipart/") && !KINDS_OF_MULTIPART.contains(&known.as_str())
        }
        "application/octet-stream" => known.ends_with("/*") && !is_text(&known),
        _ => false,
    }
}

/// Kinds of multipart that are no forms.
const KINDS_OF_MULTIPART: [&str; 8] = [
    "multipart/alternative",
    "multipart/byteranges",
    "multipart/digest",
    "multipart/encrypted",
    "multipart/mixed",
    "multipart/parallel",
    "multipart/related",
    "multipart/signed",
];

/// Whether the media type is JSON.
pub(crate) fn is_json(kind: &str) -> bool {
    let kind = essence(kind);
    kind == "application/json" || kind == "text/json" || kind.ends_with("+json")
}

/// Whether the media type is a form: named parts.
pub(crate) fn is_form(kind: &str) -> bool {
    let kind = essence(kind);
    kind == "application/x-www-form-urlencoded" || kind.starts_with("multipart/")
}

/// Whether the media type is lines of JSON.
pub(crate) fn is_json_lines(kind: &str) -> bool {
    matches!(
        essence(kind).as_str(),
        "application/x-ndjson"
            | "application/ndjson"
            | "application/jsonl"
            | "application/x-jsonl"
            | "application/jsonlines"
            | "application/json-lines"
            | "application/stream+json"
    )
}

/// Whether the media type is text that is not JSON, and no form.
pub(crate) fn is_text(kind: &str) -> bool {
    essence(kind).starts_with("text/")
}

/// The media types that a request takes, the dearest first; without the header, anything.
fn accepted(headers: &HeaderMap) -> Vec<(String, u16)> {
    let mut ranges = Vec::new();
    for header in headers.get_all(ACCEPT) {
        for item in header.to_str().unwrap_or_default().split(',').filter(|item| !item.trim().is_empty()) {
            let weight = item.split(';').skip(1).find_map(|parameter| parameter.trim().strip_prefix("q="));
            let weight = weight.and_then(|weight| weight.trim().parse::<f32>().ok()).unwrap_or(1.0);
            ranges.push((essence(item), weight.clamp(0.0, 1.0)));
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
