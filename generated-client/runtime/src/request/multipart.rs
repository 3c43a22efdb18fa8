//! Multipart bodies.
//!
//! In: parts. Out: a row of bytes, files and readers. Names go in quotes, with everything that would end the quotes or
//! the line percent-encoded, as browsers do. Parts without names go in the order of their positions.

use std::{borrow::Cow, fmt::Write};

use bytes::Bytes;
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};

use super::{
    Payload, Style,
    file_name::unnamed,
    header::{header_name, header_value},
    json_text::{View, view},
    media_type,
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
    /// The media types that the description allows for a file.
    allowed: &'static str,
}

impl FieldPart {
    /// A file, unless the caller says that it is text.
    pub(crate) fn of_file(name: &str, part: Part, allowed: &'static str) -> Self {
        let file = !part.is_text;
        Self { field: name.to_owned(), name: name.to_owned(), part, file, allowed }
    }

    /// A value that is text.
    pub(crate) fn of_text(name: &str, text: &str) -> Self {
        Self::of_pair(name, name.to_owned(), text.to_owned())
    }

    /// A value in the style of URLs: what would be a pair there is a part here. What parts do by themselves is not a style:
    /// lists have one part for each item, objects are JSON.
    pub(crate) fn of_styled(field: &str, json: &[u8], style: Style) -> Result<Vec<Self>, Failure> {
        if style == Style::PLAIN {
            return Ok(Self::of_value(field, json, None));
        }
        let pairs = pairs(field, json, style)?.into_iter();
        Ok(pairs
            .map(|pair| {
                let text = pair.text();
                Self::of_pair(field, pair.name, text)
            })
            .collect())
    }

    fn of_pair(field: &str, name: String, text: String) -> Self {
        let part = Part::from(Payload::bytes(text));
        Self { field: field.to_owned(), name, part, file: false, allowed: "" }
    }

    /// A value: scalars as text, lists as one part for each item, all else as JSON. What is to be JSON as a whole is one
    /// part, lists too.
    pub(crate) fn of_value(name: &str, json: &[u8], content_type: Option<&str>) -> Vec<Self> {
        let is_json = content_type.is_some_and(|media_type| media_type.contains("json"));
        match view(json) {
            View::Null if !is_json => Vec::new(),
            View::List(items) if !is_json => {
                items.into_iter().map(|item| Self::of_item(name, item, content_type)).collect()
            }
            _ => vec![Self::of_item(name, json, content_type)],
        }
    }

    /// The items of a list, each a part of the media type; one value is a list of one.
    pub(crate) fn of_items(name: &str, json: &[u8], content_type: &str) -> Vec<Self> {
        let items = if let View::List(items) = view(json) { items } else { vec![json] };
        items.into_iter().map(|item| Self::of_item(name, item, Some(content_type))).collect()
    }

    fn of_item(name: &str, json: &[u8], content_type: Option<&str>) -> Self {
        let is_json = content_type.is_some_and(|media_type| media_type.contains("json"));
        let (text, default) = match view(json) {
            View::Scalar(text) if !is_json => (text, None),
            _ => (String::from_utf8_lossy(json).into_owned(), Some("application/json")),
        };
        let mut made = Self::of_pair(name, name.to_owned(), text);
        made.part.content_type = content_type.or(default).map(str::to_owned);
        made
    }

    /// Adds a header to it.
    pub(crate) fn add_header(&mut self, name: &str, value: &str) {
        self.part.headers.push((name.to_owned(), value.to_owned()));
    }

    pub(crate) fn is_file(&self) -> bool {
        self.file
    }

    /// Where it stands, if its field is a position.
    fn position(&self) -> usize {
        self.field.parse().unwrap_or_default()
    }

    fn content_type(&self) -> Option<Cow<'_, str>> {
        match self.part.content_type.as_deref() {
            None if self.file && self.allowed.is_empty() => {
                Some(media_type::of_file(self.part.file_name.as_deref().unwrap_or_default()).into())
            }
            None if self.file => Some(media_type::chosen(self.allowed, None, self.part.file_name.as_deref())),
            given => given.map(Into::into),
        }
    }
}

/// The row of a body of parts with names, and its media type.
pub(crate) fn row(parts: Vec<FieldPart>, media_type: &str) -> Result<(Vec<Source>, String), Failure> {
    let media_type = media_type.split(';').next().unwrap_or_default().trim();
    let (row, boundary) = written(parts, true)?;
    Ok((row, format!("{media_type}; boundary={boundary}")))
}

/// The row of a body of parts without names, and its media type. Their fields are their positions, counted from 0; all
/// before one must be there, as nothing else says which one a part is.
pub(crate) fn ordered_row(
    mut parts: Vec<FieldPart>,
    media_type: &str,
) -> Result<(Vec<Source>, String), Failure> {
    parts.sort_by_key(FieldPart::position);
    let mut next = 0;
    for part in &parts {
        if part.position() > next {
            let message =
                format!("part {} of the request body is not set, so nothing can stand behind it", next + 1);
            return Err(Failure::invalid(message));
        }
        next = next.max(part.position() + 1);
    }
    let described = media_type.split(';').map(str::trim);
    let is_boundary = |parameter: &&str| {
        parameter.split('=').next().is_some_and(|name| name.trim().eq_ignore_ascii_case("boundary"))
    };
    let mut media_type = described.filter(|parameter| !is_boundary(parameter)).collect::<Vec<_>>().join("; ");
    let is_related = media_type.eq_ignore_ascii_case("multipart/related");
    if let Some(root) = parts.first().and_then(FieldPart::content_type).filter(|_| is_related) {
        // RFC 2387 wants the media type of the first part to be named outside of it.
        let _ = write!(media_type, "; type=\"{}\"", root.replace(['"', '\\'], ""));
    }
    let (row, boundary) = written(parts, false)?;
    Ok((row, format!("{media_type}; boundary={boundary}")))
}

/// The row of the parts, and the boundary between them.
fn written(parts: Vec<FieldPart>, named: bool) -> Result<(Vec<Source>, String), Failure> {
    let boundary = format!("{:016x}{:016x}{:016x}", random(), random(), random());
    let mut row = Vec::new();
    let mut text = String::new();
    for part in parts {
        text.push_str("--");
        text.push_str(&boundary);
        push_head(&mut text, &part, named)?;
        let FieldPart { part, .. } = part;
        for (header, value) in &part.headers {
            push_header(&mut text, header, value)?;
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
    Ok((row, boundary))
}

/// What says which part it is, and of which media type.
fn push_head(text: &mut String, part: &FieldPart, named: bool) -> Result<(), Failure> {
    let content_type = part.content_type();
    let made = (part.file && named).then(|| unnamed(content_type.as_deref().unwrap_or_default()));
    let file_name = part.part.file_name.as_deref().or(made.as_deref());
    if named {
        text.push_str("\r\ncontent-disposition: form-data; name=\"");
        quote(text, &part.name);
        text.push('"');
    } else if file_name.is_some() {
        text.push_str("\r\ncontent-disposition: attachment");
    }
    if let Some(file_name) = file_name {
        text.push_str("; filename=\"");
        quote(text, file_name);
        text.push('"');
    }
    if let Some(content_type) = content_type {
        if content_type.chars().any(char::is_control) {
            return Err(Failure::invalid(format!(
                "the media type of the part `{}` contains a control character",
                part.name.escape_debug()
            )));
        }
        text.push_str("\r\ncontent-type: ");
        text.push_str(&content_type);
    }
    Ok(())
}

/// A header of a part, which must not be one of those that say what the part is.
fn push_header(text: &mut String, name: &str, value: &str) -> Result<(), Failure> {
    let name = header_name(name)?;
    header_value(&name, value)?;
    if name == CONTENT_DISPOSITION || name == CONTENT_TYPE {
        let message = format!("the header `{name}` of a part describes the part and cannot be set");
        return Err(Failure::invalid(message));
    }
    let _ = write!(text, "\r\n{name}: {value}");
    Ok(())
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
