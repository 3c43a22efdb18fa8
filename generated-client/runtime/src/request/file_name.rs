//! What a file is called that has no name: servers tell by the ending what it holds.

use super::media_type::of_file;

/// The name of a file that has none.
pub(super) fn unnamed(media_type: &str) -> String {
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match ending_of(&essence) {
        Some(ending) => format!("file.{ending}"),
        None => "file".to_owned(),
    }
}

/// The ending of the names of files of a media type.
fn ending_of(essence: &str) -> Option<&'static str> {
    /// Media types with several endings, or with other names than the usual one.
    const OTHERS: [(&str, &str); 20] = [
        ("video/webm", "webm"),
        ("application/x-gzip", "gz"),
        ("application/x-yaml", "yaml"),
        ("text/yaml", "yaml"),
        ("text/xml", "xml"),
        ("application/jsonl", "jsonl"),
        ("application/jsonlines", "jsonl"),
        ("application/x-zip-compressed", "zip"),
        ("application/csv", "csv"),
        ("image/jpg", "jpg"),
        ("image/avif", "avif"),
        ("image/heic", "heic"),
        ("audio/mp3", "mp3"),
        ("audio/x-wav", "wav"),
        ("audio/wave", "wav"),
        ("audio/x-m4a", "m4a"),
        ("audio/m4a", "m4a"),
        ("audio/webm", "webm"),
        ("audio/opus", "opus"),
        ("audio/x-flac", "flac"),
    ];
    let usual = ENDINGS.iter().find(|ending| of_file(&format!("file.{ending}")) == essence);
    usual.copied().or_else(|| OTHERS.iter().find(|(other, _)| *other == essence).map(|(_, ending)| *ending))
}

/// The endings that are known, one for each media type.
const ENDINGS: [&str; 26] = [
    "json", "ndjson", "pdf", "zip", "gz", "xml", "yaml", "docx", "epub", "txt", "csv", "html", "md", "png",
    "jpg", "gif", "webp", "svg", "mp3", "wav", "ogg", "flac", "m4a", "aac", "mp4", "mov",
];
