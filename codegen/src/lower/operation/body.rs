//! Request bodies.
//!
//! In: a [`BodySpec`]. Out: a [`Body`] of the media type that serves best.
//! Must never know: setters; they are made when all structures are known.

use crate::diag::code_table::lower as codes;
use crate::document::{BodySpec, MediaSpec};
use crate::ir::{Body, BodyContent, Docs, Type, Words};
use crate::normalize::media_type::{MediaClass, class_of, essence_of};
use crate::schema::{JsonKind, is_silent, kinds_of};

use super::media_type::request_type;
use super::variant::Variant;
use crate::lower::context::Lowering;

impl Lowering<'_> {
    /// The body of an operation, and what else it can be that is typed, each with a word of its own; `None` where no media
    /// type is described.
    pub(in crate::lower) fn lower_body(
        &mut self,
        spec: &BodySpec,
        words: &Words,
    ) -> Option<(Body, Vec<Variant>)> {
        let mut ranked: Vec<(usize, usize)> = spec
            .content
            .iter()
            .enumerate()
            .map(|(index, (media_type, media))| (self.rank(media_type, media), index))
            .collect();
        ranked.sort_unstable();
        let (chosen, media) = spec.content.get_index(ranked.first()?.1)?;
        let request_words = self.words_at(&spec.pointer).unwrap_or_else(|| words.then("request"));
        for (media_type, media) in &spec.content {
            self.note_unused_positions(media_type, media);
        }
        let (content, mut media_type) = self.lower_content(chosen, media, &request_words);
        if matches!(content, BodyContent::Text | BodyContent::Bytes)
            && matches!(class_of(chosen), MediaClass::Text | MediaClass::Bytes)
        {
            self.report_unread(chosen, media, "written");
        }
        let variants = self.lower_variants(spec, chosen, words);
        let is_sent = |other: &str| {
            other == chosen
                || variants.iter().any(|variant| variant.of == other)
                || content == BodyContent::Bytes && class_of(other) == MediaClass::Bytes
        };
        if content == BodyContent::Bytes && class_of(chosen) == MediaClass::Bytes {
            // Which of them it is, only the bytes can say.
            let bytes = spec.content.keys().filter(|other| class_of(other) == MediaClass::Bytes);
            media_type = bytes.cloned().collect::<Vec<_>>().join(", ");
        }
        let alternatives: Vec<String> =
            spec.content.keys().filter(|other| !is_sent(other)).cloned().collect();
        // What has the same schema says nothing that is lost.
        let lost = alternatives.iter().filter(|other| !self.is_same_schema(media, &spec.content[*other]));
        let lost: Vec<String> = lost.map(|other| format!("`{other}`")).collect();
        if !lost.is_empty() {
            let message =
                format!("the request body is sent as `{chosen}`; {} can be sent as bytes", lost.join(", "));
            self.report(&codes::W554, &spec.pointer, message);
        }
        let body = Body {
            pointer: spec.pointer.clone(),
            media_type,
            content,
            required: spec.required,
            alternatives,
            open: self.is_open_form(chosen, media),
            ordered: self.is_ordered(chosen, media),
            docs: Docs { description: spec.description.clone(), ..Docs::default() },
        };
        Some((body, variants))
    }

    fn lower_content(&mut self, media_type: &str, media: &MediaSpec, words: &Words) -> (BodyContent, String) {
        let json = |value: Type| BodyContent::Json { value, fields_of: None };
        let content = match class_of(media_type) {
            MediaClass::Json => json(self.lower_media_type(media, words)),
            MediaClass::Text => BodyContent::Text,
            MediaClass::Multipart if self.is_ordered(media_type, media) => {
                let parts = self.lower_parts(media, words);
                return (parts.map_or(BodyContent::Bytes, BodyContent::Multipart), media_type.to_owned());
            }
            // Parts of other kinds than forms have no names, unless the description gives them some.
            MediaClass::Multipart
                if request_type(media_type) != "multipart/form-data" && !self.has_members(media) =>
            {
                BodyContent::Bytes
            }
            MediaClass::Multipart => {
                BodyContent::Multipart(self.lower_form(media, words, true).unwrap_or_default())
            }
            MediaClass::Form => BodyContent::Form(self.lower_form(media, words, false).unwrap_or_default()),
            MediaClass::Any if self.has_parts(media) => {
                return (json(self.lower_media_type(media, words)), "application/json".to_owned());
            }
            MediaClass::Any | MediaClass::Events | MediaClass::Lines | MediaClass::Bytes => {
                BodyContent::Bytes
            }
        };
        (content, request_type(media_type))
    }

    /// The media type that parts are sent as.
    pub(in crate::lower) fn multipart_type(&mut self, media_type: &str, media: &MediaSpec) -> String {
        if self.is_ordered(media_type, media) { media_type.to_owned() } else { request_type(media_type) }
    }

    /// The type of a JSON body, null included.
    pub(in crate::lower) fn lower_media_type(&mut self, media: &MediaSpec, words: &Words) -> Type {
        let Some(pointer) = &media.schema else { return Type::Any };
        let schema = self.schema(pointer);
        let value = self.lower_schema(&schema, words).into_type();
        self.remember_examples(&media.examples, &schema, &value);
        value
    }

    /// Says that a schema of anything but texts decides nothing, because the body is in a format that the client does not
    /// know.
    pub(in crate::lower) fn report_unread(&mut self, media_type: &str, media: &MediaSpec, verb: &str) {
        let Some(pointer) = &media.schema else { return };
        let schema = self.schema(pointer);
        let is_no_text = self.view_at(pointer).is_some_and(|view| {
            let kinds = kinds_of(&view);
            !kinds.is_empty() && !kinds.contains(&JsonKind::String)
        });
        if is_no_text || self.has_objects(&schema, 0) {
            let message =
                format!("`{media_type}` is not {verb} by its schema; the body is passed as text or bytes");
            self.report(&codes::W546, pointer, message);
        }
    }

    /// The best media type has the lowest rank: JSON, forms, text, bytes; one that says what it holds goes first.
    fn rank(&mut self, media_type: &str, media: &MediaSpec) -> usize {
        let class = match class_of(media_type) {
            MediaClass::Json if essence_of(media_type) == "application/json" => 0,
            MediaClass::Json => 1,
            MediaClass::Any => 2,
            MediaClass::Multipart => 3,
            MediaClass::Form => 4,
            MediaClass::Text => 5,
            MediaClass::Events | MediaClass::Lines => 6,
            MediaClass::Bytes => 7,
        };
        let says_nothing = match &media.schema {
            Some(pointer) => is_silent(&self.schema(pointer)),
            None => !self.is_ordered(media_type, media),
        };
        if says_nothing && class < 5 { class + 10 } else { class }
    }

    /// Whether the schema is of an object or array, so that only JSON can carry it.
    pub(in crate::lower) fn has_parts(&mut self, media: &MediaSpec) -> bool {
        let Some(view) = media.schema.as_ref().and_then(|pointer| self.view_at(pointer)) else {
            return false;
        };
        !view.one_of.is_empty()
            || !view.any_of.is_empty()
            || kinds_of(&view).iter().any(|kind| matches!(kind, JsonKind::Object | JsonKind::Array))
    }
}
