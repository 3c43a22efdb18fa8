//! Media types: what a body is, by the name of its format.
//!
//! In: a media type as written. Out: its class.
//! Must never know: schemas.

use crate::ir::StreamKind;

/// What a media type holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::lower) enum MediaClass {
    /// One JSON value.
    Json,
    /// A stream of values.
    Stream(StreamKind),
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
pub(in crate::lower) fn class_of(media_type: &str) -> MediaClass {
    let essence = essence_of(media_type);
    let (kind, subtype) = essence.split_once('/').unwrap_or((essence.as_str(), ""));
    match (kind, subtype) {
        ("*", _) | ("application", "*") => MediaClass::Any,
        ("text", "event-stream") => MediaClass::Stream(StreamKind::Events),
        (
            _,
            "x-ndjson" | "ndjson" | "jsonl" | "x-jsonl" | "jsonlines" | "x-jsonlines" | "stream+json"
            | "json-seq" | "x-json-stream" | "json-lines",
        ) => MediaClass::Stream(StreamKind::Lines),
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

/// The one media type of a list with commas that a value can be sent in: JSON, or else the first that is a type at all.
pub(in crate::lower) fn sendable_of(list: &str) -> Option<&str> {
    let mut types = list.split(',').map(str::trim).filter(|one| !one.is_empty() && !one.contains('*'));
    let first = types.clone().next();
    types.find(|one| class_of(one) == MediaClass::Json).or(first)
}

/// The media type that a body is sent as, where the description names one, or a range that only the schema narrows.
///
/// Ranges of bytes stay: what is sent then is known when the bytes are.
pub(in crate::lower) fn request_type(media_type: &str) -> String {
    let essence = essence_of(media_type);
    let is_range = essence.contains('*');
    match class_of(media_type) {
        MediaClass::Json if is_range => "application/json".to_owned(),
        MediaClass::Text if is_range => "text/plain".to_owned(),
        // An unknown kind of multipart with named parts is a form; servers know no other.
        MediaClass::Multipart if !KINDS_OF_MULTIPART.contains(&essence.as_str()) => {
            "multipart/form-data".to_owned()
        }
        _ => media_type.to_owned(),
    }
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

/// The media type without parameters, in lower case.
pub(in crate::lower) fn essence_of(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}
