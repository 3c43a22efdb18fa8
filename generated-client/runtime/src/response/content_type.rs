//! The content type of a response, as its header says it.

use http::{HeaderMap, header};

/// `content-type`, in lower case.
pub(crate) fn content_type(headers: &HeaderMap) -> Option<String> {
    headers.get(header::CONTENT_TYPE)?.to_str().ok().map(str::to_ascii_lowercase)
}

/// A media type without its parameters.
pub(super) fn essence(content_type: &str) -> &str {
    content_type.split(';').next().unwrap_or_default().trim()
}

/// Whether a content type is one of JSON documents.
pub(crate) fn is_json(content_type: &str) -> bool {
    let essence = essence(content_type);
    let subtype = essence.split_once('/').map_or("", |(_, subtype)| subtype);
    (subtype == "json" || subtype.ends_with("+json")) && !is_lines(content_type)
}

/// Whether a content type is one of JSON values on lines.
fn is_lines(content_type: &str) -> bool {
    const WORDS: [&str; 6] = ["ndjson", "jsonl", "json-seq", "json-lines", "stream+json", "json-stream"];
    WORDS.iter().any(|word| essence(content_type).contains(word))
}
