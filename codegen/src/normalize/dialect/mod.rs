//! One dialect out of many: OpenAPI 3.1 with JSON Schema 2020-12.
//!
//! In: a merged description with the spellings of 3.0, of 3.1 and of documentation pages. Out: the same in one
//! spelling, so that no other room knows two.

mod body;
mod enumeration;
mod example;
mod nullable;
mod schema;

use super::draft::Draft;
use super::page::normalize_tags;
use super::positions::{Part, Step, walk_mut};
use super::version::{MODERN, is_modern};
use crate::diag::{Diagnostics, Pointer};
use crate::load::{Node, Number};

/// The version that the result follows, unless anything of OpenAPI 3.2 went into it.
const VERSION: &str = "3.1.1";

/// Rewrites the whole description.
pub(super) fn normalize_dialect(draft: &mut Draft, diagnostics: &mut Diagnostics) {
    let mut moved = Vec::new();
    let mut found = Vec::new();
    walk_mut(&mut draft.root, Part::Document, &Pointer::root(), &mut |part, trail, node| {
        normalize_texts(node);
        match part {
            Part::Document => normalize_document(node),
            Part::Operation => {
                if let Node::Map(operation) = node {
                    normalize_tags(operation);
                }
            }
            Part::Schema => schema::normalize_schema(node, trail, &mut moved, &mut found),
            _ => {}
        }
        Step::Into
    });
    for (from, to) in moved {
        if let Some(place) = draft.origins.place(&from) {
            draft.origins.set(&to, &place);
        }
    }
    for finding in found {
        diagnostics.push(finding);
    }
    body::require_bodies(draft, diagnostics);
    if is_modern(&draft.root) {
        example::read_serialized(draft);
    }
}

fn normalize_document(root: &mut Node) {
    let Node::Map(members) = root else { return };
    let is_modern = members.get("openapi").and_then(Node::as_str).is_some_and(|version| version == MODERN);
    members.insert("openapi".to_owned(), if is_modern { MODERN } else { VERSION }.into());
    if let Some(Node::Map(info)) = members.get_mut("info") {
        for key in ["title", "version"] {
            if let Some(text) = info.get(key).and_then(scalar_text) {
                info.insert(key.to_owned(), Node::String(text));
            }
        }
    }
    if let Some(Node::List(tags)) = members.get_mut("tags") {
        tags.iter_mut().for_each(normalize_texts);
    }
}

/// Unquoted text may look like a number or a boolean to YAML; `null` says as much as nothing.
fn normalize_texts(node: &mut Node) {
    let Node::Map(members) = node else { return };
    for key in ["description", "summary", "operationId", "title"] {
        match members.get(key) {
            None | Some(Node::String(_)) => {}
            Some(Node::Null) => {
                members.shift_remove(key);
            }
            Some(other) => {
                if let Some(text) = scalar_text(other) {
                    members.insert(key.to_owned(), Node::String(text));
                }
            }
        }
    }
}

/// A number or truth value as the author probably wrote it.
fn scalar_text(node: &Node) -> Option<String> {
    match node {
        Node::Number(Number::Integer(number)) => Some(number.to_string()),
        Node::Number(Number::Float(number)) => Some(format!("{number:?}")),
        Node::Bool(value) => Some(value.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
