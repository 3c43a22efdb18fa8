//! Examples that are written as they go on the wire.
//!
//! In: `serializedValue` of examples (3.2). Out: the value that it means as `dataValue`, where its media type says how it is
//! read: JSON, and text as it is. Others are nobody's value: forms, XML, bytes, and parameters in a style.

use std::collections::BTreeMap;

use crate::diag::Pointer;
use crate::load::{Map, Node, json_value};
use crate::normalize::draft::Draft;
use crate::normalize::media_type::{MediaClass, class_of};
use crate::normalize::positions::{Part, Step, walk};
use crate::normalize::reference::{Target, pointer_of, target_of};

/// References are followed this far.
const MOST_HOPS: usize = 8;

/// How the text of an example is read.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Reading {
    Text,
    Json,
}

/// Adds what serialized values mean.
pub(super) fn read_serialized(draft: &mut Draft) {
    let mut found: BTreeMap<Pointer, Reading> = BTreeMap::new();
    let root = &draft.root;
    walk(root, Part::Document, &Pointer::root(), &mut |part, trail, node| {
        let kind =
            trail.last_key().filter(|_| part == Part::MediaType && trail.parent_key() == Some("content"));
        let reading = match kind.map(class_of) {
            Some(MediaClass::Json) => Reading::Json,
            Some(MediaClass::Text) if kind.is_some_and(is_plain) => Reading::Text,
            _ => return Step::Into,
        };
        let Some((at, media)) = followed(root, trail.pointer(), node, &draft.name) else { return Step::Into };
        let examples = media.get("examples").and_then(Node::as_map);
        for (name, example) in examples.into_iter().flatten() {
            let at = at.key("examples").key(name);
            if let Some((at, example)) = followed(root, at, example, &draft.name)
                && example.as_map().is_some_and(is_serialized)
            {
                // One that is shared with a text is JSON all the same, if it can be.
                let known = found.entry(at).or_insert(reading);
                *known = reading.max(*known);
            }
        }
        Step::Into
    });
    for (at, reading) in found {
        let Some(Node::Map(example)) = draft.root.at_mut(&at) else { continue };
        let Some(Node::String(text)) = example.get("serializedValue") else { continue };
        let value = match reading {
            Reading::Json => json_value(text),
            Reading::Text => Some(Node::String(text.clone())),
        };
        let Some(value) = value else { continue };
        example.insert("dataValue".to_owned(), value);
        if let Some(place) = draft.origins.place(&at.key("serializedValue")) {
            draft.origins.set(&at.key("dataValue"), &place);
        }
    }
}

/// Whether text is all that it is.
fn is_plain(media_type: &str) -> bool {
    media_type.trim_start().get(..5).is_some_and(|start| start.eq_ignore_ascii_case("text/"))
        && !media_type.contains("xml")
}

/// Whether the serialized value is all that the example says.
fn is_serialized(example: &Map) -> bool {
    matches!(example.get("serializedValue"), Some(Node::String(_)))
        && !example.contains_key("value")
        && !example.contains_key("dataValue")
}

/// What stands at a place, behind its references.
fn followed<'n>(root: &'n Node, at: Pointer, node: &'n Node, file: &str) -> Option<(Pointer, &'n Node)> {
    let (mut at, mut node) = (at, node);
    for _ in 0..MOST_HOPS {
        let Some(reference) = node.get("$ref").and_then(Node::as_str) else { return Some((at, node)) };
        let Target::Local(fragment) = target_of(reference, file, "") else { return None };
        at = pointer_of(&fragment)?;
        node = root.at(&at)?;
    }
    None
}
