//! The body of a call, from what setters gave to what goes on the wire.
//!
//! In: fields, parts, payloads. Out: a [`Plan`] that gives the body as often as it can.

#[cfg(feature = "stream")]
mod member;

use std::borrow::Cow;

use bytes::Bytes;
use url::form_urlencoded;

use super::{
    Endpoint, Payload, Style,
    encoding::{Encoding, encode_into},
    endpoint::BodyKind,
    fields::Fields,
    json_text, media_type,
    multipart::{self, FieldPart},
    payload::Source,
    style::{self, pairs},
};
use crate::{
    error::Failure,
    json::{self, EncodeError, WriteJson},
};

/// What setters gave so far.
#[derive(Default)]
pub(crate) struct BodyDraft {
    whole: Option<Vec<u8>>,
    fields: Fields,
    form: Vec<FormPair>,
    parts: Vec<FieldPart>,
    part_headers: Vec<PartHeader>,
    payload: Option<Payload>,
}

/// A header for the parts of a field.
struct PartHeader {
    field: &'static str,
    name: &'static str,
    value: String,
}

/// A pair of a form.
#[derive(Clone)]
struct FormPair {
    /// The field that it belongs to: an object's pairs have names of their own.
    field: Cow<'static, str>,
    name: String,
    value: String,
    encoding: Encoding,
}

/// A body that is ready, and how often it can be given.
pub(crate) enum Plan {
    /// No body.
    Nothing,
    /// Bytes in memory.
    Whole(Bytes),
    /// Bytes, files and readers in a row.
    Row(Vec<Source>),
}

impl BodyDraft {
    /// The entire body as a JSON value.
    pub(crate) fn set_whole(&mut self, kind: BodyKind, value: &dyn WriteJson) -> Result<(), Failure> {
        let text = written("the body", json::to_vec(value))?;
        self.fields.clear();
        match kind {
            BodyKind::Form | BodyKind::Multipart(_) | BodyKind::Parts(_) => {
                self.form.clear();
                self.parts.clear();
                for (name, value) in json_text::members(&text) {
                    self.set_text(kind, Cow::Owned(name), value, Style::PLAIN)?;
                }
            }
            BodyKind::None | BodyKind::Json(_) | BodyKind::Raw(_) => self.whole = Some(text),
        }
        Ok(())
    }

    /// The entire body as JSON text; members that were added stay.
    pub(crate) fn set_json(&mut self, text: Vec<u8>) {
        self.whole = Some(text);
    }

    /// A field of the body.
    pub(crate) fn set(
        &mut self,
        kind: BodyKind,
        name: Cow<'static, str>,
        value: &dyn WriteJson,
        style: Style,
    ) -> Result<(), Failure> {
        match kind {
            BodyKind::Form | BodyKind::Multipart(_) | BodyKind::Parts(_) => {
                let text = written(&name, json::to_vec(value))?;
                self.set_text(kind, name, &text, style)
            }
            BodyKind::None | BodyKind::Json(_) | BodyKind::Raw(_) => {
                let set = self.fields.set(name.clone(), value);
                written(&name, set)
            }
        }
    }

    /// A field of the body, as JSON text.
    pub(crate) fn set_text(
        &mut self,
        kind: BodyKind,
        name: Cow<'static, str>,
        text: &[u8],
        style: Style,
    ) -> Result<(), Failure> {
        match kind {
            // Names that a value brings along replace nothing, and go with their field.
            BodyKind::Form => {
                self.form.retain(|pair| pair.field != name);
                let pairs = pairs(&name, text, style)?.into_iter();
                self.form.extend(pairs.map(|pair| {
                    let value = pair.text();
                    FormPair { field: name.clone(), name: pair.name, value, encoding: style.query_encoding() }
                }));
            }
            BodyKind::Multipart(_) | BodyKind::Parts(_) => {
                self.forget_values(&name);
                self.parts.extend(FieldPart::of_styled(&name, text, style)?);
            }
            BodyKind::None | BodyKind::Json(_) | BodyKind::Raw(_) => self.fields.set_text(name, text),
        }
        Ok(())
    }

    /// A pair of a form, as text.
    pub(crate) fn add_pair(&mut self, name: &str, value: &str) {
        let (field, name) = (Cow::Owned(name.to_owned()), name.to_owned());
        self.form.push(FormPair { field, name, value: value.to_owned(), encoding: Encoding::Query });
    }

    /// A part of a multipart body.
    pub(crate) fn add_part(&mut self, part: FieldPart) {
        self.parts.push(part);
    }

    /// A value part of a media type of its own.
    pub(crate) fn set_typed(
        &mut self,
        name: &str,
        value: &dyn WriteJson,
        content_type: &str,
    ) -> Result<(), Failure> {
        let text = written(name, json::to_vec(value))?;
        self.forget_values(name);
        self.parts.extend(FieldPart::of_value(name, &text, Some(content_type)));
        Ok(())
    }

    /// The items of a list, each a part of this media type.
    pub(crate) fn set_items(
        &mut self,
        name: &str,
        list: &dyn WriteJson,
        content_type: &str,
    ) -> Result<(), Failure> {
        let text = written(name, json::to_vec(list))?;
        self.forget_values(name);
        self.parts.extend(FieldPart::of_items(name, &text, content_type));
        Ok(())
    }

    /// A header for every part of a field; null sets none.
    pub(crate) fn set_part_header(
        &mut self,
        field: &'static str,
        name: &'static str,
        value: &dyn WriteJson,
    ) -> Result<(), Failure> {
        let text = written(name, json::to_vec(value))?;
        self.part_headers.retain(|header| header.field != field || header.name != name);
        if text != b"null" {
            let value = style::text(name, &text, Style::SIMPLE, Encoding::Plain)?;
            self.part_headers.push(PartHeader { field, name, value });
        }
        Ok(())
    }

    /// Takes the values of a field out of the parts; files of the same name stay.
    fn forget_values(&mut self, field: &str) {
        self.parts.retain(|part| part.field != field || part.is_file());
    }

    /// The entire body as it is.
    pub(crate) fn set_payload(&mut self, payload: Payload) {
        self.payload = Some(payload);
    }

    /// The same once more; `None` where there is something that can be read only once.
    #[cfg(feature = "stream")]
    pub(crate) fn again(&self) -> Option<Self> {
        if self.payload.is_some() || !self.parts.is_empty() || !self.part_headers.is_empty() {
            return None;
        }
        let (whole, fields, form) = (self.whole.clone(), self.fields.clone(), self.form.clone());
        Some(Self { whole, fields, form, ..Self::default() })
    }

    fn is_empty(&self) -> bool {
        self.whole.is_none()
            && self.fields.is_empty()
            && self.form.is_empty()
            && self.parts.is_empty()
            && self.part_headers.is_empty()
            && self.payload.is_none()
    }

    /// Whether something was given that a body of this kind has no place for, and that would be lost.
    fn is_mixed(&self, kind: BodyKind) -> bool {
        let has_json = self.whole.is_some() || !self.fields.is_empty();
        let (has_form, has_parts) = (!self.form.is_empty(), !self.parts.is_empty());
        if self.payload.is_some() {
            return has_json || has_form || has_parts;
        }
        match kind {
            BodyKind::Form => has_json || has_parts,
            BodyKind::Multipart(_) | BodyKind::Parts(_) => has_json || has_form,
            BodyKind::None | BodyKind::Json(_) | BodyKind::Raw(_) => has_form || has_parts,
        }
    }

    /// The body and its media type.
    pub(crate) fn plan(self, endpoint: &Endpoint) -> Result<(Plan, Option<Cow<'static, str>>), Failure> {
        let can_be_nothing = matches!(endpoint.body, BodyKind::None | BodyKind::Raw(_));
        if self.is_empty() && (endpoint.body_is_optional || can_be_nothing) {
            return Ok((Plan::Nothing, None));
        }
        if self.is_mixed(endpoint.body) {
            return Err(Failure::invalid(
                "the request body is of another kind than the field or part added to it",
            ));
        }
        if let Some(payload) = self.payload {
            let allowed = match endpoint.body {
                BodyKind::Json(media_type) | BodyKind::Raw(media_type) => media_type,
                BodyKind::None | BodyKind::Form | BodyKind::Multipart(_) | BodyKind::Parts(_) => "",
            };
            let file = media_type::file_name(&payload.source);
            let chosen = media_type::chosen(allowed, payload.content_type.as_deref(), file.as_deref());
            let chosen = chosen.into_owned();
            return Ok((Plan::of(vec![payload.source]), Some(Cow::Owned(chosen))));
        }
        match endpoint.body {
            // A form that must be there and has no fields is empty, and still a form.
            BodyKind::Form => {
                let text = urlencoded(&self.form);
                Ok((Plan::Whole(text.into()), Some(Cow::Borrowed("application/x-www-form-urlencoded"))))
            }
            BodyKind::Multipart(media_type) | BodyKind::Parts(media_type) => {
                let is_ordered = matches!(endpoint.body, BodyKind::Parts(_));
                let row = if is_ordered { multipart::ordered_row } else { multipart::row };
                let parts = with_headers(self.parts, &self.part_headers)?;
                let (row, media_type) = row(parts, media_type)?;
                Ok((Plan::of(row), Some(Cow::Owned(media_type))))
            }
            BodyKind::Json(_) | BodyKind::None | BodyKind::Raw(_) => {
                let media_type = match endpoint.body {
                    BodyKind::Json(media_type) => media_type,
                    _ => "application/json",
                };
                Ok((
                    Plan::Whole(json_body(self.whole, &self.fields)?.into()),
                    Some(Cow::Borrowed(media_type)),
                ))
            }
        }
    }
}

/// What could not be written, as a failure of the call.
fn written<T>(name: &str, result: Result<T, EncodeError>) -> Result<T, Failure> {
    result.map_err(|error| Failure::invalid(format!("`{name}` cannot be written: {error}")))
}

fn urlencoded(form: &[FormPair]) -> String {
    let mut text = String::new();
    for FormPair { name, value, encoding, .. } in form {
        if !text.is_empty() {
            text.push('&');
        }
        text.extend(form_urlencoded::byte_serialize(name.as_bytes()));
        text.push('=');
        match encoding {
            Encoding::QueryWithReserved => encode_into(&mut text, value, *encoding),
            _ => text.extend(form_urlencoded::byte_serialize(value.as_bytes())),
        }
    }
    text
}

/// The parts with the headers that were given for their fields.
fn with_headers(mut parts: Vec<FieldPart>, headers: &[PartHeader]) -> Result<Vec<FieldPart>, Failure> {
    for PartHeader { field, name, value } in headers {
        let mut found = false;
        for part in parts.iter_mut().filter(|part| part.field == *field) {
            part.add_header(name, value);
            found = true;
        }
        if !found {
            return Err(Failure::invalid(format!(
                "the header `{name}` belongs to the part `{field}`, which is not set"
            )));
        }
    }
    Ok(parts)
}

fn json_body(whole: Option<Vec<u8>>, fields: &Fields) -> Result<Vec<u8>, Failure> {
    match whole {
        Some(whole) if fields.is_empty() => Ok(whole),
        whole => fields
            .object(whole.as_deref())
            .ok_or_else(|| Failure::invalid("fields were added to a request body that is not a JSON object")),
    }
}

impl Plan {
    fn of(row: Vec<Source>) -> Self {
        let mut row = row;
        match row.as_mut_slice() {
            [] => Self::Nothing,
            [Source::Memory(bytes)] => Self::Whole(std::mem::take(bytes)),
            _ => Self::Row(row),
        }
    }

    /// Whether the body can be given more than once.
    pub(crate) fn can_repeat(&self) -> bool {
        match self {
            Self::Nothing | Self::Whole(_) => true,
            Self::Row(row) => row.iter().all(Source::can_repeat),
        }
    }
}
