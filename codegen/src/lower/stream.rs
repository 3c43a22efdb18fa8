//! Streams of values: events and lines.
//!
//! In: a response with a streaming media type. Out: what an item is, and which body field asks for the stream.
//! Must never know: how a stream is read.

use std::rc::Rc;

use crate::diag::Diagnostic;
use crate::diag::code_table::lower as codes;
use crate::document::{OperationSpec, ResponseSpec};
use crate::ir::{Body, BodyContent, FormField, FormFieldKind, Scalar, StreamItem, Type, Words};
use crate::schema::{JsonKind, Schema, SchemaObject};

use super::context::Lowering;
use super::media_type::{MediaClass, class_of};
use super::schema::kinds_of;

/// Fields of an event itself, in the words of the standard; beside `data`, they make a schema that of an event.
const EVENT_FIELDS: [&str; 4] = ["event", "id", "retry", "comment"];
/// The body field by which a call is asked to stream, everywhere.
const SWITCH: &str = "stream";

impl Lowering<'_> {
    /// The stream of a response, if one of its media types is a streaming one.
    pub(super) fn lower_stream(
        &mut self,
        operation: &OperationSpec,
        response: &ResponseSpec,
        body: Option<&Body>,
        words: &Words,
    ) -> Option<StreamItem> {
        let (kind, media_type, media) =
            response.content.iter().find_map(|(media_type, media)| match class_of(media_type) {
                MediaClass::Stream(kind) => Some((kind, media_type, media)),
                _ => None,
            })?;
        let words = words.then("event");
        let item = match (&media.item_schema, &media.schema) {
            (Some(pointer), _) | (None, Some(pointer)) => {
                let schema = self.schema(pointer);
                let schema = self.item_of_stream(&schema);
                self.lower_schema(&schema, &words).into_type()
            }
            (None, None) => Type::Any,
        };
        let switch = self.stream_switch(operation, body);
        Some(StreamItem { kind, media_type: media_type.clone(), item, switch })
    }

    /// What an item holds: the `data` of an event, the items of a list, or what is described itself.
    fn item_of_stream(&mut self, schema: &Schema) -> Schema {
        let Some(view) = self.view(schema) else { return schema.clone() };
        let is_list = kinds_of(&view).as_slice() == [JsonKind::Array];
        if let Some(items) = view.items.as_ref().filter(|_| is_list) {
            return items.clone();
        }
        if view.one_of.is_empty() && view.any_of.is_empty() {
            return match event_data(&view) {
                Some(data) => self.content_of(data),
                None => schema.clone(),
            };
        }
        self.data_of_branches(&view).unwrap_or_else(|| schema.clone())
    }

    /// The union of what the branches have as `data`, where all of them are events.
    fn data_of_branches(&mut self, union: &SchemaObject) -> Option<Schema> {
        let (branches, _) = self.branches_of(union);
        let mut data = Vec::new();
        let mut others = Vec::new();
        for branch in &branches {
            let view = self.view(&branch.schema);
            match view.as_deref().map(|view| (event_data(view), is_event(view))) {
                Some((Some(found), _)) => data.push(self.content_of(found)),
                // An event without data is given to nobody.
                Some((None, true)) => {}
                _ => others.push(branch.schema.pointer().clone()),
            }
        }
        if data.is_empty() {
            return None;
        }
        if let Some(other) = others.first() {
            let message =
                "some branches are events with their `data`, this one is not; all are taken for data";
            let found = Diagnostic::new(&codes::W521, other, message);
            self.diagnostics.push(found.with_related(&union.pointer, "the union"));
            return None;
        }
        if let [only] = data.as_slice() {
            return Some(only.clone());
        }
        Some(Schema::Object(Rc::new(SchemaObject {
            pointer: union.pointer.key("data"),
            any_of: data,
            ..SchemaObject::default()
        })))
    }

    /// What the text of an event holds, where it is described as JSON in a text.
    fn content_of(&mut self, data: &Schema) -> Schema {
        let Some(view) = self.view(data) else { return data.clone() };
        let is_json =
            view.content_media_type.as_deref().is_some_and(|kind| class_of(kind) == MediaClass::Json);
        match &view.content_schema {
            Some(content) if is_json && kinds_of(&view).as_slice() == [JsonKind::String] => content.clone(),
            _ => data.clone(),
        }
    }

    /// The member by which the body that is sent asks for the stream, be it JSON or a form.
    fn stream_switch(&mut self, operation: &OperationSpec, body: Option<&Body>) -> Option<String> {
        match &body?.content {
            BodyContent::Json { .. } => {}
            content => return form_switch(content),
        }
        let is_json = |class: MediaClass| matches!(class, MediaClass::Json | MediaClass::Any);
        let content = &operation.body.as_ref()?.content;
        let json = content.iter().find(|(media_type, _)| is_json(class_of(media_type)))?;
        let view = self.view_at(json.1.schema.as_ref()?)?;
        let property = view.properties.as_ref()?.get(SWITCH)?;
        let mut switch = self.view(property)?;
        if !switch.one_of.is_empty() || !switch.any_of.is_empty() {
            let (branches, _) = self.branches_of(&switch);
            let [only] = branches.as_slice() else { return None };
            switch = self.view(&only.schema)?;
        }
        (kinds_of(&switch).as_slice() == [JsonKind::Boolean]).then(|| SWITCH.to_owned())
    }
}

/// The member by which a form asks for the stream.
pub(super) fn form_switch(content: &BodyContent) -> Option<String> {
    let (BodyContent::Form(fields) | BodyContent::Multipart(fields)) = content else { return None };
    let is_boolean = |value: &Type| *value == Type::Scalar(Scalar::Bool);
    let is_switch = |field: &&FormField| {
        field.wire == SWITCH
            && match &field.kind {
                FormFieldKind::Value(Type::Nullable(value)) => is_boolean(value),
                FormFieldKind::Value(value) => is_boolean(value),
                FormFieldKind::File | FormFieldKind::Files => false,
            }
    };
    fields.iter().find(is_switch).map(|field| field.wire.clone())
}

fn event_data(view: &SchemaObject) -> Option<&Schema> {
    let properties = view.properties.as_ref()?;
    let data = properties.get("data")?;
    (is_event(view) && properties.len() > 1).then_some(data)
}

/// Whether the members are those of an event.
fn is_event(view: &SchemaObject) -> bool {
    view.properties.as_ref().is_some_and(|properties| {
        !properties.is_empty()
            && properties.keys().all(|name| name == "data" || EVENT_FIELDS.contains(&name.as_str()))
    })
}
