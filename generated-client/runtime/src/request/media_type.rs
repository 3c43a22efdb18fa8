//! Which media type bytes are sent as.
//!
//! In: what a description allows, what the caller said, what a file is called. Out: one media type, never a range.

use std::{borrow::Cow, path::Path};

use super::payload::Source;

/// What is sent where nothing says more.
const BYTES: &str = "application/octet-stream";

/// The media type of a payload: the one that the caller gave it; else the one that its file name suggests, if the
/// description allows that (`allowed` is a list with commas and may hold ranges such as `image/*`); else the first one
/// that it allows.
pub(super) fn chosen<'a>(allowed: &'a str, given: Option<&'a str>, file_name: Option<&str>) -> Cow<'a, str> {
    if let Some(given) = given {
        return Cow::Borrowed(given);
    }
    let all = || allowed.split(',').map(str::trim).filter(|one| !one.is_empty());
    if let Some(suggested) = file_name.and_then(suggested) {
        if let Some(exact) = all().find(|one| essence(one).eq_ignore_ascii_case(suggested)) {
            return Cow::Borrowed(exact);
        }
        if all().any(|one| is_in(suggested, essence(one))) {
            return Cow::Borrowed(suggested);
        }
    }
    let concrete = all().find(|one| !essence(one).contains('*'));
    Cow::Borrowed(concrete.unwrap_or_else(|| match all().next().map(essence) {
        Some("text/*") => "text/plain",
        Some(range) if range.ends_with("+json") => "application/json",
        _ => BYTES,
    }))
}

/// The file that bytes come from, by its name.
pub(super) fn file_name(source: &Source) -> Option<Cow<'_, str>> {
    match source {
        Source::File(path) => path.file_name().map(|name| name.to_string_lossy()),
        Source::Memory(_) | Source::Reader(..) => None,
    }
}

/// The media type that a file name suggests; bytes, where it suggests none.
pub(super) fn of_file(file_name: &str) -> &'static str {
    suggested(file_name).unwrap_or(BYTES)
}

fn essence(media_type: &str) -> &str {
    media_type.split(';').next().unwrap_or_default().trim()
}

/// Whether a media type is one of a range.
fn is_in(media_type: &str, range: &str) -> bool {
    let Some((start, end)) = range.split_once('*') else { return false };
    // `*/*` has a second star, and takes everything.
    start.is_empty()
        || media_type.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start))
            && media_type.len() > start.len() + end.len()
            && media_type.to_ascii_lowercase().ends_with(&end.to_ascii_lowercase())
}

/// The media type that the ending of a file name is used for.
fn suggested(file_name: &str) -> Option<&'static str> {
    let extension = Path::new(file_name).extension()?.to_str()?.to_ascii_lowercase();
    Some(match extension.as_str() {
        "json" => "application/json",
        "jsonl" | "ndjson" => "application/x-ndjson",
        "pdf" => "application/pdf",
        "zip" => "application/zip",
        "gz" => "application/gzip",
        "xml" => "application/xml",
        "yaml" | "yml" => "application/yaml",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "epub" => "application/epub+zip",
        "txt" | "log" => "text/plain",
        "csv" => "text/csv",
        "html" | "htm" => "text/html",
        "md" => "text/markdown",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "svg" => "image/svg+xml",
        "mp3" => "audio/mpeg",
        "wav" => "audio/wav",
        "ogg" | "oga" | "opus" => "audio/ogg",
        "flac" => "audio/flac",
        "m4a" => "audio/mp4",
        "aac" => "audio/aac",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "mov" => "video/quicktime",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::chosen;

    #[test]
    fn a_range_is_never_sent() {
        for (allowed, given, file, expected) in [
            ("image/png", None, None, "image/png"),
            ("image/png", None, Some("a.jpg"), "image/png"),
            ("image/png", Some("image/x-own"), Some("a.jpg"), "image/x-own"),
            ("image/png, image/jpeg", None, Some("a.JPG"), "image/jpeg"),
            ("image/png, image/jpeg", None, Some("a.gif"), "image/png"),
            ("image/*", None, Some("a.webp"), "image/webp"),
            ("image/*", None, Some("a.mp3"), "application/octet-stream"),
            ("image/*", None, None, "application/octet-stream"),
            ("image/*, audio/mpeg", None, None, "audio/mpeg"),
            ("*/*", None, Some("a.csv"), "text/csv"),
            ("*/*", None, Some("Makefile"), "application/octet-stream"),
            ("text/*", None, None, "text/plain"),
            ("application/*+json", None, None, "application/json"),
            ("image/*+xml", None, Some("a.svg"), "image/svg+xml"),
            ("text/csv; charset=utf-8, text/plain", None, Some("a.csv"), "text/csv; charset=utf-8"),
            ("", None, None, "application/octet-stream"),
        ] {
            assert_eq!(chosen(allowed, given, file), expected, "{allowed} {given:?} {file:?}");
        }
    }
}
