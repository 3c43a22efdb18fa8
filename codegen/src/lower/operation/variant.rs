//! Other ways to call an operation: its body as a form, where the preferred body cannot say the same.
//!
//! In: the media types of a body and the one that was chosen. Out: bodies for calls of their own, and those operations.
//! Must never know: how they are called in Rust.
//!
//! A form gets a call of its own if it has files or members that the preferred body does not have. One of the same schema
//! says nothing more than JSON does. Parts without a described name are named by the caller.

use crate::document::{BodySpec, MediaSpec};
use crate::ir::{
    Body, BodyContent, Docs, FormField, FormFieldKind, Operation, OperationId, Success, Switch, Words,
};
use crate::normalize::media_type::{MediaClass, class_of};
use crate::schema::{JsonKind, kinds_of};

use super::stream::form_switch;
use crate::lower::context::Lowering;

/// Another body of an operation.
pub(in crate::lower) struct Variant {
    /// The media type as it is written.
    pub(in crate::lower) of: String,
    /// What its call is called behind the operation's own name.
    word: &'static str,
    body: Body,
}

impl Variant {
    /// The operation with this body.
    pub(in crate::lower) fn operation(self, operation: &Operation, id: OperationId) -> Operation {
        let pointer = self.body.pointer.clone();
        let mut variant = Operation { pointer, ..operation.clone() };
        variant.words = operation.words.then(self.word);
        variant.variant_of = Some(id);
        variant.variants.clear();
        if let Success::ByStatus { words, .. } = &mut variant.success {
            *words = words.then(self.word);
        }
        if let Some(stream) = &mut variant.stream {
            // What is not a member of the form cannot be set in it.
            let in_query = stream.switch.take().filter(|switch| matches!(switch, Switch::Query(_)));
            stream.switch = form_switch(&self.body.content).map(Switch::Body).or(in_query);
        }
        variant.body = Some(self.body);
        variant
    }
}

impl Lowering<'_> {
    /// The forms that say something which the chosen body does not.
    pub(in crate::lower) fn lower_variants(
        &mut self,
        spec: &BodySpec,
        chosen: &str,
        words: &Words,
    ) -> Vec<Variant> {
        let mut variants: Vec<Variant> = Vec::new();
        let chosen_class = class_of(chosen);
        if !matches!(chosen_class, MediaClass::Json | MediaClass::Multipart | MediaClass::Form) {
            return variants;
        }
        for (word, class) in [("multipart", MediaClass::Multipart), ("form", MediaClass::Form)] {
            let of_class = |(media_type, _): &(&String, &MediaSpec)| class_of(media_type) == class;
            let Some((media_type, media)) = spec.content.iter().find(of_class) else { continue };
            if class == chosen_class {
                continue;
            }
            let others: Vec<&MediaSpec> = spec
                .content
                .iter()
                .filter(|(other, _)| *other == chosen || variants.iter().any(|variant| variant.of == **other))
                .map(|(_, other)| other)
                .collect();
            let is_told = others.iter().any(|other| self.is_same_schema(media, other));
            if let Some(content) = self.lower_other_form(media_type, media, is_told, &words.then(word)) {
                let body = Body {
                    pointer: media.pointer.clone(),
                    media_type: self.multipart_type(media_type, media),
                    content,
                    required: spec.required,
                    alternatives: Vec::new(),
                    open: self.is_open_form(media_type, media),
                    ordered: self.is_ordered(media_type, media),
                    docs: Docs { description: spec.description.clone(), ..Docs::default() },
                };
                variants.push(Variant { of: media_type.clone(), word, body });
            }
        }
        variants
    }

    /// The form, if it says what is not told by another body.
    fn lower_other_form(
        &mut self,
        media_type: &str,
        media: &MediaSpec,
        is_told: bool,
        words: &Words,
    ) -> Option<BodyContent> {
        if class_of(media_type) == MediaClass::Form {
            if is_told || !self.has_members(media) {
                return None;
            }
            return self.lower_form(media, words, false).map(BodyContent::Form);
        }
        if self.is_ordered(media_type, media) {
            let parts = if is_told { None } else { self.lower_parts(media, words) };
            return parts.map(BodyContent::Multipart);
        }
        if !self.has_members(media) {
            // What is not an object has no names for parts, whatever it says: parts have names all the same.
            let view = media.schema.as_ref().and_then(|pointer| self.view_at(pointer));
            let is_object = view.is_some_and(|view| kinds_of(&view).contains(&JsonKind::Object));
            let is_open = self.is_open_form(media_type, media);
            return (is_open && !is_object).then(|| BodyContent::Multipart(Vec::new()));
        }
        if is_told && !self.has_files(media) {
            return None;
        }
        let fields = self.lower_form(media, words, true)?;
        let is_file = |field: &FormField| matches!(field.kind, FormFieldKind::File | FormFieldKind::Files);
        (!is_told || fields.iter().any(is_file)).then_some(BodyContent::Multipart(fields))
    }

    /// Whether two media types are described alike.
    pub(in crate::lower) fn is_same_schema(&self, one: &MediaSpec, other: &MediaSpec) -> bool {
        let node = |media: &MediaSpec| media.schema.as_ref().and_then(|pointer| self.root.at(pointer));
        node(one).is_some() && node(one) == node(other)
    }
}
