//! Members of forms: urlencoded, and multipart with files.
//!
//! In: a media type with a schema of an object. Out: form fields.
//! Must never know: how a form is written.

use std::collections::BTreeSet;
use std::sync::Arc;

use indexmap::IndexMap;

use crate::diag::code_table::lower as codes;
use crate::document::{EncodingSpec, MediaSpec};
use crate::ir::{Docs, FormField, FormFieldKind, ParameterStyle, PartHeader, Scalar, Type, Words};
use crate::normalize::media_type::{MediaClass, class_of};
use crate::schema::{JsonKind, Schema, SchemaObject, kinds_of};

use super::media_type::{request_type, sendable_of};
use crate::lower::context::Lowering;
use crate::lower::schema::array::as_list;
use crate::lower::schema::docs::docs_of;

impl Lowering<'_> {
    /// The fields of a form; `None` where the schema names none.
    pub(in crate::lower) fn lower_form(
        &mut self,
        media: &MediaSpec,
        words: &Words,
        multipart: bool,
    ) -> Option<Vec<FormField>> {
        let view = self.described_form(media)?;
        let members = self.form_members(&view);
        self.note_unsent(media, multipart);
        let required = members.values().filter(|(_, required)| *required).count();
        let too_many = self.has_too_many_required(required, "members", &media.pointer);
        let mut fields = Vec::new();
        for (name, (schema, required)) in members {
            let required = required && !too_many;
            if self.is_marked(&schema, |part| part.read_only) {
                continue;
            }
            let encoding = media.encoding.get(&name).cloned().unwrap_or_default();
            let words = self.words_below(&view, &schema, &words.then(&name));
            if multipart && let Some(message) = self.ignored_style(&name, &schema, &encoding) {
                let place = media.pointer.key("encoding").key(&name);
                self.report(&codes::N563, &place, message);
            }
            fields.push(self.lower_form_field(name, &schema, required, &encoding, &words, multipart));
        }
        self.add_undescribed_fields(&view, &mut fields);
        Some(fields)
    }

    /// The schema of a form of which it says what the fields are; `properties: {}` is a form without any, which is as good
    /// as others.
    fn described_form(&mut self, media: &MediaSpec) -> Option<Arc<SchemaObject>> {
        let view = media.schema.as_ref().and_then(|pointer| self.view_at(pointer))?;
        let is_described = view.properties.is_some() || !self.form_members(&view).is_empty();
        is_described.then_some(view)
    }

    /// Whether a body of the media type is a form that takes members beside those that are described.
    pub(in crate::lower) fn is_open_form(&mut self, media_type: &str, media: &MediaSpec) -> bool {
        let is_form = class_of(media_type) == MediaClass::Form
            || request_type(media_type) == "multipart/form-data" && !self.is_ordered(media_type, media);
        is_form && self.described_form(media).is_none_or(|view| allows_more(&view))
    }

    /// A field that is required but has no schema can be given any value.
    fn add_undescribed_fields(&mut self, view: &SchemaObject, fields: &mut Vec<FormField>) {
        let closed = matches!(view.additional_properties, Some(Schema::Bool(false, _)));
        // One of the branches may describe it.
        let known: BTreeSet<String> = fields.iter().map(|field| field.wire.clone()).collect();
        let names = self.undescribed_required(view, |name| known.contains(name)).into_iter();
        for name in names.filter(|_| !closed) {
            fields.push(FormField {
                pointer: view.pointer.key("required"),
                words: Words::one(&name),
                wire: name,
                constant: None,
                kind: FormFieldKind::Value(Type::Any),
                required: false,
                content_type: None,
                explode: true,
                style: ParameterStyle::Plain,
                allow_reserved: false,
                headers: Vec::new(),
                docs: Docs::default(),
            });
        }
    }

    fn lower_form_field(
        &mut self,
        name: String,
        schema: &Schema,
        required: bool,
        encoding: &EncodingSpec,
        words: &Words,
        multipart: bool,
    ) -> FormField {
        let file = if multipart { self.file_kind(schema, encoding) } else { None };
        let is_file = file.is_some();
        let content_type = encoding.content_type.as_deref();
        let styled = self.form_style(encoding, multipart);
        // A part that is written in a style has no media type of its own.
        let sent_as = content_type.and_then(sendable_of).filter(|_| !multipart || styled.is_none());
        let kind = match (file, sent_as) {
            (Some(file), _) => file,
            (None, Some(sent_as)) if class_of(sent_as) != MediaClass::Json && self.has_objects(schema, 0) => {
                self.lower_foreign_value(schema, sent_as, multipart)
            }
            _ => FormFieldKind::Value(self.lower_schema(&as_list(schema), words).value),
        };
        let is_json = sent_as.is_some_and(|content| class_of(content) == MediaClass::Json);
        let (style, explode) = match styled {
            _ if is_json && encoding.style.is_none() => (ParameterStyle::Json, false),
            Some(style) => style,
            None => (ParameterStyle::Plain, true),
        };
        let headers = if multipart { self.lower_part_headers(&name, encoding, words) } else { Vec::new() };
        let content_type = if is_file {
            content_type.map(str::to_owned).or_else(|| self.content_media_type(schema))
        } else {
            sent_as.map(str::to_owned)
        };
        FormField {
            pointer: schema.pointer().clone(),
            words: Words::one(&name),
            wire: name,
            constant: self.constant_of(schema),
            kind,
            required,
            content_type,
            explode,
            style,
            allow_reserved: encoding.allow_reserved && !multipart,
            headers,
            docs: schema.as_object().map(docs_of).unwrap_or_default(),
        }
    }

    /// A value with members that is not to be JSON: only the caller can write it.
    pub(super) fn lower_foreign_value(
        &mut self,
        schema: &Schema,
        media_type: &str,
        multipart: bool,
    ) -> FormFieldKind {
        let as_file = multipart && class_of(media_type) != MediaClass::Text;
        let given = if as_file { "a file" } else { "a string" };
        let message =
            format!("an object cannot be written as `{media_type}`; the caller passes the field as {given}");
        self.report(&codes::W523, schema.pointer(), message);
        if as_file { FormFieldKind::File } else { FormFieldKind::Value(Type::Scalar(Scalar::String)) }
    }

    /// The headers that the parts of a member can have, each with a setter of its own.
    pub(super) fn lower_part_headers(
        &mut self,
        name: &str,
        encoding: &EncodingSpec,
        words: &Words,
    ) -> Vec<PartHeader> {
        let mut headers = Vec::new();
        for (wire, spec) in &encoding.headers {
            let schema = spec.schema.as_ref().map(|pointer| self.schema(pointer));
            let lowered = schema.as_ref().map(|schema| self.lower_schema(schema, &words.then(wire)).value);
            // A header is text, where nothing more is said of it.
            let value = lowered.filter(|value| !matches!(value, Type::Any | Type::Null));
            let mut docs = schema.and_then(|schema| schema.as_object().map(docs_of)).unwrap_or_default();
            docs.description = spec.description.clone().or(docs.description);
            headers.push(PartHeader {
                pointer: spec.pointer.clone(),
                wire: wire.clone(),
                words: Words::one(name).then(wire),
                value: value.unwrap_or(Type::Scalar(Scalar::String)),
                required: spec.required,
                docs: Docs { summary: None, ..docs },
            });
        }
        headers
    }

    /// The media type that the schema of a file, or of a list of files, gives it.
    pub(super) fn content_media_type(&mut self, schema: &Schema) -> Option<String> {
        let view = self.view(schema)?;
        let of_items = view.items.clone().and_then(|items| self.view(&items)?.content_media_type.clone());
        view.content_media_type.clone().or(of_items)
    }

    /// Notes what the description says of the form and the client does not do.
    fn note_unsent(&mut self, media: &MediaSpec, multipart: bool) {
        for (name, encoding) in &media.encoding {
            if !encoding.headers.is_empty() && !multipart {
                let message =
                    format!("`{name}` is sent without the headers described for it: only parts have headers");
                self.report(&codes::N563, &media.pointer.key("encoding").key(name).key("headers"), message);
            }
        }
    }

    /// Whether members of a form are described.
    pub(in crate::lower) fn has_members(&mut self, media: &MediaSpec) -> bool {
        let view = media.schema.as_ref().and_then(|pointer| self.view_at(pointer));
        view.is_some_and(|view| !self.form_members(&view).is_empty())
    }

    /// Whether a member of the form is a file.
    pub(in crate::lower) fn has_files(&mut self, media: &MediaSpec) -> bool {
        let Some(view) = media.schema.as_ref().and_then(|pointer| self.view_at(pointer)) else {
            return false;
        };
        self.form_members(&view).into_iter().any(|(name, (schema, _))| {
            let encoding = media.encoding.get(&name).cloned().unwrap_or_default();
            self.file_kind(&schema, &encoding).is_some()
        })
    }

    /// Whether values can be objects, or lists of them.
    pub(in crate::lower) fn has_objects(&mut self, schema: &Schema, depth: usize) -> bool {
        let Some(view) = self.view(schema).filter(|_| depth < 4) else { return false };
        let branches: Vec<Schema> =
            view.one_of.iter().chain(&view.any_of).chain(&view.items).cloned().collect();
        kinds_of(&view).contains(&JsonKind::Object)
            || branches.iter().any(|branch| self.has_objects(branch, depth + 1))
    }

    /// The members of the object, and as optional ones those that only some of its branches have.
    fn form_members(&mut self, view: &SchemaObject) -> IndexMap<String, (Schema, bool)> {
        let mut members: IndexMap<String, (Schema, bool)> = IndexMap::new();
        for (name, schema) in view.properties.iter().flatten() {
            if !matches!(schema, Schema::Bool(false, _)) {
                members.insert(name.clone(), (schema.clone(), view.required.contains(name)));
            }
        }
        let branches: Vec<Schema> = view.one_of.iter().chain(&view.any_of).cloned().collect();
        for branch in &branches {
            let Some(branch) = self.view(branch) else { continue };
            for (name, schema) in branch.properties.iter().flatten() {
                members.entry(name.clone()).or_insert_with(|| (schema.clone(), false));
            }
        }
        members
    }

    /// Whether a member of a multipart form is a file or a list of files.
    fn file_kind(&mut self, schema: &Schema, encoding: &EncodingSpec) -> Option<FormFieldKind> {
        if self.is_file(schema, encoding, 0) {
            return Some(FormFieldKind::File);
        }
        let (branches, _) = match self.view(schema) {
            Some(view) if !view.one_of.is_empty() || !view.any_of.is_empty() => self.branches_of(&view),
            _ => return self.is_list_of_files(schema, encoding).then_some(FormFieldKind::Files),
        };
        let lists = branches.iter().any(|branch| self.is_list_of_files(&branch.schema, encoding));
        lists.then_some(FormFieldKind::Files)
    }

    fn is_list_of_files(&mut self, schema: &Schema, encoding: &EncodingSpec) -> bool {
        let Some(view) = self.view(schema) else { return false };
        kinds_of(&view).as_slice() == [JsonKind::Array]
            && view.items.as_ref().is_some_and(|items| self.is_file(items, encoding, 0))
    }

    pub(super) fn is_file(&mut self, schema: &Schema, encoding: &EncodingSpec, depth: usize) -> bool {
        let Some(view) = self.view(schema) else { return false };
        if !view.one_of.is_empty() || !view.any_of.is_empty() {
            let (branches, _) = self.branches_of(&view);
            return depth < 3
                && branches.iter().any(|branch| self.is_file(&branch.schema, encoding, depth + 1));
        }
        let kinds = kinds_of(&view);
        let is_text = kinds.is_empty() || kinds.as_slice() == [JsonKind::String];
        if !is_text || view.enumeration.is_some() || view.constant.is_some() {
            return false;
        }
        let is_binary = |media_type: &str| class_of(media_type) == MediaClass::Bytes;
        view.format.as_deref() == Some("binary")
            || (view.content_encoding.is_none() && view.content_media_type.as_deref().is_some_and(is_binary))
            || encoding.content_type.as_deref().is_some_and(|types| types.split(',').any(is_binary))
    }
}

/// Whether the description says that there can be other fields than those that it names.
fn allows_more(view: &SchemaObject) -> bool {
    view.additional_properties
        .as_ref()
        .is_some_and(|additional| !matches!(additional, Schema::Bool(false, _)))
}
