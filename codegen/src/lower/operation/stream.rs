//! Streams of values: events, lines and parts.
//!
//! In: a response with a streaming media type. Out: what an item is, and what asks for the stream.
//! Must never know: how a stream is read.

use std::sync::Arc;

use crate::diag::Diagnostic;
use crate::diag::code_table::lower as codes;
use crate::document::{MediaSpec, OperationSpec, ParameterPlace, ParameterSpec, ResponseSpec};
use crate::ir::{
    Body, BodyContent, Case, FormField, FormFieldKind, Scalar, StreamItem, StreamKind, Switch, Type, Words,
};
use crate::normalize::media_type::{MediaClass, class_of};
use crate::schema::{EVENT_DATA, EventShape, JsonKind, Schema, SchemaObject, event_shape, kinds_of};

use crate::lower::context::Lowering;
use crate::lower::schema::array::as_list;

/// The member of an event that is its name.
const EVENT_NAME: &str = "event";

/// What a call is asked to stream by, everywhere.
const SWITCH: &str = "stream";

impl Lowering<'_> {
    /// The stream of a response, if one of its media types is a streaming one.
    pub(in crate::lower) fn lower_stream(
        &mut self,
        operation: &OperationSpec,
        response: &ResponseSpec,
        body: Option<&Body>,
        words: &Words,
    ) -> Option<StreamItem> {
        let (kind, media_type, media) = response.content.iter().find_map(|(media_type, media)| {
            self.stream_kind_of(media_type, media).map(|kind| (kind, media_type, media))
        })?;
        let switch = self.stream_switch(operation, body);
        if kind == StreamKind::Parts {
            let item = self.lower_received_part(media, &words.then("part"));
            return Some(StreamItem { kind, media_type: media_type.clone(), item, switch });
        }
        let words = words.then("event");
        let item = match (&media.item_schema, &media.schema) {
            (Some(pointer), _) | (None, Some(pointer)) => {
                let written = self.schema(pointer);
                let schema = self.item_of_stream(&written, kind, media.item_schema.is_some());
                let item = self.lower_schema(&schema, &words).into_type();
                if kind == StreamKind::Events {
                    self.name_events(&written, &item, &words);
                }
                item
            }
            (None, None) => Type::Any,
        };
        Some(StreamItem { kind, media_type: media_type.clone(), item, switch })
    }

    /// The kind of stream that a response of the media type is.
    pub(in crate::lower) fn stream_kind_of(
        &mut self,
        media_type: &str,
        media: &MediaSpec,
    ) -> Option<StreamKind> {
        match class_of(media_type) {
            MediaClass::Events => Some(StreamKind::Events),
            MediaClass::Lines => Some(StreamKind::Lines),
            MediaClass::Multipart if self.is_ordered(media_type, media) => Some(StreamKind::Parts),
            _ => None,
        }
    }

    /// What an item holds: the `data` of an event, the items of a list, or what is described itself. `is_item` says that
    /// the schema is said to be that of an item.
    fn item_of_stream(&mut self, schema: &Schema, kind: StreamKind, is_item: bool) -> Schema {
        let Some(view) = self.view(schema) else { return schema.clone() };
        let is_list = !is_item && kinds_of(&view).as_slice() == [JsonKind::Array];
        if let Some(items) = view.items.as_ref().filter(|_| is_list) {
            return items.clone();
        }
        if kind != StreamKind::Events {
            return schema.clone();
        }
        if view.one_of.is_empty() && view.any_of.is_empty() {
            let found = self.event_of(&view, is_item);
            let data = view.properties.as_ref().and_then(|properties| properties.get(EVENT_DATA));
            return match data.filter(|_| found == EventShape::Event) {
                Some(data) => self.content_of(data),
                None => schema.clone(),
            };
        }
        self.data_of_branches(&view, is_item).unwrap_or_else(|| schema.clone())
    }

    /// What a schema says about events by itself.
    fn event_of(&mut self, view: &SchemaObject, is_item: bool) -> EventShape {
        let Some(properties) = &view.properties else { return EventShape::Data };
        let shape = event_shape(properties.keys().map(String::as_str));
        let data = properties.get(EVENT_DATA).filter(|_| shape == EventShape::OnlyData);
        let Some(data) = data.and_then(|data| self.view(data)) else { return shape };
        let holds_more = data.content_media_type.is_some() || data.content_schema.is_some();
        if is_text(&data) && (is_item || holds_more) { EventShape::Event } else { shape }
    }

    /// The union of what the branches have as `data`, where all of them are events.
    fn data_of_branches(&mut self, union: &SchemaObject, is_item: bool) -> Option<Schema> {
        let (branches, _) = self.branches_of(union);
        let views: Vec<_> = branches.iter().map(|branch| self.view(&branch.schema)).collect();
        let shapes: Vec<EventShape> = views
            .iter()
            .map(|view| view.as_ref().map_or(EventShape::Data, |view| self.event_of(view, is_item)))
            .collect();
        if !shapes.iter().any(|shape| matches!(shape, EventShape::Event | EventShape::Silent)) {
            return None;
        }
        let mut data = Vec::new();
        let mut other = None;
        for ((branch, view), shape) in branches.iter().zip(&views).zip(shapes) {
            let properties = view.as_ref().and_then(|view| view.properties.as_ref());
            match (shape, properties.and_then(|properties| properties.get(EVENT_DATA))) {
                (EventShape::Event | EventShape::OnlyData, Some(found)) => data.push(self.content_of(found)),
                (EventShape::Silent, _) => {}
                _ => other = other.or(Some(branch.schema.pointer().clone())),
            }
        }
        if data.is_empty() {
            return None;
        }
        if let Some(other) = other {
            let message = "some branches are events with their `data`, this one is not; all are read as data";
            let found = Diagnostic::new(&codes::W521, &other, message);
            self.found.diagnostics.push(found.with_related(&union.pointer, "the union"));
            return None;
        }
        if let [only] = data.as_slice() {
            return Some(only.clone());
        }
        Some(Schema::Object(Arc::new(SchemaObject {
            pointer: union.pointer.key(EVENT_DATA),
            any_of: data,
            ..SchemaObject::default()
        })))
    }

    /// Says of a union of what events hold which event holds which case, where the branches name their events.
    fn name_events(&mut self, written: &Schema, item: &Type, words: &Words) {
        let (Some(view), Type::Named(id)) = (self.view(written), item) else { return };
        let (branches, _) = self.branches_of(&view);
        let mut named: Vec<(Schema, Vec<String>)> = Vec::new();
        for branch in &branches {
            let Some(view) = self.view(&branch.schema) else { continue };
            let data = view.properties.as_ref().and_then(|properties| properties.get(EVENT_DATA)).cloned();
            let Some(data) = data.map(|data| self.content_of(&data)) else { continue };
            if let Some(names) = self.member_values(&branch.schema, EVENT_NAME, 0) {
                named.push((data, names));
            }
        }
        if self.registry.union_mut(*id).is_none() {
            return;
        }
        for (data, names) in named {
            let target = self.target_of(&data);
            let at = |case: &Case| case.pointer == *data.pointer() || Some(&case.pointer) == target.as_ref();
            let found = self.registry.union_mut(*id).and_then(|union| union.cases.iter().position(at));
            // Two events may hold the same, which is one case.
            let found = found.or_else(|| {
                let value = self.lower_schema(&as_list(&data), words).value;
                let union = self.registry.union_mut(*id)?;
                union.cases.iter().position(|case| case.value == value)
            });
            if let (Some(found), Some(union)) = (found, self.registry.union_mut(*id)) {
                let taken: Vec<String> = union.cases.iter().flat_map(|case| case.events.clone()).collect();
                union.cases[found].events.extend(names.into_iter().filter(|name| !taken.contains(name)));
            }
        }
    }

    /// What the text of an event holds, where it is described as JSON in a text.
    fn content_of(&mut self, data: &Schema) -> Schema {
        let Some(view) = self.view(data) else { return data.clone() };
        let is_json =
            view.content_media_type.as_deref().is_some_and(|kind| class_of(kind) == MediaClass::Json);
        match &view.content_schema {
            Some(content) if is_json && is_text(&view) => content.clone(),
            _ => data.clone(),
        }
    }

    /// What asks for the stream: a member of the body that is sent, be it JSON or a form, or a query parameter.
    fn stream_switch(&mut self, operation: &OperationSpec, body: Option<&Body>) -> Option<Switch> {
        let in_body = body.and_then(|body| match &body.content {
            BodyContent::Json { .. } => self.json_switch(operation),
            content => form_switch(content),
        });
        in_body.map(Switch::Body).or_else(|| self.query_switch(operation).map(Switch::Query))
    }

    fn json_switch(&mut self, operation: &OperationSpec) -> Option<String> {
        let is_json = |class: MediaClass| matches!(class, MediaClass::Json | MediaClass::Any);
        let content = &operation.body.as_ref()?.content;
        let json = content.iter().find(|(media_type, _)| is_json(class_of(media_type)))?;
        let view = self.view_at(json.1.schema.as_ref()?)?;
        let property = self.view(view.properties.as_ref()?.get(SWITCH)?)?;
        self.is_flag(&property).then(|| SWITCH.to_owned())
    }

    fn query_switch(&mut self, operation: &OperationSpec) -> Option<String> {
        let is_it = |found: &&ParameterSpec| found.place == ParameterPlace::Query && found.name == SWITCH;
        let parameter = operation.parameters.iter().find(is_it)?;
        let view = self.view_at(parameter.schema.as_ref()?)?;
        self.is_flag(&view).then(|| parameter.name.clone())
    }

    /// Whether a value is a boolean, and may be null at most.
    fn is_flag(&mut self, view: &SchemaObject) -> bool {
        if view.one_of.is_empty() && view.any_of.is_empty() {
            return kinds_of(view).as_slice() == [JsonKind::Boolean];
        }
        let (branches, _) = self.branches_of(view);
        let [only] = branches.as_slice() else { return false };
        self.view(&only.schema).is_some_and(|view| kinds_of(&view).as_slice() == [JsonKind::Boolean])
    }
}

/// The member by which a form asks for the stream.
pub(in crate::lower) fn form_switch(content: &BodyContent) -> Option<String> {
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

/// Whether a value is text, and may be null at most.
fn is_text(view: &SchemaObject) -> bool {
    let kinds = kinds_of(view);
    kinds.contains(&JsonKind::String)
        && kinds.iter().all(|kind| matches!(kind, JsonKind::String | JsonKind::Null))
}
