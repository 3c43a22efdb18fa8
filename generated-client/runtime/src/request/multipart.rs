//! Multipart bodies.
//!
//! In: parts. Out: a row of bytes, files and readers. Names go in quotes, with everything that would end the quotes or
//! the line percent-encoded, as browsers do.

use std::fmt::Write;

use bytes::Bytes;

use super::{
    Payload, Style,
    json_text::{View, view},
    payload::{Part, Source},
    style::pairs,
};
use crate::{error::Failure, platform::random};

/// A part and the field it belongs to.
pub(crate) struct FieldPart {
    /// The field that it belongs to: an object's parts can have names of their own.
    pub(crate) field: String,
    name: String,
    part: Part,
    /// Files have a file name, values have none.
    file: bool,
}

impl FieldPart {
    /// A file.
    pub(crate) fn of_file(name: &str, part: Part) -> Self {
        Self { field: name.to_owned(), name: name.to_owned(), part, file: true }
    }

    /// A value that is text.
    pub(crate) fn of_text(name: &str, text: &str) -> Self {
        Self::of_pair(name, name.to_owned(), text.to_owned())
    }

    /// A value in the style of URLs: what would be a pair there is a part here. What parts do by themselves is no style:
    /// lists have one part for each item, objects are JSON.
    pub(crate) fn of_styled(field: &str, json: &[u8], style: Style) -> Vec<Self> {
        if style == Style::FORM {
            return Self::of_value(field, json, None);
        }
        let pairs = pairs(field, json, style).into_iter();
        pairs
            .map(|pair| {
                let text = pair.text();
                Self::of_pair(field, pair.name, text)
            })
            .collect()
    }

    fn of_pair(field: &str, name: String, text: String) -> Self {
        let part = Part { payload: Payload::bytes(text), file_name: None, content_type: None };
        Self { field: field.to_owned(), name, part, file: false }
    }

    /// A value: scalars as text, lists of scalars as one part each, all else as JSON.
    pub(crate) fn of_value(name: &str, json: &[u8], content_type: Option<&str>) -> Vec<Self> {
        let value = |payload: Payload, default: Option<&str>| Self {
            field: name.to_owned(),
            name: name.to_owned(),
            part: Part {
                payload,
                file_name: None,
                content_type: content_type.or(default).map(str::to_owned),
            },
            file: false,
        };
        let whole = || vec![value(Payload::bytes(json.to_vec()), Some("application/json"))];
        if content_type.is_some_and(|media_type| media_type.contains("json")) {
            return whole();
        }
        match view(json) {
            View::Null => Vec::new(),
            View::Scalar(text) => vec![value(Payload::bytes(text), None)],
            View::List(items) => {
                let texts: Option<Vec<String>> = items
                    .into_iter()
                    .map(|item| match view(item) {
                        View::Scalar(text) => Some(text),
                        _ => None,
                    })
                    .collect();
                match texts {
                    Some(texts) => texts.into_iter().map(|text| value(Payload::bytes(text), None)).collect(),
                    None => whole(),
                }
            }
            View::Object(_) => whole(),
        }
    }

    pub(crate) fn is_file(&self) -> bool {
        self.file
    }
}

/// The row of a body and its media type.
pub(crate) fn row(parts: Vec<FieldPart>, media_type: &str) -> Result<(Vec<Source>, String), Failure> {
    let boundary = format!("{:016x}{:016x}{:016x}", random(), random(), random());
    let mut row = Vec::new();
    let mut text = String::new();
    for FieldPart { name, part, file, .. } in parts {
        text.push_str("--");
        text.push_str(&boundary);
        text.push_str("\r\ncontent-disposition: form-data; name=\"");
        quote(&mut text, &name);
        text.push('"');
        let file_name = part.file_name.as_deref().or(file.then_some("file"));
        if let Some(file_name) = file_name {
            text.push_str("; filename=\"");
            quote(&mut text, file_name);
            text.push('"');
        }
        let content_type = part
            .content_type
            .as_deref()
            .or_else(|| file.then(|| media_type_of(file_name.unwrap_or_default())));
        if let Some(content_type) = content_type {
            if content_type.chars().any(char::is_control) {
                return Err(Failure::invalid(format!(
                    "the media type of the part `{}` holds a control character",
                    name.escape_debug()
                )));
            }
            text.push_str("\r\ncontent-type: ");
            text.push_str(content_type);
        }
        text.push_str("\r\n\r\n");
        match part.payload.source {
            Source::Memory(bytes) if bytes.len() <= SMALL && std::str::from_utf8(&bytes).is_ok() => {
                text.push_str(&String::from_utf8_lossy(&bytes));
            }
            source => {
                row.push(Source::Memory(Bytes::from(std::mem::take(&mut text))));
                row.push(source);
            }
        }
        text.push_str("\r\n");
    }
    text.push_str("--");
    text.push_str(&boundary);
    text.push_str("--\r\n");
    row.push(Source::Memory(Bytes::from(text)));
    let media_type = media_type.split(';').next().unwrap_or_default().trim();
    Ok((row, format!("{media_type}; boundary={boundary}")))
}

/// Values up to this size are copied into the text around them.
const SMALL: usize = 4096;

fn quote(target: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '"' => target.push_str("%22"),
            '\r' => target.push_str("%0D"),
            '\n' => target.push_str("%0A"),
            other if other.is_control() => {
                let mut bytes = [0; 4];
                for byte in other.encode_utf8(&mut bytes).bytes() {
                    let _ = write!(target, "%{byte:02X}");
                }
            }
            other => target.push(other),
        }
    }
}

/// The media type that a file name suggests.
fn media_type_of(file_name: &str) -> &'static str {
    let extension = file_name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    match extension.as_deref().unwrap_or_default() {
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
        _ => "application/octet-stream",
    }
}
