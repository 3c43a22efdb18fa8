//! Media types: what a body is, by the name of its format. The one place that knows the names.
//!
//! In: a media type as written. Out: its class.
//! Must never know: schemas, and what becomes of a body.

/// What a media type holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MediaClass {
    /// One JSON value.
    Json,
    /// A stream of events.
    Events,
    /// A stream of JSON values, one a line.
    Lines,
    /// `application/x-www-form-urlencoded`
    Form,
    /// A form of several parts.
    Multipart,
    /// Text.
    Text,
    /// Bytes.
    Bytes,
    /// `*/*` and the like: the schema decides.
    Any,
}

/// The class of a media type; parameters and case do not matter.
#[must_use]
pub fn class_of(media_type: &str) -> MediaClass {
    let essence = essence_of(media_type);
    let (kind, subtype) = essence.split_once('/').unwrap_or((essence.as_str(), ""));
    match (kind, subtype) {
        ("*", _) | ("application", "*") => MediaClass::Any,
        ("text", "event-stream") => MediaClass::Events,
        (
            _,
            "x-ndjson" | "ndjson" | "jsonl" | "x-jsonl" | "jsonlines" | "x-jsonlines" | "stream+json"
            | "json-seq" | "x-json-stream" | "json-lines",
        ) => MediaClass::Lines,
        (_, subtype) if subtype.ends_with("+json-seq") => MediaClass::Lines,
        ("application", "x-www-form-urlencoded") => MediaClass::Form,
        ("multipart", _) => MediaClass::Multipart,
        (_, "json" | "x-json") => MediaClass::Json,
        (_, subtype) if subtype.ends_with("+json") => MediaClass::Json,
        ("text", _) | (_, "xml" | "yaml" | "x-yaml" | "javascript" | "graphql" | "sql" | "toml" | "jwt") => {
            MediaClass::Text
        }
        (_, subtype) if (subtype.ends_with("+xml") || subtype.ends_with("+yaml")) && kind != "image" => {
            MediaClass::Text
        }
        _ => MediaClass::Bytes,
    }
}

/// The media type without parameters, in lower case.
#[must_use]
pub fn essence_of(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// Whether the media type is that of one JSON value.
#[must_use]
pub fn is_json(media_type: &str) -> bool {
    class_of(media_type) == MediaClass::Json
}

/// Whether the media type is that of a form: named parts.
#[must_use]
pub fn is_form(media_type: &str) -> bool {
    matches!(class_of(media_type), MediaClass::Form | MediaClass::Multipart)
}

/// Whether parts of the kind are a form by themselves: no kind that is registered for something else.
#[must_use]
pub fn is_unknown_multipart(media_type: &str) -> bool {
    class_of(media_type) == MediaClass::Multipart
        && !KINDS_OF_MULTIPART.contains(&essence_of(media_type).as_str())
}

/// The registered kinds of multipart.
const KINDS_OF_MULTIPART: [&str; 16] = [
    "multipart/alternative",
    "multipart/appledouble",
    "multipart/byteranges",
    "multipart/digest",
    "multipart/encrypted",
    "multipart/form-data",
    "multipart/header-set",
    "multipart/mixed",
    "multipart/multilingual",
    "multipart/parallel",
    "multipart/related",
    "multipart/report",
    "multipart/signed",
    "multipart/voice-message",
    "multipart/vnd.bint.med-plus",
    "multipart/x-mixed-replace",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_classes() {
        for (name, class) in [
            ("application/json; charset=utf-8", MediaClass::Json),
            ("application/x-json", MediaClass::Json),
            ("text/json", MediaClass::Json),
            ("application/problem+JSON", MediaClass::Json),
            ("text/event-stream", MediaClass::Events),
            ("application/x-jsonlines", MediaClass::Lines),
            ("application/json-seq", MediaClass::Lines),
            ("application/x-www-form-urlencoded", MediaClass::Form),
            ("multipart/form-data; boundary=b", MediaClass::Multipart),
            ("application/graphql", MediaClass::Text),
            ("image/svg+xml", MediaClass::Bytes),
            ("application/octet-stream", MediaClass::Bytes),
            ("*/*", MediaClass::Any),
        ] {
            assert_eq!(class_of(name), class, "{name}");
        }
        assert!(is_unknown_multipart("multipart/data") && !is_unknown_multipart("multipart/related"));
    }
}
