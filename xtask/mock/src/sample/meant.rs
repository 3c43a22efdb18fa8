//! Examples that a schema without a `type` allows, and that it does not describe.
//!
//! In: schemas and a value. Out: whether the value is of the kind that their keywords are about.
//! Must never know: where the value came from.

use codegen::diag::Pointer;
use codegen::kinds::JsonKinds;
use codegen::load::Node;

use crate::schema_query::{Look, kind_of};

use super::FULL_DEPTH;
use super::view::View;

/// Whether what a schema without a `type` describes is what the value is, here and inside: a schema of properties allows a
/// string, and nobody means one.
pub(crate) fn is_meant_by(root: &Node, schema: &Pointer, value: &Node) -> bool {
    let look = Look::new(root);
    is_meant(look, &View::of(look, std::slice::from_ref(schema)), value, 0)
}

pub(super) fn is_meant(look: Look<'_>, view: &View, value: &Node, depth: usize) -> bool {
    let inside = |places: &Vec<Pointer>, value: &Node| {
        depth == FULL_DEPTH || is_meant(look, &View::of(look, places), value, depth + 1)
    };
    let is_other = |kinds: JsonKinds| !kinds.has(kind_of(value)) && *value != Node::Null;
    if !view.has_type && view.choices.is_empty() && about(view).is_some_and(is_other) {
        return false;
    }
    match value {
        Node::Map(members) => view
            .properties
            .iter()
            .all(|(name, places)| members.get(name).is_none_or(|member| inside(places, member))),
        Node::List(items) if !view.items.is_empty() => items.iter().all(|item| inside(&view.items, item)),
        _ => true,
    }
}

/// The objects or arrays that the keywords of a schema are about.
pub(super) fn about(view: &View) -> Option<JsonKinds> {
    if !view.properties.is_empty() || !view.required.is_empty() || !view.rest.is_empty() {
        Some(JsonKinds::OBJECT)
    } else if !view.items.is_empty() || !view.prefix.is_empty() {
        Some(JsonKinds::ARRAY)
    } else {
        None
    }
}
