//! Bodies of requests: their media type, and their content against its schema.
//!
//! In: what an operation takes, and what a request holds. Out: nothing, or what is the matter.
//! Must never know: parameters, answers.

use bytes::Bytes;
use codegen::document::{BodySpec, MediaSpec};
use codegen::kinds::JsonKinds;
use codegen::load::Node;
use http::header::CONTENT_ENCODING;
use http::{HeaderMap, StatusCode};

use crate::form;
use crate::media_type::{self, content_type, essence_of, takes};
use crate::parts;
use crate::problem::{Problem, Violation};
use crate::value::{Reader, json};

/// Judges a body: a problem where its content cannot be looked at, otherwise what its schema does not allow.
pub(crate) fn check(
    reader: &Reader<'_>,
    spec: Option<&BodySpec>,
    headers: &HeaderMap,
    body: &Bytes,
) -> Result<Vec<Violation>, Problem> {
    // What nobody asked for harms nobody.
    let Some(spec) = spec else { return Ok(Vec::new()) };
    let kind = content_type(headers);
    if body.is_empty() && (kind.is_none() || !spec.required) {
        return Ok(if spec.required {
            vec![violation("", "the request body is missing")]
        } else {
            Vec::new()
        });
    }
    if let Some(encoding) = headers.get(CONTENT_ENCODING).filter(|encoding| *encoding != "identity") {
        let detail = format!("the content-encoding {encoding:?} is not supported");
        return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, detail));
    }
    if spec.content.is_empty() {
        return Ok(Vec::new());
    }
    let offered: Vec<&str> = spec.content.keys().map(String::as_str).collect();
    let taken = kind.as_deref().and_then(|kind| media_for(spec, kind).map(|media| (kind, media)));
    let Some((kind, media)) = taken else {
        let given = kind.map_or_else(
            || "the request has no content type".to_owned(),
            |kind| format!("the content type is `{}`", essence_of(&kind)),
        );
        let detail = format!("{given}; the operation accepts {}", offered.join(", "));
        return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, detail));
    };
    content(reader, media, kind, body)
}

/// Whether a body with these headers is of a media type that is described, if it says of which it is.
pub(crate) fn is_of_kind(spec: &BodySpec, headers: &HeaderMap) -> bool {
    content_type(headers).is_none_or(|kind| spec.content.is_empty() || media_for(spec, &kind).is_some())
}

/// The media type as it is written wins over a range that covers it.
fn media_for<'s>(spec: &'s BodySpec, kind: &str) -> Option<&'s MediaSpec> {
    let exact = spec.content.iter().find(|(known, _)| essence_of(known) == essence_of(kind));
    exact.or_else(|| spec.content.iter().find(|(known, _)| takes(known, kind))).map(|(_, media)| media)
}

fn content(
    reader: &Reader<'_>,
    media: &MediaSpec,
    kind: &str,
    body: &Bytes,
) -> Result<Vec<Violation>, Problem> {
    let value = match essence_of(kind).as_str() {
        json_kind if media_type::is_json(json_kind) => {
            if body.trim_ascii().is_empty() {
                return Ok(vec![violation("", "the request body is missing")]);
            }
            let read = json(body).map_err(|unreadable| {
                let status = if unreadable.is_too_large {
                    StatusCode::PAYLOAD_TOO_LARGE
                } else {
                    StatusCode::BAD_REQUEST
                };
                Problem::new(status, format!("the request body cannot be read: {}", unreadable.message))
            })?;
            return Ok(judged(reader, media, &read));
        }
        ordered if parts::is_ordered(reader.look, ordered, media) => {
            return Ok(parts::check(reader, media, &form::nameless(body, kind)?));
        }
        form_kind if media_type::is_form(form_kind) => {
            let parts = match form_kind {
                "application/x-www-form-urlencoded" => form::url_encoded(body)?,
                _ => form::multipart(body, kind)?,
            };
            // A schema that allows no object (`type: array`) says nothing about named parts.
            if media.schema.is_some() && !reader.kinds(media.schema.as_ref()).has(JsonKinds::OBJECT) {
                return Ok(Vec::new());
            }
            form::object(reader, media, &parts)
        }
        text if media_type::is_text(text) && reader.kinds(media.schema.as_ref()).has(JsonKinds::STRING) => {
            Node::String(String::from_utf8_lossy(body).into_owned())
        }
        // Bytes, XML and the rest are taken as they come.
        _ => return Ok(Vec::new()),
    };
    Ok(judged(reader, media, &value))
}

fn judged(reader: &Reader<'_>, media: &MediaSpec, value: &Node) -> Vec<Violation> {
    let reasons = reader.reasons(media.schema.as_ref(), value).into_iter();
    reasons.map(|reason| violation(reason.value.as_str(), &reason.message)).collect()
}

fn violation(pointer: &str, message: &str) -> Violation {
    Violation { place: "body", pointer: pointer.to_owned(), message: message.to_owned() }
}
