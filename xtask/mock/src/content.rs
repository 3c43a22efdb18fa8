//! Values as bytes of a media type.
//!
//! In: a media type and a value. Out: bytes that readers of the media type take.
//! Must never know: schemas.

use bytes::Bytes;
use codegen::load::{Map, Node};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::media_type::{essence_of, is_json, is_text};

/// Bytes of a file that nobody looks into.
const BINARY_LENGTH: u64 = 256;

/// The media type that is sent for one that is described, with this value: a range is not a media type. Where any will do,
/// it is the one that says what the value is.
pub(crate) fn concrete(kind: &str, value: Option<&Node>) -> String {
    match (essence_of(kind).as_str(), value) {
        ("*/*", Some(Node::String(_))) => "text/plain; charset=utf-8".to_owned(),
        ("*/*" | "application/*", Some(value)) if !matches!(value, Node::String(_)) => {
            "application/json".to_owned()
        }
        (described, _) => concrete_without(described, kind),
    }
}

fn concrete_without(described: &str, kind: &str) -> String {
    match described {
        "*/*" | "application/*" => "application/octet-stream".to_owned(),
        "text/*" => "text/plain".to_owned(),
        "image/*" => "image/png".to_owned(),
        "audio/*" => "audio/mpeg".to_owned(),
        "video/*" => "video/mp4".to_owned(),
        range if range.ends_with("/*") => "application/octet-stream".to_owned(),
        _ => kind.to_owned(),
    }
}

/// The bytes of a body that is not a stream.
pub(crate) fn bytes(kind: &str, value: Option<&Node>, seed: u64) -> Bytes {
    let kind_of = essence_of(kind);
    if is_json(&kind_of) {
        // No JSON is empty.
        return value.map_or_else(|| "null".to_owned(), json).into();
    }
    match (kind_of.as_str(), value) {
        ("application/x-www-form-urlencoded", Some(Node::Map(members))) => form(members).into(),
        (kind, Some(Node::String(text))) if is_text(kind) || kind.ends_with("xml") => text.clone().into(),
        (kind, Some(value)) if is_text(kind) => plain(value).into(),
        (kind, None) if is_text(kind) => "mock".into(),
        (kind, _) if kind.ends_with("xml") => "<?xml version=\"1.0\"?>\n<mock/>\n".into(),
        _ => binary(seed),
    }
}

/// A value as text without quotes.
pub(crate) fn plain(value: &Node) -> String {
    match value {
        Node::String(text) => text.clone(),
        Node::List(items) => items.iter().map(plain).collect::<Vec<_>>().join(","),
        other => json(other),
    }
}

/// A value as JSON text.
pub(crate) fn json(value: &Node) -> String {
    // Keys of a tree are text and its numbers are finite, so nothing can fail.
    serde_json::to_string(value).unwrap_or_default()
}

fn form(members: &Map) -> String {
    let encoded = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    let pairs = members.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(&plain(value))));
    pairs.collect::<Vec<_>>().join("&")
}

fn binary(seed: u64) -> Bytes {
    let byte = |position: u64| {
        let mixed = (seed ^ position).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        mixed.to_be_bytes()[0]
    };
    (0..BINARY_LENGTH).map(byte).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::tree;

    #[test]
    fn each_media_type_has_its_form() {
        let value = tree(r#"{ "a": "b c", "n": [1, 2] }"#);
        let text = |kind: &str| String::from_utf8(bytes(kind, Some(&value), 0).to_vec()).unwrap();
        assert_eq!(text("application/json; charset=utf-8"), r#"{"a":"b c","n":[1,2]}"#);
        assert_eq!(text("application/x-www-form-urlencoded"), "a=b%20c&n=1%2C2");
        assert_eq!(bytes("application/octet-stream", Some(&value), 1).len(), 256);
        assert_ne!(bytes("audio/mpeg", None, 1), bytes("audio/mpeg", None, 2));
        assert_eq!(concrete("image/*", None), "image/png");
    }

    #[test]
    fn a_range_becomes_what_the_value_is() {
        let kind =
            |kind: &str, json: &str| concrete(kind, Some(&tree(&format!("[{json}]")).as_list().unwrap()[0]));
        assert_eq!(kind("*/*", "\"text\""), "text/plain; charset=utf-8");
        assert_eq!(kind("*/*", "{}"), "application/json");
        assert_eq!(kind("application/*", "1"), "application/json");
        assert_eq!(kind("application/*", "\"text\""), "application/octet-stream");
        assert_eq!(concrete("*/*", None), "application/octet-stream");
    }
}
