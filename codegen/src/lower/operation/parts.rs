//! Parts without names: multipart bodies that are not forms, whose order says what each part is.
//!
//! In: a media type. Out: a member for each position and one for all parts behind them; or what each part of a response is.
//! Must never know: how parts are written or read.

use crate::diag::Pointer;
use crate::diag::code_table::lower as codes;
use crate::document::{EncodingSpec, MediaSpec};
use crate::ir::{FormField, FormFieldKind, ParameterStyle, Scalar, Type, Words};
use crate::normalize::media_type::{MediaClass, class_of, essence_of, is_json};
use crate::schema::{JsonKind, Schema, is_silent, kinds_of};

use super::media_type::sendable_of;
use crate::lower::context::Lowering;
use crate::lower::schema::array::{LONGEST_TUPLE, ordinal};
use crate::lower::schema::docs::docs_of;

/// What a value is sent as where nothing says more.
const JSON: &str = "application/json";

/// A part: its place, what describes it, and how it is sent.
struct PartSpec {
    pointer: Pointer,
    schema: Option<Schema>,
    encoding: EncodingSpec,
}

/// What is described of a body of parts without names.
struct PartsSpec {
    positions: Vec<PartSpec>,
    /// All parts behind those.
    rest: Option<PartSpec>,
    /// `minItems`
    least: usize,
}

impl Lowering<'_> {
    /// Whether bodies of the media type are parts without names: what is described is an array, or the items of one.
    pub(in crate::lower) fn is_ordered(&mut self, media_type: &str, media: &MediaSpec) -> bool {
        if class_of(media_type) != MediaClass::Multipart || essence_of(media_type) == "multipart/form-data" {
            return false;
        }
        let view = media.schema.as_ref().and_then(|pointer| self.view_at(pointer));
        let kinds = view.map(|view| kinds_of(&view)).unwrap_or_default();
        match kinds.as_slice() {
            [] => media.item_schema.is_some() || has_positions(media),
            kinds => kinds == [JsonKind::Array],
        }
    }

    /// Says that the encoding by position decides nothing, where parts have names or there are none.
    pub(in crate::lower) fn note_unused_positions(&mut self, media_type: &str, media: &MediaSpec) {
        if has_positions(media) && !self.is_ordered(media_type, media) {
            let keyword = if media.prefix_encoding.is_empty() { "itemEncoding" } else { "prefixEncoding" };
            let message = format!(
                "`{keyword}` is not used: a body of `{media_type}` as described has no parts by position"
            );
            self.report(&codes::N571, &media.pointer.key(keyword), message);
        }
    }

    /// The members of a body of parts without names, their positions in the place of names; `None` (reported) where there
    /// are too many.
    pub(in crate::lower) fn lower_parts(
        &mut self,
        media: &MediaSpec,
        words: &Words,
    ) -> Option<Vec<FormField>> {
        let PartsSpec { positions, rest, least } = self.described_parts(media);
        let count = positions.len();
        if count > LONGEST_TUPLE {
            let message = format!(
                "a body with {count} parts of their own kinds is sent as the bytes that the caller passes; the limit is {LONGEST_TUPLE}"
            );
            self.report(&codes::W546, &media.pointer, message);
            return None;
        }
        let mut fields = Vec::new();
        for (index, part) in positions.iter().enumerate() {
            let name = format!("{} part", ordinal(index));
            let (kind, content_type) = self.lower_part(part, &words.then(ordinal(index)), false);
            fields.push(self.part_field(index, part, &name, (kind, content_type), index < least));
        }
        if let Some(part) = rest {
            let name = if count == 0 { "parts" } else { "more parts" };
            let (kind, content_type) = self.lower_part(&part, &words.then("part"), false);
            let kind = match kind {
                FormFieldKind::Value(value) => FormFieldKind::Value(Type::List(Box::new(value))),
                FormFieldKind::File | FormFieldKind::Files => FormFieldKind::Files,
            };
            fields.push(FormField {
                explode: true,
                constant: None,
                ..self.part_field(count, &part, name, (kind, content_type), count < least)
            });
        }
        Some(fields)
    }

    /// What each part of a response is: bytes, unless all of them are JSON or text of one kind.
    pub(in crate::lower) fn lower_received_part(&mut self, media: &MediaSpec, words: &Words) -> Type {
        let bytes = Type::Scalar(Scalar::Bytes);
        let PartsSpec { positions, rest, .. } = self.described_parts(media);
        if !positions.is_empty() {
            let message = "parts of different kinds are given as their bytes, each with its headers";
            self.report(&codes::N572, &media.pointer, message);
            return bytes;
        }
        let Some(part) = rest else { return bytes };
        match self.lower_part(&part, words, true) {
            (FormFieldKind::Value(value), _) => value,
            (FormFieldKind::File | FormFieldKind::Files, _) => bytes,
        }
    }

    fn part_field(
        &mut self,
        position: usize,
        part: &PartSpec,
        name: &str,
        (kind, content_type): (FormFieldKind, Option<String>),
        required: bool,
    ) -> FormField {
        let is_value = matches!(kind, FormFieldKind::Value(_));
        let constant = part.schema.as_ref().filter(|_| is_value).and_then(|schema| self.constant_of(schema));
        FormField {
            pointer: part.pointer.clone(),
            headers: self.lower_part_headers(name, &part.encoding, &Words::one(name)),
            wire: position.to_string(),
            words: Words::one(name),
            constant,
            kind,
            required,
            content_type,
            explode: false,
            style: ParameterStyle::Plain,
            allow_reserved: false,
            docs: part.schema.as_ref().and_then(Schema::as_object).map(docs_of).unwrap_or_default(),
        }
    }

    /// What a part holds and which media type it has: that of its encoding, or else what its schema says.
    fn lower_part(
        &mut self,
        part: &PartSpec,
        words: &Words,
        received: bool,
    ) -> (FormFieldKind, Option<String>) {
        let named = part.encoding.content_type.as_deref();
        let sent_as = named.and_then(sendable_of);
        let is_named_json = sent_as.is_some_and(is_json);
        let Some(schema) = part.schema.as_ref().filter(|schema| !is_silent(schema)) else {
            return match sent_as {
                Some(sent_as) if is_named_json => (FormFieldKind::Value(Type::Any), Some(sent_as.to_owned())),
                Some(sent_as) if class_of(sent_as) == MediaClass::Text => {
                    (FormFieldKind::Value(Type::Scalar(Scalar::String)), Some(sent_as.to_owned()))
                }
                _ => (FormFieldKind::File, named.map(str::to_owned)),
            };
        };
        if !is_named_json && self.is_file(schema, &part.encoding, 0) {
            let media_type = named.map(str::to_owned).or_else(|| self.content_media_type(schema));
            return (FormFieldKind::File, media_type);
        }
        let is_list = self.view(schema).is_some_and(|view| kinds_of(&view).contains(&JsonKind::Array));
        let is_json_by_schema = is_list || self.has_objects(schema, 0);
        if let Some(foreign) = sent_as.filter(|_| is_json_by_schema && !is_named_json) {
            return (self.lower_foreign_part(schema, foreign, received), Some(foreign.to_owned()));
        }
        let by_schema = || if is_json_by_schema { JSON } else { "text/plain" };
        let of_text = self.content_media_type(schema).filter(|_| !is_json_by_schema);
        let media_type = sent_as.map(str::to_owned).or(of_text).unwrap_or_else(|| by_schema().to_owned());
        (FormFieldKind::Value(self.lower_schema(schema, words).into_type()), Some(media_type))
    }

    /// A value with members in a media type that the client does not know.
    fn lower_foreign_part(&mut self, schema: &Schema, media_type: &str, received: bool) -> FormFieldKind {
        if !received {
            return self.lower_foreign_value(schema, media_type, true);
        }
        let is_text = class_of(media_type) == MediaClass::Text;
        let given = if is_text { "text" } else { "bytes" };
        let message = format!("a part of `{media_type}` is not read by its schema; it is given as {given}");
        self.report(&codes::W546, schema.pointer(), message);
        if is_text { FormFieldKind::Value(Type::Scalar(Scalar::String)) } else { FormFieldKind::File }
    }

    fn described_parts(&mut self, media: &MediaSpec) -> PartsSpec {
        let view = media.schema.as_ref().and_then(|pointer| self.view_at(pointer));
        let view = view.filter(|view| kinds_of(view) == [JsonKind::Array]).unwrap_or_default();
        let described = view.items.clone();
        let is_closed = matches!(described, Some(Schema::Bool(false, _)));
        let of_items = media.item_schema.as_ref().map(|pointer| self.schema(pointer).as_ref().clone());
        let of_rest = described.filter(|_| !is_closed).or(of_items);
        let count = view.prefix_items.len().max(media.prefix_encoding.len());
        let part = |schema: Option<Schema>, encoding: Option<&EncodingSpec>| PartSpec {
            pointer: schema.as_ref().map_or_else(|| media.pointer.clone(), |schema| schema.pointer().clone()),
            schema,
            encoding: encoding.cloned().unwrap_or_default(),
        };
        let positions = (0..count).map(|index| {
            let schema = view.prefix_items.get(index).or(of_rest.as_ref()).cloned();
            part(schema, media.prefix_encoding.get(index).or(media.item_encoding.as_ref()))
        });
        let limits = &view.limits;
        let most = limits.max_items.and_then(|most| usize::try_from(most).ok());
        let has_rest = !is_closed
            && most.is_none_or(|most| most > count)
            && (of_rest.is_some() || media.item_encoding.is_some() || count == 0);
        PartsSpec {
            positions: positions.collect(),
            rest: has_rest.then(|| part(of_rest.clone(), media.item_encoding.as_ref())),
            least: limits.min_items.and_then(|least| usize::try_from(least).ok()).unwrap_or_default(),
        }
    }
}

/// Whether the encoding of parts is given by their position.
fn has_positions(media: &MediaSpec) -> bool {
    !media.prefix_encoding.is_empty() || media.item_encoding.is_some()
}
