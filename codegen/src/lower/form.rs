//! Members of forms: urlencoded, and multipart with files.
//!
//! In: a media type with a schema of an object. Out: form fields.
//! Must never know: how a form is written.

use indexmap::IndexMap;

use crate::diag::code_table::lower as codes;
use crate::document::{EncodingSpec, MediaSpec, ParameterPlace};
use crate::ir::{FormField, FormFieldKind, ParameterStyle, Words};
use crate::schema::{JsonKind, Schema, SchemaObject};

use super::context::Lowering;
use super::docs::docs_of;
use super::media_type::{MediaClass, class_of};
use super::parameter::style_of;
use super::schema::kinds_of;

impl Lowering<'_> {
    /// The fields of a form; `None` (reported) where the schema names none.
    pub(super) fn lower_form(
        &mut self,
        media: &MediaSpec,
        words: &Words,
        multipart: bool,
    ) -> Option<Vec<FormField>> {
        let view = media.schema.as_ref().and_then(|pointer| self.view_at(pointer));
        let members = view.as_ref().map(|view| self.form_members(view)).unwrap_or_default();
        // `properties: {}` describes a form without members, which is as good as any.
        let described = |view: &SchemaObject| !members.is_empty() || view.properties.is_some();
        let Some(view) = view.filter(|view| described(view)) else {
            let message =
                "the form has no described members; the body is sent as the bytes that the caller gives";
            self.report(&codes::W515, &media.pointer, message);
            return None;
        };
        let required = members.values().filter(|(_, required)| *required).count();
        let too_many = self.has_too_many_required(required, "members", &media.pointer);
        let mut fields = Vec::new();
        for (name, (schema, required)) in members {
            let required = required && !too_many;
            if schema.as_object().is_some_and(|schema| schema.read_only) {
                continue;
            }
            let encoding = media.encoding.get(&name).cloned().unwrap_or_default();
            let words = self.words_below(&view, &schema, &words.then(&name));
            fields.push(self.lower_form_field(name, &schema, required, &encoding, &words, multipart));
        }
        Some(fields)
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
        let kind = file.unwrap_or_else(|| FormFieldKind::Value(self.lower_schema(schema, words).value));
        let is_json =
            encoding.content_type.as_deref().is_some_and(|content| class_of(content) == MediaClass::Json);
        let style = match &encoding.style {
            Some(style) => style_of(style, ParameterPlace::Query),
            None if is_json => ParameterStyle::Json,
            None => ParameterStyle::Form,
        };
        FormField {
            pointer: schema.pointer().clone(),
            words: Words::one(&name),
            wire: name,
            constant: self.constant_of(schema),
            kind,
            required,
            content_type: encoding.content_type.clone(),
            explode: encoding
                .explode
                .unwrap_or(style == ParameterStyle::Form || style == ParameterStyle::DeepObject),
            style,
            docs: schema.as_object().map(docs_of).unwrap_or_default(),
        }
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

    fn is_file(&mut self, schema: &Schema, encoding: &EncodingSpec, depth: usize) -> bool {
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
