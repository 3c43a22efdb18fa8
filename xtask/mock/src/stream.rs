//! Bodies that are streams: server-sent events, and a JSON value a line.
//!
//! In: a response's media type and a value for its schema. Out: a body of two or more items, as the generator's clients
//! read them. Must never know: requests.

use std::fmt::Write as _;

use bytes::Bytes;
use codegen::diag::Pointer;
use codegen::document::MediaSpec;
use codegen::kinds::JsonKinds;
use codegen::load::{Map, Node};
use codegen::schema::{EVENT_DATA, EventShape, event_shape};

use crate::content::{json, plain};
use crate::media_type::{essence_of, is_json, is_json_lines};
use crate::schema_query::Look;

/// The fields of an event beside its data, as they are sent.
const FIELDS: [&str; 3] = ["event", "id", "retry"];

/// Whether answers of the media type are streams.
pub(crate) fn is_stream(kind: &str) -> bool {
    is_json_lines(kind) || is_events(kind)
}

fn is_events(kind: &str) -> bool {
    essence_of(kind) == "text/event-stream"
}

/// The schema of what a stream holds, by which its value is made.
pub(crate) fn schema_of(media: &MediaSpec) -> Option<&Pointer> {
    media.item_schema.as_ref().or(media.schema.as_ref())
}

/// The body with a value; nothing where the media type is not that of a stream.
pub(crate) fn body(root: &Node, media: &MediaSpec, kind: &str, value: Option<&Node>) -> Option<Bytes> {
    if !is_stream(kind) {
        return None;
    }
    let look = Look::new(root);
    let items = items(look, media, value);
    if is_json_lines(&essence_of(kind)) {
        let mut lines = String::new();
        for item in items {
            lines.push_str(&json(&item));
            lines.push('\n');
        }
        return Some(lines.into());
    }
    if let Some(Node::String(text)) = value
        && text.contains("data:")
    {
        return Some(text.clone().into());
    }
    let event = schema_of(media).filter(|schema| is_event(look, schema, media.item_schema.is_some()));
    let framed = |item: &Node| match (event, item) {
        (Some(schema), Node::Map(fields)) if is_event_value(fields) => framed(look, schema, fields),
        // As JSON, texts too: readers of text take it as well, and where other kinds are allowed only it is clear.
        _ => format!("data: {}\n\n", json(item)),
    };
    Some(items.iter().map(framed).collect::<String>().into())
}

/// The items: those of a list, or the value twice, so that readers meet an item that is not the last.
fn items(look: Look<'_>, media: &MediaSpec, value: Option<&Node>) -> Vec<Node> {
    let is_list = media.item_schema.is_none()
        && media.schema.as_ref().is_some_and(|schema| look.kinds(schema) == JsonKinds::ARRAY);
    match value {
        Some(Node::List(items)) if is_list => items.clone(),
        Some(value) => vec![value.clone(), value.clone()],
        None => vec![Node::String("mock".to_owned()), Node::String("mock".to_owned())],
    }
}

/// Whether the schema is that of an event, and not of the JSON in its data.
fn is_event(look: Look<'_>, schema: &Pointer, is_item: bool) -> bool {
    let properties = look.properties(schema);
    match event_shape(properties.iter().map(|(name, _)| name.as_str())) {
        EventShape::Event | EventShape::Silent => true,
        EventShape::OnlyData => {
            let data = properties.iter().find(|(name, _)| name == EVENT_DATA);
            data.is_some_and(|(_, data)| is_text(look, data) && (is_item || holds_more(look, data)))
        }
        EventShape::Data => false,
    }
}

fn is_text(look: Look<'_>, schema: &Pointer) -> bool {
    let kinds = look.kinds(schema);
    kinds == JsonKinds::STRING || kinds == JsonKinds::STRING.or(JsonKinds::NULL)
}

/// Whether a text is described as one that holds something else.
fn holds_more(look: Look<'_>, schema: &Pointer) -> bool {
    ["contentMediaType", "contentSchema"].iter().any(|keyword| look.keyword(schema, keyword).is_some())
}

fn is_event_value(fields: &Map) -> bool {
    event_shape(fields.keys().map(String::as_str)) != EventShape::Data
}

/// An event with its fields.
fn framed(look: Look<'_>, schema: &Pointer, fields: &Map) -> String {
    let mut event = String::new();
    for name in FIELDS {
        if let Some(value) = fields.get(name).filter(|value| **value != Node::Null) {
            let _ = writeln!(event, "{name}: {}", plain(value).replace(['\r', '\n'], " "));
        }
    }
    if let Some(data) = fields.get(EVENT_DATA).filter(|data| **data != Node::Null) {
        let place = look.property(schema, EVENT_DATA);
        let content = place.and_then(|place| look.keyword(&place, "contentMediaType")).and_then(Node::as_str);
        // In a union, another branch may have plain text there.
        let is_json_text = |text: &str| serde_json::from_str::<serde_json::Value>(text).is_ok();
        let text = match data {
            Node::String(text) if content.is_some_and(is_json) && is_json_text(text) => text.clone(),
            other => json(other),
        };
        for line in text.lines() {
            let _ = writeln!(event, "data: {line}");
        }
    }
    event.push('\n');
    event
}

#[cfg(test)]
mod tests;
